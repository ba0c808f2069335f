@src:nf_conntrack_proto_tcp.c @rfc:9293-3.1
Feature: TCP checksums
  A segment with a wrong checksum will be dropped by its receiver, so conntrack must not believe it: it is
  INVALID, and leaves no trace. Where the network card has verified checksums already, or where nobody wants
  the work done, it can be switched off. It is only done at PREROUTING: what the router sends itself is right.

  @id:tcp-checksum-bad
  Scenario Outline: A SYN with a wrong checksum is INVALID, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet                          | ctstate | ctdir | state | reason       | verdict |
      | >   | S 0:0(0) win 65535 bad-checksum | INVALID | -     | -     | bad checksum | ACCEPT  |
    Then the table is empty

    Examples: Both families
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:tcp-checksum-connection-unharmed
  Scenario Outline: A <segment> with a wrong checksum does no harm to a connection
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                | ctstate | state       | reason       | timeout |
      | >   | <packet> bad-checksum | INVALID | ESTABLISHED | bad checksum | 5 days  |

    Examples: Ends
      | segment | packet                    |
      | FIN     | F. 1:1(0) ack 1 win 65535 |
      | RST     | R 1:1(0) win 0            |

  @id:tcp-checksum-zero
  Scenario: A checksum of zero means nothing in TCP
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                   | ctstate | reason       |
      | >   | S 0:0(0) win 65535 sum 0 | INVALID | bad checksum |

  @id:tcp-checksum-on @sysctl:nf_conntrack_checksum
  Scenario: Checksums are verified by default
    Given a router
    Then the sysctl net.netfilter.nf_conntrack_checksum is 1

  @id:tcp-checksum-off @sysctl:nf_conntrack_checksum
  Scenario Outline: When verification is switched off a wrong checksum does not matter, over <protocol>
    Given the sysctls:
      | name                                | value |
      | net.netfilter.nf_conntrack_checksum | 0     |
    And the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet                          | ctstate | state    | reason |
      | >   | S 0:0(0) win 65535 bad-checksum | NEW     | SYN_SENT | -      |

    Examples: Both families
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:tcp-checksum-local
  Scenario: What the router itself sends is not verified
    Given the flow tcp router:1024 > client:80
    When these packets arrive:
      | dir | packet                          | ctstate | state    | reason | hooks              |
      | >   | S 0:0(0) win 65535 bad-checksum | NEW     | SYN_SENT | -      | OUTPUT POSTROUTING |
