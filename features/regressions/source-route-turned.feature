# Found by: ctspec fuzz --differential --seed 2118612372 --path 2
@src:ip_options_echo @rfc:1812
Feature: An error about a packet that came by a source route goes back by that route
  The router follows no source routes. It takes their turn the other way for an error about an option behind one.

  @id:regression-source-route-turned
  Scenario Outline: A route over <route>
    When these packets arrive:
      | packet                                                       | verdict |
      | ip 192.0.2.11 > server proto 50 (<opt <option>,0x03>)        | DROP    |
    Then packet 1 leaves as:
      """
      <error>
      """

    Examples:
      | route                       | option                       | error                                                                     |
      | one host, at its end        | 131 0x08c633640a             | icmp router-s0 > server parameter-problem pointer 27 {ip 192.0.2.11 > server proto 50 (<opt 131 0x08c633640a,0x03>)} (tos 0xc0, <opt 131 0x04c000020b>) |
      | two hosts, strictly         | 137 0x0cc6336414c000020c     | icmp router > 192.0.2.12 parameter-problem pointer 31 {ip 192.0.2.11 > server proto 50 (<opt 137 0x0cc6336414c000020c,0x03>)} (tos 0xc0, <opt 137 0x04c6336414c000020b>) |
      | two hosts, half followed    | 131 0x08c6336414c000020c     | icmp router-s0 > 198.51.100.20 parameter-problem pointer 31 {ip 192.0.2.11 > server proto 50 (<opt 131 0x08c6336414c000020c,0x03>)} (tos 0xc0, <opt 131 0x04c000020b>) |
      | the sender and a host       | 131 0x0cc000020bc6336414     | icmp router-s0 > 198.51.100.20 parameter-problem pointer 31 {ip 192.0.2.11 > server proto 50 (<opt 131 0x0cc000020bc6336414,0x03>)} (tos 0xc0, <opt 131 0x04c000020b>) |
      | the sender alone            | 131 0x08c000020b             | icmp router > 192.0.2.11 parameter-problem pointer 27 {ip 192.0.2.11 > server proto 50 (<opt 131 0x08c000020b,0x03>)} (tos 0xc0) |
      | a host, not yet followed    | 131 0x04c633640a             | icmp router > 192.0.2.11 parameter-problem pointer 27 {ip 192.0.2.11 > server proto 50 (<opt 131 0x04c633640a,0x03>)} (tos 0xc0) |
