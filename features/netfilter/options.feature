@src:ip_options.c @src:ip_input.c @rfc:791-3.1
Feature: Options in the IPv4 header
  Routing looks at the options of a packet. Sound ones do it no harm. A packet with broken options is dropped there, and its
  sender is told where the fault lies; one that prescribes its own way is dropped in silence. Conntrack does not care about
  options, and has seen the packet at PREROUTING.

  @id:netfilter-options-pass
  Scenario Outline: A packet with <what> is passed on
    When these packets arrive:
      | packet                                           | ctstate | verdict | hooks                          |
      | udp client:1024 > server:53 len 20 (<<options>>) | NEW     | ACCEPT  | PREROUTING FORWARD POSTROUTING |

    Examples:
      | what           | options                       |
      | no operation   | nop, nop, nop, eol            |
      | a router alert | opt 148 0x0000                |
      | a timestamp    | opt 68 0x05000000000000000000 |

  @id:netfilter-options-broken
  Scenario: A packet with an option longer than the header is dropped behind PREROUTING, and its sender is told
    When these packets arrive:
      | packet                                            | ctstate | verdict | hooks      | out |
      | udp client:1024 > server:53 len 20 (<0x07ff0400>) | NEW     | DROP    | PREROUTING | c0  |
    Then the table is empty

  @id:netfilter-options-source-route
  Scenario Outline: A <kind> source route is not followed: the packet is dropped in silence
    When these packets arrive:
      | packet                                                                 | ctstate | verdict | hooks      | out |
      | udp client:1024 > router:53 len 20 (<opt <type> 0x04c633640a>, ttl 64) | NEW     | DROP    | PREROUTING | -   |
    Then the table is empty

    Examples:
      | kind   | type |
      | loose  | 131  |
      | strict | 137  |
