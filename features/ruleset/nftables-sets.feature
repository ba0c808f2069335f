Feature: Sets and maps of nftables
  Sets that rules fill and empty, elements that stay for a time and remember something, and maps that lead to verdicts,
  translations and marks.

  @id:ruleset-nft-set-filled
  Scenario: Rules put addresses into a set, look them up, and take them out again; their place is free a moment later
    Given the ruleset:
      """
      table ip t {
        set seen {
          type ipv4_addr
          flags dynamic
          size 2
        }
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 1 add @seen { ip saddr } accept
          udp dport 1 drop
          udp dport 2 ip saddr @seen drop
          udp dport 3 delete @seen { ip saddr } drop
          udp dport 4 ip saddr != @seen drop
        }
      }
      """
    When these packets arrive:
      | packet                            | verdict | rule          |
      | udp client:9 > server:2 len 4     | ACCEPT  | ip t c policy |
      | udp client:9 > server:4 len 4     | DROP    | ip t c 5      |
      | udp client:9 > server:1 len 4     | ACCEPT  | ip t c 1      |
      | udp client:9 > server:1 len 4     | ACCEPT  | ip t c 1      |
      | udp client:9 > server:2 len 4     | DROP    | ip t c 3      |
      | udp 192.0.2.77:9 > server:1 len 4 | ACCEPT  | ip t c 1      |
      | udp 192.0.2.78:9 > server:1 len 4 | DROP    | ip t c 2      |
      | udp client:9 > server:3 len 4     | DROP    | ip t c 4      |
      | udp client:9 > server:2 len 4     | ACCEPT  | ip t c policy |
      | udp 192.0.2.78:9 > server:1 len 4 | DROP    | ip t c 2      |

  @id:ruleset-nft-set-limits @since:6.1
  Scenario: Each element has a limit of its own
    Given the ruleset:
      """
      table ip t {
        set talkers { type ipv4_addr . inet_service; flags dynamic; }
        set known { type ipv4_addr; flags dynamic; limit rate over 1/hour burst 2 packets; }
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 1-3 add @talkers { ip saddr . udp dport limit rate over 1/hour burst 1 packets } drop
          udp dport 4 update @known { ip saddr } drop
          udp dport 5 meter many { ip saddr limit rate over 1/hour burst 1 packets } drop
        }
      }
      """
    When these packets arrive:
      | packet                            | verdict | rule          |
      | udp client:9 > server:1 len 4     | ACCEPT  | ip t c policy |
      | udp client:9 > server:1 len 4     | DROP    | ip t c 1      |
      | udp client:9 > server:2 len 4     | ACCEPT  | ip t c policy |
      | udp 192.0.2.77:9 > server:1 len 4 | ACCEPT  | ip t c policy |
      | udp 192.0.2.77:9 > server:1 len 4 | DROP    | ip t c 1      |
      | udp client:9 > server:4 len 4     | ACCEPT  | ip t c policy |
      | udp client:9 > server:4 len 4     | ACCEPT  | ip t c policy |
      | udp client:9 > server:4 len 4     | DROP    | ip t c 2      |
      | udp client:9 > server:5 len 4     | ACCEPT  | ip t c policy |
      | udp client:9 > server:5 len 4     | DROP    | ip t c 3      |
      | udp 192.0.2.77:9 > server:5 len 4 | ACCEPT  | ip t c policy |

  @id:ruleset-nft-set-timeout
  Scenario: Elements stay for their time; update gives it to them anew, add does not
    Given the ruleset:
      """
      table ip t {
        set short { type ipv4_addr; flags dynamic,timeout; timeout 1s; }
        set fixed { type ipv4_addr; flags timeout; elements = { 192.0.2.10 timeout 1s, 192.0.2.11 timeout 1h expires 59m }; }
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 1 add @short { ip saddr } accept
          udp dport 2 update @short { ip saddr } accept
          udp dport 3 ip saddr @short drop
          udp dport 4 ip saddr @fixed drop
        }
      }
      """
    When these packets arrive:
      | t   | packet                            | verdict |
      | 0   | udp client:9 > server:4 len 4     | DROP    |
      | 0   | udp 192.0.2.11:9 > server:4 len 4 | DROP    |
      | 0   | udp client:9 > server:1 len 4     | ACCEPT  |
      | 0   | udp 192.0.2.11:9 > server:2 len 4 | ACCEPT  |
      | 0.6 | udp client:9 > server:1 len 4     | ACCEPT  |
      | 0.6 | udp 192.0.2.11:9 > server:2 len 4 | ACCEPT  |
      | 0.6 | udp client:9 > server:3 len 4     | DROP    |
      | 1.2 | udp client:9 > server:3 len 4     | ACCEPT  |
      | 1.2 | udp 192.0.2.11:9 > server:3 len 4 | DROP    |
      | 1.2 | udp client:9 > server:4 len 4     | ACCEPT  |
      | 1.2 | udp 192.0.2.11:9 > server:4 len 4 | DROP    |

  @id:ruleset-nft-set-typeof
  Scenario: Types are given by what is looked up, and networks stand beside ports
    Given the ruleset:
      """
      table inet t {
        set services {
          typeof ip daddr . tcp dport
          flags interval
          elements = { 198.51.100.0/28 . 80-90, 198.51.100.10 . 443 }
        }
        map ways {
          typeof meta iifname . ip protocol : verdict
          elements = { "c0" . tcp : jump web, "s0" . tcp : accept }
        }
        chain web {
          ip daddr . tcp dport @services accept
          drop
        }
        chain c {
          type filter hook forward priority filter; policy accept;
          iifname . ip protocol vmap @ways
          counter
        }
      }
      """
    When these packets arrive:
      | packet                             | verdict | rule       |
      | tcp client:1 > server:85 S 0:0(0)  | ACCEPT  | t web 1    |
      | tcp client:1 > server:443 S 0:0(0) | ACCEPT  | t web 1    |
      | tcp client:1 > server:22 S 0:0(0)  | DROP    | t web 2    |
      | tcp server:1 > client:22 S 0:0(0)  | ACCEPT  | t c 1      |
      | udp client:1 > server:22 len 4     | ACCEPT  | t c policy |
    And the rules have counted:
      | rule  | packets | bytes |
      | t c 2 | 1       | 32    |

  Scenario Outline: <statement> makes of <packet>: <left>
    Given the ruleset:
      """
      table inet t {
        map hosts { type inet_service : ipv4_addr; elements = { 80 : 198.51.100.10, 81 : 198.51.100.11 }; }
        map places { type ipv4_addr . inet_service : ipv4_addr . inet_service; elements = { 203.0.113.7 . 80 : 198.51.100.10 . 8080 }; }
        chain c {
          type nat hook <hook> priority <order>;
          <statement>
        }
      }
      """
    When these packets arrive:
      | packet   | ctstate |
      | <packet> | NEW     |
    Then packet 1 leaves as:
      """
      <left>
      """

    @id:ruleset-nft-map-nat
    Examples:
      | hook        | order  | statement                                                                  | packet                                   | left                                        |
      | prerouting  | dstnat | dnat ip to tcp dport map @hosts                                            | tcp client:1 > 203.0.113.7:80 S 0:0(0)   | tcp client:1 > server:80 S 0:0(0)           |
      | prerouting  | dstnat | dnat ip to tcp dport map { 90 : 198.51.100.10, 91 : 198.51.100.11 }        | tcp client:1 > 203.0.113.7:90 S 0:0(0)   | tcp client:1 > server:90 S 0:0(0)           |
      | prerouting  | dstnat | dnat ip to ip daddr . tcp dport map @places                                | tcp client:1 > 203.0.113.7:80 S 0:0(0)   | tcp client:1 > server:8080 S 0:0(0)         |
      | prerouting  | dstnat | meta l4proto tcp dnat ip to numgen inc mod 2 map { 0 : 198.51.100.10, 1 : 198.51.100.11 } | tcp client:1 > 203.0.113.7:80 S 0:0(0) | tcp client:1 > server:80 S 0:0(0) |
      | postrouting | srcnat | snat ip to ip saddr map { 192.0.2.10 : 198.51.100.1, 192.0.2.11 : 198.51.100.9 } | udp client:9 > server:1 len 4      | udp 198.51.100.1:9 > server:1 len 4         |
      | postrouting | srcnat | snat ip to ip saddr map { 192.0.2.11 : 198.51.100.9 }                      | udp client:9 > server:1 len 4            | udp client:9 > server:1 len 4               |

  @id:ruleset-nft-map-marks
  Scenario: Maps lead to marks
    Given the ruleset:
      """
      table ip t {
        map marks { type ipv4_addr : mark; flags interval; elements = { 192.0.2.0/28 : 0x5, 192.0.2.64/26 : 0x7 }; }
        chain c {
          type filter hook prerouting priority mangle;
          meta mark set ip saddr map @marks
          ct mark set udp dport map { 1 : 3, 2 : 4 }
        }
      }
      """
    When these packets arrive:
      | packet                            | mark |
      | udp client:9 > server:1 len 4     | 3    |
      | udp 192.0.2.77:9 > server:2 len 4 | 4    |
      | udp 192.0.2.40:9 > server:3 len 4 | 0    |

  @id:ruleset-nft-numgen
  Scenario: numgen counts the packets it is asked for
    Given the ruleset:
      """
      table ip t {
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 1 numgen inc mod 3 vmap { 0 : accept, 1 : drop, 2 : goto other }
          udp dport 2 numgen inc mod 2 offset 5 6 drop
          udp dport 3 numgen random mod 1 0 drop
        }
        chain other {
          drop
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict | rule          |
      | udp client:9 > server:1 len 4 | ACCEPT  | ip t c 1      |
      | udp client:9 > server:1 len 4 | DROP    | ip t c 1      |
      | udp client:9 > server:1 len 4 | DROP    | ip t other 1  |
      | udp client:9 > server:1 len 4 | ACCEPT  | ip t c 1      |
      | udp client:9 > server:2 len 4 | ACCEPT  | ip t c policy |
      | udp client:9 > server:2 len 4 | DROP    | ip t c 2      |
      | udp client:9 > server:3 len 4 | DROP    | ip t c 3      |
