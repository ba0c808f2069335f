Feature: Statements of nftables that remember
  Limits by bytes, quotas, and how many connections there are at once; and what several rules share under a name.

  @id:ruleset-nft-quota @since:6.1
  Scenario: A quota of bytes, and what comes over it
    Given the ruleset:
      """
      table ip t {
        quota common { over 60 bytes; }
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 1 quota over 64 bytes drop
          udp dport 2 quota 65 bytes used 1 bytes drop
          udp dport { 3, 4 } quota name "common" drop
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict |
      | udp client:9 > server:1 len 4 | ACCEPT  |
      | udp client:9 > server:1 len 4 | ACCEPT  |
      | udp client:9 > server:1 len 4 | DROP    |
      | udp client:9 > server:2 len 4 | DROP    |
      | udp client:9 > server:2 len 4 | DROP    |
      | udp client:9 > server:2 len 4 | ACCEPT  |
      | udp client:9 > server:3 len 4 | ACCEPT  |
      | udp client:9 > server:4 len 4 | DROP    |

  @id:ruleset-nft-limit-bytes
  Scenario: A limit counts bytes, and has those of one second to begin with
    Given the ruleset:
      """
      table ip t {
        limit common { rate 1/hour burst 1 packets; }
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 1 limit rate over 64 bytes/hour drop
          udp dport 2 limit rate 32 bytes/hour burst 64 bytes drop
          udp dport { 3, 4 } limit name "common" drop
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict |
      | udp client:9 > server:1 len 4 | ACCEPT  |
      | udp client:9 > server:1 len 4 | ACCEPT  |
      | udp client:9 > server:1 len 4 | DROP    |
      | udp client:9 > server:2 len 4 | DROP    |
      | udp client:9 > server:2 len 4 | DROP    |
      | udp client:9 > server:2 len 4 | DROP    |
      | udp client:9 > server:2 len 4 | ACCEPT  |
      | udp client:9 > server:3 len 4 | DROP    |
      | udp client:9 > server:4 len 4 | ACCEPT  |

  @id:ruleset-nft-ct-count
  Scenario: ct count counts connections that are there, of all or of each address
    Those that are over are looked for once a tick (`nf_conncount_gc_list`).
    Given the ruleset:
      """
      table ip t {
        set clients { type ipv4_addr; flags dynamic; }
        chain c {
          type filter hook forward priority filter; policy accept;
          tcp dport 80 ct state new ct count over 2 reject with tcp reset
          tcp dport 81 ct state new add @clients { ip saddr ct count over 1 } drop
          udp dport 1 ct count 1 drop
        }
      }
      """
    When these packets arrive:
      | t | packet                                    | verdict | rule          |
      | 0 | tcp client:1 > server:80 S 0:0(0)         | ACCEPT  | ip t c policy |
      | 0 | tcp 192.0.2.77:2 > server:80 S 0:0(0)     | ACCEPT  | ip t c policy |
      | 0 | tcp client:3 > server:80 S 0:0(0)         | DROP    | ip t c 1      |
      | 0 | tcp server:80 > client:1 R. 0:0(0) ack 1  | ACCEPT  | ip t c policy |
      | 1 | tcp client:4 > server:80 S 0:0(0)         | ACCEPT  | ip t c policy |
      | 1 | tcp client:5 > server:80 S 0:0(0)         | DROP    | ip t c 1      |
      | 1 | tcp client:1 > server:81 S 0:0(0)         | ACCEPT  | ip t c policy |
      | 1 | tcp client:2 > server:81 S 0:0(0)         | DROP    | ip t c 2      |
      | 1 | tcp 192.0.2.77:2 > server:81 S 0:0(0)     | ACCEPT  | ip t c policy |
      | 1 | udp client:1 > server:1 len 4             | DROP    | ip t c 3      |

  @id:ruleset-nft-named-counter
  Scenario: A counter with a name is none of the rule's own; of two of its own the first is told
    Given the ruleset:
      """
      table ip t {
        counter web { packets 5 bytes 200; }
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 1 counter name "web" drop
          udp dport 2 counter name web counter drop
          udp dport 3 counter packets 7 bytes 9 meta length 32 counter drop
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict | rule     |
      | udp client:9 > server:1 len 4 | DROP    | ip t c 1 |
      | udp client:9 > server:2 len 4 | DROP    | ip t c 2 |
      | udp client:9 > server:3 len 4 | DROP    | ip t c 3 |
    Then the rules have counted:
      | rule     | packets | bytes |
      | ip t c 2 | 1       | 32    |
      | ip t c 3 | 8       | 41    |
