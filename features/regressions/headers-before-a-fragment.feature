# Found by: ctspec fuzz --differential --seed -998550519 --path 1
@src:ip6_protocol_deliver_rcu
Feature: A host reads what stands before a Fragment header first
  Of a fragment that conntrack does not gather a host reads one header after the other. One that it cannot read ends
  the packet before anybody looks at it as a fragment.

  @id:regression-headers-before-a-fragment
  Scenario Outline: A broken fragment behind a source route of which <left> is left
    When these packets arrive:
      | packet                                                                                    | ctstate | verdict |
      | ip client6 > router6 proto 2 len 1 (routing 0xfd<segments>00000000, frag 8+)              | INVALID | ACCEPT  |
    Then packet 1 leaves as:
      """
      icmp6 router6 > client6 parameter-problem header pointer <pointer> {ip client6 > router6 proto 2 len 1 (routing 0xfd<segments>00000000, frag 8+)}
      """

    Examples:
      | left        | segments | pointer |
      | one address | 01       | 42      |
      | nothing     | 00       | 4       |
