# Found by: ctspec fuzz --differential --seed -1737630052 --path 0
@src:ip_fragment @src:ip6_fragment
Feature: Reassembled datagrams over the loopback interface
  What was reassembled behind OUTPUT leaves in fragments again, over the loopback interface as over any other. The
  fragments come in with the connection of the datagram. Those of IPv4 are put together again before conntrack, those
  of IPv6 only where conntrack has given them no connection; else each of them passes PREROUTING and INPUT.

  @id:regression-fragments-over-loopback-ipv4
  Scenario: Fragments of IPv4 are put together a second time
    When these packets arrive:
      | packet                                                       | ctstate | hooks                                           | verdict |
      | udp router-s0:1000 > router-s0:2000 len 100 (frag 3:56@0+)   | -       | OUTPUT                                          | STOLEN  |
      | udp router-s0:1000 > router-s0:2000 len 100 (frag 3:32@56+)  | -       | OUTPUT                                          | STOLEN  |
      | udp router-s0:1000 > router-s0:2000 len 100 (frag 3:20@88)   | NEW     | OUTPUT POSTROUTING PREROUTING PREROUTING PREROUTING INPUT | ACCEPT  |

  @id:regression-fragments-over-loopback-ipv6
  Scenario: Fragments of IPv6 pass the hooks one by one
    When these packets arrive:
      | packet                                                        | ctstate | hooks                                                | verdict |
      | udp router6-s0:1000 > router6-s0:2000 len 100 (frag 3:56@0+)  | -       | OUTPUT                                               | STOLEN  |
      | udp router6-s0:1000 > router6-s0:2000 len 100 (frag 3:52@56)  | NEW     | OUTPUT POSTROUTING PREROUTING INPUT PREROUTING INPUT | ACCEPT  |

  @id:regression-invalid-fragments-over-loopback-ipv6
  Scenario: Fragments of IPv6 without a connection are put together before conntrack
    When these packets arrive:
      | packet                                           | ctstate | hooks                                           | verdict |
      | ip router6-s0 > router6-s0 proto 6 0x03e807d00000000100000000500000000000000000000000 (frag 0+, id 3) | -       | OUTPUT | STOLEN  |
      | ip router6-s0 > router6-s0 proto 6 len 40 (frag 24, id 3) | INVALID | OUTPUT POSTROUTING PREROUTING PREROUTING INPUT | ACCEPT  |

  @id:regression-uncut-over-loopback
  Scenario: A datagram that cannot be cut again does not come back
    When these packets arrive:
      | packet                                                                                 | ctstate | hooks              | verdict |
      | ip router6-s0 > router6-s0 proto 43 0x2caa0d491c32bd903c0005a800000002 (frag 0+, id 3) | -       | OUTPUT             | STOLEN  |
      | ip router6-s0 > router6-s0 proto 43 len 9 (frag 16, id 3)                              | INVALID | OUTPUT POSTROUTING | DROP    |
