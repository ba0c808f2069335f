Feature: Statements of nftables
  What a rule does besides letting pass and dropping.

  Scenario Outline: <statement> answers <packet> with <answer>
    Given the ruleset:
      """
      table inet t {
        chain c {
          type filter hook forward priority filter;
          <statement>
        }
      }
      """
    When these packets arrive:
      | packet   | verdict | out |
      | <packet> | DROP    | c0  |
    Then packet 1 leaves as:
      """
      <answer>
      """

    @id:ruleset-nft-reject
    Examples:
      | statement                               | packet                                  | answer                                                                                                  |
      | reject                                  | udp client:1 > server:2 len 4           | icmp router > client unreachable port { udp client:1 > server:2 len 4 (ttl 63) } (tos 0xc0)             |
      | reject                                  | udp client6:1 > server6:2 len 4         | icmp6 router6 > client6 unreachable port { udp client6:1 > server6:2 len 4 (ttl 63) }                   |
      | reject with tcp reset                   | tcp client:1 > server:2 S =5:5(0) win 9 | tcp server:2 > client:1 R. =0:0(0) ack =6 win 0 (df)                                                    |
      | reject with icmp type host-unreachable  | udp client:1 > server:2 len 4           | icmp router > client unreachable host { udp client:1 > server:2 len 4 (ttl 63) } (tos 0xc0)             |
      | reject with icmpx type admin-prohibited | udp client:1 > server:2 len 4           | icmp router > client unreachable admin-prohibited { udp client:1 > server:2 len 4 (ttl 63) } (tos 0xc0) |
      | reject with icmpx type host-unreachable | udp client6:1 > server6:2 len 4         | icmp6 router6 > client6 unreachable address { udp client6:1 > server6:2 len 4 (ttl 63) }                |

  @id:ruleset-nft-reject-family
  Scenario: An answer of one family is for packets of that one, and a reset for TCP
    Given the ruleset:
      """
      table inet t {
        chain c {
          type filter hook forward priority filter;
          reject with tcp reset
          reject with icmp type port-unreachable
        }
      }
      """
    When these packets arrive:
      | packet                           | verdict | rule       |
      | udp client6:1 > server6:2 len 4  | ACCEPT  | t c policy |
      | udp client:1 > server:2 len 4    | DROP    | t c 2      |
      | tcp client:1 > server:2 S 0:0(0) | DROP    | t c 1      |

  @id:ruleset-nft-marks
  Scenario: Marks are set bit by bit, given to the connection, and taken from it
    Given the ruleset:
      """
      table inet t {
        chain c {
          type filter hook prerouting priority mangle;
          ct mark != 0 meta mark set ct mark accept
          udp dport 1 meta mark set 0x10
          udp dport 1 meta mark set meta mark or 0x0f
          udp dport 1 meta mark set meta mark and 0x1c xor 1
          udp dport 2 meta mark set 5
          ct mark set meta mark
        }
        chain f {
          type filter hook forward priority filter;
          meta mark 0x1d drop
          meta mark & 0xf == 5 drop
        }
      }
      """
    When these packets arrive:
      | packet                        | mark | rule       |
      | udp client:9 > server:2 len 4 | -    | t f 2      |
      | udp client:9 > server:1 len 4 | -    | t f 1      |
      | udp client:9 > server:3 len 4 | 0    | t f policy |

  @id:ruleset-nft-before-conntrack
  Scenario: What is said before conntrack, and of new connections
    Given the ruleset:
      """
      table ip t {
        ct timeout short { protocol udp; policy = { unreplied : 7, replied : 9 }; }
        chain raw {
          type filter hook prerouting priority raw;
          udp dport 1 notrack
          udp dport 2 ct zone set 5
          udp dport 3 ct original zone set 6
        }
        chain after {
          type filter hook prerouting priority filter;
          udp dport 4 ct timeout set "short"
          udp dport 5 ct label set 3
          udp dport 6 ct event set destroy
        }
      }
      """
    When these packets arrive:
      | packet                        | ctstate   | zone       | timeout | labels | events |
      | udp client:9 > server:1 len 4 | UNTRACKED |            |         |        |        |
      | udp client:9 > server:2 len 4 | NEW       | 5          | 30      | -      | NEW    |
      | udp client:9 > server:3 len 4 | NEW       | 6 original | 30      | -      | NEW    |
      | udp client:9 > server:4 len 4 | NEW       | 0          | 7       | -      | NEW    |
      | udp client:9 > server:5 len 4 | NEW       | 0          | 30      | 3      | NEW    |
      | udp client:9 > server:6 len 4 | NEW       | 0          | 30      | -      | -      |

  Scenario Outline: <statement> makes of <packet>: <left>
    Given the ruleset:
      """
      table inet t {
        chain c {
          type nat hook <hook> priority <hook order>;
          <statement>
        }
      }
      """
    When these packets arrive:
      | packet   | ctstate |
      | <packet> | NEW     |
    Then packet 1 leaves as:
      """
      <left>
      """

    @id:ruleset-nft-nat
    Examples:
      | hook        | hook order | statement                                              | packet                              | left                                      |
      | postrouting | srcnat     | snat ip to 198.51.100.1                                | udp client:9 > server:1 len 4       | udp 198.51.100.1:9 > server:1 len 4       |
      | postrouting | srcnat     | snat ip to 198.51.100.1                                | udp client6:9 > server6:1 len 4     | udp client6:9 > server6:1 len 4           |
      | postrouting | srcnat     | udp dport 1 snat ip to 198.51.100.1:700-700 persistent | udp client:9 > server:1 len 4       | udp 198.51.100.1:700 > server:1 len 4     |
      | postrouting | srcnat     | oifname "s0" masquerade                                | udp client:9 > server:1 len 4       | udp 198.51.100.1:9 > server:1 len 4       |
      | postrouting | srcnat     | meta l4proto udp masquerade to :700                    | udp client6:9 > server6:1 len 4     | udp [2001:db8:2::1]:700 > server6:1 len 4 |
      | prerouting  | dstnat     | udp dport 5353 dnat ip to 198.51.100.10:53             | udp client:9 > router:5353 len 4    | udp client:9 > server:53 len 4            |
      | prerouting  | dstnat     | udp dport 5353 dnat ip6 to [2001:db8:2::10]:53         | udp client6:9 > router6:5353 len 4  | udp client6:9 > server6:53 len 4          |
      | prerouting  | dstnat - 5 | dnat ip prefix to 198.51.100.0/28                      | udp client:9 > 203.0.113.10:1 len 4 | udp client:9 > server:1 len 4             |

  @id:ruleset-nft-redirect
  Scenario: redirect takes a packet to the router itself
    Given the ruleset:
      """
      table ip nat {
        chain prerouting {
          type nat hook prerouting priority dstnat; policy accept;
          udp dport 53 redirect to :5353
        }
      }
      """
    When these packets arrive:
      | packet                         | ctstate | hooks            | rule             |
      | udp client:9 > server:53 len 4 | NEW     | PREROUTING INPUT | nat prerouting 1 |

  @id:ruleset-nft-queue
  Scenario: A packet waits for a process, or passes where there is none
    Given the ruleset:
      """
      table ip t {
        chain c {
          type filter hook forward priority filter;
          udp dport 1 queue num 3
          udp dport 2 queue flags bypass to 3
          udp dport 3 queue num 4 bypass
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict | rule     |
      | udp client:9 > server:1 len 4 | DROP    | ip t c 1 |
      | udp client:9 > server:2 len 4 | ACCEPT  | ip t c 2 |
      | udp client:9 > server:3 len 4 | ACCEPT  | ip t c 3 |

  @id:ruleset-nft-log
  Scenario: log writes a line, or tells a group, and goes on
    Given the ruleset:
      """
      table ip t {
        chain c {
          type filter hook forward priority filter;
          udp dport 53 log prefix "name: " flags ip options
          udp dport 53 log group 5
          udp dport 53 drop
        }
      }
      """
    When these packets arrive:
      | packet                                | verdict | rule     |
      | udp client:9 > server:53 len 4 (id 7) | DROP    | ip t c 3 |
    Then the log shows:
      """
      name: IN=c0 OUT=s0 MAC=00:00:5e:00:53:01:00:00:5e:00:53:11:08:00 SRC=192.0.2.10 DST=198.51.100.10 LEN=32 TOS=0x00 PREC=0x00 TTL=63 ID=7 PROTO=UDP SPT=9 DPT=53 LEN=12
      """

  @id:ruleset-nft-log-link @src:dump_mac_header
  Scenario: log tells the link header field by field where it is asked to
    Given the ruleset:
      """
      table ip t {
        chain c {
          type filter hook forward priority filter;
          udp dport 53 log prefix "name: " flags ether
        }
      }
      """
    When these packets arrive:
      | packet                                | verdict |
      | udp client:9 > server:53 len 4 (id 7) | ACCEPT  |
    Then the log shows:
      """
      name: IN=c0 OUT=s0 MACSRC=00:00:5e:00:53:11 MACDST=00:00:5e:00:53:01 MACPROTO=0800 SRC=192.0.2.10 DST=198.51.100.10 LEN=32 TOS=0x00 PREC=0x00 TTL=63 ID=7 PROTO=UDP SPT=9 DPT=53 LEN=12
      """

  @id:ruleset-nft-reject-early @src:nft_reject.c
  Scenario Outline: A packet may be rejected before it is routed: <packet>
    Given the ruleset:
      """
      table inet raw {
        chain early {
          type filter hook prerouting priority raw; policy accept;
          tcp dport 23 reject with tcp reset
          udp dport 53 reject
          icmp type echo-request reject with icmpx admin-prohibited
          icmpv6 type echo-request reject with icmpx admin-prohibited
        }
      }
      """
    When these packets arrive:
      | packet   | verdict | out |
      | <packet> | DROP    | c0  |

    Examples:
      | packet                                          |
      | tcp client:9 > server:23 S 0:0(0)               |
      | tcp client6:9 > server6:23 S 0:0(0)             |
      | udp client:9 > server:53 len 4                  |
      | udp client6:9 > router6:53 len 4                |
      | icmp client > server echo-request id 1 seq 1    |
      | icmp6 client6 > server6 echo-request id 1 seq 1 |

  @id:ruleset-nft-nobody @src:nft_tproxy.c @src:nft_socket.c
  Scenario: Where nobody listens no socket is found, and to nobody is a packet handed
    Given the ruleset:
      """
      table inet mangle {
        chain prerouting {
          type filter hook prerouting priority mangle; policy accept;
          socket transparent 1 drop
          meta l4proto { tcp, udp } tproxy to :7894 drop
          iifgroup default udp dport 54 drop
          iifgroup 2 drop
        }
      }
      """
    When these packets arrive:
      | packet                            | verdict |
      | tcp client:9 > server:80 S 0:0(0) | ACCEPT  |
      | udp client:9 > server:53 len 4    | ACCEPT  |
      | udp client:9 > server:54 len 4    | DROP    |

  @id:ruleset-nft-reject-sums @src:nf_reject_verify_csum @src:nf_ip_checksum @src:nf_ip6_checksum
  Scenario Outline: The sender of <packet> is told of its end: <out>
    Nobody is told of a packet whose checksum is wrong, and what a rule rejects is taken to have one, of whatever protocol it
    is: over IPv4 that of TCP and UDP covers addresses, over IPv6 each one's does.
    Given the ruleset:
      """
      table inet t {
        chain c {
          type filter hook forward priority filter; policy accept;
          reject
        }
      }
      """
    When these packets arrive:
      | packet   | verdict | out   |
      | <packet> | DROP    | <out> |

    Examples:
      | packet                                | out |
      | ip client > server proto 100 0xffff   | c0  |
      | ip client > server proto 100 0x1351   | -   |
      | ip client > server proto 47 0x1351    | c0  |
      | ip client6 > server6 proto 100 0xa404 | c0  |
      | ip client6 > server6 proto 100 0xffff | -   |
      | ip client6 > server6 proto 1 0xa467   | c0  |
      | ip client6 > server6 proto 1 0xffff   | -   |
      | ip client6 > server6 proto 50         | -   |

  @id:ruleset-nft-reject-stale-header @src:skb_csum_unnecessary @src:ip_options_compile
  Scenario Outline: Where the router has written into its header the sender of <packet> is told: <out>, with nf_conntrack_checksum <verified>
    The sum of the header is not right again before the packet leaves, and is taken for that of what it carries. Who has verified
    a checksum before, as conntrack does, need not look.
    Given the sysctls:
      | name                                | value      |
      | net.netfilter.nf_conntrack_checksum | <verified> |
    And the ruleset:
      """
      table inet t {
        chain r {
          type filter hook prerouting priority raw; policy accept;
          udp dport 3 notrack
        }
        chain c {
          type filter hook forward priority filter; policy accept;
          reject
        }
      }
      """
    When these packets arrive:
      | packet   | verdict | out   |
      | <packet> | DROP    | <out> |

    Examples:
      | packet                                                              | verified | out |
      | udp client:1 > server:2 len 4 (<opt 7 0x0400000000>)                | 1        | c0  |
      | udp client:1 > server:2 len 4 (<opt 7 0x0400000000>)                | 0        | -   |
      | udp client:1 > server:3 len 4 (<opt 7 0x0400000000>)                | 1        | -   |
      | tcp client:1 > server:2 S 0:0(0) (<opt 7 0x0400000000>)             | 1        | c0  |
      | tcp client:1 > server:2 S 0:0(0) (<opt 7 0x0400000000>)             | 0        | -   |
      | icmp client > server echo-request id 1 seq 1 (<opt 7 0x0400000000>) | 1        | c0  |
      | icmp client > server echo-request id 1 seq 1 (<opt 7 0x0400000000>) | 0        | -   |
      | ip client > server proto 100 0xffff (<opt 7 0x0400000000>)          | 1        | -   |
      | ip client > server proto 47 0xffff (<opt 7 0x0400000000>)           | 1        | c0  |

  @id:ruleset-nft-reject-unrouted @src:nf_reject_fill_skb_dst
  Scenario Outline: A rule that rejects before a packet is routed, answers <packet> with <answer>
    There is nothing to go by yet but the way back to its sender, over IPv4: from there the error comes, whatever the packet
    is addressed to.
    Given the ruleset:
      """
      table inet t {
        chain c {
          type filter hook prerouting priority filter; policy accept;
          <rule>
        }
      }
      """
    When these packets arrive:
      | in   | packet   | verdict | out  |
      | <in> | <packet> | DROP    | <in> |
    Then packet 1 leaves as:
      """
      <answer>
      """

    Examples:
      | rule                                   | in | packet                                       | answer                                                                                       |
      | reject                                 | s0 | udp server:1 > 192.0.2.1:2 len 4             | icmp 198.51.100.1 > server unreachable port { udp server:1 > 192.0.2.1:2 len 4 } (tos 0xc0)  |
      | reject                                 | c0 | udp client:1 > 192.0.2.255:2 len 4           | icmp 192.0.2.1 > client unreachable port { udp client:1 > 192.0.2.255:2 len 4 } (tos 0xc0)   |
      | meta l4proto tcp reject with tcp reset | c0 | tcp client:1 > 192.0.2.255:2 S =5:5(0) win 9 | tcp 192.0.2.255:2 > client:1 R. =0:0(0) ack =6 win 0 (df)                                    |
      | reject                                 | s0 | udp server6:1 > [2001:db8:1::1]:2 len 4      | icmp6 [2001:db8:1::1] > server6 unreachable port { udp server6:1 > [2001:db8:1::1]:2 len 4 } |
