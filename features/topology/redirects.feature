@rfc:1122-3.2.2.2 @rfc:4861-8
Feature: A router that knows a better one
  Where the next router is on the same link as the sender, the first one passes the packet on and tells the sender of the other.
  To conntrack that is an ICMP error about the packet: RELATED. Over IPv6 a redirect must name a router by its link-local
  address (RFC 4861, 8.1), and none is sent where routes name another.

  Background:
    Given the network:
      | name   | interface | addresses                          |
      | client |           | 192.0.2.10/24 2001:db8:1::10/64    |
      | first  | lan       | 192.0.2.1/24 2001:db8:1::1/64      |
      | second | lan       | 192.0.2.2/24 2001:db8:1::2/64      |
      | second | dmz       | 198.51.100.1/24 2001:db8:2::1/64   |
      | server |           | 198.51.100.10/24 2001:db8:2::10/64 |
    And the routes:
      | at     | to      | via   |
      | client | default | first |
      | client | server  | first |

  @id:topology-redirect-ipv4
  Scenario: Over IPv4 the client is told of the other router, and its packet goes on
    When these packets arrive:
      | packet                             | at     | ctstate | out     |
      | udp client:5353 > server:53 len 10 | first  | NEW     | lan lan |
      |                                    | second | NEW     | dmz     |
    Then packet 1 leaves as:
      """
      icmp first > client redirect host gateway 192.0.2.2 {udp client:5353 > server:53 len 10 (ttl 63)} (tos 0xc0)
      udp client:5353 > server:53 len 10 (ttl 62)
      """

  @id:topology-redirect-reply
  Scenario: The reply comes back by the second router alone, and is NEW to nobody else
    Given the flow udp client:5353 > server:53
    When these packets arrive:
      | dir | packet     | at     | ctstate     |
      | >   | udp len 10 | first  | NEW         |
      |     |            | second | NEW         |
      | <   | udp len 20 | second | ESTABLISHED |
    Then packet 2 passes:
      | at     | hook        | ctstate     |
      | second | PREROUTING  | ESTABLISHED |
      | second | FORWARD     | ESTABLISHED |
      | second | POSTROUTING | ESTABLISHED |
    And the table holds:
      | original                | status    |
      | client:5353 > server:53 | UNREPLIED |

  @id:topology-redirect-ipv6
  Scenario: Over IPv6 nothing is said
    When these packets arrive:
      | packet                               | at     | ctstate | out |
      | udp client6:5353 > server6:53 len 10 | first  | NEW     | lan |
      |                                      | second | NEW     | dmz |
