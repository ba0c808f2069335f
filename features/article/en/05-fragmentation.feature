@src:ip_output.c @src:ip_fragment.c @rfc:791-3.2
Feature: Fragmentation
  A datagram that is larger than the MTU of a link is divided into smaller packets, the fragments, each of which
  fits. Only the first has the ports, so connection tracking collects fragments before it looks at them: STOLEN
  is the verdict on each but the last, with which the whole datagram goes on. On its way out it is divided again.

  @id:article-fragmentation-larger-than-mtu
  Scenario: A datagram larger than the MTU leaves in several smaller packets
    Given a router with:
      | setting | value |
      | mtu     | 1400  |
    When these packets arrive:
      | packet                               | verdict | out   |
      | udp client:1024 > server:53 len 1400 | ACCEPT  | s0 s0 |
    Then packet 1 leaves as:
      """
      udp client:1024 > server:53 len 1400 (frag 0:1376@0+)
      udp client:1024 > server:53 len 1400 (frag 0:32@1376)
      """

  @id:article-fragmentation-fits
  Scenario: A datagram no larger than the MTU leaves whole
    Given a router with:
      | setting | value |
      | mtu     | 1400  |
    When these packets arrive:
      | packet                               | verdict | out |
      | udp client:1024 > server:53 len 1372 | ACCEPT  | s0  |

  @id:article-fragmentation-stolen
  Scenario Outline: Fragments are STOLEN until the datagram is whole, over <protocol>
    When these packets arrive:
      | packet                                                     | ctstate | verdict | out   |
      | udp <client>:1024 > <server>:53 len 2000 (frag 7:1448@0+)  | -       | STOLEN  | -     |
      | udp <client>:1024 > <server>:53 len 2000 (frag 7:560@1448) | NEW     | ACCEPT  | s0 s0 |
    Then the table holds 1 entry

    Examples:
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:article-fragmentation-again
  Scenario: What was collected leaves in fragments again
    When these packets arrive:
      | packet                                                 | verdict |
      | udp client:1024 > server:53 len 2000 (frag 7:1448@0+)  | STOLEN  |
      | udp client:1024 > server:53 len 2000 (frag 7:560@1448) | ACCEPT  |
    Then packet 1 does not leave
    And packet 2 leaves as:
      """
      udp client:1024 > server:53 len 2000 (frag 7:1448@0+)
      udp client:1024 > server:53 len 2000 (frag 7:560@1448)
      """

  @id:article-fragmentation-before-conntrack
  Scenario: The callback that collects fragments comes before connection tracking
    When these packets arrive:
      | packet                                                 | verdict |
      | udp client:1024 > server:53 len 2000 (frag 7:1448@0+)  | STOLEN  |
      | udp client:1024 > server:53 len 2000 (frag 7:560@1448) | ACCEPT  |
    Then packet 1 meets these callbacks:
      | hook       | callback              | verdict |
      | PREROUTING | ipv4_conntrack_defrag | STOLEN  |
    And packet 2 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | POSTROUTING | nf_confirm            | ACCEPT  |

  @id:article-fragmentation-never-whole
  Scenario: Fragments of which one is missing go nowhere
    When these packets arrive:
      | packet                                                | verdict |
      | udp client:1024 > server:53 len 2000 (frag 7:1448@0+) | STOLEN  |
    And 60 seconds pass
    And these packets arrive:
      | packet                                                 | verdict |
      | udp client:1024 > server:53 len 2000 (frag 7:560@1448) | STOLEN  |
    Then the table is empty
