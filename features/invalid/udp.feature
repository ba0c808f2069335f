@src:nf_conntrack_proto_udp.c @rfc:768
Feature: Why a UDP datagram is INVALID
  UDP has nothing but a header of eight bytes that could be wrong.

  @id:invalid-udp-short
  Scenario Outline: A header of <bytes> bytes is a short packet, over <protocol>
    Given the flow <flow> proto 17
    When these packets arrive:
      | dir | packet              | ctstate | ctdir | reason       | verdict |
      | >   | ip proto 17 <bytes> | INVALID | -     | short packet | ACCEPT  |
    Then the table is empty

    Examples: Cut behind the ports
      | protocol | flow                               | bytes            |
      | IPv4     | ip client > server                 | 0x04000035       |
      | IPv4     | ip client > server                 | 0x04000035000800 |
      | IPv6     | ip 2001:db8:1::10 > 2001:db8:2::10 | 0x04000035       |
      | IPv6     | ip 2001:db8:1::10 > 2001:db8:2::10 | 0x04000035000800 |

  @id:invalid-udp-length
  Scenario Outline: A length field of <length> for <size> bytes is malformed, over <protocol>
    Given the flow udp <client>:1024 > <server>:53
    When these packets arrive:
      | dir | packet                  | ctstate | reason                     |
      | >   | udp len 4 ulen <length> | INVALID | truncated/malformed packet |
    Then the table is empty

    Examples: More than there is, less than a header
      | length | size | protocol | client           | server           |
      | 13     | 12   | IPv4     | client           | server           |
      | 7      | 12   | IPv4     | client           | server           |
      | 0      | 12   | IPv4     | client           | server           |
      | 13     | 12   | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |
      | 7      | 12   | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:invalid-udp-checksum
  Scenario Outline: A wrong checksum is a bad checksum, over <protocol>
    Given the flow udp <client>:1024 > <server>:53
    When these packets arrive:
      | dir | packet                 | ctstate | reason       |
      | >   | udp len 4 bad-checksum | INVALID | bad checksum |

    Examples: Both families
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:invalid-udp-no-checksum
  Scenario Outline: A datagram without a checksum is as good as any, over <protocol>
    IPv6 forbids it (RFC 8200, 8.1), but conntrack leaves that to the receiver.
    Given the flow udp <client>:1024 > <server>:53
    When these packets arrive:
      | dir | packet                | ctstate | reason |
      | >   | udp len 4 no-checksum | NEW     | -      |

    Examples: Both families
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:invalid-udp-connection-unharmed
  Scenario: An INVALID datagram does not prolong the life of its connection
    Given the flow udp client:1024 > server:53
    When these packets arrive:
      | t  | dir | packet                 | ctstate | timeout |
      | 0  | >   | udp len 4              | NEW     | 30      |
      | 10 | >   | udp len 4 bad-checksum | INVALID | 20      |

  @id:invalid-udp-no-ports
  Scenario Outline: Where not even the ports are there it is INVALID without a word, over <protocol>
    Given the flow <flow> proto 17
    When these packets arrive:
      | dir | packet               | ctstate | reason |
      | >   | ip proto 17 0x040000 | INVALID | -      |

    Examples: Both families
      | protocol | flow                               |
      | IPv4     | ip client > server                 |
      | IPv6     | ip 2001:db8:1::10 > 2001:db8:2::10 |
