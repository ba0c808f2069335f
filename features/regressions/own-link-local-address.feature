# Found by: ctspec fuzz --differential --seed -1926464603 --path 4
@src:ip6_rcv_core @src:tcp_v6_send_response
Feature: Local processes that send to a link-local address of the router
  What comes back by the loopback interface came in, so to speak, by the interface that has the address it was sent to:
  it is the router's own, and is answered.

  @id:regression-own-link-local-address
  Scenario: A segment that nobody waits for is reset, and its connection with it
    When these packets arrive:
      | in | packet                                                     | ctstate | hooks                               | verdict | out   |
      | lo | tcp router6:40003 > [fe80::1]:80 . 1:1(0) ack 1 win 65535 | NEW     | OUTPUT POSTROUTING PREROUTING INPUT | ACCEPT  | local |
    Then the table is empty

  @id:regression-own-link-local-address-answer
  Scenario: The answer to a neighbour's address leaves by the interface that has the address
    When these packets arrive:
      | in | packet                                               | ctstate | hooks                               | verdict | out      |
      | lo | tcp [fe80::2]:40003 > [2001:db8:2::1]:80 S 0:0(0) | NEW     | OUTPUT POSTROUTING PREROUTING INPUT | ACCEPT  | local s0 |
      | lo | tcp [fe80::2]:40003 > [fe80::1]:80 S 0:0(0)       | NEW     | OUTPUT POSTROUTING PREROUTING INPUT | ACCEPT  | local c0 |
    Then the table is empty
