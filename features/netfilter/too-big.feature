@src:ip_forward.c @src:ip_output.c @src:ip6_output.c @rfc:791-3.2 @rfc:1191-4 @rfc:8200-5
Feature: Packets too big for the way out
  A router fragments an IPv4 packet that is larger than the MTU of the link it leaves by, unless the packet forbids it
  (DF). It never fragments IPv6. What may not be fragmented goes no further than routing, and its sender is told the MTU.

  Background:
    Given a router with:
      | setting | value |
      | mtu     | 1400  |

  @id:netfilter-too-big-fragmented
  Scenario: An IPv4 packet is fragmented behind POSTROUTING; to the hooks it is one
    When these packets arrive:
      | packet                               | ctstate | verdict | hooks                          | out   |
      | udp client:1024 > server:53 len 1400 | NEW     | ACCEPT  | PREROUTING FORWARD POSTROUTING | s0 s0 |
    Then the table holds 1 entry

  @id:netfilter-too-big-refused
  Scenario Outline: One that may not be fragmented is dropped before FORWARD, and its sender is told, over <protocol>
    When these packets arrive:
      | packet                                            | ctstate | verdict | hooks      | out |
      | udp <client>:1024 > <server>:53 len 1400 <header> | NEW     | DROP    | PREROUTING | c0  |
    Then the table is empty

    Examples:
      | protocol | client  | server  | header   |
      | IPv4     | client  | server  | (df)     |
      | IPv6     | client6 | server6 | (ttl 64) |

  @id:netfilter-too-big-told
  Scenario: The error quotes the packet and says what would pass
    When these packets arrive:
      | packet                                    | verdict |
      | udp client:1024 > server:53 len 1400 (df) | DROP    |
    Then packet 1 leaves as:
      """
      icmp router > client unreachable frag-needed mtu 1400 {udp client:1024 > server:53 len 1400 (df) trunc 548} (tos 0xc0)
      """

  @id:netfilter-too-big-fits
  Scenario Outline: What just fits is passed on, over <protocol>
    When these packets arrive:
      | packet                                             | verdict | out |
      | udp <client>:1024 > <server>:53 len <len> <header> | ACCEPT  | s0  |

    Examples:
      | protocol | client  | server  | len  | header   |
      | IPv4     | client  | server  | 1372 | (df)     |
      | IPv6     | client6 | server6 | 1352 | (ttl 64) |

  @id:netfilter-too-big-fragment @src:ip_fragment
  Scenario: The sender of fragments that may not be fragmented is told where one of them was too big, though the whole is not
    When these packets arrive:
      | packet                                                                                                                                        | verdict |
      | ip client > server proto 100 len 8 (id 2, df, frag 0+)                                                                                        | STOLEN  |
      | ip client > server proto 100 len 1352 from 8 (id 2, df, frag 8, <opt 7 0x220400000000000000000000000000000000000000000000000000000000000000>) | ACCEPT  |
    Then packet 2 leaves as:
      """
      icmp router > client unreachable frag-needed mtu 1400 {ip client > server proto 100 len 1360 (ttl 63, id 2, df) trunc 548} (tos 0xc0)
      """

  @id:netfilter-too-big-no-place @src:ip6_find_1stfragopt
  Scenario: Nobody is told of a datagram whose headers leave no place for a Fragment header, for one does not end in its first fragment
    When these packets arrive:
      | packet                                                           | verdict |
      | ip client6 > server6 proto 60 0x000a000000000000 (id 2, frag 0+) | STOLEN  |
      | ip client6 > server6 proto 60 len 1208 (id 2, frag 8+)           | STOLEN  |
      | ip client6 > server6 proto 60 len 1000 (id 2, frag 1216)         | ACCEPT  |
    Then packet 3 does not leave
