Feature: Counterexample to crash
  Whatever comes in, the simulator goes on: a router does not fall over a packet.
  Source: robustness
  Found by: ctspec fuzz --seed 1959625965 --path 9 # ctspec 0.1.0

  @id:fuzz-crash-311a04d1
  Scenario: Whatever comes in, the simulator goes on
    Given a router with:
      | setting   | value |
      | hash seed | 0     |
      | buckets   | 64    |
    And the ruleset:
      """
      table inet firewall {
        chain nat_in {
          type nat hook prerouting priority -100; policy accept;
          iifname "c0" ip6 daddr 2001:db8:1::1 tcp dport 80 dnat ip6 to [2001:db8:2::10-2001:db8:2::11]:8080
        }
      }
      """
    Then every invariant holds
