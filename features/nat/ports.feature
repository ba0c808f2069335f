@src:nf_nat_core.c
Feature: Which port a translated source gets
  A reply's tuple belongs to one connection only. Where two would get the same, the later one gets another port: of the
  range that was given, or else of the class its own port is in (below 512, below 1024, the rest).

  @id:nat-port-kept
  Scenario: A port stays as long as its reply is free
    Given the callbacks:
      | hook        | match        | verdict               |
      | POSTROUTING | oifname "s0" | SNAT to 198.51.100.77 |
    When these packets arrive:
      | packet                               | ctstate |
      | udp client:40000 > server:53 len 10  | NEW     |
      | udp client2:40000 > server2:53 len 9 | NEW     |
    Then the table holds:
      | original                   | reply                            |
      | client:40000 > server:53   | server:53 > 198.51.100.77:40000  |
      | client2:40000 > server2:53 | server2:53 > 198.51.100.77:40000 |

  @id:nat-port-range-taken
  Scenario: Where the port is taken another one of the range is chosen
    Given the callbacks:
      | hook        | match | verdict                         |
      | POSTROUTING | udp   | SNAT to 198.51.100.77:5000-5001 |
    When these packets arrive:
      | packet                             | ctstate |
      | udp client:5000 > server:53 len 10 | NEW     |
      | udp client2:5000 > server:53 len 9 | NEW     |
    Then the table holds:
      | original                 | reply                          |
      | client:5000 > server:53  | server:53 > 198.51.100.77:5000 |
      | client2:5000 > server:53 | server:53 > 198.51.100.77:5001 |

  @id:nat-port-exhausted
  Scenario: Where all ports of the range are taken the packet is dropped when it is to be confirmed
    Given the callbacks:
      | hook        | match | verdict                    |
      | POSTROUTING | tcp   | SNAT to 198.51.100.77:5000 |
    When these packets arrive:
      | packet                                            | ctstate | verdict |
      | tcp client:40000 > server:80 S 0:0(0) win 64240   | NEW     | ACCEPT  |
      | tcp client2:40000 > server:80 S 0:0(0) win 64240  | NEW     | DROP    |
      | tcp client2:40000 > server2:80 S 0:0(0) win 64240 | NEW     | ACCEPT  |
    Then the table holds:
      | original                   | reply                           |
      | client:40000 > server:80   | server:80 > 198.51.100.77:5000  |
      | client2:40000 > server2:80 | server2:80 > 198.51.100.77:5000 |

  @id:nat-port-harvest @since:6.12
  Scenario: A closed connection makes room for a SYN whose sequence numbers lie behind its own
    Given the callbacks:
      | hook        | match | verdict                    |
      | POSTROUTING | tcp   | SNAT to 198.51.100.77:5000 |
    When these packets arrive:
      | packet                                                        | ctstate     | state    | verdict |
      | tcp client:40000 > server:80 S =1000:1000(0) win 64240        | NEW         | SYN_SENT | ACCEPT  |
      | tcp server:80 > 198.51.100.77:5000 S. =9000:9000(0) ack =1001 | ESTABLISHED | SYN_RECV | ACCEPT  |
      | tcp client:40000 > server:80 R. =1001:1001(0) ack =9001       | ESTABLISHED | CLOSE    | ACCEPT  |
      | tcp client2:40000 > server:80 S =500:500(0) win 64240         | NEW         |          | DROP    |
      | tcp client2:40001 > server:80 S =2000:2000(0) win 64240       | NEW         | SYN_SENT | ACCEPT  |
    Then the table holds:
      | original                  | reply                          | state    |
      | client2:40001 > server:80 | server:80 > 198.51.100.77:5000 | SYN_SENT |

  @id:nat-port-harvest-living
  Scenario: A connection that lives makes no room
    Given the callbacks:
      | hook        | match | verdict                    |
      | POSTROUTING | tcp   | SNAT to 198.51.100.77:5000 |
    When these packets arrive:
      | packet                                                        | ctstate     | verdict |
      | tcp client:40000 > server:80 S =1000:1000(0) win 64240        | NEW         | ACCEPT  |
      | tcp server:80 > 198.51.100.77:5000 S. =9000:9000(0) ack =1001 | ESTABLISHED | ACCEPT  |
      | tcp client2:40001 > server:80 S =2000:2000(0) win 64240       | NEW         | DROP    |

  @id:nat-port-same-source
  Scenario: One source keeps its mapping wherever it sends to
    Given the callbacks:
      | hook        | match          | verdict                             |
      | POSTROUTING | udp dport 53   | SNAT to 198.51.100.77:6000          |
      | POSTROUTING | udp dport 5353 | SNAT to 198.51.100.70-198.51.100.99 |
    When these packets arrive:
      | packet                                | ctstate |
      | udp client:40000 > server:53 len 10   | NEW     |
      | udp client:40000 > server:5353 len 10 | NEW     |
    Then the table holds:
      | original                   | reply                            |
      | client:40000 > server:53   | server:53 > 198.51.100.77:6000   |
      | client:40000 > server:5353 | server:5353 > 198.51.100.77:6000 |

  @id:nat-port-destination-may-clash
  Scenario: Two services may be one: their connections are told apart by the client's port
    Given the callbacks:
      | hook       | match          | verdict                  |
      | PREROUTING | udp dport 5353 | DNAT to 198.51.100.10:53 |
    When these packets arrive:
      | packet                                 | ctstate |
      | udp client:40000 > server:53 len 10    | NEW     |
      | udp client:40000 > server2:5353 len 10 | NEW     |
    Then the table includes:
      | original                 | reply                    |
      | client:40000 > server:53 | server:53 > client:40000 |
    And the table holds 2 entries

  @id:nat-port-icmp
  Scenario: The id of an ICMP query is its port
    Given the callbacks:
      | hook        | match | verdict               |
      | POSTROUTING | icmp  | SNAT to 198.51.100.77 |
    When these packets arrive:
      | packet                                                  | ctstate     |
      | icmp client > server echo-request id 7 seq 1 len 8      | NEW         |
      | icmp server > 198.51.100.77 echo-reply id 7 seq 1 len 8 | ESTABLISHED |
    Then packet 1 leaves as:
      """
      icmp 198.51.100.77 > server echo-request id 7 seq 1 len 8
      """
    And packet 2 leaves as:
      """
      icmp server > client echo-reply id 7 seq 1 len 8
      """

  @id:nat-port-persistent
  Scenario: Of several addresses the same one is chosen every time, a persistent one whatever the destination
    Given the callbacks:
      | hook        | match          | verdict                                         |
      | POSTROUTING | udp dport 53   | SNAT to 198.51.100.64-198.51.100.127            |
      | POSTROUTING | udp dport 5353 | SNAT to 198.51.100.64-198.51.100.127 persistent |
    When these packets arrive:
      | packet                                | ctstate |
      | udp client:1001 > server:53 len 10    | NEW     |
      | udp client:1002 > server2:53 len 10   | NEW     |
      | udp client:1003 > server:5353 len 10  | NEW     |
      | udp client:1004 > server2:5353 len 10 | NEW     |
    Then the table holds:
      | original                   | reply                              |
      | client:1001 > server:53    | server:53 > 198.51.100.65:1001     |
      | client:1002 > server2:53   | server2:53 > 198.51.100.75:1002    |
      | client:1003 > server:5353  | server:5353 > 198.51.100.119:1003  |
      | client:1004 > server2:5353 | server2:5353 > 198.51.100.119:1004 |

  @id:nat-port-sctp @rfc:9260
  Scenario: A new port of SCTP means a new CRC
    Given the callbacks:
      | hook        | match | verdict                    |
      | POSTROUTING | sctp  | SNAT to 198.51.100.77:6000 |
    When these packets arrive:
      | packet                                       | ctstate |
      | sctp client:5000 > server:5001 INIT [itag 7] | NEW     |
    Then packet 1 leaves as:
      """
      sctp 198.51.100.77:6000 > server:5001 INIT [itag 7]
      """
