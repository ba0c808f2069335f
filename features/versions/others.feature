Feature: What else differs from version to version

  @id:versions-icmpv6-router-discovery @src:nf_conntrack_proto_icmpv6.c @rfc:4286
  Scenario Outline: On Linux <version> a multicast router advertisement is <ctstate>
    Given Linux <version>
    When these packets arrive:
      | packet                                          | ctstate   |
      | icmp6 client6 > router6 type 151 code 0 (ttl 1) | <ctstate> |

    Examples: Each version
      | version | ctstate   |
      | 5.10    | INVALID   |
      | 6.1     | INVALID   |
      | 6.12    | UNTRACKED |
      | 6.18    | UNTRACKED |
      | 7.3     | UNTRACKED |

  @id:versions-udplite @src:nf_conntrack_proto_udp.c @rfc:3828
  Scenario Outline: Linux <version> knows <what> of UDP-Lite
    Given Linux <version>
    And the flow ip client > server proto 136
    When these packets arrive:
      | packet                          |
      | ip proto 136 0x0fa00035000803c1 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 <line> mark=0 zone=0 use=2
      """

    Examples: Each version
      | version | what          | line                                                                                                                                  |
      | 5.10    | the ports     | udplite  136 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 |
      | 6.1     | the ports     | udplite  136 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 |
      | 6.12    | the ports     | udplite  136 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 |
      | 6.18    | the ports     | udplite  136 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 |
      | 7.3     | the addresses | udplite  136 600 src=192.0.2.10 dst=198.51.100.10 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10                                        |

  @id:versions-dccp @src:nf_conntrack_proto_dccp.c @rfc:4340
  Scenario Outline: Linux <version> knows <what> of DCCP
    Given Linux <version>
    And the flow ip client > server proto 33
    When these packets arrive:
      | packet                                                 |
      | ip proto 33 0x9c40138905005d84010000000000000a0000002a |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 <line> mark=0 zone=0 use=2
      """

    Examples: Each version
      | version | what             | line                                                                                                                                                |
      | 5.10    | ports and states | dccp     33 240 REQUEST src=192.0.2.10 dst=198.51.100.10 sport=40000 dport=5001 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=5001 dport=40000 |
      | 6.1     | ports and states | dccp     33 240 REQUEST src=192.0.2.10 dst=198.51.100.10 sport=40000 dport=5001 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=5001 dport=40000 |
      | 6.12    | ports and states | dccp     33 240 REQUEST src=192.0.2.10 dst=198.51.100.10 sport=40000 dport=5001 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=5001 dport=40000 |
      | 6.18    | the addresses    | unknown  33 600 src=192.0.2.10 dst=198.51.100.10 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10                                                       |
      | 7.3     | the addresses    | unknown  33 600 src=192.0.2.10 dst=198.51.100.10 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10                                                       |

  @id:versions-dccp-nat @src:nf_nat_proto.c
  Scenario Outline: On Linux <version> NAT translates of DCCP <what>
    Given Linux <version>
    And the callbacks:
      | hook        | match | verdict               |
      | POSTROUTING | dccp  | SNAT to 198.51.100.77 |
    When these packets arrive:
      | packet                                                                 |
      | ip client > server proto 33 0x9c40138905005d84010000000000000a0000002a |
    Then packet 1 leaves as:
      """
      ip 198.51.100.77 > server proto 33 <payload>
      """

    Examples: Each version
      | version | what                | payload                                    |
      | 5.10    | the checksum, too   | 0x9c4013890500f50d010000000000000a0000002a |
      | 6.1     | the checksum, too   | 0x9c4013890500f50d010000000000000a0000002a |
      | 6.12    | the checksum, too   | 0x9c4013890500f50d010000000000000a0000002a |
      | 6.18    | the addresses alone | 0x9c40138905005d84010000000000000a0000002a |
      | 7.3     | the addresses alone | 0x9c40138905005d84010000000000000a0000002a |

  @id:versions-dccp-sysctl @src:nf_conntrack_standalone.c
  Scenario Outline: Linux <version> has no sysctl for DCCP
    Given Linux <version>
    Then the sysctl net.netfilter.nf_conntrack_dccp_loose cannot be set to 1

    Examples: Those that do not track it
      | version |
      | 6.18    |
      | 7.3     |

  @id:versions-dccp-cut @src:nf_conntrack_proto_dccp.c
  Scenario Outline: On Linux <version> a DCCP packet that ends within its header is <outcome>
    Given Linux <version>
    When these packets arrive:
      | packet                                         | verdict   |
      | ip client > server proto 33 0x9c40138905005d84 | <verdict> |

    Examples: Each version
      | version | outcome     | verdict |
      | 5.10    | dropped     | DROP    |
      | 6.1     | dropped     | DROP    |
      | 6.12    | let through | ACCEPT  |
      | 6.18    | let through | ACCEPT  |
      | 7.3     | let through | ACCEPT  |

  @id:versions-expected-helper @src:init_conntrack
  Scenario Outline: On Linux <version> a connection that has its helper from an expectation has the status <status>
    Given Linux <version>
    And the helper sip on udp port 5060
    And the flow udp client:5060 > server:5060
    When these packets arrive:
      | dir | packet                                                                                                                        |
      | >   | udp "REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <sip:alice@192.0.2.10:5070>\r\nExpires: 3600\r\n\r\n" |
      | <   | udp "SIP/2.0 200 OK\r\nCSeq: 1 REGISTER\r\nContact: <sip:alice@192.0.2.10:5070>;expires=600\r\n\r\n"                          |
    And these packets arrive:
      | packet                               | ctstate |
      | udp server:7001 > client:5070 len 40 | RELATED |
    Then the table includes:
      | original                  | helper | status            |
      | server:7001 > client:5070 | sip    | EXPECTED <status> |

    Examples: Each version
      | version | status  |
      | 5.10    | !HELPER |
      | 6.1     | !HELPER |
      | 6.12    | HELPER  |
      | 6.18    | !HELPER |
      | 7.3     | HELPER  |

  @id:versions-lowest-address @src:fib_frontend.c
  Scenario Outline: On Linux <version> a packet to the lowest address of a network goes <where>
    Given Linux <version>
    When these packets arrive:
      | packet                                | ctstate | hooks   |
      | udp server:40000 > 192.0.2.0:53 len 8 | NEW     | <hooks> |

    Examples: Each version
      | version | where                  | hooks                          |
      | 5.10    | to all, the router too | PREROUTING INPUT               |
      | 6.1     | to that host           | PREROUTING FORWARD POSTROUTING |
      | 6.12    | to that host           | PREROUTING FORWARD POSTROUTING |
      | 6.18    | to that host           | PREROUTING FORWARD POSTROUTING |
      | 7.3     | to that host           | PREROUTING FORWARD POSTROUTING |

  @id:versions-error-limit @src:inet_peer_xrlim_allow
  Scenario Outline: On Linux <version> a refusal leaves a host an allowance for <how many>
    The first packet spends a second's worth of it on a redirect, and a refusal holds no more than six of its own kind.
    Given Linux <version>
    And the ruleset:
      """
      table ip6 filter {
        chain forward {
          type filter hook forward priority 0; policy accept;
          reject with icmpv6 port-unreachable
        }
      }
      """
    When these packets arrive:
      | packet                                           | out   |
      | udp [2001:db8:2::c]:1 > [2001:db8:2::77]:2 len 0 | s0 s0 |
      | udp [2001:db8:2::c]:1 > [2001:db8:2::77]:2 len 0 | <out> |

    Examples: Each version
      | version | how many        | out   |
      | 5.10    | no redirect     | s0    |
      | 6.1     | no redirect     | s0    |
      | 6.12    | no redirect     | s0    |
      | 6.18    | a redirect more | s0 s0 |
      | 7.3     | a redirect more | s0 s0 |

  @id:versions-signed @src:tcp_do_parse_auth_options @rfc:2385 @rfc:5925
  Scenario Outline: On Linux <version> a port at which nobody listens <broken> and <short>, and does not answer a signed segment
    Given Linux <version>
    When these packets arrive:
      | packet                                                                                 | out   |
      | tcp client:1 > router:80 S 0:0(0) win 512 <0x131200112233445566778899aabbccddeeff0101> | local |
      | tcp client:2 > router:80 S 0:0(0) win 512 <0x25ff010101010101010101010101010101010101> | <20>  |
      | tcp client:3 > router:80 S 0:0(0) win 512 <0x130a001122334455667701010101010101010101> | <20>  |
      | tcp client:4 > router:80 S 0:0(0) win 512 <0x1d05010203010101>                         | <8>   |
      | tcp client:5 > router:80 S 0:0(0) win 512 <0x25ff010101010101>                         | <8>   |
      | tcp client:6 > router:80 S 0:0(0) win 512 <0x010101010101010125ff>                     | <0>   |

    Examples: Each version
      | version | broken                 | short                             | 20        | 8         | 0         |
      | 5.10    | answers broken options | answers the authentication option | local, c0 | local, c0 | local, c0 |
      | 6.1     | answers broken options | answers the authentication option | local, c0 | local, c0 | local, c0 |
      | 6.12    | ignores broken options | answers the authentication option | local     | local, c0 | local, c0 |
      | 6.18    | ignores broken options | answers the authentication option | local     | local, c0 | local, c0 |
      | 7.3     | ignores broken options | ignores the authentication option | local     | local     | local, c0 |

  @id:versions-echo-to-loopback @src:icmpv6_echo_reply
  Scenario Outline: On Linux <version> an echo that ::1 asks another address of the router for is <what>
    Given Linux <version>
    When these packets arrive:
      | in | packet                                                  | ctstate |
      | lo | icmp6 ::1 > 2001:db8:1::1 echo-request id 1 seq 1 len 4 | NEW     |
    Then the table holds:
      | original                                 | status   |
      | ::1 > 2001:db8:1::1 type 128 code 0 id 1 | <status> |

    Examples: Each version
      | version | what | status     |
      | 5.10    | lost | UNREPLIED  |
      | 6.1     | sent | SEEN_REPLY |
      | 6.12    | sent | SEEN_REPLY |
      | 6.18    | sent | SEEN_REPLY |
      | 7.3     | sent | SEEN_REPLY |

  @id:versions-path-mtu-of-udp @src:__udp6_lib_err
  Scenario Outline: On Linux <version> an error about <what> that no socket sent is <believed>, over <protocol>
    Given Linux <version>
    When these packets arrive:
      | packet                                | verdict |
      | <error>                               | ACCEPT  |
      | udp <client>:1 > <server>:53 len 1400 | ACCEPT  |
    Then packet 2 leaves as:
      """
      <sent>
      """

    Examples: Believed
      | version | what     | protocol | client  | server  | error                                                                                  | sent                                                                                                      | believed |
      | 6.12    | UDP      | IPv6     | client6 | server6 | icmp6 server6 > router6 packet-too-big mtu 1280 {udp router6:1 > server6:53 len 0}     | icmp6 router6 > client6 packet-too-big mtu 1280 {udp client6:1 > server6:53 len 1400 (ttl 63) trunc 1232} | believed |
      | 7.3     | UDP      | IPv6     | client6 | server6 | icmp6 server6 > router6 packet-too-big mtu 1280 {udp router6:1 > server6:53 len 0}     | icmp6 router6 > client6 packet-too-big mtu 1280 {udp client6:1 > server6:53 len 1400 (ttl 63) trunc 1232} | believed |
      | 6.12    | UDP-Lite | IPv6     | client6 | server6 | icmp6 server6 > router6 packet-too-big mtu 1280 {ip router6 > server6 proto 136 len 8} | icmp6 router6 > client6 packet-too-big mtu 1280 {udp client6:1 > server6:53 len 1400 (ttl 63) trunc 1232} | believed |

    Examples: Not believed
      | version | what     | protocol | client  | server  | error                                                                                  | sent                                         | believed     |
      | 5.10    | UDP      | IPv6     | client6 | server6 | icmp6 server6 > router6 packet-too-big mtu 1280 {udp router6:1 > server6:53 len 0}     | udp client6:1 > server6:53 len 1400 (ttl 63) | not believed |
      | 6.1     | UDP      | IPv6     | client6 | server6 | icmp6 server6 > router6 packet-too-big mtu 1280 {udp router6:1 > server6:53 len 0}     | udp client6:1 > server6:53 len 1400 (ttl 63) | not believed |
      | 6.18    | UDP      | IPv6     | client6 | server6 | icmp6 server6 > router6 packet-too-big mtu 1280 {udp router6:1 > server6:53 len 0}     | udp client6:1 > server6:53 len 1400 (ttl 63) | not believed |
      | 7.3     | UDP-Lite | IPv6     | client6 | server6 | icmp6 server6 > router6 packet-too-big mtu 1280 {ip router6 > server6 proto 136 len 8} | udp client6:1 > server6:53 len 1400 (ttl 63) | not believed |
      | 6.18    | UDP      | IPv4     | client  | server  | icmp server > router unreachable frag-needed mtu 0 {udp router:1 > server:53 len 0}    | udp client:1 > server:53 len 1400 (ttl 63)   | not believed |

  @id:versions-sctp-init-once @src:nf_conntrack_sctp_packet
  Scenario Outline: On Linux <version> an INIT ACK with another tag is <what> once an INIT has repeated the known one
    Given Linux <version>
    When these packets arrive:
      | packet                                                                                                | ctstate     |
      | sctp server:5060 > client:40000 tag 0x11111111 HEARTBEAT ACK 0x00000000; SHUTDOWN ACK 0x00000000      | NEW         |
      | sctp client:40000 > server:5060 tag 0x00000000 INIT [itag 0x11111111, rwnd 0, out 0, in 0, tsn 0]     | ESTABLISHED |
      | sctp server:5060 > client:40000 tag 0x11111111 INIT ACK [itag 0x22222222, rwnd 0, out 0, in 0, tsn 0] | <ctstate>   |

    Examples: Each version
      | version | what     | ctstate     |
      | 5.10    | believed | ESTABLISHED |
      | 6.1     | INVALID  | INVALID     |
      | 6.12    | INVALID  | INVALID     |
      | 6.18    | INVALID  | INVALID     |
      | 7.3     | INVALID  | INVALID     |

  @id:versions-errors-to-broadcast @src:__icmp_send
  Scenario Outline: On Linux <version> a packet that says that it is from a broadcast address, and <what>: <answer>
    Given Linux <version>
    When these packets arrive:
      | packet   | ctstate | verdict   | out   |
      | <packet> | NEW     | <verdict> | <out> |

    Examples: Errors, of each version
      | version | what                        | packet                                      | verdict | out      | answer        |
      | 5.10    | goes no further             | udp 192.0.2.255:1 > server:53 len 8 (ttl 1) | DROP    | c0       | there is one  |
      | 6.1     | goes no further             | udp 192.0.2.255:1 > server:53 len 8 (ttl 1) | DROP    | c0       | there is one  |
      | 6.12    | goes no further             | udp 192.0.2.255:1 > server:53 len 8 (ttl 1) | DROP    | c0       | there is one  |
      | 6.18    | goes no further             | udp 192.0.2.255:1 > server:53 len 8 (ttl 1) | DROP    | c0       | there is one  |
      | 7.3     | goes no further             | udp 192.0.2.255:1 > server:53 len 8 (ttl 1) | DROP    | -        | there is none |
      | 6.18    | is for nobody at the router | udp 198.51.100.255:1 > router:53 len 8      | ACCEPT  | local s0 | there is one  |
      | 7.3     | is for nobody at the router | udp 198.51.100.255:1 > router:53 len 8      | ACCEPT  | local    | there is none |

    Examples: Other answers
      | version | what                | packet                                            | verdict | out      | answer       |
      | 7.3     | asks for an echo    | icmp 192.0.2.255 > router echo-request id 1 seq 1 | ACCEPT  | local c0 | there is one |
      | 7.3     | begins a connection | tcp 192.0.2.255:1 > router:80 S 0:0(0) win 9      | ACCEPT  | local c0 | there is one |

  @id:versions-mobile-ipv6 @src:ipv6_rthdr_rcv @src:ipv6_dest_hao @rfc:6275-6.3
  Scenario Outline: On Linux <version>, <where>, <what> is <answer>
    Given Linux <version>
    When these packets arrive:
      | packet                                           | ctstate | verdict | out   |
      | udp client6:1024 > router6:999 len 8 (<headers>) | NEW     | ACCEPT  | <out> |

    Examples: A route to a home address
      | version | where                   | what                    | answer                 | out      | headers                |
      | 5.10    | which knows Mobile IPv6 | a route not at its end  | dropped in silence     | local    | routing 0x020100000000 |
      | 6.1     | which knows Mobile IPv6 | a route not at its end  | dropped in silence     | local    | routing 0x020100000000 |
      | 6.12    | which knows Mobile IPv6 | a route not at its end  | dropped in silence     | local    | routing 0x020100000000 |
      | 6.18    | without Mobile IPv6     | a route not at its end  | answered with an error | local c0 | routing 0x020100000000 |
      | 7.3     | which knows Mobile IPv6 | a route not at its end  | dropped in silence     | local    | routing 0x020100000000 |
      | 6.12    | which knows Mobile IPv6 | a route at its end      | dropped in silence     | local    | routing 0x020000000000 |
      | 6.12    | which knows Mobile IPv6 | a route of another type | answered with an error | local c0 | routing 0x050100000000 |

    Examples: A home address
      | version | where                   | what                  | answer                 | out      | headers                                                    |
      | 5.10    | which knows Mobile IPv6 | a home address        | dropped in silence     | local    | destination 0x01020000c91020010db8000100000000000000000011 |
      | 6.1     | which knows Mobile IPv6 | a home address        | dropped in silence     | local    | destination 0x01020000c91020010db8000100000000000000000011 |
      | 6.12    | which knows Mobile IPv6 | a home address        | dropped in silence     | local    | destination 0x01020000c91020010db8000100000000000000000011 |
      | 6.18    | without Mobile IPv6     | a home address        | answered with an error | local c0 | destination 0x01020000c91020010db8000100000000000000000011 |
      | 7.3     | which knows Mobile IPv6 | a home address        | dropped in silence     | local    | destination 0x01020000c91020010db8000100000000000000000011 |
      | 7.3     | which knows Mobile IPv6 | one that is cut short | dropped in silence     | local    | destination 0xc90420010db8                                 |
      | 7.3     | which knows Mobile IPv6 | another option        | answered with an error | local c0 | destination 0xca0420010db8                                 |
