@src:route.c @src:ip6_output.c @rfc:1812-5.3.7
Feature: Martians: packets with addresses that cannot be
  Nobody on a network can have sent a packet from the router's own address, from a loopback or broadcast address or from
  a group; nor is there anybody at 0.0.0.0. Routing gives such packets up, without a word to anybody. They have passed
  PREROUTING by then, so conntrack has seen them as NEW, and forgets them with the packet.

  @id:netfilter-martians-source
  Scenario Outline: A packet from <whom> is dropped after PREROUTING, in silence
    When these packets arrive:
      | in | packet                             | ctstate | verdict | hooks      | out |
      | c0 | udp <source>:1024 > <to>:53 len 20 | NEW     | DROP    | PREROUTING | -   |
    Then the table is empty
    And nothing is logged

    Examples: To be passed on
      | whom                          | source          | to     |
      | the loopback network          | 127.0.0.1       | server |
      | a group                       | 224.0.0.1       | server |
      | the limited broadcast address | 255.255.255.255 | server |
      | 0.0.0.0                       | 0.0.0.0         | server |
      | the router's own address      | 192.0.2.1       | server |
      | its address on the other side | 198.51.100.1    | server |

    Examples: For the router
      | whom                                | source    | to     |
      | the loopback network, to the router | 127.0.0.1 | router |
      | the router, to the router           | 192.0.2.1 | router |

  @id:netfilter-martians-word
  Scenario Outline: The kernel's word for a packet from <whom> is <reason>
    When these packets arrive:
      | in | packet                               | verdict |
      | c0 | udp <source>:1024 > server:53 len 20 | DROP    |
    Then packet 1 meets these callbacks:
      | hook       | callback              | verdict |
      | PREROUTING | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING | nf_conntrack_in       | ACCEPT  |
    And packet 1 is seen as:
      | reason   |
      | <reason> |

    Examples:
      | whom                          | source          | reason            |
      | the loopback network          | 127.0.0.1       | IP_LOCALNET       |
      | a group                       | 224.0.0.1       | IP_INVALID_SOURCE |
      | the limited broadcast address | 255.255.255.255 | IP_INVALID_SOURCE |
      | 0.0.0.0                       | 0.0.0.0         | IP_INVALID_SOURCE |
      | the router's own address      | 192.0.2.1       | IP_LOCAL_SOURCE   |

  @id:netfilter-martians-destination
  Scenario Outline: A packet to <whom> is dropped after PREROUTING
    When these packets arrive:
      | packet                           | ctstate | verdict | hooks      |
      | udp client:1024 > <to>:53 len 20 | NEW     | DROP    | PREROUTING |
    Then the table is empty

    Examples:
      | whom                           | to        |
      | the loopback network           | 127.0.0.1 |
      | 0.0.0.0                        | 0.0.0.0   |
      | a group that nobody has joined | 224.0.0.9 |

  @id:netfilter-martians-ipv6
  Scenario Outline: Over IPv6 a packet from <whom> is not passed on
    When these packets arrive:
      | in | packet                                | ctstate | verdict | hooks      |
      | c0 | udp <source>:1024 > server6:53 len 20 | NEW     | DROP    | PREROUTING |
    Then the table is empty

    Examples:
      | whom                    | source     |
      | the unspecified address | [::]       |
      | a link-local address    | [fe80::10] |

  @id:netfilter-martians-ipv6-own
  Scenario: Over IPv6 even a packet from the router's own address is passed on
    When these packets arrive:
      | in | packet                               | ctstate | verdict | hooks                          |
      | c0 | udp router6:1024 > server6:53 len 20 | NEW     | ACCEPT  | PREROUTING FORWARD POSTROUTING |

  @id:netfilter-martians-none
  Scenario Outline: No martian is a packet <what>
    When these packets arrive:
      | packet                             | ctstate | verdict | hooks                          |
      | udp <source>:1024 > <to>:53 len 20 | NEW     | ACCEPT  | PREROUTING FORWARD POSTROUTING |

    Examples: Unusual, but routed
      | what                                            | source      | to     |
      | from a host that no route leads to              | 203.0.113.7 | server |
      | from a host of the reserved network 240.0.0.0/4 | 240.0.0.1   | server |
      | from the broadcast address of its own network   | 192.0.2.255 | server |
