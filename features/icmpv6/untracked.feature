@src:nf_conntrack_proto_icmpv6.c @rfc:4861
Feature: ICMPv6 of the link
  Neighbours find each other, routers and multicast groups with ICMPv6, where IPv4 has protocols of their own.
  These messages ask all of a link and are answered by any, so no pair of tuples can describe them. They are
  UNTRACKED: not NEW, so that they fill no table, and not INVALID, so that no firewall cuts its own link by
  dropping those.

  @id:icmpv6-untracked
  Scenario Outline: <message> is UNTRACKED
    When these packets arrive:
      | in | packet   | ctstate   | ctdir |
      | c0 | <packet> | UNTRACKED | -     |
    Then the table is empty
    And the statistics include:
      | name    | value |
      | invalid | 0     |

    Examples: Neighbour discovery
      | message                   | packet                                                                  |
      | A router solicitation     | icmp6 client6 > router6 router-solicit (ttl 255)                        |
      | A router advertisement    | icmp6 fe80::9 > router6 router-advert lifetime 1800 (ttl 255)           |
      | A neighbour solicitation  | icmp6 client6 > router6 neighbor-solicit target 2001:db8:1::1 (ttl 255) |
      | A neighbour advertisement | icmp6 client6 > router6 neighbor-advert target 2001:db8:1::10 (ttl 255) |

    Examples: Multicast listener discovery
      | message                     | packet                                                     |
      | A multicast listener query  | icmp6 client6 > router6 mld-query group ff02::db8 (ttl 1)  |
      | A multicast listener report | icmp6 client6 > router6 mld-report group ff02::db8 (ttl 1) |
      | A multicast listener done   | icmp6 client6 > router6 mld-done group ff02::db8 (ttl 1)   |
      | A version 2 listener report | icmp6 client6 > router6 mld2-report (ttl 1)                |

    @since:6.12
    Examples: Multicast router discovery, since Linux 6.12
      | message                          | packet                                          |
      | A multicast router advertisement | icmp6 client6 > router6 type 151 code 0 (ttl 1) |

  @id:icmpv6-untracked-forwarded
  Scenario: The type alone decides: one that is forwarded against all rules is UNTRACKED as well
    Given the flow icmp6 client6 > server6
    When these packets arrive:
      | packet                                       | ctstate   | hooks                          | out |
      | icmp6 neighbor-solicit target 2001:db8:2::10 | UNTRACKED | PREROUTING FORWARD POSTROUTING | s0  |

  @id:icmpv6-untracked-checksum
  Scenario: A damaged one is INVALID
    When these packets arrive:
      | packet                                                                               | ctstate | reason                 |
      | icmp6 client6 > router6 neighbor-solicit target 2001:db8:1::1 bad-checksum (ttl 255) | INVALID | ICMPv6 checksum failed |

  @id:icmpv6-untracked-own
  Scenario: What the router itself sends of these is UNTRACKED too
    When these packets arrive:
      | in | packet                                                                 | ctstate   | hooks              |
      | lo | icmp6 router6 > client6 neighbor-advert target 2001:db8:1::1 (ttl 255) | UNTRACKED | OUTPUT POSTROUTING |
    Then the table is empty

  @id:icmpv6-untracked-answer @rfc:4861-7.2.4
  Scenario: The router's answer to a solicitation is UNTRACKED, and no connection comes of either
    When these packets arrive:
      | packet                                                                  | ctstate   | out      |
      | icmp6 client6 > router6 neighbor-solicit target 2001:db8:1::1 (ttl 255) | UNTRACKED | local c0 |
    Then packet 1 leaves as:
      """
      icmp6 router6 > client6 neighbor-advert flags 0xc0 target 2001:db8:1::1 (ttl 255)
      """
    And the table is empty
