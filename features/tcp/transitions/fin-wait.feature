@src:nf_conntrack_proto_tcp.c @rfc:9293-3.3.2
Feature: TCP transitions from FIN_WAIT: after the first FIN
  One side, here the originator, has sent its FIN. Now the acknowledgment of it leads to CLOSE_WAIT, and
  another FIN to LAST_ACK, whichever side it comes from: the table does not tell whose FIN is acknowledged.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to FIN_WAIT

  @id:tcp-transitions-fin-wait-originator
  Scenario Outline: In FIN_WAIT, the originator's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the originator can send, since Linux 6.1
      | segment               | outcome             | packet                                  | ctstate     | state      | log                                               |
      | SYN                   | is ignored          | S 100000:100000(0) win 65535 [mss 1460] | ESTABLISHED | FIN_WAIT   | packet (index 0) in dir 0 ignored, state FIN_WAIT |
      | SYN/ACK               | is INVALID          | S. 0:0(0) ack 1 win 65535 [mss 1460]    | INVALID     | FIN_WAIT   | packet (index 1) in dir 0 invalid, state FIN_WAIT |

    Examples: Everything the originator can send
      | segment               | outcome             | packet                                  | ctstate     | state      | log                                               |
      | FIN                   | leads to LAST_ACK   | F. 1:1(0) ack 1 win 65535               | ESTABLISHED | LAST_ACK   | -                                                 |
      | ACK                   | leads to CLOSE_WAIT | . 2:2(0) ack 1 win 65535                | ESTABLISHED | CLOSE_WAIT | -                                                 |
      | RST                   | leads to CLOSE      | R 2:2(0) win 0                          | ESTABLISHED | CLOSE      | -                                                 |
      | segment without flags | is INVALID          | - 2:2(0) win 65535                      | INVALID     | FIN_WAIT   | invalid tcp flag combination                      |

  @id:tcp-transitions-fin-wait-responder
  Scenario Outline: In FIN_WAIT, the responder's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the responder can send, since Linux 6.1
      | segment               | outcome             | packet                                  | ctstate     | state      | log                                               |
      | SYN                   | is INVALID          | S 100000:100000(0) win 65535 [mss 1460] | INVALID     | FIN_WAIT   | packet (index 0) in dir 1 invalid, state FIN_WAIT |
      | SYN/ACK               | is ignored          | S. 0:0(0) ack 1 win 65535 [mss 1460]    | ESTABLISHED | FIN_WAIT   | packet (index 1) in dir 1 ignored, state FIN_WAIT |

    Examples: Everything the responder can send
      | segment               | outcome             | packet                                  | ctstate     | state      | log                                               |
      | FIN                   | leads to LAST_ACK   | F. 1:1(0) ack 2 win 65535               | ESTABLISHED | LAST_ACK   | -                                                 |
      | ACK                   | leads to CLOSE_WAIT | . 1:1(0) ack 2 win 65535                | ESTABLISHED | CLOSE_WAIT | -                                                 |
      | RST                   | leads to CLOSE      | R 1:1(0) win 0                          | ESTABLISHED | CLOSE      | -                                                 |
      | segment without flags | is INVALID          | - 1:1(0) win 65535                      | INVALID     | FIN_WAIT   | invalid tcp flag combination                      |
