# Found by: ctspec fuzz --differential --seed 217315427 --path 3
@src:nf_nat_csum_recalc
Feature: An error quotes a datagram that a helper has changed with the beginning of a checksum
  The kernel leaves the checksum of what a helper has changed to the interface it leaves by. Where the datagram goes to the
  router, and nobody listens there, the error quotes what the sum begins with.
  In the message 0xc000020a is client.

  @id:regression-deferred-checksum-quoted
  Scenario: A registration with a gatekeeper that is redirected to the router
    Given the helper RAS on udp port 1719
    And the callbacks:
      | hook       | match          | verdict  |
      | PREROUTING | udp dport 1719 | REDIRECT |
    When these packets arrive:
      | packet                                                                                               |
      | udp client:1719 > server:1719 0x0c000000060008914a0004000100c000020a06b80100c000020a06b80000b5000000 |
    Then packet 1 leaves as:
      """
      icmp server > client unreachable port {udp client:1719 > server:1719 0x0c000000060008914a0004000100c000020a06b80100c000020a06b80000b5000000 sum 0x1c0b} (tos 0xc0)
      """
