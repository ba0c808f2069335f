@src:nf_conntrack_proto_tcp.c
Feature: FINs and RSTs outside the window
  When both sides try to end a connection and conntrack believes neither, because their segments lie outside
  the window it knows, then it is conntrack that is out of step. The segments stay INVALID, but the entry is
  not kept for five days: it gets the time that unacknowledged data would get.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80

  @id:tcp-lowered-timeout @since:6.1
  Scenario Outline: A <first> of one side and a <second> of the other lower the timeout
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet  | ctstate | state       | timeout |
      | >   | <one>   | INVALID | ESTABLISHED | 5 days  |
      | <   | <other> | INVALID | ESTABLISHED | 300     |

    Examples: Ends of both sides
      | first | second | one                                 | other                               |
      | FIN   | FIN    | F. 500001:500001(0) ack 1 win 65535 | F. 500001:500001(0) ack 1 win 65535 |
      | FIN   | RST    | F. 500001:500001(0) ack 1 win 65535 | R 500001:500001(0) win 0            |
      | RST   | FIN    | R 500001:500001(0) win 0            | F. 500001:500001(0) ack 1 win 65535 |
      | RST   | RST    | R 500001:500001(0) win 0            | R 500001:500001(0) win 0            |

  @id:tcp-lowered-timeout-one-side
  Scenario: Those of one side alone do not
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                              | ctstate | state       | timeout |
      | >   | F. 500001:500001(0) ack 1 win 65535 | INVALID | ESTABLISHED | 5 days  |
      | >   | R 500001:500001(0) win 0            | INVALID | ESTABLISHED | 5 days  |
      | >   | R 500001:500001(0) win 0            | INVALID | ESTABLISHED | 5 days  |

  @id:tcp-lowered-timeout-sign-of-life
  Scenario: A good segment in between shows that all is well
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                              | ctstate     | state       | timeout |
      | >   | F. 500001:500001(0) ack 1 win 65535 | INVALID     | ESTABLISHED | 5 days  |
      | >   | . 1:1(0) ack 1 win 65535            | ESTABLISHED | ESTABLISHED | 5 days  |
      | <   | F. 500001:500001(0) ack 1 win 65535 | INVALID     | ESTABLISHED | 5 days  |

  @id:tcp-lowered-timeout-data
  Scenario: Other segments outside the window lower nothing
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                             | ctstate | state       | timeout |
      | >   | . 500001:500001(0) ack 1 win 65535 | INVALID | ESTABLISHED | 5 days  |
      | <   | . 500001:500001(0) ack 1 win 65535 | INVALID | ESTABLISHED | 5 days  |

  @id:tcp-lowered-timeout-not-assured @sysctl:nf_conntrack_tcp_timeout_syn_recv @since:6.1
  Scenario: A connection that is not ASSURED keeps its timeout
    Given the sysctls:
      | name                                               | value |
      | net.netfilter.nf_conntrack_tcp_timeout_syn_recv    | 1000  |
      | net.netfilter.nf_conntrack_tcp_timeout_max_retrans | 1000  |
    And packets have brought the connection to SYN_RECV
    When these packets arrive:
      | dir | packet                              | ctstate | state    | timeout |
      | >   | F. 500001:500001(0) ack 1 win 65535 | INVALID | SYN_RECV | 1000    |
      | <   | F. 500001:500001(0) ack 1 win 65535 | INVALID | SYN_RECV | 1000    |

  @id:tcp-lowered-timeout-short-already
  Scenario: A timeout below two minutes is short enough
    Given the sysctls:
      | name                                                  | value |
      | net.netfilter.nf_conntrack_tcp_timeout_unacknowledged | 45    |
    And packets have brought the connection to CLOSE_WAIT
    When these packets arrive:
      | dir | packet                              | ctstate | state      | timeout |
      | >   | F. 500001:500001(0) ack 1 win 65535 | INVALID | CLOSE_WAIT | 60      |
      | <   | F. 500001:500001(0) ack 1 win 65535 | INVALID | CLOSE_WAIT | 60      |

  @id:tcp-lowered-timeout-never-raised
  Scenario: A timeout is never raised
    Given the sysctls:
      | name                                                  | value |
      | net.netfilter.nf_conntrack_tcp_timeout_established    | 600   |
      | net.netfilter.nf_conntrack_tcp_timeout_unacknowledged | 1000  |
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                              | ctstate | state       | timeout |
      | >   | F. 500001:500001(0) ack 1 win 65535 | INVALID | ESTABLISHED | 600     |
      | <   | F. 500001:500001(0) ack 1 win 65535 | INVALID | ESTABLISHED | 600     |

  @id:tcp-lowered-timeout-sysctl @sysctl:nf_conntrack_tcp_timeout_unacknowledged @since:6.1 @until:6.18 @except:6.12
  Scenario: It is lowered to the timeout of unacknowledged data
    The log has it in ticks of the kernel's clock, of which there are 250 in a second.
    Given the sysctls:
      | name                                                  | value |
      | net.netfilter.nf_conntrack_tcp_timeout_unacknowledged | 45    |
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                              | ctstate | timeout | log                                                                                                                                       |
      | >   | F. 500001:500001(0) ack 1 win 65535 | INVALID | 5 days  |                                                                                                                                           |
      | <   | F. 500001:500001(0) ack 1 win 65535 | INVALID | 45      | SEQ is over upper bound 3000065537 (over the window of the receiver); packet (index 2, dir 1) response for index 2 lower timeout to 11250 |
