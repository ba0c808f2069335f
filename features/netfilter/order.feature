@src:netfilter/core.c
Feature: The order of callbacks
  Each callback is registered at one hook with a priority, a whole number. At its hook a packet meets the callbacks
  from the lowest priority to the highest, whoever registered first; of those with equal priority the one that was
  registered last comes first. The kernel's own have theirs as well: fragments are collected at -400, connection
  tracking is at -200, filters are usually at 0, and confirmation comes last of all, at 2147483647.

  @id:netfilter-order-priority
  Scenario: The lowest priority comes first, in whatever order the callbacks were registered
    Given the callbacks:
      | hook    | priority | name   | match | verdict |
      | FORWARD | 50       | third  | any   | ACCEPT  |
      | FORWARD | -50      | first  | any   | ACCEPT  |
      | FORWARD | 100      | fourth | any   | ACCEPT  |
      | FORWARD | 0        | second | any   | ACCEPT  |
    When these packets arrive:
      | packet                             |
      | udp client:1024 > server:53 len 20 |
    Then packet 1 meets these callbacks:
      | hook        | callback              |
      | PREROUTING  | ipv4_conntrack_defrag |
      | PREROUTING  | nf_conntrack_in       |
      | FORWARD     | first                 |
      | FORWARD     | second                |
      | FORWARD     | third                 |
      | FORWARD     | fourth                |
      | POSTROUTING | nf_confirm            |

  @id:netfilter-order-equal
  Scenario: Of callbacks with equal priority the one registered last comes first
    Given the callbacks:
      | hook    | priority | name     | match | verdict |
      | FORWARD | 0        | earliest | any   | ACCEPT  |
      | FORWARD | 0        | later    | any   | ACCEPT  |
      | FORWARD | 0        | latest   | any   | ACCEPT  |
    When these packets arrive:
      | packet                             |
      | udp client:1024 > server:53 len 20 |
    Then packet 1 meets these callbacks:
      | hook        | callback              |
      | PREROUTING  | ipv4_conntrack_defrag |
      | PREROUTING  | nf_conntrack_in       |
      | FORWARD     | latest                |
      | FORWARD     | later                 |
      | FORWARD     | earliest              |
      | POSTROUTING | nf_confirm            |

  @id:netfilter-order-kernels-own
  Scenario Outline: Callbacks find their place among the kernel's own, over <protocol>
    Given the callbacks:
      | hook        | priority   | name              | match | verdict |
      | PREROUTING  | -500       | before defrag     | any   | ACCEPT  |
      | PREROUTING  | -300       | raw               | any   | ACCEPT  |
      | PREROUTING  | -150       | mangle            | any   | ACCEPT  |
      | POSTROUTING | 2147483647 | as late as can be | any   | ACCEPT  |
    When these packets arrive:
      | packet                                 |
      | udp <client>:1024 > <server>:53 len 20 |
    Then packet 1 meets these callbacks:
      | hook        | callback          |
      | PREROUTING  | before defrag     |
      | PREROUTING  | <defrag>          |
      | PREROUTING  | raw               |
      | PREROUTING  | nf_conntrack_in   |
      | PREROUTING  | mangle            |
      | POSTROUTING | as late as can be |
      | POSTROUTING | nf_confirm        |

    Examples:
      | protocol | client           | server           | defrag                |
      | IPv4     | client           | server           | ipv4_conntrack_defrag |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] | ipv6_defrag           |

  @id:netfilter-order-before-conntrack
  Scenario Outline: <where> a packet of a new connection counts as <counts>
    What conntrack has not looked at yet is invalid to the rules.
    Given the callbacks:
      | hook       | priority   | match            | verdict |
      | PREROUTING | <priority> | ct state <state> | DROP    |
    When these packets arrive:
      | packet                             | verdict   |
      | udp client:1024 > server:53 len 20 | <verdict> |

    Examples:
      | where            | counts  | priority | state   | verdict |
      | Before conntrack | invalid | -201     | invalid | DROP    |
      | Before conntrack | not new | -201     | new     | ACCEPT  |
      | After conntrack  | new     | -199     | new     | DROP    |
      | After conntrack  | valid   | -199     | invalid | ACCEPT  |

  @id:netfilter-order-before-defrag
  Scenario Outline: Before fragments are collected a callback sees each of them, and only the first has ports, over <protocol>
    Dropping that one keeps the datagram from ever being whole.
    Given the callbacks:
      | hook       | priority | name  | match        | verdict |
      | PREROUTING | -500     | early | udp dport 53 | DROP    |
    When these packets arrive:
      | packet                                                     | ctstate | out |
      | udp <client>:1024 > <server>:53 len 2000 (frag 7:1448@0+)  | -       | -   |
      | udp <client>:1024 > <server>:53 len 2000 (frag 7:560@1448) | -       | -   |
    Then the table is empty
    And packet 1 meets these callbacks:
      | hook       | callback | verdict |
      | PREROUTING | early    | DROP    |
    And packet 2 meets these callbacks:
      | hook       | callback | verdict |
      | PREROUTING | early    | ACCEPT  |
      | PREROUTING | <defrag> | STOLEN  |

    Examples:
      | protocol | client  | server  | defrag                |
      | IPv4     | client  | server  | ipv4_conntrack_defrag |
      | IPv6     | client6 | server6 | ipv6_defrag           |

  @id:netfilter-order-after-defrag
  Scenario Outline: Behind that, a callback sees datagrams that are whole, over <protocol>
    Given the callbacks:
      | hook       | priority | name | match        | verdict |
      | PREROUTING | -300     | raw  | udp dport 53 | DROP    |
    When these packets arrive:
      | packet                                                     | ctstate | out |
      | udp <client>:1024 > <server>:53 len 2000 (frag 7:1448@0+)  | -       | -   |
      | udp <client>:1024 > <server>:53 len 2000 (frag 7:560@1448) | -       | -   |
    Then the table is empty
    And packet 1 meets these callbacks:
      | hook       | callback | verdict |
      | PREROUTING | <defrag> | STOLEN  |
    And packet 2 meets these callbacks:
      | hook       | callback | verdict |
      | PREROUTING | <defrag> | ACCEPT  |
      | PREROUTING | raw      | DROP    |

    Examples:
      | protocol | client  | server  | defrag                |
      | IPv4     | client  | server  | ipv4_conntrack_defrag |
      | IPv6     | client6 | server6 | ipv6_defrag           |

  @id:netfilter-order-mark
  Scenario Outline: What a callback writes on a packet is read by those behind it and at later hooks, <read>
    Given the callbacks:
      | hook       | priority   | match        | verdict |
      | PREROUTING | 0          | udp dport 53 | MARK 7  |
      | <hook>     | <priority> | meta mark 7  | DROP    |
    When these packets arrive:
      | packet                             | verdict   |
      | udp client:1024 > server:53 len 20 | <verdict> |
      | udp client:1024 > server:54 len 20 | ACCEPT    |

    Examples:
      | read                 | hook        | priority | verdict |
      | behind it            | PREROUTING  | 1        | DROP    |
      | at FORWARD           | FORWARD     | -500     | DROP    |
      | at POSTROUTING       | POSTROUTING | 0        | DROP    |
      | but not those before | PREROUTING  | -1       | ACCEPT  |
