# Found by: ctspec fuzz --property invalid-changes-nothing --seed 5 --path 172
@src:nf_conntrack_sctp_packet
Feature: An SCTP packet whose first chunk is good, in a zone of its own
  Its good chunks count, wherever its connection is looked up.

  @id:regression-invalid-in-a-zone
  Scenario: The chunk before the bad one may change the connection of the packet's zone
    Given the ruleset:
      """
      table inet firewall {
        chain raw {
          type filter hook prerouting priority -300; policy accept;
          iifname "c0" ct zone set 7
        }
      }
      """
    When these packets arrive:
      | packet                                                                                    | ctstate |
      | sctp client:5060 > server:40006 tag 0x11111111 HEARTBEAT 0x00000000                       | NEW     |
      | sctp client:5060 > server:40006 tag 0x11111112 HEARTBEAT 0x00000000; HEARTBEAT 0x00000000 | INVALID |
    Then every invariant holds
