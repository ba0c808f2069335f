@src:nf_conntrack_proto_udp.c @rfc:768
Feature: The checksum of UDP
  A datagram that was damaged on its way must not open or refresh a flow, because its ports cannot be trusted.
  Where it carries no checksum at all, which is a zero in that field, there is nothing to verify.

  @id:udp-checksum-wrong
  Scenario Outline: Over <family> a datagram with a wrong checksum is INVALID
    Given the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | packet                  | ctstate | reason       | verdict |
      | udp len 30 bad-checksum | INVALID | bad checksum | ACCEPT  |
    Then the table is empty

    Examples: Both families
      | family | client           | server           |
      | IPv4   | client           | server           |
      | IPv6   | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:udp-checksum-none @rfc:6935
  Scenario Outline: Over <family> a datagram without a checksum is taken as it is
    Given the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | dir | packet                 | ctstate     |
      | >   | udp len 30 no-checksum | NEW         |
      | <   | udp len 30             | ESTABLISHED |

    Examples: Both families, though IPv6 allows it for tunnels only
      | family | client           | server           |
      | IPv4   | client           | server           |
      | IPv6   | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:udp-checksum-off @sysctl:nf_conntrack_checksum
  Scenario: Checksums are not verified where nobody asks for it
    Given the sysctls:
      | name                                | value |
      | net.netfilter.nf_conntrack_checksum | 0     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                  | ctstate |
      | udp len 30 bad-checksum | NEW     |

  @id:udp-checksum-own
  Scenario: What the router itself sends is not verified: its checksum may be computed by the interface later
    Given the flow udp router:4000 > client:53
    When these packets arrive:
      | in | packet                  | hooks              | ctstate |
      | lo | udp len 30 bad-checksum | OUTPUT POSTROUTING | NEW     |

  @id:udp-length
  Scenario Outline: A length field of <length> in a datagram of 38 bytes is <what>
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                          | ctstate   | reason   |
      | udp len 30 ulen <length> <more> | <ctstate> | <reason> |

    Examples: The header alone has 8 bytes
      | length | what                        | more        | ctstate | reason                     |
      | 38     | right                       |             | NEW     | -                          |
      | 37     | let pass without a checksum | no-checksum | NEW     | -                          |
      | 39     | INVALID                     | no-checksum | INVALID | truncated/malformed packet |
      | 7      | INVALID                     | no-checksum | INVALID | truncated/malformed packet |
      | 0      | INVALID                     | no-checksum | INVALID | truncated/malformed packet |
