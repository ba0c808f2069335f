# Found by: ctspec fuzz --differential --seed 897526082 --path 4
@src:ip6_protocol_deliver_rcu
Feature: Hop-by-hop options among the data of fragments are an unknown protocol
  They have their place right behind the IPv6 header (RFC 8200, 4.1). The error points at the byte that named them.

  @id:regression-options-among-the-data
  Scenario: The byte is that of the IPv6 header
    When these packets arrive:
      | packet                                                                                       |
      | tcp client6:40000 > router6:53 . 1:1(0) ack 1 win 512 (frag 0, hop-by-hop 0x000000000000)    |
    Then packet 1 leaves as:
      """
      icmp6 router6 > client6 parameter-problem next-header pointer 6 {tcp client6:40000 > router6:53 . 1:1(0) ack 1 win 512 (hop-by-hop 0x000000000000)}
      """
