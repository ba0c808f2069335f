# Found by: ctspec fuzz --differential --seed 930045882 --path 3
@src:nf_ct_frag6_reasm @src:ip6_protocol_deliver_rcu
Feature: Delivery reads a reassembled datagram from where the fragments' data began
  A datagram for the router that conntrack has put together may have extension headers before the Fragment header. The
  router takes the fragments' data for the first of them that it has not read: a segment behind a routing header is read
  as a routing header, and is not answered.

  @id:regression-fragments-read-from-their-data
  Scenario Outline: A segment to a closed port behind (<headers>): <seen>
    When these packets arrive:
      | dir | packet                                                             | ctstate | out   |
      | >   | tcp client6:<port> > router6:80 . 1:1(0) ack 1 win 512 (<headers>) | NEW     | <out> |

    Examples: Read from where they begin
      | port  | headers                              | out      | seen                            |
      | 40000 | frag 0                               | local c0 | it is reset                     |
      | 40000 | routing 0x000000000000               | local c0 | it is reset                     |
      | 40000 | hop-by-hop 0x010400000000, frag 0    | local c0 | it is reset                     |

    Examples: A fragment in a fragment, read as what it is and as a routing header that is at its end
      | port  | headers                                                      | out      | seen             |
      | 40000 | frag 0, fragment 0x00000000000001                            | local c0 | it is refused    |
      | 40000 | routing 0x000000000000, frag 0, fragment 0x00000000000001    | local c0 | it is reset      |

    Examples: The ports are read as the next header, the length, the type and what is left of a route
      | port  | headers                              | out      | seen                            |
      | 40000 | routing 0x000000000000, frag 0       | local    | a header that is too long       |
      | 15104 | routing 0x000000000000, frag 0       | local c0 | a route that has not ended      |

    Examples: The ports are read as the next header, the length and an option
      | port  | headers                              | out      | seen                            |
      | 15104 | destination 0x010400000000, frag 0   | local    | an option that nobody knows     |
