@src:nf_conntrack_core.c @src:nft_ct.c @src:xt_conntrack.c
Feature: What rules see between the target CT and conntrack
  What CT, or `ct zone set`, says of a connection to come stands in a template, which the packet has until conntrack sees it.

  @id:ruleset-template
  Scenario Outline: nftables: <what>
    Given the ruleset:
      """
      table inet raw {
        chain prerouting {
          type filter hook prerouting priority raw; policy accept;
          udp dport 53 ct zone set 7
          <match> drop
        }
      }
      """
    When these packets arrive:
      | packet                         | verdict   |
      | udp client:9 > server:53 len 4 | <with>    |
      | udp client:9 > server:54 len 4 | <without> |

    Examples: It is new
      | what                                          | match                 | with   | without |
      | To its state the template is a new connection | ct state new          | DROP   | ACCEPT  |
      | It is not INVALID                             | ct state invalid      | ACCEPT | DROP    |

    @since:6.12
    Examples: There is nothing else to read
      | what                                          | match                 | with   | without |
      | Its zone is not asked for                     | ct zone 7             | ACCEPT | ACCEPT  |
      | Nor its direction                             | ct direction original | ACCEPT | ACCEPT  |
      | Nor its mark                                  | ct mark 0             | ACCEPT | ACCEPT  |
      | Nor what it has carried                       | ct packets 0          | ACCEPT | ACCEPT  |

    @except:6.1
    Examples: Nor its status
      | what                                          | match                 | with   | without |
      | It is not confirmed                           | ct status confirmed   | ACCEPT | ACCEPT  |

  @id:ruleset-template-iptables
  Scenario Outline: iptables: <what>
    Given the ruleset:
      """
      *raw
      :PREROUTING ACCEPT [0:0]
      -A PREROUTING -p udp --dport 53 -j CT --zone 7
      -A PREROUTING <match> -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                         | verdict   |
      | udp client:9 > server:53 len 4 | <with>    |
      | udp client:9 > server:54 len 4 | <without> |

    Examples:
      | what                              | match                             | with   | without |
      | The template is new               | -m conntrack --ctstate NEW        | DROP   | ACCEPT  |
      | It is not INVALID                 | -m conntrack --ctstate INVALID    | ACCEPT | DROP    |
      | So it is to the match state       | -m state --state NEW              | DROP   | ACCEPT  |
      | It has no mark                    | -m connmark --mark 0              | DROP   | ACCEPT  |
      | It is of no protocol              | -m conntrack --ctproto 0          | DROP   | ACCEPT  |
      | Nor of that of the packet         | -m conntrack --ctproto udp        | ACCEPT | ACCEPT  |
      | It comes from nowhere             | -m conntrack --ctorigsrc 0.0.0.0  | DROP   | ACCEPT  |
      | It is confirmed                   | -m conntrack --ctstatus CONFIRMED | DROP   | ACCEPT  |
      | It goes in the original direction | -m conntrack --ctdir ORIGINAL     | DROP   | ACCEPT  |
      | It has no time left               | -m conntrack --ctexpire 0         | DROP   | ACCEPT  |
      | It has no ports                   | -m conntrack --ctorigsrcport 0    | DROP   | ACCEPT  |
      | And leads nowhere                 | -m conntrack --ctrepldst 0.0.0.0  | DROP   | ACCEPT  |
