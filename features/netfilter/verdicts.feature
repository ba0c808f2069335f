@src:netfilter/core.c
Feature: ACCEPT and DROP at every hook
  ACCEPT hands a packet to the next callback; behind the last one of a hook the stack carries on. It is no final word:
  whoever comes later may still drop. DROP is final: nobody behind hears of the packet, and its sender hears nothing.

  @id:netfilter-verdicts-drop
  Scenario Outline: A packet dropped at <hook> over <protocol> goes no further, and nobody is told
    Given the callbacks:
      | hook   | priority | match | verdict |
      | <hook> | 0        | udp   | DROP    |
    When these packets arrive:
      | packet                                 | ctstate | verdict | hooks    | out | events |
      | udp <source>:1024 > <target>:53 len 20 | NEW     | DROP    | <passed> | -   | -      |
    Then packet 1 does not leave
    And the table is empty
    And nothing is logged

    Examples: IPv4
      | hook        | protocol | source | target | passed                         |
      | PREROUTING  | IPv4     | client | server | PREROUTING                     |
      | INPUT       | IPv4     | client | router | PREROUTING INPUT               |
      | FORWARD     | IPv4     | client | server | PREROUTING FORWARD             |
      | OUTPUT      | IPv4     | router | client | OUTPUT                         |
      | POSTROUTING | IPv4     | client | server | PREROUTING FORWARD POSTROUTING |

    Examples: IPv6
      | hook        | protocol | source  | target  | passed                         |
      | PREROUTING  | IPv6     | client6 | server6 | PREROUTING                     |
      | INPUT       | IPv6     | client6 | router6 | PREROUTING INPUT               |
      | FORWARD     | IPv6     | client6 | server6 | PREROUTING FORWARD             |
      | OUTPUT      | IPv6     | router6 | client6 | OUTPUT                         |
      | POSTROUTING | IPv6     | client6 | server6 | PREROUTING FORWARD POSTROUTING |

  @id:netfilter-verdicts-drop-others
  Scenario Outline: A callback at <hook> leaves alone what does not pass there
    Given the callbacks:
      | hook   | priority | match | verdict |
      | <hook> | 0        | udp   | DROP    |
    When these packets arrive:
      | packet                                 | verdict |
      | udp <source>:1024 > <target>:53 len 20 | ACCEPT  |

    Examples:
      | hook        | source | target |
      | PREROUTING  | router | client |
      | INPUT       | client | server |
      | FORWARD     | client | router |
      | OUTPUT      | client | server |
      | POSTROUTING | client | router |

  @id:netfilter-verdicts-accept-not-final
  Scenario Outline: ACCEPT at <hook> is not final: a later callback may drop
    Given the callbacks:
      | hook   | priority | match | verdict |
      | <hook> | 0        | udp   | ACCEPT  |
      | <hook> | 1        | udp   | DROP    |
    When these packets arrive:
      | packet                                 | verdict |
      | udp <source>:1024 > <target>:53 len 20 | DROP    |

    Examples:
      | hook        | source | target |
      | PREROUTING  | client | server |
      | INPUT       | client | router |
      | FORWARD     | client | server |
      | OUTPUT      | router | client |
      | POSTROUTING | client | server |

  @id:netfilter-verdicts-drop-final
  Scenario: DROP is final: no callback behind is called, neither at this hook nor at a later one
    Given the callbacks:
      | hook        | priority | name   | match | verdict |
      | FORWARD     | 0        | drops  | any   | DROP    |
      | FORWARD     | 1        | behind | any   | ACCEPT  |
      | POSTROUTING | 0        | later  | any   | ACCEPT  |
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | DROP    |
    Then packet 1 meets these callbacks:
      | hook       | callback              | verdict |
      | PREROUTING | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING | nf_conntrack_in       | ACCEPT  |
      | FORWARD    | drops                 | DROP    |

  @id:netfilter-verdicts-no-match
  Scenario: A callback that a packet does not concern accepts it
    Given the callbacks:
      | hook    | priority | name | match        | verdict |
      | FORWARD | 0        | dns  | udp dport 53 | DROP    |
    When these packets arrive:
      | packet                                         | verdict |
      | udp client:1024 > server:54 len 20             | ACCEPT  |
      | tcp client:1024 > server:53 S 0:0(0) win 65535 | ACCEPT  |
      | udp client:1024 > server:53 len 20             | DROP    |
    Then packet 1 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | FORWARD     | dns                   | ACCEPT  |
      | POSTROUTING | nf_confirm            | ACCEPT  |

  @id:netfilter-verdicts-established-dropped
  Scenario: A packet of a known connection that is dropped has counted for conntrack all the same
    Conntrack looks at PREROUTING, before the filter: the reply is dropped, and yet it has been seen.
    Given the callbacks:
      | hook    | priority | match              | verdict |
      | FORWARD | 0        | ct direction reply | DROP    |
    And the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet     | ctstate     | verdict | status     |
      | >   | udp len 20 | NEW         | ACCEPT  | UNREPLIED  |
      | <   | udp len 80 | ESTABLISHED | DROP    | SEEN_REPLY |
      | >   | udp len 20 | ESTABLISHED | ACCEPT  | SEEN_REPLY |
