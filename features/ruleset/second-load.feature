Feature: Rulesets that are loaded while others run
  iptables-restore puts tables in the place of those that were there; nftables carries out commands on what is there.

  @id:ruleset-second-iptables
  Scenario: A dump takes the place of the tables it has, and of no others
    Given the ruleset:
      """
      *mangle
      :FORWARD ACCEPT [0:0]
      -A FORWARD -p udp --dport 9 -j DROP
      COMMIT
      *filter
      :FORWARD DROP [0:0]
      :web - [0:0]
      -A FORWARD -p udp --dport 1 -j web
      -A web -j ACCEPT
      COMMIT
      """
    And the ruleset:
      """
      *filter
      :FORWARD ACCEPT [0:0]
      [7:300] -A FORWARD -p udp --dport 2 -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                        | verdict | rule                  |
      | udp client:5 > server:1 len 4 | ACCEPT  | filter FORWARD policy |
      | udp client:5 > server:2 len 4 | DROP    | filter FORWARD 1      |
      | udp client:5 > server:9 len 4 | DROP    | mangle FORWARD 1      |
    And the rules have counted:
      | rule             | packets | bytes |
      | filter FORWARD 1 | 8       | 332   |

  @id:ruleset-second-nftables
  Scenario: Rules of a table that is there come behind its own, which go on counting
    Given the ruleset:
      """
      table inet t {
        set blocked { type ipv4_addr; elements = { 192.0.2.66 }; }
        chain c {
          type filter hook forward priority filter; policy accept;
          ip saddr @blocked counter drop
          udp dport 1 limit rate 1/hour burst 1 packets accept
          udp dport 1 drop
        }
      }
      """
    When these packets arrive:
      | packet                            | verdict | rule    |
      | udp 192.0.2.66:5 > server:2 len 4 | DROP    | t c 1   |
      | udp client:5 > server:1 len 4     | ACCEPT  | t c 2   |
    Given the ruleset:
      """
      table inet t {
        set blocked { type ipv4_addr; elements = { 192.0.2.67 }; }
        chain c {
          type filter hook forward priority filter; policy drop;
          udp dport 3 accept
        }
      }
      add element inet t blocked { 192.0.2.68, 192.0.2.69 }
      delete element inet t blocked { 192.0.2.69 }
      insert rule inet t c udp dport 4 accept
      """
    When these packets arrive:
      | packet                            | verdict | rule       |
      | udp 192.0.2.66:5 > server:2 len 4 | DROP    | t c 2      |
      | udp 192.0.2.67:5 > server:2 len 4 | DROP    | t c 2      |
      | udp 192.0.2.68:5 > server:2 len 4 | DROP    | t c 2      |
      | udp 192.0.2.69:5 > server:3 len 4 | ACCEPT  | t c 5      |
      | udp 192.0.2.66:5 > server:4 len 4 | ACCEPT  | t c 1      |
      | udp client:6 > server:1 len 4     | DROP    | t c 4      |
      | udp client:5 > server:5 len 4     | DROP    | t c policy |
    And the rules have counted:
      | rule  | packets | bytes |
      | t c 2 | 4       | 128   |

  @id:ruleset-second-nftables-anew
  Scenario: A file that begins by deleting its table puts it anew
    Given the ruleset:
      """
      table inet t { chain c { type filter hook forward priority filter; policy drop; }
      }
      table inet other { chain c { type filter hook forward priority 10; udp dport 9 drop; }
      }
      """
    And the ruleset:
      """
      table inet t
      delete table inet t
      table inet t {
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 1 drop
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict | rule       |
      | udp client:5 > server:1 len 4 | DROP    | t c 1      |
      | udp client:5 > server:2 len 4 | ACCEPT  |            |
      | udp client:5 > server:9 len 4 | DROP    | other c 1  |
    Given the ruleset:
      """
      flush ruleset
      add table ip next
      add chain ip next c { type filter hook forward priority 0; policy accept; }
      add set ip next ports { type inet_service; }
      add element ip next ports { 3, 4 }
      add rule ip next c udp dport @ports counter drop
      """
    When these packets arrive:
      | packet                        | verdict | rule             |
      | udp client:5 > server:1 len 4 | ACCEPT  | ip next c policy |
      | udp client:5 > server:9 len 4 | ACCEPT  | ip next c policy |
      | udp client:5 > server:3 len 4 | DROP    | ip next c 1      |
    Given the ruleset:
      """
      flush chain ip next c
      flush set ip next ports
      add rule next c udp dport 1 drop
      """
    When these packets arrive:
      | packet                        | verdict | rule             |
      | udp client:5 > server:3 len 4 | ACCEPT  | ip next c policy |
      | udp client:5 > server:1 len 4 | DROP    | ip next c 1      |
