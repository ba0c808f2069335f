@src:nf_conntrack_proto_icmp.c @rfc:792 @rfc:5508-3
Feature: ICMP queries
  A ping is a question and its answers, and conntrack treats it as a connection: the identifier of the query
  takes the place of the ports, and the type of the answer is that of the reply tuple. Only a query can begin
  one. An answer that nobody asked for is INVALID: it may be a scan, or the way out of a hidden channel.

  @id:icmp-query-answered
  Scenario Outline: <query> is NEW, <answer> makes it ESTABLISHED
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet                        | ctstate     | ctdir    | status              | timeout |
      | >   | icmp <type> id 7 seq 1        | NEW         | ORIGINAL | UNREPLIED !ASSURED  | 30      |
      | <   | icmp <answer type> id 7 seq 1 | ESTABLISHED | REPLY    | SEEN_REPLY !ASSURED | 30      |
      | >   | icmp <type> id 7 seq 2        | ESTABLISHED | ORIGINAL | SEEN_REPLY !ASSURED | 30      |
    Then the table holds:
      | original                             | reply                                 |
      | client > server type <t> code 0 id 7 | server > client type <at> code 0 id 7 |

    Examples: The four kinds of query
      | query                   | answer                | type                 | answer type        | t  | at |
      | An echo request         | an echo reply         | echo-request         | echo-reply         | 8  | 0  |
      | A timestamp request     | a timestamp reply     | timestamp-request    | timestamp-reply    | 13 | 14 |
      | An information request  | an information reply  | info-request         | info-reply         | 15 | 16 |
      | An address mask request | an address mask reply | address-mask-request | address-mask-reply | 17 | 18 |

  @id:icmp-query-reply-alone
  Scenario Outline: <answer> without a query is INVALID
    Given the flow icmp server > client
    When these packets arrive:
      | packet                 | ctstate | ctdir | verdict |
      | icmp <type> id 7 seq 1 | INVALID | -     | ACCEPT  |
    Then the table is empty

    Examples: The four kinds of answer
      | answer                | type               |
      | An echo reply         | echo-reply         |
      | A timestamp reply     | timestamp-reply    |
      | An information reply  | info-reply         |
      | An address mask reply | address-mask-reply |

  @id:icmp-query-no-query
  Scenario Outline: <what> is neither a query nor an error, and INVALID
    Given the flow icmp client > server
    When these packets arrive:
      | packet                  | ctstate |
      | icmp type <type> code 0 | INVALID |
    Then the table is empty

    Examples: Types in between
      | what                   | type |
      | A message of type 1    | 1    |
      | A router advertisement | 9    |
      | A router solicitation  | 10   |

  @id:icmp-query-wrong-answer
  Scenario Outline: An answer with another <what> does not belong to the query
    Given the flow icmp client > server
    When these packets arrive:
      | packet                       | ctstate |
      | icmp echo-request id 7 seq 1 | NEW     |
      | <answer>                     | INVALID |
    Then the table holds:
      | original                           | status    |
      | client > server type 8 code 0 id 7 | UNREPLIED |

    Examples: All of which are in the tuple
      | what       | answer                                             |
      | identifier | icmp server > client echo-reply id 8 seq 1         |
      | type       | icmp server > client timestamp-reply id 7 seq 1    |
      | source     | icmp server2 > client echo-reply id 7 seq 1        |
      | code       | icmp server > client type 0 code 1 rest 0x00070001 |

  @id:icmp-query-sequence
  Scenario: The sequence number is no part of it: queries and answers may come in any order
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet                       | ctstate     |
      | >   | icmp echo-request id 7 seq 1 | NEW         |
      | >   | icmp echo-request id 7 seq 2 | NEW         |
      | <   | icmp echo-reply id 7 seq 2   | ESTABLISHED |
      | <   | icmp echo-reply id 7 seq 1   | ESTABLISHED |
      | <   | icmp echo-reply id 7 seq 9   | ESTABLISHED |
    Then the table holds 1 entry

  @id:icmp-query-both-ways
  Scenario: When both ends ping each other with the same identifier there are two connections
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet                       | ctstate     | ctdir    |
      | >   | icmp echo-request id 7 seq 1 | NEW         | ORIGINAL |
      | <   | icmp echo-request id 7 seq 1 | NEW         | ORIGINAL |
      | <   | icmp echo-reply id 7 seq 1   | ESTABLISHED | REPLY    |
      | >   | icmp echo-reply id 7 seq 1   | ESTABLISHED | REPLY    |
    Then the table holds:
      | original                           | status     |
      | client > server type 8 code 0 id 7 | SEEN_REPLY |
      | server > client type 8 code 0 id 7 | SEEN_REPLY |

  @id:icmp-query-two-pings
  Scenario: Two pings between the same hosts are told apart by their identifiers
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet                       | ctstate     |
      | >   | icmp echo-request id 7 seq 1 | NEW         |
      | >   | icmp echo-request id 8 seq 1 | NEW         |
      | <   | icmp echo-reply id 8 seq 1   | ESTABLISHED |
    Then the table holds:
      | original                           | status     |
      | client > server type 8 code 0 id 7 | UNREPLIED  |
      | client > server type 8 code 0 id 8 | SEEN_REPLY |

  @id:icmp-query-code
  Scenario: A query with a code that means nothing is one all the same, and its answer has the same code
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet                             | ctstate     |
      | >   | icmp type 8 code 3 rest 0x00070001 | NEW         |
      | <   | icmp type 0 code 3 rest 0x00070001 | ESTABLISHED |

  @id:icmp-query-timeout @sysctl:nf_conntrack_icmp_timeout
  Scenario: A query is forgotten after thirty seconds, answered or not; each packet begins them anew
    Given the flow icmp client > server
    When these packets arrive:
      | t  | dir | packet                       | ctstate     | timeout |
      | 0  | >   | icmp echo-request id 7 seq 1 | NEW         | 30      |
      | 20 | <   | icmp echo-reply id 7 seq 1   | ESTABLISHED | 30      |
      | 40 | >   | icmp echo-request id 7 seq 2 | ESTABLISHED | 30      |
    And 29 seconds pass
    Then the table holds 1 entry
    When 1 second passes
    Then the table is empty

  @id:icmp-query-timeout-set @sysctl:nf_conntrack_icmp_timeout
  Scenario: The thirty seconds can be changed at run time
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet                       | timeout |
      | >   | icmp echo-request id 7 seq 1 | 30      |
    And the sysctl net.netfilter.nf_conntrack_icmp_timeout is set to 5
    And these packets arrive:
      | dir | packet                     | timeout |
      | <   | icmp echo-reply id 7 seq 1 | 5       |

  @id:icmp-query-answer-too-late
  Scenario: An answer that comes after the thirty seconds is INVALID
    Given the flow icmp client > server
    When these packets arrive:
      | t  | dir | packet                       | ctstate |
      | 0  | >   | icmp echo-request id 7 seq 1 | NEW     |
      | 30 | <   | icmp echo-reply id 7 seq 1   | INVALID |

  @id:icmp-query-over-ipv6
  Scenario: ICMP has no place over IPv6
    Given the flow ip client6 > server6 proto 1
    When these packets arrive:
      | packet                        | ctstate |
      | ip proto 1 0x0800f7f600000001 | INVALID |
    Then the table is empty
