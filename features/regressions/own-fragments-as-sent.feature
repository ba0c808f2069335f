@src:sctp_error @src:tcp_v4_early_demux
Feature: Fragments of a local process leave as it sent them
  Of a datagram that comes in, the router reads the header of TCP or SCTP in one piece, and fragments that had it in two
  are cut anew on the way out. Nobody reads that of what a process of its own sends. But before the headers of its
  fragments lies no more room than an interface needs, so that the first cannot lend more of them to the others.

  Scenario Outline: A header of <protocol> that lies in two fragments of <whom> <how>
    When these packets arrive:
      | in   | packet                                                  | verdict |
      | <in> | ip <from> > client proto <number> len 8 (id 3, frag 0+) | STOLEN  |
      | <in> | ip <from> > client proto <number> len 16 (id 3, frag 8) | ACCEPT  |
    Then packet 2 leaves as:
      """
      <first>
      <last>
      """

    @id:regression-own-fragments
    Examples: Of a process
      | protocol | whom      | how             | in | from   | number | first                                              | last                                               |
      | SCTP     | a process | leaves as it is | lo | router | 132    | ip router > client proto 132 len 8 (id 3, frag 0+) | ip router > client proto 132 len 16 (id 3, frag 8) |
      | TCP      | a process | leaves as it is | lo | router | 6      | ip router > client proto 6 len 8 (id 3, frag 0+)   | ip router > client proto 6 len 16 (id 3, frag 8)   |

    @id:regression-forwarded-fragments
    Examples: Of another host
      | protocol | whom   | how         | in | from   | number | first                                                                                 | last                                                            |
      | TCP      | a host | is cut anew | s0 | server | 6      | ip server > client proto 6 0x61626364656667686162636465666768 (id 3, frag 0+, ttl 63) | ip server > client proto 6 len 8 from 8 (id 3, frag 16, ttl 63) |

  @id:regression-own-fragments-with-options
  Scenario: Options of its first fragment alone have a process's datagram cut anew
    When these packets arrive:
      | packet                                                                                                                | verdict |
      | sctp router6:5060 > [2001:db8:1::b]:40000 tag 1 0x02000014 (frag 0+, id 2, destination 0x010200000000, frag 0+, id 2) | STOLEN  |
      | ip router6 > 2001:db8:1::b proto 60 len 9 (frag 32, id 2)                                                             | ACCEPT  |
    Then packet 2 leaves as:
      """
      sctp router6:5060 > [2001:db8:1::b]:40000 tag 1 0x02000014616263646566676869 sum 0x487ee8c7 (destination 0x010200000000, frag 0, fragment 0x00000100000002)
      """

  Scenario Outline: Options that a process wrote itself are in all its fragments, <how>
    When these packets arrive:
      | packet                                                                     | verdict |
      | ip router > server proto 100 len 8 (id 2, frag 0+, <opt 7 0x050100000000>) | STOLEN  |
      | ip router > server proto 100 len 1 (id 2, frag 8<options>)                 | ACCEPT  |
    Then packet 2 leaves as:
      """
      ip router > server proto 100 len 8 (id 2, frag 0+, <opt 7 0x050100000000>)
      ip router > server proto 100 len 1 (id 2, frag 8, <opt 7 0x050100000000>)
      """

    @id:regression-own-options-as-sent
    Examples: Which leave as they were sent
      | how               | options                  |
      | as they were sent | , <opt 7 0x050100000000> |

    @id:regression-own-options-anew
    Examples: Which are cut anew
      | how         | options |
      | or cut anew |         |

  @id:regression-extension-headers-unread @since:6.12
  Scenario: Translation reads no headers of IPv6 into one piece where it changes nothing behind them
    Given the callbacks:
      | hook        | priority | match                     | verdict                |
      | POSTROUTING | 100      | iifname "c0" oifname "s0" | SNAT to 2001:db8:2::77 |
    When these packets arrive:
      | packet                                                                                                       | verdict |
      | ip 2001:db8:1::d > 2001:db8:2::d proto 51 (frag 0+, id 3, fragment 0x00000100000000, routing 0x000000000000) | STOLEN  |
      | ip 2001:db8:1::d > 2001:db8:2::d proto 44 len 9 (frag 16, id 3)                                              | ACCEPT  |
    Then packet 2 leaves as:
      """
      ip 2001:db8:2::77 > 2001:db8:2::d proto 51 (ttl 63, frag 0+, fragment 0x00000100000000, routing 0x000000000000)
      ip 2001:db8:2::77 > 2001:db8:2::d proto 44 len 9 (ttl 63, frag 16)
      """
