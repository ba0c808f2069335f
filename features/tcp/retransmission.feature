@src:nf_conntrack_proto_tcp.c
Feature: Shorter timeouts for TCP connections that look stuck
  An established connection is kept for five days, which is far too long when one end is gone. Conntrack gives
  it a few minutes only while data wait for their acknowledgment, when the same segment comes again and again,
  and when a window is closed. The first sign of life brings the five days back.

  Background:
    Given the sysctls:
      | name                                                  | value |
      | net.netfilter.nf_conntrack_tcp_timeout_max_retrans    | 200   |
      | net.netfilter.nf_conntrack_tcp_timeout_unacknowledged | 250   |
    And the flow tcp client:1024 > server:80

  @id:tcp-retransmission-unacknowledged @sysctl:nf_conntrack_tcp_timeout_unacknowledged
  Scenario Outline: Data of the <side> that wait for their acknowledgment shorten the timeout
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir     | packet                        | state       | timeout |
      | <one>   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | 250     |
      | <other> | . 1:1(0) ack 51 win 65535     | ESTABLISHED | 250     |
      | <other> | . 1:1(0) ack 101 win 65535    | ESTABLISHED | 5 days  |

    Examples: Either side
      | side       | one | other |
      | originator | >   | <     |
      | responder  | <   | >     |

  @id:tcp-retransmission-counted @sysctl:nf_conntrack_tcp_max_retrans
  Scenario: A segment that comes for the fourth time in a row shortens the timeout
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                   | state       | timeout |
      | <   | . 1:1(0) ack 1 win 65535 | ESTABLISHED | 5 days  |
      | <   | . 1:1(0) ack 1 win 65535 | ESTABLISHED | 5 days  |
      | <   | . 1:1(0) ack 1 win 65535 | ESTABLISHED | 5 days  |
      | <   | . 1:1(0) ack 1 win 65535 | ESTABLISHED | 200     |
      | <   | . 1:1(0) ack 1 win 65535 | ESTABLISHED | 200     |

  @id:tcp-retransmission-data @sysctl:nf_conntrack_tcp_max_retrans
  Scenario: So do data that nobody acknowledges
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                        | state       | timeout |
      | >   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | 250     |
      | >   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | 250     |
      | >   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | 250     |
      | >   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | 200     |
      | <   | . 1:1(0) ack 101 win 65535    | ESTABLISHED | 5 days  |

  @id:tcp-retransmission-anything-new @sysctl:nf_conntrack_tcp_max_retrans
  Scenario Outline: <what> begins the count anew
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir   | packet                   | timeout |
      | <     | . 1:1(0) ack 1 win 65535 | 5 days  |
      | <     | . 1:1(0) ack 1 win 65535 | 5 days  |
      | <     | . 1:1(0) ack 1 win 65535 | 5 days  |
      | <dir> | <packet>                 | 5 days  |
      | <     | . 1:1(0) ack 1 win 65535 | 5 days  |
      | <     | . 1:1(0) ack 1 win 65535 | 5 days  |
      | <     | . 1:1(0) ack 1 win 65535 | 5 days  |
      | <     | . 1:1(0) ack 1 win 65535 | 200     |

    Examples: What differs from the segment before
      | what                        | dir | packet                   |
      | A segment of the other side | >   | . 1:1(0) ack 1 win 65535 |
      | Another window              | <   | . 1:1(0) ack 1 win 65534 |
      | An older acknowledgment     | <   | . 1:1(0) ack 0 win 65535 |
      | A keepalive                 | <   | . 0:0(0) ack 1 win 65535 |

  @id:tcp-retransmission-sysctl @sysctl:nf_conntrack_tcp_max_retrans
  Scenario: How often is often enough is set by sysctl
    Given the sysctls:
      | name                                       | value |
      | net.netfilter.nf_conntrack_tcp_max_retrans | 1     |
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                   | timeout |
      | <   | . 1:1(0) ack 1 win 65535 | 5 days  |
      | <   | . 1:1(0) ack 1 win 65535 | 200     |

  @id:tcp-retransmission-not-longer
  Scenario: A timeout that is shorter anyway stays as it is
    Given packets have brought the connection to TIME_WAIT
    When these packets arrive:
      | dir | packet                   | state     | timeout |
      | <   | . 2:2(0) ack 2 win 65535 | TIME_WAIT | 120     |
      | <   | . 2:2(0) ack 2 win 65535 | TIME_WAIT | 120     |
      | <   | . 2:2(0) ack 2 win 65535 | TIME_WAIT | 120     |
      | <   | . 2:2(0) ack 2 win 65535 | TIME_WAIT | 120     |

  @id:tcp-retransmission-zero-window @sysctl:nf_conntrack_tcp_timeout_max_retrans
  Scenario: A closed window shortens the timeout until it opens again
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                   | ctstate     | state       | timeout |
      | <   | . 1:1(0) ack 1 win 0     | ESTABLISHED | ESTABLISHED | 200     |
      | <   | . 1:1(0) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | 5 days  |

  @id:tcp-retransmission-zero-window-probe @rfc:9293-3.8.6.1
  Scenario: The probe of a closed window, and the answer to it, are accepted
    What follows a probe begins one byte beyond the closed window, and that byte is allowed for.
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                                | ctstate     | log | timeout |
      | >   | P. 1:40001(40000) ack 1 win 65535     | ESTABLISHED | -   | 250     |
      | >   | P. 40001:65536(25535) ack 1 win 65535 | ESTABLISHED | -   | 250     |
      | <   | . 1:1(0) ack 65536 win 0              | ESTABLISHED | -   | 200     |
      | >   | . 65536:65537(1) ack 1 win 65535      | ESTABLISHED | -   | 250     |
      | <   | . 1:1(0) ack 65536 win 0              | ESTABLISHED | -   | 250     |
      | >   | . 65537:65537(0) ack 1 win 65535      | ESTABLISHED | -   | 250     |
      | <   | . 1:1(0) ack 65537 win 8192           | ESTABLISHED | -   | 5 days  |

  @id:tcp-retransmission-no-window-yet @sysctl:nf_conntrack_tcp_timeout_max_retrans
  Scenario: Before the first ACK there is no window, which counts as a closed one
    So the timeouts of the handshake cannot be longer than that of a closed window.
    Given the sysctls:
      | name                                            | value |
      | net.netfilter.nf_conntrack_tcp_timeout_syn_sent | 1000  |
      | net.netfilter.nf_conntrack_tcp_timeout_syn_recv | 1000  |
    When these packets arrive:
      | dir | packet                    | state    | timeout |
      | >   | S 0:0(0) win 65535        | SYN_SENT | 200     |
      | <   | S. 0:0(0) ack 1 win 65535 | SYN_RECV | 200     |
