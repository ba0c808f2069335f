@src:nf_queue.c @src:nfnetlink_queue.c
Feature: QUEUE: packets in userspace
  QUEUE puts a packet into a numbered queue, where a program in userspace finds it. The program accepts it (it goes
  on behind the callback that queued it), drops it, writes other bytes into it, or has the callback called again, in
  its own time and in any order. Where no program listens a queued packet is dropped, unless the callback has
  asked for bypass; when the queue is full it is dropped even so.

  @id:netfilter-queue-accept
  Scenario Outline: A packet queued at <hook> goes on from there once it is accepted, over <protocol>
    Given the callbacks:
      | hook   | priority | match | verdict |
      | <hook> | 0        | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that holds packets
    When these packets arrive:
      | packet                                 | verdict | hooks    | out |
      | udp <source>:1024 > <target>:53 len 20 | QUEUE   | <passed> | -   |
    Then the table is empty
    When the handler of queue 0 accepts packet 1
    Then packet 1 is seen as:
      | ctstate | verdict | hooks |
      | NEW     | ACCEPT  | <all> |
    And the table holds 1 entry

    Examples: IPv4
      | hook        | protocol | source | target | passed                         | all                            |
      | PREROUTING  | IPv4     | client | server | PREROUTING                     | PREROUTING FORWARD POSTROUTING |
      | INPUT       | IPv4     | client | router | PREROUTING INPUT               | PREROUTING INPUT               |
      | FORWARD     | IPv4     | client | server | PREROUTING FORWARD             | PREROUTING FORWARD POSTROUTING |
      | OUTPUT      | IPv4     | router | client | OUTPUT                         | OUTPUT POSTROUTING             |
      | POSTROUTING | IPv4     | client | server | PREROUTING FORWARD POSTROUTING | PREROUTING FORWARD POSTROUTING |

    Examples: IPv6
      | hook        | protocol | source  | target  | passed                         | all                            |
      | PREROUTING  | IPv6     | client6 | server6 | PREROUTING                     | PREROUTING FORWARD POSTROUTING |
      | INPUT       | IPv6     | client6 | router6 | PREROUTING INPUT               | PREROUTING INPUT               |
      | FORWARD     | IPv6     | client6 | server6 | PREROUTING FORWARD             | PREROUTING FORWARD POSTROUTING |
      | OUTPUT      | IPv6     | router6 | client6 | OUTPUT                         | OUTPUT POSTROUTING             |
      | POSTROUTING | IPv6     | client6 | server6 | PREROUTING FORWARD POSTROUTING | PREROUTING FORWARD POSTROUTING |

  @id:netfilter-queue-absent
  Scenario Outline: Where nobody listens a queued packet is <fate>
    Given the callbacks:
      | hook    | priority | match | verdict   |
      | FORWARD | 0        | udp   | <verdict> |
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | <fate>  |

    Examples: Without and with bypass
      | verdict        | fate   |
      | QUEUE 0        | DROP   |
      | QUEUE 0 bypass | ACCEPT |

  @id:netfilter-queue-number
  Scenario: Queues have numbers: a program on one does not get the packets of another
    Given the callbacks:
      | hook    | priority | match        | verdict |
      | FORWARD | 0        | udp dport 53 | QUEUE 1 |
      | FORWARD | 1        | udp dport 54 | QUEUE 2 |
    And a userspace handler on queue 1 that accepts packets
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | ACCEPT  |
      | udp client:1024 > server:54 len 20 | DROP    |

  @id:netfilter-queue-bypass-stops
  Scenario: Bypass goes on with the next callback, as ACCEPT does
    Given the callbacks:
      | hook    | priority | name  | match | verdict        |
      | FORWARD | 0        | queue | udp   | QUEUE 0 bypass |
      | FORWARD | 1        | next  | udp   | DROP           |
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | DROP    |

  @id:netfilter-queue-full
  Scenario Outline: A full queue drops, and the log says so: <verdict>
    Given the callbacks:
      | hook    | priority | match | verdict   |
      | FORWARD | 0        | udp   | <verdict> |
    And a userspace handler on queue 0 that holds at most 2 packets
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | QUEUE   |
      | udp client:1025 > server:53 len 20 | QUEUE   |
      | udp client:1026 > server:53 len 20 | DROP    |
    Then the log shows:
      """
      nfnetlink_queue: nf_queue: full at 2 entries, dropping packets(s)
      """

    Examples: Bypass is for queues without a program
      | verdict        |
      | QUEUE 0        |
      | QUEUE 0 bypass |

  @id:netfilter-queue-room-again
  Scenario Outline: A packet that the program <decides> makes room for the next
    Given the callbacks:
      | hook    | priority | match | verdict |
      | FORWARD | 0        | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that holds at most 1 packet
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | QUEUE   |
      | udp client:1025 > server:53 len 20 | DROP    |
    And the handler of queue 0 <decides> packet 1
    And these packets arrive:
      | packet                             | verdict |
      | udp client:1026 > server:53 len 20 | QUEUE   |

    Examples:
      | decides |
      | accepts |
      | drops   |

  @id:netfilter-queue-policy
  Scenario Outline: A program that <policy> packets at once: <verdict>
    Given the callbacks:
      | hook    | priority | match | verdict |
      | FORWARD | 0        | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that <policy> packets
    When these packets arrive:
      | packet                             | ctstate | verdict   | hooks   |
      | udp client:1024 > server:53 len 20 | NEW     | <verdict> | <hooks> |
    Then the table holds <entries> entries

    Examples:
      | policy  | verdict | hooks                          | entries |
      | accepts | ACCEPT  | PREROUTING FORWARD POSTROUTING | 1       |
      | drops   | DROP    | PREROUTING FORWARD             | 0       |

  @id:netfilter-queue-drop
  Scenario: A packet that waits may be dropped as well, and leaves nothing behind
    Given the callbacks:
      | hook    | priority | match | verdict |
      | FORWARD | 0        | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that holds packets
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | QUEUE   |
    And the handler of queue 0 drops packet 1
    Then packet 1 is seen as:
      | verdict | hooks              | out |
      | DROP    | PREROUTING FORWARD | -   |
    And the table is empty

  @id:netfilter-queue-any-order
  Scenario: The program decides in any order
    Given the callbacks:
      | hook    | priority | match | verdict |
      | FORWARD | 0        | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that holds packets
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | QUEUE   |
      | udp client:1025 > server:53 len 20 | QUEUE   |
    And the handler of queue 0 accepts packet 2
    Then packet 2 is seen as:
      | verdict | out |
      | ACCEPT  | s0  |
    And packet 1 is seen as:
      | verdict | out |
      | QUEUE   | -   |
    And the table holds:
      | original                |
      | client:1025 > server:53 |

  @id:netfilter-queue-next-callback
  Scenario: Accepted by userspace is not accepted by those behind
    Given the callbacks:
      | hook    | priority | name   | match | verdict |
      | FORWARD | 0        | queue  | udp   | QUEUE 0 |
      | FORWARD | 1        | filter | udp   | DROP    |
    And a userspace handler on queue 0 that accepts packets
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | DROP    |
    Then packet 1 meets these callbacks:
      | hook       | callback              | verdict |
      | PREROUTING | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING | nf_conntrack_in       | ACCEPT  |
      | FORWARD    | queue                 | QUEUE   |
      | FORWARD    | filter                | DROP    |

  @id:netfilter-queue-two
  Scenario: A packet may be queued more than once on its way
    Given the callbacks:
      | hook        | priority | match | verdict |
      | PREROUTING  | 0        | udp   | QUEUE 0 |
      | POSTROUTING | 0        | udp   | QUEUE 1 |
    And a userspace handler on queue 0 that holds packets
    And a userspace handler on queue 1 that holds packets
    When these packets arrive:
      | packet                             | verdict | hooks      |
      | udp client:1024 > server:53 len 20 | QUEUE   | PREROUTING |
    And the handler of queue 0 accepts packet 1
    Then packet 1 is seen as:
      | verdict | hooks                          | out |
      | QUEUE   | PREROUTING FORWARD POSTROUTING | -   |
    When the handler of queue 1 accepts packet 1
    Then packet 1 is seen as:
      | verdict | out |
      | ACCEPT  | s0  |

  @id:netfilter-queue-alter
  Scenario: What the program writes into a packet is what leaves
    Given the callbacks:
      | hook        | priority | match | verdict |
      | POSTROUTING | 0        | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that writes "58 59 5a" at byte 29
    When these packets arrive:
      | packet                                          | verdict | out |
      | udp client:1024 > server:53 "hello" no-checksum | ACCEPT  | s0  |
    Then packet 1 leaves as:
      """
      udp client:1024 > server:53 "hXYZo" no-checksum
      """

  @id:netfilter-queue-alter-after-conntrack
  Scenario: Conntrack does not look again at a packet that was altered behind it
    The program changes the destination port from 53 to 54; the entry says 53.
    Given the callbacks:
      | hook    | priority | match | verdict |
      | FORWARD | 0        | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that writes "00 36" at byte 22
    When these packets arrive:
      | packet                                         | ctstate | verdict |
      | udp client:1024 > server:53 len 20 no-checksum | NEW     | ACCEPT  |
    Then packet 1 leaves as:
      """
      udp client:1024 > server:54 len 20 no-checksum
      """
    And the table holds:
      | original                |
      | client:1024 > server:53 |

  @id:netfilter-queue-alter-before-conntrack
  Scenario: Conntrack sees what was altered before it
    Given the callbacks:
      | hook       | priority | match | verdict |
      | PREROUTING | -300     | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that writes "00 36" at byte 22
    When these packets arrive:
      | packet                                         | ctstate | verdict |
      | udp client:1024 > server:53 len 20 no-checksum | NEW     | ACCEPT  |
    Then the table holds:
      | original                |
      | client:1024 > server:54 |

  @id:netfilter-queue-race @since:6.12
  Scenario: Two first packets of a flow that wait at the same time end in one entry
    Neither finds the other in the table, for neither is confirmed yet. The one that is accepted later joins the entry
    of the other.
    Given the callbacks:
      | hook    | priority | match | verdict |
      | FORWARD | 0        | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that holds packets
    When these packets arrive:
      | packet                             | ctstate | verdict |
      | udp client:1024 > server:53 len 20 | NEW     | QUEUE   |
      | udp client:1024 > server:53 len 20 | NEW     | QUEUE   |
    And the handler of queue 0 accepts packet 2
    And the handler of queue 0 accepts packet 1
    Then packet 1 is seen as:
      | verdict | out |
      | ACCEPT  | s0  |
    And the table holds 1 entry
    And the statistics include:
      | name          | value |
      | clash_resolve | 1     |

  @id:netfilter-queue-repeat
  Scenario: A program may have the callback called again, which then queues the packet once more
    Given the callbacks:
      | hook    | priority | name   | match | verdict |
      | FORWARD | 0        | before | udp   | ACCEPT  |
      | FORWARD | 1        | queue  | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that holds packets
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | QUEUE   |
    And the handler of queue 0 repeats packet 1
    And the handler of queue 0 accepts packet 1
    Then packet 1 is seen as:
      | verdict | out |
      | ACCEPT  | s0  |
    And packet 1 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | FORWARD     | before                | ACCEPT  |
      | FORWARD     | queue                 | QUEUE   |
      | FORWARD     | queue                 | QUEUE   |
      | POSTROUTING | nf_confirm            | ACCEPT  |
