Feature: Errors that go another way back
  A router sends an ICMP error by its own way to the packet's sender, whatever way the packet came. Over IPv4 it bears the address
  of the interface it leaves by, over IPv6 that of the interface the packet came in by. The routers on the way know whose
  packet it quotes: it is RELATED.

  Background:
    Given the network:
      | name   | interface | addresses                          |
      | client |           | 192.0.2.10/24 2001:db8:1::10/64    |
      | near   | lan       | 192.0.2.1/24 2001:db8:1::1/64      |
      | near   | wan       | 203.0.113.1/25 2001:db8:9::1/64    |
      | near   | alt       | 203.0.113.129/25 2001:db8:a::1/64  |
      | far    | wan       | 203.0.113.2/25 2001:db8:9::2/64    |
      | far    | alt       | 203.0.113.130/25 2001:db8:a::2/64  |
      | far    | dmz       | 198.51.100.1/24 2001:db8:2::1/64   |
      | server |           | 198.51.100.10/24 2001:db8:2::10/64 |
    And the routes:
      | at  | to              | via           |
      | far | 192.0.2.0/24    | 203.0.113.129 |
      | far | 2001:db8:1::/64 | 2001:db8:a::1 |

  @id:topology-errors-way
  Scenario Outline: Over <family> the error bears the address of the interface by which <which>
    When these packets arrive:
      | packet                                         | at   | ctstate | ctdir    | verdict | out |
      | udp <client>:5353 > <server>:53 len 10 (ttl 2) | near | NEW     | ORIGINAL | ACCEPT  | wan |
      |                                                | far  | NEW     | ORIGINAL | DROP    | alt |
      |                                                | near | RELATED | REPLY    | ACCEPT  | lan |
    Then packet 1 leaves as:
      """
      <error>
      """

    Examples: Both families
      | family | which              | client  | server  | error                                                                                           |
      | IPv4   | it leaves          | client  | server  | icmp far-alt > client time-exceeded ttl {udp client:5353 > server:53 len 10 (ttl 1)} (tos 0xc0) |
      | IPv6   | the packet came in | client6 | server6 | icmp6 far6-wan > client6 time-exceeded hop-limit {udp client6:5353 > server6:53 len 10 (ttl 1)} |

  @id:topology-errors-echo
  Scenario Outline: Over <family> an echo's answer goes the other way as well, and belongs to its query
    When these packets arrive:
      | packet                                                | at   | ctstate     | ctdir    | out       |
      | <kind> <client> > <far> echo-request id 1 seq 1 len 8 | near | NEW         | ORIGINAL | wan       |
      |                                                       | far  | NEW         | ORIGINAL | local alt |
      |                                                       | near | ESTABLISHED | REPLY    | lan       |

    Examples: Both families
      | family | kind  | client  | far      |
      | IPv4   | icmp  | client  | far-dmz  |
      | IPv6   | icmp6 | client6 | far6-dmz |
