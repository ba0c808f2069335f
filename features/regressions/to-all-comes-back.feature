# Found by: ctspec fuzz --differential --seed 1480101603 --path 2
@src:ip_mc_output
Feature: What the router sends to all hosts of a network
  The router is one of these hosts: a copy passes POSTROUTING, comes in by the interface it goes out by, and is
  delivered. It brings its connection along; where it has none, conntrack looks at it once more.

  @id:regression-reset-to-all
  Scenario: A reset that is INVALID in one zone closes the connection of another when it comes back
    Given the ruleset:
      """
      table inet firewall {
        chain local {
          type filter hook output priority -300; policy accept;
          ct zone set 7
        }
      }
      """
    And the flow tcp 192.0.2.255:40002 > router:8440
    When these packets arrive:
      | dir | packet              | ctstate | ctdir    | verdict |
      | >   | S =0:0(0) win 65535 | NEW     | ORIGINAL | ACCEPT  |
    Then the table is empty

  @id:regression-to-all-meets-rules-again
  Scenario: The copy meets the rules once more
    Given the ruleset:
      """
      table ip t {
        chain in {
          type filter hook prerouting priority -350; policy accept;
          iifname c0 udp dport 2000 counter
        }
        chain input {
          type filter hook input priority 0; policy accept;
          iifname c0 udp dport 2000 counter
        }
        chain out {
          type filter hook postrouting priority 0; policy accept;
          oifname c0 udp dport 2000 counter
        }
      }
      """
    When these packets arrive:
      | in | packet                                    | ctstate | hooks              |
      | lo | udp router:1000 > 192.0.2.255:2000 len 10 | NEW     | OUTPUT POSTROUTING |
    Then the rules have counted:
      | rule         | packets | bytes |
      | ip t in 1    | 1       | 38    |
      | ip t input 1 | 1       | 38    |
      | ip t out 1   | 2       | 76    |

  @id:regression-to-all-translated
  Scenario: A copy that gets another destination is routed once more, and its source is the router's own
    Given the ruleset:
      """
      table inet t {
        chain local {
          type filter hook output priority -300; policy accept;
          notrack
        }
        chain in {
          type filter hook prerouting priority -300; policy accept;
          ct zone set 7
        }
        chain nat {
          type nat hook prerouting priority -100; policy accept;
          redirect
        }
      }
      """
    When these packets arrive:
      | in | packet                                       | ctstate   | hooks              |
      | lo | udp router-s0:1000 > 192.0.2.255:2000 len 10 | UNTRACKED | OUTPUT POSTROUTING |
    Then the table is empty
