@src:nf_conntrack_proto_tcp.c
Feature: TCP over IPv6
  TCP is the same whatever carries it, and so are its states. Each is reached here over IPv6, and refuses what
  it refuses over IPv4.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp [2001:db8:1::10]:1024 > [2001:db8:2::10]:80

  @id:tcp-ipv6-states @since:6.1
  Scenario Outline: <state> is reached over IPv6, and the originator's SYN/ACK is INVALID there
    Given packets have brought the connection to <state>
    When these packets arrive:
      | dir | packet                    | ctstate | state   | timeout   | log                                              |
      | >   | S. 0:0(0) ack 1 win 65535 | INVALID | <state> | <timeout> | packet (index 1) in dir 0 invalid, state <state> |
    Then the table holds:
      | family | protocol | original                                    | reply                                       | state   | timeout   |
      | ipv6   | tcp      | [2001:db8:1::10]:1024 > [2001:db8:2::10]:80 | [2001:db8:2::10]:80 > [2001:db8:1::10]:1024 | <state> | <timeout> |

    Examples: States in which a SYN/ACK of the originator makes no sense
      | state       | timeout |
      | SYN_SENT    | 120     |
      | ESTABLISHED | 5 days  |
      | FIN_WAIT    | 120     |
      | CLOSE_WAIT  | 60      |
      | LAST_ACK    | 30      |
      | TIME_WAIT   | 120     |
      | CLOSE       | 10      |

  @id:tcp-ipv6-proc
  Scenario: /proc/net/nf_conntrack prints the entry with addresses in full
    Given packets have brought the connection to ESTABLISHED
    Then /proc/net/nf_conntrack shows:
      """
      ipv6     10 tcp      6 432000 ESTABLISHED src=2001:0db8:0001:0000:0000:0000:0000:0010 dst=2001:0db8:0002:0000:0000:0000:0000:0010 sport=1024 dport=80 src=2001:0db8:0002:0000:0000:0000:0000:0010 dst=2001:0db8:0001:0000:0000:0000:0000:0010 sport=80 dport=1024 [ASSURED] mark=0 zone=0 use=2
      """

  @id:tcp-ipv6-options
  Scenario: Extension headers in front of a segment do not matter
    When these packets arrive:
      | dir | packet                                       | ctstate     | state       | log |
      | >   | S 0:0(0) win 65535 (hop-by-hop, destination) | NEW         | SYN_SENT    | -   |
      | <   | S. 0:0(0) ack 1 win 65535 (destination)      | ESTABLISHED | SYN_RECV    | -   |
      | >   | . 1:1(0) ack 1 win 65535 (destination)       | ESTABLISHED | ESTABLISHED | -   |
