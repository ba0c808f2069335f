@src:nf_conntrack_core.c
Feature: Tuples and buckets
  A connection stands in the table twice: once under the tuple of its first packet, once under that of the
  answers. Whichever way a packet goes, one look into one bucket finds the connection and tells the direction.
  Into which bucket a tuple falls is a secret of the running system: a number is mixed in that nobody outside
  knows, so that nobody can send packets which all fall into the same one.

  @id:table-tuples-both
  Scenario Outline: Both tuples of <what> lead to the same connection
    Given the flow <flow>
    When these packets arrive:
      | dir | packet   | ctstate     | ctdir    |
      | >   | <packet> | NEW         | ORIGINAL |
      | <   | <answer> | ESTABLISHED | REPLY    |
      | >   | <packet> | ESTABLISHED | ORIGINAL |
    Then the table holds:
      | original   | reply   |
      | <original> | <reply> |
    And both tuples of every entry resolve to the same nf_conn
    And every entry occupies exactly its two buckets

    Examples: Ports, or the identifier of a query, or nothing but addresses
      | what                 | flow                                            | packet                        | answer                      | original                                    | reply                                       |
      | a UDP flow           | udp client:4000 > server:53                     | udp len 8                     | udp len 8                   | client:4000 > server:53                     | server:53 > client:4000                     |
      | a UDP flow over IPv6 | udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 | udp len 8                     | udp len 8                   | [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 | [2001:db8:2::10]:53 > [2001:db8:1::10]:4000 |
      | an ICMP query        | icmp client > server                            | icmp echo-request id 7 seq 1  | icmp echo-reply id 7 seq 1  | client > server type 8 code 0 id 7          | server > client type 0 code 0 id 7          |
      | an ICMPv6 query      | icmp6 client6 > server6                         | icmp6 echo-request id 7 seq 1 | icmp6 echo-reply id 7 seq 1 | client6 > server6 type 128 code 0 id 7      | server6 > client6 type 129 code 0 id 7      |
      | an unknown protocol  | ip client > server proto 50                     | ip proto 50 len 16            | ip proto 50 len 16          | client > server                             | server > client                             |

  @id:table-tuples-apart
  Scenario Outline: A packet with another <what> belongs to another connection
    Given the flows:
      | name  | flow                        |
      | one   | udp client:4000 > server:53 |
      | other | <other>                     |
    When these packets arrive:
      | flow  | packet    | ctstate |
      | one   | udp len 8 | NEW     |
      | other | udp len 8 | NEW     |
      | one   | udp len 8 | NEW     |
    Then the table holds:
      | flow  |
      | one   |
      | other |

    Examples: One thing that differs is enough
      | what                | other                        |
      | source address      | udp client2:4000 > server:53 |
      | source port         | udp client:4001 > server:53  |
      | destination address | udp client:4000 > server2:53 |
      | destination port    | udp client:4000 > server:54  |

  @id:table-tuples-protocol
  Scenario: The same ports of another protocol are another connection
    Given the flows:
      | name | flow                        |
      | udp  | udp client:4000 > server:53 |
      | tcp  | tcp client:4000 > server:53 |
    When these packets arrive:
      | flow | packet             | ctstate |
      | udp  | udp len 8          | NEW     |
      | tcp  | S 0:0(0) win 64240 | NEW     |
    Then the table holds:
      | flow | protocol |
      | udp  | udp      |
      | tcp  | tcp      |

  @id:table-tuples-interface
  Scenario: The interface a packet comes in by is no part of its tuple
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | in | packet    | ctstate     | ctdir    |
      | >   | c0 | udp len 8 | NEW         | ORIGINAL |
      | <   | c0 | udp len 8 | ESTABLISHED | REPLY    |
    Then the table holds 1 entry

  @id:table-tuples-self
  Scenario: A flow whose two tuples are the same answers itself
    Both ends have the same address and the same port, so nothing tells the directions apart; of its two
    tuples the reply one is found first, which was put into the bucket last.
    Given the flow udp client:4000 > client:4000
    When these packets arrive:
      | dir | in | packet    | ctstate     | ctdir    |
      | >   | c0 | udp len 8 | NEW         | ORIGINAL |
      | >   | c0 | udp len 8 | ESTABLISHED | REPLY    |
    Then the table holds:
      | original                  | reply                     | status     |
      | client:4000 > client:4000 | client:4000 > client:4000 | SEEN_REPLY |

  @id:table-buckets-few
  Scenario Outline: With <buckets> connections share buckets, and each is still found
    Given a router with:
      | setting | value   |
      | buckets | <count> |
    And the flows:
      | name  | flow                         |
      | one   | udp client:4000 > server:53  |
      | two   | udp client:4001 > server:53  |
      | three | udp client2:4000 > server:53 |
      | four  | udp client:4000 > server2:53 |
      | five  | udp client3:4000 > server:54 |
    When these packets arrive:
      | flow  | dir | packet    | ctstate     |
      | one   | >   | udp len 8 | NEW         |
      | two   | >   | udp len 8 | NEW         |
      | three | >   | udp len 8 | NEW         |
      | four  | >   | udp len 8 | NEW         |
      | five  | >   | udp len 8 | NEW         |
      | three | <   | udp len 8 | ESTABLISHED |
      | one   | <   | udp len 8 | ESTABLISHED |
      | five  | <   | udp len 8 | ESTABLISHED |
      | two   | >   | udp len 8 | NEW         |
    Then the table holds 5 entries
    And both tuples of every entry resolve to the same nf_conn
    And every entry occupies exactly its two buckets

    Examples: Few buckets
      | buckets     | count |
      | one bucket  | 1     |
      | two buckets | 2     |
      | 4 buckets   | 4     |

  @id:table-buckets-expired-neighbour
  Scenario: An entry that has run out does not hide those behind it in the same bucket
    Given a router with:
      | setting | value |
      | buckets | 1     |
    And the flows:
      | name   | flow                        |
      | before | tcp client:1024 > server:80 |
      | short  | udp client:4000 > server:53 |
      | behind | tcp client:1025 > server:80 |
    When these packets arrive:
      | t  | flow   | packet             | ctstate |
      | 0  | before | S 0:0(0) win 64240 | NEW     |
      | 0  | short  | udp len 8          | NEW     |
      | 0  | behind | S 0:0(0) win 64240 | NEW     |
      | 31 | before | S 0:0(0) win 64240 | NEW     |
      | 31 | behind | S 0:0(0) win 64240 | NEW     |
    Then the table holds:
      | flow   | timeout |
      | before | 89      |
      | behind | 89      |
    And every entry occupies exactly its two buckets

  @id:table-buckets-resize @sysctl:nf_conntrack_buckets
  Scenario Outline: The number of buckets may <change> at run time, and no connection is lost
    Given a router with:
      | setting | value    |
      | buckets | <before> |
    And the flows:
      | name  | flow                                            |
      | one   | udp client:4000 > server:53                     |
      | two   | udp client:4001 > server:53                     |
      | three | udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 |
    When these packets arrive:
      | flow  | packet    | ctstate |
      | one   | udp len 8 | NEW     |
      | two   | udp len 8 | NEW     |
      | three | udp len 8 | NEW     |
    And the sysctl net.netfilter.nf_conntrack_buckets is set to <after>
    Then the sysctl net.netfilter.nf_conntrack_buckets is <after>
    And both tuples of every entry resolve to the same nf_conn
    And every entry occupies exactly its two buckets
    When these packets arrive:
      | flow  | dir | packet    | ctstate     |
      | one   | <   | udp len 8 | ESTABLISHED |
      | two   | <   | udp len 8 | ESTABLISHED |
      | three | <   | udp len 8 | ESTABLISHED |
    Then the table holds 3 entries

    Examples: Up and down
      | change | before | after |
      | grow   | 1      | 65536 |
      | shrink | 65536  | 512   |

  @id:table-buckets-rounded @sysctl:nf_conntrack_buckets
  Scenario Outline: <asked> buckets become <given>, because the table fills whole pages of memory
    When the sysctl net.netfilter.nf_conntrack_buckets is set to <asked>
    Then the sysctl net.netfilter.nf_conntrack_buckets is <given>

    Examples: Multiples of 512
      | asked | given |
      | 1     | 512   |
      | 512   | 512   |
      | 513   | 1024  |
      | 65536 | 65536 |

  @id:table-buckets-none @sysctl:nf_conntrack_buckets
  Scenario: There is no table without buckets
    Then the sysctl net.netfilter.nf_conntrack_buckets cannot be set to 0

  @id:table-hash-seed
  Scenario Outline: The hash seed <seed> changes nothing that can be observed from outside
    Given a router with:
      | setting   | value  |
      | hash seed | <seed> |
      | buckets   | 4      |
    And the flows:
      | name | flow                                            |
      | one  | udp client:4000 > server:53                     |
      | two  | tcp client:1024 > server:80                     |
      | six  | udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 |
    When these packets arrive:
      | flow | dir | packet                    | ctstate     |
      | one  | >   | udp len 8                 | NEW         |
      | two  | >   | S 0:0(0) win 64240        | NEW         |
      | six  | >   | udp len 8                 | NEW         |
      | one  | <   | udp len 8                 | ESTABLISHED |
      | two  | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED |
      | six  | <   | udp len 8                 | ESTABLISHED |
    Then the table holds:
      | flow | state    | status     | timeout |
      | one  | -        | SEEN_REPLY | 30      |
      | two  | SYN_RECV | SEEN_REPLY | 60      |
      | six  | -        | SEEN_REPLY | 30      |
    And both tuples of every entry resolve to the same nf_conn

    Examples: Some of the many
      | seed       |
      | 0          |
      | 1          |
      | 2024       |
      | 4294967295 |
