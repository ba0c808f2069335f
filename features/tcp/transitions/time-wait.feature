@src:nf_conntrack_proto_tcp.c @rfc:9293-3.3.2
Feature: TCP transitions from TIME_WAIT: after the last acknowledgment
  The connection is over, and the entry is kept for stragglers. A SYN from either side may open a
  new connection between the same ports (RFC 9293, 3.6.1), for the old one was closed in order.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to TIME_WAIT

  @id:tcp-transitions-time-wait-originator
  Scenario Outline: In TIME_WAIT, the originator's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | segment               | outcome                                             | packet                                  | ctstate     | state     | log                                                |
      | SYN                   | leads to SYN_SENT, as the first of a new connection | S 100000:100000(0) win 65535 [mss 1460] | NEW         | SYN_SENT  | -                                                  |

    @since:6.1
    Examples: Everything the originator can send, since Linux 6.1
      | segment               | outcome                                             | packet                                  | ctstate     | state     | log                                                |
      | SYN/ACK               | is INVALID                                          | S. 0:0(0) ack 1 win 65535 [mss 1460]    | INVALID     | TIME_WAIT | packet (index 1) in dir 0 invalid, state TIME_WAIT |

    Examples: Everything the originator can send
      | segment               | outcome                                             | packet                                  | ctstate     | state     | log                                                |
      | FIN                   | leaves it in TIME_WAIT                              | F. 1:1(0) ack 2 win 65535               | ESTABLISHED | TIME_WAIT | -                                                  |
      | ACK                   | leaves it in TIME_WAIT                              | . 2:2(0) ack 2 win 65535                | ESTABLISHED | TIME_WAIT | -                                                  |
      | RST                   | leads to CLOSE                                      | R 2:2(0) win 0                          | ESTABLISHED | CLOSE     | -                                                  |
      | segment without flags | is INVALID                                          | - 2:2(0) win 65535                      | INVALID     | TIME_WAIT | invalid tcp flag combination                       |

  @id:tcp-transitions-time-wait-responder
  Scenario Outline: In TIME_WAIT, the responder's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the responder can send
      | segment               | outcome                                                                    | packet                                  | ctstate     | state     | log                                                |
      | SYN                   | leads to SYN_SENT, as the first of a new connection in the other direction | S 100000:100000(0) win 65535 [mss 1460] | NEW         | SYN_SENT  | -                                                  |

    @since:6.1
    Examples: Everything the responder can send, since Linux 6.1
      | segment               | outcome                                                                    | packet                                  | ctstate     | state     | log                                                |
      | SYN/ACK               | is ignored                                                                 | S. 0:0(0) ack 1 win 65535 [mss 1460]    | ESTABLISHED | TIME_WAIT | packet (index 1) in dir 1 ignored, state TIME_WAIT |

    Examples: Everything the responder can send
      | segment               | outcome                                                                    | packet                                  | ctstate     | state     | log                                                |
      | FIN                   | leaves it in TIME_WAIT                                                     | F. 1:1(0) ack 2 win 65535               | ESTABLISHED | TIME_WAIT | -                                                  |
      | ACK                   | leaves it in TIME_WAIT                                                     | . 2:2(0) ack 2 win 65535                | ESTABLISHED | TIME_WAIT | -                                                  |
      | RST                   | leads to CLOSE                                                             | R 2:2(0) win 0                          | ESTABLISHED | CLOSE     | -                                                  |
      | segment without flags | is INVALID                                                                 | - 2:2(0) win 65535                      | INVALID     | TIME_WAIT | invalid tcp flag combination                       |
