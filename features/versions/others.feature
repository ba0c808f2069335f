Feature: What else differs from version to version

  @id:versions-icmpv6-router-discovery @src:nf_conntrack_proto_icmpv6.c @rfc:4286
  Scenario Outline: On Linux <version> a multicast router advertisement is <ctstate>
    Given Linux <version>
    When these packets arrive:
      | packet                                          | ctstate   |
      | icmp6 client6 > router6 type 151 code 0 (ttl 1) | <ctstate> |

    Examples: Each version
      | version | ctstate   |
      | 5.10    | INVALID   |
      | 6.1     | INVALID   |
      | 6.12    | UNTRACKED |
      | 6.18    | UNTRACKED |
      | 7.3     | UNTRACKED |

  @id:versions-udplite @src:nf_conntrack_proto_udp.c @rfc:3828
  Scenario Outline: Linux <version> knows <what> of UDP-Lite
    Given Linux <version>
    And the flow ip client > server proto 136
    When these packets arrive:
      | packet                          |
      | ip proto 136 0x0fa00035000803c1 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 <line> mark=0 zone=0 use=2
      """

    Examples: Each version
      | version | what | line                                                                                                                                                          |
      | 5.10    | the ports | udplite  136 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 |
      | 6.1     | the ports | udplite  136 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 |
      | 6.12    | the ports | udplite  136 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 |
      | 6.18    | the ports | udplite  136 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 |
      | 7.3     | the addresses | udplite  136 600 src=192.0.2.10 dst=198.51.100.10 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10                                       |
