@src:nf_nat_proto.c @rfc:1624 @rfc:3022
Feature: What else changes in a translated packet
  Address and port are part of the checksums. NAT carries them on by the difference, so a wrong checksum stays wrong by
  as much; only SCTP's CRC is computed anew. What has no ports has its addresses translated, and nothing else.

  Background:
    Given the callbacks:
      | hook        | match        | verdict               |
      | POSTROUTING | oifname "s0" | SNAT to 198.51.100.77 |

  @id:nat-checksum-none
  Scenario: A UDP datagram without a checksum gets none
    When these packets arrive:
      | packet                                          | ctstate |
      | udp client:40000 > server:53 len 10 no-checksum | NEW     |
    Then packet 1 leaves as:
      """
      udp 198.51.100.77:40000 > server:53 len 10 no-checksum
      """

  @id:nat-checksum-wrong
  Scenario: A wrong checksum stays wrong
    Given the sysctls:
      | name                                | value |
      | net.netfilter.nf_conntrack_checksum | 0     |
    When these packets arrive:
      | packet                                         | ctstate |
      | udp client:40000 > server:53 len 10 sum 0x1234 | NEW     |
    Then packet 1 leaves as:
      """
      udp 198.51.100.77:40000 > server:53 len 10 sum 0xa9bd
      """

  @id:nat-no-ports
  Scenario Outline: Of <protocol> the addresses are translated
    When these packets arrive:
      | packet                                      | ctstate |
      | ip client > server proto <number> <payload> | NEW     |
    Then packet 1 leaves as:
      """
      ip 198.51.100.77 > server proto <number> <payload>
      """

    Examples: Protocols without ports, or whose ports nobody knows
      | protocol                   | number | payload                    |
      | an unknown protocol        | 99     | 0x0102030405060708         |
      | ESP                        | 50     | 0x000000010000000101020304 |
      | plain GRE                  | 47     | 0x0000080045000014         |
      | GRE with PPTP's key, alone | 47     | 0x3001880b00040007aabbccdd |
      | RSVP                       | 46     | 0x9c4000500500000000000000 |
