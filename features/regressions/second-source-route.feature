# Found by: ctspec fuzz --differential --backend kernel:7.3 --seed -1769951155 --path 0
@src:ip_options.c @rfc:1812-5.2.4.1
Feature: A datagram with two source routes
  It is refused, for there may be one. Before that the router looks at the second one's length and pointer.

  @id:regression-second-source-route
  Scenario Outline: Where the second one <what>, the byte that is wrong is <where>
    When these packets arrive:
      | packet                                                            | ctstate | verdict |
      | udp client:5000 > router:4000 len 0 (<opt 131 0x31b738,<second>>) | NEW     | DROP    |
    Then packet 1 leaves as:
      """
      <error>
      """

    Examples: Each is no route that can be followed
      | what                                                 | where      | second               | error                                                                                                                                        |
      | is a sound one                                       | its first  | opt 131 0x04c0000201 | icmp router > client parameter-problem pointer 25 {udp client:5000 > router:4000 len 0 (<opt 131 0x31b738,opt 131 0x04c0000201>)} (tos 0xc0) |
      | points before its first address                      | its third  | opt 131 0x03c0000201 | icmp router > client parameter-problem pointer 27 {udp client:5000 > router:4000 len 0 (<opt 131 0x31b738,opt 131 0x03c0000201>)} (tos 0xc0) |
      | has no pointer                                       | its second | opt 131              | icmp router > client parameter-problem pointer 26 {udp client:5000 > router:4000 len 0 (<opt 131 0x31b738,opt 131>)} (tos 0xc0)              |
      | is a strict one that points before its first address | its third  | opt 137 0x01         | icmp router > client parameter-problem pointer 27 {udp client:5000 > router:4000 len 0 (<opt 131 0x31b738,opt 137 0x01>)} (tos 0xc0)         |
