@src:nf_nat_masquerade.c @src:nf_nat_redirect.c @src:nft_nat.c
Feature: MASQUERADE, REDIRECT and NETMAP
  Three translations that need no address, or no host: to the router's own address, or to a whole network host by host.

  @id:nat-masquerade
  Scenario: MASQUERADE gives the address of the interface that the packet leaves by
    Given the callbacks:
      | hook        | match | verdict    |
      | POSTROUTING | udp   | MASQUERADE |
    When these packets arrive:
      | packet                                | ctstate | out |
      | udp client:40000 > server:53 len 10   | NEW     | s0  |
      | udp server:53 > client2:40000 len 10  | NEW     | c0  |
      | udp client6:40000 > server6:53 len 10 | NEW     | s0  |
    Then the table holds:
      | original                   | reply                         |
      | client:40000 > server:53   | server:53 > router-s0:40000   |
      | server:53 > client2:40000  | client2:40000 > router:53     |
      | client6:40000 > server6:53 | server6:53 > router6-s0:40000 |

  @id:nat-masquerade-ports
  Scenario: MASQUERADE with a range of ports
    Given the callbacks:
      | hook        | match | verdict                  |
      | POSTROUTING | udp   | MASQUERADE to :5000-5001 |
    When these packets arrive:
      | packet                              | ctstate | verdict |
      | udp client:5000 > server:53 len 10  | NEW     | ACCEPT  |
      | udp client2:5000 > server:53 len 10 | NEW     | ACCEPT  |
      | udp client3:5000 > server:53 len 10 | NEW     | DROP    |
    Then the table holds:
      | original                 | reply                      |
      | client:5000 > server:53  | server:53 > router-s0:5000 |
      | client2:5000 > server:53 | server:53 > router-s0:5001 |

  @id:nat-masquerade-link-local
  Scenario: Over IPv6 the address has the scope of the destination
    Given the callbacks:
      | hook        | match | verdict    |
      | POSTROUTING | udp   | MASQUERADE |
    When these packets arrive:
      | in | packet                                        | ctstate |
      | lo | udp [2001:db8:2::1]:40000 > server6:53 len 10 | NEW     |
    Then the table holds:
      | original                      | reply                         |
      | router6-s0:40000 > server6:53 | server6:53 > router6-s0:40000 |

  @id:nat-redirect
  Scenario: REDIRECT brings a packet to the router, at the address of the interface it came in by
    Given the callbacks:
      | hook       | match        | verdict         |
      | PREROUTING | udp dport 53 | REDIRECT to :54 |
    When these packets arrive:
      | packet                                | ctstate | hooks            |
      | udp client:40000 > server:53 len 10   | NEW     | PREROUTING INPUT |
      | udp client6:40000 > server6:53 len 10 | NEW     | PREROUTING INPUT |
    Then the table includes:
      | original                   | reply                      |
      | client:40000 > server:53   | router:54 > client:40000   |
      | client6:40000 > server6:53 | router6:54 > client6:40000 |

  @id:nat-redirect-answer
  Scenario: What the router answers to a redirected packet comes from the address that was asked
    Given the callbacks:
      | hook       | match        | verdict           |
      | PREROUTING | tcp dport 80 | REDIRECT to :8080 |
    When these packets arrive:
      | packet                                               | ctstate |
      | tcp client:40000 > server:80 S =1000:1000(0) win 100 | NEW     |
    Then packet 1 leaves as:
      """
      tcp server:80 > client:40000 R. =0:0(0) ack =1001 win 0 (df)
      """

  @id:nat-redirect-local
  Scenario: REDIRECT of a local process's packet leads to the loopback address
    Given the callbacks:
      | hook   | match        | verdict         |
      | OUTPUT | udp dport 53 | REDIRECT to :54 |
    When these packets arrive:
      | in | packet                                 | ctstate | hooks                               |
      | lo | udp router-s0:40000 > server:53 len 10 | NEW     | OUTPUT POSTROUTING PREROUTING INPUT |
    Then the table includes:
      | original                    | reply                          |
      | router-s0:40000 > server:53 | 127.0.0.1:54 > router-s0:40000 |

  @id:nat-netmap-source
  Scenario: NETMAP keeps the host and replaces the network, here of the source
    Given the callbacks:
      | hook        | match        | verdict                  |
      | POSTROUTING | oifname "s0" | NETMAP to 203.0.113.0/24 |
    When these packets arrive:
      | packet                              | ctstate |
      | udp client:40000 > server:53 len 10 | NEW     |
    Then the table holds:
      | original                 | reply                          |
      | client:40000 > server:53 | server:53 > 203.0.113.10:40000 |

  @id:nat-netmap-destination
  Scenario: NETMAP at PREROUTING replaces the network of the destination, and of any length
    Given the callbacks:
      | hook       | match | verdict                     |
      | PREROUTING | udp   | NETMAP to 198.51.100.128/25 |
    When these packets arrive:
      | packet                              | ctstate |
      | udp client:40000 > server:53 len 10 | NEW     |
    Then the table holds:
      | original                 | reply                            |
      | client:40000 > server:53 | 198.51.100.138:53 > client:40000 |

  @id:nat-netmap-ipv6
  Scenario: NETMAP of IPv6, which translates prefixes
    Given the callbacks:
      | hook        | match        | verdict                     |
      | POSTROUTING | oifname "s0" | NETMAP to 2001:db8:2:5::/64 |
    When these packets arrive:
      | packet                                | ctstate |
      | udp client6:40000 > server6:53 len 10 | NEW     |
    Then the table holds:
      | original                   | reply                                 |
      | client6:40000 > server6:53 | server6:53 > [2001:db8:2:5::10]:40000 |
