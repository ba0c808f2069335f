@src:nf_conntrack_reasm.c @rfc:8200-4.5
Feature: Reassembly of IPv6 fragments
  IPv6 routers do not cut packets, and their hosts put what IPv4 has in its header into a header of its own,
  with an identification of 32 bits. A router that tracks connections has to reassemble nevertheless, as it is
  to tell what a fragment belongs to. What it finds to be no fragment of a datagram at all it does not hold:
  it lets it pass as it is, for somebody else to judge.

  Background:
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53

  @id:defrag6-held-until-whole
  Scenario: Fragments are held until the datagram is whole; only the whole has a state
    When these packets arrive:
      | packet                         | ctstate | ctdir    | hooks                          | verdict |
      | udp len 2000 (frag 7:800@0+)   | -       | -        | PREROUTING                     | STOLEN  |
      | udp len 2000 (frag 7:800@800+) | -       | -        | PREROUTING                     | STOLEN  |
      | udp len 2000 (frag 7:408@1600) | NEW     | ORIGINAL | PREROUTING FORWARD POSTROUTING | ACCEPT  |
    Then the table holds:
      | original                                    | status    |
      | [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 | UNREPLIED |

  @id:defrag6-any-order
  Scenario Outline: The order <order> makes no difference
    When these packets arrive:
      | packet   | ctstate | verdict |
      | <first>  | -       | STOLEN  |
      | <second> | -       | STOLEN  |
      | <third>  | NEW     | ACCEPT  |

    Examples: All the orders of three fragments
      | order   | first                          | second                         | third                          |
      | 1, 2, 3 | udp len 2000 (frag 7:800@0+)   | udp len 2000 (frag 7:800@800+) | udp len 2000 (frag 7:408@1600) |
      | 1, 3, 2 | udp len 2000 (frag 7:800@0+)   | udp len 2000 (frag 7:408@1600) | udp len 2000 (frag 7:800@800+) |
      | 2, 1, 3 | udp len 2000 (frag 7:800@800+) | udp len 2000 (frag 7:800@0+)   | udp len 2000 (frag 7:408@1600) |
      | 2, 3, 1 | udp len 2000 (frag 7:800@800+) | udp len 2000 (frag 7:408@1600) | udp len 2000 (frag 7:800@0+)   |
      | 3, 1, 2 | udp len 2000 (frag 7:408@1600) | udp len 2000 (frag 7:800@0+)   | udp len 2000 (frag 7:800@800+) |
      | 3, 2, 1 | udp len 2000 (frag 7:408@1600) | udp len 2000 (frag 7:800@800+) | udp len 2000 (frag 7:800@0+)   |

  @id:defrag6-do-not-mix
  Scenario Outline: Fragments with another <what> belong to another datagram
    When these packets arrive:
      | packet                        | ctstate | verdict |
      | udp len 1000 (frag 7:800@0+)  | -       | STOLEN  |
      | <packet>                      | -       | STOLEN  |
      | udp len 1000 (frag 7:208@800) | NEW     | ACCEPT  |

    Examples: Both addresses and the identification name a datagram
      | what           | packet                                                                    |
      | identification | udp len 1000 (frag 65543:208@800)                                         |
      | source         | udp [2001:db8:1::11]:4000 > [2001:db8:2::10]:53 len 1000 (frag 7:208@800) |
      | destination    | udp [2001:db8:1::10]:4000 > [2001:db8:2::11]:53 len 1000 (frag 7:208@800) |

  @id:defrag6-duplicate
  Scenario: A fragment that comes twice is ignored the second time
    When these packets arrive:
      | packet                        | ctstate | verdict |
      | udp len 1600 (frag 7:800@0+)  | -       | STOLEN  |
      | udp len 1600 (frag 7:800@0+)  | -       | STOLEN  |
      | udp len 1600 (frag 7:808@800) | NEW     | ACCEPT  |

  @id:defrag6-overlap @rfc:5722-4
  Scenario Outline: A fragment that overlaps another <how> costs the whole datagram
    When these packets arrive:
      | packet                         | ctstate |
      | udp len 2000 (frag 7:800@400+) | -       |
      | <overlap>                      | -       |
      | udp len 2000 (frag 7:400@0+)   | -       |
      | udp len 2000 (frag 7:808@1200) | -       |
    Then packet 2 does not leave
    And packet 4 does not leave
    And the table is empty

    Examples: From either side, and over all of it
      | how            | overlap                         |
      | in front       | udp len 2000 (frag 7:408@0+)    |
      | behind         | udp len 2000 (frag 7:400@1192+) |
      | on either side | udp len 2000 (frag 7:816@392+)  |

  @id:defrag6-atomic @rfc:6946
  Scenario: A datagram in one single fragment is whole at once
    When these packets arrive:
      | packet                       | ctstate | hooks                          | verdict | out |
      | udp len 1000 (frag 7:1008@0) | NEW     | PREROUTING FORWARD POSTROUTING | ACCEPT  | s0  |
      | udp len 1000 (frag 7:1008@0) | NEW     | PREROUTING FORWARD POSTROUTING | ACCEPT  | s0  |
    Then the table holds 1 entry

  @id:defrag6-atomic-apart
  Scenario: Such a datagram does not disturb another with its identification
    When these packets arrive:
      | packet                                                                 | ctstate | verdict |
      | udp len 1000 (frag 7:800@0+)                                           | -       | STOLEN  |
      | udp [2001:db8:1::11]:4000 > [2001:db8:2::10]:53 len 100 (frag 7:108@0) | NEW     | ACCEPT  |
      | udp len 1000 (frag 7:208@800)                                          | NEW     | ACCEPT  |

  @id:defrag6-headers-in-front
  Scenario: Headers in front of the fragment header are in every fragment, and in the whole
    When these packets arrive:
      | packet                                                   | ctstate | verdict |
      | udp len 1000 (hop-by-hop 0x010400000000, frag 7:800@0+)  | -       | STOLEN  |
      | udp len 1000 (hop-by-hop 0x010400000000, frag 7:208@800) | NEW     | ACCEPT  |

  @id:defrag6-headers-behind
  Scenario: Headers behind it are part of what was cut
    When these packets arrive:
      | packet                                                    | ctstate | verdict |
      | udp len 1000 (frag 7:800@0+, destination 0x010400000000)  | -       | STOLEN  |
      | udp len 1000 (frag 7:216@800, destination 0x010400000000) | NEW     | ACCEPT  |

  @id:defrag6-bent-unaligned
  Scenario: A fragment whose length is no multiple of eight, though more follow, is passed on as it is
    It is the receiver's to answer that with an error (RFC 8200, 4.5). Conntrack takes it for what its first
    bytes say.
    When these packets arrive:
      | packet                                                                 | verdict | hooks                          | out |
      | ip client6 > server6 proto 17 0x0fa0003500000000616263 (id 7, frag 0+) | ACCEPT  | PREROUTING FORWARD POSTROUTING | s0  |

  @id:defrag6-bent-no-header @rfc:7112
  Scenario: A first fragment that does not hold the whole header behind it is passed on as it is
    When these packets arrive:
      | packet                                                                      | ctstate | verdict | hooks                          | out |
      | tcp [2001:db8:1::10]:1024 > [2001:db8:2::10]:80 S 0:100(100) (frag 7:16@0+) | INVALID | ACCEPT  | PREROUTING FORWARD POSTROUTING | s0  |
    Then the table is empty

  @id:defrag6-oversize
  Scenario: A fragment that would end beyond 65535 bytes is dropped
    When these packets arrive:
      | packet                                                   | ctstate |
      | udp len 1000 (frag 7:800@0+)                             | -       |
      | ip client6 > server6 proto 17 len 600 (id 7, frag 65000) | -       |
    Then packet 2 does not leave
    And the table is empty

  @id:defrag6-local
  Scenario: A datagram for the router itself is reassembled at PREROUTING, too
    When these packets arrive:
      | packet                                                                   | ctstate | hooks            | verdict |
      | udp [2001:db8:1::10]:4000 > [2001:db8:1::1]:53 len 1000 (frag 7:800@0+)  | -       | PREROUTING       | STOLEN  |
      | udp [2001:db8:1::10]:4000 > [2001:db8:1::1]:53 len 1000 (frag 7:208@800) | NEW     | PREROUTING INPUT | ACCEPT  |
