@src:netfilter/core.c @src:nf_queue.c
Feature: Callbacks and their verdicts
  A callback returns one of five values. ACCEPT: the packet goes on. DROP: it is thrown away. QUEUE: nf_queue
  hands it to userspace, where a program decides. STOLEN: the callback keeps it in silence until something
  happens; whoever collects the fragments of a datagram does so. REPEAT: the callback wants to be called again.
  So packets can be filtered at several stages of their way.

  REPEAT repeats the callback that returned it, not those of the hook that were called before it. Today's kernels
  know it only of packets that come back from userspace, and lose one for which a callback returns it.

  @id:article-verdicts-accept
  Scenario: ACCEPT lets the packet go on to the next callback, and behind the last one through the stack
    Given the callbacks:
      | hook    | priority | name | match | verdict |
      | FORWARD | 1        | one  | any   | ACCEPT  |
      | FORWARD | 2        | two  | any   | ACCEPT  |
    When these packets arrive:
      | packet                             | verdict | out |
      | udp client:1024 > server:53 len 20 | ACCEPT  | s0  |
    Then packet 1 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | FORWARD     | one                   | ACCEPT  |
      | FORWARD     | two                   | ACCEPT  |
      | POSTROUTING | nf_confirm            | ACCEPT  |

  @id:article-verdicts-drop
  Scenario: DROP ends the packet: no further callback sees it, and nothing leaves
    Given the callbacks:
      | hook    | priority | name | match | verdict |
      | FORWARD | 1        | one  | any   | DROP    |
      | FORWARD | 2        | two  | any   | ACCEPT  |
    When these packets arrive:
      | packet                             | verdict | out |
      | udp client:1024 > server:53 len 20 | DROP    | -   |
    Then packet 1 meets these callbacks:
      | hook       | callback              | verdict |
      | PREROUTING | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING | nf_conntrack_in       | ACCEPT  |
      | FORWARD    | one                   | DROP    |

  @id:article-verdicts-stages
  Scenario Outline: A packet can be filtered at <hook>
    Given the callbacks:
      | hook   | priority | match | verdict |
      | <hook> | 0        | icmp  | DROP    |
    When these packets arrive:
      | packet                                           | verdict | hooks    |
      | icmp <source> > <target> echo-request id 1 seq 1 | DROP    | <passed> |

    Examples:
      | hook        | source | target | passed                         |
      | PREROUTING  | client | server | PREROUTING                     |
      | INPUT       | client | router | PREROUTING INPUT               |
      | FORWARD     | client | server | PREROUTING FORWARD             |
      | OUTPUT      | router | client | OUTPUT                         |
      | POSTROUTING | client | server | PREROUTING FORWARD POSTROUTING |

  @id:article-verdicts-queue-held
  Scenario: QUEUE hands the packet to userspace, and it waits there until the program decides
    Given the callbacks:
      | hook    | priority | name    | match | verdict |
      | FORWARD | 0        | NFQUEUE | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that holds packets
    When these packets arrive:
      | packet                             | verdict | hooks              | out |
      | udp client:1024 > server:53 len 20 | QUEUE   | PREROUTING FORWARD | -   |
    And the handler of queue 0 accepts packet 1
    Then packet 1 is seen as:
      | verdict | hooks                          | out |
      | ACCEPT  | PREROUTING FORWARD POSTROUTING | s0  |

  @id:article-verdicts-queue-dropped
  Scenario: The program in userspace may also throw the packet away
    Given the callbacks:
      | hook    | priority | name    | match | verdict |
      | FORWARD | 0        | NFQUEUE | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that drops packets
    When these packets arrive:
      | packet                                       | verdict |
      | udp client:1024 > server:53 len 20           | DROP    |
      | icmp client > server echo-request id 1 seq 1 | ACCEPT  |
    Then packet 1 does not leave

  @id:article-verdicts-stolen
  Scenario: STOLEN holds the packet in silence; when it is released it goes on from there
    Given the callbacks:
      | hook    | priority | name | match | verdict |
      | FORWARD | 0        | hold | udp   | STOLEN  |
      | FORWARD | 1        | next | udp   | ACCEPT  |
    When these packets arrive:
      | packet                             | verdict | hooks              | out |
      | udp client:1024 > server:53 len 20 | STOLEN  | PREROUTING FORWARD | -   |
    And 10 seconds pass
    And the callback releases packet 1
    Then packet 1 is seen as:
      | verdict | hooks                          | out |
      | ACCEPT  | PREROUTING FORWARD POSTROUTING | s0  |
    And packet 1 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | FORWARD     | hold                  | STOLEN  |
      | FORWARD     | next                  | ACCEPT  |
      | POSTROUTING | nf_confirm            | ACCEPT  |

  @id:article-verdicts-repeat
  Scenario: REPEAT calls the same callback again, until it says something else
    Given the callbacks:
      | hook    | priority | name   | match | verdict        |
      | FORWARD | 1        | before | any   | ACCEPT         |
      | FORWARD | 2        | again  | any   | REPEAT 2 times |
      | FORWARD | 3        | behind | any   | ACCEPT         |
    When these packets arrive:
      | packet                             | verdict | out |
      | udp client:1024 > server:53 len 20 | ACCEPT  | s0  |
    Then packet 1 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | FORWARD     | before                | ACCEPT  |
      | FORWARD     | again                 | REPEAT  |
      | FORWARD     | again                 | REPEAT  |
      | FORWARD     | again                 | ACCEPT  |
      | FORWARD     | behind                | ACCEPT  |
      | POSTROUTING | nf_confirm            | ACCEPT  |

  @id:article-verdicts-repeat-from-userspace
  Scenario: A program in userspace may answer REPEAT as well: the callback that queued the packet is called again
    Given the callbacks:
      | hook    | priority | name    | match | verdict |
      | FORWARD | 0        | NFQUEUE | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that holds packets
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | QUEUE   |
    And the handler of queue 0 repeats packet 1
    Then packet 1 is seen as:
      | verdict | out |
      | QUEUE   | -   |
    And packet 1 meets these callbacks:
      | hook       | callback              | verdict |
      | PREROUTING | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING | nf_conntrack_in       | ACCEPT  |
      | FORWARD    | NFQUEUE               | QUEUE   |
      | FORWARD    | NFQUEUE               | QUEUE   |
