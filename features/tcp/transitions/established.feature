@src:nf_conntrack_proto_tcp.c @rfc:9293-3.3.2
Feature: TCP transitions from ESTABLISHED: after the handshake
  Data flows. A late SYN of the originator, and a late SYN/ACK of the responder, are let through without
  effect: they may be old duplicates, or show that the two ends have begun anew without the router having
  seen how. A SYN of the responder and a SYN/ACK of the originator make no sense.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED

  @id:tcp-transitions-established-originator
  Scenario Outline: In ESTABLISHED, the originator's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the originator can send, since Linux 6.1
      | segment               | outcome                  | packet                                  | ctstate     | state       | log                                                  |
      | SYN                   | is ignored               | S 100000:100000(0) win 65535 [mss 1460] | ESTABLISHED | ESTABLISHED | packet (index 0) in dir 0 ignored, state ESTABLISHED |
      | SYN/ACK               | is INVALID               | S. 0:0(0) ack 1 win 65535 [mss 1460]    | INVALID     | ESTABLISHED | packet (index 1) in dir 0 invalid, state ESTABLISHED |

    Examples: Everything the originator can send
      | segment               | outcome                  | packet                                  | ctstate     | state       | log                                                  |
      | FIN                   | leads to FIN_WAIT        | F. 1:1(0) ack 1 win 65535               | ESTABLISHED | FIN_WAIT    | -                                                    |
      | ACK                   | leaves it in ESTABLISHED | . 1:1(0) ack 1 win 65535                | ESTABLISHED | ESTABLISHED | -                                                    |
      | RST                   | leads to CLOSE           | R 1:1(0) win 0                          | ESTABLISHED | CLOSE       | -                                                    |
      | segment without flags | is INVALID               | - 1:1(0) win 65535                      | INVALID     | ESTABLISHED | invalid tcp flag combination                         |

  @id:tcp-transitions-established-responder
  Scenario Outline: In ESTABLISHED, the responder's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the responder can send, since Linux 6.1
      | segment               | outcome                  | packet                                  | ctstate     | state       | log                                                  |
      | SYN                   | is INVALID               | S 100000:100000(0) win 65535 [mss 1460] | INVALID     | ESTABLISHED | packet (index 0) in dir 1 invalid, state ESTABLISHED |
      | SYN/ACK               | is ignored               | S. 0:0(0) ack 1 win 65535 [mss 1460]    | ESTABLISHED | ESTABLISHED | packet (index 1) in dir 1 ignored, state ESTABLISHED |

    Examples: Everything the responder can send
      | segment               | outcome                  | packet                                  | ctstate     | state       | log                                                  |
      | FIN                   | leads to FIN_WAIT        | F. 1:1(0) ack 1 win 65535               | ESTABLISHED | FIN_WAIT    | -                                                    |
      | ACK                   | leaves it in ESTABLISHED | . 1:1(0) ack 1 win 65535                | ESTABLISHED | ESTABLISHED | -                                                    |
      | RST                   | leads to CLOSE           | R 1:1(0) win 0                          | ESTABLISHED | CLOSE       | -                                                    |
      | segment without flags | is INVALID               | - 1:1(0) win 65535                      | INVALID     | ESTABLISHED | invalid tcp flag combination                         |
