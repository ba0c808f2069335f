@src:nf_conntrack_core.c
Feature: Confirmation
  The first packet of a connection makes its entry when it comes in, but the entry is put into the table only
  when that packet is about to leave the router, or to be handed to a local process: it is confirmed. Whatever
  a firewall drops on the way leaves no trace, so nobody can fill the table with what is refused.

  @id:table-confirm-last-hook
  Scenario Outline: Over <family> a connection stays unconfirmed until its first packet has passed the last hook
    Given a userspace handler on queue 0 that holds packets
    And the callbacks:
      | hook   | priority | match        | verdict |
      | <hook> | 0        | udp dport 53 | QUEUE 0 |
    And the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | packet     | ctstate | verdict |
      | udp len 10 | NEW     | QUEUE   |
    Then the entry of flow "udp <client>:4000 > <server>:53" is unconfirmed
    And the table is empty
    When the handler of queue 0 accepts packet 1
    Then the entry of flow "udp <client>:4000 > <server>:53" is confirmed
    And the table holds:
      | original                    | reply                       | status              |
      | <client>:4000 > <server>:53 | <server>:53 > <client>:4000 | CONFIRMED UNREPLIED |

    Examples: Wherever the packet waits
      | family | hook        | client           | server           |
      | IPv4   | PREROUTING  | client           | server           |
      | IPv4   | FORWARD     | client           | server           |
      | IPv4   | POSTROUTING | client           | server           |
      | IPv6   | FORWARD     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:table-confirm-dropped
  Scenario Outline: A first packet that is dropped at <hook> leaves nothing behind
    Given the callbacks:
      | hook   | priority | match        | verdict |
      | <hook> | 0        | tcp dport 80 | DROP    |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | packet             | ctstate | verdict | events |
      | S 0:0(0) win 64240 | NEW     | DROP    | -      |
      | S 0:0(0) win 64240 | NEW     | DROP    | -      |
    Then the table is empty
    And the sysctl net.netfilter.nf_conntrack_count is 0

    Examples: Any hook on the way
      | hook        |
      | PREROUTING  |
      | FORWARD     |
      | POSTROUTING |

  @id:table-confirm-local-dropped
  Scenario: Nor does one that is dropped before a local process gets it
    Given the callbacks:
      | hook  | priority | match        | verdict |
      | INPUT | 0        | udp dport 53 | DROP    |
    And the flow udp client:4000 > router:53
    When these packets arrive:
      | packet     | hooks            | ctstate | verdict |
      | udp len 10 | PREROUTING INPUT | NEW     | DROP    |
    Then the table is empty

  @id:table-confirm-local
  Scenario: A packet for the router itself is confirmed at INPUT, one of its own at POSTROUTING
    Given the flows:
      | name | flow                         |
      | in   | udp client:4000 > router:53  |
      | out  | udp router:4001 > client2:53 |
    When these packets arrive:
      | flow | packet     | hooks              | ctstate | events |
      | in   | udp len 10 | PREROUTING INPUT   | NEW     | NEW    |
      | out  | udp len 10 | OUTPUT POSTROUTING | NEW     | NEW    |
    Then the table holds:
      | flow | status              |
      | in   | CONFIRMED UNREPLIED |
      | out  | CONFIRMED UNREPLIED |

  @id:table-confirm-hop-limit
  Scenario: A packet that may go no further opens no connection
    The router answers it with an error of its own, and that error knows the connection which never came to
    be.
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet             | hooks      | ctstate | verdict |
      | udp len 10 (ttl 1) | PREROUTING | NEW     | DROP    |
    Then the table is empty

  @id:table-confirm-dropped-while-held
  Scenario: A connection whose first packet is dropped while it waits is forgotten with it
    Given a userspace handler on queue 0 that holds packets
    And the callbacks:
      | hook    | priority | match        | verdict |
      | FORWARD | 0        | udp dport 53 | QUEUE 0 |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate | verdict |
      | udp len 10 | NEW     | QUEUE   |
    Then the sysctl net.netfilter.nf_conntrack_count is 1
    When the handler of queue 0 drops packet 1
    Then the table is empty
    And the sysctl net.netfilter.nf_conntrack_count is 0

  @id:table-confirm-counts-from-then
  Scenario: The timeout of an entry counts from its confirmation, not from the arrival of its first packet
    Given a userspace handler on queue 0 that holds packets
    And the callbacks:
      | hook    | priority | match        | verdict |
      | FORWARD | 0        | udp dport 53 | QUEUE 0 |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate |
      | udp len 10 | NEW     |
    And 20 seconds pass
    And the handler of queue 0 accepts packet 1
    Then the table holds:
      | original                | timeout |
      | client:4000 > server:53 | 30      |

  @id:table-confirm-later-drop
  Scenario: Dropping a later packet takes nothing back
    Given the callbacks:
      | hook    | priority | match                    | verdict |
      | FORWARD | 0        | tcp ct state established | DROP    |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                    | ctstate     | verdict | state    |
      | >   | S 0:0(0) win 64240        | NEW         | ACCEPT  | SYN_SENT |
      | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | DROP    | SYN_RECV |
    Then the table holds:
      | original                | state    | status     |
      | client:1024 > server:80 | SYN_RECV | SEEN_REPLY |

  @id:table-confirm-untracked
  Scenario: An untracked packet has no entry
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | PREROUTING | -300     | udp dport 53 | NOTRACK |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate   | verdict | out |
      | udp len 10 | UNTRACKED | ACCEPT  | s0  |
    Then the table is empty
