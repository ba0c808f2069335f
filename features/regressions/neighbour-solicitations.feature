# Found by random datagrams, given to the simulator and to Linux 6.18 one by one
@src:ndisc_recv_ns @rfc:4861-7.2.4
Feature: The router answers for the addresses of the interface it is asked at
  And by that interface, wherever the way to the asker leads. For an anycast address it answers as itself.

  @id:regression-neighbour-solicitations
  Scenario Outline: <asker> asks at <in> for <target>: <answer>
    When these packets arrive:
      | in   | packet                                                             | ctstate   | verdict | out   |
      | <in> | icmp6 <asker> > router6 neighbor-solicit target <target> (ttl 255) | UNTRACKED | ACCEPT  | <out> |

    Examples:
      | in | asker         | target        | answer       | out      |
      | c0 | client6       | 2001:db8:1::1 | answered     | local c0 |
      | s0 | server6       | 2001:db8:1::1 | not answered | local    |
      | s0 | client6       | 2001:db8:2::1 | answered     | local s0 |
      | s0 | fe80::9       | 2001:db8:2::1 | answered     | local s0 |
      | c0 | 2001:db8:9::9 | 2001:db8:1::1 | answered     | local c0 |

  @id:regression-neighbour-advertisements
  Scenario Outline: What is asked of <to> for <target> is told by <from> with the flags <flags>
    When these packets arrive:
      | packet                                                          | ctstate   | verdict | out      |
      | icmp6 client6 > <to> neighbor-solicit target <target> (ttl 255) | UNTRACKED | ACCEPT  | local c0 |
    Then packet 1 leaves as:
      """
      icmp6 <from> > client6 neighbor-advert flags <flags> target <target> (ttl 255)
      """

    Examples:
      | to           | target        | from    | flags |
      | router6      | 2001:db8:1::1 | router6 | 192   |
      | 2001:db8:1:: | 2001:db8:1::1 | router6 | 192   |
      | ff02::1      | 2001:db8:1::1 | router6 | 224   |
      | ff02::1      | 2001:db8:1::  | router6 | 192   |
      | router6      | 2001:db8:1::  | router6 | 192   |
