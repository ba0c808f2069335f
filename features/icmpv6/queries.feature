@src:nf_conntrack_proto_icmpv6.c @rfc:4443
Feature: ICMPv6 queries
  ICMPv6 has two kinds of query that a connection can be made of: the echo request, and the node information
  query that asks a host for its name or its addresses. All else in ICMPv6 that is no error belongs to the
  link, and is not tracked.

  @id:icmpv6-query-echo
  Scenario: An echo request is NEW, its reply makes it ESTABLISHED
    Given the flow icmp6 client6 > server6
    When these packets arrive:
      | dir | packet                        | ctstate     | ctdir    | status              | timeout |
      | >   | icmp6 echo-request id 7 seq 1 | NEW         | ORIGINAL | UNREPLIED !ASSURED  | 30      |
      | >   | icmp6 echo-request id 7 seq 2 | NEW         | ORIGINAL | UNREPLIED !ASSURED  | 30      |
      | <   | icmp6 echo-reply id 7 seq 2   | ESTABLISHED | REPLY    | SEEN_REPLY !ASSURED | 30      |
      | >   | icmp6 echo-request id 7 seq 3 | ESTABLISHED | ORIGINAL | SEEN_REPLY !ASSURED | 30      |
    Then the table holds:
      | protocol | original                               | reply                                  |
      | icmpv6   | client6 > server6 type 128 code 0 id 7 | server6 > client6 type 129 code 0 id 7 |

  @id:icmpv6-query-node-information @rfc:4620
  Scenario: A node information query is NEW, its reply makes it ESTABLISHED
    The type of what is asked for stands where a ping has its identifier.
    Given the flow icmp6 client6 > server6
    When these packets arrive:
      | dir | packet                        | ctstate     | ctdir    | timeout |
      | >   | icmp6 node-info-query qtype 3 | NEW         | ORIGINAL | 30      |
      | <   | icmp6 node-info-reply qtype 3 | ESTABLISHED | REPLY    | 30      |
    Then the table holds:
      | original                               | reply                                  |
      | client6 > server6 type 139 code 0 id 3 | server6 > client6 type 140 code 0 id 3 |

  @id:icmpv6-query-reply-alone
  Scenario Outline: <answer> without a query is INVALID
    Given the flow icmp6 server6 > client6
    When these packets arrive:
      | packet   | ctstate | verdict |
      | <packet> | INVALID | ACCEPT  |
    Then the table is empty

    Examples: Both kinds of answer
      | answer                   | packet                        |
      | An echo reply            | icmp6 echo-reply id 7 seq 1   |
      | A node information reply | icmp6 node-info-reply qtype 3 |

  @id:icmpv6-query-wrong-answer
  Scenario Outline: An answer with another <what> does not belong to the query
    Given the flow icmp6 client6 > server6
    When these packets arrive:
      | packet                        | ctstate |
      | icmp6 echo-request id 7 seq 1 | NEW     |
      | <answer>                      | INVALID |

    Examples: All of which are in the tuple
      | what       | answer                                               |
      | identifier | icmp6 server6 > client6 echo-reply id 8 seq 1        |
      | type       | icmp6 server6 > client6 node-info-reply qtype 7      |
      | source     | icmp6 2001:db8:2::11 > client6 echo-reply id 7 seq 1 |

  @id:icmpv6-query-unknown-type
  Scenario Outline: A message of type <type> is INVALID
    Given the flow icmp6 client6 > server6
    When these packets arrive:
      | packet                          | ctstate |
      | icmp6 type <type> code 0 len 16 | INVALID |
    Then the table is empty

    Examples: Informational types that are neither queries nor the link's
      | type |
      | 138  |
      | 141  |
      | 142  |
      | 144  |
      | 200  |
      | 255  |

  @id:icmpv6-query-timeout @sysctl:nf_conntrack_icmpv6_timeout
  Scenario: A query is forgotten after thirty seconds, answered or not; each packet begins them anew
    Given the flow icmp6 client6 > server6
    When these packets arrive:
      | t  | dir | packet                        | ctstate     | timeout |
      | 0  | >   | icmp6 echo-request id 7 seq 1 | NEW         | 30      |
      | 20 | <   | icmp6 echo-reply id 7 seq 1   | ESTABLISHED | 30      |
      | 40 | >   | icmp6 echo-request id 7 seq 2 | ESTABLISHED | 30      |
    And 30 seconds pass
    Then the table is empty

  @id:icmpv6-query-timeout-set @sysctl:nf_conntrack_icmpv6_timeout
  Scenario: The thirty seconds can be changed, apart from those of ICMP
    Given the sysctls:
      | name                                      | value |
      | net.netfilter.nf_conntrack_icmpv6_timeout | 5     |
      | net.netfilter.nf_conntrack_icmp_timeout   | 9     |
    And the flow icmp6 client6 > server6
    When these packets arrive:
      | packet                        | timeout |
      | icmp6 echo-request id 7 seq 1 | 5       |

  @id:icmpv6-query-checksum
  Scenario: A query with a wrong checksum is INVALID
    Given the flow icmp6 client6 > server6
    When these packets arrive:
      | packet                                     | ctstate | reason                 |
      | icmp6 echo-request id 7 seq 1 bad-checksum | INVALID | ICMPv6 checksum failed |
    Then the table is empty

  @id:icmpv6-query-over-ipv4
  Scenario: ICMPv6 has no place over IPv4
    Given the flow ip client > server proto 58
    When these packets arrive:
      | packet                         | ctstate |
      | ip proto 58 0x800018ce00070001 | INVALID |
    Then the table is empty
