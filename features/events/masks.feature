@src:nf_conntrack_ecache.c
Feature: Which events are reported
  By itself conntrack reports every event to whoever listens. The sysctl nf_conntrack_events switches them off,
  and a rule chooses for single connections (ct event set).

  @id:events-mask-rule
  Scenario: Of a connection only the chosen events are reported
    Given the callbacks:
      | hook       | priority | match        | verdict            |
      | PREROUTING | -150     | tcp dport 80 | EVENTS new assured |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                    | ctstate     | state       | events |
      | >   | S 0:0(0) win 64240        | NEW         | SYN_SENT    | NEW    |
      | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED | SYN_RECV    | -      |
      | >   | . 1:1(0) ack 1 win 502    | ESTABLISHED | ESTABLISHED | UPDATE |
      | >   | F. 1:1(0) ack 1 win 502   | ESTABLISHED | FIN_WAIT    | -      |
    When 120 seconds pass
    Then the table is empty
    And these events are seen, in order:
      | type   | state       |
      | NEW    | SYN_SENT    |
      | UPDATE | ESTABLISHED |

  @id:events-off @sysctl:nf_conntrack_events
  Scenario: Without nf_conntrack_events nothing is reported of new connections
    Given the sysctls:
      | name                              | value |
      | net.netfilter.nf_conntrack_events | 0     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet     | ctstate     | events |
      | >   | udp len 10 | NEW         | -      |
      | <   | udp len 10 | ESTABLISHED | -      |
    And 30 seconds pass
    Then these events are seen, in order:
      | type |

  @id:events-off-but-rule @sysctl:nf_conntrack_events
  Scenario: A rule asks for events where the sysctl has them off
    Given the sysctls:
      | name                              | value |
      | net.netfilter.nf_conntrack_events | 0     |
    And the callbacks:
      | hook       | priority | match        | verdict            |
      | PREROUTING | -150     | udp dport 53 | EVENTS new destroy |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet                             | ctstate     | events |
      | >   | udp len 10                         | NEW         | NEW    |
      | <   | udp len 10                         | ESTABLISHED | -      |
      | >   | udp client:4000 > server:54 len 10 | NEW         | -      |
    And 30 seconds pass
    Then these events are seen, in order:
      | type    | original                |
      | NEW     | client:4000 > server:53 |
      | DESTROY | client:4000 > server:53 |
