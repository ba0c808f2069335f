@src:nf_conntrack_proto_tcp.c
Feature: Why a TCP segment is INVALID
  Every reason that the kernel gives for a TCP segment, each with the shortest way to it. An INVALID segment
  belongs to no connection and changes none; a rule may drop it, conntrack itself does not.

  @id:invalid-tcp-truncated
  Scenario Outline: <what> is a truncated packet, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet                    | ctstate | ctdir | state | reason           | verdict |
      | >   | S 0:0(0) win 65535 <doff> | INVALID | -     | -     | truncated packet | ACCEPT  |
    Then the table is empty

    Examples: Header lengths that cannot be
      | what                                 | protocol | client           | server           | doff    |
      | A header of less than twenty bytes   | IPv4     | client           | server           | doff 4  |
      | A header that ends behind the packet | IPv4     | client           | server           | doff 15 |
      | A header of less than twenty bytes   | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] | doff 4  |
      | A header that ends behind the packet | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] | doff 15 |

  @id:invalid-tcp-bad-checksum
  Scenario Outline: A wrong checksum is a bad checksum, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet                          | ctstate | state | reason       |
      | >   | S 0:0(0) win 65535 bad-checksum | INVALID | -     | bad checksum |

    Examples: Both families
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:invalid-tcp-flags
  Scenario Outline: SYN and FIN together are an invalid flag combination, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet              | ctstate | state | reason                       |
      | >   | SF 0:0(0) win 65535 | INVALID | -     | invalid tcp flag combination |

    Examples: Both families
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:invalid-tcp-new @since:6.12
  Scenario Outline: A <segment> without a connection cannot begin one, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet   | ctstate | state | reason      |
      | >   | <packet> | INVALID | -     | invalid new |
    Then the table is empty

    Examples: What opens nothing
      | segment | protocol | client           | server           | packet                    |
      | SYN/ACK | IPv4     | client           | server           | S. 0:0(0) ack 1 win 65535 |
      | FIN     | IPv4     | client           | server           | F. 1:1(0) ack 1 win 65535 |
      | RST     | IPv4     | client           | server           | R 1:1(0) win 0            |
      | SYN/ACK | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] | S. 0:0(0) ack 1 win 65535 |
      | FIN     | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] | F. 1:1(0) ack 1 win 65535 |
      | RST     | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] | R 1:1(0) win 0            |

  @id:invalid-tcp-state @since:6.1
  Scenario: Flags that make no sense in the state of the connection are INVALID in that state
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                    | ctstate | state       | reason                                               |
      | <   | S 0:0(0) win 65535        | INVALID | ESTABLISHED | packet (index 0) in dir 1 invalid, state ESTABLISHED |
      | >   | S. 0:0(0) ack 1 win 65535 | INVALID | ESTABLISHED | packet (index 1) in dir 0 invalid, state ESTABLISHED |

  @id:invalid-tcp-rst
  Scenario: A RST before what was acknowledged is an invalid RST
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet         | ctstate | state       | reason      |
      | <   | R 0:0(0) win 0 | INVALID | ESTABLISHED | invalid rst |

  @id:invalid-tcp-sequence @since:6.1
  Scenario: Data more than a window beyond the window are over the upper bound
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                                | ctstate | state       | reason                                                            |
      | >   | P. 200001:200101(100) ack 1 win 65535 | INVALID | ESTABLISHED | SEQ is over upper bound 1065537 (over the window of the receiver) |

  @id:invalid-tcp-acknowledgment @since:6.1
  Scenario: An acknowledgment of data nobody sent is over the upper bound
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                   | ctstate | state       | reason                                                       |
      | >   | . 1:1(0) ack 2 win 65535 | INVALID | ESTABLISHED | ACK is over upper bound 3000000002 (ACKed data not seen yet) |

  @id:invalid-tcp-header-cut
  Scenario Outline: A segment of <length> bytes is INVALID without a word, over <protocol>
    The ports are there, but not the flags.
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet                              | ctstate | state | reason |
      | >   | S 0:0(0) trunc <whole> (len <size>) | INVALID | -     | -      |

    Examples: Lengths
      | length | protocol | client           | server           | whole | size |
      | 4      | IPv4     | client           | server           | 24    | 24   |
      | 19     | IPv4     | client           | server           | 39    | 39   |
      | 4      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] | 44    | 4    |
      | 19     | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] | 59    | 19   |

  @id:invalid-tcp-loose-off @sysctl:nf_conntrack_tcp_loose
  Scenario: An ACK without a connection is INVALID without a word when picking up is switched off
    Given the sysctls:
      | name                                 | value |
      | net.netfilter.nf_conntrack_tcp_loose | 0     |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                   | ctstate | state | reason |
      | >   | . 1:1(0) ack 1 win 65535 | INVALID | -     | -      |
