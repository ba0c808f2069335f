# Found by: ctspec fuzz --differential --seed 86384651 --path 0
@src:tcpmss_mangle_packet
Feature: A wrong checksum stays as wrong as it was
  Where a rule puts the largest segment into a header that announces none, the checksum is carried on over what was added.

  @id:regression-wrong-sum-carried-on
  Scenario: A SYN of a wrong checksum gets the option and no right checksum
    Given the ruleset:
      """
      *mangle
      :FORWARD ACCEPT [0:0]
      -A FORWARD -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 536
      COMMIT
      """
    When these packets arrive:
      | packet                                                                   | ctstate | verdict |
      | tcp 192.0.2.10:40001 > 198.51.100.13:227 S =5:5(0) win 65535 sum 0x0fc0  | INVALID | ACCEPT  |
    Then packet 1 leaves as:
      """
      tcp 192.0.2.10:40001 > 198.51.100.13:227 S =5:5(0) win 65535 <mss 536> sum 0xfb9f (ttl 63)
      """
