# Found by: ctspec fuzz --differential --seed 444428703 --path 4
@src:icmp_push_reply @rfc:1071-1
Feature: An answer of ICMP that is all zeros
  Of the two zeros that one's complement has, the kernel begins its sum with the negative one; so the checksum of a message
  of nothing but zeros is 0x0000, where any other way to reckon gives 0xffff.

  @id:regression-zero-echo
  Scenario: An echo of zeros has a checksum of zeros
    When these packets arrive:
      | packet                                                        | ctstate     |
      | icmp client > router echo-request id 0 seq 0                  | NEW         |
      | icmp client > router echo-request id 0 seq 0 0x00000000000000 | ESTABLISHED |
      | icmp client > router echo-request id 0 seq 1                  | ESTABLISHED |
    Then packet 1 leaves as:
      """
      icmp router > client echo-reply id 0 seq 0 sum 0x0000
      """
    And packet 2 leaves as:
      """
      icmp router > client echo-reply id 0 seq 0 0x00000000000000 sum 0x0000
      """
    And packet 3 leaves as:
      """
      icmp router > client echo-reply id 0 seq 1
      """
