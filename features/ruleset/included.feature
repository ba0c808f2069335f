Feature: Rulesets in several files
  A file of nftables may include others: by a name, from its own folder on, or by a pattern all that are so called.

  @id:ruleset-included
  Scenario: Each file stands where it is included
    Given the ruleset "included/main.nft"
    When these packets arrive:
      | packet                            | verdict | rule                  |
      | tcp client:9 > server:80 S 0:0(0) | ACCEPT  | filter allowed 1      |
      | tcp client:9 > server:22 S 0:0(0) | DROP    | filter forward policy |
