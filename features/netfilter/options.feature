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

  @id:netfilter-options-answer-route @src:__ip_options_echo @rfc:1122-3.2.2.6
  Scenario Outline: The answer to <what> repeats its recorded route, with the router in it once more: <room>
    The packet that an error quotes has the router's address in it, and the checksum that it came with.
    When these packets arrive:
      | packet   |
      | <packet> |
    Then packet 1 leaves as:
      """
      <answer>
      """

    Examples:
      | room                      | what                          | packet                                                                               | answer                                                                                                                                                                                                |
      | room for two              | a ping                        | icmp client > 192.0.2.1 echo-request id 7 seq 1 len 8 (<opt 7 0x040000000000000000>) | icmp 192.0.2.1 > 192.0.2.10 echo-reply id 7 seq 1 len 8 (<opt 7 0x0cc0000201c0000201>)                                                                                                                |
      | room for two              | what nobody listens to        | udp client:5000 > 192.0.2.1:9 len 4 (<opt 7 0x040000000000000000>)                   | icmp 192.0.2.1 > 192.0.2.10 unreachable port {udp 192.0.2.10:5000 > 192.0.2.1:9 len 4 (<opt 7 0x08c000020100000000>, sum 0xe8aa)} (tos 0xc0, <opt 7 0x0cc0000201c0000201>)                            |
      | room for two              | a SYN                         | tcp client:5000 > 192.0.2.1:80 S 0:0(0) (<opt 7 0x040000000000000000>)               | tcp 192.0.2.1:80 > 192.0.2.10:5000 R. 0:0(0) ack 1 win 0 (df, <opt 7 0x0cc0000201c0000201>)                                                                                                           |
      | room for two              | what comes to its last router | udp client:5000 > server:9 len 4 (ttl 1, <opt 7 0x040000000000000000>)               | icmp 192.0.2.1 > 192.0.2.10 time-exceeded ttl {udp 192.0.2.10:5000 > 198.51.100.10:9 len 4 (ttl 1, <opt 7 0x08c000020100000000>, sum 0xbf6e)} (tos 0xc0, <opt 7 0x0cc0000201c0000201>)                |
      | room for two              | what goes nowhere             | udp client:5000 > 203.0.113.1:9 len 4 (<opt 7 0x040000000000000000>)                 | icmp 192.0.2.1 > 192.0.2.10 unreachable net {udp 192.0.2.10:5000 > 203.0.113.1:9 len 4 (<opt 7 0x08c000020100000000>, sum 0x6eaa)} (tos 0xc0, <opt 7 0x0cc0000201c0000201>)                           |
      | room for one              | a ping                        | icmp client > 192.0.2.1 echo-request id 7 seq 1 len 8 (<opt 7 0x0400000000>)         | icmp 192.0.2.1 > 192.0.2.10 echo-reply id 7 seq 1 len 8 (<opt 7 0x08c0000201>)                                                                                                                        |
      | no room                   | a ping                        | icmp client > 192.0.2.1 echo-request id 7 seq 1 len 8 (<opt 7 0x0801020304>)         | icmp 192.0.2.1 > 192.0.2.10 echo-reply id 7 seq 1 len 8 (<opt 7 0x0801020304>)                                                                                                                        |
      | a broken option behind it | what nobody listens to        | udp client:5000 > 192.0.2.1:9 len 4 (<opt 7 0x040000000000000000,nop,0x07ff0400>)    | icmp 192.0.2.1 > 192.0.2.10 parameter-problem pointer 32 {udp 192.0.2.10:5000 > 192.0.2.1:9 len 4 (<opt 7 0x08c000020100000000,nop,0x07ff0400>, sum 0xdba6)} (tos 0xc0, <opt 7 0x0cc0000201c0000201>) |

  @id:netfilter-options-answer-others @src:__ip_options_echo
  Scenario Outline: Of other options, <what>, the answer has <has>
    When these packets arrive:
      | packet                                                             |
      | icmp client > 192.0.2.1 echo-request id 7 seq 1 len 8 (<<option>>) |
    Then packet 1 leaves as:
      """
      <answer>
      """

    Examples:
      | what                       | has              | option                                        | answer                                                                                                    |
      | timestamps that are full   | them as they are | opt 68 0x090001020304                         | icmp 192.0.2.1 > 192.0.2.10 echo-reply id 7 seq 1 len 8 (<opt 68 0x091001020304>)                         |
      | the times of other routers | them as they are | opt 68 0x0503c633640900000000c633640100000000 | icmp 192.0.2.1 > 192.0.2.10 echo-reply id 7 seq 1 len 8 (<opt 68 0x0503c633640900000000c633640100000000>) |
      | a router alert             | nothing          | opt 148 0x0000                                | icmp 192.0.2.1 > 192.0.2.10 echo-reply id 7 seq 1 len 8                                                   |
      | no operation               | nothing          | nop,nop,nop                                   | icmp 192.0.2.1 > 192.0.2.10 echo-reply id 7 seq 1 len 8                                                   |
      | an unknown option          | nothing          | opt 30 0x0000                                 | icmp 192.0.2.1 > 192.0.2.10 echo-reply id 7 seq 1 len 8                                                   |

  @id:netfilter-options-label @src:cipso_v4_validate
  Scenario Outline: A security label is refused, for the router knows no domain of its kind, by an error that has <has>
    When these packets arrive:
      | packet                                          | ctstate |
      | udp client:5000 > server:9 len 4 (<<option>>)   | NEW     |
    Then packet 1 leaves as:
      """
      <answer>
      """

    Examples:
      | has                     | option                                        | answer                                                                                                                                                                                                                       |
      | it, too                 | nop,opt 134                                   | icmp 192.0.2.1 > 192.0.2.10 parameter-problem pointer 22 {udp 192.0.2.10:5000 > 198.51.100.10:9 len 4 (<nop,opt 134>)} (tos 0xc0, <opt 134>)                                                                                 |
      | it and the route so far | opt 7 0x0400000000,nop,opt 134 0x000000010102 | icmp 192.0.2.1 > 192.0.2.10 parameter-problem pointer 30 {udp 192.0.2.10:5000 > 198.51.100.10:9 len 4 (<opt 7 0x08c0000201,nop,opt 134 0x000000010102>, sum 0xf861)} (tos 0xc0, <opt 7 0x08c0000201,opt 134 0x000000010102>) |

  @id:netfilter-options-route @src:ip_forward_options
  Scenario: On a recorded route the router is the address that the packet leaves by, until then the one towards its sender
    Given the ruleset:
      """
      table ip filter {
        chain forward { type filter hook forward priority filter; udp dport 9 reject; }
      }
      """
    When these packets arrive:
      | packet                                                  |
      | udp client:5000 > server:7 len 4 (<opt 7 0x0400000000>) |
      | udp client:5000 > server:9 len 4 (<opt 7 0x0400000000>) |
    Then packet 1 leaves as:
      """
      udp client:5000 > server:7 len 4 (ttl 63, <opt 7 0x08c6336401>)
      """
    And packet 2 leaves as:
      """
      icmp 192.0.2.1 > 192.0.2.10 unreachable port {udp 192.0.2.10:5000 > 198.51.100.10:9 len 4 (ttl 63, <opt 7 0x08c0000201>, sum 0x8276)} (tos 0xc0, <opt 7 0x08c0000201>)
      """

  @id:netfilter-options-times
  Scenario Outline: Where it is named by <named>, the router writes the time behind it
    Given the ruleset:
      """
      table ip fw {
        chain out {
          type filter hook postrouting priority 0; policy accept;
          @nh,176,8 13 counter
        }
      }
      """
    When these packets arrive:
      | packet                                                              | verdict | out |
      | udp client:5000 > server:9 len 4 (<opt 68 0x0503<address>00000000>) | ACCEPT  | s0  |
    Then the rules have counted:
      | rule     | packets |
      | fw out 1 | 1       |

    Examples: The pointer has gone on to the next place
      | named            | address  |
      | another address  | c6336401 |
      | all of a network | c00002ff |
      | all              | ffffffff |
      | no address       | 00000000 |
      | a group          | e0000001 |

  @id:netfilter-options-answer-none @src:__ip_options_echo
  Scenario Outline: Where <what> have room for a part of what the router would write, there is no answer
    When these packets arrive:
      | packet                                                             | ctstate |
      | icmp client > 192.0.2.1 echo-request id 7 seq 1 len 8 (<<option>>) | NEW     |
      | udp client:5000 > 192.0.2.1:9 len 4 (<<option>>)                   | NEW     |
    Then packet 1 does not leave
    And packet 2 does not leave

    Examples:
      | what                      | option                                |
      | recorded routes           | opt 7 0x04000000000000,nop,nop,eol    |
      | timestamps                | opt 68 0x0500000000000000,nop,nop     |
      | timestamps with addresses | opt 68 0x0501000000000000000000000000 |
