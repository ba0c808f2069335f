Feature: Rulesets of iptables
  The router loads what `iptables-save` or `ip6tables-save` prints. Each packet meets the tables at each hook in the
  order of their priorities: raw, (conntrack,) mangle, nat, filter.

  @id:ruleset-iptables-stateful
  Scenario: A firewall that lets clients out, and their answers in
    Given the ruleset:
      """
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD DROP [0:0]
      :OUTPUT ACCEPT [0:0]
      -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      -A FORWARD -m conntrack --ctstate INVALID -j DROP
      -A FORWARD -i c0 -o s0 -p tcp -m tcp --dport 80 -m comment --comment "web" -j ACCEPT
      COMMIT
      """
    When these packets arrive:
      | packet                                              | ctstate     | verdict | rule                  |
      | tcp client:40000 > server:80 S 0:0(0) win 64240     | NEW         | ACCEPT  | filter FORWARD 3      |
      | tcp server:80 > client:40000 S. 0:0(0) ack 1        | ESTABLISHED | ACCEPT  | filter FORWARD 1      |
      | tcp client:40001 > server:22 S 0:0(0) win 64240     | NEW         | DROP    | filter FORWARD policy |
      | tcp client:40002 > server:80 FSP 0:0(0) win 64240   | INVALID     | DROP    | filter FORWARD 2      |
      | tcp client:40003 > server:80 S 0:0(0) win 64240     | NEW         | ACCEPT  | web                   |
    Then packet 1 is decided by:
      | hook    | rule                | verdict |
      | FORWARD | ip filter FORWARD 3 | ACCEPT  |
    And the rules have counted:
      | rule             | packets | bytes |
      | filter FORWARD 1 | 1       | 40    |
      | filter FORWARD 3 | 2       | 80    |

  @id:ruleset-iptables-inserted
  Scenario: Rules may be put in front of others, or at a place
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD -p udp -j DROP
      -I FORWARD -p udp -m udp --dport 53 -j ACCEPT
      --insert FORWARD 2 -p udp -m udp --dport 54 -m comment --comment "second" -j ACCEPT
      -I FORWARD 4 -p tcp -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                            | verdict | rule             |
      | udp client:9 > server:53 len 4    | ACCEPT  | filter FORWARD 1 |
      | udp client:9 > server:54 len 4    | ACCEPT  | second           |
      | udp client:9 > server:55 len 4    | DROP    | filter FORWARD 3 |
      | tcp client:9 > server:80 S 0:0(0) | DROP    | filter FORWARD 4 |
