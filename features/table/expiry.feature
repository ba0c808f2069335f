@src:nf_conntrack_core.c
Feature: Expiry
  Each entry has a time at which it ends, and each packet of its connection puts that off. No timer rings at
  that moment: an entry that has run out is taken away when a packet meets it on its way through the bucket,
  when somebody reads the table, or when the garbage collector comes by. For what can be observed that makes
  no difference, because nobody ever finds an entry whose time is over.

  @id:table-expiry-boundary
  Scenario Outline: A packet <when> is <what>
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | t   | packet    | ctstate | events   |
      | 0   | udp len 8 | NEW     | NEW      |
      | <t> | udp len 8 | NEW     | <events> |

    Examples: Around thirty seconds
      | when                             | what                          | t      | events      |
      | one tick before the time is over | part of the connection        | 29.996 | -           |
      | at the moment the time is over   | the first of a new connection | 30     | DESTROY NEW |
      | long after the time is over      | the first of a new connection | 50     | DESTROY NEW |

  @id:table-expiry-reply-too-late
  Scenario: An answer that comes too late is the first packet of a new connection
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | t  | dir | packet    | ctstate | ctdir    |
      | 0  | >   | udp len 8 | NEW     | ORIGINAL |
      | 31 | <   | udp len 8 | NEW     | ORIGINAL |
    Then the table holds:
      | original                | reply                   | status    |
      | server:53 > client:4000 | client:4000 > server:53 | UNREPLIED |

  @id:table-expiry-refreshed
  Scenario: Each packet puts the end off
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | t  | dir | packet    | ctstate | timeout |
      | 0  | >   | udp len 8 | NEW     | 30      |
      | 29 | >   | udp len 8 | NEW     | 30      |
      | 58 | >   | udp len 8 | NEW     | 30      |
      | 87 | >   | udp len 8 | NEW     | 30      |
    And 29 seconds pass
    Then the table holds:
      | original                | timeout |
      | client:4000 > server:53 | 1       |
    When 1 second passes
    Then the table is empty

  @id:table-expiry-lists-none
  Scenario: Who reads the table sees no entry whose time is over
    Given the flows:
      | name  | flow                        |
      | short | udp client:4000 > server:53 |
      | long  | tcp client:1024 > server:80 |
    When these packets arrive:
      | flow  | packet             | timeout |
      | short | udp len 8          | 30      |
      | long  | S 0:0(0) win 64240 | 120     |
    And 30 seconds pass
    Then the table holds:
      | flow | timeout |
      | long | 90      |

  @id:table-expiry-event
  Scenario: The end of an entry is announced
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet    | ctstate |
      | udp len 8 | NEW     |
    And 2 minutes pass
    Then the table is empty
    And these events are seen, in order:
      | type    | flow                        |
      | NEW     | udp client:4000 > server:53 |
      | DESTROY | udp client:4000 > server:53 |

  @id:table-expiry-garbage
  Scenario: The garbage collector takes away what no packet asks for any more
    It comes by at least once a minute.
    Given the flows:
      | name | flow                                            |
      | one  | udp client:4000 > server:53                     |
      | two  | icmp client > server                            |
      | six  | udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 |
    When these packets arrive:
      | flow | packet                       | timeout |
      | one  | udp len 8                    | 30      |
      | two  | icmp echo-request id 1 seq 1 | 30      |
      | six  | udp len 8                    | 30      |
    Then the sysctl net.netfilter.nf_conntrack_count is 3
    When 3 minutes pass
    Then the sysctl net.netfilter.nf_conntrack_count is 0

  @id:table-expiry-five-days @sysctl:nf_conntrack_tcp_timeout_established
  Scenario Outline: An established TCP connection over <family> is kept through five days of silence, and no longer
    Given the flow tcp <client>:1024 > <server>:80
    And packets have brought the connection to ESTABLISHED
    When 431999 seconds pass
    Then the table holds:
      | original                    | state       | timeout |
      | <client>:1024 > <server>:80 | ESTABLISHED | 1       |
    When 1 second passes
    Then the table is empty
    And the sysctl net.netfilter.nf_conntrack_count is 0

    Examples: Both families
      | family | client           | server           |
      | IPv4   | client           | server           |
      | IPv6   | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:table-expiry-changed-timeout @sysctl:nf_conntrack_udp_timeout
  Scenario: A timeout that is changed at run time holds from the next packet on
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet    | timeout |
      | udp len 8 | 30      |
    And the sysctl net.netfilter.nf_conntrack_udp_timeout is set to 100
    Then the table holds:
      | original                | timeout |
      | client:4000 > server:53 | 30      |
    When these packets arrive:
      | packet    | timeout |
      | udp len 8 | 100     |

  @id:table-expiry-zero-timeout @sysctl:nf_conntrack_generic_timeout
  Scenario: With a timeout of 0 an entry is over as soon as it is there
    Given the sysctls:
      | name                                       | value |
      | net.netfilter.nf_conntrack_generic_timeout | 0     |
    And the flow ip client > server proto 50
    When these packets arrive:
      | dir | packet            | ctstate | ctdir    |
      | >   | ip proto 50 len 8 | NEW     | ORIGINAL |
      | <   | ip proto 50 len 8 | NEW     | ORIGINAL |
    Then the table is empty
