Feature: Routers in a row
  Each router on the way tracks a connection for itself. What one of them translates, the next one sees translated; what one
  of them says of a packet, the routers on the way back see as RELATED.

  Background:
    Given the network:
      | name   | interface | addresses                          |
      | client |           | 192.0.2.10/24 2001:db8:1::10/64    |
      | edge   | lan       | 192.0.2.1/24 2001:db8:1::1/64      |
      | edge   | wan       | 203.0.113.1/24 2001:db8:9::1/64    |
      | core   | wan       | 203.0.113.2/24 2001:db8:9::2/64    |
      | core   | dmz       | 198.51.100.1/24 2001:db8:2::1/64   |
      | server |           | 198.51.100.10/24 2001:db8:2::10/64 |

  @id:topology-row-both-track
  Scenario Outline: Over <family> both routers have an entry of the connection
    Given the flow tcp <client>:40000 > <server>:80
    When these packets arrive:
      | dir | packet                    | at   | ctstate     | state       | out |
      | >   | S 0:0(0) win 64240        | edge | NEW         | SYN_SENT    | wan |
      |     |                           | core | NEW         | SYN_SENT    | dmz |
      | <   | S. 0:0(0) ack 1 win 65160 | core | ESTABLISHED | SYN_RECV    | wan |
      |     |                           | edge | ESTABLISHED | SYN_RECV    | lan |
      | >   | . 1:1(0) ack 1 win 502    | edge | ESTABLISHED | ESTABLISHED | wan |
      |     |                           | core | ESTABLISHED | ESTABLISHED | dmz |
    Then packet 1 passes:
      | at   | hook        | ctstate |
      | edge | PREROUTING  | NEW     |
      | edge | FORWARD     | NEW     |
      | edge | POSTROUTING | NEW     |
      | core | PREROUTING  | NEW     |
      | core | FORWARD     | NEW     |
      | core | POSTROUTING | NEW     |
    And packet 1 leaves as:
      """
      tcp <client>:40000 > <server>:80 S =1000000:1000000(0) win 64240 (ttl 62)
      """
    And the table holds 1 entry
    Given the router is core
    Then the table holds 1 entry

    Examples: Both families
      | family | client  | server  |
      | IPv4   | client  | server  |
      | IPv6   | client6 | server6 |

  @id:topology-row-translated
  Scenario: What the first router translates, the second sees translated
    Given the callbacks:
      | hook        | match         | verdict    |
      | POSTROUTING | oifname "wan" | MASQUERADE |
    When these packets arrive:
      | packet                               | at   | ctstate     | ctdir    | status  |
      | udp client:5353 > server:53 len 10   | edge | NEW         | ORIGINAL | SRC_NAT |
      |                                      | core | NEW         | ORIGINAL |         |
      | udp server:53 > edge-wan:5353 len 20 | core | ESTABLISHED | REPLY    |         |
      |                                      | edge | ESTABLISHED | REPLY    |         |
    Then packet 2 leaves as:
      """
      udp server:53 > client:5353 len 20
      """
    And the table holds:
      | original                | reply                     |
      | client:5353 > server:53 | server:53 > edge-wan:5353 |
    Given the router is core
    Then the table holds:
      | original                  | reply                     |
      | edge-wan:5353 > server:53 | server:53 > edge-wan:5353 |

  @id:topology-row-error
  Scenario Outline: Over <family> an error of the second router is RELATED at the first
    When these packets arrive:
      | packet                                         | at   | ctstate | ctdir    | verdict |
      | udp <client>:5353 > <server>:53 len 10 (ttl 2) | edge | NEW     | ORIGINAL | ACCEPT  |
      |                                                | core | NEW     | ORIGINAL | DROP    |
      |                                                | edge | RELATED | REPLY    | ACCEPT  |
    Then packet 1 leaves as:
      """
      <error>
      """

    Examples: Both families
      | family | client  | server  | error                                                                                        |
      | IPv4   | client  | server  | icmp core > client time-exceeded ttl {udp client:5353 > server:53 len 10 (ttl 1)} (tos 0xc0) |
      | IPv6   | client6 | server6 | icmp6 core6 > client6 time-exceeded hop-limit {udp client6:5353 > server6:53 len 10 (ttl 1)} |
