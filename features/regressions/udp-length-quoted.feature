# Found by: ctspec fuzz --differential --seed -451123180 --path 3
@src:__udp4_lib_rcv @src:__udp6_lib_rcv
Feature: What lies behind a UDP datagram is not quoted
  The IP header tells of more than UDP's own length does. Where nobody listens, the error quotes no more than UDP's.

  @id:regression-udp-length-quoted
  Scenario Outline: Of a datagram over <family> that says it is one byte long one byte is quoted
    When these packets arrive:
      | packet        |
      | <packet>      |
    Then packet 1 leaves as:
      """
      <error>
      """

    Examples:
      | family | packet                                                             | error                                                                                                             |
      | IPv4   | udp client:40000 > router:80 len 2 ulen 9 no-checksum              | icmp router > client unreachable port {udp client:40000 > router:80 len 2 ulen 9 no-checksum trunc 29} (tos 0xc0) |
      | IPv6   | udp [2001:db8:1::d]:40000 > router6:80 len 2 ulen 9 sum 0xa6c9     | icmp6 router6 > 2001:db8:1::d unreachable port {udp [2001:db8:1::d]:40000 > router6:80 len 2 ulen 9 sum 0xa6c9 trunc 49} |
