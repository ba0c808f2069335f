@src:nf_conntrack_core.c
Feature: The state of a reassembled datagram
  What is said of a datagram that came in fragments is what would have been said of it in one piece: its
  checksum is verified over the whole, and its last fragment to arrive decides when.

  @id:defrag-class-established
  Scenario Outline: An answer in fragments is ESTABLISHED over <family>
    Given the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | dir | packet                        | ctstate     | ctdir    | verdict |
      | >   | udp len 30                    | NEW         | ORIGINAL | ACCEPT  |
      | <   | udp len 1000 (frag 7:800@0+)  | -           | -        | STOLEN  |
      | <   | udp len 1000 (frag 7:208@800) | ESTABLISHED | REPLY    | ACCEPT  |

    Examples: Both families
      | family | client           | server           |
      | IPv4   | client           | server           |
      | IPv6   | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:defrag-class-invalid
  Scenario Outline: With a wrong checksum it is INVALID over <family>, and leaves in fragments all the same
    Given the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | packet                                     | ctstate | verdict | reason       |
      | udp len 1000 bad-checksum (frag 7:800@0+)  | -       | STOLEN  |              |
      | udp len 1000 bad-checksum (frag 7:208@800) | INVALID | ACCEPT  | bad checksum |
    Then the table is empty

    Examples: Both families
      | family | client           | server           |
      | IPv4   | client           | server           |
      | IPv6   | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:defrag-class-damaged-fragment
  Scenario: One damaged fragment makes the whole INVALID
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                      | ctstate | reason       |
      | udp len 1000 (frag 7:800@0+)                                | -       |              |
      | ip client > server proto 17 len 208 from 1 (id 7, frag 800) | INVALID | bad checksum |

  @id:defrag-class-too-late
  Scenario: When a fragment is late the entry of its flow may be over before the datagram is whole
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | t  | packet                        | ctstate | timeout |
      | 0  | udp len 30                    | NEW     | 30      |
      | 10 | udp len 1000 (frag 7:800@0+)  | -       |         |
      | 31 | udp len 1000 (frag 7:208@800) | NEW     | 30      |

  @id:defrag-class-no-refresh
  Scenario: Fragments that never make a whole prolong nobody's life
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | t  | packet                       | ctstate | verdict |
      | 0  | udp len 30                   | NEW     | ACCEPT  |
      | 20 | udp len 1000 (frag 7:800@0+) | -       | STOLEN  |
    And 10 seconds pass
    Then the table is empty

  @id:defrag-class-error
  Scenario: An ICMP error in fragments is RELATED to what it quotes
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                                       | ctstate |
      | udp len 600                                                                                  | NEW     |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 600} (frag 7:400@0+)  | -       |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 600} (frag 7:236@400) | RELATED |

  @id:defrag-class-full-table
  Scenario: A datagram for which the table has no room is dropped when it is whole
    Given the sysctls:
      | name                           | value |
      | net.netfilter.nf_conntrack_max | 1     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | packet                                                | ctstate | verdict |
      | udp client:4000 > server:53 len 1000 (frag 7:800@0+)  | -       | STOLEN  |
      | udp client:4000 > server:53 len 1000 (frag 7:208@800) | -       | DROP    |
