# Found by: ctspec fuzz --differential --seed -35578129 --path 4
@src:ipv6_hop_jumbo
Feature: What a local process sends to the router is refused before it comes in
  It has been classified on its way out, and no second time.

  @id:regression-loopback-refused
  Scenario: An INVALID fragment with a jumbo option ends between POSTROUTING and PREROUTING
    When these packets arrive:
      | packet                                                              | ctstate | ctdir | hooks              | verdict |
      | ip router6 > :: proto 47 len 1 (hop-by-hop 0xc20400010000, frag 8+) | INVALID | -     | OUTPUT POSTROUTING | DROP    |
