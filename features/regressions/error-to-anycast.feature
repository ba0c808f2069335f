# Found by: ctspec fuzz --differential --seed -1506088554 --path 2
@src:icmpv6_route_lookup @rfc:4443-2.4
Feature: No error is sent to an anycast address
  It may stand for several nodes: an error about a packet from it would reach one that has not sent it.

  @id:regression-error-to-anycast
  Scenario Outline: What says that it comes from <source> is told of errors: <out>
    When these packets arrive:
      | in | packet                         | ctstate | verdict | out   |
      | s0 | udp [<source>]:9 > router6:999 len 8 | NEW     | ACCEPT  | <out> |

    Examples: The subnet-router anycast address of a network of the router, and a host's
      | source        | out      |
      | 2001:db8:1::  | local    |
      | 2001:db8:2::  | local    |
      | 2001:db8:2::9 | local s0 |

    Examples: That of a network which is none of the router's
      | source           | out   |
      | 2001:db8:2:0:8:: | local s0 |
