@src:nf_tables_api.c
Feature: Chains of nftables that have no name
  Behind jump or goto rules may stand in braces; they are a chain that belongs to the one rule. Such a chain is called
  here by the place of that rule, so that `filter forward 2 1` is the first rule in the braces of the second.

  @id:ruleset-nameless-jump @src:nft_verdict_init
  Scenario: After a jump, what no rule in the braces decides comes back to the rules below; after a goto it does not
    Given the ruleset:
      """
      table inet filter {
        chain forward {
          type filter hook forward priority filter; policy drop;
          udp dport 53 jump {
            ip saddr 192.0.2.10 counter accept
            udp sport 9 return
            udp sport 8 drop comment "not from 8"
          }
          tcp dport 80 goto { ip saddr 192.0.2.66 drop; tcp sport 7 jump web; }
          meta l4proto { tcp, udp } counter accept
        }
        chain web {
          accept
        }
      }
      """
    When these packets arrive:
      | packet                                 | verdict | rule                  |
      | udp client:1 > server:53 len 4         | ACCEPT  | filter forward 1 1    |
      | udp 192.0.2.11:9 > server:53 len 4     | ACCEPT  | filter forward 3      |
      | udp 192.0.2.11:8 > server:53 len 4     | DROP    | not from 8            |
      | udp 192.0.2.11:7 > server:53 len 4     | ACCEPT  | filter forward 3      |
      | tcp 192.0.2.66:7 > server:80 S 0:0(0)  | DROP    | filter forward 2 1    |
      | tcp client:7 > server:80 S 0:0(0)      | ACCEPT  | filter web 1          |
      | tcp client:9 > server:80 S 0:0(0)      | DROP    | filter forward policy |
    And the rules have counted:
      | rule               | packets | bytes |
      | filter forward 1 1 | 1       | 32    |
      | filter forward 3   | 2       | 64    |

  @id:ruleset-nameless-place
  Scenario: It goes with its rule
    Given the ruleset:
      """
      table ip filter {
        chain forward {
          type filter hook forward priority filter; policy accept;
          udp dport 53 jump { counter drop; }
        }
        chain other {
          udp dport 54 jump { drop; }
        }
      }
      """
    When these packets arrive:
      | packet                         | verdict | rule                   |
      | udp client:1 > server:53 len 4 | DROP    | ip filter forward 1 1  |
    Given the ruleset:
      """
      insert rule ip filter forward udp dport 55 goto { return; }
      flush chain ip filter other
      add rule ip filter forward udp dport 56 jump { }
      add rule ip filter forward udp dport 57 jump { counter drop; }
      """
    When these packets arrive:
      | packet                         | verdict | rule                  |
      | udp client:1 > server:53 len 4 | DROP    | filter forward 2 1    |
      | udp client:1 > server:55 len 4 | ACCEPT  | filter forward policy |
      | udp client:1 > server:56 len 4 | ACCEPT  | filter forward policy |
      | udp client:1 > server:57 len 4 | DROP    | filter forward 4 1    |
    And the rules have counted:
      | rule               | packets | bytes |
      | filter forward 2 1 | 2       | 64    |
      | filter forward 4 1 | 1       | 32    |
    Given the ruleset:
      """
      flush chain ip filter forward
      """
    When these packets arrive:
      | packet                         | verdict | rule                  |
      | udp client:1 > server:53 len 4 | ACCEPT  | filter forward policy |
