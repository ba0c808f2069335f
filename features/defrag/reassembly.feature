@src:ip_fragment.c @src:nf_defrag_ipv4.c @rfc:791-3.2
Feature: Reassembly of IPv4 fragments
  Only the first fragment of a datagram has ports in it, so what the others belong to cannot be said of them
  alone. Before conntrack looks at anything, fragments are collected until the datagram is whole; it alone
  goes on, and it alone has a state. A fragment that is held is STOLEN: the path it was on knows no more of
  it.

  Background:
    Given the flow udp client:4000 > server:53

  @id:defrag-held-until-whole
  Scenario: Fragments are held until the datagram is whole; only the whole has a state
    When these packets arrive:
      | packet                         | ctstate | ctdir    | hooks                          | verdict |
      | udp len 2000 (frag 7:800@0+)   | -       | -        | PREROUTING                     | STOLEN  |
      | udp len 2000 (frag 7:800@800+) | -       | -        | PREROUTING                     | STOLEN  |
      | udp len 2000 (frag 7:408@1600) | NEW     | ORIGINAL | PREROUTING FORWARD POSTROUTING | ACCEPT  |
    Then the table holds:
      | original                | status    |
      | client:4000 > server:53 | UNREPLIED |

  @id:defrag-never-whole
  Scenario: A datagram that never becomes whole opens no connection
    When these packets arrive:
      | packet                         | ctstate | verdict |
      | udp len 2000 (frag 7:800@0+)   | -       | STOLEN  |
      | udp len 2000 (frag 7:408@1600) | -       | STOLEN  |
    Then the table is empty
    And packet 1 does not leave
    And packet 2 does not leave

  @id:defrag-any-order
  Scenario Outline: The order <order> makes no difference
    When these packets arrive:
      | packet   | ctstate | verdict |
      | <first>  | -       | STOLEN  |
      | <second> | -       | STOLEN  |
      | <third>  | NEW     | ACCEPT  |
    Then the table holds 1 entry

    Examples: All the orders of three fragments
      | order   | first                          | second                         | third                          |
      | 1, 2, 3 | udp len 2000 (frag 7:800@0+)   | udp len 2000 (frag 7:800@800+) | udp len 2000 (frag 7:408@1600) |
      | 1, 3, 2 | udp len 2000 (frag 7:800@0+)   | udp len 2000 (frag 7:408@1600) | udp len 2000 (frag 7:800@800+) |
      | 2, 1, 3 | udp len 2000 (frag 7:800@800+) | udp len 2000 (frag 7:800@0+)   | udp len 2000 (frag 7:408@1600) |
      | 2, 3, 1 | udp len 2000 (frag 7:800@800+) | udp len 2000 (frag 7:408@1600) | udp len 2000 (frag 7:800@0+)   |
      | 3, 1, 2 | udp len 2000 (frag 7:408@1600) | udp len 2000 (frag 7:800@0+)   | udp len 2000 (frag 7:800@800+) |
      | 3, 2, 1 | udp len 2000 (frag 7:408@1600) | udp len 2000 (frag 7:800@800+) | udp len 2000 (frag 7:800@0+)   |

  @id:defrag-whole-goes-on
  Scenario Outline: Whatever of a datagram of <protocol> comes last carries the whole
    Given the flow <flow>
    When these packets arrive:
      | packet                 | ctstate | verdict |
      | <packet> (frag 7:16@8) | -       | STOLEN  |
      | <packet> (frag 7:8@0+) | NEW     | ACCEPT  |

    Examples: Even cut behind eight bytes
      | protocol                     | flow                        | packet                                              |
      | UDP                          | udp client:4000 > server:54 | udp client:4000 > server:54 len 16                  |
      | ICMP                         | icmp client > server        | icmp client > server echo-request id 7 seq 1 len 16 |
      | a protocol without a tracker | ip client > server proto 50 | ip client > server proto 50 len 24                  |

  @id:defrag-tcp
  Scenario: A TCP segment in fragments moves the connection when it is whole
    Given the flows:
      | name | flow                        |
      | tcp  | tcp client:1024 > server:80 |
    When these packets arrive:
      | flow | dir | packet                                           | ctstate     | state       |
      | tcp  | >   | S 0:0(0) win 64240                               | NEW         | SYN_SENT    |
      | tcp  | <   | S. 0:0(0) ack 1 win 65535                        | ESTABLISHED | SYN_RECV    |
      | tcp  | >   | P. 1:1001(1000) ack 1 win 64240 (frag 7:800@0+)  | -           |             |
      | tcp  | >   | P. 1:1001(1000) ack 1 win 64240 (frag 7:220@800) | ESTABLISHED | ESTABLISHED |

  @id:defrag-do-not-mix
  Scenario Outline: Fragments with another <what> belong to another datagram
    When these packets arrive:
      | packet                        | ctstate | verdict |
      | udp len 1000 (frag 7:800@0+)  | -       | STOLEN  |
      | <packet>                      | -       | STOLEN  |
      | udp len 1000 (frag 7:208@800) | NEW     | ACCEPT  |

    Examples: Addresses, protocol and identification name a datagram
      | what           | packet                                                    |
      | identification | udp len 1000 (frag 8:208@800)                             |
      | source         | udp client2:4000 > server:53 len 1000 (frag 7:208@800)    |
      | destination    | udp client:4000 > server2:53 len 1000 (frag 7:208@800)    |
      | protocol       | tcp client:4000 > server:53 S 0:988(988) (frag 7:208@800) |

  @id:defrag-interleaved
  Scenario: Two datagrams of one flow may come mixed up
    When these packets arrive:
      | packet                        | ctstate | verdict |
      | udp len 1000 (frag 7:800@0+)  | -       | STOLEN  |
      | udp len 1100 (frag 8:800@0+)  | -       | STOLEN  |
      | udp len 1100 (frag 8:308@800) | NEW     | ACCEPT  |
      | udp len 1000 (frag 7:208@800) | NEW     | ACCEPT  |
    Then the table holds 1 entry

  @id:defrag-interface
  Scenario: The fragments of a datagram may come in by different interfaces
    When these packets arrive:
      | in | packet                        | ctstate | verdict |
      | c0 | udp len 1000 (frag 7:800@0+)  | -       | STOLEN  |
      | s0 | udp len 1000 (frag 7:208@800) | NEW     | ACCEPT  |

  @id:defrag-duplicate
  Scenario Outline: A fragment that comes twice <how> is ignored the second time
    When these packets arrive:
      | packet                        | ctstate | verdict |
      | udp len 1600 (frag 7:800@0+)  | -       | STOLEN  |
      | <again>                       | -       | STOLEN  |
      | udp len 1600 (frag 7:808@800) | NEW     | ACCEPT  |

    Examples: All its bytes are there already
      | how             | again                          |
      | as it was       | udp len 1600 (frag 7:800@0+)   |
      | in part         | udp len 1600 (frag 7:400@0+)   |
      | from its middle | udp len 1600 (frag 7:400@400+) |

  @id:defrag-overlap @rfc:5722-3
  Scenario Outline: A fragment that overlaps another <how> costs the whole datagram
    Which of the two tells the truth cannot be known; whoever sends such fragments hopes that router and host
    answer differently.
    When these packets arrive:
      | packet                         | ctstate | verdict |
      | udp len 2000 (frag 7:800@400+) | -       | STOLEN  |
      | <overlap>                      | -       | STOLEN  |
      | udp len 2000 (frag 7:400@0+)   | -       | STOLEN  |
      | udp len 2000 (frag 7:808@1200) | -       | STOLEN  |
    Then the table is empty

    Examples: From either side, and over all of it
      | how            | overlap                         |
      | in front       | udp len 2000 (frag 7:408@0+)    |
      | behind         | udp len 2000 (frag 7:400@1192+) |
      | on either side | udp len 2000 (frag 7:816@392+)  |

  @id:defrag-overlap-next
  Scenario: After that a new datagram may use the same identification
    When these packets arrive:
      | packet                         | ctstate | verdict |
      | udp len 1600 (frag 7:800@0+)   | -       | STOLEN  |
      | udp len 1600 (frag 7:800@792+) | -       | STOLEN  |
      | udp len 1600 (frag 7:800@0+)   | -       | STOLEN  |
      | udp len 1600 (frag 7:808@800)  | NEW     | ACCEPT  |

  @id:defrag-beyond-end
  Scenario Outline: A fragment <what> costs the whole datagram
    When these packets arrive:
      | packet                        | ctstate | verdict |
      | udp len 1600 (frag 7:808@800) | -       | STOLEN  |
      | <bent>                        | -       | STOLEN  |
      | udp len 1600 (frag 7:800@0+)  | -       | STOLEN  |
    Then the table is empty

    Examples: It contradicts what is known of the end
      | what                             | bent                                                   |
      | that reaches beyond the last     | ip client > server proto 17 len 800 (id 7, frag 1600+) |
      | that is last, but somewhere else | ip client > server proto 17 len 8 (id 7, frag 1608)    |

  @id:defrag-oversize
  Scenario: A datagram that is whole but has more than 65535 bytes is thrown away
    Eight times 8192 bytes are one too many already, without any header. So hosts were once made to crash.
    When these packets arrive:
      | packet                                                   | ctstate | verdict |
      | ip client > server proto 17 len 8192 (id 7, frag 0+)     | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 8192+)  | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 16384+) | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 24576+) | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 32768+) | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 40960+) | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 49152+) | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 57344)  | -       | STOLEN  |
    Then the table is empty

  @id:defrag-oversize-log
  Scenario: The log tells who sent it
    When these packets arrive:
      | packet                                                   | ctstate | verdict |
      | ip client > server proto 17 len 8192 (id 7, frag 0+)     | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 8192+)  | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 16384+) | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 24576+) | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 32768+) | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 40960+) | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 49152+) | -       | STOLEN  |
      | ip client > server proto 17 len 8192 (id 7, frag 57344)  | -       | STOLEN  |
    Then the log shows:
      """
      IPv4: Oversized IP packet from 192.0.2.10
      """

  @id:defrag-largest
  Scenario: One of exactly 65535 bytes is reassembled
    When these packets arrive:
      | packet                             | ctstate | verdict |
      | udp len 65507 (frag 7:32768@0+)    | -       | STOLEN  |
      | udp len 65507 (frag 7:32747@32768) | NEW     | ACCEPT  |

  @id:defrag-unaligned
  Scenario: Of a fragment that is not the last, what exceeds a multiple of eight is cut off
    When these packets arrive:
      | packet                                                        | ctstate | verdict |
      | udp len 1000 (frag 7:800@0+)                                  | -       | STOLEN  |
      | ip client > server proto 17 len 103 from 12 (id 7, frag 800+) | -       | STOLEN  |
      | udp len 1000 (frag 7:112@896)                                 | NEW     | ACCEPT  |

  @id:defrag-local
  Scenario: A datagram for the router itself is reassembled at PREROUTING, too
    When these packets arrive:
      | packet                                                | ctstate | hooks            | verdict |
      | udp client:4000 > router:53 len 1000 (frag 7:800@0+)  | -       | PREROUTING       | STOLEN  |
      | udp client:4000 > router:53 len 1000 (frag 7:208@800) | NEW     | PREROUTING INPUT | ACCEPT  |

  @id:defrag-callback
  Scenario: It is the callback in front of all others that holds them
    When these packets arrive:
      | packet                       | verdict |
      | udp len 1000 (frag 7:800@0+) | STOLEN  |
    Then packet 1 meets these callbacks:
      | hook       | callback              | verdict |
      | PREROUTING | ipv4_conntrack_defrag | STOLEN  |

  @id:defrag-notrack-after
  Scenario: A rule that exempts packets from tracking sees the whole datagram, because reassembly comes first
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | PREROUTING | -300     | udp dport 53 | NOTRACK |
    When these packets arrive:
      | packet                        | ctstate   | verdict |
      | udp len 1000 (frag 7:800@0+)  | -         | STOLEN  |
      | udp len 1000 (frag 7:208@800) | UNTRACKED | ACCEPT  |

  @id:defrag-notrack-before
  Scenario: A rule that comes before reassembly exempts each fragment for itself, and none is held
    Given the callbacks:
      | hook       | priority | match | verdict |
      | PREROUTING | -450     | any   | NOTRACK |
    When these packets arrive:
      | packet                        | ctstate   | verdict | out |
      | udp len 1000 (frag 7:800@0+)  | UNTRACKED | ACCEPT  | s0  |
      | udp len 1000 (frag 7:208@800) | UNTRACKED | ACCEPT  | s0  |
