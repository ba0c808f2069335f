@src:nf_conntrack_proto_tcp.c
Feature: TCP timeouts
  Each state has a timeout of its own, which every accepted segment begins anew. A connection that is in use
  may be silent for days; one that is opening or closing has no reason to be silent for minutes. All of them
  can be set by sysctl, and hold from the next segment on.

  @id:tcp-timeouts-default
  Scenario Outline: A connection in <state> is kept for <timeout>
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to <state>
    Then the table holds:
      | flow                        | state   | timeout   |
      | tcp client:1024 > server:80 | <state> | <timeout> |
    When <almost> seconds pass
    Then the table holds 1 entry
    When 2 seconds pass
    Then the table is empty

    Examples: Defaults
      | state       | timeout | almost |
      | SYN_SENT    | 120     | 119    |
      | SYN_RECV    | 60      | 59     |
      | ESTABLISHED | 5 days  | 431999 |
      | FIN_WAIT    | 120     | 119    |
      | CLOSE_WAIT  | 60      | 59     |
      | LAST_ACK    | 30      | 29     |
      | TIME_WAIT   | 120     | 119    |
      | CLOSE       | 10      | 9      |
      | SYN_SENT2   | 120     | 119    |

  @id:tcp-timeouts-sysctl-defaults
  Scenario Outline: <sysctl> is <value> seconds by default
    Given a router
    Then the sysctl net.netfilter.<sysctl> is <value>

    Examples: Sysctls
      | sysctl                                  | value  |
      | nf_conntrack_tcp_timeout_syn_sent       | 120    |
      | nf_conntrack_tcp_timeout_syn_recv       | 60     |
      | nf_conntrack_tcp_timeout_established    | 432000 |
      | nf_conntrack_tcp_timeout_fin_wait       | 120    |
      | nf_conntrack_tcp_timeout_close_wait     | 60     |
      | nf_conntrack_tcp_timeout_last_ack       | 30     |
      | nf_conntrack_tcp_timeout_time_wait      | 120    |
      | nf_conntrack_tcp_timeout_close          | 10     |
      | nf_conntrack_tcp_timeout_max_retrans    | 300    |
      | nf_conntrack_tcp_timeout_unacknowledged | 300    |

  @id:tcp-timeouts-max-retrans-default @sysctl:nf_conntrack_tcp_max_retrans
  Scenario: Three retransmissions are allowed by default
    Given a router
    Then the sysctl net.netfilter.nf_conntrack_tcp_max_retrans is 3

  @id:tcp-timeouts-sysctl
  Scenario Outline: <sysctl> sets the timeout of <state>
    Given the sysctls:
      | name                   | value |
      | net.netfilter.<sysctl> | 55    |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to <state>
    Then the table holds:
      | flow                        | state   | timeout |
      | tcp client:1024 > server:80 | <state> | 55      |

    Examples: A sysctl for each state but SYN_SENT2
      | state       | sysctl                               |
      | SYN_SENT    | nf_conntrack_tcp_timeout_syn_sent    |
      | SYN_RECV    | nf_conntrack_tcp_timeout_syn_recv    |
      | ESTABLISHED | nf_conntrack_tcp_timeout_established |
      | FIN_WAIT    | nf_conntrack_tcp_timeout_fin_wait    |
      | CLOSE_WAIT  | nf_conntrack_tcp_timeout_close_wait  |
      | LAST_ACK    | nf_conntrack_tcp_timeout_last_ack    |
      | TIME_WAIT   | nf_conntrack_tcp_timeout_time_wait   |
      | CLOSE       | nf_conntrack_tcp_timeout_close       |

  @id:tcp-timeouts-next-segment @sysctl:nf_conntrack_tcp_timeout_established
  Scenario: A change holds from the next segment on
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When the sysctl net.netfilter.nf_conntrack_tcp_timeout_established is set to 600
    Then the table holds:
      | flow                        | timeout |
      | tcp client:1024 > server:80 | 5 days  |
    When these packets arrive:
      | dir | packet                   | timeout |
      | >   | . 1:1(0) ack 1 win 65535 | 600     |

  @id:tcp-timeouts-shortened-established @sysctl:nf_conntrack_tcp_timeout_established
  Scenario: Waiting data do not lengthen a timeout that is shorter already
    Given the sysctls:
      | name                                               | value |
      | net.netfilter.nf_conntrack_tcp_timeout_established | 100   |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                        | timeout |
      | >   | P. 1:101(100) ack 1 win 65535 | 100     |

  @id:tcp-timeouts-ipv6
  Scenario: The timeouts are the same over IPv6
    Given the flow tcp [2001:db8:1::10]:1024 > [2001:db8:2::10]:80
    And packets have brought the connection to TIME_WAIT
    Then the table holds:
      | flow                                            | state     | timeout |
      | tcp [2001:db8:1::10]:1024 > [2001:db8:2::10]:80 | TIME_WAIT | 120     |
