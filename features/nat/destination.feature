@src:nf_nat_core.c @src:nf_nat_proto.c
Feature: DNAT
  The destination of a connection becomes one of the addresses and ports of a range, before the packet is routed. The
  port stays unless the range says otherwise.

  @id:nat-dnat-bytes
  Scenario: A service behind the router's address
    Given the callbacks:
      | hook       | match          | verdict                  |
      | PREROUTING | tcp dport 8080 | DNAT to 198.51.100.10:80 |
    When these packets arrive:
      | in | packet                                                          | ctstate     | hooks                          |
      | c0 | tcp client:40000 > router:8080 S =1000:1000(0) win 64240        | NEW         | PREROUTING FORWARD POSTROUTING |
      | s0 | tcp server:80 > client:40000 S. =9000:9000(0) ack =1001         | ESTABLISHED | PREROUTING FORWARD POSTROUTING |
      | c0 | tcp client:40000 > router:8080 P. =1001:1004(3) ack =9001 "GET" | ESTABLISHED | PREROUTING FORWARD POSTROUTING |
    Then packet 1 leaves as:
      """
      tcp client:40000 > server:80 S =1000:1000(0) win 64240
      """
    And packet 2 leaves as:
      """
      tcp router:8080 > client:40000 S. =9000:9000(0) ack =1001
      """
    And packet 3 leaves as:
      """
      tcp client:40000 > server:80 P. =1001:1004(3) ack =9001 "GET"
      """

  @id:nat-dnat-ipv6
  Scenario: The same over IPv6
    Given the callbacks:
      | hook       | match          | verdict                     |
      | PREROUTING | tcp dport 8080 | DNAT to [2001:db8:2::10]:80 |
    When these packets arrive:
      | in | packet                                                     | ctstate     |
      | c0 | tcp client6:40000 > router6:8080 S =1000:1000(0) win 64240 | NEW         |
      | s0 | tcp server6:80 > client6:40000 S. =9000:9000(0) ack =1001  | ESTABLISHED |
    Then packet 1 leaves as:
      """
      tcp client6:40000 > server6:80 S =1000:1000(0) win 64240
      """
    And packet 2 leaves as:
      """
      tcp router6:8080 > client6:40000 S. =9000:9000(0) ack =1001
      """

  @id:nat-dnat-direct
  Scenario: The server itself, which the client does not know, is another connection
    Given the callbacks:
      | hook       | match          | verdict                  |
      | PREROUTING | udp dport 5353 | DNAT to 198.51.100.10:53 |
    When these packets arrive:
      | packet                                | ctstate | status  |
      | udp client:40000 > router:5353 len 10 | NEW     | DST_NAT |
      | udp client:40000 > server:53 len 10   | NEW     |         |
    Then the table includes:
      | original                   | reply                    | status |
      | client:40000 > router:5353 | server:53 > client:40000 |        |
    And the table holds 2 entries

  @id:nat-dnat-port-range @since:6.12 @chance
  Scenario: Of a range of ports the first free one from the beginning is taken
    Given the callbacks:
      | hook       | match          | verdict                         |
      | PREROUTING | udp dport 5353 | DNAT to 198.51.100.10:6000-6999 |
    When these packets arrive:
      | packet                                | ctstate |
      | udp client:40000 > router:5353 len 10 | NEW     |
      | udp client:40001 > router:5353 len 10 | NEW     |
    Then the table holds:
      | original                   | reply                      |
      | client:40000 > router:5353 | server:6000 > client:40000 |
      | client:40001 > router:5353 | server:6000 > client:40001 |

  @id:nat-dnat-port-in-range
  Scenario: A port of the range stays
    Given the callbacks:
      | hook       | match | verdict                         |
      | PREROUTING | udp   | DNAT to 198.51.100.10:6000-6999 |
    When these packets arrive:
      | packet                                | ctstate |
      | udp client:40000 > router:6543 len 10 | NEW     |
    Then the table holds:
      | original                   | reply                      |
      | client:40000 > router:6543 | server:6543 > client:40000 |

  @id:nat-dnat-shifted
  Scenario Outline: A shifted range maps port <port> to <mapped>
    Given the ruleset:
      """
      *nat
      :PREROUTING ACCEPT [0:0]
      -A PREROUTING -p udp -j DNAT --to-destination 198.51.100.10:6000-6099/5000
      COMMIT
      """
    When these packets arrive:
      | packet                                  | ctstate |
      | udp client:40000 > router:<port> len 10 | NEW     |
    Then the table holds:
      | original                     | reply                          |
      | client:40000 > router:<port> | server:<mapped> > client:40000 |

    Examples: Within the range, and beyond it
      | port | mapped |
      | 5000 | 6000   |
      | 5042 | 6042   |
      | 5099 | 6099   |
      | 5100 | 6000   |

  @id:nat-dnat-routed
  Scenario: The new destination decides the route: here it is the router itself
    Given the callbacks:
      | hook       | match          | verdict              |
      | PREROUTING | udp dport 5353 | DNAT to 198.51.100.1 |
    When these packets arrive:
      | packet                                | ctstate | hooks            |
      | udp client:40000 > server:5353 len 10 | NEW     | PREROUTING INPUT |
    Then packet 1 leaves as:
      """
      icmp server > client unreachable port {udp client:40000 > server:5353 len 10} (tos 0xc0)
      """

  @id:nat-hairpin
  Scenario: Hairpin: two hosts of one network speak by the router's address
    Given the callbacks:
      | hook        | match                                   | verdict               |
      | PREROUTING  | ip daddr 198.51.100.1 tcp dport 8080    | DNAT to 192.0.2.12:80 |
      | POSTROUTING | ip saddr 192.0.2.10 ip daddr 192.0.2.12 | MASQUERADE            |
    When these packets arrive:
      | packet                                                      | ctstate     | ctdir    | out | status          |
      | tcp client:40000 > router-s0:8080 S =1000:1000(0) win 64240 | NEW         | ORIGINAL | c0  | SRC_NAT DST_NAT |
      | tcp client2:80 > router:40000 S. =9000:9000(0) ack =1001    | ESTABLISHED | REPLY    |     |                 |
    Then packet 2 leaves as:
      """
      tcp router-s0:8080 > client:40000 S. =9000:9000(0) ack =1001
      """
    And the table holds:
      | original                      | reply                     |
      | client:40000 > router-s0:8080 | client2:80 > router:40000 |
