# Found by: ctspec fuzz --differential --seed 183117392 --path 2, and --seed 2020674130 --path 0
@src:nft_set_pktinfo_ipv6 @src:ipv6_find_hdr @src:nft_payload_fast_eval
Feature: The transport header as rules see it
  Rules find the last header in another way than conntrack. A fragment that is not the first tells them its protocol, and
  its bytes are read as if they were the header, in IPv6 those of the IP header itself. An authentication header is what
  they are asked about, not what is behind it.

  @id:regression-rule-of-later-fragment
  Scenario Outline: A rule for <of> meets <packet>: <verdict>
    Given the ruleset:
      """
      table inet firewall {
        chain raw {
          type filter hook prerouting priority -450; policy accept;
          notrack
        }
        chain forward {
          type filter hook forward priority 0; policy accept;
          <of> drop
        }
      }
      """
    When these packets arrive:
      | packet   | ctstate   | verdict   |
      | <packet> | UNTRACKED | <verdict> |

    Examples: A later fragment of IPv4: its bytes are read as a header
      | of               | packet                                                                  | verdict |
      | meta l4proto udp | ip client > server proto 17 (frag 8) 0x0001003500000000                 | DROP    |
      | meta l4proto tcp | ip client > server proto 17 (frag 8) 0x0001003500000000                 | ACCEPT  |

    @until:6.18
    Examples: A later fragment of IPv4: its bytes are read as a header, until Linux 6.18
      | of               | packet                                                                  | verdict |
      | udp dport 53     | ip client > server proto 17 (frag 8) 0x0001003500000000                 | DROP    |

    Examples: Another port
      | of               | packet                                                                  | verdict |
      | udp dport 54     | ip client > server proto 17 (frag 8) 0x0001003500000000                 | ACCEPT  |

    Examples: A later fragment of IPv6: the IP header is read as one
      | of               | packet                                                                  | verdict |
      | meta l4proto udp | ip client6 > server6 proto 17 (fragment 0x00000800000001) 0x0001003500000000           | DROP    |
      | udp dport 53     | ip client6 > server6 proto 17 (fragment 0x00000800000001) 0x0001003500000000           | ACCEPT  |

    @until:6.18
    Examples: The flow label where a port would stand, until Linux 6.18
      | of               | packet                                                                  | verdict |
      | udp dport 7      | ip client6 > server6 proto 17 (flow 7, fragment 0x00000800000001) 0x0001003500000000   | DROP    |

    Examples: An authentication header
      | of               | packet                                                                                         | verdict |
      | meta l4proto udp | udp client6:4000 > server6:53 len 8 (ah 0x0400000000000100000001000000000000000000000000)      | ACCEPT  |
      | udp dport 53     | udp client6:4000 > server6:53 len 8 (ah 0x0400000000000100000001000000000000000000000000)      | ACCEPT  |
      | meta l4proto ah  | udp client6:4000 > server6:53 len 8 (ah 0x0400000000000100000001000000000000000000000000)      | DROP    |
