@src:nf_conntrack_proto_icmpv6.c @rfc:4861-8
Feature: ICMPv6 redirects
  A redirect tells a host of a better next hop, and quotes the packet that took the detour in an option. It is
  RELATED to the connection of that packet, if it comes from a neighbour: with hop limit 255, which no router
  lets pass, and from a link-local address.

  Background:
    Given the flow udp router6:4000 > [2001:db8:1::12]:53
    When these packets arrive:
      | in | packet    | ctstate |
      | lo | udp len 0 | NEW     |

  @id:icmpv6-redirect-related
  Scenario: A redirect of a neighbour is RELATED
    When these packets arrive:
      | in | packet                                                                                                                                                                                                         | ctstate | ctdir | hooks            |
      | c0 | icmp6 fe80::9 > router6 redirect target 2001:db8:1::12 destination 2001:db8:1::12 0x0407000000000000600000000008114020010db800010000000000000000000120010db80001000000000000000000120fa0003500089482 (ttl 255) | RELATED | REPLY | PREROUTING INPUT |

  @id:icmpv6-redirect-invalid
  Scenario Outline: A redirect <what> is INVALID
    When these packets arrive:
      | in | packet   | ctstate | reason   |
      | c0 | <packet> | INVALID | <reason> |

    Examples: Not from a neighbour, or without the packet it is about
      | what                                 | packet                                                                                                                                                                                                         | reason                                 |
      | that may have come through a router  | icmp6 fe80::9 > router6 redirect target 2001:db8:1::12 destination 2001:db8:1::12 0x0407000000000000600000000008114020010db800010000000000000000000120010db80001000000000000000000120fa0003500089482 (ttl 254) | invalid saddr or hoplimit for redirect |
      | from a global address                | icmp6 client6 > router6 redirect target 2001:db8:1::12 destination 2001:db8:1::12 0x0407000000000000600000000008114020010db800010000000000000000000120010db80001000000000000000000120fa0003500089482 (ttl 255) | invalid saddr or hoplimit for redirect |
      | without options                      | icmp6 fe80::9 > router6 redirect target 2001:db8:1::12 destination 2001:db8:1::12 (ttl 255)                                                                                                                    | redirect without options               |
      | with an option of another kind first | icmp6 fe80::9 > router6 redirect target 2001:db8:1::12 destination 2001:db8:1::12 0x0201020000000009 (ttl 255)                                                                                                 | -                                      |
      | about a packet of no connection      | icmp6 fe80::9 > router6 redirect target 2001:db8:1::12 destination 2001:db8:1::12 0x0407000000000000600000000008114020010db800010000000000000000000120010db80001000000000000000000120fa1003500089481 (ttl 255) | -                                      |
      | that is cut                          | icmp6 fe80::9 > router6 type 137 code 0 len 16 (ttl 255)                                                                                                                                                       | short redirect                         |
