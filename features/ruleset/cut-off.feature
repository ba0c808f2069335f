@src:nft_match_eval
Feature: Headers that are cut off
  A match of iptables that reads a header has the packet dropped where the header is not whole, whatever the rule says
  and does: here every rule accepts, and so does the chain. Ports and flags of TCP and UDP are no such matches any more:
  nftables reads them, and what is cut off does not match.

  Scenario Outline: <match> meets <packet>: <verdict>
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD <match> -j ACCEPT
      COMMIT
      """
    When these packets arrive:
      | packet   | verdict   |
      | <packet> | <verdict> |

    @id:ruleset-cut-off-icmp @src:icmp_match
    Examples: ICMP needs eight bytes
      | match                           | packet                                       | verdict |
      | -p icmp -m icmp --icmp-type 0   | ip client > server proto 1 0x0800f7ff000000   | DROP    |
      | -p icmp -m icmp --icmp-type 0   | ip client > server proto 1 0x0800f7ff00000000 | ACCEPT  |
      | -p icmp                         | ip client > server proto 1 0x0800f7ff000000   | ACCEPT  |

    @id:ruleset-cut-off-ports @src:multiport_mt @src:sctp_mt @src:dccp_mt
    Examples: ports need four bytes, of SCTP and DCCP the whole header
      | match                           | packet                                                | verdict |
      | -p udp -m multiport --dports 53 | ip client > server proto 17 0x000100                   | DROP    |
      | -p udp -m multiport --dports 53 | ip client > server proto 17 0x00010036                 | ACCEPT  |
      | -p udp -m udp --dport 53        | ip client > server proto 17 0x000100                   | ACCEPT  |
      | -p tcp -m tcp --syn             | ip client > server proto 6 0x0001003500000000          | ACCEPT  |
      | -p sctp -m sctp --dport 53      | ip client > server proto 132 0x0001003600000000000000  | DROP    |
      | -p sctp -m sctp --dport 53      | ip client > server proto 132 0x000100360000000000000000 | ACCEPT |
      | -p dccp -m dccp --dport 53      | ip client > server proto 33 0x0001003600000000000000   | DROP    |
      | -p dccp -m dccp --dport 53      | ip client > server proto 33 0x000100360000000000000000 | ACCEPT  |

    @id:ruleset-cut-off-segment @src:tcpmss_mt
    Examples: what a segment announces needs all of its options
      | match                           | packet                                                                        | verdict |
      | -p tcp -m tcpmss --mss 1:9      | ip client > server proto 6 0x00010035000000000000000050020000000000           | DROP    |
      | -p tcp -m tcpmss --mss 1:9      | ip client > server proto 6 0x0001003500000000000000005002000000000000         | ACCEPT  |
      | -p tcp -m tcpmss --mss 1:9      | ip client > server proto 6 0x0001003500000000000000004002000000000000         | DROP    |
      | -p tcp -m tcpmss --mss 1:9      | ip client > server proto 6 0x0001003500000000000000006002000000000000020405   | DROP    |

    @id:ruleset-cut-off-hashlimit @src:hashlimit_init_dst
    Examples: a limit for each port needs ports, but for protocols that have none
      | match                                                                                     | packet                               | verdict |
      | -m hashlimit --hashlimit-upto 1/hour --hashlimit-mode srcip,dstport --hashlimit-name ports | ip client > server proto 17 0x000100 | DROP    |
      | -m hashlimit --hashlimit-upto 1/hour --hashlimit-mode srcip --hashlimit-name addresses     | ip client > server proto 17 0x000100 | ACCEPT  |
      | -m hashlimit --hashlimit-upto 1/hour --hashlimit-mode srcport --hashlimit-name icmp        | ip client > server proto 1 0x0800    | ACCEPT  |

    @id:ruleset-cut-off-connlimit @src:connlimit_mt
    Examples: who counts connections needs to know which it would be
      | match                                              | packet                                | verdict |
      | -p udp -m connlimit --connlimit-above 9            | ip client > server proto 17 0x000100  | DROP    |
      | -p udp -m connlimit --connlimit-above 9            | udp client:1 > server:2 len 4         | ACCEPT  |

  @id:ruleset-cut-off-count @src:nft_connlimit_do_eval
  Scenario: nftables counts connections alike
    Given the ruleset:
      """
      table ip firewall {
        chain forward {
          type filter hook forward priority 0; policy accept;
          meta l4proto udp ct count 9 accept
        }
      }
      """
    When these packets arrive:
      | packet                               | verdict |
      | ip client > server proto 17 0x000100 | DROP    |
      | udp client:1 > server:2 len 4        | ACCEPT  |

  @id:ruleset-cut-off-hashlimit-keys @src:hashlimit_init_dst
  Scenario: A limit takes a query of ICMP for one without ports
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD -m hashlimit --hashlimit-above 1/hour --hashlimit-burst 1 --hashlimit-mode srcport --hashlimit-name ports -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                                           | verdict |
      | icmp client > server echo-request id 1 seq 1     | ACCEPT  |
      | icmp client > server echo-request id 2 seq 1     | DROP    |
      | icmp client > server timestamp-request id 2 seq 1 | DROP    |
      | udp client:1 > server:2 len 4                    | ACCEPT  |

  Scenario Outline: <match> meets <packet>: <verdict>
    Given the ruleset:
      """
      # Generated by ip6tables-save
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD <match> -j ACCEPT
      COMMIT
      """
    When these packets arrive:
      | packet   | verdict   |
      | <packet> | <verdict> |

    @id:ruleset-cut-off-icmpv6 @src:icmp6_match
    Examples: ICMPv6 needs eight bytes
      | match                                | packet                                           | verdict |
      | -p ipv6-icmp -m icmp6 --icmpv6-type 1 | ip client6 > server6 proto 58 0x80000000000000   | DROP    |
      | -p ipv6-icmp -m icmp6 --icmpv6-type 1 | ip client6 > server6 proto 58 0x8000000000000000 | ACCEPT  |

    @id:ruleset-cut-off-routing @src:rt_mt6 @src:ipv6_find_hdr
    Examples: the way to a routing header, and the header itself, must be there
      | match                       | packet                                                                        | verdict |
      | -m rt --rt-type 7           | ip client6 > server6 proto 43 0x110000                                         | DROP    |
      | -m rt --rt-type 7           | ip client6 > server6 proto 60 0x11                                             | DROP    |
      | -m rt --rt-type 7           | ip client6 > server6 proto 0 (ah 0x010102010303)                               | DROP    |
      | -m rt --rt-type 7           | ip client6 > server6 proto 17 0x00                                             | ACCEPT  |

  @id:ruleset-cut-off-mss @src:tcpmss_mangle_packet @src:nft_exthdr_tcp_set_eval
  Scenario Outline: Of a segment that is cut off <language> <does>
    Given the ruleset:
      """
      <ruleset>
      """
    When these packets arrive:
      | packet                                                              | verdict   |
      | ip client > server proto 6 0x00010035000000000000000050020000000000 | <verdict> |

    Examples:
      | language | does                 | verdict | ruleset |
      | iptables | has it dropped       | DROP    | *mangle\n:FORWARD ACCEPT [0:0]\n-A FORWARD -p tcp --syn -j TCPMSS --set-mss 900\nCOMMIT |
      | nftables | goes to another rule | ACCEPT  | table ip t { chain c { type filter hook forward priority 0; tcp option maxseg size set 900 drop; }; } |
