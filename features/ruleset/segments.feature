Feature: The largest segment, made smaller on the way
  A router in front of a link with a small MTU lowers what both ends announce to one another. Where the option begins at an
  odd place, the kernel leaves a wrong checksum.

  Scenario Outline: <rule> makes of <options>: <left>
    Given the ruleset:
      """
      *mangle
      :FORWARD ACCEPT [0:0]
      -A FORWARD -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS <rule>
      COMMIT
      """
    When these packets arrive:
      | packet                                                  | verdict |
      | tcp client:1 > server:2 S =5:5(0) win 64240 <options>   | ACCEPT  |
    Then packet 1 leaves as:
      """
      tcp client:1 > server:2 S =5:5(0) win 64240 <left> (ttl 63)
      """

    @id:ruleset-mss-iptables
    Examples:
      | rule                | options                             | left                                |
      | --set-mss 1200      | [mss 1460,nop,ws 7]                 | [mss 1200,nop,ws 7]                 |
      | --set-mss 1200      | [mss 1100]                          | [mss 1100]                          |
      | --set-mss 1200      | [nop,mss 1460,ws 7]                 | [nop,mss 1200,ws 7] sum 0xed8b      |
      | --set-mss 1200      | [nop,ws 7]                          | [mss 536,nop,ws 7]                  |
      | --clamp-mss-to-pmtu | [mss 9000]                          | [mss 1460]                          |
      | --clamp-mss-to-pmtu | [mss 1400]                          | [mss 1400]                          |

  Scenario Outline: nftables: <rule> makes of <options>: <left>
    Given the ruleset:
      """
      table inet t {
        chain c {
          type filter hook forward priority mangle;
          tcp flags syn tcp option maxseg size set <rule>
        }
      }
      """
    When these packets arrive:
      | packet                                                    | verdict |
      | tcp client6:1 > server6:2 S =5:5(0) win 64240 <options>   | ACCEPT  |
    Then packet 1 leaves as:
      """
      tcp client6:1 > server6:2 S =5:5(0) win 64240 <left> (ttl 63)
      """

    @id:ruleset-mss-nft
    Examples:
      | rule   | options             | left                |
      | 1200   | [mss 1440,nop,ws 7] | [mss 1200,nop,ws 7] |
      | 1200   | [nop,nop,nop,ws 7]  | [nop,nop,nop,ws 7]  |
      | 1200   | [nop,mss 1440,ws 7] | [nop,mss 1200,ws 7] sum 0x922b |
      | rt mtu | [mss 9000]          | [mss 1440]          |
