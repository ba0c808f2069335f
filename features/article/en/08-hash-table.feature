@src:nf_conntrack_core.c
Feature: The hash table
  Connections are found through a hash table. Each of its buckets is a doubly linked list of hash tuples, and each
  connection has two: one for packets that come from whoever opened it, one for those that come back. Both are
  part of one nf_conn, which is the connection and its state. The hash is made of what the network and transport
  layers say, and of a random number, so that nobody can aim at a bucket.

  The table has a capacity. When it is full, says the article, the connection goes whose last packet is the longest
  ago. Linux in fact drops early: it looks for connections that are not ASSURED in a few buckets, and when there
  are none it drops the new packet. Both can be had here.

  @id:article-table-two-tuples
  Scenario: A connection has two hash tuples, one each way, and both lead to the same nf_conn
    Given the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet     | ctstate     | ctdir    |
      | >   | udp len 20 | NEW         | ORIGINAL |
      | <   | udp len 80 | ESTABLISHED | REPLY    |
    Then the table holds:
      | original                | reply                   |
      | client:1024 > server:53 | server:53 > client:1024 |
    And both tuples of every entry resolve to the same nf_conn
    And every entry occupies exactly its two buckets

  @id:article-table-bucket-list
  Scenario: Many hash tuples may share a bucket, and each is found there
    Given a router with:
      | setting | value |
      | buckets | 1     |
    When these packets arrive:
      | packet                              | ctstate     |
      | udp client:1024 > server:53 len 20  | NEW         |
      | udp client2:1024 > server:53 len 20 | NEW         |
      | udp client3:1024 > server:53 len 20 | NEW         |
      | udp server:53 > client2:1024 len 80 | ESTABLISHED |
    Then the tuplehashes are:
      | tuple                    | ctdir    | bucket |
      | client:1024 > server:53  | ORIGINAL | 0      |
      | server:53 > client:1024  | REPLY    | 0      |
      | client2:1024 > server:53 | ORIGINAL | 0      |
      | server:53 > client2:1024 | REPLY    | 0      |
      | client3:1024 > server:53 | ORIGINAL | 0      |
      | server:53 > client3:1024 | REPLY    | 0      |
    And both tuples of every entry resolve to the same nf_conn

  @id:article-table-unlink
  Scenario: A connection that ends is taken out of the middle of its list, and its neighbours stay
    Given a router with:
      | setting | value |
      | buckets | 1     |
    And the flow tcp client2:1024 > server:80
    When these packets arrive:
      | dir | packet                              | ctstate     |
      | >   | udp client:1024 > server:53 len 20  | NEW         |
      | >   | S 0:0(0) win 65535                  | NEW         |
      | >   | udp client3:1024 > server:53 len 20 | NEW         |
      | <   | R. =0:0(0) ack 1 win 0              | ESTABLISHED |
    Then the tuplehashes are:
      | tuple                    | ctdir    | bucket |
      | client:1024 > server:53  | ORIGINAL | 0      |
      | server:53 > client:1024  | REPLY    | 0      |
      | client3:1024 > server:53 | ORIGINAL | 0      |
      | server:53 > client3:1024 | REPLY    | 0      |
    And both tuples of every entry resolve to the same nf_conn

  @id:article-table-hash-input
  Scenario Outline: The hash is made of addresses, protocol and ports: another <what> is another connection
    When these packets arrive:
      | packet                             | ctstate |
      | udp client:1024 > server:53 len 20 | NEW     |
      | <packet>                           | NEW     |
    Then the table holds 2 entries
    And every entry occupies exactly its two buckets

    Examples:
      | what             | packet                                         |
      | source           | udp client2:1024 > server:53 len 20            |
      | destination      | udp client:1024 > server2:53 len 20            |
      | source port      | udp client:1025 > server:53 len 20             |
      | destination port | udp client:1024 > server:54 len 20             |
      | protocol         | tcp client:1024 > server:53 S 0:0(0) win 65535 |

  @id:article-table-hash-seed
  Scenario Outline: The hash has a random number in it: with the seed <seed> the tuples are in buckets <original> and <reply>
    Whoever does not know the seed cannot make connections that all fall into one bucket.
    Given a router with:
      | setting   | value  |
      | buckets   | 1024   |
      | hash seed | <seed> |
    When these packets arrive:
      | packet                             | ctstate |
      | udp client:1024 > server:53 len 20 | NEW     |
    Then the tuplehashes are:
      | tuple                   | ctdir    | bucket     |
      | client:1024 > server:53 | ORIGINAL | <original> |
      | server:53 > client:1024 | REPLY    | <reply>    |

    Examples:
      | seed | original | reply |
      | 1    | 479      | 24    |
      | 2    | 649      | 193   |
      | 3    | 594      | 520   |

  @id:article-table-full-least-recently-used
  Scenario: As the article tells it, a full table loses the connection whose last packet is the longest ago
    Though it is ASSURED, and the other is not.
    Given a router with:
      | setting  | value               |
      | buckets  | 8                   |
      | eviction | least recently used |
    And the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 2     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | packet                              | ctstate | verdict |
      | udp client2:1024 > server:53 len 20 | NEW     | ACCEPT  |
      | udp client3:1024 > server:53 len 20 | NEW     | ACCEPT  |
    Then the table holds:
      | original                 |
      | client2:1024 > server:53 |
      | client3:1024 > server:53 |

  @id:article-table-full-used-again
  Scenario: As the article tells it, a packet makes its connection the most recently used
    Given a router with:
      | setting  | value               |
      | buckets  | 8                   |
      | eviction | least recently used |
    And the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 2     |
    When these packets arrive:
      | packet                              | ctstate |
      | udp client:1024 > server:53 len 20  | NEW     |
      | udp client2:1024 > server:53 len 20 | NEW     |
      | udp client:1024 > server:53 len 20  | NEW     |
      | udp client3:1024 > server:53 len 20 | NEW     |
    Then the table holds:
      | original                 |
      | client:1024 > server:53  |
      | client3:1024 > server:53 |

  @id:article-table-full-early-drop
  Scenario: In Linux a full table loses a connection that is not ASSURED, however recently it was used
    Given a router with:
      | setting  | value      |
      | buckets  | 8          |
      | eviction | early drop |
    And the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 2     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | packet                              | ctstate | verdict |
      | udp client2:1024 > server:53 len 20 | NEW     | ACCEPT  |
      | udp client3:1024 > server:53 len 20 | NEW     | ACCEPT  |
    Then the table holds:
      | original                 |
      | client:1024 > server:80  |
      | client3:1024 > server:53 |
    And the statistics include:
      | name       | value |
      | early_drop | 1     |
    And nothing is logged

  @id:article-table-full-all-assured
  Scenario: In Linux a table full of ASSURED connections drops the new packet, and says so
    Given a router with:
      | setting  | value      |
      | buckets  | 8          |
      | eviction | early drop |
    And the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 1     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | packet                              | ctstate | verdict |
      | udp client2:1024 > server:53 len 20 | -       | DROP    |
    Then the table holds:
      | original                | status  |
      | client:1024 > server:80 | ASSURED |
    And the log shows:
      """
      nf_conntrack: nf_conntrack: table full, dropping packet
      """
