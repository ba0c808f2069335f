@src:xt_connbytes.c @src:nft_ct.c
Feature: Rules that ask how much a connection has carried
  The packet itself is counted already. Whoever loads such a rule has every connection counted that begins from then on,
  as by the sysctl net.netfilter.nf_conntrack_acct.

  Scenario Outline: <match>
    The packets are of 32, 32 and 36 bytes.
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD -m connbytes <match> -j ACCEPT
      COMMIT
      """
    When these packets arrive:
      | packet                        | rule                    |
      | udp client:1 > server:2 len 4 | filter FORWARD <first>  |
      | udp server:2 > client:1 len 4 | filter FORWARD <second> |
      | udp client:1 > server:2 len 8 | filter FORWARD <third>  |

    @id:ruleset-connbytes
    Examples: ways
      | match                                                                   | first  | second | third  |
      | --connbytes 2 --connbytes-dir both --connbytes-mode packets             | policy | 1      | 1      |
      | --connbytes 2 --connbytes-dir original --connbytes-mode packets         | policy | policy | 1      |
      | --connbytes 1 --connbytes-dir reply --connbytes-mode packets            | policy | 1      | 1      |
      | --connbytes 33 --connbytes-dir original --connbytes-mode bytes          | policy | policy | 1      |
      | --connbytes 32 --connbytes-dir reply --connbytes-mode bytes             | policy | 1      | 1      |
      | --connbytes 65 --connbytes-dir both --connbytes-mode bytes              | policy | policy | 1      |
      | --connbytes 99999999999 --connbytes-dir both --connbytes-mode bytes     | policy | policy | policy |

    @id:ruleset-connbytes-average
    Examples: the average packet, rounded down; 0 where there is none
      | match                                                                   | first  | second | third  |
      | --connbytes 33:33 --connbytes-dir both --connbytes-mode avgpkt          | policy | policy | 1      |
      | --connbytes 34:34 --connbytes-dir original --connbytes-mode avgpkt      | policy | policy | 1      |
      | --connbytes 0:0 --connbytes-dir reply --connbytes-mode avgpkt           | 1      | policy | policy |

    @id:ruleset-connbytes-ranges
    Examples: ranges; a range of one number takes no heed of its "!"
      | match                                                                   | first  | second | third  |
      | --connbytes 2: --connbytes-dir both --connbytes-mode packets            | policy | 1      | 1      |
      | --connbytes :2 --connbytes-dir both --connbytes-mode packets            | 1      | 1      | policy |
      | --connbytes 2:2 --connbytes-dir both --connbytes-mode packets           | policy | 1      | policy |
      | ! --connbytes 2 --connbytes-dir both --connbytes-mode packets           | 1      | policy | policy |
      | ! --connbytes 2:3 --connbytes-dir both --connbytes-mode packets         | 1      | policy | policy |
      | ! --connbytes 2:2 --connbytes-dir both --connbytes-mode packets         | policy | 1      | policy |

  Scenario Outline: <match>
    Given the ruleset:
      """
      table inet filter {
        chain forward {
          type filter hook forward priority filter; policy accept;
          <match> accept
        }
      }
      """
    When these packets arrive:
      | packet                        | rule                    |
      | udp client:1 > server:2 len 4 | filter forward <first>  |
      | udp server:2 > client:1 len 4 | filter forward <second> |
      | udp client:1 > server:2 len 8 | filter forward <third>  |

    @id:ruleset-ct-counted
    Examples:
      | match                            | first  | second | third  |
      | ct packets 2                     | policy | 1      | policy |
      | ct packets > 2                   | policy | policy | 1      |
      | ct original packets 2            | policy | policy | 1      |
      | ct reply packets 1               | policy | 1      | 1      |
      | ct bytes 65-100                  | policy | policy | 1      |
      | ct bytes >= 64                   | policy | 1      | 1      |
      | ct bytes > 99999999999           | policy | policy | policy |
      | ct reply bytes < 1               | 1      | policy | policy |
      | ct original bytes { 1-40, 68 }   | 1      | 1      | 1      |
      | ct bytes & 64 == 64              | policy | 1      | 1      |
      | ct avgpkt 33                     | policy | policy | 1      |
      | ct original avgpkt 34            | policy | policy | 1      |
      | ct reply avgpkt 0                | 1      | policy | policy |

  @id:ruleset-counted-since
  Scenario: What began before the rule was loaded is not counted: it fits nothing of iptables, and has 0 for nftables
    When these packets arrive:
      | packet                        | verdict |
      | udp client:1 > server:2 len 4 | ACCEPT  |
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD -p udp -m connbytes --connbytes 0 --connbytes-dir both --connbytes-mode packets -j DROP
      COMMIT
      """
    And the ruleset:
      """
      table inet filter {
        chain forward {
          type filter hook forward priority 10; policy accept;
          ct bytes 0 reject
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict | rule                 |
      | udp client:1 > server:2 len 4 | DROP    | inet filter forward 1 |
      | udp client:3 > server:2 len 4 | DROP    | ip filter FORWARD 1  |
    Then the table includes:
      | original            | packets |
      | client:1 > server:2 | -       |

  @id:ruleset-counted-on
  Scenario: A rule has connections counted even while it asks for none of them
    Given the ruleset:
      """
      table ip filter {
        chain forward {
          type filter hook forward priority filter; policy accept;
          tcp dport 80 ct original packets 9 drop
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict |
      | udp client:1 > server:2 len 4 | ACCEPT  |
      | udp server:2 > client:1 len 4 | ACCEPT  |
    Then the table includes:
      | original            | packets | bytes |
      | client:1 > server:2 | 1/1     | 32/32 |
