# Found by: ctspec fuzz --differential --backend kernel:7.3 --seed 903229450 --path 4
@src:nf_route_table_hook4 @src:ip_route_me_harder
Feature: What a chain of type route changes has its way looked up again
  A datagram with the source 127.0.0.1 that a raw socket sends goes out by the link of its destination. Looked up again, there is no
  way out for this source.

  @id:regression-rerouted-from-loopback
  Scenario Outline: A rule that <does> the mark, for a datagram from <source>: <verdict>
    Given the ruleset:
      """
      table ip mangle {
        chain output {
          type <type> hook output priority -150; policy accept;
          meta mark set <mark>
        }
      }
      """
    When these packets arrive:
      | in | packet                          | ctstate | verdict   | out   |
      | lo | udp <source>:9 > client:9 len 8 | NEW     | <verdict> | <out> |

    Examples:
      | type   | mark | does    | source    | verdict | out |
      | route  | 3    | changes | 127.0.0.1 | DROP    | -   |
      | route  | 0    | leaves  | 127.0.0.1 | ACCEPT  | c0  |
      | route  | 3    | changes | router    | ACCEPT  | c0  |
      | filter | 3    | changes | 127.0.0.1 | ACCEPT  | c0  |

  @id:regression-rerouted-from-loopback-iptables
  Scenario: The same for the table mangle of iptables
    Given the ruleset:
      """
      *mangle
      :OUTPUT ACCEPT [0:0]
      -A OUTPUT -p udp -j TOS --set-tos 0x10
      COMMIT
      """
    When these packets arrive:
      | in | packet                                          | ctstate | verdict | out |
      | lo | udp 127.0.0.1:9 > client:9 len 8                | NEW     | DROP    | -   |
      | lo | icmp 127.0.0.1 > client echo-request id 1 seq 1 | NEW     | ACCEPT  | c0  |
