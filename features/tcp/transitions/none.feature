@src:nf_conntrack_proto_tcp.c @rfc:9293-3.3.2
Feature: TCP transitions from NONE: the first segment
  There is no entry for these addresses and ports yet, and whoever sends first is the originator. A SYN
  opens a connection. An ACK is taken as part of one whose beginning was missed, for instance because the
  router has just been started ("loose" pick-up). Nothing else can be the first segment of anything.
  The responder has no cells here: a segment of its own would make it the originator.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80

  @id:tcp-transitions-none-originator
  Scenario Outline: In NONE, the originator's <segment> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | segment               | outcome              | packet                               | ctstate | state       | log                          |
      | SYN                   | leads to SYN_SENT    | S 0:0(0) win 65535 [mss 1460]        | NEW     | SYN_SENT    | -                            |

    @since:6.12
    Examples: Everything the originator can send, since Linux 6.12
      | segment               | outcome              | packet                               | ctstate | state       | log                          |
      | SYN/ACK               | is INVALID           | S. 0:0(0) ack 1 win 65535 [mss 1460] | INVALID | -           | invalid new                  |
      | FIN                   | is INVALID           | F. 1:1(0) ack 1 win 65535            | INVALID | -           | invalid new                  |

    Examples: Everything the originator can send
      | segment               | outcome              | packet                               | ctstate | state       | log                          |
      | ACK                   | leads to ESTABLISHED | . 1:1(0) ack 1 win 65535             | NEW     | ESTABLISHED | -                            |

    @since:6.12
    Examples: Everything the originator can send, since Linux 6.12
      | segment               | outcome              | packet                               | ctstate | state       | log                          |
      | RST                   | is INVALID           | R 1:1(0) win 0                       | INVALID | -           | invalid new                  |

    Examples: Everything the originator can send
      | segment               | outcome              | packet                               | ctstate | state       | log                          |
      | segment without flags | is INVALID           | - 1:1(0) win 65535                   | INVALID | -           | invalid tcp flag combination |
