@src:nf_nat_proto.c
Feature: NAT of local traffic
  Packets of the router's own processes have their destination translated at OUTPUT, after which they are routed anew,
  and their source at POSTROUTING; packets for the router have their source translated at INPUT.

  @id:nat-output-dnat
  Scenario: DNAT at OUTPUT changes the way out
    Given the callbacks:
      | hook   | match        | verdict            |
      | OUTPUT | udp dport 53 | DNAT to 192.0.2.10 |
    When these packets arrive:
      | in | packet                                 | ctstate     | out      |
      | lo | udp router-s0:40000 > server:53 len 10 | NEW         | c0       |
      | c0 | udp client:53 > router-s0:40000 len 10 | ESTABLISHED | local c0 |
    Then packet 1 leaves as:
      """
      udp router-s0:40000 > client:53 len 10
      """
    And the table holds:
      | original                    | reply                       |
      | router-s0:40000 > server:53 | client:53 > router-s0:40000 |

  @id:nat-output-prerouting
  Scenario: PREROUTING does not see what local processes send
    Given the callbacks:
      | hook       | match        | verdict            |
      | PREROUTING | udp dport 53 | DNAT to 192.0.2.10 |
    When these packets arrive:
      | in | packet                                 | ctstate | out |
      | lo | udp router-s0:40000 > server:53 len 10 | NEW     | s0  |

  @id:nat-input-snat
  Scenario: SNAT at INPUT gives a packet for the router another source
    Given the callbacks:
      | hook  | match        | verdict             |
      | INPUT | udp dport 53 | SNAT to 192.0.2.200 |
    When these packets arrive:
      | packet                              | ctstate | status  |
      | udp client:40000 > router:53 len 10 | NEW     | SRC_NAT |
    Then packet 1 leaves as:
      """
      icmp router > client unreachable port {udp client:40000 > router:53 len 10} (tos 0xc0)
      """

  @id:nat-local-snat
  Scenario: SNAT of a local process's packet
    Given the callbacks:
      | hook        | match        | verdict               |
      | POSTROUTING | oifname "s0" | SNAT to 198.51.100.77 |
    When these packets arrive:
      | in | packet                                       | ctstate     | out      |
      | lo | udp router-s0:40000 > server:53 "question"   | NEW         | s0       |
      | s0 | udp server:53 > 198.51.100.77:40000 "answer" | ESTABLISHED | local s0 |
    Then packet 1 leaves as:
      """
      udp 198.51.100.77:40000 > server:53 "question"
      """
