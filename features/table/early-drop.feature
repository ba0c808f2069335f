@src:nf_conntrack_core.c
Feature: Early drop
  In a full table a new connection may take the place of one that is not assured, that is of one nobody has
  answered or that has not shown yet to last. Conntrack looks for it in the bucket of the new packet and,
  where that has none, in the seven behind it; it takes all of the first bucket that has any. An assured
  connection is never thrown out: nobody can push established connections out of the table by opening new
  ones.

  @id:table-early-drop-unassured
  Scenario Outline: <what> makes room
    Given a router with:
      | setting | value |
      | buckets | 1     |
    And the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 1     |
    And the flows:
      | name | flow                        |
      | old  | <old>                       |
      | new  | tcp client:2000 > server:80 |
    When these packets arrive:
      | flow | dir | packet             | verdict |
      | old  | >   | <packet>           | ACCEPT  |
      | old  | <   | <answer>           | ACCEPT  |
      | new  | >   | S 0:0(0) win 64240 | ACCEPT  |
    Then the table holds:
      | flow |
      | new  |
    And the statistics are:
      | name       | value |
      | early_drop | 1     |

    Examples: Answered, but not assured
      | what                                  | old                         | packet                       | answer                     |
      | A half-open TCP connection            | tcp client:1024 > server:80 | S 0:0(0) win 64240           | S. 0:0(0) ack 1 win 65535  |
      | A UDP flow of one question and answer | udp client:4000 > server:53 | udp len 8                    | udp len 8                  |
      | An ICMP query                         | icmp client > server        | icmp echo-request id 1 seq 1 | icmp echo-reply id 1 seq 1 |
      | A flow of an unknown protocol         | ip client > server proto 50 | ip proto 50 len 8            | ip proto 50 len 8          |

  @id:table-early-drop-assured-never
  Scenario: Assured connections are never thrown out
    Given the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 2     |
    And the flows:
      | name    | flow                        |
      | assured | tcp client:1024 > server:80 |
      | stream  | udp client:4000 > server:53 |
      | new     | tcp client:2000 > server:80 |
    When these packets arrive:
      | t  | flow    | dir | packet                    | status   | verdict |
      | 0  | assured | >   | S 0:0(0) win 64240        |          | ACCEPT  |
      | 0  | assured | <   | S. 0:0(0) ack 1 win 65535 |          | ACCEPT  |
      | 0  | assured | >   | . 1:1(0) ack 1 win 64240  | ASSURED  | ACCEPT  |
      | 0  | stream  | >   | udp len 8                 |          | ACCEPT  |
      | 1  | stream  | <   | udp len 8                 | !ASSURED | ACCEPT  |
      | 3  | stream  | >   | udp len 8                 | ASSURED  | ACCEPT  |
      | 10 | new     | >   | S 0:0(0) win 64240        |          | DROP    |
    Then the table holds:
      | flow    | status  |
      | assured | ASSURED |
      | stream  | ASSURED |
    And the statistics are:
      | name | value |
      | drop | 1     |

  @id:table-early-drop-whole-bucket
  Scenario: All unassured entries of the bucket go, the assured one between them stays
    Given a router with:
      | setting | value |
      | buckets | 1     |
    And the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 4     |
    And the flows:
      | name    | flow                        |
      | one     | udp client:4000 > server:53 |
      | assured | tcp client:1024 > server:80 |
      | two     | udp client:4001 > server:53 |
      | three   | udp client:4002 > server:53 |
      | new     | udp client:4003 > server:53 |
    When these packets arrive:
      | flow    | dir | packet                    | verdict | events                      |
      | one     | >   | udp len 8                 | ACCEPT  |                             |
      | assured | >   | S 0:0(0) win 64240        | ACCEPT  |                             |
      | assured | <   | S. 0:0(0) ack 1 win 65535 | ACCEPT  |                             |
      | assured | >   | . 1:1(0) ack 1 win 64240  | ACCEPT  |                             |
      | two     | >   | udp len 8                 | ACCEPT  |                             |
      | three   | >   | udp len 8                 | ACCEPT  |                             |
      | new     | >   | udp len 8                 | ACCEPT  | DESTROY DESTROY DESTROY NEW |
    Then the table holds:
      | flow    |
      | assured |
      | new     |
    And the statistics are:
      | name       | value |
      | early_drop | 3     |

  @id:table-early-drop-range
  Scenario: Eight buckets are searched, so in a table of eight the last unassured entry is found
    Given a router with:
      | setting | value |
      | buckets | 8     |
    And the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 2     |
    And the flows:
      | name    | flow                        |
      | assured | tcp client:1024 > server:80 |
      | old     | udp client:4000 > server:53 |
      | new     | udp client:4003 > server:53 |
    When these packets arrive:
      | flow    | dir | packet                    | verdict |
      | assured | >   | S 0:0(0) win 64240        | ACCEPT  |
      | assured | <   | S. 0:0(0) ack 1 win 65535 | ACCEPT  |
      | assured | >   | . 1:1(0) ack 1 win 64240  | ACCEPT  |
      | old     | >   | udp len 8                 | ACCEPT  |
      | new     | >   | udp len 8                 | ACCEPT  |
    Then the table holds:
      | flow    |
      | assured |
      | new     |

  @id:table-early-drop-beyond-range
  Scenario: In a large table the entry that could go lies elsewhere, and the new packet is dropped although there is one
    Given a router with:
      | setting | value  |
      | buckets | 262144 |
    And the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 2     |
    And the flows:
      | name | flow                        |
      | one  | udp client:4000 > server:53 |
      | two  | udp client:4001 > server:53 |
      | new  | udp client:4002 > server:53 |
    When these packets arrive:
      | flow | packet    | verdict |
      | one  | udp len 8 | ACCEPT  |
      | two  | udp len 8 | ACCEPT  |
      | new  | udp len 8 | DROP    |
    Then the table holds:
      | flow | status   |
      | one  | !ASSURED |
      | two  | !ASSURED |
    And the statistics are:
      | name | value |
      | drop | 1     |
    And the log shows:
      """
      nf_conntrack: nf_conntrack: table full, dropping packet
      """

  @id:table-early-drop-other-family
  Scenario: IPv4 and IPv6 share the table: either may have to make room for the other
    Given a router with:
      | setting | value |
      | buckets | 1     |
    And the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 1     |
    And the flows:
      | name | flow                                            |
      | four | udp client:4000 > server:53                     |
      | six  | udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 |
    When these packets arrive:
      | flow | packet    | verdict | events      |
      | four | udp len 8 | ACCEPT  | NEW         |
      | six  | udp len 8 | ACCEPT  | DESTROY NEW |
      | four | udp len 8 | ACCEPT  | DESTROY NEW |
    Then the table holds:
      | flow |
      | four |

  @id:table-early-drop-thrown-out-returns
  Scenario: The next packet of a connection that was thrown out is the first of a new one
    Given a router with:
      | setting | value |
      | buckets | 1     |
    And the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 1     |
    And the flows:
      | name  | flow                         |
      | old   | udp client:4000 > server:53  |
      | flood | udp client2:4000 > server:53 |
    When these packets arrive:
      | flow  | dir | packet    | ctstate     | ctdir    |
      | old   | >   | udp len 8 | NEW         | ORIGINAL |
      | old   | <   | udp len 8 | ESTABLISHED | REPLY    |
      | flood | >   | udp len 8 | NEW         | ORIGINAL |
      | old   | <   | udp len 8 | NEW         | ORIGINAL |
    Then the table holds:
      | original                |
      | server:53 > client:4000 |
