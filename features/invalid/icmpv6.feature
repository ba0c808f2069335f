@src:nf_conntrack_proto_icmpv6.c @rfc:4443
Feature: Why an ICMPv6 message is INVALID
  As with ICMP; beside that, redirects of neighbour discovery are looked at closely, for they quote the packet
  they are about, and are believed from a neighbour only.

  @id:invalid-icmpv6-short
  Scenario: Less than eight bytes are a short packet
    Given the flow ip 2001:db8:1::10 > 2001:db8:2::10 proto 58
    When these packets arrive:
      | dir | packet                       | ctstate | ctdir | reason       | verdict |
      | >   | ip proto 58 0x8000f7ff000100 | INVALID | -     | short packet | ACCEPT  |

  @id:invalid-icmpv6-checksum
  Scenario: A wrong checksum is a failed checksum
    Given the flow icmp6 2001:db8:1::10 > 2001:db8:2::10
    When these packets arrive:
      | dir | packet                                     | ctstate | reason                 |
      | >   | icmp6 echo-request id 7 seq 1 bad-checksum | INVALID | ICMPv6 checksum failed |
    Then the table is empty

  @id:invalid-icmpv6-outer-address
  Scenario: An error that goes to another than the one it quotes is INVALID
    Given the flow udp [2001:db8:1::10]:1024 > [2001:db8:2::10]:53
    When these packets arrive:
      | dir | packet                                                                                                         | ctstate | reason                                                                                               |
      | >   | udp len 4                                                                                                      | NEW     |                                                                                                      |
      | <   | icmp6 2001:db8:2::10 > 2001:db8:1::77 unreachable port {udp [2001:db8:1::10]:1024 > [2001:db8:2::10]:53 len 4} | INVALID | outer daddr 2001:0db8:0001:0000:0000:0000:0000:0077 != inner 2001:0db8:0001:0000:0000:0000:0000:0010 |
      | <   | icmp6 2001:db8:2::10 > 2001:db8:1::10 unreachable port {udp [2001:db8:1::10]:1024 > [2001:db8:2::10]:53 len 4} | RELATED | -                                                                                                    |

  @id:invalid-icmpv6-redirect-short @rfc:4861-4.5
  Scenario: A redirect of less than forty bytes is a short redirect
    Given the flow icmp6 fe80::1 > 2001:db8:1::10
    When these packets arrive:
      | in | packet                                | ctstate | reason         |
      | c0 | icmp6 type 137 code 0 len 8 (ttl 255) | INVALID | short redirect |

  @id:invalid-icmpv6-redirect-stranger @rfc:4861-8.1
  Scenario Outline: A redirect that comes <how> is not believed
    Given the flow icmp6 <source> > 2001:db8:1::10
    When these packets arrive:
      | in | packet                                                                                  | ctstate | reason                                 |
      | c0 | icmp6 redirect target fe80::2 destination 2001:db8:2::10 0x0401000000000000 (ttl <ttl>) | INVALID | invalid saddr or hoplimit for redirect |

    Examples: What no neighbour sends
      | how                              | source         | ttl |
      | from an address of the whole net | 2001:db8:1::11 | 255 |
      | from behind another router       | fe80::1        | 254 |

  @id:invalid-icmpv6-redirect-without-options @rfc:4861-4.5
  Scenario Outline: A redirect <what> has no options
    Given the flow icmp6 fe80::1 > 2001:db8:1::10
    When these packets arrive:
      | in | packet                                                                      | ctstate | reason                   |
      | c0 | icmp6 redirect target fe80::2 destination 2001:db8:2::10 <option> (ttl 255) | INVALID | redirect without options |

    Examples: No option, and an option of no length
      | what                             | option             |
      | that ends behind its destination |                    |
      | whose option has the length zero | 0x0400000000000000 |

  @id:invalid-icmpv6-redirect-unknown
  Scenario: A redirect about a connection nobody knows is INVALID without a word
    Given the flow icmp6 fe80::1 > 2001:db8:1::10
    When these packets arrive:
      | in | packet                                                                                | ctstate | reason |
      | c0 | icmp6 redirect target fe80::2 destination 2001:db8:2::10 0x0401000000000000 (ttl 255) | INVALID | -      |

  @id:invalid-icmpv6-reply-unasked
  Scenario Outline: A <message> that nobody asked for is INVALID without a word
    Given the flow icmp6 2001:db8:1::10 > 2001:db8:2::10
    When these packets arrive:
      | dir | packet          | ctstate | reason |
      | >   | icmp6 <message> | INVALID | -      |
    Then the table is empty

    Examples: Replies
      | message               |
      | echo-reply id 7 seq 1 |
      | node-info-reply       |

  @id:invalid-icmpv6-unknown-type
  Scenario Outline: An informational message of type <type> is INVALID without a word
    Given the flow icmp6 2001:db8:1::10 > 2001:db8:2::10
    When these packets arrive:
      | dir | packet            | ctstate | reason |
      | >   | icmp6 type <type> | INVALID | -      |

    Examples: Types that conntrack does not know
      | type |
      | 138  |
      | 144  |
      | 200  |
      | 255  |

  @id:invalid-icmpv6-quotes-unknown
  Scenario Outline: An error of type <type> about a connection nobody knows is INVALID without a word
    Given the flow icmp6 2001:db8:2::10 > 2001:db8:1::10
    When these packets arrive:
      | dir | packet                                                                                                               | ctstate | reason |
      | >   | icmp6 type <type> 0x600000000008114020010db800010000000000000000001020010db80002000000000000000000100400003500089ffa | INVALID | -      |

    Examples: Every type below 128 is an error
      | type |
      | 0    |
      | 1    |
      | 127  |

  @id:invalid-icmpv6-in-ipv4
  Scenario: ICMPv6 in an IPv4 packet is INVALID without a word
    Given the flow ip client > server proto 58
    When these packets arrive:
      | dir | packet                         | ctstate | reason |
      | >   | ip proto 58 0x80007fff00000000 | INVALID | -      |
