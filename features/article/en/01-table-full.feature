@src:nf_conntrack_core.c
Feature: ip_conntrack: table full, dropping packet
  A server writes to /var/log/messages that the table is full and that it drops packets. The cause: as soon as
  rules of iptables need connection tracking, the kernel keeps something in mind about every connection, and the
  place for that is limited. When there are more connections than places, new ones are dropped, whatever the
  rules say. The remedy is a greater limit, in /etc/sysctl.conf, made effective by `sysctl -p`.

  The names are those of the time before Linux 2.6.20. Today the line begins with nf_conntrack, and the limit is
  called net.netfilter.nf_conntrack_max; here the old name of the limit is understood as well.

  @id:article-full-log-line
  Scenario: A new connection for which there is no room is dropped, and the log says so
    Given the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 1     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | packet                              | ctstate | verdict | reason                      |
      | udp client2:1024 > server:53 len 20 | -       | DROP    | table full, dropping packet |
    Then the log shows:
      """
      nf_conntrack: nf_conntrack: table full, dropping packet
      """
    And packet 1 does not leave
    And the statistics include:
      | name | value |
      | drop | 1     |

  @id:article-full-known-connections
  Scenario: A full table does no harm to the connections in it
    Only new ones are dropped, before and after.
    Given the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 1     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                              | ctstate     | verdict |
      | >   | udp client2:1024 > server:53 len 20 | -           | DROP    |
      | >   | P. 1:101(100) ack 1 win 65535       | ESTABLISHED | ACCEPT  |
      | <   | . 1:1(0) ack 101 win 65535          | ESTABLISHED | ACCEPT  |
      | >   | udp client2:1024 > server:53 len 20 | -           | DROP    |
    Then the table holds:
      | original                | state       |
      | client:1024 > server:80 | ESTABLISHED |

  @id:article-full-connections-count
  Scenario: It is connections that take room, not packets
    Given the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 1     |
    And the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet     | verdict |
      | >   | udp len 20 | ACCEPT  |
      | >   | udp len 20 | ACCEPT  |
      | <   | udp len 80 | ACCEPT  |
      | >   | udp len 20 | ACCEPT  |
    Then the table holds 1 entry
    And the sysctl net.netfilter.nf_conntrack_count is 1
    And nothing is logged

  @id:article-full-untracked
  Scenario: What is not tracked needs no room
    Rules of the raw table exempt packets from connection tracking, so that a full table is none of their concern.
    Given the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 1     |
    And the callbacks:
      | hook       | priority | match | verdict |
      | PREROUTING | -300     | udp   | NOTRACK |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | packet                              | ctstate   | verdict |
      | udp client2:1024 > server:53 len 20 | UNTRACKED | ACCEPT  |
    Then nothing is logged

  @id:article-full-show-limit @sysctl:nf_conntrack_max
  Scenario: The limit is read under its old name and under today's
    Given the sysctls:
      | name                                | value |
      | net.ipv4.netfilter.ip_conntrack_max | 65535 |
    Then the sysctl net.ipv4.netfilter.ip_conntrack_max is 65535
    And the sysctl net.netfilter.nf_conntrack_max is 65535

  @id:article-full-sysctl-file @sysctl:nf_conntrack_max
  Scenario: A greater limit in sysctl.conf is effective as soon as the file is loaded
    The packet that was dropped for want of room passes when it comes again.
    Given the sysctl file:
      """
      # /etc/sysctl.conf
      net.ipv4.netfilter.ip_conntrack_max = 1
      """
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | packet                              | ctstate | verdict | log                                                     |
      | udp client2:1024 > server:53 len 20 | -       | DROP    | nf_conntrack: nf_conntrack: table full, dropping packet |
    And the sysctl file is loaded:
      """
      # /etc/sysctl.conf
      net.ipv4.netfilter.ip_conntrack_max = 655350
      """
    And these packets arrive:
      | packet                              | ctstate | verdict | log |
      | udp client2:1024 > server:53 len 20 | NEW     | ACCEPT  | -   |
    Then the sysctl net.ipv4.netfilter.ip_conntrack_max is 655350
    And the table holds 2 entries
