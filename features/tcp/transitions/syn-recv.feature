@src:nf_conntrack_proto_tcp.c @rfc:9293-3.3.2
Feature: TCP transitions from SYN_RECV: after SYN and SYN/ACK
  The responder has accepted, and the originator's ACK is all that is missing. Either side may send its
  SYN or SYN/ACK again, close at once, or abort.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_RECV

  @id:tcp-transitions-syn-recv-originator
  Scenario Outline: In SYN_RECV, the originator's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the originator can send, since Linux 6.1
      | segment               | outcome               | packet                               | ctstate     | state       | log                                               |
      | SYN                   | is ignored            | S 0:0(0) win 65535 [mss 1460]        | ESTABLISHED | SYN_RECV    | packet (index 0) in dir 0 ignored, state SYN_RECV |

    Examples: Everything the originator can send
      | segment               | outcome               | packet                               | ctstate     | state       | log                                               |
      | SYN/ACK               | leaves it in SYN_RECV | S. 0:0(0) ack 1 win 65535 [mss 1460] | ESTABLISHED | SYN_RECV    | -                                                 |
      | FIN                   | leads to FIN_WAIT     | F. 1:1(0) ack 1 win 65535            | ESTABLISHED | FIN_WAIT    | -                                                 |
      | ACK                   | leads to ESTABLISHED  | . 1:1(0) ack 1 win 65535             | ESTABLISHED | ESTABLISHED | -                                                 |
      | RST                   | leads to CLOSE        | R 1:1(0) win 0                       | ESTABLISHED | CLOSE       | -                                                 |
      | segment without flags | is INVALID            | - 1:1(0) win 65535                   | INVALID     | SYN_RECV    | invalid tcp flag combination                      |

  @id:tcp-transitions-syn-recv-responder
  Scenario Outline: In SYN_RECV, the responder's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the responder can send, since Linux 6.1
      | segment               | outcome               | packet                                  | ctstate     | state    | log                                               |
      | SYN                   | is INVALID            | S 100000:100000(0) win 65535 [mss 1460] | INVALID     | SYN_RECV | packet (index 0) in dir 1 invalid, state SYN_RECV |
      | SYN/ACK               | is ignored            | S. 0:0(0) ack 1 win 65535 [mss 1460]    | ESTABLISHED | SYN_RECV | packet (index 1) in dir 1 ignored, state SYN_RECV |

    Examples: Everything the responder can send
      | segment               | outcome               | packet                                  | ctstate     | state    | log                                               |
      | FIN                   | leads to FIN_WAIT     | F. 1:1(0) ack 1 win 65535               | ESTABLISHED | FIN_WAIT | -                                                 |
      | ACK                   | leaves it in SYN_RECV | . 1:1(0) ack 1 win 65535                | ESTABLISHED | SYN_RECV | -                                                 |
      | RST                   | leads to CLOSE        | R 1:1(0) win 0                          | ESTABLISHED | CLOSE    | -                                                 |
      | segment without flags | is INVALID            | - 1:1(0) win 65535                      | INVALID     | SYN_RECV | invalid tcp flag combination                      |
