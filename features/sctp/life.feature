@src:nf_conntrack_proto_sctp.c @rfc:9260
Feature: The life of an SCTP association
  SCTP opens with four packets instead of three: the answer to INIT holds a cookie, and only who echoes it,
  and so has shown to be there, gets resources. Each side names a verification tag that all packets to it must
  carry from then on. Conntrack follows the chunks through the states of the association and compares the
  tags. The chunks are written in bytes: 01 INIT, 02 INIT ACK, 0a COOKIE ECHO, 0b COOKIE ACK, 00 DATA, 03
  SACK, 04 HEARTBEAT, 05 HEARTBEAT ACK, 06 ABORT, 07 SHUTDOWN, 08 SHUTDOWN ACK, 0e SHUTDOWN COMPLETE begin at
  the thirteenth byte; the tag is in bytes five to eight.

  Background:
    Given the flow ip client > server proto 132

  @id:sctp-life-four-packets @rfc:9260-5.1
  Scenario: Four packets establish an association
    When these packets arrive:
      | dir | packet                                                                          | ctstate     | state         | status              | timeout |
      | >   | ip proto 132 0x13888e3c000000008108087601000014111111110000ffff0001000100000001 | NEW         | CLOSED        | UNREPLIED           | 10      |
      | <   | ip proto 132 0x8e3c138811111111bb88f3ec02000014222222220000ffff0001000100000001 | ESTABLISHED | COOKIE_WAIT   | SEEN_REPLY !ASSURED | 3       |
      | >   | ip proto 132 0x13888e3c2222222262487ad50a000008636f6f6b                         | ESTABLISHED | COOKIE_ECHOED | !ASSURED            | 3       |
      | <   | ip proto 132 0x8e3c1388111111115c603c1a0b000004                                 | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
    Then the table holds:
      | protocol | original                   | reply                      | state       |
      | sctp     | client:5000 > server:36412 | server:36412 > client:5000 | ESTABLISHED |

  @id:sctp-life-data
  Scenario: Data and their acknowledgments keep it alive
    When these packets arrive:
      | dir | packet                                                                          | ctstate     | state         | status              | timeout |
      | >   | ip proto 132 0x13888e3c000000008108087601000014111111110000ffff0001000100000001 | NEW         | CLOSED        | UNREPLIED           | 10      |
      | <   | ip proto 132 0x8e3c138811111111bb88f3ec02000014222222220000ffff0001000100000001 | ESTABLISHED | COOKIE_WAIT   | SEEN_REPLY !ASSURED | 3       |
      | >   | ip proto 132 0x13888e3c2222222262487ad50a000008636f6f6b                         | ESTABLISHED | COOKIE_ECHOED | !ASSURED            | 3       |
      | <   | ip proto 132 0x8e3c1388111111115c603c1a0b000004                                 | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
      | >   | ip proto 132 0x13888e3c222222228bfeb73a0003001400000001000000000000000070696e67 | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
      | <   | ip proto 132 0x8e3c138811111111661fffaf03000010000000010000ffff00000000         | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
    And 200 seconds pass
    And these packets arrive:
      | dir | packet                                                                          | ctstate     | timeout |
      | >   | ip proto 132 0x13888e3c222222228bfeb73a0003001400000001000000000000000070696e67 | ESTABLISHED | 210     |
    And 209 seconds pass
    Then the table holds 1 entry
    When 1 second passes
    Then the table is empty

  @id:sctp-life-shutdown @rfc:9260-9.2
  Scenario: Three packets end it
    When these packets arrive:
      | dir | packet                                                                          | ctstate     | state             | status              | timeout |
      | >   | ip proto 132 0x13888e3c000000008108087601000014111111110000ffff0001000100000001 | NEW         | CLOSED            | UNREPLIED           | 10      |
      | <   | ip proto 132 0x8e3c138811111111bb88f3ec02000014222222220000ffff0001000100000001 | ESTABLISHED | COOKIE_WAIT       | SEEN_REPLY !ASSURED | 3       |
      | >   | ip proto 132 0x13888e3c2222222262487ad50a000008636f6f6b                         | ESTABLISHED | COOKIE_ECHOED     | !ASSURED            | 3       |
      | <   | ip proto 132 0x8e3c1388111111115c603c1a0b000004                                 | ESTABLISHED | ESTABLISHED       | ASSURED             | 210     |
      | >   | ip proto 132 0x13888e3c2222222267c480e60700000800000001                         | ESTABLISHED | SHUTDOWN_SENT     |                     | 3       |
      | <   | ip proto 132 0x8e3c13881111111165e91e7808000004                                 | ESTABLISHED | SHUTDOWN_ACK_SENT |                     | 3       |
      | >   | ip proto 132 0x13888e3c22222222aa2a24690e000004                                 | ESTABLISHED | CLOSED            |                     | 10      |
    And 10 seconds pass
    Then the table is empty

  @id:sctp-life-abort @rfc:9260-9.1
  Scenario Outline: An ABORT of the <side> ends it at once
    When these packets arrive:
      | dir   | packet                                                                          | ctstate     | state         | status              | timeout |
      | >     | ip proto 132 0x13888e3c000000008108087601000014111111110000ffff0001000100000001 | NEW         | CLOSED        | UNREPLIED           | 10      |
      | <     | ip proto 132 0x8e3c138811111111bb88f3ec02000014222222220000ffff0001000100000001 | ESTABLISHED | COOKIE_WAIT   | SEEN_REPLY !ASSURED | 3       |
      | >     | ip proto 132 0x13888e3c2222222262487ad50a000008636f6f6b                         | ESTABLISHED | COOKIE_ECHOED | !ASSURED            | 3       |
      | <     | ip proto 132 0x8e3c1388111111115c603c1a0b000004                                 | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
      | <dir> | <packet>                                                                        | ESTABLISHED | CLOSED        |                     | 10      |

    Examples: Either side
      | side       | dir | packet                                          |
      | originator | >   | ip proto 132 0x13888e3c222222224c49609f06000004 |
      | responder  | <   | ip proto 132 0x8e3c138811111111f1981f4a06000004 |

  @id:sctp-life-heartbeat @rfc:9260-8.3
  Scenario: Heartbeats keep an association alive that has nothing to say
    When these packets arrive:
      | dir | packet                                                                          | ctstate     | state         | status              | timeout |
      | >   | ip proto 132 0x13888e3c000000008108087601000014111111110000ffff0001000100000001 | NEW         | CLOSED        | UNREPLIED           | 10      |
      | <   | ip proto 132 0x8e3c138811111111bb88f3ec02000014222222220000ffff0001000100000001 | ESTABLISHED | COOKIE_WAIT   | SEEN_REPLY !ASSURED | 3       |
      | >   | ip proto 132 0x13888e3c2222222262487ad50a000008636f6f6b                         | ESTABLISHED | COOKIE_ECHOED | !ASSURED            | 3       |
      | <   | ip proto 132 0x8e3c1388111111115c603c1a0b000004                                 | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
    And 200 seconds pass
    And these packets arrive:
      | dir | packet                                                          | ctstate     | state       | timeout |
      | >   | ip proto 132 0x13888e3c222222227b91c5170400000c0001000874657374 | ESTABLISHED | ESTABLISHED | 210     |
      | <   | ip proto 132 0x8e3c138811111111a50d6e690500000c0001000874657374 | ESTABLISHED | ESTABLISHED | 210     |

  @id:sctp-life-second-path
  Scenario: On a second path of an association a heartbeat is the first packet that is seen
    Its answer shows that the association is real.
    When these packets arrive:
      | dir | packet                                                          | ctstate     | state          | status     | timeout |
      | >   | ip proto 132 0x13888e3c222222227b91c5170400000c0001000874657374 | NEW         | HEARTBEAT_SENT | UNREPLIED  | 30      |
      | <   | ip proto 132 0x8e3c138822222222307ac97c0500000c0001000874657374 | ESTABLISHED | ESTABLISHED    | SEEN_REPLY | 210     |

  @id:sctp-life-tag
  Scenario: A packet with another verification tag is INVALID, and leaves the association alone
    When these packets arrive:
      | dir | packet                                                                          | ctstate     | state         | status              | timeout |
      | >   | ip proto 132 0x13888e3c000000008108087601000014111111110000ffff0001000100000001 | NEW         | CLOSED        | UNREPLIED           | 10      |
      | <   | ip proto 132 0x8e3c138811111111bb88f3ec02000014222222220000ffff0001000100000001 | ESTABLISHED | COOKIE_WAIT   | SEEN_REPLY !ASSURED | 3       |
      | >   | ip proto 132 0x13888e3c2222222262487ad50a000008636f6f6b                         | ESTABLISHED | COOKIE_ECHOED | !ASSURED            | 3       |
      | <   | ip proto 132 0x8e3c1388111111115c603c1a0b000004                                 | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
      | >   | ip proto 132 0x13888e3c000000097d9d4c040003001400000001000000000000000070696e67 | INVALID     | ESTABLISHED   | ASSURED             | 210     |
      | >   | ip proto 132 0x13888e3c222222228bfeb73a0003001400000001000000000000000070696e67 | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |

  @id:sctp-life-first
  Scenario Outline: <chunk> cannot be the first that is seen of an association
    When these packets arrive:
      | packet   | ctstate |
      | <packet> | INVALID |
    Then the table is empty

    Examples: Only INIT and HEARTBEAT can
      | chunk      | packet                                                                          |
      | DATA       | ip proto 132 0x13888e3c222222228bfeb73a0003001400000001000000000000000070696e67 |
      | COOKIE ACK | ip proto 132 0x13888e3c22222222e1b143cf0b000004                                 |
      | SHUTDOWN   | ip proto 132 0x13888e3c2222222267c480e60700000800000001                         |
      | ABORT      | ip proto 132 0x13888e3c222222224c49609f06000004                                 |

  @id:sctp-life-unanswered
  Scenario: An INIT that nobody answers is forgotten after ten seconds
    When these packets arrive:
      | t | dir | packet                                                                          | ctstate | state  | timeout |
      | 0 | >   | ip proto 132 0x13888e3c000000008108087601000014111111110000ffff0001000100000001 | NEW     | CLOSED | 10      |
    And 10 seconds pass
    Then the table is empty

  @id:sctp-life-timeouts @sysctl:nf_conntrack_sctp_timeout_established
  Scenario: Each state has a timeout that can be set
    Given the sysctls:
      | name                                                      | value |
      | net.netfilter.nf_conntrack_sctp_timeout_closed            | 11    |
      | net.netfilter.nf_conntrack_sctp_timeout_cookie_wait       | 12    |
      | net.netfilter.nf_conntrack_sctp_timeout_cookie_echoed     | 13    |
      | net.netfilter.nf_conntrack_sctp_timeout_established       | 400   |
      | net.netfilter.nf_conntrack_sctp_timeout_shutdown_sent     | 15    |
      | net.netfilter.nf_conntrack_sctp_timeout_shutdown_ack_sent | 16    |
    When these packets arrive:
      | dir | packet                                                                          | state             | timeout |
      | >   | ip proto 132 0x13888e3c000000008108087601000014111111110000ffff0001000100000001 | CLOSED            | 11      |
      | <   | ip proto 132 0x8e3c138811111111bb88f3ec02000014222222220000ffff0001000100000001 | COOKIE_WAIT       | 12      |
      | >   | ip proto 132 0x13888e3c2222222262487ad50a000008636f6f6b                         | COOKIE_ECHOED     | 13      |
      | <   | ip proto 132 0x8e3c1388111111115c603c1a0b000004                                 | ESTABLISHED       | 400     |
      | >   | ip proto 132 0x13888e3c2222222267c480e60700000800000001                         | SHUTDOWN_SENT     | 15      |
      | <   | ip proto 132 0x8e3c13881111111165e91e7808000004                                 | SHUTDOWN_ACK_SENT | 16      |
