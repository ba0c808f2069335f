@src:nf_conntrack_proto_tcp.c @rfc:9293-3.6
Feature: Closing a TCP connection
  Each side closes its own direction with a FIN, and has it acknowledged. Conntrack counts the FINs and
  acknowledgments, whichever side they come from, and gives the entry less time with each: two minutes after
  the last acknowledgment, for stragglers, it is gone.

  @id:tcp-closing-in-turn
  Scenario Outline: The <first> closes first, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir     | packet                    | ctstate     | state      | timeout | status  |
      | <one>   | F. 1:1(0) ack 1 win 65535 | ESTABLISHED | FIN_WAIT   | 120     | ASSURED |
      | <other> | . 1:1(0) ack 2 win 65535  | ESTABLISHED | CLOSE_WAIT | 60      | ASSURED |
      | <other> | F. 1:1(0) ack 2 win 65535 | ESTABLISHED | LAST_ACK   | 30      | ASSURED |
      | <one>   | . 2:2(0) ack 2 win 65535  | ESTABLISHED | TIME_WAIT  | 120     | ASSURED |
    And 121 seconds pass
    Then the table is empty

    Examples: Either side, both families
      | first      | protocol | one | other | client           | server           |
      | originator | IPv4     | >   | <     | client           | server           |
      | responder  | IPv4     | <   | >     | client           | server           |
      | originator | IPv6     | >   | <     | [2001:db8:1::10] | [2001:db8:2::10] |
      | responder  | IPv6     | <   | >     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:tcp-closing-fin-answers-fin
  Scenario: A FIN that acknowledges the other's FIN leads to LAST_ACK without a stop in CLOSE_WAIT
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                    | state     | timeout |
      | >   | F. 1:1(0) ack 1 win 65535 | FIN_WAIT  | 120     |
      | <   | F. 1:1(0) ack 2 win 65535 | LAST_ACK  | 30      |
      | >   | . 2:2(0) ack 2 win 65535  | TIME_WAIT | 120     |

  @id:tcp-closing-crossing-fins
  Scenario: When both sides close at once the two FINs cross
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                    | state     |
      | >   | F. 1:1(0) ack 1 win 65535 | FIN_WAIT  |
      | <   | F. 1:1(0) ack 1 win 65535 | LAST_ACK  |
      | >   | . 2:2(0) ack 2 win 65535  | TIME_WAIT |
      | <   | . 2:2(0) ack 2 win 65535  | TIME_WAIT |

  @id:tcp-closing-half-open-data
  Scenario: Whoever has not closed yet may go on sending, in CLOSE_WAIT
    Every segment of it begins the minute anew; until it is acknowledged, too.
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to CLOSE_WAIT
    When these packets arrive:
      | t  | dir | packet                        | ctstate     | state      | timeout |
      | 40 | <   | P. 1:101(100) ack 2 win 65535 | ESTABLISHED | CLOSE_WAIT | 60      |
      | 80 | >   | . 2:2(0) ack 101 win 65535    | ESTABLISHED | CLOSE_WAIT | 60      |

  @id:tcp-closing-fin-with-data
  Scenario: A FIN may carry the last data
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                         | ctstate     | state      |
      | >   | FP. 1:101(100) ack 1 win 65535 | ESTABLISHED | FIN_WAIT   |
      | <   | . 1:1(0) ack 102 win 65535     | ESTABLISHED | CLOSE_WAIT |

  @id:tcp-closing-before-established
  Scenario: The responder may close before the handshake is complete
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_RECV
    When these packets arrive:
      | dir | packet                    | ctstate     | state    | status   |
      | <   | F. 1:1(0) ack 1 win 65535 | ESTABLISHED | FIN_WAIT | !ASSURED |
