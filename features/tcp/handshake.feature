@src:nf_conntrack_proto_tcp.c @rfc:9293-3.5
Feature: Opening a TCP connection
  Conntrack watches the three segments of the handshake go by. With the first the entry is there; with the
  second, packets have been seen both ways; only with the third is the connection ASSURED, which means that
  it is worth keeping when the table is full. A SYN that is sent again must not prolong the life of an entry
  nobody has answered: otherwise a flood of them could hold it for ever.

  @id:tcp-handshake-three-segments
  Scenario Outline: Three segments establish a connection over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet                               | ctstate     | ctdir    | state       | status              | timeout |
      | >   | S 0:0(0) win 64240 [mss 1460]        | NEW         | ORIGINAL | SYN_SENT    | UNREPLIED !ASSURED  | 120     |
      | <   | S. 0:0(0) ack 1 win 65535 [mss 1460] | ESTABLISHED | REPLY    | SYN_RECV    | SEEN_REPLY !ASSURED | 60      |
      | >   | . 1:1(0) ack 1 win 64240             | ESTABLISHED | ORIGINAL | ESTABLISHED | SEEN_REPLY ASSURED  | 5 days  |
    Then the table holds:
      | protocol | original                    | reply                       | state       |
      | tcp      | <client>:1024 > <server>:80 | <server>:80 > <client>:1024 | ESTABLISHED |

    Examples: Both families
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:tcp-handshake-syn-again
  Scenario: A SYN sent again does not prolong the life of an unanswered entry
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | t  | dir | packet             | ctstate | state    | timeout |
      | 0  | >   | S 0:0(0) win 64240 | NEW     | SYN_SENT | 120     |
      | 1  | >   | S 0:0(0) win 64240 | NEW     | SYN_SENT | 119     |
      | 60 | >   | S 0:0(0) win 64240 | NEW     | SYN_SENT | 60      |
    And 61 seconds pass
    Then the table is empty

  @id:tcp-handshake-syn-ack-again
  Scenario: A SYN/ACK sent again does not prolong it either
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | t  | dir | packet                    | ctstate     | state    | timeout |
      | 0  | >   | S 0:0(0) win 64240        | NEW         | SYN_SENT | 120     |
      | 1  | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | SYN_RECV | 60      |
      | 31 | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | SYN_RECV | 30      |

  @id:tcp-handshake-syn-again-after-answer
  Scenario: A SYN sent again after the answer changes nothing
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_RECV
    When these packets arrive:
      | t  | dir | packet             | ctstate     | state    | timeout |
      | 20 | >   | S 0:0(0) win 65535 | ESTABLISHED | SYN_RECV | 40      |

  @id:tcp-handshake-lost-ack
  Scenario: Data may take the place of the ACK that completes the handshake
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_RECV
    When these packets arrive:
      | dir | packet                        | ctstate     | state       | status  |
      | >   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | ASSURED |

  @id:tcp-handshake-wrong-answer @since:6.1
  Scenario: A SYN/ACK that acknowledges something else is not an answer
    A left-over of an older connection between the same ports acknowledges an older SYN.
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                       | ctstate | state    | status    | reason                                                    |
      | >   | S 0:0(0) win 64240           | NEW     | SYN_SENT | UNREPLIED |                                                           |
      | <   | S. 0:0(0) ack 5000 win 65535 | INVALID | SYN_SENT | UNREPLIED | ACK is over upper bound 1000002 (ACKed data not seen yet) |

  @id:tcp-handshake-unanswered-expires
  Scenario: An unanswered SYN is forgotten after two minutes
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet             | state    |
      | >   | S 0:0(0) win 64240 | SYN_SENT |
    And 119 seconds pass
    Then the table holds 1 entry
    When 2 seconds pass
    Then the table is empty

  @id:tcp-handshake-data-on-syn @rfc:7413-4
  Scenario: Data may travel with the SYN, and be acknowledged with the SYN/ACK
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                       | ctstate     | state       |
      | >   | S 0:100(100) win 64240       | NEW         | SYN_SENT    |
      | <   | S. 0:0(0) ack 101 win 65535  | ESTABLISHED | SYN_RECV    |
      | >   | . 101:101(0) ack 1 win 64240 | ESTABLISHED | ESTABLISHED |
