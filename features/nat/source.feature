@src:nf_nat_core.c @src:nf_nat_proto.c
Feature: SNAT
  The source of a connection becomes one of the addresses and ports of a range. The port stays where it can: only when
  somebody else has the same reply already is another one looked for, in the same class of ports.

  @id:nat-snat-bytes
  Scenario: Packets leave with the new source, and replies come back to the old one
    Given the callbacks:
      | hook        | match | verdict                    |
      | POSTROUTING | udp   | SNAT to 198.51.100.77:5000 |
    And the flow udp client:40000 > server:53
    When these packets arrive:
      | packet                                      | ctstate     | ctdir    | out |
      | udp client:40000 > server:53 "question"     | NEW         | ORIGINAL | s0  |
      | udp server:53 > 198.51.100.77:5000 "answer" | ESTABLISHED | REPLY    | c0  |
      | udp client:40000 > server:53 "another"      | ESTABLISHED | ORIGINAL | s0  |
    Then packet 1 leaves as:
      """
      udp 198.51.100.77:5000 > server:53 "question"
      """
    And packet 2 leaves as:
      """
      udp server:53 > client:40000 "answer"
      """
    And packet 3 leaves as:
      """
      udp 198.51.100.77:5000 > server:53 "another"
      """

  @id:nat-snat-ipv6
  Scenario: The same over IPv6
    Given the callbacks:
      | hook        | match | verdict                       |
      | POSTROUTING | udp   | SNAT to [2001:db8:2::77]:5000 |
    When these packets arrive:
      | packet                                          | ctstate     | ctdir    |
      | udp client6:40000 > server6:53 "question"       | NEW         | ORIGINAL |
      | udp server6:53 > [2001:db8:2::77]:5000 "answer" | ESTABLISHED | REPLY    |
    Then packet 1 leaves as:
      """
      udp [2001:db8:2::77]:5000 > server6:53 "question"
      """
    And packet 2 leaves as:
      """
      udp server6:53 > client6:40000 "answer"
      """

  @id:nat-snat-once
  Scenario: Chains are asked for the first packet of a connection only
    Given the callbacks:
      | hook        | match        | verdict               |
      | POSTROUTING | ct state new | SNAT to 198.51.100.77 |
    And the flow tcp client:40000 > server:80
    When these packets arrive:
      | packet                                                                        | ctstate     | out |
      | tcp client:40000 > server:80 S 0:0(0) win 64240                               | NEW         | s0  |
      | tcp server:80 > 198.51.100.77:40000 S. =3000000000:3000000000(0) ack =1000001 | ESTABLISHED | c0  |
      | tcp client:40000 > server:80 . =1000001:1000001(0) ack =3000000001            | ESTABLISHED | s0  |
    Then packet 3 leaves as:
      """
      tcp 198.51.100.77:40000 > server:80 . =1000001:1000001(0) ack =3000000001
      """

  @id:nat-snat-first-chain
  Scenario: The first chain that translates is the last one asked
    Given the callbacks:
      | hook        | priority | match | verdict               |
      | POSTROUTING | 100      | udp   | SNAT to 198.51.100.77 |
      | POSTROUTING | 50       | udp   | SNAT to 198.51.100.78 |
    When these packets arrive:
      | packet                              | ctstate |
      | udp client:40000 > server:53 len 10 | NEW     |
    Then the table holds:
      | original                 | reply                           |
      | client:40000 > server:53 | server:53 > 198.51.100.78:40000 |

  @id:nat-snat-family
  Scenario: A translation is for packets of its addresses' family
    Given the callbacks:
      | hook        | match | verdict               |
      | POSTROUTING | udp   | SNAT to 198.51.100.77 |
    When these packets arrive:
      | packet                                | ctstate | status                |
      | udp client6:40000 > server6:53 len 10 | NEW     | !SRC_NAT SRC_NAT_DONE |
      | udp client:40000 > server:53 len 10   | NEW     | SRC_NAT SRC_NAT_DONE  |

  @id:nat-snat-filter-sees
  Scenario: FORWARD sees the old source, and the new destination
    Given the callbacks:
      | hook        | match                                      | verdict               |
      | PREROUTING  | udp dport 5353                             | DNAT to 198.51.100.10 |
      | FORWARD     | ip saddr 192.0.2.10 ip daddr 198.51.100.10 | MARK 7                |
      | POSTROUTING | meta mark 7                                | SNAT to 198.51.100.77 |
    When these packets arrive:
      | packet                                 | ctstate |
      | udp client:40000 > server2:5353 len 10 | NEW     |
    Then packet 1 leaves as:
      """
      udp 198.51.100.77:40000 > server:5353 len 10
      """

  @id:nat-snat-known-source @src:find_appropriate_src @src:gc_worker
  Scenario Outline: A source that NAT knows keeps its address of a range: <when>
    It is known as long as its connection is in the table, and one that has expired is until garbage is collected or somebody
    comes across it. Else both ends of a connection decide which address of the range it gets.
    Given the callbacks:
      | hook        | match | verdict                             |
      | POSTROUTING | tcp   | SNAT to 198.51.100.77-198.51.100.79 |
    When 1 second passes
    And these packets arrive:
      | t       | packet                                                     | ctstate |
      |         | tcp 192.0.2.11:40000 > 198.51.100.11:6667 S 0:0(0) win 100 | NEW     |
      | +<time> | tcp 192.0.2.11:40000 > 198.51.100.10:6667 S 0:0(0) win 100 | NEW     |
    Then packet 1 leaves as:
      """
      tcp 198.51.100.78:40000 > 198.51.100.11:6667 S 0:0(0) win 100 (ttl 63)
      """
    And packet 2 leaves as:
      """
      tcp <address>:40000 > 198.51.100.10:6667 S 0:0(0) win 100 (ttl 63)
      """

    Examples:
      | when                                | time  | address       |
      | its connection is alive             | 100   | 198.51.100.78 |
      | its connection has just expired     | 120.5 | 198.51.100.78 |
      | its connection has gone for minutes | 300   | 198.51.100.77 |
