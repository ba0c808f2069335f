@src:nf_conntrack_proto_udp.c @rfc:3828
Feature: UDP-Lite
  UDP-Lite is UDP with a checksum that covers only as much of the datagram as its sender says, so that a call
  or a film may arrive with a wrong bit in it rather than not at all. To conntrack it is UDP with two
  differences: it must carry a checksum, and the first answer is enough to make it ASSURED. The kernel
  verifies the checksum as if the protocol were UDP; the datagrams here carry that one.

  Background:
    Given the flow ip client > server proto 136

  @id:udplite-life @until:6.18
  Scenario: The first answer makes the flow ASSURED, for two minutes
    When these packets arrive:
      | t  | dir | packet                                          | ctstate     | status              | timeout |
      | 0  | >   | ip proto 136 0x0fa0138c00105ec46162636465666768 | NEW         | UNREPLIED           | 30      |
      | 10 | >   | ip proto 136 0x0fa0138c00105ec46162636465666768 | NEW         | UNREPLIED           | 30      |
      | 20 | <   | ip proto 136 0x138c0fa000105ec46162636465666768 | ESTABLISHED | SEEN_REPLY !ASSURED | 30      |
      | 20 | <   | ip proto 136 0x138c0fa000105ec46162636465666768 | ESTABLISHED | SEEN_REPLY ASSURED  | 120     |
    Then the table holds:
      | protocol | original                  | reply                     |
      | udplite  | client:4000 > server:5004 | server:5004 > client:4000 |
    When 120 seconds pass
    Then the table is empty

  @id:udplite-coverage
  Scenario Outline: A datagram of 16 bytes whose checksum covers <coverage> is <ctstate>
    When these packets arrive:
      | packet             | ctstate   | reason   |
      | ip proto 136 <hex> | <ctstate> | <reason> |

    Examples: At least the header, at most all; 0 means all
      | coverage                 | ctstate | hex                                | reason                    |
      | all 16 bytes             | NEW     | 0x0fa0138c00105ec46162636465666768 | -                         |
      | everything, written as 0 | NEW     | 0x0fa0138c00005ed46162636465666768 | -                         |
      | the header alone         | NEW     | 0x0fa0138c0008f0616162636465666768 | -                         |
      | 10 bytes                 | NEW     | 0x0fa0138c000a8efd6162636465666768 | -                         |

    @until:6.18
    Examples: Less and more, until Linux 6.18
      | coverage                 | ctstate | hex                                | reason                    |
      | 7 bytes                  | INVALID | 0x0fa0138c0007f0626162636465666768 | invalid checksum coverage |
      | 17 bytes                 | INVALID | 0x0fa0138c00115ec36162636465666768 | invalid checksum coverage |

  @id:udplite-damage @until:6.18
  Scenario: Damage where the checksum does not cover the data goes unnoticed, and is let through
    When these packets arrive:
      | packet                                          | ctstate | reason       |
      | ip proto 136 0x0fa0138c0008f061616263646566ffff | NEW     | -            |
      | ip proto 136 0x0fa0138c00105ec4616263646566ffff | INVALID | bad checksum |

  @id:udplite-without-checksum @until:6.18
  Scenario: A datagram without a checksum is INVALID
    When these packets arrive:
      | packet                                          | ctstate | reason           |
      | ip proto 136 0x0fa0138c001000006162636465666768 | INVALID | checksum missing |

  @id:udplite-router @until:6.18 @src:udplite_checksum_init
  Scenario Outline: On a router where nobody listens, a datagram with a checksum over <what> is answered over <family>
    The router reckons the checksum as the standard has it, so it answers what conntrack calls INVALID.
    When these packets arrive:
      | packet                       | ctstate |
      | ip <route> proto 136 <bytes> | INVALID |
    Then packet 1 leaves as:
      """
      <answer>
      """

    Examples:
      | family | what                     | route                   | bytes                      | answer                                                                                                           |
      | IPv4   | all of it                | client > 192.0.2.1      | 0x0fa00035000ca6b761626364 | icmp 192.0.2.1 > client unreachable port {ip client > 192.0.2.1 proto 136 0x0fa00035000ca6b761626364} (tos 0xc0) |
      | IPv4   | everything, written as 0 | client > 192.0.2.1      | 0x0fa000350000a6c361626364 | icmp 192.0.2.1 > client unreachable port {ip client > 192.0.2.1 proto 136 0x0fa000350000a6c361626364} (tos 0xc0) |
      | IPv4   | the header alone         | client > 192.0.2.1      | 0x0fa0003500086b8261626364 | icmp 192.0.2.1 > client unreachable port {ip client > 192.0.2.1 proto 136 0x0fa0003500086b8261626364} (tos 0xc0) |
      | IPv4   | an odd number of bytes   | client > 192.0.2.1      | 0x0fa00035000ba71c61626364 | icmp 192.0.2.1 > client unreachable port {ip client > 192.0.2.1 proto 136 0x0fa00035000ba71c61626364} (tos 0xc0) |
      | IPv6   | all of it                | client6 > 2001:db8:1::1 | 0x0fa00035000ccf3e61626364 | icmp6 2001:db8:1::1 > client6 unreachable port {ip client6 > 2001:db8:1::1 proto 136 0x0fa00035000ccf3e61626364} |
      | IPv6   | the header alone         | client6 > 2001:db8:1::1 | 0x0fa000350008940961626364 | icmp6 2001:db8:1::1 > client6 unreachable port {ip client6 > 2001:db8:1::1 proto 136 0x0fa000350008940961626364} |

  @id:udplite-router-silent @until:6.18 @src:udplite_checksum_init
  Scenario Outline: One whose checksum is <what> is not answered
    When these packets arrive:
      | packet                                  | ctstate   | verdict |
      | ip client > 192.0.2.1 proto 136 <bytes> | <ctstate> | ACCEPT  |
    Then packet 1 does not leave

    Examples:
      | what                      | bytes                      | ctstate |
      | reckoned as for UDP       | 0x0fa00035000ca72e61626364 | NEW     |
      | missing                   | 0x0fa00035000c000061626364 | INVALID |
      | over less than the header | 0x0fa000350007a6b761626364 | INVALID |
      | over more than there is   | 0x0fa00035000da6b761626364 | INVALID |
