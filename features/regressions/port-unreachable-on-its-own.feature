# Found by: ctspec fuzz --differential --seed 812003989 --path 3
@src:__udp4_lib_rcv @src:__udp6_lib_rcv
Feature: The error of the router that nobody listens on a port
  UDP has let go of the packet's connection before it sends the error. So this error is classified when it is sent, by
  what it quotes: in another zone there is no such connection.

  Background:
    Given the ruleset:
      """
      table inet t {
        chain raw {
          type filter hook output priority -300; policy accept;
          ct zone set 7
        }
        chain output {
          type filter hook output priority 0; policy accept;
          ct state invalid counter
          ct state related counter
        }
      }
      """

  @id:regression-port-unreachable-zone
  Scenario Outline: Over <family> it is INVALID in a zone that knows nothing of the packet
    When these packets arrive:
      | packet                       | ctstate | hooks            |
      | udp <from>:53 > <to>:9 len 8 | NEW     | PREROUTING INPUT |
    Then the rules have counted:
      | rule            | packets |
      | inet t output 1 | 1       |
      | inet t output 2 | 0       |

    Examples:
      | family | from    | to      |
      | IPv4   | client  | router  |
      | IPv6   | client6 | router6 |

  @id:regression-protocol-unreachable-zone
  Scenario Outline: Over <family> the error about an unknown protocol is RELATED to the packet's connection
    When these packets arrive:
      | packet                           | ctstate | hooks            |
      | ip <from> > <to> proto 253 len 8 | NEW     | PREROUTING INPUT |
    Then the rules have counted:
      | rule            | packets |
      | inet t output 1 | 0       |
      | inet t output 2 | 1       |

    Examples:
      | family | from    | to      |
      | IPv4   | client  | router  |
      | IPv6   | client6 | router6 |
