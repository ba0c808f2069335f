@src:nf_conntrack_core.c @sysctl:nf_conntrack_max
Feature: A full table
  The table holds nf_conntrack_max connections and no more. When it is full, a packet that would open another
  one is dropped at PREROUTING, unless one of those that matter least can be thrown out for it. What belongs
  to a connection that is in the table goes on as if nothing were. The log says that the table is full, but
  not for each packet: whoever floods the router shall not flood its log as well.

  Rule: Where nobody can be thrown out

    Background:
      Given the sysctls:
        | name                           | value |
        | net.netfilter.nf_conntrack_max | 1     |
      And the flows:
        | name     | flow                        |
        | assured  | tcp client:1024 > server:80 |
        | other    | tcp client:1025 > server:80 |
        | question | udp client:4000 > server:53 |

    @id:table-full-drop
    Scenario: A new connection is dropped, and the log says why
      When these packets arrive:
        | flow     | dir | packet                    | ctstate     | verdict | hooks      | out | reason                      |
        | assured  | >   | S 0:0(0) win 64240        | NEW         | ACCEPT  |            |     |                             |
        | assured  | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | ACCEPT  |            |     |                             |
        | assured  | >   | . 1:1(0) ack 1 win 64240  | ESTABLISHED | ACCEPT  |            |     |                             |
        | other    | >   | S 0:0(0) win 64240        | -           | DROP    | PREROUTING | -   | table full, dropping packet |
        | question | >   | udp len 30                | -           | DROP    | PREROUTING | -   | table full, dropping packet |
      Then the log shows:
        """
        nf_conntrack: nf_conntrack: table full, dropping packet
        nf_conntrack: nf_conntrack: table full, dropping packet
        """
      And the statistics are:
        | name | value |
        | drop | 2     |
      And the table holds:
        | flow    | state       | status  |
        | assured | ESTABLISHED | ASSURED |

    @id:table-full-known-go-on
    Scenario: The connections in the table go on
      When these packets arrive:
        | flow    | dir | packet                        | ctstate     | verdict | timeout |
        | assured | >   | S 0:0(0) win 64240            | NEW         | ACCEPT  |         |
        | assured | <   | S. 0:0(0) ack 1 win 65535     | ESTABLISHED | ACCEPT  |         |
        | assured | >   | . 1:1(0) ack 1 win 64240      | ESTABLISHED | ACCEPT  |         |
        | other   | >   | S 0:0(0) win 64240            | -           | DROP    |         |
        | assured | >   | P. 1:101(100) ack 1 win 64240 | ESTABLISHED | ACCEPT  | 300     |
        | assured | <   | . 1:1(0) ack 101 win 65535    | ESTABLISHED | ACCEPT  | 5 days  |

    @id:table-full-error-related
    Scenario: An ICMP error about a connection in the table is RELATED all the same
      It needs no entry of its own.
      When these packets arrive:
        | flow    | dir | packet                                                                                                     | ctstate     | verdict |
        | assured | >   | S 0:0(0) win 64240                                                                                         | NEW         | ACCEPT  |
        | assured | <   | S. 0:0(0) ack 1 win 65535                                                                                  | ESTABLISHED | ACCEPT  |
        | assured | >   | . 1:1(0) ack 1 win 64240                                                                                   | ESTABLISHED | ACCEPT  |
        | assured | <   | icmp server > client unreachable port {tcp client:1024 > server:80 . =1000001:1000001(0) ack =1 win 64240} | RELATED     | ACCEPT  |

    @id:table-full-untracked
    Scenario: A packet that is not tracked needs no room
      Given the callbacks:
        | hook       | priority | match        | verdict |
        | PREROUTING | -300     | udp dport 53 | NOTRACK |
      When these packets arrive:
        | flow     | dir | packet                    | ctstate     | verdict |
        | assured  | >   | S 0:0(0) win 64240        | NEW         | ACCEPT  |
        | assured  | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | ACCEPT  |
        | assured  | >   | . 1:1(0) ack 1 win 64240  | ESTABLISHED | ACCEPT  |
        | question | >   | udp len 30                | UNTRACKED   | ACCEPT  |
      Then nothing is logged

    @id:table-full-invalid
    Scenario: Only what may open a connection is turned away: an INVALID packet passes
      When these packets arrive:
        | flow    | dir | packet                            | ctstate     | verdict |
        | assured | >   | S 0:0(0) win 64240                | NEW         | ACCEPT  |
        | assured | <   | S. 0:0(0) ack 1 win 65535         | ESTABLISHED | ACCEPT  |
        | assured | >   | . 1:1(0) ack 1 win 64240          | ESTABLISHED | ACCEPT  |
        |         | >   | icmp client > server type 3 len 4 | INVALID     | ACCEPT  |

    @id:table-full-raised
    Scenario: Raising nf_conntrack_max at run time makes room at once
      When these packets arrive:
        | flow    | dir | packet                    | ctstate     | verdict |
        | assured | >   | S 0:0(0) win 64240        | NEW         | ACCEPT  |
        | assured | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | ACCEPT  |
        | assured | >   | . 1:1(0) ack 1 win 64240  | ESTABLISHED | ACCEPT  |
        | other   | >   | S 0:0(0) win 64240        | -           | DROP    |
      And the sysctl net.netfilter.nf_conntrack_max is set to 2
      And these packets arrive:
        | flow  | packet             | ctstate | verdict |
        | other | S 0:0(0) win 64240 | NEW     | ACCEPT  |
      Then the table holds 2 entries

    @id:table-full-unlimited @until:6.18
    Scenario: With nf_conntrack_max 0 the table is never full
      Given the sysctls:
        | name                           | value |
        | net.netfilter.nf_conntrack_max | 0     |
      When these packets arrive:
        | flow     | packet             | ctstate | verdict |
        | assured  | S 0:0(0) win 64240 | NEW     | ACCEPT  |
        | other    | S 0:0(0) win 64240 | NEW     | ACCEPT  |
        | question | udp len 30         | NEW     | ACCEPT  |
      Then the table holds 3 entries

    @id:table-full-lowered
    Scenario: Lowering nf_conntrack_max throws nobody out
      Given the sysctls:
        | name                           | value |
        | net.netfilter.nf_conntrack_max | 2     |
      When these packets arrive:
        | flow    | packet             | ctstate | verdict |
        | assured | S 0:0(0) win 64240 | NEW     | ACCEPT  |
        | other   | S 0:0(0) win 64240 | NEW     | ACCEPT  |
      And the sysctl net.netfilter.nf_conntrack_max is set to 1
      Then the table holds 2 entries

    @id:table-full-log-limit
    Scenario: The log speaks at most ten times in five seconds, and then says how often it kept silent
      When these packets arrive:
        | t   | flow     | dir | packet                    | verdict |
        | 0   | assured  | >   | S 0:0(0) win 64240        | ACCEPT  |
        | 0   | assured  | <   | S. 0:0(0) ack 1 win 65535 | ACCEPT  |
        | 0   | assured  | >   | . 1:1(0) ack 1 win 64240  | ACCEPT  |
        | 0   | question | >   | udp len 30                | DROP    |
        | 0.1 | question | >   | udp len 30                | DROP    |
        | 0.2 | question | >   | udp len 30                | DROP    |
        | 0.3 | question | >   | udp len 30                | DROP    |
        | 0.4 | question | >   | udp len 30                | DROP    |
        | 0.5 | question | >   | udp len 30                | DROP    |
        | 0.6 | question | >   | udp len 30                | DROP    |
        | 0.7 | question | >   | udp len 30                | DROP    |
        | 0.8 | question | >   | udp len 30                | DROP    |
        | 0.9 | question | >   | udp len 30                | DROP    |
        | 1   | question | >   | udp len 30                | DROP    |
        | 1.1 | question | >   | udp len 30                | DROP    |
        | 1.2 | question | >   | udp len 30                | DROP    |
        | 6   | question | >   | udp len 30                | DROP    |
      Then the log shows:
        """
        nf_conntrack: nf_conntrack: table full, dropping packet
        nf_conntrack: nf_conntrack: table full, dropping packet
        nf_conntrack: nf_conntrack: table full, dropping packet
        nf_conntrack: nf_conntrack: table full, dropping packet
        nf_conntrack: nf_conntrack: table full, dropping packet
        nf_conntrack: nf_conntrack: table full, dropping packet
        nf_conntrack: nf_conntrack: table full, dropping packet
        nf_conntrack: nf_conntrack: table full, dropping packet
        nf_conntrack: nf_conntrack: table full, dropping packet
        nf_conntrack: nf_conntrack: table full, dropping packet
        net_ratelimit: 3 callbacks suppressed
        nf_conntrack: nf_conntrack: table full, dropping packet
        """
      And the statistics are:
        | name | value |
        | drop | 14    |

  Rule: In a table of one bucket whoever is not assured can be thrown out

    Background:
      Given a router with:
        | setting | value |
        | buckets | 1     |
      And the sysctls:
        | name                           | value |
        | net.netfilter.nf_conntrack_max | 1     |
      And the flows:
        | name     | flow                        |
        | assured  | tcp client:1024 > server:80 |
        | other    | tcp client:1025 > server:80 |
        | question | udp client:4000 > server:53 |

    @id:table-full-not-replied
    Scenario: An entry that is not assured makes room, so nothing is dropped
      When these packets arrive:
        | flow     | packet             | ctstate | verdict | events      |
        | other    | S 0:0(0) win 64240 | NEW     | ACCEPT  | NEW         |
        | question | udp len 30         | NEW     | ACCEPT  | DESTROY NEW |
      Then nothing is logged
      And the table holds:
        | flow     |
        | question |
      And the statistics are:
        | name       | value |
        | early_drop | 1     |

    @id:table-full-unconfirmed-counts
    Scenario: A connection that is not confirmed yet takes a place, and cannot be thrown out
      Given a userspace handler on queue 0 that holds packets
      And the callbacks:
        | hook    | priority | match        | verdict |
        | FORWARD | 0        | udp dport 53 | QUEUE 0 |
      When these packets arrive:
        | flow     | packet             | ctstate | verdict |
        | question | udp len 30         | NEW     | QUEUE   |
        | other    | S 0:0(0) win 64240 | -       | DROP    |
      And the handler of queue 0 drops packet 1
      And these packets arrive:
        | flow  | packet             | ctstate | verdict |
        | other | S 0:0(0) win 64240 | NEW     | ACCEPT  |

    @id:table-full-expired-makes-room
    Scenario: An entry that has run out makes room for the next packet
      When these packets arrive:
        | t   | flow     | packet             | ctstate | verdict |
        | 0   | other    | S 0:0(0) win 64240 | NEW     | ACCEPT  |
        | 121 | question | udp len 30         | NEW     | ACCEPT  |
      Then the table holds:
        | flow     |
        | question |
