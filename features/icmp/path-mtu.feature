@src:nf_conntrack_proto_icmp.c @src:nf_conntrack_proto_icmpv6.c @selftest:conntrack_icmp_related
Feature: The kernel's test of related ICMP errors, restated
  Who sends large packets learns from ICMP errors how large they may be, and from redirects that there is a
  shorter way. A firewall that lets only NEW and ESTABLISHED queries pass, and what is RELATED to them, must
  let these errors through, or large pings and downloads fail without a word. Two routers stand in the test:
  one whose link to the other end is narrow and that sends the error, and one further from it that the error
  passes through.

  @id:icmp-related-mtu-small
  Scenario Outline: Over <family> a ping that fits passes, and nothing is RELATED
    Given a router with:
      | setting | value |
      | mtu     | 1280  |
    And the flow <flow>
    When these packets arrive:
      | dir | packet                                       | ctstate     | out |
      | >   | <icmp> echo-request id 7 seq 1 len 1000 <df> | NEW         | s0  |
      | <   | <icmp> echo-reply id 7 seq 1 len 1000        | ESTABLISHED | c0  |

    Examples: Both families
      | family | flow                    | icmp  | df   |
      | IPv4   | icmp client > server    | icmp  | (df) |
      | IPv6   | icmp6 client6 > server6 | icmp6 |      |

  @id:icmp-related-mtu-own
  Scenario Outline: Over <family> the router in front of the narrow link answers a large ping with an error, and keeps no entry
    Given a router with:
      | setting | value |
      | mtu     | 1280  |
    And the flow <flow>
    When these packets arrive:
      | packet                                       | ctstate | hooks      | verdict |
      | <icmp> echo-request id 7 seq 1 len 1300 <df> | NEW     | PREROUTING | DROP    |
    Then packet 1 leaves as:
      """
      <error>
      """
    And the table is empty

    Examples: Both families
      | family | flow                    | icmp  | df   | error                                                                                                                                   |
      | IPv4   | icmp client > server    | icmp  | (df) | icmp router > client unreachable frag-needed mtu 1280 {icmp client > server echo-request id 7 seq 1 len 1300 (df) trunc 548} (tos 0xc0) |
      | IPv6   | icmp6 client6 > server6 | icmp6 |      | icmp6 router6 > client6 packet-too-big mtu 1280 {icmp6 client6 > server6 echo-request id 7 seq 1 len 1300 trunc 1232}                   |

  @id:icmp-related-mtu-passing
  Scenario: A router on the way sees that error as RELATED to the ping
    The error quotes as much of the ping as fits into 576 bytes.
    Given the flow icmp client > server
    When these packets arrive:
      | in | packet                                                                                                                            | ctstate | ctdir    | out |
      |    | icmp echo-request id 7 seq 1 len 1300 (df)                                                                                        | NEW     | ORIGINAL | s0  |
      | s0 | icmp 203.0.113.1 > client unreachable frag-needed mtu 1280 {icmp client > server echo-request id 7 seq 1 len 1300 (df) trunc 548} | RELATED | REPLY    | c0  |
    Then the table holds:
      | original                           | status    |
      | client > server type 8 code 0 id 7 | UNREPLIED |

  @id:icmp-related-mtu-passing6
  Scenario: So it does over IPv6, where the error says that the packet is too big
    Given the flow icmp6 client6 > server6
    When these packets arrive:
      | in | packet                                                                                                                      | ctstate | ctdir    | out |
      |    | icmp6 echo-request id 7 seq 1 len 1300                                                                                      | NEW     | ORIGINAL | s0  |
      | s0 | icmp6 2001:db8:9::1 > client6 packet-too-big mtu 1280 {icmp6 client6 > server6 echo-request id 7 seq 1 len 1300 trunc 1232} | RELATED | REPLY    | c0  |
    Then the table holds:
      | original                               | status    |
      | client6 > server6 type 128 code 0 id 7 | UNREPLIED |

  @id:icmp-related-mtu-tcp
  Scenario: A segment of a download that is too large is reported to the server
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | in | packet                                                                                                                                              | ctstate     | ctdir    | out |
      | <   |    | . 1:1461(1460) ack 1 win 65535 (df)                                                                                                                 | ESTABLISHED | REPLY    | c0  |
      |     | c0 | icmp 203.0.113.1 > server unreachable frag-needed mtu 1280 {tcp server:80 > client:1024 . =3000000001:3000001461(1460) ack =1000001 (df) trunc 548} | RELATED     | ORIGINAL | s0  |

  @id:icmp-related-redirect
  Scenario: Who pings through a detour sees the redirect as RELATED
    Given the flow icmp router > client2
    When these packets arrive:
      | in | packet                                                                                                | hooks              | ctstate | ctdir    |
      | lo | icmp echo-request id 7 seq 1                                                                          | OUTPUT POSTROUTING | NEW     | ORIGINAL |
      | c0 | icmp client > router redirect host gateway 192.0.2.12 {icmp router > client2 echo-request id 7 seq 1} | PREROUTING INPUT   | RELATED | REPLY    |

  @id:icmp-related-redirect6 @rfc:4861-4.5
  Scenario: So over IPv6, where a redirect carries the packet in an option and must come from a neighbour
    Given the flow icmp6 router6 > 2001:db8:1::12
    When these packets arrive:
      | in | packet                                                                                                                                                                                                         | hooks              | ctstate | ctdir    |
      | lo | icmp6 echo-request id 7 seq 1                                                                                                                                                                                  | OUTPUT POSTROUTING | NEW     | ORIGINAL |
      | c0 | icmp6 fe80::9 > router6 redirect target 2001:db8:1::12 destination 2001:db8:1::12 0x04070000000000006000000000083a4020010db800010000000000000000000120010db80001000000000000000000128000242e00070001 (ttl 255) | PREROUTING INPUT   | RELATED | REPLY    |
