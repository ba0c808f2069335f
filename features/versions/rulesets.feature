Feature: What differs of rulesets

  @id:versions-reject @src:nf_conntrack_set_closing
  Scenario Outline: On Linux <version> a connection that a rule answers with a reset is <state>
    Given Linux <version>
    And the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p tcp --tcp-flags PSH PSH -j REJECT --reject-with tcp-reset
      COMMIT
      """
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | packet          | ctstate     | state   | verdict |
      | P. 1:5(4) ack 1 | ESTABLISHED | <state> | DROP    |

    Examples: Each version
      | version | state       |
      | 5.10    | ESTABLISHED |
      | 6.1     | CLOSE       |
      | 6.12    | CLOSE       |
      | 6.18    | CLOSE       |
      | 7.3     | CLOSE       |

  @id:versions-quota @src:nft_overquota
  Scenario Outline: On Linux <version> the packet that takes the last byte of a quota is <what>
    Given Linux <version>
    And the ruleset:
      """
      table ip t {
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 1 quota over 32 bytes drop
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict   |
      | udp client:9 > server:1 len 4 | <verdict> |

    Examples: Each version
      | version | what      | verdict |
      | 5.10    | over it   | DROP    |
      | 6.1     | within it | ACCEPT  |
      | 6.12    | within it | ACCEPT  |
      | 6.18    | within it | ACCEPT  |
      | 7.3     | within it | ACCEPT  |

  @id:versions-set-statements @src:nf_tables_newset
  Scenario Outline: On Linux <version> the limit that a set was declared with <what>
    Given Linux <version>
    And the ruleset:
      """
      table ip t {
        set known { type ipv4_addr; flags dynamic; limit rate over 1/hour burst 1 packets; }
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 4 update @known { ip saddr } drop
        }
      }
      """
    When these packets arrive:
      | packet                        | verdict   |
      | udp client:9 > server:4 len 4 | <verdict> |
      | udp client:9 > server:4 len 4 | DROP      |

    Examples: Each version
      | version | what                       | verdict |
      | 5.10    | is no part of its elements | DROP    |
      | 6.1     | is that of each element    | ACCEPT  |
      | 6.12    | is that of each element    | ACCEPT  |
      | 6.18    | is that of each element    | ACCEPT  |
      | 7.3     | is that of each element    | ACCEPT  |

  @id:versions-later-fragment @src:nft_payload_fast_eval
  Scenario Outline: On Linux <version> a rule for a port <what> a later fragment
    Given Linux <version>
    And the ruleset:
      """
      table ip t {
        chain raw {
          type filter hook prerouting priority -450; policy accept;
          notrack
        }
        chain c {
          type filter hook forward priority filter; policy accept;
          udp dport 53 drop
        }
      }
      """
    When these packets arrive:
      | packet                                                  | ctstate   | verdict   |
      | ip client > server proto 17 (frag 8) 0x0001003500000000 | UNTRACKED | <verdict> |

    Examples: Each version
      | version | what          | verdict |
      | 5.10    | reads         | DROP    |
      | 6.1     | reads         | DROP    |
      | 6.12    | reads         | DROP    |
      | 6.18    | reads         | DROP    |
      | 7.3     | does not read | ACCEPT  |
