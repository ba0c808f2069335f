@src:nf_conntrack_proto_udp.c @rfc:768 @rfc:4787-4.3
Feature: The life of a UDP flow
  UDP has no handshake and no end, so conntrack can only guess from the packets it sees. A packet begins a
  flow; one in the other direction shows that somebody answers. A question and its answer are over soon, so
  such a flow is kept for thirty seconds; when packets still go both ways after two seconds it is taken for a
  stream, is ASSURED, and may be silent for two minutes.

  @id:udp-life-unreplied
  Scenario Outline: Over <family> a flow that nobody answers is NEW packet after packet
    Given the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | t  | dir | packet     | ctstate | ctdir    | status             | timeout |
      | 0  | >   | udp len 30 | NEW     | ORIGINAL | UNREPLIED !ASSURED | 30      |
      | 10 | >   | udp len 30 | NEW     | ORIGINAL | UNREPLIED !ASSURED | 30      |
      | 35 | >   | udp len 30 | NEW     | ORIGINAL | UNREPLIED !ASSURED | 30      |
    And 30 seconds pass
    Then the table is empty

    Examples: Both families
      | family | client           | server           |
      | IPv4   | client           | server           |
      | IPv6   | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:udp-life-replied
  Scenario Outline: Over <family> the answer makes it ESTABLISHED
    Given the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | dir | packet      | ctstate     | ctdir    | status              | timeout |
      | >   | udp len 30  | NEW         | ORIGINAL | UNREPLIED           | 30      |
      | <   | udp len 100 | ESTABLISHED | REPLY    | SEEN_REPLY !ASSURED | 30      |
      | >   | udp len 30  | ESTABLISHED | ORIGINAL | SEEN_REPLY !ASSURED | 30      |
    And 29 seconds pass
    Then the table holds 1 entry
    When 1 second passes
    Then the table is empty

    Examples: Both families
      | family | client           | server           |
      | IPv4   | client           | server           |
      | IPv6   | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:udp-life-stream
  Scenario Outline: Over <family> packets that go both ways after two seconds make it a stream
    Given the flow udp <client>:4000 > <server>:443
    When these packets arrive:
      | t   | dir | packet      | ctstate     | status   | timeout |
      | 0   | >   | udp len 300 | NEW         | !ASSURED | 30      |
      | 0.1 | <   | udp len 300 | ESTABLISHED | !ASSURED | 30      |
      | 2.1 | >   | udp len 300 | ESTABLISHED | ASSURED  | 120     |
      | 60  | <   | udp len 300 | ESTABLISHED | ASSURED  | 120     |
    And 119 seconds pass
    Then the table holds 1 entry
    When 1 second passes
    Then the table is empty

    Examples: Both families
      | family | client           | server           |
      | IPv4   | client           | server           |
      | IPv6   | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:udp-life-stream-boundary
  Scenario Outline: A packet <t> seconds after the first is <early or late>
    Given the flow udp client:4000 > server:443
    When these packets arrive:
      | t   | dir | packet      | status   | timeout   |
      | 0   | >   | udp len 300 |          |           |
      | 1   | <   | udp len 300 | !ASSURED | 30        |
      | <t> | >   | udp len 300 | <status> | <timeout> |

    Examples: On either side of two seconds
      | t   | early or late                           | status   | timeout |
      | 1.7 | still part of a question and its answer | !ASSURED | 30      |
      | 2.3 | part of a stream                        | ASSURED  | 120     |

  @id:udp-life-first-answer-late
  Scenario: The first answer never makes a stream, however late it comes
    It is the packet after it that finds an answered flow.
    Given the flow udp client:4000 > server:443
    When these packets arrive:
      | t  | dir | packet      | ctstate     | status              | timeout |
      | 0  | >   | udp len 300 | NEW         | UNREPLIED           | 30      |
      | 10 | <   | udp len 300 | ESTABLISHED | SEEN_REPLY !ASSURED | 30      |
      | 10 | <   | udp len 300 | ESTABLISHED | SEEN_REPLY ASSURED  | 120     |

  @id:udp-life-unreplied-long
  Scenario: Packets in one direction alone make no stream
    Given the flow udp client:4000 > server:443
    When these packets arrive:
      | t  | dir | packet      | ctstate | status             | timeout |
      | 0  | >   | udp len 300 | NEW     | UNREPLIED !ASSURED | 30      |
      | 10 | >   | udp len 300 | NEW     | UNREPLIED !ASSURED | 30      |
      | 20 | >   | udp len 300 | NEW     | UNREPLIED !ASSURED | 30      |

  @id:udp-life-events
  Scenario: What the packets bring about is announced once: NEW, the first answer, ASSURED, and the end
    Given the flow udp client:4000 > server:443
    When these packets arrive:
      | t | dir | packet      | events |
      | 0 | >   | udp len 300 | NEW    |
      | 0 | >   | udp len 300 | -      |
      | 1 | <   | udp len 300 | UPDATE |
      | 1 | <   | udp len 300 | -      |
      | 3 | >   | udp len 300 | UPDATE |
      | 4 | <   | udp len 300 | -      |
    And 5 minutes pass
    Then these events are seen, in order:
      | type    | flow                         | status             |
      | NEW     | udp client:4000 > server:443 | UNREPLIED          |
      | UPDATE  | udp client:4000 > server:443 | SEEN_REPLY         |
      | UPDATE  | udp client:4000 > server:443 | SEEN_REPLY ASSURED |
      | DESTROY | udp client:4000 > server:443 | SEEN_REPLY ASSURED |

  @id:udp-life-other-server
  Scenario: An answer from another address or port is no answer
    Given the flow udp client:4000 > server:69
    When these packets arrive:
      | packet                               | ctstate | ctdir    |
      | udp len 30                           | NEW     | ORIGINAL |
      | udp server:1069 > client:4000 len 30 | NEW     | ORIGINAL |
      | udp server2:69 > client:4000 len 30  | NEW     | ORIGINAL |
    Then the table holds:
      | original                  | status    |
      | client:4000 > server:69   | UNREPLIED |
      | server:1069 > client:4000 | UNREPLIED |
      | server2:69 > client:4000  | UNREPLIED |

  @id:udp-life-empty
  Scenario: A datagram without data is a packet like any other
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet    | ctstate     |
      | >   | udp len 0 | NEW         |
      | <   | udp len 0 | ESTABLISHED |

  @id:udp-life-port-zero
  Scenario: Even port 0 is one
    Given the flow udp client:0 > server:0
    When these packets arrive:
      | dir | packet    | ctstate     |
      | >   | udp len 8 | NEW         |
      | <   | udp len 8 | ESTABLISHED |
    Then the table holds:
      | original            | reply               |
      | client:0 > server:0 | server:0 > client:0 |
