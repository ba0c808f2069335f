# Found by: ctspec fuzz --differential --seed -1047547589 --path 4, and --seed -751222019 --path 0
@src:icmpv6_echo_reply @src:icmp6_send @src:ip6_rcv_core
Feature: What is sent to an anycast or link-local address of the router
  What comes back by the loopback interface came in, so to speak, by the interface that has the address. An error is sent
  from that address, an echo from the sender's own, or by that interface only.

  @id:regression-anycast-from-the-router
  Scenario Outline: <packet> is answered: <answer>
    When these packets arrive:
      | in | packet   | ctstate | hooks                               | verdict |
      | lo | <packet> | NEW     | OUTPUT POSTROUTING PREROUTING INPUT | ACCEPT  |
    Then packet 1 leaves as:
      """
      <answer>
      """

    Examples: By an interface
      | packet                                               | answer                                                                                   |
      | udp [fe80::9]:9 > [2001:db8:2::]:9 len 8             | icmp6 2001:db8:2:: > fe80::9 unreachable port {udp [fe80::9]:9 > [2001:db8:2::]:9 len 8} |
      | icmp6 fe80::9 > 2001:db8:1:: echo-request id 1 seq 2 | icmp6 fe80::1 > fe80::9 echo-reply id 1 seq 2                                            |

  @id:regression-anycast-from-the-router-inside
  Scenario: To the router itself an error comes, in the direction of replies
    Given the ruleset:
      """
      table inet firewall {
        chain mangle {
          type filter hook prerouting priority -150; policy accept;
          ct direction reply ct mark set 9
        }
      }
      """
    When these packets arrive:
      | in | packet                                       | ctstate | out   |
      | lo | udp router6:5060 > [2001:db8:1::]:4000 len 8 | NEW     | local |
    Then the table holds:
      | protocol | original                           | mark |
      | udp      | router6:5060 > [2001:db8:1::]:4000 | 9    |

  @id:regression-anycast-from-the-router-elsewhere
  Scenario: An echo is not sent by another interface, nor from one anycast address to another
    When these packets arrive:
      | in | packet                                                     | ctstate | out   |
      | lo | icmp6 2001:db8:2::9 > 2001:db8:1:: echo-request id 1 seq 2 | NEW     | local |
      | lo | icmp6 2001:db8:1:: > 2001:db8:1:: echo-request id 1 seq 2  | NEW     | local |

  @id:regression-anycast-link-local
  Scenario Outline: An error about what a local process sent to <to> does not come from that address
    The loopback interface, by which it came, has no address of a link.
    When these packets arrive:
      | in | packet   | ctstate | out    |
      | lo | <packet> | NEW     | <link> |
    Then packet 1 leaves as:
      """
      <answer>
      """

    Examples: Errors are from the first interface with the address, an echo and a reset from the address itself
      | to      | packet                                     | link     | answer                                                                                             |
      | fe80::1 | udp [2001:db8:1::10]:9 > [fe80::1]:9 len 8 | local c0 | icmp6 2001:db8:1::1 > 2001:db8:1::10 unreachable port {udp [2001:db8:1::10]:9 > [fe80::1]:9 len 8} |
      | fe80::1 | udp [2001:db8:2::10]:9 > [fe80::1]:9 len 8 | local s0 | icmp6 2001:db8:1::1 > 2001:db8:2::10 unreachable port {udp [2001:db8:2::10]:9 > [fe80::1]:9 len 8} |
      | fe80::  | udp [fe80::9]:9 > [fe80::]:9 len 8         | local c0 | icmp6 fe80::1 > fe80::9 unreachable port {udp [fe80::9]:9 > [fe80::]:9 len 8}                      |

  @id:regression-anycast-as-it-came
  Scenario Outline: An echo to an anycast address is answered by the interface it came in by, or not at all
    When these packets arrive:
      | in | packet                                                 | ctstate | out   |
      | c0 | icmp6 2001:db8:<net>::9 > <to> echo-request id 1 seq 2 | NEW     | <out> |

    Examples: Of a sender on that link, and of one on another
      | net | to           | out      |
      | 1   | 2001:db8:1:: | local c0 |
      | 1   | fe80::       | local c0 |
      | 2   | 2001:db8:1:: | local    |
      | 2   | fe80::       | local    |
