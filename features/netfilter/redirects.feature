@src:ip_forward.c @src:ndisc.c
Feature: Packets that leave by the interface they came in by
  Their sender is told that it could have sent them to its neighbour itself. They are forwarded all the same.

  Background:
    Given a router

  @id:netfilter-redirect-neighbour @rfc:1812-5.2.7.2 @rfc:4861-8.2
  Scenario Outline: A neighbour that sends to a neighbour is sent a redirect, over <protocol>
    When these packets arrive:
      | in | packet                                 | ctstate | hooks                          | out   |
      | c0 | udp <host>:1024 > <neighbour>:53 len 4 | NEW     | PREROUTING FORWARD POSTROUTING | c0 c0 |
    Then packet 1 leaves as:
      """
      <redirect>
      udp <host>:1024 > <neighbour>:53 len 4 (ttl 63)
      """
    And the table holds 1 entry

    Examples:
      | protocol | host             | neighbour        | redirect                                                                                                                                                                                                              |
      | IPv4     | 192.0.2.10       | 192.0.2.11       | icmp router > 192.0.2.10 redirect host gateway 192.0.2.11 {udp 192.0.2.10:1024 > 192.0.2.11:53 len 4 (ttl 63)} (tos 0xc0, ttl 64)                                                                                     |
      | IPv6     | [2001:db8:1::10] | [2001:db8:1::11] | icmp6 fe80::1 > 2001:db8:1::10 redirect target 2001:db8:1::11 destination 2001:db8:1::11 0x040700000000000060000000000c114020010db800010000000000000000001020010db800010000000000000000001104000035000cdb45 (ttl 255) |

  @id:netfilter-redirect-stranger
  Scenario: A sender that is no neighbour is sent none
    When these packets arrive:
      | in | packet                                       | ctstate | out |
      | s0 | udp 192.0.2.10:1024 > 198.51.100.10:53 len 8 | NEW     | s0  |

  @id:netfilter-redirect-stranger-ipv6 @src:ndisc_send_redirect
  Scenario Outline: Over IPv6 a sender that is a neighbour on another link, or known by its link-local address, is sent one
    When these packets arrive:
      | in   | packet                              | ctstate | out   |
      | <in> | udp [<host>]:1024 > [<to>]:53 len 4 | NEW     | <out> |
    Then packet 1 leaves as:
      """
      <redirect>
      udp [<host>]:1024 > [<to>]:53 len 4 (ttl 63)
      """

    Examples: By the link where the sender is
      | in | host           | to             | out   | redirect                                                                                                                                                                                                              |
      | s0 | 2001:db8:1::10 | 2001:db8:2::11 | c0 s0 | icmp6 fe80::1 > 2001:db8:1::10 redirect target 2001:db8:2::11 destination 2001:db8:2::11 0x040700000000000060000000000c114020010db800010000000000000000001020010db800020000000000000000001104000035000cdb44 (ttl 255) |
      | c0 | fe80::5        | fe80::9        | c0 c0 | icmp6 fe80::1 > fe80::5 redirect target fe80::9 destination fe80::9 0x040700000000000060000000000c1140fe800000000000000000000000000005fe80000000000000000000000000000904000035000c39cb (ttl 255)                      |

  @id:netfilter-redirect-destination @src:ip6_forward
  Scenario: Of one destination six senders are told at a time, over IPv6
    Given the ruleset:
      """
      table ip6 fw {
        chain out {
          type filter hook output priority 0; policy accept;
          icmpv6 type nd-redirect counter
        }
      }
      """
    When these packets arrive:
      | in | packet                                             | ctstate |
      | c0 | udp [2001:db8:1::21]:9 > [2001:db8:1::11]:53 len 4 | NEW     |
      | c0 | udp [2001:db8:1::22]:9 > [2001:db8:1::11]:53 len 4 | NEW     |
      | c0 | udp [2001:db8:1::23]:9 > [2001:db8:1::11]:53 len 4 | NEW     |
      | c0 | udp [2001:db8:1::24]:9 > [2001:db8:1::11]:53 len 4 | NEW     |
      | c0 | udp [2001:db8:1::25]:9 > [2001:db8:1::11]:53 len 4 | NEW     |
      | c0 | udp [2001:db8:1::26]:9 > [2001:db8:1::11]:53 len 4 | NEW     |
      | c0 | udp [2001:db8:1::27]:9 > [2001:db8:1::11]:53 len 4 | NEW     |
    Then the rules have counted:
      | rule     | packets |
      | fw out 1 | 6       |
