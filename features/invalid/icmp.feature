@src:nf_conntrack_proto_icmp.c @rfc:792
Feature: Why an ICMP message is INVALID
  An ICMP message is either a query or the reply to one, and then like any other packet of a connection; or
  an error, and then of interest only if it is about a connection that exists. Everything else is INVALID, mostly
  without a word.

  @id:invalid-icmp-short
  Scenario: Less than eight bytes are a short packet
    Given the flow ip client > server proto 1
    When these packets arrive:
      | dir | packet                      | ctstate | ctdir | reason       | verdict |
      | >   | ip proto 1 0x0800f7ff000100 | INVALID | -     | short packet | ACCEPT  |

  @id:invalid-icmp-checksum
  Scenario: A wrong checksum is a bad checksum
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet                                    | ctstate | reason               |
      | >   | icmp echo-request id 7 seq 1 bad-checksum | INVALID | bad hw icmp checksum |
    Then the table is empty

  @id:invalid-icmp-checksum-off @sysctl:nf_conntrack_checksum
  Scenario: Unless nobody verifies it
    Given the sysctls:
      | name                                | value |
      | net.netfilter.nf_conntrack_checksum | 0     |
    And the flow icmp client > server
    When these packets arrive:
      | dir | packet                                    | ctstate | reason |
      | >   | icmp echo-request id 7 seq 1 bad-checksum | NEW     | -      |

  @id:invalid-icmp-type
  Scenario Outline: Type <type> is beyond the last type that the kernel knows
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet           | ctstate | reason            |
      | >   | icmp type <type> | INVALID | invalid icmp type |

    Examples: Types from 19 on
      | type |
      | 19   |
      | 40   |
      | 255  |

  @id:invalid-icmp-outer-address
  Scenario: An error that goes to another than the one it quotes is INVALID
    Otherwise anybody could make a packet to a stranger pass as RELATED.
    Given the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet                                                                     | ctstate | reason                                     |
      | >   | udp len 4                                                                  | NEW     |                                            |
      | <   | icmp server > client2 unreachable port {udp client:1024 > server:53 len 4} | INVALID | outer daddr 192.0.2.12 != inner 192.0.2.10 |
      | <   | icmp server > client unreachable port {udp client:1024 > server:53 len 4}  | RELATED | -                                          |

  @id:invalid-icmp-reply-unasked
  Scenario Outline: An <message> that nobody asked for is INVALID without a word
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet                    | ctstate | reason |
      | >   | icmp <message> id 7 seq 1 | INVALID | -      |
    Then the table is empty

    Examples: Replies
      | message            |
      | echo-reply         |
      | timestamp-reply    |
      | info-reply         |
      | address-mask-reply |

  @id:invalid-icmp-no-query
  Scenario Outline: A message of type <type>, which is neither query nor reply nor error, is INVALID without a word
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet           | ctstate | reason |
      | >   | icmp type <type> | INVALID | -      |

    Examples: Unassigned types, and router discovery
      | type |
      | 1    |
      | 2    |
      | 6    |
      | 7    |
      | 9    |
      | 10   |

  @id:invalid-icmp-quotes-unknown
  Scenario: An error about a connection nobody knows is INVALID without a word
    Given the flow icmp server > client
    When these packets arrive:
      | dir | packet                                                    | ctstate | reason |
      | >   | icmp unreachable port {udp client:1024 > server:53 len 4} | INVALID | -      |

  @id:invalid-icmp-quotes-too-little
  Scenario Outline: An error that quotes <bytes> bytes of the transport header is <ctstate>
    The first four bytes hold the ports, and more is not needed.
    Given the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet                                                                  | ctstate   | reason |
      | >   | udp len 4                                                               | NEW       |        |
      | <   | icmp unreachable port {udp client:1024 > server:53 len 4 trunc <whole>} | <ctstate> | -      |

    Examples: Around the ports
      | bytes | whole | ctstate |
      | 0     | 20    | INVALID |
      | 3     | 23    | INVALID |
      | 4     | 24    | RELATED |
      | 8     | 28    | RELATED |

  @id:invalid-icmp-quotes-error
  Scenario: An error about an error is INVALID without a word
    Given the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet                                                                                            | ctstate | reason |
      | >   | udp len 4                                                                                         | NEW     |        |
      | >   | icmp unreachable port {icmp server > client unreachable port {udp client:1024 > server:53 len 4}} | INVALID | -      |

  @id:invalid-icmp-quotes-later-fragment
  Scenario: An error about a later fragment is INVALID without a word
    Only the first fragment has the ports.
    Given the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet                                                             | ctstate | reason |
      | >   | udp len 4                                                          | NEW     |        |
      | <   | icmp unreachable port {udp client:1024 > server:53 len 8 (frag 8)} | INVALID | -      |

  @id:invalid-icmp-in-ipv6
  Scenario: ICMP in an IPv6 packet is INVALID without a word
    Given the flow ip 2001:db8:1::10 > 2001:db8:2::10 proto 1
    When these packets arrive:
      | dir | packet                        | ctstate | reason |
      | >   | ip proto 1 0x0800f7fe00000001 | INVALID | -      |
