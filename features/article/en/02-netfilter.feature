@src:netfilter/core.c
Feature: Netfilter
  Netfilter is a set of hooks in the network stack of the kernel. Modules register callback functions there, and
  each is called back for every packet that traverses its hook. iptables is only one of the tools that use this:
  its chains bear the names of the hooks, and a rule in the chain FORWARD is a callback at the hook FORWARD beside
  those of others, connection tracking's among them.

  @id:article-netfilter-called-back
  Scenario: A registered callback is called for every packet that traverses its hook
    Given the callbacks:
      | hook    | priority | name   | match | verdict |
      | FORWARD | 0        | module | any   | ACCEPT  |
    And the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet     | verdict |
      | >   | udp len 20 | ACCEPT  |
      | <   | udp len 80 | ACCEPT  |
    Then packet 1 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | FORWARD     | module                | ACCEPT  |
      | POSTROUTING | nf_confirm            | ACCEPT  |
    And packet 2 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | FORWARD     | module                | ACCEPT  |
      | POSTROUTING | nf_confirm            | ACCEPT  |

  @id:article-netfilter-own-hook
  Scenario: A callback is not called at a hook where it is not registered
    Given the callbacks:
      | hook  | priority | name   | match | verdict |
      | INPUT | 0        | module | any   | DROP    |
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | ACCEPT  |
    Then packet 1 meets these callbacks:
      | hook        | callback              |
      | PREROUTING  | ipv4_conntrack_defrag |
      | PREROUTING  | nf_conntrack_in       |
      | POSTROUTING | nf_confirm            |

  @id:article-netfilter-several
  Scenario: Several modules may register at one hook, and are called by their priorities
    Given the callbacks:
      | hook    | priority | name   | match | verdict |
      | FORWARD | 10       | second | any   | ACCEPT  |
      | FORWARD | 20       | third  | any   | ACCEPT  |
      | FORWARD | -10      | first  | any   | ACCEPT  |
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
      | POSTROUTING | nf_confirm            |

  @id:article-netfilter-iptables
  Scenario: The rules of iptables filter packets as one callback among others
    Given the callbacks:
      | hook    | priority | name                                  | match        | verdict |
      | FORWARD | 0        | iptables -A FORWARD -p tcp --dport 23 | tcp dport 23 | DROP    |
      | FORWARD | 10       | another module                        | any          | ACCEPT  |
    When these packets arrive:
      | packet                                         | verdict |
      | tcp client:1024 > server:23 S 0:0(0) win 65535 | DROP    |
      | tcp client:1024 > server:22 S 0:0(0) win 65535 | ACCEPT  |
    Then packet 1 does not leave
    And packet 1 meets these callbacks:
      | hook       | callback                              | verdict |
      | PREROUTING | ipv4_conntrack_defrag                 | ACCEPT  |
      | PREROUTING | nf_conntrack_in                       | ACCEPT  |
      | FORWARD    | iptables -A FORWARD -p tcp --dport 23 | DROP    |
    And packet 2 meets these callbacks:
      | hook        | callback                              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag                 | ACCEPT  |
      | PREROUTING  | nf_conntrack_in                       | ACCEPT  |
      | FORWARD     | iptables -A FORWARD -p tcp --dport 23 | ACCEPT  |
      | FORWARD     | another module                        | ACCEPT  |
      | POSTROUTING | nf_confirm                            | ACCEPT  |
