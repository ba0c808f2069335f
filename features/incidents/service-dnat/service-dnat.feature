@src:nf_conntrack_proto_tcp.c @src:nf_nat_core.c @rfc:9293-3.10.7.4 @sysctl:nf_conntrack_tcp_be_liberal
Feature: Incident: a service behind DNAT resets connections under load
  What people see: large downloads through a Kubernetes service (or any address that is translated to a server behind it) end in
  "connection reset by peer" now and then; tcpdump at the client shows a segment from the server's own address, which
  the client never spoke to, and the client's RST to it. nf_conntrack_log_invalid and the counter "invalid" tell of them.
  Why: a segment that does not fit the window as conntrack knows it is INVALID (conntrack may have missed a packet that opened it). What is INVALID belongs
  to no connection, so nothing is translated: it leaves as it came, under the server's own address. The client has no
  such connection and answers with a RST, to the server, which ends the one that was fine.
  What helps: drop what is INVALID before it leaves, or have conntrack not look at windows (nf_conntrack_tcp_be_liberal).

  Background:
    Given the callbacks:
      | hook       | match                               | verdict                    |
      | PREROUTING | ip daddr 198.51.100.19 tcp dport 80 | DNAT to 198.51.100.10:8080 |
    And the flows:
      | name    | flow                           |
      | service | tcp client:40000 > server9:80  |
      | pod     | tcp client:40000 > server:8080 |

  Rule: The trouble

    @id:incident-service-dnat-rst @since:6.1
    Scenario: A segment beyond the window keeps the server's own address, and the client resets the connection
      When these packets arrive:
        | flow    | dir | packet                               | ctstate     | state       | verdict | reason                                                               |
        | service | >   | S 0:0(0) win 64240                   | NEW         | SYN_SENT    | ACCEPT  |                                                                      |
        | pod     | <   | S. 0:0(0) ack 1 win 65160            | ESTABLISHED | SYN_RECV    | ACCEPT  |                                                                      |
        | service | >   | . 1:1(0) ack 1 win 1000              | ESTABLISHED | ESTABLISHED | ACCEPT  |                                                                      |
        | service | >   | P. 1:101(100) ack 1 win 1000         | ESTABLISHED | ESTABLISHED | ACCEPT  |                                                                      |
        | pod     | <   | . 1:1001(1000) ack 101 win 1000      | ESTABLISHED | ESTABLISHED | ACCEPT  |                                                                      |
        | pod     | <   | . 90001:91001(1000) ack 101 win 1000 | INVALID     |             | ACCEPT  | SEQ is over upper bound 3000001002 (over the window of the receiver) |
      Then packet 5 leaves as:
        """
        tcp server9:80 > client:40000 . =3000000001:3000001001(1000) ack =1000101 win 1000
        """
      And packet 6 leaves as:
        """
        tcp server:8080 > client:40000 . =3000090001:3000091001(1000) ack =1000101 win 1000
        """
      When these packets arrive:
        | flow | dir | packet                      | ctstate | verdict | out |
        | pod  | >   | R =1000101:1000101(0) win 0 | INVALID | ACCEPT  | s0  |
      Then packet 7 leaves as:
        """
        tcp client:40000 > server:8080 R =1000101:1000101(0) win 0
        """
      And the table holds:
        | original                  | reply                      | state       |
        | client:40000 > server9:80 | server:8080 > client:40000 | ESTABLISHED |

  Rule: The cause

    @id:incident-service-dnat-late @since:6.1
    Scenario: A late copy, from further back than the largest window, is translated all the same
      The client answers it with the acknowledgment it has sent before. Before Linux 6.1 such a copy was INVALID, which was
      the usual way into this trouble.
      When these packets arrive:
        | flow    | dir | packet                               | ctstate     | out |
        | service | >   | S 0:0(0) win 64240                   | NEW         | s0  |
        | pod     | <   | S. 0:0(0) ack 1 win 65160            | ESTABLISHED | c0  |
        | service | >   | . 1:1(0) ack 1 win 64240             | ESTABLISHED | s0  |
        | pod     | <   | . 1:1001(1000) ack 1 win 1000        | ESTABLISHED | c0  |
        | pod     | <   | . 60001:61001(1000) ack 1 win 1000   | ESTABLISHED | c0  |
        | service | >   | . 1:1(0) ack 61001 win 64240         | ESTABLISHED | s0  |
        | pod     | <   | . 120001:121001(1000) ack 1 win 1000 | ESTABLISHED | c0  |
        | service | >   | . 1:1(0) ack 121001 win 64240        | ESTABLISHED | s0  |
        | pod     | <   | . 1:1001(1000) ack 1 win 1000        | ESTABLISHED | c0  |
      Then packet 9 leaves as:
        """
        tcp server9:80 > client:40000 . =3000000001:3000001001(1000) ack =1000001 win 1000
        """

    @id:incident-service-dnat-forgotten
    Scenario: The same without any window: the service's entry is gone, and the server speaks under its own address
      Given the sysctls:
        | name                                               | value |
        | net.netfilter.nf_conntrack_tcp_timeout_established | 600   |
      When these packets arrive:
        | flow    | dir | packet                    | ctstate     | state       |
        | service | >   | S 0:0(0) win 64240        | NEW         | SYN_SENT    |
        | pod     | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED | SYN_RECV    |
        | service | >   | . 1:1(0) ack 1 win 502    | ESTABLISHED | ESTABLISHED |
      And 10 minutes pass
      And these packets arrive:
        | flow | dir | packet                      | ctstate | out |
        | pod  | <   | P. 1:101(100) ack 1 win 502 | NEW     | c0  |
      Then packet 4 leaves as:
        """
        tcp server:8080 > client:40000 P. =3000000001:3000000101(100) ack =1000001 win 502
        """

  Rule: What helps

    @id:incident-service-dnat-drop-invalid
    Scenario: Dropped, the segment does no harm: the server sends it again
      Given the callbacks:
        | hook    | match            | verdict |
        | FORWARD | ct state invalid | DROP    |
      When these packets arrive:
        | flow    | dir | packet                               | ctstate     | verdict | out |
        | service | >   | S 0:0(0) win 64240                   | NEW         | ACCEPT  | s0  |
        | pod     | <   | S. 0:0(0) ack 1 win 65160            | ESTABLISHED | ACCEPT  | c0  |
        | service | >   | . 1:1(0) ack 1 win 1000              | ESTABLISHED | ACCEPT  | s0  |
        | service | >   | P. 1:101(100) ack 1 win 1000         | ESTABLISHED | ACCEPT  | s0  |
        | pod     | <   | . 90001:91001(1000) ack 101 win 1000 | INVALID     | DROP    | -   |
        | pod     | <   | . 1:1001(1000) ack 101 win 1000      | ESTABLISHED | ACCEPT  | c0  |

    @id:incident-service-dnat-liberal
    Scenario: With nf_conntrack_tcp_be_liberal the segment is translated like any other
      Given the sysctls:
        | name                                      | value |
        | net.netfilter.nf_conntrack_tcp_be_liberal | 1     |
      When these packets arrive:
        | flow    | dir | packet                               | ctstate     | verdict | out |
        | service | >   | S 0:0(0) win 64240                   | NEW         | ACCEPT  | s0  |
        | pod     | <   | S. 0:0(0) ack 1 win 65160            | ESTABLISHED | ACCEPT  | c0  |
        | service | >   | . 1:1(0) ack 1 win 1000              | ESTABLISHED | ACCEPT  | s0  |
        | service | >   | P. 1:101(100) ack 1 win 1000         | ESTABLISHED | ACCEPT  | s0  |
        | pod     | <   | . 90001:91001(1000) ack 101 win 1000 | ESTABLISHED | ACCEPT  | c0  |
      Then packet 5 leaves as:
        """
        tcp server9:80 > client:40000 . =3000090001:3000091001(1000) ack =1000101 win 1000
        """
