@src:nf_conntrack_proto_tcp.c @rfc:2827
Feature: Incident: INVALID drops with asymmetric routing
  What people see: with two firewalls or two uplinks UDP works and TCP does not: the SYN goes out, the
  SYN-ACK comes back to the other firewall, and nothing arrives. Its log tells of INVALID packets; on the first firewall
  the entry stands at SYN_SENT [UNREPLIED], and the client's ACK is INVALID there. Or it works until a link changes.
  Why: each router tracks what it sees. One that sees half of a connection cannot tell its state: a SYN-ACK, an echo
  reply or an ICMP error that belongs to nothing it knows is INVALID, and a usual ruleset drops that.
  What helps: bring both directions to one router (routes, or SNAT, which makes the replies come to whoever translated),
  synchronise the tables (conntrackd), leave such traffic untracked, or let the router work with half of the
  conversation: nf_conntrack_tcp_loose (the default) and nf_conntrack_tcp_be_liberal. Where reverse path filtering is strict
  (rp_filter=1), packets that come by the other way are dropped before conntrack sees them: that is another trouble.

  Background:
    Given the network:
      | name   | interface | addresses        |
      | client |           | 192.0.2.10/24    |
      | fw1    | in        | 192.0.2.1/24     |
      | fw1    | out       | 198.51.100.1/24  |
      | fw2    | in        | 192.0.2.2/24     |
      | fw2    | out       | 198.51.100.2/24  |
      | server |           | 198.51.100.10/24 |
    And the routes:
      | at     | to           | via |
      | server | 192.0.2.0/24 | fw2 |
    And the flow tcp client:40000 > server:80

  Rule: The trouble

    @id:incident-asymmetric-syn-ack
    Scenario: The second firewall drops the SYN-ACK, the client sends its SYN again, and so on
      Given the router is fw2
      And the callbacks:
        | hook    | match            | verdict |
        | FORWARD | ct state invalid | DROP    |
      When these packets arrive:
        | dir | packet                    | at  | ctstate | state    | verdict |
        | >   | S 0:0(0) win 64240        | fw1 | NEW     | SYN_SENT | ACCEPT  |
        | <   | S. 0:0(0) ack 1 win 65160 | fw2 | INVALID | -        | DROP    |
        | >   | S 0:0(0) win 64240        | fw1 | NEW     | SYN_SENT | ACCEPT  |
        | <   | S. 0:0(0) ack 1 win 65160 | fw2 | INVALID | -        | DROP    |
      Then the table is empty
      Given the router is fw1
      Then the table holds:
        | original                 | state    | status    |
        | client:40000 > server:80 | SYN_SENT | UNREPLIED |

    @id:incident-asymmetric-ack
    Scenario: Where the second firewall lets it through, the first one drops the client's ACK
      Given the callbacks:
        | hook    | match            | verdict |
        | FORWARD | ct state invalid | DROP    |
      When these packets arrive:
        | dir | packet                    | at  | ctstate | verdict | out |
        | >   | S 0:0(0) win 64240        | fw1 | NEW     | ACCEPT  | out |
        | <   | S. 0:0(0) ack 1 win 65160 | fw2 | INVALID | ACCEPT  | in  |
        | >   | . 1:1(0) ack 1 win 502    | fw1 | INVALID | DROP    | -   |

  Rule: The cause

    @id:incident-asymmetric-changed
    Scenario: A link changes in mid-connection: the firewall that takes over picks up what it sees, in both directions
      Until then it knew nothing of the connection. It does without windows that it has not seen.
      When these packets arrive:
        | dir | in      | packet                        | at  | ctstate     | state       |
        | >   |         | S 0:0(0) win 64240            | fw1 | NEW         | SYN_SENT    |
        | <   | fw1 out | S. 0:0(0) ack 1 win 65160     | fw1 | ESTABLISHED | SYN_RECV    |
        | >   |         | . 1:1(0) ack 1 win 502        | fw1 | ESTABLISHED | ESTABLISHED |
        | <   | fw2 out | P. 1:101(100) ack 1 win 502   | fw2 | NEW         | ESTABLISHED |
        | >   | fw2 in  | . 1:1(0) ack 101 win 502      | fw2 | ESTABLISHED | ESTABLISHED |
        | <   | fw2 out | P. 101:201(100) ack 1 win 502 | fw2 | ESTABLISHED | ESTABLISHED |

    @id:incident-asymmetric-strict
    Scenario: Without nf_conntrack_tcp_loose it takes over nothing
      Given the router is fw2
      And the sysctls:
        | name                                 | value |
        | net.netfilter.nf_conntrack_tcp_loose | 0     |
      When these packets arrive:
        | dir | packet                      | at  | ctstate |
        | <   | P. 1:101(100) ack 1 win 502 | fw2 | INVALID |

    @id:incident-asymmetric-half-window
    Scenario: A router that sees one direction only never learns the other's windows, and lets data through
      When these packets arrive:
        | dir | packet                          | at  | ctstate | state       |
        | <   | . 1:1001(1000) ack 1 win 502    | fw2 | NEW     | ESTABLISHED |
        | <   | . 1001:2001(1000) ack 1 win 502 | fw2 | NEW     | ESTABLISHED |

  Rule: What helps

    @id:incident-asymmetric-routes
    Scenario: Routes that bring both directions to one firewall
      Given the routes:
        | at     | to     | via |
        | server | client | fw1 |
      When these packets arrive:
        | dir | packet                    | at  | ctstate     | state       |
        | >   | S 0:0(0) win 64240        | fw1 | NEW         | SYN_SENT    |
        | <   | S. 0:0(0) ack 1 win 65160 | fw1 | ESTABLISHED | SYN_RECV    |
        | >   | . 1:1(0) ack 1 win 502    | fw1 | ESTABLISHED | ESTABLISHED |

    @id:incident-asymmetric-snat
    Scenario: SNAT to an address of its own: the reply comes to the firewall that translated
      Given the callbacks:
        | hook        | match         | verdict    |
        | POSTROUTING | oifname "out" | MASQUERADE |
      And the flow tcp fw1-out:40000 > server:80
      When these packets arrive:
        | flow                          | dir | packet                    | at  | ctstate     | state       | out |
        | tcp client:40000 > server:80  | >   | S 0:0(0) win 64240        | fw1 | NEW         | SYN_SENT    | out |
        | tcp fw1-out:40000 > server:80 | <   | S. 0:0(0) ack 1 win 65160 | fw1 | ESTABLISHED | SYN_RECV    | in  |
        | tcp client:40000 > server:80  | >   | . 1:1(0) ack 1 win 502    | fw1 | ESTABLISHED | ESTABLISHED | out |

    @id:incident-asymmetric-notrack
    Scenario: Left untracked on both firewalls, nothing is INVALID
      Given the callbacks:
        | hook       | priority | match            | verdict |
        | PREROUTING | -300     | tcp              | NOTRACK |
        | FORWARD    | 0        | ct state invalid | DROP    |
      And the router is fw2
      And the callbacks:
        | hook       | priority | match            | verdict |
        | PREROUTING | -300     | tcp              | NOTRACK |
        | FORWARD    | 0        | ct state invalid | DROP    |
      When these packets arrive:
        | dir | packet                    | at  | ctstate   | verdict |
        | >   | S 0:0(0) win 64240        | fw1 | UNTRACKED | ACCEPT  |
        | <   | S. 0:0(0) ack 1 win 65160 | fw2 | UNTRACKED | ACCEPT  |
        | >   | . 1:1(0) ack 1 win 502    | fw1 | UNTRACKED | ACCEPT  |

    @id:incident-asymmetric-liberal @sysctl:nf_conntrack_tcp_be_liberal
    Scenario: nf_conntrack_tcp_be_liberal helps against windows, not against a handshake that is seen by halves
      Given the sysctls:
        | name                                      | value |
        | net.netfilter.nf_conntrack_tcp_be_liberal | 1     |
      When these packets arrive:
        | dir | packet                    | at  | ctstate | state    |
        | >   | S 0:0(0) win 64240        | fw1 | NEW     | SYN_SENT |
        | <   | S. 0:0(0) ack 1 win 65160 | fw2 |         |          |
        | >   | . 1:1(0) ack 1 win 502    | fw1 | INVALID | SYN_SENT |
