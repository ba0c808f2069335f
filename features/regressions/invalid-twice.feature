# Found by: ctspec fuzz --differential --seed 1572722536 --path 4
@src:nf_conntrack_in @src:tcp_error
Feature: A packet of a local process that is INVALID twice
  What has no connection when it comes back by the loopback interface is classified again. There checksums are looked at, which a
  local process need not have filled in when its packet is sent: the packet is INVALID for another reason than before. What is told
  of it is what conntrack said last. The second is reset: from 0.0.0.0, as which the reset makes its checksum before it gets a source.

  @id:regression-invalid-twice @since:6.12
  Scenario: The reason is that of the classification the packet ends with
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 255   |
    And the flow tcp router:21 > 0.0.0.0:40000
    When these packets arrive:
      | packet                               | ctstate | reason       | log                                                 | hooks                               | verdict |
      | S. 0:0(0) ack 1 win 65535 sum 0x1fb5 | INVALID | bad checksum | invalid new; bad checksum                           | OUTPUT POSTROUTING PREROUTING INPUT | ACCEPT  |
      | S. 0:0(0) ack 1 win 65535            | INVALID | invalid new  | invalid new; invalid new; invalid new; bad checksum | OUTPUT POSTROUTING PREROUTING INPUT | ACCEPT  |

  @id:regression-invalid-then-held
  Scenario: A fragment that conntrack lets pass when it is sent, and reassembly does not when it comes back, is not classified in the end
    Found by: ctspec fuzz --differential --seed 244077587 --path 3
    When these packets arrive:
      | in | packet                                              | ctstate | hooks                         | out |
      | lo | ip router6 > router6 proto 58 (frag 0, frag 65528+) | -       | OUTPUT POSTROUTING PREROUTING | -   |

  @id:regression-invalid-then-untracked
  Scenario: What was INVALID when it was sent can be left untracked when it comes back
    Given the ruleset:
      """
      table inet firewall {
        chain raw {
          type filter hook prerouting priority -300; policy accept;
          iifname "lo" notrack
        }
      }
      """
    When these packets arrive:
      | in | packet                                                  | ctstate   | hooks                               | verdict |
      | lo | tcp router:21 > 0.0.0.0:40000 S. 0:0(0) ack 1 win 65535 | UNTRACKED | OUTPUT POSTROUTING PREROUTING INPUT | ACCEPT  |
