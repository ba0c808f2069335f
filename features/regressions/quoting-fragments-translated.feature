# Found by: ctspec fuzz --differential --seed 1309420432 --path 1
@src:nf_nat_icmpv6_reply_translation @src:__pskb_pull_tail
Feature: An ICMP error in fragments that NAT has looked into leaves in others
  NAT wants an error's own header and the IP header that it quotes in one piece, even where it changes nothing: the
  first fragment takes as much from the next.

  @id:regression-quoting-fragments
  Scenario: The first fragment comes to hold all of the header that the error quotes
    Given the callbacks:
      | hook        | match        | verdict    |
      | POSTROUTING | oifname "s0" | MASQUERADE |
    When these packets arrive:
      | packet                                                                                                                | ctstate | verdict |
      | udp [2001:db8:2::d]:80 > [2001:db8:1::a]:40005 len 8 ulen 48 sum 0xa4f6 (frag 0+, id 3)                               | -       | STOLEN  |
      | ip 2001:db8:2::d > 2001:db8:1::a proto 17 len 32 from 8 (frag 16, id 3)                                               | NEW     | ACCEPT  |
      | icmp6 2001:db8:1::63 > 2001:db8:2::d packet-too-big code 1 mtu 1280 {raw 6000000000301140} sum 0x2b50 (frag 0+, id 3) | -       | STOLEN  |
      | ip 2001:db8:1::63 > 2001:db8:2::d proto 58 0x20010db800020000000000000000000d20010db800010000000000000000000a00509c450030a4f66162636465666768696a6b6c6d6e6f707172737475767778797a6162636465666768696a6b6c6d6e (frag 16, id 3) | RELATED | ACCEPT |
    Then packet 4 leaves as:
      """
      icmp6 2001:db8:1::63 > 2001:db8:2::d packet-too-big code 1 mtu 1280 {ip 2001:db8:2::d > 2001:db8:1::a proto 17 (len 48)} sum 0x2b50 (ttl 63, frag 0+)
      ip 2001:db8:1::63 > 2001:db8:2::d proto 58 0x00509c450030a4f66162636465666768696a6b6c6d6e6f707172737475767778797a6162636465666768696a6b6c6d6e (ttl 63, frag 48)
      """
