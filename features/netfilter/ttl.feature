@src:ip_forward.c @src:ip6_output.c @rfc:1812-5.3.1 @rfc:8200-3
Feature: Time to live
  A router takes one off the time to live (IPv6: hop limit) of each packet it passes on, between routing and FORWARD. A
  packet for which nothing is left goes no further and its sender is told. By then conntrack has seen it at PREROUTING;
  but as it never gets to POSTROUTING, no entry is left of it.

  @id:netfilter-ttl-decremented
  Scenario Outline: A packet that came with <before> leaves with <after>, over <protocol>
    When these packets arrive:
      | packet                                                | verdict | out |
      | udp <client>:1024 > <server>:53 len 20 (ttl <before>) | ACCEPT  | s0  |
    Then packet 1 leaves as:
      """
      udp <client>:1024 > <server>:53 len 20 (ttl <after>)
      """

    Examples:
      | protocol | client  | server  | before | after |
      | IPv4     | client  | server  | 255    | 254   |
      | IPv4     | client  | server  | 2      | 1     |
      | IPv6     | client6 | server6 | 255    | 254   |
      | IPv6     | client6 | server6 | 2      | 1     |

  @id:netfilter-ttl-expired
  Scenario Outline: A packet that came with <ttl> is dropped before FORWARD, its sender is told, and no entry is left, over <protocol>
    When these packets arrive:
      | packet                                             | ctstate | verdict | hooks      | out |
      | udp <client>:1024 > <server>:53 len 20 (ttl <ttl>) | NEW     | DROP    | PREROUTING | c0  |
    Then packet 1 leaves as:
      """
      <error> {udp <client>:1024 > <server>:53 len 20 (ttl <ttl>)} <header>
      """
    And the table is empty

    Examples:
      | protocol | ttl | client  | server  | error                                           | header             |
      | IPv4     | 1   | client  | server  | icmp router > client time-exceeded ttl          | (tos 0xc0, ttl 64) |
      | IPv4     | 0   | client  | server  | icmp router > client time-exceeded ttl          | (tos 0xc0, ttl 64) |
      | IPv6     | 1   | client6 | server6 | icmp6 router6 > client6 time-exceeded hop-limit | (ttl 64)           |
      | IPv6     | 0   | client6 | server6 | icmp6 router6 > client6 time-exceeded hop-limit | (ttl 64)           |

  @id:netfilter-ttl-known-connection
  Scenario: A packet of a known connection whose time to live runs out has counted for conntrack all the same
    Given the flow udp client:1024 > server:53
    When these packets arrive:
      | t  | dir | packet             | ctstate     | verdict | status     | timeout |
      | 0  | >   | udp len 20         | NEW         | ACCEPT  | UNREPLIED  | 30      |
      | 10 | <   | udp len 80 (ttl 1) | ESTABLISHED | DROP    | SEEN_REPLY | 30      |

  @id:netfilter-ttl-local
  Scenario Outline: For the router itself a packet may come with <ttl>, over <protocol>
    When these packets arrive:
      | packet                                                         | ctstate | verdict | out      |
      | <icmp> <client> > <router> echo-request id 1 seq 1 (ttl <ttl>) | NEW     | ACCEPT  | local c0 |

    Examples:
      | protocol | ttl | icmp  | client  | router  |
      | IPv4     | 1   | icmp  | client  | router  |
      | IPv6     | 1   | icmp6 | client6 | router6 |

  @id:netfilter-ttl-traceroute
  Scenario: A callback at FORWARD never sees what has expired; one at PREROUTING can keep the sender uninformed
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | FORWARD    | 0        | any          | DROP    |
      | PREROUTING | 0        | udp dport 54 | DROP    |
    When these packets arrive:
      | packet                                     | verdict | hooks              | out |
      | udp client:1024 > server:53 len 20 (ttl 1) | DROP    | PREROUTING         | c0  |
      | udp client:1024 > server:53 len 20 (ttl 2) | DROP    | PREROUTING FORWARD | -   |
      | udp client:1024 > server:54 len 20 (ttl 1) | DROP    | PREROUTING         | -   |
