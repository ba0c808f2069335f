@src:nf_conntrack_core.c
Feature: Two first packets of one flow
  A resolver often asks for two records at once, from the same port to the same server. When both questions
  are on their way through the router before either is confirmed, each has a connection of its own with the
  same tuples, and only one of the two can stand in the table. For protocols without a handshake the later one
  joins the entry of the first; elsewhere it is dropped, because its sender will send it again.

  Background:
    Given a userspace handler on queue 0 that holds packets
    And the callbacks:
      | hook    | priority | match | verdict |
      | FORWARD | 0        | any   | QUEUE 0 |

  @id:table-clash-joins @since:6.12 @rfc:7766-5
  Scenario Outline: Of two <what> that race the later one joins the entry of the first
    Given the flow <flow>
    When these packets arrive:
      | packet   | ctstate | verdict |
      | <packet> | NEW     | QUEUE   |
      | <packet> | NEW     | QUEUE   |
    And the handler of queue 0 accepts packet 1
    And the handler of queue 0 accepts packet 2
    Then packet 1 is seen as:
      | ctstate | verdict | out |
      | NEW     | ACCEPT  | s0  |
    And packet 2 is seen as:
      | ctstate | verdict | out |
      | NEW     | ACCEPT  | s0  |
    And the table holds 1 entry
    And every entry occupies exactly its two buckets
    And the statistics are:
      | name          | value |
      | clash_resolve | 1     |

    Examples: Protocols in which nothing is lost by it
      | what                   | flow                                            | packet             |
      | DNS queries            | udp client:4000 > server:53                     | udp len 30         |
      | queries over IPv6      | udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 | udp len 30         |
      | GRE packets            | gre client > server                             | gre                |
      | packets of protocol 50 | ip client > server proto 50                     | ip proto 50 len 16 |

  @id:table-clash-order
  Scenario: It does not matter which of the two came in first, but which one leaves first
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate |
      | udp len 30 | NEW     |
      | udp len 31 | NEW     |
    And the handler of queue 0 accepts packet 2
    Then the table holds 1 entry
    When the handler of queue 0 accepts packet 1
    Then packet 1 is seen as:
      | verdict | out |
      | ACCEPT  | s0  |
    And the table holds 1 entry

  @id:table-clash-crossing @since:6.12
  Scenario: Two first packets in opposite directions cross, and share one entry
    Both ends open at the same time: what is the original tuple of the one is the reply tuple of the other.
    Given the flow udp client:4000 > server:4000
    When these packets arrive:
      | dir | packet     | ctstate | ctdir    |
      | >   | udp len 30 | NEW     | ORIGINAL |
      | <   | udp len 30 | NEW     | ORIGINAL |
    And the handler of queue 0 accepts packet 1
    And the handler of queue 0 accepts packet 2
    Then packet 2 is seen as:
      | verdict | out |
      | ACCEPT  | c0  |
    And the table holds:
      | original                  | reply                     |
      | client:4000 > server:4000 | server:4000 > client:4000 |
    And the statistics are:
      | name          | value |
      | clash_resolve | 1     |

  @id:table-clash-counted @since:6.12 @sysctl:nf_conntrack_acct
  Scenario: Both packets are counted in the entry they share
    Given the sysctls:
      | name                            | value |
      | net.netfilter.nf_conntrack_acct | 1     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate |
      | udp len 30 | NEW     |
      | udp len 40 | NEW     |
    And the handler of queue 0 accepts packet 1
    And the handler of queue 0 accepts packet 2
    Then the table holds:
      | original                | packets | bytes |
      | client:4000 > server:53 | 2/0     | 126/0 |

  @id:table-clash-dropped @since:6.12
  Scenario Outline: Of two <what> that race the later one is dropped
    Given the flow <flow>
    When these packets arrive:
      | packet   | ctstate | verdict |
      | <packet> | NEW     | QUEUE   |
      | <packet> | NEW     | QUEUE   |
    And the handler of queue 0 accepts packet 1
    And the handler of queue 0 accepts packet 2
    Then packet 1 is seen as:
      | verdict |
      | ACCEPT  |
    And packet 2 is seen as:
      | verdict | reason        | out |
      | DROP    | insert_failed | -   |
    And the table holds 1 entry
    And the statistics are:
      | name          | value |
      | drop          | 1     |
      | insert_failed | 1     |

    Examples: Protocols that keep a state of the connection
      | what                   | flow                        | packet                        |
      | SYNs                   | tcp client:1024 > server:80 | S 0:0(0) win 64240            |

    @until:6.18
    Examples: Queries that are sent again anyway, until Linux 6.18
      | what                   | flow                        | packet                        |
      | ICMP queries           | icmp client > server        | icmp echo-request id 1 seq 1  |
      | ICMPv6 queries         | icmp6 client6 > server6     | icmp6 echo-request id 1 seq 1 |

  @id:table-clash-third @since:6.12
  Scenario: A third one joins as well
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate |
      | udp len 30 | NEW     |
      | udp len 30 | NEW     |
      | udp len 30 | NEW     |
    And the handler of queue 0 accepts packet 1
    And the handler of queue 0 accepts packet 2
    And the handler of queue 0 accepts packet 3
    Then the table holds 1 entry
    And the statistics are:
      | name          | value |
      | clash_resolve | 2     |

  @id:table-clash-none-dropped-first
  Scenario: There is no clash when the first of the two is dropped
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate |
      | udp len 30 | NEW     |
      | udp len 30 | NEW     |
    And the handler of queue 0 drops packet 1
    And the handler of queue 0 accepts packet 2
    Then the table holds 1 entry
    And the statistics are:
      | name          | value |
      | clash_resolve | 0     |

  @id:table-clash-none-other-flow
  Scenario: First packets of two flows do not clash
    Given the flows:
      | name | flow                        |
      | one  | udp client:4000 > server:53 |
      | two  | udp client:4001 > server:53 |
    When these packets arrive:
      | flow | packet     | ctstate |
      | one  | udp len 30 | NEW     |
      | two  | udp len 30 | NEW     |
    And the handler of queue 0 accepts packet 1
    And the handler of queue 0 accepts packet 2
    Then the table holds 2 entries
    And the statistics are:
      | name          | value |
      | clash_resolve | 0     |
