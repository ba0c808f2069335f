@src:nf_conntrack_proto_gre.c @rfc:2784
Feature: GRE tunnels
  Plain GRE has nothing that would tell one tunnel between two hosts from another, so all of them are one
  connection, which becomes a stream as soon as it is answered. The enhanced GRE of PPTP (RFC 2637) numbers
  its calls, and each direction has a number of its own: which two belong together is said on PPTP's control
  connection. Without a helper that reads along, the two directions of a call are two connections.

  @id:gre-plain
  Scenario Outline: Plain GRE over <family> is one connection for both hosts
    Given the flow ip <client> > <server> proto 47
    When these packets arrive:
      | dir | packet                         | ctstate     | ctdir    | status              | timeout |
      | >   | ip proto 47 0x00000800         | NEW         | ORIGINAL | UNREPLIED           | 30      |
      | >   | ip proto 47 0x0000080000112233 | NEW         | ORIGINAL | UNREPLIED           | 30      |
      | <   | ip proto 47 0x00000800         | ESTABLISHED | REPLY    | SEEN_REPLY !ASSURED | 30      |
      | >   | ip proto 47 0x00000800         | ESTABLISHED | ORIGINAL | SEEN_REPLY ASSURED  | 180     |
    Then the table holds:
      | protocol | status             |
      | gre      | SEEN_REPLY ASSURED |

    Examples: Both families
      | family | client  | server  |
      | IPv4   | client  | server  |
      | IPv6   | client6 | server6 |

  @id:gre-keys-not-read @rfc:2890
  Scenario: The key of plain GRE is not read: two tunnels with different keys are one connection
    Given the flow ip client > server proto 47
    When these packets arrive:
      | packet                         | ctstate |
      | ip proto 47 0x2000080000000001 | NEW     |
      | ip proto 47 0x2000080000000002 | NEW     |
    Then the table holds 1 entry

  @id:gre-pptp-calls @rfc:2637-4.1
  Scenario: Two calls of PPTP are two connections
    Given the flow ip client > server proto 47
    When these packets arrive:
      | packet                                         | ctstate |
      | ip proto 47 0x3001880b000400010000000164617461 | NEW     |
      | ip proto 47 0x3001880b000400020000000164617461 | NEW     |
      | ip proto 47 0x3001880b000400010000000264617461 | NEW     |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 gre      47 30 timeout=30, stream_timeout=180 src=192.0.2.10 dst=198.51.100.10 srckey=0x0 dstkey=0x1 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 srckey=0x1 dstkey=0x0 mark=0 zone=0 use=2
      ipv4     2 gre      47 30 timeout=30, stream_timeout=180 src=192.0.2.10 dst=198.51.100.10 srckey=0x0 dstkey=0x2 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 srckey=0x2 dstkey=0x0 mark=0 zone=0 use=2
      """

  @id:gre-pptp-directions
  Scenario: Without the helper the other direction of a call is a connection of its own
    Given the flow ip client > server proto 47
    When these packets arrive:
      | dir | packet                                         | ctstate | ctdir    |
      | >   | ip proto 47 0x3001880b000400010000000164617461 | NEW     | ORIGINAL |
      | <   | ip proto 47 0x3001880b000400090000000164617461 | NEW     | ORIGINAL |
    Then the table holds 2 entries

  @id:gre-enhanced-not-ppp
  Scenario: Enhanced GRE that carries anything but PPP is INVALID
    Given the flow ip client > server proto 47
    When these packets arrive:
      | packet                         | ctstate |
      | ip proto 47 0x3001080000040001 | INVALID |
    Then the table is empty

  @id:gre-short
  Scenario Outline: A GRE header of <length> bytes has no key, and is let through
    Given the flow ip client > server proto 47
    When these packets arrive:
      | packet   | ctstate |
      | <packet> | NEW     |

    Examples: Too short to say what it is
      | length | packet                 |
      | 0      | ip proto 47            |
      | 2      | ip proto 47 0x3001     |
      | 4      | ip proto 47 0x3001880b |

  @id:gre-timeouts @sysctl:nf_conntrack_gre_timeout @sysctl:nf_conntrack_gre_timeout_stream
  Scenario: A tunnel keeps the timeouts it was born with, and shows them
    Given the sysctls:
      | name                                          | value |
      | net.netfilter.nf_conntrack_gre_timeout        | 20    |
      | net.netfilter.nf_conntrack_gre_timeout_stream | 60    |
    And the flow ip client > server proto 47
    When these packets arrive:
      | dir | packet                 | timeout |
      | >   | ip proto 47 0x00000800 | 20      |
    And the sysctl net.netfilter.nf_conntrack_gre_timeout_stream is set to 90
    And these packets arrive:
      | dir | packet                 | timeout |
      | <   | ip proto 47 0x00000800 | 20      |
      | >   | ip proto 47 0x00000800 | 60      |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 gre      47 60 timeout=20, stream_timeout=60 src=192.0.2.10 dst=198.51.100.10 srckey=0x0 dstkey=0x0 src=198.51.100.10 dst=192.0.2.10 srckey=0x0 dstkey=0x0 [ASSURED] mark=0 zone=0 use=2
      """
