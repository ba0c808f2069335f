@src:nf_conntrack_proto_tcp.c @rfc:9293-3.5.2
Feature: A TCP connection that is refused
  Whoever gets a SYN for a port where nobody listens answers with a RST. Nothing was ever established, and
  nothing is worth keeping: the entry is removed at once, and not only after a timeout. So it is with every
  RST as long as only one side has been heard.

  @id:tcp-refusal-removes-entry
  Scenario Outline: A RST in answer to a SYN removes the entry at once, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet                 | ctstate     | ctdir    | state    | verdict | events  |
      | >   | S 0:0(0) win 65535     | NEW         | ORIGINAL | SYN_SENT | ACCEPT  | NEW     |
      | <   | R. =0:0(0) ack 1 win 0 | ESTABLISHED | REPLY    | -        | ACCEPT  | DESTROY |
    Then the table is empty

    Examples: Both families
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:tcp-refusal-by-originator
  Scenario: An originator that gives up removes the entry as well
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_SENT
    When these packets arrive:
      | dir | packet         | ctstate | state |
      | >   | R 1:1(0) win 0 | NEW     | -     |
    Then the table is empty

  @id:tcp-refusal-try-again
  Scenario: After a refusal the same ports open a new connection
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                 | ctstate     | state    |
      | >   | S 0:0(0) win 65535     | NEW         | SYN_SENT |
      | <   | R. =0:0(0) ack 1 win 0 | ESTABLISHED | -        |
      | >   | S 500:500(0) win 65535 | NEW         | SYN_SENT |

  @id:tcp-refusal-wrong-acknowledgment @since:6.1
  Scenario: A RST that acknowledges something else refuses nothing
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_SENT
    When these packets arrive:
      | dir | packet                     | ctstate | state    | reason                                                    |
      | <   | R. =0:0(0) ack 90001 win 0 | INVALID | SYN_SENT | ACK is over upper bound 1000002 (ACKed data not seen yet) |

  @id:tcp-refusal-after-syn-ack
  Scenario: Once both sides were heard a RST leaves the entry for ten seconds
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_RECV
    When these packets arrive:
      | dir | packet         | ctstate     | state | timeout |
      | >   | R 1:1(0) win 0 | ESTABLISHED | CLOSE | 10      |
    And 11 seconds pass
    Then the table is empty

  @id:tcp-refusal-after-old-syn-ack @since:6.1
  Scenario: A RST with the number zero refuses also after a SYN/ACK of an older connection
    It knows no number of its own, so none is asked of it.
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_SENT
    When these packets arrive:
      | dir | packet                               | ctstate     | state    | reason                                                    |
      | <   | S. 80000:80000(0) ack 5000 win 65535 | INVALID     | SYN_SENT | ACK is over upper bound 1000002 (ACKed data not seen yet) |
      | <   | R. =0:0(0) ack 1 win 0               | ESTABLISHED | -        | -                                                         |
    Then the table is empty
