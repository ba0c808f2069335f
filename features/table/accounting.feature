@src:nf_conntrack_acct.c
Feature: Accounting
  With nf_conntrack_acct the entries count the packets and the bytes of either direction, with
  nf_conntrack_timestamp they know when they began. Both cost memory for each entry, so both are off unless
  asked for, and what is asked for holds for the connections that begin from then on.

  @id:table-acct-off @sysctl:nf_conntrack_acct
  Scenario: Nothing is counted unless asked for
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet    | ctstate |
      | udp len 8 | NEW     |
    Then the table holds:
      | original                | packets | bytes |
      | client:4000 > server:53 | -       | -     |

  @id:table-acct-counts @sysctl:nf_conntrack_acct
  Scenario Outline: Over <family> each direction counts its packets, and their bytes with the IP header
    Given the sysctls:
      | name                            | value |
      | net.netfilter.nf_conntrack_acct | 1     |
    And the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | dir | packet      | ctstate     |
      | >   | udp len 10  | NEW         |
      | >   | udp len 20  | NEW         |
      | <   | udp len 100 | ESTABLISHED |
    Then the table holds:
      | original                    | packets | bytes   |
      | <client>:4000 > <server>:53 | 2/1     | <bytes> |

    Examples: A header has 20 bytes, or 40
      | family | client           | server           | bytes   |
      | IPv4   | client           | server           | 86/128  |
      | IPv6   | [2001:db8:1::10] | [2001:db8:2::10] | 126/148 |

  @id:table-acct-tcp @sysctl:nf_conntrack_acct
  Scenario: Every segment of a TCP connection counts, the empty ones too
    Given the sysctls:
      | name                            | value |
      | net.netfilter.nf_conntrack_acct | 1     |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                        | ctstate     |
      | >   | S 0:0(0) win 64240            | NEW         |
      | <   | S. 0:0(0) ack 1 win 65535     | ESTABLISHED |
      | >   | . 1:1(0) ack 1 win 64240      | ESTABLISHED |
      | >   | P. 1:101(100) ack 1 win 64240 | ESTABLISHED |
      | <   | . 1:1(0) ack 101 win 65535    | ESTABLISHED |
    Then the table holds:
      | original                | packets | bytes  |
      | client:1024 > server:80 | 3/2     | 220/80 |

  @id:table-acct-invalid @sysctl:nf_conntrack_acct
  Scenario: An INVALID packet belongs to nobody and is not counted
    Given the sysctls:
      | name                            | value |
      | net.netfilter.nf_conntrack_acct | 1     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                  | ctstate |
      | udp len 10              | NEW     |
      | udp len 10 bad-checksum | INVALID |
    Then the table holds:
      | original                | packets | bytes |
      | client:4000 > server:53 | 1/0     | 38/0  |

  @id:table-acct-related-error @sysctl:nf_conntrack_acct
  Scenario: An ICMP error is RELATED to a connection, but not counted in it
    Given the sysctls:
      | name                            | value |
      | net.netfilter.nf_conntrack_acct | 1     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                     | ctstate |
      | udp len 10                                                                 | NEW     |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 10} | RELATED |
    Then the table holds:
      | original                | packets | bytes |
      | client:4000 > server:53 | 1/0     | 38/0  |

  @id:table-acct-dropped-later @sysctl:nf_conntrack_acct
  Scenario: A packet that is dropped behind conntrack has been counted already
    Given the sysctls:
      | name                            | value |
      | net.netfilter.nf_conntrack_acct | 1     |
    And the callbacks:
      | hook    | priority | match                    | verdict |
      | FORWARD | 0        | udp ct state established | DROP    |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet     | ctstate     | verdict |
      | >   | udp len 10 | NEW         | ACCEPT  |
      | <   | udp len 10 | ESTABLISHED | DROP    |
    Then the table holds:
      | original                | packets | bytes |
      | client:4000 > server:53 | 1/1     | 38/38 |

  @id:table-acct-fragments @sysctl:nf_conntrack_acct
  Scenario: Fragments count once, as the datagram they make
    Given the sysctls:
      | name                            | value |
      | net.netfilter.nf_conntrack_acct | 1     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                         | verdict |
      | udp len 2000 (frag 7:1480@0+)  | STOLEN  |
      | udp len 2000 (frag 7:528@1480) | ACCEPT  |
    Then the table holds:
      | original                | packets | bytes  |
      | client:4000 > server:53 | 1/0     | 2028/0 |

  @id:table-acct-from-then-on @sysctl:nf_conntrack_acct
  Scenario: Counting that is switched on at run time begins with the next connections
    Given the flows:
      | name | flow                        |
      | old  | udp client:4000 > server:53 |
      | new  | udp client:4001 > server:53 |
    When these packets arrive:
      | flow | packet     |
      | old  | udp len 10 |
    And the sysctl net.netfilter.nf_conntrack_acct is set to 1
    And these packets arrive:
      | flow | packet     |
      | old  | udp len 10 |
      | new  | udp len 10 |
    Then the table holds:
      | flow | packets | bytes |
      | old  | -       | -     |
      | new  | 1/0     | 38/0  |

  @id:table-acct-listed @sysctl:nf_conntrack_acct
  Scenario: The counters stand behind either direction in /proc/net/nf_conntrack
    Given the sysctls:
      | name                            | value |
      | net.netfilter.nf_conntrack_acct | 1     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet     |
      | >   | udp len 10 |
      | <   | udp len 30 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 packets=1 bytes=38 src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 packets=1 bytes=58 mark=0 zone=0 use=2
      """

  @id:table-timestamp-listed @sysctl:nf_conntrack_timestamp
  Scenario: With nf_conntrack_timestamp an entry shows for how many seconds it has been there
    Given the sysctls:
      | name                                 | value |
      | net.netfilter.nf_conntrack_timestamp | 1     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     |
      | udp len 10 |
    And 12 seconds pass
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 udp      17 18 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 zone=0 delta-time=12 use=2
      """

  @id:table-timestamp-not-refreshed @sysctl:nf_conntrack_timestamp
  Scenario: Later packets do not change when a connection began
    Given the sysctls:
      | name                                 | value |
      | net.netfilter.nf_conntrack_timestamp | 1     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | t  | packet     |
      | 0  | udp len 10 |
      | 20 | udp len 10 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 zone=0 delta-time=20 use=2
      """
