@src:nf_conntrack_core.c @rfc:7766-5
Feature: Incident: two DNS queries race on one socket
  What people see: now and then a lookup takes exactly five seconds; the counter insert_failed of "conntrack -S" grows;
  tcpdump shows the queries for A and AAAA entering the router from one port, and only one leaving it.
  Why: a resolver sends both at once, on two processors of the router. Neither finds an entry, each makes one, and both
  are the same flow: one can stand in the table. Linux has learned to let the later one join the first, but behind a
  service address that is translated to one of several servers the two may have chosen different servers.
  What helps: a resolver that takes a socket for each query (single-request-reopen) or TCP (use-vc), a rule that
  leaves DNS untracked, a cache on the same host, and a Linux that gives the loser a short life of its own.

  Rule: The trouble

    Background:
      Given a userspace handler on queue 0 that holds packets
      And the callbacks:
        | hook    | match | verdict |
        | FORWARD | udp   | QUEUE 0 |

    @id:incident-dns-race-joined @since:6.12
    Scenario: Without translation both questions are answered, by way of one entry
      Given the flow udp client:5353 > server:53
      When these packets arrive:
        | packet              | ctstate | verdict |
        | udp "A www.test"    | NEW     | QUEUE   |
        | udp "AAAA www.test" | NEW     | QUEUE   |
      And the handler of queue 0 accepts packet 1
      And the handler of queue 0 accepts packet 2
      Then the table holds 1 entry
      And the statistics are:
        | name          | value |
        | clash_resolve | 1     |

    @id:incident-dns-race-old-kernels @since:6.12
    Scenario: What cannot be joined is dropped, and counted as insert_failed
      TCP has a state to lose, so the later of two SYNs goes; UDP was treated so, too, until Linux 4.7.
      Given the flow tcp client:5353 > server:53
      And the callbacks:
        | hook    | match | verdict |
        | FORWARD | tcp   | QUEUE 0 |
      When these packets arrive:
        | packet             | ctstate | verdict |
        | S 0:0(0) win 64240 | NEW     | QUEUE   |
        | S 0:0(0) win 64240 | NEW     | QUEUE   |
      And the handler of queue 0 accepts packet 1
      And the handler of queue 0 accepts packet 2
      Then packet 2 is seen as:
        | verdict | reason        |
        | DROP    | insert_failed |
      And the statistics are:
        | name          | value |
        | drop          | 1     |
        | insert_failed | 1     |

  Rule: The cause

    @id:incident-dns-race-two-servers @since:6.12
    Scenario: The two chose different servers, so the later one cannot join: it gets an entry for its reply alone, for one second
      The second rule stands for the other throw of the dice. Older kernels dropped packet 2 here (insert_failed).
      Given a userspace handler on queue 0 that holds packets
      And the callbacks:
        | hook       | match                               | verdict                  |
        | PREROUTING | ip daddr 198.51.100.19 udp dport 53 | DNAT to 198.51.100.10:53 |
        | FORWARD    | udp                                 | QUEUE 0                  |
      And the flow udp client:5353 > server9:53
      When these packets arrive:
        | packet  | ctstate | verdict |
        | udp "A" | NEW     | QUEUE   |
      And the callbacks:
        | hook       | priority | match                               | verdict                  |
        | PREROUTING | -101     | ip daddr 198.51.100.19 udp dport 53 | DNAT to 198.51.100.12:53 |
      And these packets arrive:
        | packet     | ctstate | verdict |
        | udp "AAAA" | NEW     | QUEUE   |
      And the handler of queue 0 accepts packet 1
      And the handler of queue 0 accepts packet 2
      Then packet 1 leaves as:
        """
        udp client:5353 > server:53 "A"
        """
      And packet 2 leaves as:
        """
        udp client:5353 > server2:53 "AAAA"
        """
      When these packets arrive:
        | packet                               | ctstate     | ctdir |
        | udp server2:53 > client:5353 "AAAA!" | ESTABLISHED | REPLY |
      Then packet 3 is seen as:
        | status    | timeout | verdict |
        | NAT_CLASH | 1       | QUEUE   |
      When the handler of queue 0 accepts packet 3
      Then packet 3 leaves as:
        """
        udp server9:53 > client:5353 "AAAA!"
        """
      When 1 second passes
      Then the table holds:
        | original                 | reply                   |
        | client:5353 > server9:53 | server:53 > client:5353 |

  Rule: What helps

    @id:incident-dns-race-sockets
    Scenario: Two sockets are two flows, and nothing races
      Given a userspace handler on queue 0 that holds packets
      And the callbacks:
        | hook    | match | verdict |
        | FORWARD | udp   | QUEUE 0 |
      When these packets arrive:
        | packet                             | ctstate | verdict |
        | udp client:5353 > server:53 "A"    | NEW     | QUEUE   |
        | udp client:5354 > server:53 "AAAA" | NEW     | QUEUE   |
      And the handler of queue 0 accepts packet 1
      And the handler of queue 0 accepts packet 2
      Then the table holds:
        | original                |
        | client:5353 > server:53 |
        | client:5354 > server:53 |
      And the statistics include:
        | name          | value |
        | clash_resolve | 0     |
        | insert_failed | 0     |

    @id:incident-dns-race-notrack
    Scenario: Untracked questions cannot clash
      Given the callbacks:
        | hook       | priority | match        | verdict |
        | PREROUTING | -300     | udp dport 53 | NOTRACK |
        | PREROUTING | -300     | udp sport 53 | NOTRACK |
      And the flow udp client:5353 > server:53
      When these packets arrive:
        | dir | packet     | ctstate   | state | out |
        | >   | udp "A"    | UNTRACKED | -     | s0  |
        | >   | udp "AAAA" | UNTRACKED | -     | s0  |
        | <   | udp "1"    | UNTRACKED | -     | c0  |
        | <   | udp "2"    | UNTRACKED | -     | c0  |
      Then the table is empty

    @id:incident-dns-race-in-turn
    Scenario: Asked one after the other, the second question finds the entry of the first
      Given the flow udp client:5353 > server:53
      When these packets arrive:
        | dir | packet     | ctstate     |
        | >   | udp "A"    | NEW         |
        | >   | udp "AAAA" | NEW         |
        | <   | udp "1"    | ESTABLISHED |
        | <   | udp "2"    | ESTABLISHED |
      Then the table holds 1 entry
