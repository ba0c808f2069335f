@src:nf_nat_masquerade.c
Feature: An address that goes away
  MASQUERADE gives connections the address of the interface as it is. When that goes (a new lease, a new dial-up session), or
  the interface goes down, the replies can no longer arrive, and the connections that were masqueraded with it are forgotten at
  once: the next packet begins anew, with the address there is now. SNAT does not know whose address it gives away: its
  connections go on with an address that nobody has any more. That is why there are two.

  Background:
    Given the network:
      | name    | interface | addresses                         |
      | client  |           | 192.0.2.10/24 2001:db8:1::10/64   |
      | server  |           | 203.0.113.10/25 2001:db8:9::10/64 |
      | fw      | lan       | 192.0.2.1/24 2001:db8:1::1/64     |
      | fw      | wan       | 198.51.100.1/25 198.51.100.129/25 |
      | fw      | dmz       | 203.0.113.1/25 2001:db8:9::1/64   |
      | isp     |           | 198.51.100.130/25                 |
      | old-isp |           | 198.51.100.2/25                   |
    And the routes:
      | at | to               | via     |
      | fw | default          | isp     |
      | fw | 203.0.113.128/25 | old-isp |

  @id:nat-address-loss-masquerade
  Scenario: Connections that were masqueraded with the address are forgotten, all others stay
    Given the callbacks:
      | hook        | match         | verdict    |
      | POSTROUTING | oifname "wan" | MASQUERADE |
    When these packets arrive:
      | packet                                    | ctstate | status  |
      | udp client:1000 > 198.51.100.2:53 len 1   | NEW     | SRC_NAT |
      | udp client:1001 > 198.51.100.130:53 len 1 | NEW     | SRC_NAT |
      | udp client:1002 > server:53 len 1         | NEW     |         |
    And the address 198.51.100.1 goes away
    Then the table holds:
      | original                        | reply                                   |
      | client:1001 > 198.51.100.130:53 | 198.51.100.130:53 > 198.51.100.129:1001 |
      | client:1002 > server:53         | server:53 > client:1002                 |
    And these events are seen, in order:
      | type    | flow                                |
      | NEW     | udp client:1000 > 198.51.100.2:53   |
      | NEW     | udp client:1001 > 198.51.100.130:53 |
      | NEW     | udp client:1002 > server:53         |
      | DESTROY | udp client:1000 > 198.51.100.2:53   |

  @id:nat-address-loss-anew
  Scenario: The next packet begins anew, with the address that is left
    Given the callbacks:
      | hook        | match         | verdict    |
      | POSTROUTING | oifname "wan" | MASQUERADE |
    When these packets arrive:
      | packet                                  | ctstate | out |
      | udp client:1000 > 198.51.100.2:53 len 1 | NEW     | wan |
    Then packet 1 leaves as:
      """
      udp 198.51.100.1:1000 > 198.51.100.2:53 len 1
      """
    When the address 198.51.100.1 goes away
    And these packets arrive:
      | packet                                  | ctstate | out |
      | udp client:1000 > 198.51.100.2:53 len 1 | NEW     | wan |
    Then packet 2 leaves as:
      """
      udp 198.51.100.129:1000 > 198.51.100.2:53 len 1
      """

  @id:nat-address-loss-gateway
  Scenario: Of several addresses that of the gateway's network is taken
    Given the callbacks:
      | hook        | match         | verdict    |
      | POSTROUTING | oifname "wan" | MASQUERADE |
    When these packets arrive:
      | packet                                   | ctstate |
      | udp client:1000 > 203.0.113.200:53 len 1 | NEW     |
    Then packet 1 leaves as:
      """
      udp 198.51.100.1:1000 > 203.0.113.200:53 len 1
      """

  @id:nat-address-loss-snat
  Scenario: What was translated by SNAT goes on with an address that is gone
    Given the callbacks:
      | hook        | match         | verdict              |
      | POSTROUTING | oifname "wan" | SNAT to 198.51.100.1 |
    When these packets arrive:
      | packet                                  | ctstate |
      | udp client:1000 > 198.51.100.2:53 len 1 | NEW     |
    And the address 198.51.100.1 goes away
    And these packets arrive:
      | packet                                  | ctstate |
      | udp client:1000 > 198.51.100.2:53 len 1 | NEW     |
    Then packet 2 leaves as:
      """
      udp 198.51.100.1:1000 > 198.51.100.2:53 len 1
      """
    And the table holds 1 entry

  @id:nat-address-loss-down
  Scenario Outline: An interface that goes down takes all its masqueraded connections along, over <family>
    Given the callbacks:
      | hook        | match         | verdict    |
      | POSTROUTING | oifname "dmz" | MASQUERADE |
    When these packets arrive:
      | packet                                | ctstate | out |
      | udp <client>:1000 > <server>:53 len 1 | NEW     | dmz |
    And the interface dmz goes down
    Then the table is empty
    When these packets arrive:
      | in  | packet                                | ctstate | hooks | verdict |
      | dmz | udp <server>:53 > <client>:1000 len 1 | -       | -     | DROP    |

    Examples: Both families
      | family | client  | server  |
      | IPv4   | client  | server  |
      | IPv6   | client6 | server6 |

  @id:nat-address-loss-ipv6
  Scenario: So it is with an IPv6 address
    Given the callbacks:
      | hook        | match         | verdict    |
      | POSTROUTING | oifname "dmz" | MASQUERADE |
    When these packets arrive:
      | packet                              | ctstate | status  |
      | udp client6:1000 > server6:53 len 1 | NEW     | SRC_NAT |
      | udp client:1000 > server:53 len 1   | NEW     | SRC_NAT |
    And the address fw6-dmz goes away
    Then the table holds:
      | original                | reply                   |
      | client:1000 > server:53 | server:53 > fw-dmz:1000 |

  @id:nat-address-loss-own
  Scenario: A packet for an address that is gone is no longer for the router
    When these packets arrive:
      | packet                                             | hooks            | verdict |
      | icmp client > fw-dmz echo-request id 1 seq 1 len 8 | PREROUTING INPUT | ACCEPT  |
    And the address fw-dmz goes away
    And these packets arrive:
      | packet                                                  | out |
      | icmp client > 203.0.113.1 echo-request id 1 seq 2 len 8 | wan |
