@src:nf_conntrack_proto_tcp.c @rfc:9293-3.6.1
Feature: A closed TCP connection makes way for a new one
  Two hosts may use the same ports again before the entry of the old connection has expired. When that was
  closed in order, or aborted by the very side that now opens, a SYN removes the old entry and begins with a
  new one. Otherwise it may be an old duplicate, and is let through without effect.

  @id:tcp-reopen-time-wait
  Scenario Outline: After both have closed, a SYN of the <side> opens a new connection, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    And packets have brought the connection to TIME_WAIT
    When these packets arrive:
      | dir   | packet                   | ctstate | ctdir    | state    | status             | timeout | events      |
      | <dir> | S 9000:9000(0) win 65535 | NEW     | ORIGINAL | SYN_SENT | UNREPLIED !ASSURED | 120     | DESTROY NEW |
    Then the table holds:
      | protocol | original   | state    |
      | tcp      | <original> | SYN_SENT |

    Examples: Either side, both families
      | side       | protocol | dir | client           | server           | original                                    |
      | originator | IPv4     | >   | client           | server           | client:1024 > server:80                     |
      | responder  | IPv4     | <   | client           | server           | server:80 > client:1024                     |
      | originator | IPv6     | >   | [2001:db8:1::10] | [2001:db8:2::10] | [2001:db8:1::10]:1024 > [2001:db8:2::10]:80 |
      | responder  | IPv6     | <   | [2001:db8:1::10] | [2001:db8:2::10] | [2001:db8:2::10]:80 > [2001:db8:1::10]:1024 |

  @id:tcp-reopen-own-reset
  Scenario Outline: After a RST of the <aborter>, a SYN of the <side> <outcome>
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir   | packet                   | ctstate     | state   |
      | <rst> | R 1:1(0) win 0           | ESTABLISHED | CLOSE   |
      | <syn> | S 9000:9000(0) win 65535 | <ctstate>   | <state> |

    Examples: Who aborts and who opens
      | aborter    | side       | outcome                | rst | syn | ctstate     | state    |
      | originator | originator | opens a new connection | >   | >   | NEW         | SYN_SENT |
      | responder  | originator | is ignored             | <   | >   | ESTABLISHED | CLOSE    |
      | responder  | responder  | is INVALID             | <   | <   | INVALID     | CLOSE    |
      | originator | responder  | is INVALID             | >   | <   | INVALID     | CLOSE    |

  @id:tcp-reopen-ignored-then-answered
  Scenario: The ignored SYN opens a connection after all when it is answered
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                             | ctstate     | state       |
      | <   | R 1:1(0) win 0                     | ESTABLISHED | CLOSE       |
      | >   | S 9000:9000(0) win 65535           | ESTABLISHED | CLOSE       |
      | <   | S. 7000:7000(0) ack 9001 win 65535 | ESTABLISHED | SYN_RECV    |
      | >   | . 9001:9001(0) ack 7001 win 65535  | ESTABLISHED | ESTABLISHED |

  @id:tcp-reopen-closed-after-fin
  Scenario: After a FIN and a RST of the other side, a SYN of the originator opens a new connection
    Somebody has closed in order, and that is enough.
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to FIN_WAIT
    When these packets arrive:
      | dir | packet                   | ctstate     | state    |
      | <   | R. 1:1(0) ack 2 win 0    | ESTABLISHED | CLOSE    |
      | >   | S 9000:9000(0) win 65535 | NEW         | SYN_SENT |

  @id:tcp-reopen-not-yet-closed
  Scenario Outline: In <state> it is too early for a new connection
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to <state>
    When these packets arrive:
      | dir | packet                   | ctstate     | state   |
      | >   | S 9000:9000(0) win 65535 | ESTABLISHED | <state> |

    Examples: Half closed
      | state      |
      | FIN_WAIT   |
      | CLOSE_WAIT |
      | LAST_ACK   |

  @id:tcp-reopen-picked-up
  Scenario: A connection that was picked up and is over makes way as well
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                   | ctstate     | state       |
      | >   | . 1:1(0) ack 1 win 500   | NEW         | ESTABLISHED |
      | <   | F. 1:1(0) ack 1 win 500  | ESTABLISHED | FIN_WAIT    |
      | >   | F. 1:1(0) ack 2 win 500  | ESTABLISHED | LAST_ACK    |
      | <   | . 2:2(0) ack 2 win 500   | ESTABLISHED | TIME_WAIT   |
      | >   | S 9000:9000(0) win 65535 | NEW         | SYN_SENT    |
