@src:xt_mac.c
Feature: Rules that ask for link addresses
  The neighbours of the router have addresses from the block for documentation: on c0 00:00:5e:00:53:11, on s0
  00:00:5e:00:53:12, and the router itself 00:00:5e:00:53:01 and 00:00:5e:00:53:02.

  @id:ruleset-mac
  Scenario: Only one neighbour may use the router
    Given the ruleset:
      """
      *filter
      :FORWARD DROP [0:0]
      -A FORWARD -m mac --mac-source 00:00:5E:00:53:11 -j ACCEPT
      -A FORWARD -m mac ! --mac-source 00:00:5E:00:53:12 -j ACCEPT
      COMMIT
      """
    When these packets arrive:
      | in | packet                        | verdict | rule                  |
      | c0 | udp client:9 > server:9 len 4 | ACCEPT  | filter FORWARD 1      |
      | s0 | udp server:5 > client:5 len 4 | DROP    | filter FORWARD policy |

  @id:ruleset-ether
  Scenario: The same in nftables
    Given the ruleset:
      """
      table inet filter {
        set known { type ether_addr; elements = { 00:00:5e:00:53:11 } }
        chain forward {
          type filter hook forward priority filter; policy drop;
          ether saddr @known ether daddr 00:00:5e:00:53:01 accept
        }
      }
      """
    When these packets arrive:
      | in | packet                        | verdict |
      | c0 | udp client:9 > server:9 len 4 | ACCEPT  |
      | s0 | udp server:5 > client:5 len 4 | DROP    |
