@src:nf_conntrack_proto_generic.c
Feature: Protocols without a tracker of their own
  Of most of the protocols that IP can carry conntrack knows nothing but the number. Two addresses and that
  number make a connection; ten minutes of silence end it. That is enough to let the answers of a tunnel in
  and to keep all else out, but two tunnels between the same hosts are one to it.

  @id:generic-both-ways
  Scenario Outline: <protocol> over <family> is NEW until it is answered, and then ESTABLISHED
    Given the flow ip <client> > <server> proto <number>
    When these packets arrive:
      | dir | packet                   | ctstate     | ctdir    | status              | timeout |
      | >   | ip proto <number> len 32 | NEW         | ORIGINAL | UNREPLIED !ASSURED  | 600     |
      | >   | ip proto <number> len 32 | NEW         | ORIGINAL | UNREPLIED !ASSURED  | 600     |
      | <   | ip proto <number> len 32 | ESTABLISHED | REPLY    | SEEN_REPLY !ASSURED | 600     |
      | >   | ip proto <number> len 32 | ESTABLISHED | ORIGINAL | SEEN_REPLY !ASSURED | 600     |
    Then the table holds:
      | original            | reply               |
      | <client> > <server> | <server> > <client> |

    Examples: Over IPv4
      | protocol      | family | number | client | server |
      | IGMP          | IPv4   | 2      | client | server |
      | IP in IP      | IPv4   | 4      | client | server |
      | RSVP          | IPv4   | 46     | client | server |
      | IPv6 in IPv4  | IPv4   | 41     | client | server |
      | ESP           | IPv4   | 50     | client | server |
      | AH            | IPv4   | 51     | client | server |
      | OSPF          | IPv4   | 89     | client | server |
      | L2TP          | IPv4   | 115    | client | server |
      | An experiment | IPv4   | 253    | client | server |

    Examples: Over IPv6
      | protocol     | family | number | client  | server  |
      | IPv4 in IPv6 | IPv6   | 4      | client6 | server6 |
      | RSVP         | IPv6   | 46     | client6 | server6 |
      | ESP          | IPv6   | 50     | client6 | server6 |
      | OSPF         | IPv6   | 89     | client6 | server6 |

  @id:generic-one-for-all
  Scenario: Whatever the packets hold, all between two hosts are one connection
    Given the flow ip client > server proto 50
    When these packets arrive:
      | dir | packet                                 | ctstate     |
      | >   | ip proto 50 0x0000010000000001ffffffff | NEW         |
      | >   | ip proto 50 0x0000020000000001ffffffff | NEW         |
      | <   | ip proto 50 0x0000030000000001ffffffff | ESTABLISHED |
    Then the table holds 1 entry

  @id:generic-apart
  Scenario: Other hosts and other protocols are other connections
    When these packets arrive:
      | packet                               | ctstate |
      | ip client > server proto 50 len 16   | NEW     |
      | ip client > server proto 51 len 16   | NEW     |
      | ip client2 > server proto 50 len 16  | NEW     |
      | ip client > server2 proto 50 len 16  | NEW     |
      | ip client6 > server6 proto 50 len 16 | NEW     |
    Then the table holds 5 entries

  @id:generic-empty
  Scenario: Even a packet without any data is one
    Given the flow ip client > server proto 50
    When these packets arrive:
      | dir | packet      | ctstate     |
      | >   | ip proto 50 | NEW         |
      | <   | ip proto 50 | ESTABLISHED |

  @id:generic-never-assured
  Scenario: However long it lasts, it is never ASSURED
    Given the flow ip client > server proto 50
    When these packets arrive:
      | t   | dir | packet             | status              |
      | 0   | >   | ip proto 50 len 32 | UNREPLIED !ASSURED  |
      | 1   | <   | ip proto 50 len 32 | SEEN_REPLY !ASSURED |
      | 5   | >   | ip proto 50 len 32 | SEEN_REPLY !ASSURED |
      | 300 | <   | ip proto 50 len 32 | SEEN_REPLY !ASSURED |

  @id:generic-timeout @sysctl:nf_conntrack_generic_timeout
  Scenario: Ten minutes of silence end it
    Given the flow ip client > server proto 50
    When these packets arrive:
      | t   | dir | packet             | timeout |
      | 0   | >   | ip proto 50 len 32 | 600     |
      | 500 | <   | ip proto 50 len 32 | 600     |
    And 599 seconds pass
    Then the table holds 1 entry
    When 1 second passes
    Then the table is empty

  @id:generic-timeout-set @sysctl:nf_conntrack_generic_timeout
  Scenario: The ten minutes can be changed at run time
    Given the flow ip client > server proto 50
    When these packets arrive:
      | packet             | timeout |
      | ip proto 50 len 32 | 600     |
    And the sysctl net.netfilter.nf_conntrack_generic_timeout is set to 60
    And these packets arrive:
      | packet             | timeout |
      | ip proto 50 len 32 | 60      |

  @id:generic-extension-headers @rfc:8200-4
  Scenario Outline: Extension headers of IPv6 are skipped: behind <headers> the flow is still the same
    Given the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | dir | packet              | ctstate     |
      | >   | udp len 8           | NEW         |
      | <   | udp len 8 (<words>) | ESTABLISHED |
    Then the table holds:
      | protocol | original                                    |
      | udp      | [2001:db8:1::10]:4000 > [2001:db8:2::10]:53 |

    Examples: One header, and two
      | headers             | words                                                 |
      | hop-by-hop options  | hop-by-hop 0x010400000000                             |
      | destination options | destination 0x010400000000                            |
      | both                | hop-by-hop 0x010400000000, destination 0x010400000000 |

  @id:generic-no-next-header @rfc:8200-4.7
  Scenario: A packet with nothing behind its IPv6 header is INVALID
    Given the flow ip client6 > server6 proto 59
    When these packets arrive:
      | packet      | ctstate | verdict |
      | ip proto 59 | INVALID | ACCEPT  |
    Then the table is empty
