@src:nf_conntrack_proto_gre.c @rfc:2784
Feature: GRE tunnels
  Plain GRE has nothing that would tell one tunnel between two hosts from another, so all of them are one
  connection, which becomes a stream as soon as it is answered. The enhanced GRE of PPTP (RFC 2637) numbers
  its calls, and each direction has a number of its own: which two belong together is said on PPTP's control
  connection. Without a helper that reads along, the two directions of a call are two connections.

  @id:gre-plain
  Scenario Outline: Plain GRE over <family> is one connection for both hosts
    Given the flow gre <client> > <server>
    When these packets arrive:
      | dir | packet         | ctstate     | ctdir    | status              | timeout |
      | >   | gre            | NEW         | ORIGINAL | UNREPLIED           | 30      |
      | >   | gre 0x00112233 | NEW         | ORIGINAL | UNREPLIED           | 30      |
      | <   | gre            | ESTABLISHED | REPLY    | SEEN_REPLY !ASSURED | 30      |
      | >   | gre            | ESTABLISHED | ORIGINAL | SEEN_REPLY ASSURED  | 180     |
    Then the table holds:
      | protocol | status             |
      | gre      | SEEN_REPLY ASSURED |

    Examples: Both families
      | family | client  | server  |
      | IPv4   | client  | server  |
      | IPv6   | client6 | server6 |

  @id:gre-keys-not-read @rfc:2890
  Scenario: The key of plain GRE is not read: two tunnels with different keys are one connection
    Given the flow gre client > server
    When these packets arrive:
      | packet    | ctstate |
      | gre key 1 | NEW     |
      | gre key 2 | NEW     |
    Then the table holds 1 entry

  @id:gre-pptp-calls @rfc:2637-4.1
  Scenario: Two calls of PPTP are two connections
    Given the flow gre client > server
    When these packets arrive:
      | packet                   | ctstate |
      | gre1 call 1 seq 1 "data" | NEW     |
      | gre1 call 2 seq 1 "data" | NEW     |
      | gre1 call 1 seq 2 "data" | NEW     |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 gre      47 30 timeout=30, stream_timeout=180 src=192.0.2.10 dst=198.51.100.10 srckey=0x0 dstkey=0x1 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 srckey=0x1 dstkey=0x0 mark=0 zone=0 use=2
      ipv4     2 gre      47 30 timeout=30, stream_timeout=180 src=192.0.2.10 dst=198.51.100.10 srckey=0x0 dstkey=0x2 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 srckey=0x2 dstkey=0x0 mark=0 zone=0 use=2
      """

  @id:gre-pptp-directions
  Scenario: Without the helper the other direction of a call is a connection of its own
    Given the flow gre client > server
    When these packets arrive:
      | dir | packet                   | ctstate | ctdir    |
      | >   | gre1 call 1 seq 1 "data" | NEW     | ORIGINAL |
      | <   | gre1 call 9 seq 1 "data" | NEW     | ORIGINAL |
    Then the table holds 2 entries

  @id:gre-enhanced-not-ppp
  Scenario: Enhanced GRE that carries anything but PPP is INVALID
    Given the flow gre client > server
    When these packets arrive:
      | packet                   | ctstate |
      | gre1 proto 0x0800 call 1 | INVALID |
    Then the table is empty

  @id:gre-short
  Scenario Outline: A GRE header of <length> bytes has no key, and is let through
    Given the flow gre client > server
    When these packets arrive:
      | packet   | ctstate |
      | <packet> | NEW     |

    Examples: Too short to say what it is
      | length | packet             |
      | 0      | ip proto 47        |
      | 2      | ip proto 47 0x3001 |
      | 4      | gre1 flags 0x3001  |

  @id:gre-timeouts @sysctl:nf_conntrack_gre_timeout @sysctl:nf_conntrack_gre_timeout_stream
  Scenario: A tunnel keeps the timeouts it was born with, and shows them
    Given the sysctls:
      | name                                          | value |
      | net.netfilter.nf_conntrack_gre_timeout        | 20    |
      | net.netfilter.nf_conntrack_gre_timeout_stream | 60    |
    And the flow gre client > server
    When these packets arrive:
      | dir | packet | timeout |
      | >   | gre    | 20      |
    And the sysctl net.netfilter.nf_conntrack_gre_timeout_stream is set to 90
    And these packets arrive:
      | dir | packet | timeout |
      | <   | gre    | 20      |
      | >   | gre    | 60      |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 gre      47 60 timeout=20, stream_timeout=60 src=192.0.2.10 dst=198.51.100.10 srckey=0x0 dstkey=0x0 src=198.51.100.10 dst=192.0.2.10 srckey=0x0 dstkey=0x0 [ASSURED] mark=0 zone=0 use=2
      """
