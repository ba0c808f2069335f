@src:netfilter/core.c
Feature: STOLEN: packets that a callback keeps
  A callback that returns STOLEN has taken the packet over: for the stack it is gone, without a word to anybody. The
  callback may let it go on later, behind itself, or throw it away. The kernel's own defragmentation works like this.

  @id:netfilter-stolen-release
  Scenario Outline: A packet stolen at <hook> goes on from there once it is released, over <protocol>
    Given the callbacks:
      | hook   | priority | match | verdict |
      | <hook> | 0        | udp   | STOLEN  |
    When these packets arrive:
      | packet                                 | verdict | hooks    | out |
      | udp <source>:1024 > <target>:53 len 20 | STOLEN  | <passed> | -   |
    Then the table is empty
    When the callback releases packet 1
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

  @id:netfilter-stolen-drop
  Scenario: A callback may also throw away what it has stolen, and nothing is left of it
    Given the callbacks:
      | hook    | priority | match | verdict |
      | FORWARD | 0        | udp   | STOLEN  |
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | STOLEN  |
    And the callback drops packet 1
    Then packet 1 is seen as:
      | verdict | out |
      | DROP    | -   |
    And the table is empty

  @id:netfilter-stolen-behind
  Scenario: A released packet does not meet the callback again that stole it, but those behind
    Given the callbacks:
      | hook    | priority | name   | match | verdict |
      | FORWARD | 0        | before | udp   | ACCEPT  |
      | FORWARD | 1        | thief  | udp   | STOLEN  |
      | FORWARD | 2        | behind | udp   | ACCEPT  |
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | STOLEN  |
    And the callback releases packet 1
    Then packet 1 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | FORWARD     | before                | ACCEPT  |
      | FORWARD     | thief                 | STOLEN  |
      | FORWARD     | behind                | ACCEPT  |
      | POSTROUTING | nf_confirm            | ACCEPT  |

  @id:netfilter-stolen-twice
  Scenario: A released packet may be stolen again further on
    Given the callbacks:
      | hook        | priority | match | verdict |
      | PREROUTING  | 0        | udp   | STOLEN  |
      | POSTROUTING | 0        | udp   | STOLEN  |
    When these packets arrive:
      | packet                             | verdict | hooks      |
      | udp client:1024 > server:53 len 20 | STOLEN  | PREROUTING |
    And the callback releases packet 1
    Then packet 1 is seen as:
      | verdict | hooks                          | out |
      | STOLEN  | PREROUTING FORWARD POSTROUTING | -   |
    When the callback releases packet 1
    Then packet 1 is seen as:
      | verdict | out |
      | ACCEPT  | s0  |

  @id:netfilter-stolen-overtaken
  Scenario: A packet that is kept does not hold up others
    Given the callbacks:
      | hook    | priority | match        | verdict |
      | FORWARD | 0        | udp dport 53 | STOLEN  |
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | STOLEN  |
      | udp client:1024 > server:54 len 20 | ACCEPT  |
    Then the table holds:
      | original                |
      | client:1024 > server:54 |

  @id:netfilter-stolen-before-conntrack
  Scenario: Conntrack classifies a packet when it comes by, not when it arrives at the router
    What was stolen before conntrack is classified after its release.
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | PREROUTING | -300     | udp dport 53 | STOLEN  |
    And the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet     | ctstate | verdict |
      | >   | udp len 20 | -       | STOLEN  |
      | <   | udp len 80 | NEW     | ACCEPT  |
    And the callback releases packet 1
    Then packet 1 is seen as:
      | ctstate     | ctdir | verdict |
      | ESTABLISHED | REPLY | ACCEPT  |

  @id:netfilter-stolen-timeout
  Scenario: The life of a connection begins with its confirmation, not with the arrival of its first packet
    Given the callbacks:
      | hook    | priority | match | verdict |
      | FORWARD | 0        | udp   | STOLEN  |
    When these packets arrive:
      | t | packet                             | verdict |
      | 0 | udp client:1024 > server:53 len 20 | STOLEN  |
    And 100 seconds pass
    And the callback releases packet 1
    Then the table holds:
      | original                | timeout |
      | client:1024 > server:53 | 30      |
