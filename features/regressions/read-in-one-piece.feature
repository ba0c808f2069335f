# Found by: ctspec fuzz --differential --seed -1469625539 --path 0
@src:skb_linearize
Feature: Fragments that a helper has read in one piece are cut anew
  The helper of SIP has all of a datagram copied into one piece of memory. How its fragments lay is forgotten then, so it
  leaves in fragments as large as the largest that came. That of FTP does so since Linux 6.0.

  @id:regression-read-in-one-piece-sip
  Scenario: A datagram of SIP
    Given the helper sip on udp port 5060
    When these packets arrive:
      | packet                                                                              | ctstate | verdict |
      | udp client:5060 > server:5060 len 108 no-checksum (frag 1:16@0+)              | -       | STOLEN  |
      | udp client:5060 > server:5060 len 108 no-checksum (frag 1:100@16)             | NEW     | ACCEPT  |
    Then packet 2 leaves as:
      """
      udp client:5060 > server:5060 len 108 no-checksum (frag 1:96@0+)
      udp client:5060 > server:5060 len 108 no-checksum (frag 1:20@96)
      """
