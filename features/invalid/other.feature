@src:nf_conntrack_core.c
Feature: Packets that conntrack cannot read are INVALID without a word
  To belong to a connection a packet must have a tuple: addresses, protocol, and what the protocol tells its
  connections apart by. Where that cannot be found the packet is INVALID, and the log does not say why.

  @id:invalid-other-half-ports
  Scenario Outline: <protocol> without its ports is INVALID, over <family>
    Given the flow <flow> proto <number>
    When these packets arrive:
      | dir | packet                   | ctstate | ctdir | reason | verdict |
      | >   | ip proto <number> 0x0400 | INVALID | -     | -      | ACCEPT  |
    Then the table is empty

    Examples: Every protocol with ports, both families
      | protocol | family | number | flow                               |
      | TCP      | IPv4   | 6      | ip client > server                 |
      | UDP      | IPv4   | 17     | ip client > server                 |
      | SCTP     | IPv4   | 132    | ip client > server                 |

    @until:6.18
    Examples: Every protocol with ports, both families, until Linux 6.18
      | protocol | family | number | flow                               |
      | UDP-Lite | IPv4   | 136    | ip client > server                 |

    Examples: Every protocol with ports, both families
      | protocol | family | number | flow                               |
      | TCP      | IPv6   | 6      | ip 2001:db8:1::10 > 2001:db8:2::10 |
      | UDP      | IPv6   | 17     | ip 2001:db8:1::10 > 2001:db8:2::10 |
      | SCTP     | IPv6   | 132    | ip 2001:db8:1::10 > 2001:db8:2::10 |

    @until:6.18
    Examples: Every protocol with ports, both families, until Linux 6.18
      | protocol | family | number | flow                               |
      | UDP-Lite | IPv6   | 136    | ip 2001:db8:1::10 > 2001:db8:2::10 |

  @id:invalid-other-no-next-header @rfc:8200-4.7
  Scenario: An IPv6 packet with no next header is INVALID
    Given the flow ip 2001:db8:1::10 > 2001:db8:2::10 proto 59
    When these packets arrive:
      | dir | packet            | ctstate | reason |
      | >   | ip proto 59 len 4 | INVALID | -      |

  @id:invalid-other-extension-cut @rfc:8200-4
  Scenario: An IPv6 packet that ends within its extension headers is INVALID
    Given the flow udp [2001:db8:1::10]:1024 > [2001:db8:2::10]:53
    When these packets arrive:
      | dir | packet                                  | ctstate | reason |
      | >   | udp len 4 trunc 41 (destination, len 1) | INVALID | -      |

  @id:invalid-other-enhanced-gre @src:nf_conntrack_proto_gre.c @rfc:2637-4.1
  Scenario: Enhanced GRE that does not carry PPP is INVALID
    Given the flow gre client > server
    When these packets arrive:
      | dir | packet                   | ctstate | reason |
      | >   | gre1 proto 0x0800 call 7 | INVALID | -      |

  @id:invalid-other-generic-valid
  Scenario: A protocol that conntrack knows nothing of is never INVALID
    Given the flow ip client > server proto 99
    When these packets arrive:
      | dir | packet            | ctstate | reason |
      | >   | ip proto 99       | NEW     | -      |
      | >   | ip proto 99 len 4 | NEW     | -      |

  @id:invalid-other-does-no-harm
  Scenario: An INVALID packet passes, belongs to no connection, and is counted
    Given the flow ip client > server proto 17
    When these packets arrive:
      | dir | packet               | ctstate | ctdir | verdict | out |
      | >   | ip proto 17 0x040000 | INVALID | -     | ACCEPT  | s0  |
    Then the table is empty
    And the statistics include:
      | name    | value |
      | invalid | 1     |
