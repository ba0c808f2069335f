Feature: A router with more than two networks
  Which interface a packet leaves by is a matter of its destination; conntrack does not ask. An entry has no interface in it:
  a reply that comes in by another one belongs to the connection all the same.

  Background:
    Given the network:
      | name   | interface | addresses                        | mtu  |
      | alice  |           | 192.0.2.10/25 2001:db8:1::10/64  |      |
      | bob    |           | 192.0.2.140/25                   |      |
      | server |           | 198.51.100.10/24                 |      |
      | fw     | lan1      | 192.0.2.1/25 2001:db8:1::1/64    |      |
      | fw     | lan2      | 192.0.2.129/25                   |      |
      | fw     | dmz       | 198.51.100.1/24 2001:db8:2::1/64 |      |
      | fw     | dsl       | 203.0.113.1/30                   | 1492 |
      | isp    |           | 203.0.113.2/30                   |      |
    And the routes:
      | at | to      | via |
      | fw | default | isp |

  @id:topology-networks-ways
  Scenario: Each destination has its interface, and what is nowhere goes the default way
    When these packets arrive:
      | packet                                  | ctstate | out  |
      | udp alice:1000 > bob:7 len 10           | NEW     | lan2 |
      | udp bob:1000 > server:7 len 10          | NEW     | dmz  |
      | udp server:1000 > alice:7 len 10        | NEW     | lan1 |
      | udp alice:1000 > 233.252.0.7:7 len 10   | NEW     |      |
      | udp alice:1000 > 203.0.113.200:7 len 10 | NEW     | dsl  |

  @id:topology-networks-no-route
  Scenario: Without a default way the sender is told that there is none
    When these packets arrive:
      | packet                                      | verdict | out  |
      | udp alice6:1000 > [2001:db8:77::1]:7 len 10 | DROP    | lan1 |
    Then packet 1 leaves as:
      """
      icmp6 fw6 > alice6 unreachable no-route {udp alice6:1000 > [2001:db8:77::1]:7 len 10}
      """

  @id:topology-networks-other-interface
  Scenario: A reply belongs to its connection by whatever interface it comes in
    When these packets arrive:
      | in   | packet                            | ctstate     | ctdir    | out  |
      |      | udp alice:1000 > server:53 len 10 | NEW         | ORIGINAL | dmz  |
      | dmz  | udp server:53 > alice:1000 len 10 | ESTABLISHED | REPLY    | lan1 |
      | dsl  | udp server:53 > alice:1000 len 10 | ESTABLISHED | REPLY    | lan1 |
      | lan2 | udp server:53 > alice:1000 len 10 | ESTABLISHED | REPLY    | lan1 |

  @id:topology-networks-interface-rules
  Scenario: Rules may ask for interfaces
    Given the callbacks:
      | hook        | match                        | verdict    |
      | FORWARD     | iifname "lan2" oifname "dmz" | DROP       |
      | POSTROUTING | oifname "dsl"                | MASQUERADE |
    When these packets arrive:
      | packet                                | ctstate | verdict | status   |
      | udp bob:1000 > server:7 len 10        | NEW     | DROP    |          |
      | udp bob:1000 > alice:7 len 10         | NEW     | ACCEPT  | !SRC_NAT |
      | udp bob:1000 > 203.0.113.200:7 len 10 | NEW     | ACCEPT  | SRC_NAT  |
    Then packet 3 leaves as:
      """
      udp fw-dsl:1000 > 203.0.113.200:7 len 10
      """

  @id:topology-networks-mtu @rfc:1191
  Scenario: A link may be narrower than the others
    When these packets arrive:
      | packet                                         | verdict | out  |
      | udp alice:1000 > bob:7 len 1472 (df)           | ACCEPT  | lan2 |
      | udp alice:1000 > 203.0.113.200:7 len 1472 (df) | DROP    | lan1 |
    Then packet 2 leaves as:
      """
      icmp fw > alice unreachable frag-needed mtu 1492 {udp alice:1000 > 203.0.113.200:7 len 1472 (df) trunc 548} (tos 0xc0)
      """

  @id:topology-networks-router-itself
  Scenario: The router has an address on each interface, and all of them are its own
    When these packets arrive:
      | packet                                            | ctstate | hooks            | out        |
      | icmp alice > fw-dmz echo-request id 1 seq 1 len 8 | NEW     | PREROUTING INPUT | local lan1 |
      | icmp bob > fw echo-request id 1 seq 1 len 8       | NEW     | PREROUTING INPUT | local lan2 |
    Then packet 1 leaves as:
      """
      icmp fw-dmz > alice echo-reply id 1 seq 1 len 8
      """

  @id:topology-networks-local-process
  Scenario: A process of the router takes the same ways
    When these packets arrive:
      | packet                                   | ctstate | hooks              | out  |
      | udp fw-lan2:1000 > bob:7 len 10          | NEW     | OUTPUT POSTROUTING | lan2 |
      | udp fw-dsl:1000 > 203.0.113.200:7 len 10 | NEW     | OUTPUT POSTROUTING | dsl  |

  @id:topology-networks-log @sysctl:nf_conntrack_log_invalid @since:6.12
  Scenario: A line of the log names the interface
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 255   |
    When these packets arrive:
      | in  | packet                                             | ctstate |
      | dsl | tcp server:80 > alice:1000 S. =1:1(0) ack =1 win 9 | INVALID |
    Then the log includes:
      """
      nf_ct_proto_6: invalid new IN=dsl OUT= MAC=00:00:5e:00:53:04:00:00:5e:00:53:14:08:00 SRC=198.51.100.10 DST=192.0.2.10 LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=TCP SPT=80 DPT=1000 SEQ=1 ACK=1 WINDOW=9 RES=0x00 ACK SYN URGP=0
      """
