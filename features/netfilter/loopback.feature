@src:tcp_v6_send_response @src:icmpv6_echo_reply @src:ip6_rcv_core
Feature: What the router is asked by itself over IPv6
  A packet from one address of the router to another comes in by the loopback interface, and counts as if it had come by
  the interface that has the address it was sent to. A host answers the loopback address, and link-local ones, there, and
  has no way to them where they are not to be found.

  Background:
    Given the ruleset:
      """
      table inet fw {
        chain out {
          type filter hook output priority 300; policy accept;
          tcp flags rst counter
          icmpv6 type { echo-reply, destination-unreachable, parameter-problem } counter
        }
      }
      """

  Scenario Outline: From <from> to <to>, <what>: <resets> resets and <messages> messages
    When these packets arrive:
      | in | packet   | ctstate | verdict |
      | lo | <packet> | NEW     | ACCEPT  |
    Then the rules have counted:
      | rule     | packets    |
      | fw out 1 | <resets>   |
      | fw out 2 | <messages> |

    @id:netfilter-loopback-segment
    Examples: A segment is answered where the loopback address is
      | from          | to            | what      | resets | messages | packet                                            |
      | ::1           | ::1           | a segment | 1      | 0        | tcp [::1]:55 > [::1]:40007 S 0:0(0)               |
      | ::1           | fe80::1       | a segment | 0      | 0        | tcp [::1]:55 > [fe80::1]:40007 S 0:0(0)           |
      | ::1           | 2001:db8:1::1 | a segment | 0      | 0        | tcp [::1]:55 > [2001:db8:1::1]:40007 S 0:0(0)     |
      | 2001:db8:1::1 | ::1           | a segment | 1      | 0        | tcp [2001:db8:1::1]:55 > [::1]:40007 S 0:0(0)     |
      | fe80::1       | 2001:db8:1::1 | a segment | 1      | 0        | tcp [fe80::1]:55 > [2001:db8:1::1]:40007 S 0:0(0) |

    @id:netfilter-loopback-link-local
    Examples: From a link-local address to the loopback one nothing is answered
      | from    | to  | what       | resets | messages | packet                                            |
      | fe80::1 | ::1 | a segment  | 0      | 0        | tcp [fe80::1]:55 > [::1]:40007 S 0:0(0)           |
      | fe80::1 | ::1 | a datagram | 0      | 0        | udp [fe80::1]:55 > [::1]:40007 len 4              |
      | fe80::1 | ::1 | an echo    | 0      | 0        | icmp6 fe80::1 > ::1 echo-request id 1 seq 1 len 4 |
      | fe80::1 | ::1 | a protocol | 0      | 0        | ip fe80::1 > ::1 proto 55 len 9                   |

    @id:netfilter-loopback-message
    Examples: Errors find the loopback address
      | from | to            | what       | resets | messages | packet                                     |
      | ::1  | fe80::1       | a datagram | 0      | 1        | udp [::1]:55 > [fe80::1]:40007 len 4       |
      | ::1  | 2001:db8:1::1 | a datagram | 0      | 1        | udp [::1]:55 > [2001:db8:1::1]:40007 len 4 |
      | ::1  | 2001:db8:1::1 | a protocol | 0      | 1        | ip ::1 > 2001:db8:1::1 proto 55 len 9      |
