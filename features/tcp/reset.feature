@src:nf_conntrack_proto_tcp.c @rfc:5961-3.2
Feature: RST in an established TCP connection
  A forged RST can end a connection for conntrack though both ends go on, and then nothing of it passes any
  more. So conntrack asks of a RST what a careful endpoint asks (RFC 5961, 3.2): only the exact number that
  the other side expects next closes the connection. One inside the window makes a careful endpoint ask back
  with a challenge ACK, and so conntrack keeps the state, but gives the connection ten seconds only to show
  that it lives. One before what has been acknowledged is INVALID.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80

  @id:tcp-reset-exact
  Scenario Outline: A RST of the <side> with the number the other side expects closes the connection
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir     | packet                        | ctstate     | state       | timeout |
      | <one>   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | 300     |
      | <other> | . 1:1(0) ack 101 win 65535    | ESTABLISHED | ESTABLISHED | 5 days  |
      | <one>   | <rst> win 0                   | ESTABLISHED | CLOSE       | 10      |
    And 11 seconds pass
    Then the table is empty

    Examples: Either side, with and without ACK
      | side       | one | other | rst                 |
      | originator | >   | <     | R 101:101(0)        |
      | originator | >   | <     | R. 101:101(0) ack 1 |
      | responder  | <   | >     | R 101:101(0)        |
      | responder  | <   | >     | R. 101:101(0) ack 1 |

  @id:tcp-reset-in-window @until:6.18 @except:6.12
  Scenario Outline: A RST <where> keeps the state, for ten seconds
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet           | ctstate     | state       | timeout | log |
      | <   | R <seq>:<seq>(0) | ESTABLISHED | ESTABLISHED | 10      | -   |
    And 11 seconds pass
    Then the table is empty

    Examples: In the window
      | where                            | seq   |
      | one byte beyond what is expected | 2     |
      | at the end of the window         | 65536 |

  @id:tcp-reset-challenge-answered @until:6.18 @except:6.12
  Scenario: An ACK after such a RST shows that the connection lives
    It is given five minutes, for the RST counts as data that nobody has acknowledged, and five days again
    once the side that was to be silenced goes on.
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                        | ctstate     | state       | timeout |
      | <   | R 50:50(0) win 0              | ESTABLISHED | ESTABLISHED | 10      |
      | >   | . 1:1(0) ack 1 win 65535      | ESTABLISHED | ESTABLISHED | 300     |
      | <   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | 300     |
      | >   | . 1:1(0) ack 101 win 65535    | ESTABLISHED | ESTABLISHED | 5 days  |

  @id:tcp-reset-beyond-window
  Scenario Outline: A RST <where> does nothing
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | t | dir | packet           | ctstate   | state       | timeout | log   |
      | 5 | <   | R <seq>:<seq>(0) | <ctstate> | ESTABLISHED | 431995  | <log> |

    Examples: Outside the window
      | where                            | seq    | ctstate     | log                                                                  |
      | before what was acknowledged     | 0      | INVALID     | invalid rst                                                          |
      | far before what was acknowledged | -70000 | INVALID     | invalid rst                                                          |

    @since:6.1
    Examples: Outside the window, since Linux 6.1
      | where                            | seq    | ctstate     | log                                                                  |
      | just beyond the window           | 65537  | ESTABLISHED | 2 bytes more than expected                                           |
      | far beyond the window            | 131071 | INVALID     | SEQ is over upper bound 3000065537 (over the window of the receiver) |

  @id:tcp-reset-number-zero
  Scenario: A RST with the sequence number zero is no exception
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet    | ctstate | state       | log         |
      | >   | R =0:0(0) | INVALID | ESTABLISHED | invalid rst |

  @id:tcp-reset-behind-own-data
  Scenario: A RST right behind data of the same side closes, acknowledged or not
    A sender that aborts puts the RST behind what it has sent; the receiver gets both.
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                        | ctstate     | state       | timeout |
      | >   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | 300     |
      | >   | R. 101:101(0) ack 1 win 0     | ESTABLISHED | CLOSE       | 10      |

  @id:tcp-reset-train @until:6.18 @except:6.12
  Scenario: A RST behind data of the same side does not close when the other side has spoken in between
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                        | ctstate     | state       | timeout |
      | >   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | 300     |
      | <   | . 1:1(0) ack 1 win 65535      | ESTABLISHED | ESTABLISHED | 300     |
      | >   | R. 101:101(0) ack 1 win 0     | ESTABLISHED | ESTABLISHED | 10      |

  @id:tcp-reset-rst-train
  Scenario: Of a train of RSTs the first closes, and the others do no harm
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet               | ctstate     | state | timeout | log |
      | <   | R 1:1(0) win 0       | ESTABLISHED | CLOSE | 10      | -   |
      | <   | R 101:101(0) win 0   | ESTABLISHED | CLOSE | 10      | -   |
      | <   | R 1:1(0) win 0       | ESTABLISHED | CLOSE | 10      | -   |
      | >   | R 9001:9001(0) win 0 | ESTABLISHED | CLOSE | 10      | -   |

  @id:tcp-reset-while-closing @since:6.1
  Scenario Outline: In <state> any RST closes, wherever it lies
    The ports may be in use again already, and nothing that is known of the old connection holds.
    Given packets have brought the connection to <state>
    When these packets arrive:
      | dir   | packet                   | ctstate     | state | timeout | log |
      | <dir> | R 900001:900001(0) win 0 | ESTABLISHED | CLOSE | 10      | -   |

    Examples: Either side
      | state      | dir |
      | FIN_WAIT   | >   |
      | FIN_WAIT   | <   |
      | CLOSE_WAIT | >   |
      | CLOSE_WAIT | <   |
      | LAST_ACK   | >   |
      | LAST_ACK   | <   |
      | TIME_WAIT  | >   |
      | TIME_WAIT  | <   |
      | CLOSE      | >   |
      | CLOSE      | <   |

  @id:tcp-reset-ignore-invalid-off @sysctl:nf_conntrack_tcp_ignore_invalid_rst @since:6.1
  Scenario: Every RST is checked by default
    Then the sysctl net.netfilter.nf_conntrack_tcp_ignore_invalid_rst is 0

  @id:tcp-reset-ignore-invalid @sysctl:nf_conntrack_tcp_ignore_invalid_rst @since:6.1 @until:6.18 @except:6.12
  Scenario: When it is so configured a RST before what was acknowledged passes, and closes nothing
    Given the sysctls:
      | name                                              | value |
      | net.netfilter.nf_conntrack_tcp_ignore_invalid_rst | 1     |
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet               | ctstate     | state       | timeout | log |
      | <   | R -100:-100(0) win 0 | ESTABLISHED | ESTABLISHED | 10      | -   |

  @id:tcp-reset-picked-up
  Scenario: A connection picked up in the middle of which only one side was heard has no number to compare with
    Given the flow tcp client:1025 > server:80
    When these packets arrive:
      | flow                        | dir | packet                       | ctstate | state       | log |
      | tcp client:1025 > server:80 | >   | . 5001:5001(0) ack 1 win 500 | NEW     | ESTABLISHED | -   |
      | tcp client:1025 > server:80 | >   | R 5001:5001(0) win 0         | NEW     | -           | -   |
    Then the table is empty

  @id:tcp-reset-ipv6
  Scenario: The same rules hold over IPv6
    Given the flow tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80
    When these packets arrive:
      | flow                                            | dir | packet                    | ctstate     | state       | log         |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | >   | S 0:0(0) win 65535        | NEW         | SYN_SENT    | -           |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | SYN_RECV    | -           |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | >   | . 1:1(0) ack 1 win 65535  | ESTABLISHED | ESTABLISHED | -           |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | <   | R 0:0(0) win 0            | INVALID     | ESTABLISHED | invalid rst |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | <   | R 2:2(0) win 0            | ESTABLISHED | ESTABLISHED | -           |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:80 | <   | R 1:1(0) win 0            | ESTABLISHED | CLOSE       | -           |

  @id:tcp-reset-number-zero-handshake @since:6.1
  Scenario: During the handshake a RST with the sequence number zero is let through without effect
    Given packets have brought the connection to SYN_RECV
    When these packets arrive:
      | dir | packet    | ctstate     | state    | log                                                                |
      | >   | R =0:0(0) | ESTABLISHED | SYN_RECV | SEQ is under lower bound 934465 (already ACKed data retransmitted) |

  @id:tcp-reset-acknowledging-nothing
  Scenario: A RST may have the flag ACK and acknowledge the number zero
    Some senders set the flag and leave the number empty; it is not looked at then.
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                 | ctstate     | state | log |
      | >   | R. 1:1(0) ack =0 win 0 | ESTABLISHED | CLOSE | -   |

  @id:tcp-reset-highest-acknowledgment
  Scenario: The highest acknowledgment counts, and not the last
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                        | ctstate     | state       | log         |
      | >   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | -           |
      | <   | . 1:1(0) ack 101 win 65535    | ESTABLISHED | ESTABLISHED | -           |
      | <   | . 1:1(0) ack 51 win 65535     | ESTABLISHED | ESTABLISHED | -           |
      | >   | R 51:51(0) win 0              | INVALID     | ESTABLISHED | invalid rst |
