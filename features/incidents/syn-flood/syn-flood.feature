@src:nf_conntrack_core.c @rfc:4987 @sysctl:nf_conntrack_max
Feature: Incident: a SYN flood fills the table
  What people see: new connections time out, old ones go on; the kernel logs "nf_conntrack: table full, dropping packet";
  nf_conntrack_count stands at nf_conntrack_max, and most entries are SYN_SENT [UNREPLIED] or SYN_RECV of hosts nobody knows.
  Why: every SYN that is let through makes an entry, which lives for 120 seconds without an answer and 60 with one. A
  full table throws out entries that are not ASSURED, but it looks for them in few buckets only, and an honest client
  in the middle of its handshake is not ASSURED either.
  What helps: drop the flood before conntrack or anywhere behind it (what is dropped leaves no entry), let half-open
  entries live shorter, and give the table more room.

  Background:
    Given the flows:
      | name   | flow                             |
      | known  | tcp client:40000 > server:80     |
      | honest | tcp client2:40001 > server:80    |
      | flood1 | tcp 203.0.113.1:1001 > server:80 |
      | flood2 | tcp 203.0.113.2:1002 > server:80 |
      | flood3 | tcp 203.0.113.3:1003 > server:80 |

  Rule: The trouble

    @id:incident-syn-flood-full
    Scenario: Nobody new comes in, and the log says why
      Given the sysctls:
        | name                           | value |
        | net.netfilter.nf_conntrack_max | 3     |
      When these packets arrive:
        | flow   | dir | packet                      | ctstate     | state       | verdict | reason                      |
        | known  | >   | S 0:0(0) win 64240          | NEW         | SYN_SENT    | ACCEPT  |                             |
        | known  | <   | S. 0:0(0) ack 1 win 65160   | ESTABLISHED | SYN_RECV    | ACCEPT  |                             |
        | known  | >   | . 1:1(0) ack 1 win 502      | ESTABLISHED | ESTABLISHED | ACCEPT  |                             |
        | flood1 | >   | S 0:0(0) win 1024           | NEW         | SYN_SENT    | ACCEPT  |                             |
        | flood2 | >   | S 0:0(0) win 1024           | NEW         | SYN_SENT    | ACCEPT  |                             |
        | honest | >   | S 0:0(0) win 64240          | -           | -           | DROP    | table full, dropping packet |
        | known  | >   | P. 1:101(100) ack 1 win 502 | ESTABLISHED | ESTABLISHED | ACCEPT  |                             |
      Then the log shows:
        """
        nf_conntrack: nf_conntrack: table full, dropping packet
        """
      And the statistics include:
        | name | value |
        | drop | 1     |
      And the sysctl net.netfilter.nf_conntrack_count is 3

    @id:incident-syn-flood-two-minutes
    Scenario: A half-open entry keeps its place for two minutes
      When these packets arrive:
        | flow   | packet            | ctstate | state    | status    | timeout |
        | flood1 | S 0:0(0) win 1024 | NEW     | SYN_SENT | UNREPLIED | 120     |
      And 119 seconds pass
      Then the table holds 1 entry
      When 1 second passes
      Then the table is empty

  Rule: The cause

    @id:incident-syn-flood-early-drop
    Scenario: A full table throws out whoever has not finished the handshake, and that may be an honest client
      Given a router with:
        | setting | value |
        | buckets | 1     |
      And the sysctls:
        | name                           | value |
        | net.netfilter.nf_conntrack_max | 2     |
      When these packets arrive:
        | flow   | dir | packet                    | ctstate     | state    | verdict | events              |
        | honest | >   | S 0:0(0) win 64240        | NEW         | SYN_SENT | ACCEPT  | NEW                 |
        | honest | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED | SYN_RECV | ACCEPT  | UPDATE              |
        | flood1 | >   | S 0:0(0) win 1024         | NEW         | SYN_SENT | ACCEPT  | NEW                 |
        | flood2 | >   | S 0:0(0) win 1024         | NEW         | SYN_SENT | ACCEPT  | DESTROY DESTROY NEW |
        | flood3 | >   | S 0:0(0) win 1024         | NEW         | SYN_SENT | ACCEPT  | NEW                 |
      Then the table holds:
        | flow   | state    |
        | flood2 | SYN_SENT |
        | flood3 | SYN_SENT |
      When these packets arrive:
        | flow   | dir | packet                 | ctstate | state       |
        | honest | >   | . 1:1(0) ack 1 win 502 | NEW     | ESTABLISHED |
      Then the statistics include:
        | name       | value |
        | early_drop | 4     |

    @id:incident-syn-flood-assured-stays
    Scenario: Whoever has finished it is ASSURED, and stays
      Given a router with:
        | setting | value |
        | buckets | 1     |
      And the sysctls:
        | name                           | value |
        | net.netfilter.nf_conntrack_max | 2     |
      When these packets arrive:
        | flow   | dir | packet                    | ctstate     | state       | status  |
        | known  | >   | S 0:0(0) win 64240        | NEW         | SYN_SENT    |         |
        | known  | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED | SYN_RECV    |         |
        | known  | >   | . 1:1(0) ack 1 win 502    | ESTABLISHED | ESTABLISHED | ASSURED |
        | flood1 | >   | S 0:0(0) win 1024         | NEW         | SYN_SENT    |         |
        | flood2 | >   | S 0:0(0) win 1024         | NEW         | SYN_SENT    |         |
        | flood3 | >   | S 0:0(0) win 1024         | NEW         | SYN_SENT    |         |
      Then the table holds:
        | flow   | state       | status    |
        | known  | ESTABLISHED | ASSURED   |
        | flood3 | SYN_SENT    | UNREPLIED |

  Rule: What helps

    @id:incident-syn-flood-drop-raw
    Scenario: A rule before conntrack drops the flood, and spends no entry on it
      Given the callbacks:
        | hook       | priority | match                    | verdict |
        | PREROUTING | -300     | ip saddr 203.0.113.1 tcp | DROP    |
      When these packets arrive:
        | flow   | packet             | ctstate | state    | verdict | hooks      |
        | flood1 | S 0:0(0) win 1024  | -       | -        | DROP    | PREROUTING |
        | honest | S 0:0(0) win 64240 | NEW     | SYN_SENT | ACCEPT  |            |
      Then the table holds:
        | flow   |
        | honest |

    @id:incident-syn-flood-drop-forward
    Scenario: A rule behind conntrack drops it as well: a connection whose first packet is dropped was never confirmed
      Given the callbacks:
        | hook    | match                    | verdict |
        | FORWARD | ip saddr 203.0.113.1 tcp | DROP    |
      When these packets arrive:
        | flow   | packet            | ctstate | state | verdict | events |
        | flood1 | S 0:0(0) win 1024 | NEW     | -     | DROP    | -      |
      Then the table is empty

    @id:incident-syn-flood-notrack
    Scenario: A rule that leaves the service untracked spends no entry on anybody
      The filter can no longer tell replies by their state: both directions need a rule there, too.
      Given the callbacks:
        | hook       | priority | match        | verdict |
        | PREROUTING | -300     | tcp dport 80 | NOTRACK |
        | PREROUTING | -300     | tcp sport 80 | NOTRACK |
      When these packets arrive:
        | flow   | dir | packet                    | ctstate   | state | verdict |
        | honest | >   | S 0:0(0) win 64240        | UNTRACKED | -     | ACCEPT  |
        | honest | <   | S. 0:0(0) ack 1 win 65160 | UNTRACKED | -     | ACCEPT  |
        | flood1 | >   | S 0:0(0) win 1024         | UNTRACKED | -     | ACCEPT  |
      Then the table is empty

    @id:incident-syn-flood-timeouts @sysctl:nf_conntrack_tcp_timeout_syn_sent @sysctl:nf_conntrack_tcp_timeout_syn_recv
    Scenario: Half-open entries that live shorter make room sooner
      Given the sysctls:
        | name                                            | value |
        | net.netfilter.nf_conntrack_tcp_timeout_syn_sent | 5     |
        | net.netfilter.nf_conntrack_tcp_timeout_syn_recv | 10    |
      When these packets arrive:
        | flow   | dir | packet                    | ctstate     | state    | timeout |
        | flood1 | >   | S 0:0(0) win 1024         | NEW         | SYN_SENT | 5       |
        | flood2 | >   | S 0:0(0) win 1024         | NEW         | SYN_SENT | 5       |
        | flood2 | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED | SYN_RECV | 10      |
      And 5 seconds pass
      Then the table holds:
        | flow   | state    | timeout |
        | flood2 | SYN_RECV | 5       |

    @id:incident-syn-flood-max
    Scenario: More room takes effect at once
      Given the sysctls:
        | name                           | value |
        | net.netfilter.nf_conntrack_max | 1     |
      When these packets arrive:
        | flow   | packet             | verdict |
        | flood1 | S 0:0(0) win 1024  | ACCEPT  |
        | honest | S 0:0(0) win 64240 | DROP    |
      And the sysctl net.netfilter.nf_conntrack_max is set to 2
      And these packets arrive:
        | flow   | packet             | ctstate | verdict |
        | honest | S 0:0(0) win 64240 | NEW     | ACCEPT  |
