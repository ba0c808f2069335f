Feature: What differs of the table, its events and its settings

  @id:versions-complaint-interfaces @src:nf_conntrack_proto.c @sysctl:nf_conntrack_log_invalid
  Scenario Outline: On Linux <version> a complaint of conntrack tells <what>
    Given Linux <version>
    And the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 255   |
    When these packets arrive:
      | packet                                      | ctstate |
      | udp client:4000 > server:53 len 4 sum 0x001 | INVALID |
    Then the log shows:
      """
      nf_ct_proto_17: bad checksum <where> SRC=192.0.2.10 DST=198.51.100.10 LEN=32 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=UDP SPT=4000 DPT=53 LEN=12 
      """

    Examples: Each version
      | version | what             | where                                                    |
      | 5.10    | no interface     | IN= OUT=                                                 |
      | 6.1     | where it came in | IN=c0 OUT= MAC=00:00:5e:00:53:01:00:00:5e:00:53:11:08:00 |
      | 6.12    | where it came in | IN=c0 OUT= MAC=00:00:5e:00:53:01:00:00:5e:00:53:11:08:00 |
      | 6.18    | where it came in | IN=c0 OUT= MAC=00:00:5e:00:53:01:00:00:5e:00:53:11:08:00 |
      | 7.3     | where it came in | IN=c0 OUT= MAC=00:00:5e:00:53:01:00:00:5e:00:53:11:08:00 |

  @id:versions-destroy-event @src:ctnetlink_conntrack_event
  Scenario Outline: On Linux <version> the event of a connection’s end tells <what>
    Given Linux <version>
    When these packets arrive:
      | packet                                        |
      | tcp client:1024 > server:80 S 0:0(0) win 100  |
    And conntrack -D -p tcp is run
    Then conntrack -E prints:
      """
          [NEW] tcp      6 120 SYN_SENT src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024
      [DESTROY] tcp      6 <end> dst=198.51.100.10 sport=1024 dport=80 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024
      """

    Examples: Each version
      | version | what                | end                       |
      | 5.10    | neither             | src=192.0.2.10            |
      | 6.1     | state and time left | * SYN_SENT src=192.0.2.10 |
      | 6.12    | state and time left | * SYN_SENT src=192.0.2.10 |
      | 6.18    | state and time left | * SYN_SENT src=192.0.2.10 |
      | 7.3     | state and time left | * SYN_SENT src=192.0.2.10 |

  @id:versions-queue-race @src:nf_conntrack_update
  Scenario Outline: On Linux <version> of two SYNs that wait in a queue the later one is <what>
    Given Linux <version>
    And a userspace handler on queue 0 that holds packets
    And the callbacks:
      | hook    | match | verdict |
      | FORWARD | tcp   | QUEUE 0 |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | packet             | verdict |
      | S 0:0(0) win 64240 | QUEUE   |
      | S 0:0(0) win 64240 | QUEUE   |
    And the handler of queue 0 accepts packet 1
    And the handler of queue 0 accepts packet 2
    Then packet 2 is seen as:
      | verdict   |
      | <verdict> |
    And the table holds 1 entry

    Examples: Each version
      | version | what                     | verdict |
      | 5.10    | taken for the same again | ACCEPT  |
      | 6.1     | taken for the same again | ACCEPT  |
      | 6.12    | dropped                  | DROP    |
      | 6.18    | dropped                  | DROP    |
      | 7.3     | dropped                  | DROP    |

  @id:versions-icmp-race @src:nf_conntrack_proto_icmp.c
  Scenario Outline: On Linux <version> of two pings that race the later one is <what>
    Given Linux <version>
    And a userspace handler on queue 0 that holds packets
    And the callbacks:
      | hook    | match | verdict |
      | FORWARD | icmp  | QUEUE 0 |
    And the flow icmp client > server
    When these packets arrive:
      | packet                       | verdict |
      | icmp echo-request id 1 seq 1 | QUEUE   |
      | icmp echo-request id 1 seq 1 | QUEUE   |
    And the handler of queue 0 accepts packet 1
    And the handler of queue 0 accepts packet 2
    Then packet 2 is seen as:
      | verdict   |
      | <verdict> |
    And the statistics include:
      | name          | value   |
      | clash_resolve | <joins> |

    Examples: Each version
      | version | what                     | verdict | joins |
      | 5.10    | one of the entry already | ACCEPT  | 0     |
      | 6.1     | one of the entry already | ACCEPT  | 0     |
      | 6.12    | dropped                  | DROP    | 0     |
      | 6.18    | dropped                  | DROP    | 0     |
      | 7.3     | joined to its entry      | ACCEPT  | 1     |

  @id:versions-table-unlimited @src:nf_conntrack_standalone.c @sysctl:nf_conntrack_max
  Scenario: Linux 7.3 has no table without a limit
    Given Linux 7.3
    Then the sysctl net.netfilter.nf_conntrack_max cannot be set to 0

  @id:versions-sysctl-limits @src:nf_conntrack_standalone.c @sysctl:nf_conntrack_tcp_max_retrans
  Scenario: Before Linux 6.1 sysctls that are integers took any
    Given Linux 5.10
    When the sysctl net.netfilter.nf_conntrack_tcp_max_retrans is set to -1
    Then the sysctl net.netfilter.nf_conntrack_tcp_max_retrans is -1
    When the sysctl net.netfilter.nf_conntrack_tcp_max_retrans is set to 256
    Then the sysctl net.netfilter.nf_conntrack_tcp_max_retrans is 256

  @id:versions-sysctl-limits-table @src:nf_conntrack_standalone.c @sysctl:nf_conntrack_max
  Scenario: Where no expectation may be made, the helper’s packet is dropped
    Given Linux 5.10
    And the sysctls:
      | name                                  | value |
      | net.netfilter.nf_conntrack_max        | -1    |
      | net.netfilter.nf_conntrack_expect_max | 0     |
    And the helper tftp on udp port 69
    When these packets arrive:
      | packet                                              | ctstate | verdict | reason                 |
      | udp client:4000 > server:69 "\x00\x01x\x00octet\x00" | NEW     | DROP    | cannot add expectation |

  @id:versions-helper-switch @src:nf_ct_lookup_helper
  Scenario: Linux 5.10 can be told to give helpers to connections to their ports
    Given Linux 5.10
    When these packets arrive:
      | packet                                        |
      | tcp client:1024 > server:21 S 0:0(0) win 100  |
      | tcp client:1025 > server:21 S 0:0(0) win 100  |
    Then the log shows:
      """
      nf_conntrack: default automatic helper assignment has been turned off for security reasons and CT-based  firewall rule not found. Use the iptables CT target to attach helpers instead.
      """
    When the sysctl net.netfilter.nf_conntrack_helper is set to 1
    And these packets arrive:
      | packet                                        |
      | tcp client:1026 > server:21 S 0:0(0) win 100  |
    Then the table holds:
      | original                | helper |
      | client:1024 > server:21 | -      |
      | client:1025 > server:21 | -      |
      | client:1026 > server:21 | ftp    |
