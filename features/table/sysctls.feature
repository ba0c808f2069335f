@src:nf_conntrack_standalone.c
Feature: Sysctls
  What conntrack can be told at run time stands under net.netfilter: timeouts, limits, switches. Timeouts are
  whole seconds. A value takes effect at once, for the packets that come after it; what is no number, or out
  of range, is refused, and the value that was there stays. A file such as /etc/sysctl.conf is the same, line
  by line.

  @id:table-sysctl-defaults
  Scenario Outline: <name> is <value> by default
    Then the sysctl net.netfilter.<name> is <value>

    Examples: Switches and limits
      | name                                | value |
      | nf_conntrack_count                  | 0     |
      | nf_conntrack_expect_max             | 4096  |
      | nf_conntrack_checksum               | 1     |
      | nf_conntrack_log_invalid            | 0     |
      | nf_conntrack_acct                   | 0     |
      | nf_conntrack_timestamp              | 0     |

    @since:6.1
    Examples: Switches and limits, since Linux 6.1
      | name                                | value |
      | nf_conntrack_events                 | 2     |

    Examples: Switches and limits
      | name                                | value |
      | nf_conntrack_tcp_loose              | 1     |
      | nf_conntrack_tcp_be_liberal         | 0     |

    @since:6.1
    Examples: Switches and limits, since Linux 6.1
      | name                                | value |
      | nf_conntrack_tcp_ignore_invalid_rst | 0     |

    Examples: Switches and limits
      | name                                | value |
      | nf_conntrack_tcp_max_retrans        | 3     |

    Examples: Timeouts in seconds
      | name                                        | value  |
      | nf_conntrack_generic_timeout                | 600    |
      | nf_conntrack_icmp_timeout                   | 30     |
      | nf_conntrack_icmpv6_timeout                 | 30     |
      | nf_conntrack_udp_timeout                    | 30     |
      | nf_conntrack_udp_timeout_stream             | 120    |
      | nf_conntrack_gre_timeout                    | 30     |
      | nf_conntrack_gre_timeout_stream             | 180    |
      | nf_conntrack_tcp_timeout_syn_sent           | 120    |
      | nf_conntrack_tcp_timeout_syn_recv           | 60     |
      | nf_conntrack_tcp_timeout_established        | 432000 |
      | nf_conntrack_tcp_timeout_fin_wait           | 120    |
      | nf_conntrack_tcp_timeout_close_wait         | 60     |
      | nf_conntrack_tcp_timeout_last_ack           | 30     |
      | nf_conntrack_tcp_timeout_time_wait          | 120    |
      | nf_conntrack_tcp_timeout_close              | 10     |
      | nf_conntrack_tcp_timeout_max_retrans        | 300    |
      | nf_conntrack_tcp_timeout_unacknowledged     | 300    |
      | nf_conntrack_sctp_timeout_closed            | 10     |
      | nf_conntrack_sctp_timeout_cookie_wait       | 3      |
      | nf_conntrack_sctp_timeout_cookie_echoed     | 3      |
      | nf_conntrack_sctp_timeout_established       | 210    |
      | nf_conntrack_sctp_timeout_shutdown_sent     | 3      |
      | nf_conntrack_sctp_timeout_shutdown_recd     | 3      |
      | nf_conntrack_sctp_timeout_shutdown_ack_sent | 3      |
      | nf_conntrack_sctp_timeout_heartbeat_sent    | 30     |

    Examples: Reassembly for conntrack
      | name                           | value   |
      | nf_conntrack_frag6_timeout     | 60      |
      | nf_conntrack_frag6_low_thresh  | 3145728 |
      | nf_conntrack_frag6_high_thresh | 4194304 |

  @id:table-sysctl-defaults-ip
  Scenario Outline: <name> is <value> by default
    Then the sysctl <name> is <value>

    Examples: Reassembly, whoever asks for it
      | name                         | value   |
      | net.ipv4.ipfrag_time         | 30      |
      | net.ipv4.ipfrag_low_thresh   | 3145728 |
      | net.ipv4.ipfrag_high_thresh  | 4194304 |
      | net.ipv4.ipfrag_max_dist     | 64      |
      | net.ipv6.ip6frag_time        | 60      |
      | net.ipv6.ip6frag_low_thresh  | 3145728 |
      | net.ipv6.ip6frag_high_thresh | 4194304 |

  @id:table-sysctl-written-read
  Scenario Outline: What is written to <name> is what is read
    When the sysctl <name> is set to <value>
    Then the sysctl <name> is <value>

    Examples: One of each kind
      | name                                               | value |
      | net.netfilter.nf_conntrack_acct                    | 1     |
      | net.netfilter.nf_conntrack_log_invalid             | 255   |
      | net.netfilter.nf_conntrack_udp_timeout             | 45    |
      | net.netfilter.nf_conntrack_tcp_timeout_established | 3600  |
      | net.netfilter.nf_conntrack_sctp_timeout_closed     | 20    |
      | net.netfilter.nf_conntrack_frag6_timeout           | 10    |
      | net.ipv4.ipfrag_max_dist                           | 0     |

  @id:table-sysctl-refused
  Scenario Outline: <name> takes no <value>: <why>
    Then the sysctl net.netfilter.<name> cannot be set to <value>

    Examples: Out of range
      | name                         | value | why                    |
      | nf_conntrack_acct            | 2     | a switch is 0 or 1     |
      | nf_conntrack_checksum        | 2     | a switch is 0 or 1     |
      | nf_conntrack_timestamp       | -1    | a switch is 0 or 1     |
      | nf_conntrack_tcp_loose       | 2     | a switch is 0 or 1     |
      | nf_conntrack_events          | 3     | it is 0, 1 or 2        |
      | nf_conntrack_log_invalid     | 256   | protocols go up to 255 |

    @since:6.1
    Examples: Since Linux 6.1
      | name                         | value | why                    |
      | nf_conntrack_tcp_max_retrans | 256   | it is kept in a byte   |

    Examples: No number
      | name                     | value | why            |
      | nf_conntrack_udp_timeout | soon  | it is a number |
      | nf_conntrack_acct        | yes   | it is a number |

  @id:table-sysctl-refused-keeps
  Scenario: What was refused has changed nothing
    When the sysctl net.netfilter.nf_conntrack_acct is set to 1
    Then the sysctl net.netfilter.nf_conntrack_acct cannot be set to 7
    And the sysctl net.netfilter.nf_conntrack_acct is 1

  @id:table-sysctl-read-only @sysctl:nf_conntrack_count
  Scenario: How many connections there are can be read and not written
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet    |
      | udp len 8 |
    Then the sysctl net.netfilter.nf_conntrack_count is 1
    And the sysctl net.netfilter.nf_conntrack_count cannot be set to 0
    And the sysctl net.netfilter.nf_conntrack_count is 1

  @id:table-sysctl-unknown
  Scenario Outline: There is no <name>
    Then the sysctl <name> cannot be set to 1

    Examples: Misspelt, or of other kernels
      | name                                   |
      | net.netfilter.nf_conntrack_maxx        |
      | net.netfilter.nf_conntrack_tcp_timeout |

    @since:6.1
    Examples: No longer there since Linux 6.1
      | name                                   |
      | net.netfilter.nf_conntrack_helper      |

  @id:table-sysctl-max-machine @sysctl:nf_conntrack_max
  Scenario Outline: The limits of the whole table are whole numbers: <name> takes no <value>
    Given a router with:
      | setting | value |
      | buckets | 512   |
    Then the sysctl <name> cannot be set to <value>

    @since:6.1
    Examples: Below what makes sense, since Linux 6.1
      | name                                  | value |
      | net.netfilter.nf_conntrack_max        | -1    |

    Examples: Below what makes sense
      | name                                  | value |
      | net.netfilter.nf_conntrack_buckets    | 0     |

    @since:6.1
    Examples: Below what makes sense, since Linux 6.1
      | name                                  | value |
      | net.netfilter.nf_conntrack_expect_max | 0     |

  @id:table-sysctl-file
  Scenario: A file of settings has comments, empty lines, and blanks wherever one likes
    Given the sysctl file:
      """
      # connection tracking
      ; of a small router

      net.netfilter.nf_conntrack_udp_timeout = 45
      net.netfilter.nf_conntrack_udp_timeout_stream=90
        net.netfilter.nf_conntrack_icmp_timeout  =  5
      net/netfilter/nf_conntrack_generic_timeout = 60
      """
    Then the sysctl net.netfilter.nf_conntrack_udp_timeout is 45
    And the sysctl net.netfilter.nf_conntrack_udp_timeout_stream is 90
    And the sysctl net.netfilter.nf_conntrack_icmp_timeout is 5
    And the sysctl net.netfilter.nf_conntrack_generic_timeout is 60

  @id:table-sysctl-file-run-time
  Scenario: A file that is loaded at run time holds for the packets after it
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet    | timeout |
      | udp len 8 | 30      |
    And the sysctl file is loaded:
      """
      net.netfilter.nf_conntrack_udp_timeout = 45
      """
    And these packets arrive:
      | packet    | timeout |
      | udp len 8 | 45      |

  @id:table-sysctl-file-last-wins
  Scenario: Of two lines for the same sysctl the later one holds
    Given the sysctl file:
      """
      net.netfilter.nf_conntrack_udp_timeout = 45
      net.netfilter.nf_conntrack_udp_timeout = 50
      """
    Then the sysctl net.netfilter.nf_conntrack_udp_timeout is 50

  @id:table-sysctl-file-ignored
  Scenario: A line that begins with a minus sign may fail without harm
    Given the sysctl file:
      """
      -net.netfilter.nf_conntrack_of_another_kernel = 1
      -net.netfilter.nf_conntrack_acct = 7
      -net.netfilter.nf_conntrack_udp_timeout = 45
      """
    Then the sysctl net.netfilter.nf_conntrack_acct is 0
    And the sysctl net.netfilter.nf_conntrack_udp_timeout is 45

  @id:table-sysctl-file-old-names
  Scenario: The names of the time before 2.6.20 are understood
    Given a router with:
      | setting | value |
      | buckets | 512   |
    And the sysctl file:
      """
      net.ipv4.ip_conntrack_max = 1000
      net.ipv4.netfilter.ip_conntrack_tcp_timeout_established = 3600
      net.ipv4.netfilter.ip_conntrack_udp_timeout = 45
      """
    Then the sysctl net.netfilter.nf_conntrack_max is 1000
    And the sysctl net.netfilter.nf_conntrack_tcp_timeout_established is 3600
    And the sysctl net.netfilter.nf_conntrack_udp_timeout is 45

  @id:table-sysctl-max-aliases @sysctl:nf_conntrack_max
  Scenario: nf_conntrack_max stands in two places and is one
    Given a router with:
      | setting | value |
      | buckets | 512   |
    When the sysctl net.nf_conntrack_max is set to 1000
    Then the sysctl net.netfilter.nf_conntrack_max is 1000
