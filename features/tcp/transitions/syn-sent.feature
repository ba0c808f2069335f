@src:nf_conntrack_proto_tcp.c @rfc:9293-3.3.2
Feature: TCP transitions from SYN_SENT: after a SYN alone
  The originator has asked, nobody has answered. The originator may ask again, or give up with a RST; the
  responder may accept, refuse with a RST, or happen to ask at the same time. What does not fit may come from
  an older connection between the same ports: an ACK of the responder is let through, so that the originator
  can answer it with a RST.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_SENT

  @id:tcp-transitions-syn-sent-originator
  Scenario Outline: In SYN_SENT, the originator's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | segment               | outcome                                          | packet                               | ctstate | state    | log                                               |
      | SYN                   | leaves it in SYN_SENT                            | S 0:0(0) win 65535 [mss 1460]        | NEW     | SYN_SENT | -                                                 |

    @since:6.1
    Examples: Everything the originator can send, since Linux 6.1
      | segment               | outcome                                          | packet                               | ctstate | state    | log                                               |
      | SYN/ACK               | is INVALID                                       | S. 0:0(0) ack 1 win 65535 [mss 1460] | INVALID | SYN_SENT | packet (index 1) in dir 0 invalid, state SYN_SENT |
      | FIN                   | is INVALID                                       | F. 1:1(0) ack 1 win 65535            | INVALID | SYN_SENT | packet (index 2) in dir 0 invalid, state SYN_SENT |
      | ACK                   | is INVALID                                       | . 1:1(0) ack 1 win 65535             | INVALID | SYN_SENT | packet (index 3) in dir 0 invalid, state SYN_SENT |

    Examples: Everything the originator can send
      | segment               | outcome                                          | packet                               | ctstate | state    | log                                               |
      | RST                   | leads to CLOSE, and the entry is removed at once | R 1:1(0) win 0                       | NEW     | -        | -                                                 |
      | segment without flags | is INVALID                                       | - 1:1(0) win 65535                   | INVALID | SYN_SENT | invalid tcp flag combination                      |

  @id:tcp-transitions-syn-sent-responder
  Scenario Outline: In SYN_SENT, the responder's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the responder can send
      | segment               | outcome                                          | packet                               | ctstate     | state     | log                                               |
      | SYN                   | leads to SYN_SENT2                               | S 0:0(0) win 65535 [mss 1460]        | ESTABLISHED | SYN_SENT2 | -                                                 |
      | SYN/ACK               | leads to SYN_RECV                                | S. 0:0(0) ack 1 win 65535 [mss 1460] | ESTABLISHED | SYN_RECV  | -                                                 |

    @since:6.1
    Examples: Everything the responder can send, since Linux 6.1
      | segment               | outcome                                          | packet                               | ctstate     | state     | log                                               |
      | FIN                   | is INVALID                                       | F. 1:1(0) ack 1 win 65535            | INVALID     | SYN_SENT  | packet (index 2) in dir 1 invalid, state SYN_SENT |
      | ACK                   | is ignored                                       | . 1:1(0) ack 1 win 65535             | ESTABLISHED | SYN_SENT  | packet (index 3) in dir 1 ignored, state SYN_SENT |

    Examples: Everything the responder can send
      | segment               | outcome                                          | packet                               | ctstate     | state     | log                                               |
      | RST                   | leads to CLOSE, and the entry is removed at once | R. 0:0(0) ack 1 win 0                | ESTABLISHED | -         | -                                                 |
      | segment without flags | is INVALID                                       | - 1:1(0) win 65535                   | INVALID     | SYN_SENT  | invalid tcp flag combination                      |
