@src:nf_conntrack_proto_icmpv6.c @rfc:4443
Feature: ICMPv6 errors
  As over IPv4, an error is RELATED to the connection whose packet it quotes, in the direction opposite to
  that packet, and everything that quotes no connection of the table is INVALID. An ICMPv6 error is told by
  its type alone: all types below 128 are errors (RFC 4443, 2.1), whether they have been assigned or not.

  @id:icmpv6-error-types
  Scenario Outline: <error> about a UDP datagram is RELATED
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                                                                                   | ctstate | ctdir    |
      | udp len 30                                                                               | NEW     | ORIGINAL |
      | icmp6 server6 > client6 <error> {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30} | RELATED | REPLY    |

    Examples: The four errors there are
      | error                                   |
      | unreachable port                        |
      | unreachable admin-prohibited            |
      | packet-too-big mtu 1280                 |
      | time-exceeded hop-limit                 |
      | parameter-problem next-header pointer 6 |

  @id:icmpv6-error-unassigned
  Scenario Outline: An error of the unassigned type <type> is RELATED as well
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                                                                                                                                        | ctstate |
      | udp len 0                                                                                                                                     | NEW     |
      | icmp6 server6 > client6 type <type> code 0 0x600000000008114020010db800010000000000000000001020010db80002000000000000000000100fa0003500089474 | RELATED |

    Examples: From one end to the other
      | type |
      | 0    |
      | 100  |
      | 127  |

  @id:icmpv6-error-directions
  Scenario Outline: An error about a <what> of the <side> is RELATED
    Given the flow <flow>
    When these packets arrive:
      | dir | packet   | ctstate     |
      | >   | <packet> | NEW         |
      | <   | <answer> | ESTABLISHED |
    And these packets arrive:
      | packet                                            | ctstate | ctdir   |
      | icmp6 <from> > <to> unreachable address {<quote>} | RELATED | <ctdir> |

    Examples: TCP, UDP and queries, either direction
      | what     | side       | flow                                            | packet                        | answer                      | from    | to      | ctdir    | quote                                                                                     |
      | segment  | originator | tcp [2001:db8:1::10]:1024 > [2001:db8:2::10]:80 | S 0:0(0) win 64240            | S. 0:0(0) ack 1 win 65535   | server6 | client6 | REPLY    | tcp [2001:db8:1::10]:1024 > [2001:db8:2::10]:80 S =1000000:1000000(0)                     |
      | segment  | responder  | tcp [2001:db8:1::10]:1024 > [2001:db8:2::10]:80 | S 0:0(0) win 64240            | S. 0:0(0) ack 1 win 65535   | client6 | server6 | ORIGINAL | tcp [2001:db8:2::10]:80 > [2001:db8:1::10]:1024 S. =3000000000:3000000000(0) ack =1000001 |
      | datagram | originator | udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 | udp len 30                    | udp len 30                  | server6 | client6 | REPLY    | udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30                                    |
      | datagram | responder  | udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 | udp len 30                    | udp len 30                  | client6 | server6 | ORIGINAL | udp [2001:db8:2::10]:53 > [2001:db8:1::10]:4000 len 30                                    |
      | ping     | originator | icmp6 client6 > server6                         | icmp6 echo-request id 7 seq 1 | icmp6 echo-reply id 7 seq 1 | server6 | client6 | REPLY    | icmp6 client6 > server6 echo-request id 7 seq 1                                           |
      | ping     | responder  | icmp6 client6 > server6                         | icmp6 echo-request id 7 seq 1 | icmp6 echo-reply id 7 seq 1 | client6 | server6 | ORIGINAL | icmp6 server6 > client6 echo-reply id 7 seq 1                                             |

  @id:icmpv6-error-by-router
  Scenario: Any router on the way may send it
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | in | packet                                                                                                         | ctstate | ctdir |
      |    | udp len 30                                                                                                     | NEW     |       |
      | s0 | icmp6 2001:db8:9::1 > client6 time-exceeded hop-limit {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30} | RELATED | REPLY |

  @id:icmpv6-error-to-other
  Scenario: It must go to whom the quoted packet came from
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 58    |
    And the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                                                                                                   | ctstate | log                                                                                                  |
      | udp len 30                                                                                               | NEW     |                                                                                                      |
      | icmp6 server6 > 2001:db8:1::11 unreachable port {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30} | INVALID | outer daddr 2001:0db8:0001:0000:0000:0000:0000:0011 != inner 2001:0db8:0001:0000:0000:0000:0000:0010 |

  @id:icmpv6-error-invalid
  Scenario Outline: An error <what> is INVALID
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                                       | ctstate |
      | udp len 30                                   | NEW     |
      | icmp6 <from> > <to> unreachable port <quote> | INVALID |

    Examples: Nothing in the table belongs to the quote
      | what                                   | from    | to      | quote                                                                                               |
      | about an unknown flow                  | server6 | client6 | {udp [2001:db8:1::10]:4001 > [2001:db8:2::10]:53 len 30}                                            |
      | that travels with the packet it quotes | client6 | server6 | {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30}                                            |
      | that quotes nothing                    | server6 | client6 |                                                                                                     |
      | about an error                         | server6 | client6 | {icmp6 client6 > server6 unreachable port {udp [2001:db8:2::10]:53 > [2001:db8:1::10]:4000 len 30}} |
      | that quotes half of the ports          | server6 | client6 | {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30 trunc 42}                                   |
      | that quotes the IPv6 header alone      | server6 | client6 | {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30 trunc 40}                                   |
      | with a wrong checksum                  | server6 | client6 | {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30} bad-checksum                               |

  @id:icmpv6-error-truncated
  Scenario Outline: A quote of <what> is enough
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                                                                                                           | ctstate |
      | udp len 30                                                                                                       | NEW     |
      | icmp6 server6 > client6 unreachable port {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30 trunc <length>} | RELATED |

    Examples: The ports must be there
      | what                               | length |
      | the IPv6 header and the UDP header | 48     |
      | the IPv6 header and both ports     | 44     |

  @id:icmpv6-error-extension-headers
  Scenario: Extension headers in the quoted packet do not hide its ports
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                                                                                                                         | ctstate |
      | udp len 30                                                                                                                     | NEW     |
      | icmp6 server6 > client6 unreachable port {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30 (destination 0x010400000000)} | RELATED |

  @id:icmpv6-error-no-refresh
  Scenario: Errors prolong nobody's life and count as no answer
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | t  | packet                                                                                            | ctstate | status             | timeout |
      | 0  | udp len 30                                                                                        | NEW     | UNREPLIED          | 30      |
      | 10 | icmp6 server6 > client6 unreachable port {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30} | RELATED | UNREPLIED !ASSURED | 20      |
      | 30 | icmp6 server6 > client6 unreachable port {udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 len 30} | INVALID | -                  | -       |

  @id:icmpv6-error-wrong-family
  Scenario: An ICMPv6 error cannot be about an IPv4 packet
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                        | ctstate |
      | udp len 30                                                                    | NEW     |
      | icmp6 server6 > client6 unreachable port {udp client:4000 > server:53 len 30} | INVALID |
