@src:nf_conntrack_proto_tcp.c @selftest:conntrack_tcp_unreplied
Feature: The kernel's test of unreplied TCP connections, restated
  A client asks for an address that nobody answers for, again and again from the same port. Rules that
  rewrite addresses look at the first packet of a connection only, so a rule that is added later has no effect
  on this client as long as its entry lives. Were each SYN to prolong that life, the rule would never have
  any. So the entry runs out in time, and the next SYN is the first of a new connection.

  @id:selftest-tcp-unreplied-expires @sysctl:nf_conntrack_tcp_timeout_syn_sent
  Scenario: An entry that nobody answers expires although the SYN comes again every second
    Given the sysctls:
      | name                                            | value |
      | net.netfilter.nf_conntrack_tcp_timeout_syn_sent | 10    |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | t  | dir | packet             | ctstate | status    | timeout | events |
      | 0  | >   | S 0:0(0) win 64240 | NEW     | UNREPLIED | 10      | NEW    |
      | 1  | >   | S 0:0(0) win 64240 | NEW     | UNREPLIED | 9       | -      |
      | 2  | >   | S 0:0(0) win 64240 | NEW     | UNREPLIED | 8       | -      |
      | 5  | >   | S 0:0(0) win 64240 | NEW     | UNREPLIED | 5       | -      |
      | 9  | >   | S 0:0(0) win 64240 | NEW     | UNREPLIED | 1       | -      |
      | 11 | >   | S 0:0(0) win 64240 | NEW     | UNREPLIED | 10      |        |
    Then these events are seen, in order:
      | type    |
      | NEW     |
      | DESTROY |
      | NEW     |

  @id:selftest-tcp-unreplied-new-attempt
  Scenario: A SYN with another sequence number does not prolong it either
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | t  | dir | packet                 | ctstate | status    | timeout |
      | 0  | >   | S 0:0(0) win 64240     | NEW     | UNREPLIED | 120     |
      | 50 | >   | S 9000:9000(0) win 500 | NEW     | UNREPLIED | 70      |
