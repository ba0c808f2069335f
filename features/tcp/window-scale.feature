@src:nf_conntrack_proto_tcp.c @rfc:7323-2.2
Feature: TCP window scale
  The window field has sixteen bits only, so the two ends may agree, in their SYNs, on a factor for it. Who
  watches from the middle must have seen both SYNs to know the real windows. The window of a SYN itself is
  never scaled.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80

  @id:tcp-window-scale-agreed @since:6.1
  Scenario Outline: With a scale of <scale> a window of <window> means <bytes> bytes
    When these packets arrive:
      | dir | packet                                        | ctstate     | log                        |
      | >   | S 0:0(0) win 100 [mss 1460,ws 0]              | NEW         | -                          |
      | <   | S. 0:0(0) ack 1 win 100 [mss 1460,ws <scale>] | ESTABLISHED | -                          |
      | >   | . 1:1(0) ack 1 win 100                        | ESTABLISHED | -                          |
      | <   | . 1:1(0) ack 1 win <window>                   | ESTABLISHED | -                          |
      | >   | . <last>:<last>(0) ack 1 win 100              | ESTABLISHED | -                          |
      | >   | . <beyond>:<beyond>(0) ack 1 win 100          | ESTABLISHED | 2 bytes more than expected |

    Examples: Scales
      | scale | window | bytes      | last       | beyond     |
      | 0     | 1000   | 1000       | 1001       | 1002       |
      | 1     | 1000   | 2000       | 2001       | 2002       |
      | 7     | 1000   | 128000     | 128001     | 128002     |
      | 14    | 65535  | 1073725440 | 1073725441 | 1073725442 |

    Examples: More than 14 counts as 14
      | scale | window | bytes    | last     | beyond   |
      | 15    | 1000   | 16384000 | 16384001 | 16384002 |
      | 255   | 1000   | 16384000 | 16384001 | 16384002 |

  @id:tcp-window-scale-one-sided @since:6.1
  Scenario Outline: When only the <side> offers a scale, nothing is scaled
    When these packets arrive:
      | dir | packet                                    | ctstate     | log                        |
      | >   | S 0:0(0) win 100 [mss 1460<original>]     | NEW         | -                          |
      | <   | S. 0:0(0) ack 1 win 100 [mss 1460<reply>] | ESTABLISHED | -                          |
      | >   | . 1:1(0) ack 1 win 1000                   | ESTABLISHED | -                          |
      | <   | . 1:1(0) ack 1 win 1000                   | ESTABLISHED | -                          |
      | <   | . 1001:1001(0) ack 1 win 1000             | ESTABLISHED | -                          |
      | <   | . 1002:1002(0) ack 1 win 1000             | ESTABLISHED | 2 bytes more than expected |
      | >   | . 1001:1001(0) ack 1 win 1000             | ESTABLISHED | -                          |
      | >   | . 1002:1002(0) ack 1 win 1000             | ESTABLISHED | 2 bytes more than expected |

    Examples: One side
      | side       | original | reply |
      | originator | ,ws 7    |       |
      | responder  |          | ,ws 7 |

  @id:tcp-window-scale-not-in-syn @since:6.1
  Scenario: The window of a SYN/ACK is not scaled
    When these packets arrive:
      | dir | packet                                  | ctstate     | log                        |
      | >   | S 0:0(0) win 100 [mss 1460,ws 7]        | NEW         | -                          |
      | <   | S. 0:0(0) ack 1 win 100 [mss 1460,ws 7] | ESTABLISHED | -                          |
      | >   | . 101:101(0) ack 1 win 1                | ESTABLISHED | -                          |
      | >   | . 102:102(0) ack 1 win 1                | ESTABLISHED | 2 bytes more than expected |

  @id:tcp-window-scale-broken-option @since:6.1
  Scenario Outline: A window scale option <how> does not count
    When these packets arrive:
      | dir | packet                                  | ctstate     | log                        |
      | >   | S 0:0(0) win 100 [<option>]             | NEW         | -                          |
      | <   | S. 0:0(0) ack 1 win 100 [mss 1460,ws 7] | ESTABLISHED | -                          |
      | >   | . 1:1(0) ack 1 win 100                  | ESTABLISHED | -                          |
      | <   | . 1:1(0) ack 1 win 1000                 | ESTABLISHED | -                          |
      | >   | . 1002:1002(0) ack 1 win 100            | ESTABLISHED | 2 bytes more than expected |

    Examples: Broken options
      | how                        | option             |
      | of the wrong length        | opt 3 0x0707       |
      | behind one that has no end | 0xfe010303077f0000 |
      | behind the end of the list | 0x0002030307000000 |
