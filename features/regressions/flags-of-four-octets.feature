# Found by: ctspec fuzz --differential --seed -303730359 --path 3
@src:get_bitmap
Feature: Flags of H.323 that end with the fourth octet
  A message tells by flags which of its later fields it has. Flags that end with the fourth octet from where they stand
  are taken from the first bit of the first octet, though some of it has been read already.

  @id:regression-flags-of-four-octets
  Scenario: The later fields of a channel that is opened at once are not those that it has
    Given the helper Q.931 on tcp port 1720
    And the flow tcp client6:40001 > server6:1720
    When these packets arrive:
      | dir | packet                                                                                                                                                                                                                                                                                                                                                            | ctstate     |
      | >   | S 0:0(0) win 65535                                                                                                                                                                                                                                                                                                                                                | NEW         |
      | <   | S. 0:0(0) ack 1 win 65535                                                                                                                                                                                                                                                                                                                                         | ESTABLISHED |
      | >   | . 60:220(160) ack 1 win 65535 0x030000a008020001057e0094050280060008914a00040000000102030405060708090a0b0c0d0e0f081075032280000010183020000081000115082020010db800010000000000000000000d7532001e0000000c201380161000010820010db80001000000000000000000107531310000000c201380291400010820010db800010000000000000000001075310820010db80001000000000000000000107531 | ESTABLISHED |
    Then the expectations are:
      | expected                  |
      | server6:* > client6:30000 |
      | server6:* > client6:30001 |
