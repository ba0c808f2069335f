@src:nf_conntrack_proto_tcp.c @rfc:9293-3.4
Feature: TCP window tracking
  Conntrack knows of each side how far it has sent, how far the other side allows it to send, and the largest
  window it has announced itself. From these follow four bounds: data may begin no later than the receiver
  allows, and may not end before what the receiver's window could still hold; an acknowledgment may not be
  ahead of the data it acknowledges, and may not be hopelessly late. What is before a lower bound is most
  likely an honest duplicate: it is let through, without effect. What is beyond an upper bound is INVALID,
  except that data may go beyond by at most one more window, without effect as well.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80

  @id:tcp-window-sequence-bounds
  Scenario Outline: Data that begin <where> are <judgement>
    With a window of 65535 the last byte that the receiver can take in has the number 65535.
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir   | packet                           | ctstate   | state       | log   |
      | <dir> | . <seq>:<seq>(0) ack 1 win 65535 | <ctstate> | ESTABLISHED | <log> |

    Examples: From the originator
      | dir | where                                   | seq    | judgement   | ctstate     | log                                                                |
      | >   | at the end of the window                | 65536  | accepted    | ESTABLISHED | -                                                                  |

    @since:6.1
    Examples: From the originator, since Linux 6.1
      | dir | where                                   | seq    | judgement   | ctstate     | log                                                                |
      | >   | just behind it                          | 65537  | let through | ESTABLISHED | 2 bytes more than expected                                         |
      | >   | at the end of one more window           | 131070 | let through | ESTABLISHED | 65535 bytes more than expected                                     |
      | >   | behind that                             | 131071 | INVALID     | INVALID     | SEQ is over upper bound 1065537 (over the window of the receiver)  |

    Examples: From the originator
      | dir | where                                   | seq    | judgement   | ctstate     | log                                                                |
      | >   | a window before what was sent           | -65534 | accepted    | ESTABLISHED | -                                                                  |

    @since:6.1
    Examples: From the originator, since Linux 6.1
      | dir | where                                   | seq    | judgement   | ctstate     | log                                                                |
      | >   | more than a window before what was sent | -65535 | let through | ESTABLISHED | SEQ is under lower bound 934465 (already ACKed data retransmitted) |

    Examples: From the responder
      | dir | where                                   | seq    | judgement   | ctstate     | log                                                                    |
      | <   | at the end of the window                | 65536  | accepted    | ESTABLISHED | -                                                                      |

    @since:6.1
    Examples: From the responder, since Linux 6.1
      | dir | where                                   | seq    | judgement   | ctstate     | log                                                                    |
      | <   | just behind it                          | 65537  | let through | ESTABLISHED | 2 bytes more than expected                                             |
      | <   | at the end of one more window           | 131070 | let through | ESTABLISHED | 65535 bytes more than expected                                         |
      | <   | behind that                             | 131071 | INVALID     | INVALID     | SEQ is over upper bound 3000065537 (over the window of the receiver)   |

    Examples: From the responder
      | dir | where                                   | seq    | judgement   | ctstate     | log                                                                    |
      | <   | a window before what was sent           | -65534 | accepted    | ESTABLISHED | -                                                                      |

    @since:6.1
    Examples: From the responder, since Linux 6.1
      | dir | where                                   | seq    | judgement   | ctstate     | log                                                                    |
      | <   | more than a window before what was sent | -65535 | let through | ESTABLISHED | SEQ is under lower bound 2999934465 (already ACKed data retransmitted) |

  @id:tcp-window-acknowledgment-bounds
  Scenario Outline: An acknowledgment <where> is <judgement>
    The oldest acknowledgment that is believed lies 66000 bytes behind, or the largest window if that is more.
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir   | packet                       | ctstate   | state       | log   |
      | <dir> | . 1:1(0) ack <ack> win 65535 | <ctstate> | ESTABLISHED | <log> |

    Examples: From the originator
      | dir | where                | ack    | judgement   | ctstate     | log                                                                |
      | >   | of all that was sent | 1      | accepted    | ESTABLISHED | -                                                                  |

    @since:6.1
    Examples: From the originator, since Linux 6.1
      | dir | where                | ack    | judgement   | ctstate     | log                                                                |
      | >   | of one byte more     | 2      | INVALID     | INVALID     | ACK is over upper bound 3000000002 (ACKed data not seen yet)       |

    Examples: From the originator
      | dir | where                | ack    | judgement   | ctstate     | log                                                                |
      | >   | 66000 bytes late     | -65999 | accepted    | ESTABLISHED | -                                                                  |

    @since:6.1
    Examples: From the originator, since Linux 6.1
      | dir | where                | ack    | judgement   | ctstate     | log                                                                |
      | >   | 66001 bytes late     | -66000 | let through | ESTABLISHED | ignored ACK under lower bound 2999934000 (possible overly delayed) |

    Examples: From the responder
      | dir | where                | ack    | judgement   | ctstate     | log                                                            |
      | <   | of all that was sent | 1      | accepted    | ESTABLISHED | -                                                              |

    @since:6.1
    Examples: From the responder, since Linux 6.1
      | dir | where                | ack    | judgement   | ctstate     | log                                                            |
      | <   | of one byte more     | 2      | INVALID     | INVALID     | ACK is over upper bound 1000002 (ACKed data not seen yet)      |

    Examples: From the responder
      | dir | where                | ack    | judgement   | ctstate     | log                                                            |
      | <   | 66000 bytes late     | -65999 | accepted    | ESTABLISHED | -                                                              |

    @since:6.1
    Examples: From the responder, since Linux 6.1
      | dir | where                | ack    | judgement   | ctstate     | log                                                            |
      | <   | 66001 bytes late     | -66000 | let through | ESTABLISHED | ignored ACK under lower bound 934000 (possible overly delayed) |

  @id:tcp-window-ipv6 @since:6.1
  Scenario: The bounds hold over IPv6
    Given the flow tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80
    When these packets arrive:
      | flow                                            | dir | packet                                | ctstate     | state       | log                                                               |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | >   | S 0:0(0) win 65535                    | NEW         | SYN_SENT    | -                                                                 |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | <   | S. 0:0(0) ack 1 win 65535             | ESTABLISHED | SYN_RECV    | -                                                                 |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | >   | . 1:1(0) ack 1 win 65535              | ESTABLISHED | ESTABLISHED | -                                                                 |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | >   | P. 131071:131171(100) ack 1 win 65535 | INVALID     | ESTABLISHED | SEQ is over upper bound 1065537 (over the window of the receiver) |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | <   | . 1:1(0) ack 2 win 65535              | INVALID     | ESTABLISHED | ACK is over upper bound 1000002 (ACKed data not seen yet)         |

  @id:tcp-window-advances @since:6.1
  Scenario: The window advances with each acknowledgment
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                             | ctstate     | log                        |
      | >   | P. 1:60001(60000) ack 1 win 65535  | ESTABLISHED | -                          |
      | >   | . 65537:65537(0) ack 1 win 65535   | ESTABLISHED | 2 bytes more than expected |
      | <   | . 1:1(0) ack 60001 win 65535       | ESTABLISHED | -                          |
      | >   | . 125536:125536(0) ack 1 win 65535 | ESTABLISHED | -                          |
      | >   | . 125537:125537(0) ack 1 win 65535 | ESTABLISHED | 2 bytes more than expected |

  @id:tcp-window-never-shrinks
  Scenario: A smaller window does not take back what was allowed before
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                           | ctstate     | log |
      | <   | . 1:1(0) ack 1 win 100           | ESTABLISHED | -   |
      | >   | . 65536:65536(0) ack 1 win 65535 | ESTABLISHED | -   |

  @id:tcp-window-more-than-expected @since:6.1
  Scenario: The acknowledgment of data that went beyond the window is believed
    Data beyond the window do not move it, but they count as sent.
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                              | ctstate     | log                          |
      | >   | P. 65537:65637(100) ack 1 win 65535 | ESTABLISHED | 102 bytes more than expected |
      | <   | . 1:1(0) ack 65637 win 65535        | ESTABLISHED | -                            |

  @id:tcp-window-invalid-leaves-no-trace @since:6.1
  Scenario: An INVALID segment leaves no trace
    What it carried does not count as sent, and cannot be acknowledged.
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | t  | dir | packet                                | ctstate | state       | timeout | log                                                               |
      | 10 | >   | P. 200001:200101(100) ack 1 win 65535 | INVALID | ESTABLISHED | 431990  | SEQ is over upper bound 1065537 (over the window of the receiver) |
      | 20 | <   | . 1:1(0) ack 200101 win 65535         | INVALID | ESTABLISHED | 431980  | ACK is over upper bound 1000002 (ACKed data not seen yet)         |

  @id:tcp-window-let-through-no-refresh @since:6.1
  Scenario: A segment that is let through without effect does not prolong the life of the entry
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | t  | dir | packet                             | ctstate     | timeout | log                                                                |
      | 10 | >   | . -65535:-65535(0) ack 1 win 65535 | ESTABLISHED | 431990  | SEQ is under lower bound 934465 (already ACKed data retransmitted) |

  @id:tcp-window-wraps @rfc:9293-3.4
  Scenario: Sequence numbers wrap around
    When these packets arrive:
      | dir | packet                                       | ctstate     | state       | log |
      | >   | S =4294967290:4294967290(0) win 65535        | NEW         | SYN_SENT    | -   |
      | <   | S. =4294967295:4294967295(0) ack 1 win 65535 | ESTABLISHED | SYN_RECV    | -   |
      | >   | . 1:1(0) ack 1 win 65535                     | ESTABLISHED | ESTABLISHED | -   |
      | >   | P. 1:1001(1000) ack 1 win 65535              | ESTABLISHED | ESTABLISHED | -   |
      | <   | . 1:1(0) ack 1001 win 65535                  | ESTABLISHED | ESTABLISHED | -   |

  @id:tcp-window-newer-syn @since:6.1
  Scenario: A newer SYN replaces what the first one said
    Who asks again with higher sequence numbers has begun anew; the answer has to be to the new SYN.
    When these packets arrive:
      | dir | packet                                 | ctstate     | state       | log                                                       |
      | >   | S 0:0(0) win 100                       | NEW         | SYN_SENT    | -                                                         |
      | >   | S 5000:5000(0) win 65535               | NEW         | SYN_SENT    | -                                                         |
      | <   | S. 0:0(0) ack 5002 win 65535           | INVALID     | SYN_SENT    | ACK is over upper bound 1005002 (ACKed data not seen yet) |
      | <   | S. 0:0(0) ack 5001 win 65535           | ESTABLISHED | SYN_RECV    | -                                                         |
      | >   | . 5001:5001(0) ack 1 win 65535         | ESTABLISHED | ESTABLISHED | -                                                         |
      | <   | P. 60001:60101(100) ack 5001 win 65535 | ESTABLISHED | ESTABLISHED | -                                                         |

  @id:tcp-window-over-the-edge @since:6.1
  Scenario: Data that begin within the window and end behind it show that the window is larger
    When these packets arrive:
      | dir | packet                               | ctstate     | log                                                               |
      | >   | S 0:0(0) win 65535                   | NEW         | -                                                                 |
      | <   | S. 0:0(0) ack 1 win 65535            | ESTABLISHED | -                                                                 |
      | >   | P. 65001:66001(1000) ack 1 win 65535 | ESTABLISHED | -                                                                 |
      | >   | . 131535:131535(0) ack 1 win 65535   | ESTABLISHED | 66000 bytes more than expected                                    |
      | >   | . 131536:131536(0) ack 1 win 65535   | INVALID     | SEQ is over upper bound 1065537 (over the window of the receiver) |

  @id:tcp-window-largest-counts @since:6.1
  Scenario: How far data may go beyond the window depends on the largest window announced
    When these packets arrive:
      | dir | packet                       | ctstate     | log                                                               |
      | >   | S 0:0(0) win 100             | NEW         | -                                                                 |
      | <   | S. 0:0(0) ack 1 win 100      | ESTABLISHED | -                                                                 |
      | >   | . 1:1(0) ack 1 win 100       | ESTABLISHED | -                                                                 |
      | <   | . 1:1(0) ack 1 win 1000      | ESTABLISHED | -                                                                 |
      | >   | . 2000:2000(0) ack 1 win 100 | ESTABLISHED | 1000 bytes more than expected                                     |
      | >   | . 2001:2001(0) ack 1 win 100 | INVALID     | SEQ is over upper bound 1001002 (over the window of the receiver) |
