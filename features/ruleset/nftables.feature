Feature: Rulesets of nftables
  The router loads what `nft list ruleset` prints, and files that are written in the same language.

  @id:ruleset-nftables-stateful
  Scenario: A firewall as most begin, with a verdict map and sets
    Given the ruleset:
      """
      table inet filter {
        set blocked {
          type ipv4_addr
          flags interval
          elements = { 192.0.2.66, 192.0.2.128/25 }
        }
        chain input {
          type filter hook input priority filter; policy drop;
          ct state vmap { invalid : drop, established : accept, related : accept }
          iifname "c0" tcp dport { 22, 80-90 } counter packets 0 bytes 0 accept
          icmp type echo-request limit rate 5/second accept comment "pings"
        }
        chain forward {
          type filter hook forward priority filter; policy drop;
          ct state vmap { invalid : drop, established : accept, related : accept }
          ip saddr @blocked counter drop
          iifname "c0" oifname "s0" jump out
        }
        chain out {
          meta l4proto { tcp, udp } th dport 53 accept
          tcp dport vmap { 25 : drop, 80 : accept, 443 : goto secure }
          return
        }
        chain secure {
          counter accept
        }
      }
      """
    When these packets arrive:
      | packet                                      | ctstate     | verdict | rule                       |
      | tcp client:1 > router:22 S 0:0(0)           | NEW         | ACCEPT  | inet filter input 2        |
      | tcp client:1 > router:85 S 0:0(0)           | NEW         | ACCEPT  | filter input 2             |
      | tcp client:1 > router:91 S 0:0(0)           | NEW         | DROP    | filter input policy        |
      | icmp client > router echo-request id 1 seq 1 | NEW        | ACCEPT  | pings                      |
      | tcp client:1 > router:22 FS 0:0(0)          | INVALID     | DROP    | filter input 1             |
      | udp client:2 > server:53 len 4              | NEW         | ACCEPT  | filter out 1               |
      | udp server:53 > client:2 len 4              | ESTABLISHED | ACCEPT  | filter forward 1           |
      | udp client6:2 > server6:53 len 4            | NEW         | ACCEPT  | filter out 1               |
      | tcp client:2 > server:25 S 0:0(0)           | NEW         | DROP    | filter out 2               |
      | tcp client:2 > server:443 S 0:0(0)          | NEW         | ACCEPT  | filter secure 1            |
      | tcp client:2 > server:99 S 0:0(0)           | NEW         | DROP    | filter forward policy      |
      | udp 192.0.2.66:2 > server:53 len 4          | NEW         | DROP    | filter forward 2           |
      | udp 192.0.2.200:2 > server:53 len 4         | NEW         | DROP    | filter forward 2           |
      | udp 192.0.2.67:2 > server:53 len 4          | NEW         | ACCEPT  | filter out 1               |
    And the rules have counted:
      | rule             | packets | bytes |
      | filter input 2   | 2       | 80    |
      | filter forward 2 | 2       | 64    |
      | filter secure 1  | 1       | 40    |

  @id:ruleset-nftables-file
  Scenario: A file with variables, comments and lines that go on
    Given the ruleset:
      """
      #!/usr/sbin/nft -f
      flush ruleset

      define inside = "c0"
      define web = { 80, # plain
                     443 }

      table ip filter {
        chain forward {
          type filter hook forward priority 0 ; policy accept
          iifname $inside tcp dport $web accept # what they may
          iifname $inside \
            tcp dport 25 drop; udp dport 25 drop
        }
      }
      """
    When these packets arrive:
      | packet                             | rule                     |
      | tcp client:2 > server:443 S 0:0(0) | ip filter forward 1      |
      | tcp client:2 > server:25 S 0:0(0)  | ip filter forward 2      |
      | udp client:2 > server:25 len 4     | ip filter forward 3      |
      | udp client:2 > server:26 len 4     | ip filter forward policy |

  @id:ruleset-nftables-priorities
  Scenario: Chains at one hook are met from the lowest priority to the highest; a packet that one accepts comes to the next
    Given the ruleset:
      """
      table inet late { chain c { type filter hook forward priority filter + 10; udp dport 2 drop; }
      }
      table inet early { chain c { type filter hook forward priority -5; udp dport 1 drop; udp dport 2 accept; }
      }
      """
    When these packets arrive:
      | packet                        | verdict |
      | udp client:9 > server:1 len 4 | DROP    |
      | udp client:9 > server:2 len 4 | DROP    |
    Then packet 1 is decided by:
      | hook    | rule      | verdict |
      | FORWARD | early c 1 | DROP    |
    And packet 2 is decided by:
      | hook    | rule      | verdict |
      | FORWARD | early c 2 | ACCEPT  |
      | FORWARD | late c 1  | DROP    |
