@src:nf_nat_core.c
Feature: Who is translated, and who is not
  The first packet of a connection decides: chains of type nat are asked for it, once for its destination and once for
  its source. What they say holds for all packets of the connection, and the other way round for replies. An end that
  no chain wants changed is done with, too: it keeps its address, and its port unless somebody else has it.

  @id:nat-source
  Scenario: A connection's source is translated, and replies come to the new address
    Given the callbacks:
      | hook        | match        | verdict               |
      | POSTROUTING | oifname "s0" | SNAT to 198.51.100.77 |
    And the flow tcp client:40000 > server:80
    When these packets arrive:
      | dir | packet             | ctstate | state    | status                                     |
      | >   | S 0:0(0) win 64240 | NEW     | SYN_SENT | SRC_NAT SRC_NAT_DONE DST_NAT_DONE !DST_NAT |
    Then the table holds:
      | original                 | reply                           |
      | client:40000 > server:80 | server:80 > 198.51.100.77:40000 |

  @id:nat-destination
  Scenario: A connection's destination is translated, and replies come from the new address
    Given the callbacks:
      | hook       | match          | verdict                  |
      | PREROUTING | tcp dport 8080 | DNAT to 198.51.100.10:80 |
    And the flow tcp client:40000 > 198.51.100.1:8080
    When these packets arrive:
      | dir | packet             | ctstate | state    | status                                     |
      | >   | S 0:0(0) win 64240 | NEW     | SYN_SENT | DST_NAT SRC_NAT_DONE DST_NAT_DONE !SRC_NAT |
    Then the table holds:
      | original                         | reply                    |
      | client:40000 > 198.51.100.1:8080 | server:80 > client:40000 |

  @id:nat-null-binding
  Scenario: Where no chain translates, both ends are done with as they are
    Given the callbacks:
      | hook        | match         | verdict               |
      | POSTROUTING | udp dport 123 | SNAT to 198.51.100.77 |
    And the flow udp client:40000 > server:53
    When these packets arrive:
      | dir | packet     | ctstate | status                                      |
      | >   | udp len 20 | NEW     | SRC_NAT_DONE DST_NAT_DONE !SRC_NAT !DST_NAT |
    Then the table holds:
      | original                 | reply                    |
      | client:40000 > server:53 | server:53 > client:40000 |

  @id:nat-absent
  Scenario: Without a chain of type nat there is no NAT
    Given the flow udp client:40000 > server:53
    When these packets arrive:
      | dir | packet     | ctstate | status                                        |
      | >   | udp len 20 | NEW     | !SRC_NAT_DONE !DST_NAT_DONE !SRC_NAT !DST_NAT |
