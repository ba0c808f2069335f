Feature: Matches of nftables
  Each line below is a rule that drops what it is for, in a chain that lets everything else pass.

  Scenario Outline: <match> is for <packet>: <verdict>
    Given the ruleset:
      """
      table inet t {
        set hosts { type ipv4_addr; elements = { 192.0.2.10, 192.0.2.11 }; }
        set pairs { type ipv4_addr . inet_service; flags interval; elements = { 192.0.2.10 . 2, 192.0.2.0/24 . 5-7 }; }
        map ports { type inet_service : verdict; elements = { 2 : drop, 3 : accept }; }
        chain c {
          type filter hook forward priority filter; policy accept;
          <match> drop
        }
      }
      """
    When these packets arrive:
      | packet   | verdict   |
      | <packet> | <verdict> |

    @id:ruleset-nft-addresses
    Examples: addresses
      | match                                                  | packet                          | verdict |
      | ip saddr 192.0.2.10                                    | udp client:1 > server:2 len 4   | DROP    |
      | ip saddr 192.0.2.11                                    | udp client:1 > server:2 len 4   | ACCEPT  |
      | ip saddr 192.0.2.0/24                                  | udp client:1 > server:2 len 4   | DROP    |
      | ip saddr 192.0.2.1-192.0.2.9                           | udp client:1 > server:2 len 4   | ACCEPT  |
      | ip saddr != 192.0.2.10                                 | udp client:1 > server:2 len 4   | ACCEPT  |
      | ip saddr != 192.0.2.10                                 | udp client6:1 > server6:2 len 4 | ACCEPT  |
      | ip daddr { 198.51.100.0/28, 203.0.113.1 }              | udp client:1 > server:2 len 4   | DROP    |
      | ip daddr != { 198.51.100.0/28, 203.0.113.1 }           | udp client:1 > server:2 len 4   | ACCEPT  |
      | ip saddr @hosts                                        | udp client:1 > server:2 len 4   | DROP    |
      | ip daddr @hosts                                        | udp client:1 > server:2 len 4   | ACCEPT  |
      | ip saddr . udp dport @pairs                            | udp client:1 > server:2 len 4   | DROP    |
      | ip saddr . udp dport @pairs                            | udp client:1 > server:6 len 4   | DROP    |
      | ip saddr . udp dport @pairs                            | udp client:1 > server:3 len 4   | ACCEPT  |
      | ip saddr . udp dport { 192.0.2.10 . 2, 192.0.2.9 . 4 } | udp client:1 > server:2 len 4   | DROP    |
      | ip saddr . udp dport { 192.0.2.10 . 2, 192.0.2.9 . 4 } | udp client:1 > server:4 len 4   | ACCEPT  |
      | ip6 saddr 2001:db8:1::/64                              | udp client6:1 > server6:2 len 4 | DROP    |
      | ip6 daddr { 2001:db8:1::10, 2001:db8:2::11 }           | udp client6:1 > server6:2 len 4 | ACCEPT  |
      | fib daddr type unicast                                 | udp client:1 > server:2 len 4   | DROP    |
      | fib daddr type local                                   | udp client:1 > server:2 len 4   | ACCEPT  |

    @id:ruleset-nft-meta
    Examples: interfaces, protocols, length
      | match                      | packet                          | verdict |
      | iifname "c0"               | udp client:1 > server:2 len 4   | DROP    |
      | iif c0                     | udp client:1 > server:2 len 4   | DROP    |
      | iifname { "s0", "s1" }     | udp client:1 > server:2 len 4   | ACCEPT  |
      | iifname != "c0"            | udp client:1 > server:2 len 4   | ACCEPT  |
      | oifname "s*"               | udp client:1 > server:2 len 4   | DROP    |
      | oifname "c*"               | udp client:1 > server:2 len 4   | ACCEPT  |
      | meta l4proto udp           | udp client:1 > server:2 len 4   | DROP    |
      | meta l4proto { tcp, icmp } | udp client:1 > server:2 len 4   | ACCEPT  |
      | meta nfproto ipv6          | udp client:1 > server:2 len 4   | ACCEPT  |
      | meta nfproto ipv6          | udp client6:1 > server6:2 len 4 | DROP    |
      | meta protocol ip           | udp client:1 > server:2 len 4   | DROP    |
      | meta protocol ip6          | udp client:1 > server:2 len 4   | ACCEPT  |
      | ip protocol udp            | udp client:1 > server:2 len 4   | DROP    |
      | ip6 nexthdr udp            | udp client6:1 > server6:2 len 4 | DROP    |
      | ip ttl < 64                | udp client:1 > server:2 len 4   | DROP    |
      | ip ttl > 63                | udp client:1 > server:2 len 4   | ACCEPT  |
      | ip dscp cs1                | udp client:1 > server:2 len 4   | ACCEPT  |
      | meta length 32             | udp client:1 > server:2 len 4   | DROP    |
      | meta length >= 33          | udp client:1 > server:2 len 4   | ACCEPT  |

    @id:ruleset-nft-ports
    Examples: ports
      | match                             | packet                        | verdict |
      | udp dport 2                       | udp client:1 > server:2 len 4 | DROP    |
      | udp dport domain                  | udp client:1 > server:2 len 4 | ACCEPT  |
      | udp dport != 2                    | udp client:1 > server:2 len 4 | ACCEPT  |
      | udp dport 1-9                     | udp client:1 > server:2 len 4 | DROP    |
      | udp dport { 1, 3-9 }              | udp client:1 > server:2 len 4 | ACCEPT  |
      | udp dport <= 2                    | udp client:1 > server:2 len 4 | DROP    |
      | udp dport < 2                     | udp client:1 > server:2 len 4 | ACCEPT  |
      | tcp dport 2                       | udp client:1 > server:2 len 4 | ACCEPT  |
      | tcp dport != 2                    | udp client:1 > server:2 len 4 | ACCEPT  |
      | meta l4proto udp th sport 1       | udp client:1 > server:2 len 4 | DROP    |
      | udp dport vmap @ports udp dport 4 | udp client:1 > server:2 len 4 | DROP    |

    @id:ruleset-nft-flags
    Examples: flags of TCP, types of ICMP
      | match                                         | packet                                          | verdict |
      | tcp flags syn                                 | tcp client:1 > server:2 S 0:0(0)                | DROP    |
      | tcp flags syn                                 | tcp client:1 > server:2 S. 0:0(0) ack 1         | DROP    |
      | tcp flags == syn                              | tcp client:1 > server:2 S. 0:0(0) ack 1         | ACCEPT  |
      | tcp flags != syn                              | tcp client:1 > server:2 S. 0:0(0) ack 1         | DROP    |
      | tcp flags & (syn\|ack) == syn                 | tcp client:1 > server:2 S 0:0(0)                | DROP    |
      | tcp flags & (syn\|ack) == syn                 | tcp client:1 > server:2 S. 0:0(0) ack 1         | ACCEPT  |
      | tcp flags & (fin \| syn \| rst \| ack) != syn | tcp client:1 > server:2 . ack 1                 | DROP    |
      | tcp flags { syn, rst }                        | tcp client:1 > server:2 S. 0:0(0) ack 1         | ACCEPT  |
      | tcp flags ack,urg                             | tcp client:1 > server:2 S. 0:0(0) ack 1         | DROP    |
      | icmp type echo-request                        | icmp client > server echo-request id 1 seq 1    | DROP    |
      | icmp type { echo-reply, 3 }                   | icmp client > server echo-request id 1 seq 1    | ACCEPT  |
      | icmp type echo-request icmp code 1            | icmp client > server echo-request id 1 seq 1    | ACCEPT  |
      | icmpv6 type echo-request                      | icmp6 client6 > server6 echo-request id 1 seq 1 | DROP    |

    @id:ruleset-nft-ct
    Examples: what conntrack says of a packet
      | match                                    | packet                            | verdict |
      | ct state new                             | udp client:1 > server:2 len 4     | DROP    |
      | ct state established,related             | udp client:1 > server:2 len 4     | ACCEPT  |
      | ct state { new, untracked }              | udp client:1 > server:2 len 4     | DROP    |
      | ct state != new                          | udp client:1 > server:2 len 4     | ACCEPT  |
      | ct state invalid                         | tcp client:1 > server:2 FS 0:0(0) | DROP    |
      | ct direction original                    | udp client:1 > server:2 len 4     | DROP    |
      | ct direction reply                       | udp client:1 > server:2 len 4     | ACCEPT  |
      | ct direction original                    | tcp client:1 > server:2 FS 0:0(0) | ACCEPT  |
      | ct status assured                        | udp client:1 > server:2 len 4     | ACCEPT  |
      | ct status ! seen-reply                   | udp client:1 > server:2 len 4     | DROP    |
      | ct mark 0                                | udp client:1 > server:2 len 4     | DROP    |
      | ct mark 0                                | tcp client:1 > server:2 FS 0:0(0) | ACCEPT  |
      | ct mark & 0xf != 0                       | udp client:1 > server:2 len 4     | ACCEPT  |
      | ct original ip saddr 192.0.2.10          | udp client:1 > server:2 len 4     | DROP    |
      | ct reply ip saddr 192.0.2.10             | udp client:1 > server:2 len 4     | ACCEPT  |
      | ct original ip6 daddr 2001:db8:2::10     | udp client6:1 > server6:2 len 4   | DROP    |
      | meta l4proto udp ct original proto-dst 2 | udp client:1 > server:2 len 4     | DROP    |
      | meta l4proto udp ct reply proto-dst 2    | udp client:1 > server:2 len 4     | ACCEPT  |
      | ct protocol udp                          | udp client:1 > server:2 len 4     | DROP    |
      | ct l3proto ipv6                          | udp client:1 > server:2 len 4     | ACCEPT  |
      | ct zone 0                                | udp client:1 > server:2 len 4     | DROP    |
      | ct zone 1                                | udp client:1 > server:2 len 4     | ACCEPT  |
      | ct helper "ftp"                          | udp client:1 > server:2 len 4     | ACCEPT  |
      | ct helper != "ftp"                       | udp client:1 > server:2 len 4     | ACCEPT  |
      | meta mark 0                              | udp client:1 > server:2 len 4     | DROP    |

    @id:ruleset-nft-icmp-family @src:proto_icmp @src:icmp_dep
    Examples: ICMP is that of IPv4, ICMPv6 that of IPv6; numbers are those of echo requests and replies
      | match                    | packet                                          | verdict |
      | icmp type echo-request   | icmp client > server echo-request id 1 seq 1    | DROP    |
      | icmp type echo-request   | ip client6 > server6 proto 1 0x0800000000000000 | ACCEPT  |
      | icmpv6 type echo-request | icmp6 client6 > server6 echo-request id 1 seq 1 | DROP    |
      | icmpv6 type echo-request | ip client > server proto 58 0x8000000000000000  | ACCEPT  |
      | icmp id 1                | icmp client > server echo-request id 1 seq 2    | DROP    |
      | icmp sequence 2          | icmp client > server echo-reply id 1 seq 2      | DROP    |
      | icmp sequence 2          | icmp client > server info-request id 1 seq 2    | ACCEPT  |
      | icmp id != 1             | icmp client > server info-request id 5 seq 2    | ACCEPT  |
      | icmpv6 id 1              | icmp6 client6 > server6 echo-request id 1 seq 2 | DROP    |
      | icmpv6 sequence 5        | icmp6 client6 > server6 echo-reply id 1 seq 2   | ACCEPT  |

  @id:ruleset-nft-limit
  Scenario: A limit, and what is over it
    Given the ruleset:
      """
      table ip t {
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 1 limit rate over 1/hour burst 2 packets drop
          udp dport 2 limit rate 1/hour burst 1 packets accept
          udp dport 2 drop
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict | rule          |
      | udp client:9 > server:1 len 4 | ACCEPT  | ip t c policy |
      | udp client:9 > server:1 len 4 | ACCEPT  | ip t c policy |
      | udp client:9 > server:1 len 4 | DROP    | ip t c 1      |
      | udp client:9 > server:2 len 4 | ACCEPT  | ip t c 2      |
      | udp client:9 > server:2 len 4 | DROP    | ip t c 3      |

  @id:ruleset-nft-expiration
  Scenario: The time that a connection has left, and the helper that expected it
    Given the ruleset:
      """
      table ip t {
        ct helper trivial { type "tftp" protocol udp; l3proto ip; }
        chain pre {
          type filter hook prerouting priority filter;
          udp dport 69 ct helper set "trivial"
        }
        chain c {
          type filter hook forward priority filter;
          ct helper "tftp" drop
          ct state established ct expiration < 40s drop
        }
      }
      """
    When these packets arrive:
      | packet                                               | ctstate     | verdict | rule          |
      | udp client:4000 > server:69 "\x00\x01f\x00octet\x00" | NEW         | ACCEPT  | ip t c policy |
      | udp server:3000 > client:4000 len 4                  | RELATED     | DROP    | ip t c 1      |
      | udp server:69 > client:4000 len 4                    | ESTABLISHED | DROP    | ip t c 2      |

  @id:ruleset-nft-fib-iif @src:nft_fib4_eval_type @src:__nft_fib6_eval_type
  Scenario Outline: <match> is for what comes by c0 to <to>: <verdict>
    Given the ruleset:
      """
      table inet t {
        chain c {
          type filter hook prerouting priority filter; policy accept;
          <match> drop
        }
      }
      """
    When these packets arrive:
      | in | packet                      | verdict   |
      | c0 | udp <from>:1 > <to>:2 len 4 | <verdict> |

    Examples: To an interface the router's addresses on others are as any
      | match                          | from    | to              | verdict |
      | fib daddr type local           | client  | 198.51.100.1    | DROP    |
      | fib daddr . iif type local     | client  | 192.0.2.1       | DROP    |
      | fib daddr . iif type local     | client  | 198.51.100.1    | ACCEPT  |
      | fib daddr . iif type unicast   | client  | 198.51.100.1    | DROP    |
      | fib daddr . iif type local     | client6 | [2001:db8:1::1] | DROP    |
      | fib daddr . iif type local     | client6 | [2001:db8:2::1] | ACCEPT  |
      | fib daddr . iif type broadcast | client  | 192.0.2.255     | DROP    |
      | fib daddr . iif type unicast   | client  | 198.51.100.255  | DROP    |
      | fib daddr type broadcast       | client  | 0.0.0.0         | DROP    |
      | fib daddr type unreachable     | client6 | [::]            | DROP    |
