@src:ip_forward.c @src:ndisc.c
Feature: Packets that leave by the interface they came in by
  Their sender is told that it could have sent them to its neighbour itself. They are forwarded all the same.

  Background:
    Given a router

  @id:netfilter-redirect-neighbour @rfc:1812-5.2.7.2 @rfc:4861-8.2
  Scenario Outline: A neighbour that sends to a neighbour is sent a redirect, over <protocol>
    When these packets arrive:
      | in | packet                                  | ctstate | hooks                          | out   |
      | c0 | udp <host>:1024 > <neighbour>:53 len 4 | NEW     | PREROUTING FORWARD POSTROUTING | c0 c0 |
    Then packet 1 leaves as:
      """
      <redirect>
      udp <host>:1024 > <neighbour>:53 len 4 (ttl 63)
      """
    And the table holds 1 entry

    Examples:
      | protocol | host             | neighbour        | redirect |
      | IPv4     | 192.0.2.10       | 192.0.2.11       | icmp router > 192.0.2.10 redirect host gateway 192.0.2.11 {udp 192.0.2.10:1024 > 192.0.2.11:53 len 4 (ttl 63)} (tos 0xc0, ttl 64) |
      | IPv6     | [2001:db8:1::10] | [2001:db8:1::11] | icmp6 fe80::1 > 2001:db8:1::10 redirect target 2001:db8:1::11 destination 2001:db8:1::11 0x040700000000000060000000000c114020010db800010000000000000000001020010db800010000000000000000001104000035000cdb45 (ttl 255) |

  @id:netfilter-redirect-stranger
  Scenario: A sender that is no neighbour is sent none
    When these packets arrive:
      | in | packet                                       | ctstate | out |
      | s0 | udp 192.0.2.10:1024 > 198.51.100.10:53 len 8 | NEW     | s0  |
