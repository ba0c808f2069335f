@src:nf_conntrack_proto_tcp.c @rfc:9293-3.3.2
Feature: TCP transitions from LAST_ACK: after the second FIN
  Both sides have sent a FIN, and the last acknowledgment is missing.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to LAST_ACK

  @id:tcp-transitions-last-ack-originator
  Scenario Outline: In LAST_ACK, the originator's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the originator can send, since Linux 6.1
      | segment               | outcome               | packet                                  | ctstate     | state     | log                                               |
      | SYN                   | is ignored            | S 100000:100000(0) win 65535 [mss 1460] | ESTABLISHED | LAST_ACK  | packet (index 0) in dir 0 ignored, state LAST_ACK |
      | SYN/ACK               | is INVALID            | S. 0:0(0) ack 1 win 65535 [mss 1460]    | INVALID     | LAST_ACK  | packet (index 1) in dir 0 invalid, state LAST_ACK |

    Examples: Everything the originator can send
      | segment               | outcome               | packet                                  | ctstate     | state     | log                                               |
      | FIN                   | leaves it in LAST_ACK | F. 1:1(0) ack 2 win 65535               | ESTABLISHED | LAST_ACK  | -                                                 |
      | ACK                   | leads to TIME_WAIT    | . 2:2(0) ack 2 win 65535                | ESTABLISHED | TIME_WAIT | -                                                 |
      | RST                   | leads to CLOSE        | R 2:2(0) win 0                          | ESTABLISHED | CLOSE     | -                                                 |
      | segment without flags | is INVALID            | - 2:2(0) win 65535                      | INVALID     | LAST_ACK  | invalid tcp flag combination                      |

  @id:tcp-transitions-last-ack-responder
  Scenario Outline: In LAST_ACK, the responder's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the responder can send, since Linux 6.1
      | segment               | outcome               | packet                                  | ctstate     | state     | log                                               |
      | SYN                   | is INVALID            | S 100000:100000(0) win 65535 [mss 1460] | INVALID     | LAST_ACK  | packet (index 0) in dir 1 invalid, state LAST_ACK |
      | SYN/ACK               | is ignored            | S. 0:0(0) ack 1 win 65535 [mss 1460]    | ESTABLISHED | LAST_ACK  | packet (index 1) in dir 1 ignored, state LAST_ACK |

    Examples: Everything the responder can send
      | segment               | outcome               | packet                                  | ctstate     | state     | log                                               |
      | FIN                   | leaves it in LAST_ACK | F. 1:1(0) ack 2 win 65535               | ESTABLISHED | LAST_ACK  | -                                                 |
      | ACK                   | leads to TIME_WAIT    | . 2:2(0) ack 2 win 65535                | ESTABLISHED | TIME_WAIT | -                                                 |
      | RST                   | leads to CLOSE        | R 2:2(0) win 0                          | ESTABLISHED | CLOSE     | -                                                 |
      | segment without flags | is INVALID            | - 2:2(0) win 65535                      | INVALID     | LAST_ACK  | invalid tcp flag combination                      |
