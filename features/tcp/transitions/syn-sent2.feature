@src:nf_conntrack_proto_tcp.c @rfc:9293-3.3.2
Feature: TCP transitions from SYN_SENT2: after two SYNs
  Both sides have asked at the same time (RFC 9293, 3.5, figure 8). Each now has to answer the
  SYN of the other with a SYN/ACK.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_SENT2

  @id:tcp-transitions-syn-sent2-originator
  Scenario Outline: In SYN_SENT2, the originator's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | segment               | outcome                | packet                               | ctstate     | state     | log                                                |
      | SYN                   | leaves it in SYN_SENT2 | S 0:0(0) win 65535 [mss 1460]        | ESTABLISHED | SYN_SENT2 | -                                                  |
      | SYN/ACK               | leads to SYN_RECV      | S. 0:0(0) ack 1 win 65535 [mss 1460] | ESTABLISHED | SYN_RECV  | -                                                  |

    @since:6.1
    Examples: Everything the originator can send, since Linux 6.1
      | segment               | outcome                | packet                               | ctstate     | state     | log                                                |
      | FIN                   | is INVALID             | F. 1:1(0) ack 1 win 65535            | INVALID     | SYN_SENT2 | packet (index 2) in dir 0 invalid, state SYN_SENT2 |
      | ACK                   | is INVALID             | . 1:1(0) ack 1 win 65535             | INVALID     | SYN_SENT2 | packet (index 3) in dir 0 invalid, state SYN_SENT2 |

    Examples: Everything the originator can send
      | segment               | outcome                | packet                               | ctstate     | state     | log                                                |
      | RST                   | leads to CLOSE         | R 1:1(0) win 0                       | ESTABLISHED | CLOSE     | -                                                  |
      | segment without flags | is INVALID             | - 1:1(0) win 65535                   | INVALID     | SYN_SENT2 | invalid tcp flag combination                       |

  @id:tcp-transitions-syn-sent2-responder
  Scenario Outline: In SYN_SENT2, the responder's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the responder can send
      | segment               | outcome                | packet                               | ctstate     | state     | log                                                |
      | SYN                   | leaves it in SYN_SENT2 | S 0:0(0) win 65535 [mss 1460]        | ESTABLISHED | SYN_SENT2 | -                                                  |
      | SYN/ACK               | leads to SYN_RECV      | S. 0:0(0) ack 1 win 65535 [mss 1460] | ESTABLISHED | SYN_RECV  | -                                                  |

    @since:6.1
    Examples: Everything the responder can send, since Linux 6.1
      | segment               | outcome                | packet                               | ctstate     | state     | log                                                |
      | FIN                   | is INVALID             | F. 1:1(0) ack 1 win 65535            | INVALID     | SYN_SENT2 | packet (index 2) in dir 1 invalid, state SYN_SENT2 |
      | ACK                   | is ignored             | . 1:1(0) ack 1 win 65535             | ESTABLISHED | SYN_SENT2 | packet (index 3) in dir 1 ignored, state SYN_SENT2 |

    Examples: Everything the responder can send
      | segment               | outcome                | packet                               | ctstate     | state     | log                                                |
      | RST                   | leads to CLOSE         | R. 0:0(0) ack 1 win 0                | ESTABLISHED | CLOSE     | -                                                  |
      | segment without flags | is INVALID             | - 1:1(0) win 65535                   | INVALID     | SYN_SENT2 | invalid tcp flag combination                       |
