@src:nf_conntrack_proto_sctp.c @rfc:9260
Feature: The life of an SCTP association
  SCTP opens with four packets instead of three: the answer to INIT holds a cookie, and only who echoes it,
  and so has shown to be there, gets resources. Each side names a verification tag that all packets to it must
  carry from then on. Conntrack follows the chunks through the states of the association and compares the
  tags. A packet that names no tag carries the right one; the client has asked for 0x11111111, the server for
  0x22222222.

  Background:
    Given the flow sctp client:5000 > server:36412

  @id:sctp-life-four-packets @rfc:9260-5.1
  Scenario: Four packets establish an association
    When these packets arrive:
      | dir | packet                  | ctstate     | state         | status              | timeout |
      | >   | sctp INIT               | NEW         | CLOSED        | UNREPLIED           | 10      |
      | <   | sctp INIT ACK           | ESTABLISHED | COOKIE_WAIT   | SEEN_REPLY !ASSURED | 3       |
      | >   | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED | !ASSURED            | 3       |
      | <   | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
    Then the table holds:
      | protocol | original                   | reply                      | state       |
      | sctp     | client:5000 > server:36412 | server:36412 > client:5000 | ESTABLISHED |

  @id:sctp-life-data
  Scenario: Data and their acknowledgments keep it alive
    When these packets arrive:
      | dir | packet                  | ctstate     | state         | status              | timeout |
      | >   | sctp INIT               | NEW         | CLOSED        | UNREPLIED           | 10      |
      | <   | sctp INIT ACK           | ESTABLISHED | COOKIE_WAIT   | SEEN_REPLY !ASSURED | 3       |
      | >   | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED | !ASSURED            | 3       |
      | <   | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
      | >   | sctp DATA "ping"        | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
      | <   | sctp SACK               | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
    And 200 seconds pass
    And these packets arrive:
      | dir | packet           | ctstate     | timeout |
      | >   | sctp DATA "ping" | ESTABLISHED | 210     |
    And 209 seconds pass
    Then the table holds 1 entry
    When 1 second passes
    Then the table is empty

  @id:sctp-life-shutdown @rfc:9260-9.2
  Scenario: Three packets end it
    When these packets arrive:
      | dir | packet                  | ctstate     | state             | status              | timeout |
      | >   | sctp INIT               | NEW         | CLOSED            | UNREPLIED           | 10      |
      | <   | sctp INIT ACK           | ESTABLISHED | COOKIE_WAIT       | SEEN_REPLY !ASSURED | 3       |
      | >   | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED     | !ASSURED            | 3       |
      | <   | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED       | ASSURED             | 210     |
      | >   | sctp SHUTDOWN           | ESTABLISHED | SHUTDOWN_SENT     |                     | 3       |
      | <   | sctp SHUTDOWN ACK       | ESTABLISHED | SHUTDOWN_ACK_SENT |                     | 3       |
      | >   | sctp SHUTDOWN COMPLETE  | ESTABLISHED | CLOSED            |                     | 10      |
    And 10 seconds pass
    Then the table is empty

  @id:sctp-life-abort @rfc:9260-9.1
  Scenario Outline: An ABORT of the <side> ends it at once
    When these packets arrive:
      | dir   | packet                  | ctstate     | state         | status              | timeout |
      | >     | sctp INIT               | NEW         | CLOSED        | UNREPLIED           | 10      |
      | <     | sctp INIT ACK           | ESTABLISHED | COOKIE_WAIT   | SEEN_REPLY !ASSURED | 3       |
      | >     | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED | !ASSURED            | 3       |
      | <     | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
      | <dir> | <packet>                | ESTABLISHED | CLOSED        |                     | 10      |

    Examples: Either side
      | side       | dir | packet     |
      | originator | >   | sctp ABORT |
      | responder  | <   | sctp ABORT |

  @id:sctp-life-heartbeat @rfc:9260-8.3
  Scenario: Heartbeats keep an association alive that has nothing to say
    When these packets arrive:
      | dir | packet                  | ctstate     | state         | status              | timeout |
      | >   | sctp INIT               | NEW         | CLOSED        | UNREPLIED           | 10      |
      | <   | sctp INIT ACK           | ESTABLISHED | COOKIE_WAIT   | SEEN_REPLY !ASSURED | 3       |
      | >   | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED | !ASSURED            | 3       |
      | <   | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
    And 200 seconds pass
    And these packets arrive:
      | dir | packet                                | ctstate     | state       | timeout |
      | >   | sctp HEARTBEAT 0x0001000874657374     | ESTABLISHED | ESTABLISHED | 210     |
      | <   | sctp HEARTBEAT ACK 0x0001000874657374 | ESTABLISHED | ESTABLISHED | 210     |

  @id:sctp-life-second-path
  Scenario: On a second path of an association a heartbeat is the first packet that is seen
    Its answer shows that the association is real.
    When these packets arrive:
      | dir | packet                                | ctstate     | state          | status     | timeout |
      | >   | sctp HEARTBEAT 0x0001000874657374     | NEW         | HEARTBEAT_SENT | UNREPLIED  | 30      |
      | <   | sctp HEARTBEAT ACK 0x0001000874657374 | ESTABLISHED | ESTABLISHED    | SEEN_REPLY | 210     |

  @id:sctp-life-tag
  Scenario: A packet with another verification tag is INVALID, and leaves the association alone
    When these packets arrive:
      | dir | packet                  | ctstate     | state         | status              | timeout |
      | >   | sctp INIT               | NEW         | CLOSED        | UNREPLIED           | 10      |
      | <   | sctp INIT ACK           | ESTABLISHED | COOKIE_WAIT   | SEEN_REPLY !ASSURED | 3       |
      | >   | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED | !ASSURED            | 3       |
      | <   | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |
      | >   | sctp tag 9 DATA "ping"  | INVALID     | ESTABLISHED   | ASSURED             | 210     |
      | >   | sctp DATA "ping"        | ESTABLISHED | ESTABLISHED   | ASSURED             | 210     |

  @id:sctp-life-first
  Scenario Outline: <chunk> cannot be the first that is seen of an association
    When these packets arrive:
      | packet   | ctstate |
      | <packet> | INVALID |
    Then the table is empty

    Examples: Only INIT and HEARTBEAT can
      | chunk      | packet           |
      | DATA       | sctp DATA "ping" |
      | COOKIE ACK | sctp COOKIE ACK  |
      | SHUTDOWN   | sctp SHUTDOWN    |
      | ABORT      | sctp ABORT       |

  @id:sctp-life-unanswered
  Scenario: An INIT that nobody answers is forgotten after ten seconds
    When these packets arrive:
      | t | dir | packet    | ctstate | state  | timeout |
      | 0 | >   | sctp INIT | NEW     | CLOSED | 10      |
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
      | dir | packet                  | state             | timeout |
      | >   | sctp INIT               | CLOSED            | 11      |
      | <   | sctp INIT ACK           | COOKIE_WAIT       | 12      |
      | >   | sctp COOKIE ECHO "cook" | COOKIE_ECHOED     | 13      |
      | <   | sctp COOKIE ACK         | ESTABLISHED       | 400     |
      | >   | sctp SHUTDOWN           | SHUTDOWN_SENT     | 15      |
      | <   | sctp SHUTDOWN ACK       | SHUTDOWN_ACK_SENT | 16      |
