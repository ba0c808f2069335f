@src:nft_hash.c @src:jhash.h
Feature: Rules that spread connections by what they are
  `jhash` makes a number of addresses, ports and protocols: the same of the same, as its seed has it. Without a seed the
  kernel draws one.

  @id:ruleset-jhash
  Scenario Outline: <what>
    Given the ruleset:
      """
      table inet nat {
        chain prerouting {
          type nat hook prerouting priority dstnat; policy accept;
          <rule>
        }
      }
      """
    When these packets arrive:
      | in | packet                                  |
      | c0 | tcp client:1024 > server9:80 S 0:0(0)   |
      | c0 | tcp client:1025 > server9:80 S 0:0(0)   |
      | c0 | tcp client2:1024 > server9:80 S 0:0(0)  |
      | c0 | tcp client3:1024 > server9:443 S 0:0(0) |
    Then the table holds:
      | original                   | reply                       |
      | client:1024 > server9:80   | <first>:80 > client:1024    |
      | client:1025 > server9:80   | <second>:80 > client:1025   |
      | client2:1024 > server9:80  | <third>:80 > client2:1024   |
      | client3:1024 > server9:443 | <fourth>:443 > client3:1024 |

    Examples:
      | what                           | rule                                                                                                                                                   | first         | second        | third         | fourth        |
      | One client comes to one server | dnat ip to jhash ip saddr mod 2 seed 0x1 map { 0 : 198.51.100.10, 1 : 198.51.100.11 }                                                                  | 198.51.100.10 | 198.51.100.10 | 198.51.100.11 | 198.51.100.10 |
      | Another seed has it otherwise  | dnat ip to jhash ip saddr mod 2 seed 0x4 map { 0 : 198.51.100.10, 1 : 198.51.100.11 }                                                                  | 198.51.100.11 | 198.51.100.11 | 198.51.100.10 | 198.51.100.10 |
      | Ports alone                    | dnat ip to jhash tcp sport mod 3 seed 0xdeadbeef map { 0 : 198.51.100.10, 1 : 198.51.100.11, 2 : 198.51.100.12 }                                       | 198.51.100.10 | 198.51.100.11 | 198.51.100.10 | 198.51.100.10 |
      | Addresses and ports            | dnat ip to jhash ip saddr . tcp sport . ip daddr . tcp dport mod 3 seed 7 offset 10 map { 10 : 198.51.100.10, 11 : 198.51.100.11, 12 : 198.51.100.12 } | 198.51.100.10 | 198.51.100.10 | 198.51.100.10 | 198.51.100.11 |
      | A protocol is an octet         | dnat ip to jhash meta l4proto . ip saddr mod 3 seed 7 map { 0 : 198.51.100.10, 1 : 198.51.100.11, 2 : 198.51.100.12 }                                  | 198.51.100.12 | 198.51.100.12 | 198.51.100.10 | 198.51.100.11 |

  @id:ruleset-jhash-mark
  Scenario: A mark may be such a number, and be spread by later
    Given the ruleset:
      """
      table ip mangle {
        chain prerouting {
          type filter hook prerouting priority mangle; policy accept;
          meta mark set jhash ip saddr . tcp sport mod 3 seed 0x7 offset 16
          ct mark set numgen inc mod 2 offset 5
        }
        chain forward {
          type filter hook forward priority mangle; policy accept;
          meta mark vmap { 16 : accept, 17 : drop, 18 : accept }
        }
      }
      """
    When these packets arrive:
      | packet                                | verdict | mark |
      | tcp client:1024 > server:80 S 0:0(0)  | ACCEPT  | 5    |
      | tcp client:1025 > server:80 S 0:0(0)  | DROP    |      |
      | udp client:1025 > server:80 len 4     | ACCEPT  | 5    |
      | tcp client2:1024 > server:80 S 0:0(0) | ACCEPT  | 6    |
