@src:nft_ct.c
Feature: The mark of an entry
  A connection keeps a number of 32 bits for whoever sets rules. The packets of both directions see it, and
  connections that were expected inherit it.

  @id:marks-event
  Scenario: A mark that changes is an event, the same once more is not
    Given the callbacks:
      | hook    | priority | match              | verdict    |
      | FORWARD | 0        | ct direction reply | CTMARK 0x2a |
    And the flow icmp client > server
    When these packets arrive:
      | dir | packet                 | ctstate     | mark | events |
      | >   | icmp echo-request id 7 | NEW         | 0    | NEW    |
      | <   | icmp echo-reply id 7   | ESTABLISHED | 42   | UPDATE |
      | <   | icmp echo-reply id 7   | ESTABLISHED | 42   | -      |
      | >   | icmp echo-request id 7 | ESTABLISHED | 42   | -      |

  @id:marks-largest
  Scenario: The largest mark is printed as a number without a sign
    Given the callbacks:
      | hook    | priority | match | verdict           |
      | FORWARD | 0        | udp   | CTMARK 4294967295 |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | mark       |
      | udp len 10 | 4294967295 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=4294967295 zone=0 use=2
      """
