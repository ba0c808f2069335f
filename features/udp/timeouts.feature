@src:nf_conntrack_proto_udp.c
Feature: The timeouts of UDP
  There are two: nf_conntrack_udp_timeout for what may be a question and its answer,
  nf_conntrack_udp_timeout_stream for streams. Both may be changed at run time.

  @id:udp-timeouts-set @sysctl:nf_conntrack_udp_timeout @sysctl:nf_conntrack_udp_timeout_stream
  Scenario: Both timeouts can be set
    Given the sysctls:
      | name                                          | value |
      | net.netfilter.nf_conntrack_udp_timeout        | 10    |
      | net.netfilter.nf_conntrack_udp_timeout_stream | 300   |
    And the flow udp client:4000 > server:443
    When these packets arrive:
      | t | dir | packet     | timeout |
      | 0 | >   | udp len 30 | 10      |
      | 1 | <   | udp len 30 | 10      |
      | 3 | >   | udp len 30 | 300     |

  @id:udp-timeouts-stream-changed @sysctl:nf_conntrack_udp_timeout_stream
  Scenario: A stream takes a changed timeout with its next packet
    Given the flow udp client:4000 > server:443
    When these packets arrive:
      | t | dir | packet     | timeout |
      | 0 | >   | udp len 30 | 30      |
      | 1 | <   | udp len 30 | 30      |
      | 3 | >   | udp len 30 | 120     |
    And the sysctl net.netfilter.nf_conntrack_udp_timeout_stream is set to 20
    And these packets arrive:
      | t | dir | packet     | timeout |
      | 4 | <   | udp len 30 | 20      |

  @id:udp-timeouts-stay-stream
  Scenario: Once a stream, always a stream: only silence ends it
    Given the flow udp client:4000 > server:443
    When these packets arrive:
      | t   | dir | packet     | status  | timeout |
      | 0   | >   | udp len 30 |         | 30      |
      | 1   | <   | udp len 30 |         | 30      |
      | 3   | >   | udp len 30 | ASSURED | 120     |
      | 100 | >   | udp len 30 | ASSURED | 120     |
      | 200 | >   | udp len 30 | ASSURED | 120     |
    And 120 seconds pass
    Then the table is empty

  @id:udp-timeouts-invalid-refreshes-nothing
  Scenario: An INVALID datagram does not prolong the life of the flow it pretends to belong to
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | t  | packet                  | ctstate |
      | 0  | udp len 30              | NEW     |
      | 20 | udp len 30 bad-checksum | INVALID |
    Then the table holds:
      | original                | timeout |
      | client:4000 > server:53 | 10      |
