# Found by: ctspec fuzz --differential --seed -614407155 --path 0
@src:skb_checksum_help @src:nf_reject_ip_tcphdr_put
Feature: A reset of a rule has ones where its checksum is zero
  The rule leaves the checksum to the interface, which writes ones for zero, as UDP needs it.

  @id:regression-reset-of-ones
  Scenario: Refused behind a redirection, and answered from where it was sent to
    Given the ruleset:
      """
      table ip t {
        chain in {
          type nat hook prerouting priority -100; policy accept;
          redirect
        }
        chain delivered {
          type filter hook input priority 0; policy accept;
          meta l4proto tcp reject with tcp reset
        }
      }
      """
    When these packets arrive:
      | packet                                                                  | verdict |
      | tcp server2:40006 > 192.0.2.13:5060 . =1001:1001(0) ack =5001 win 65535 | DROP    |
    Then packet 1 leaves as:
      """
      tcp 192.0.2.13:5060 > server2:40006 R =5001:5001(0) win 0 sum 0xffff (df)
      """
