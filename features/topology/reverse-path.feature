@src:fib_validate_source @rfc:3704
Feature: Reverse path filtering
  Whether a source may be true is for routing to say, behind conntrack: with rp_filter at 1 only packets pass whose answers would
  leave by the interface that they came in by, with any other value but 0 those that could be answered at all. Of all and the
  interface's own, the larger value counts. The connection of a packet that does not pass is never confirmed. IPv6 has none of it.

  @id:topology-rp-filter
  Scenario Outline: With <all> for all and <c0> for the interface, a packet from <whom> is <verdict>
    Given the sysctls:
      | name                        | value |
      | net.ipv4.conf.all.rp_filter | <all> |
      | net.ipv4.conf.c0.rp_filter  | <c0>  |
    When these packets arrive:
      | in | packet                        | ctstate | verdict   |
      | c0 | udp <source>:4000 > server:53 | NEW     | <verdict> |

    Examples: A neighbour of that interface
      | all | c0 | whom        | source | verdict |
      | 1   | 0  | its network | client | ACCEPT  |
      | 2   | 0  | its network | client | ACCEPT  |

    Examples: A neighbour of the other
      | all | c0 | whom        | source        | verdict |
      | 0   | 0  | another one | 198.51.100.12 | ACCEPT  |
      | 1   | 0  | another one | 198.51.100.12 | DROP    |
      | 0   | 1  | another one | 198.51.100.12 | DROP    |
      | 2   | 0  | another one | 198.51.100.12 | ACCEPT  |
      | 1   | 2  | another one | 198.51.100.12 | ACCEPT  |
      | 2   | 1  | another one | 198.51.100.12 | ACCEPT  |
      | 7   | 0  | another one | 198.51.100.12 | ACCEPT  |
      | -1  | 0  | another one | 198.51.100.12 | ACCEPT  |

    Examples: Somebody to whom no route leads
      | all | c0 | whom    | source      | verdict |
      | 0   | 0  | nowhere | 203.0.113.9 | ACCEPT  |
      | 1   | 0  | nowhere | 203.0.113.9 | DROP    |
      | 2   | 0  | nowhere | 203.0.113.9 | DROP    |

    Examples: All hosts of a network, which is nobody's address
      | all | c0 | whom      | source      | verdict |
      | 0   | 0  | all hosts | 192.0.2.255 | ACCEPT  |
      | 2   | 0  | all hosts | 192.0.2.255 | DROP    |

  @id:topology-rp-filter-table
  Scenario: What is filtered leaves nothing in the table
    Given the sysctls:
      | name                        | value |
      | net.ipv4.conf.all.rp_filter | 1     |
    When these packets arrive:
      | in | packet                                  | ctstate | verdict | events |
      | c0 | tcp 198.51.100.12:4000 > server:80 S    | NEW     | DROP    | -      |
      | c0 | tcp 198.51.100.12:4000 > 192.0.2.1:80 S | NEW     | DROP    | -      |
    Then packet 1 passes:
      | hook       | ctstate |
      | PREROUTING | NEW     |
    And the table is empty

  @id:topology-rp-filter-reply
  Scenario: A connection that is known already does not help: each packet is filtered by itself
    Given the flow udp client:4000 > server:53
    And the sysctls:
      | name                       | value |
      | net.ipv4.conf.c0.rp_filter | 1     |
    When these packets arrive:
      | dir | in | packet     | ctstate     | verdict |
      | >   | c0 | udp len 10 | NEW         | ACCEPT  |
      | <   | c0 | udp len 10 | ESTABLISHED | DROP    |
      | <   | s0 | udp len 10 | ESTABLISHED | ACCEPT  |

  @id:topology-rp-filter-router
  Scenario Outline: What is for the router is filtered as well: to <to>, from <source>, <verdict> with <filter>
    Given the sysctls:
      | name                       | value    |
      | net.ipv4.conf.c0.rp_filter | <filter> |
    When these packets arrive:
      | in | packet                    | ctstate | verdict   |
      | c0 | udp <source>:68 > <to>:67 | NEW     | <verdict> |

    Examples:
      | filter | source        | to              | verdict |
      | 1      | client        | 192.0.2.1       | ACCEPT  |
      | 1      | 198.51.100.12 | 192.0.2.1       | DROP    |
      | 2      | 198.51.100.12 | 192.0.2.1       | ACCEPT  |
      | 2      | 203.0.113.9   | 192.0.2.1       | DROP    |
      | 1      | 198.51.100.12 | 192.0.2.255     | DROP    |
      | 1      | 0.0.0.0       | 255.255.255.255 | ACCEPT  |
      | 1      | 198.51.100.12 | 255.255.255.255 | DROP    |
      | 1      | 198.51.100.12 | 224.0.0.1       | DROP    |
      | 1      | client        | 224.0.0.1       | ACCEPT  |
      | 1      | 0.0.0.0       | 224.0.0.1       | ACCEPT  |

  @id:topology-rp-filter-unreachable
  Scenario: Where no route leads to the destination, nobody asks for the source
    Given the sysctls:
      | name                        | value |
      | net.ipv4.conf.all.rp_filter | 1     |
    When these packets arrive:
      | in | packet                                        | ctstate | verdict |
      | c0 | udp 198.51.100.12:4000 > 203.0.113.9:53 len 8 | NEW     | DROP    |
    Then packet 1 leaves as:
      """
      icmp 198.51.100.1 > 198.51.100.12 unreachable net {udp 198.51.100.12:4000 > 203.0.113.9:53 len 8} (tos 0xc0)
      """

  @id:topology-rp-filter-asymmetric
  Scenario Outline: Ways there and back that differ need the filter to be loose: with <filter> the reply is <verdict>
    Given the network:
      | name   | interface | addresses        |
      | client |           | 192.0.2.10/24    |
      | router | lan       | 192.0.2.1/24     |
      | router | wan1      | 203.0.113.1/25   |
      | router | wan2      | 203.0.113.129/25 |
      | isp1   | in        | 203.0.113.2/25   |
      | isp1   | out       | 198.51.100.1/24  |
      | isp2   | in        | 203.0.113.130/25 |
      | isp2   | out       | 198.51.100.2/24  |
      | server |           | 198.51.100.10/24 |
    And the routes:
      | at     | to              | via    |
      | router | 198.51.100.0/24 | isp1   |
      | isp2   | 192.0.2.0/24    | router |
      | isp1   | 192.0.2.0/24    | router |
      | server | 192.0.2.0/24    | isp2   |
    And the router is router
    And the sysctls:
      | name                        | value    |
      | net.ipv4.conf.all.rp_filter | <filter> |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet     | at     | ctstate     | verdict   |
      | >   | udp len 10 | router | NEW         | ACCEPT    |
      |     |            | isp1   | NEW         | ACCEPT    |
      | <   | udp len 10 | isp2   | NEW         | ACCEPT    |
      |     |            | router | ESTABLISHED | <verdict> |

    Examples:
      | filter | verdict |
      | 0      | ACCEPT  |
      | 1      | DROP    |
      | 2      | ACCEPT  |
