@src:nf_conntrack_labels.c
Feature: Labels
  Beside its mark an entry has 128 labels, each a bit of its own. A rule adds one (ct label set), and what has
  been added stays: labels say what was seen of a connection, as policies in userspace want to know.

  @id:labels-added
  Scenario: Rules add labels, and none is lost
    Given the callbacks:
      | hook    | priority | match              | verdict   |
      | FORWARD | 0        | udp                | LABEL 1   |
      | FORWARD | 1        | ct direction reply | LABEL 127 |
      | FORWARD | 2        | ct direction reply | LABEL 40  |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet     | ctstate     | labels   |
      | >   | udp len 10 | NEW         | 1        |
      | <   | udp len 10 | ESTABLISHED | 1 40 127 |
      | >   | udp len 10 | ESTABLISHED | 1 40 127 |
    Then the table holds:
      | protocol | labels   |
      | udp      | 1 40 127 |

  @id:labels-none
  Scenario: An entry that no rule has labelled has none
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | labels |
      | udp len 10 | -      |

  @id:labels-event
  Scenario: A label that is new to the entry is an event, the same once more is not
    Given the callbacks:
      | hook    | priority | match              | verdict |
      | FORWARD | 0        | ct direction reply | LABEL 3 |
    And the flow icmp client > server
    When these packets arrive:
      | dir | packet                  | ctstate     | events |
      | >   | icmp echo-request id 7  | NEW         | NEW    |
      | >   | icmp echo-request id 7  | NEW         | -      |
      | <   | icmp echo-reply id 7    | ESTABLISHED | UPDATE |
      | <   | icmp echo-reply id 7    | ESTABLISHED | -      |
    Then these events are seen, in order:
      | type   | labels |
      | NEW    | -      |
      | UPDATE | 3      |

  @id:labels-no-room
  Scenario: An entry that is older than the first rule about labels has no room for any
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate |
      | udp len 10 | NEW     |
    Given the callbacks:
      | hook    | priority | match | verdict |
      | FORWARD | 0        | udp   | LABEL 5 |
    When these packets arrive:
      | dir | packet                             | ctstate     | labels |
      | <   | udp len 10                         | ESTABLISHED | -      |
      | >   | udp client:4001 > server:53 len 10 | NEW         | 5      |
