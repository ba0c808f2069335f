@src:nf_conntrack_standalone.c @sysctl:nf_conntrack_timestamp
Feature: Timestamps
  With nf_conntrack_timestamp the kernel notes when a connection was confirmed; listings tell how long ago that
  was. What was there before keeps no time.

  @id:timestamps-age
  Scenario: The age of an entry counts from its confirmation, whatever comes later
    Given the sysctls:
      | name                                 | value |
      | net.netfilter.nf_conntrack_timestamp | 1     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | t  | dir | packet     | ctstate     |
      | 0  | >   | udp len 10 | NEW         |
      | 20 | <   | udp len 10 | ESTABLISHED |
      | 45 | >   | udp len 10 | ESTABLISHED |
    Then the table holds:
      | protocol | timeout | age |
      | udp      | 120     | 45  |
    And /proc/net/nf_conntrack shows:
      """
      ipv4     2 udp      17 120 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 [ASSURED] mark=0 zone=0 delta-time=45 use=2
      """

  @id:timestamps-older
  Scenario: An entry that is older than the setting has no age
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate |
      | udp len 10 | NEW     |
    And the sysctl net.netfilter.nf_conntrack_timestamp is set to 1
    And these packets arrive:
      | packet                             | ctstate |
      | udp len 10                         | NEW     |
      | udp client:4001 > server:53 len 10 | NEW     |
    And 7 seconds pass
    Then the table holds:
      | original                | age |
      | client:4000 > server:53 | -   |
      | client:4001 > server:53 | 7   |
