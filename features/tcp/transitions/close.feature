@src:nf_conntrack_proto_tcp.c @rfc:9293-3.3.2
Feature: TCP transitions from CLOSE: after a RST
  The originator has aborted the connection. Stragglers do no harm, and a SYN of the one who aborted opens a
  new connection at once.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to CLOSE

  @id:tcp-transitions-close-originator
  Scenario Outline: In CLOSE, the originator's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | segment               | outcome                                             | packet                                  | ctstate     | state    | log                                            |
      | SYN                   | leads to SYN_SENT, as the first of a new connection | S 100000:100000(0) win 65535 [mss 1460] | NEW         | SYN_SENT | -                                              |

    @since:6.1
    Examples: Everything the originator can send, since Linux 6.1
      | segment               | outcome                                             | packet                                  | ctstate     | state    | log                                            |
      | SYN/ACK               | is INVALID                                          | S. 0:0(0) ack 1 win 65535 [mss 1460]    | INVALID     | CLOSE    | packet (index 1) in dir 0 invalid, state CLOSE |

    Examples: Everything the originator can send
      | segment               | outcome                                             | packet                                  | ctstate     | state    | log                                            |
      | FIN                   | leaves it in CLOSE                                  | F. 1:1(0) ack 1 win 65535               | ESTABLISHED | CLOSE    | -                                              |
      | ACK                   | leaves it in CLOSE                                  | . 1:1(0) ack 1 win 65535                | ESTABLISHED | CLOSE    | -                                              |
      | RST                   | leaves it in CLOSE                                  | R 1:1(0) win 0                          | ESTABLISHED | CLOSE    | -                                              |
      | segment without flags | is INVALID                                          | - 1:1(0) win 65535                      | INVALID     | CLOSE    | invalid tcp flag combination                   |

  @id:tcp-transitions-close-responder
  Scenario Outline: In CLOSE, the responder's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    @since:6.1
    Examples: Everything the responder can send, since Linux 6.1
      | segment               | outcome            | packet                                  | ctstate     | state | log                                            |
      | SYN                   | is INVALID         | S 100000:100000(0) win 65535 [mss 1460] | INVALID     | CLOSE | packet (index 0) in dir 1 invalid, state CLOSE |
      | SYN/ACK               | is ignored         | S. 0:0(0) ack 1 win 65535 [mss 1460]    | ESTABLISHED | CLOSE | packet (index 1) in dir 1 ignored, state CLOSE |

    Examples: Everything the responder can send
      | segment               | outcome            | packet                                  | ctstate     | state | log                                            |
      | FIN                   | leaves it in CLOSE | F. 1:1(0) ack 1 win 65535               | ESTABLISHED | CLOSE | -                                              |
      | ACK                   | leaves it in CLOSE | . 1:1(0) ack 1 win 65535                | ESTABLISHED | CLOSE | -                                              |
      | RST                   | leaves it in CLOSE | R 1:1(0) win 0                          | ESTABLISHED | CLOSE | -                                              |
      | segment without flags | is INVALID         | - 1:1(0) win 65535                      | INVALID     | CLOSE | invalid tcp flag combination                   |
