@src:nf_conntrack_proto_tcp.c @rfc:9293-3.3.2
Feature: TCP transitions from CLOSE_WAIT: after the acknowledged FIN
  One side has closed and knows that the other has heard it; the other may go on sending for as long as it
  likes.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to CLOSE_WAIT

  @id:tcp-transitions-close-wait-originator
  Scenario Outline: In CLOSE_WAIT, the originator's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the originator can send, since Linux 6.1
      | segment               | outcome                 | packet                                  | ctstate     | state      | log                                                 |
      | SYN                   | is ignored              | S 100000:100000(0) win 65535 [mss 1460] | ESTABLISHED | CLOSE_WAIT | packet (index 0) in dir 0 ignored, state CLOSE_WAIT |
      | SYN/ACK               | is INVALID              | S. 0:0(0) ack 1 win 65535 [mss 1460]    | INVALID     | CLOSE_WAIT | packet (index 1) in dir 0 invalid, state CLOSE_WAIT |

    Examples: Everything the originator can send
      | segment               | outcome                 | packet                                  | ctstate     | state      | log                                                 |
      | FIN                   | leads to LAST_ACK       | F. 1:1(0) ack 1 win 65535               | ESTABLISHED | LAST_ACK   | -                                                   |
      | ACK                   | leaves it in CLOSE_WAIT | . 2:2(0) ack 1 win 65535                | ESTABLISHED | CLOSE_WAIT | -                                                   |
      | RST                   | leads to CLOSE          | R 2:2(0) win 0                          | ESTABLISHED | CLOSE      | -                                                   |
      | segment without flags | is INVALID              | - 2:2(0) win 65535                      | INVALID     | CLOSE_WAIT | invalid tcp flag combination                        |

  @id:tcp-transitions-close-wait-responder
  Scenario Outline: In CLOSE_WAIT, the responder's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the responder can send, since Linux 6.1
      | segment               | outcome                 | packet                                  | ctstate     | state      | log                                                 |
      | SYN                   | is INVALID              | S 100000:100000(0) win 65535 [mss 1460] | INVALID     | CLOSE_WAIT | packet (index 0) in dir 1 invalid, state CLOSE_WAIT |
      | SYN/ACK               | is ignored              | S. 0:0(0) ack 1 win 65535 [mss 1460]    | ESTABLISHED | CLOSE_WAIT | packet (index 1) in dir 1 ignored, state CLOSE_WAIT |

    Examples: Everything the responder can send
      | segment               | outcome                 | packet                                  | ctstate     | state      | log                                                 |
      | FIN                   | leads to LAST_ACK       | F. 1:1(0) ack 2 win 65535               | ESTABLISHED | LAST_ACK   | -                                                   |
      | ACK                   | leaves it in CLOSE_WAIT | . 1:1(0) ack 2 win 65535                | ESTABLISHED | CLOSE_WAIT | -                                                   |
      | RST                   | leads to CLOSE          | R 1:1(0) win 0                          | ESTABLISHED | CLOSE      | -                                                   |
      | segment without flags | is INVALID              | - 1:1(0) win 65535                      | INVALID     | CLOSE_WAIT | invalid tcp flag combination                        |
