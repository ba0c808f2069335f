@src:ip_output.c @src:ip6_output.c
Feature: Fragments on the way out
  A datagram that came in fragments has to leave in fragments, for the next link may not carry it whole. It
  leaves as it came where it can, so that nobody behind the router notices that it was ever put together: what
  a sender has cut to fit a path goes on fitting it.

  @id:refragment-as-received
  Scenario: The fragments leave as they came, with the last to arrive
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                         | verdict | out      |
      | udp len 2000 (frag 7:800@0+)   | STOLEN  | -        |
      | udp len 2000 (frag 7:600@800+) | STOLEN  | -        |
      | udp len 2000 (frag 7:608@1400) | ACCEPT  | s0 s0 s0 |
    Then packet 3 leaves as:
      """
      udp len 2000 (frag 7:800@0+)
      udp len 2000 (frag 7:600@800+)
      udp len 2000 (frag 7:608@1400)
      """

  @id:refragment-as-received-ipv6
  Scenario: So they do over IPv6, but for a new identification
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                         | verdict | out      |
      | udp len 2000 (frag 7:800@0+)   | STOLEN  | -        |
      | udp len 2000 (frag 7:600@800+) | STOLEN  | -        |
      | udp len 2000 (frag 7:608@1400) | ACCEPT  | s0 s0 s0 |
    Then packet 3 leaves as:
      """
      udp len 792 ulen 2008 sum 0x1985 (frag 0+)
      ip proto 17 len 600 from 12 (frag 800+)
      ip proto 17 len 608 from 14 (frag 1400)
      """

  @id:refragment-in-order
  Scenario: They leave in order, whatever order they came in
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                        | verdict |
      | udp len 1500 (frag 7:708@800) | STOLEN  |
      | udp len 1500 (frag 7:800@0+)  | ACCEPT  |
    Then packet 2 leaves as:
      """
      udp len 1500 (frag 7:800@0+)
      udp len 1500 (frag 7:708@800)
      """

  @id:refragment-in-order-ipv6
  Scenario: So they do over IPv6
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                        | verdict |
      | udp len 1500 (frag 7:708@800) | STOLEN  |
      | udp len 1500 (frag 7:800@0+)  | ACCEPT  |
    Then packet 2 leaves as:
      """
      udp len 792 ulen 1508 sum 0x135c (frag 0+)
      ip proto 17 len 708 from 12 (frag 800)
      """

  @id:refragment-duplicates-gone
  Scenario: A duplicate is not sent on
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                        | verdict |
      | udp len 1500 (frag 7:800@0+)  | STOLEN  |
      | udp len 1500 (frag 7:800@0+)  | STOLEN  |
      | udp len 1500 (frag 7:708@800) | ACCEPT  |
    Then packet 3 leaves as:
      """
      udp len 1500 (frag 7:800@0+)
      udp len 1500 (frag 7:708@800)
      """

  @id:refragment-smaller-link
  Scenario: Where the link carries less than the fragments had, they are cut anew
    Given a router with:
      | setting | value |
      | mtu     | 1280  |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                         | verdict |
      | udp len 2000 (frag 7:1480@0+)  | STOLEN  |
      | udp len 2000 (frag 7:528@1480) | ACCEPT  |
    Then packet 2 leaves as:
      """
      udp len 2000 (frag 7:1256@0+)
      udp len 2000 (frag 7:752@1256)
      """

  @id:refragment-growing
  Scenario: Fragments that grow towards the end leave as they came, too
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                         | verdict |
      | udp len 2000 (frag 7:400@0+)   | STOLEN  |
      | udp len 2000 (frag 7:800@400+) | STOLEN  |
      | udp len 2000 (frag 7:808@1200) | ACCEPT  |
    Then packet 3 leaves as:
      """
      udp len 2000 (frag 7:400@0+)
      udp len 2000 (frag 7:800@400+)
      udp len 2000 (frag 7:808@1200)
      """

  @id:refragment-df-fits
  Scenario: The don't-fragment bit of fragments that fit is no hindrance
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                             | verdict |
      | udp len 2000 (df, frag 7:1480@0+)  | STOLEN  |
      | udp len 2000 (df, frag 7:528@1480) | ACCEPT  |
    Then packet 2 leaves as:
      """
      udp len 2000 (frag 7:1480@0+)
      udp len 2000 (frag 7:528@1480)
      """

  @id:refragment-df-too-big
  Scenario: Where the largest fragment forbids it they are not cut any smaller: the sender is told
    Given a router with:
      | setting | value |
      | mtu     | 1280  |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                             | verdict | ctstate | hooks      |
      | udp len 2000 (df, frag 7:1480@0+)  | STOLEN  | -       | PREROUTING |
      | udp len 2000 (df, frag 7:528@1480) | DROP    | NEW     | PREROUTING |

  @id:refragment-ipv6-too-big
  Scenario: An IPv6 datagram whose fragments the link does not carry is dropped: only its source may cut it
    Given a router with:
      | setting | value |
      | mtu     | 1280  |
    And the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                         | verdict | ctstate |
      | udp len 2000 (frag 7:1400@0+)  | STOLEN  | -       |
      | udp len 2000 (frag 7:608@1400) | DROP    | NEW     |

  @id:refragment-ipv6-narrow-fits
  Scenario: One whose fragments fit passes even the narrowest link
    Given a router with:
      | setting | value |
      | mtu     | 1280  |
    And the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                         | verdict |
      | udp len 2000 (frag 7:1232@0+)  | STOLEN  |
      | udp len 2000 (frag 7:776@1232) | ACCEPT  |
    Then packet 2 leaves as:
      """
      udp len 1224 ulen 2008 sum 0x1985 (frag 0+)
      ip proto 17 len 776 from 2 (frag 1232)
      """

  @id:refragment-dropped
  Scenario: When a rule drops the datagram no fragment leaves
    Given the callbacks:
      | hook    | priority | match        | verdict |
      | FORWARD | 0        | udp dport 53 | DROP    |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                        | verdict | ctstate |
      | udp len 1500 (frag 7:800@0+)  | STOLEN  | -       |
      | udp len 1500 (frag 7:708@800) | DROP    | NEW     |
    Then packet 2 does not leave
    And the table is empty

  @id:refragment-small-whole
  Scenario: Fragments of a datagram that would fit in one piece are kept apart all the same
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                    | verdict |
      | udp len 56 (frag 7:32@0+) | STOLEN  |
      | udp len 56 (frag 7:32@32) | ACCEPT  |
    Then packet 2 leaves as:
      """
      udp len 56 (frag 7:32@0+)
      udp len 56 (frag 7:32@32)
      """

  @id:refragment-whole-too-large
  Scenario: A datagram that came whole is cut where the next link is narrower
    Given a router with:
      | setting | value |
      | mtu     | 1280  |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet              | ctstate | verdict |
      | udp len 1400 (id 7) | NEW     | ACCEPT  |
    Then packet 1 leaves as:
      """
      udp len 1400 (frag 7:1256@0+)
      udp len 1400 (frag 7:152@1256)
      """
