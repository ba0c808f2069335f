Feature: Ways there and back that differ
  A router that sees one direction of a connection only knows half of it. Two routers between the same networks each have an
  entry of their own, and neither learns what the other saw.

  Background:
    Given the network:
      | name   | interface | addresses        |
      | client |           | 192.0.2.10/24    |
      | fw1    | in        | 192.0.2.1/24     |
      | fw1    | out       | 198.51.100.1/24  |
      | fw2    | in        | 192.0.2.2/24     |
      | fw2    | out       | 198.51.100.2/24  |
      | server |           | 198.51.100.10/24 |
    And the routes:
      | at     | to           | via |
      | server | 192.0.2.0/24 | fw2 |

  @id:topology-asymmetric-udp
  Scenario: A reply is NEW to the router that has not seen the question, in a direction of its own
    Given the flow udp client:5353 > server:53
    When these packets arrive:
      | dir | packet     | at  | ctstate | ctdir    | status    |
      | >   | udp len 10 | fw1 | NEW     | ORIGINAL | UNREPLIED |
      | <   | udp len 20 | fw2 | NEW     | ORIGINAL | UNREPLIED |
      | >   | udp len 10 | fw1 | NEW     | ORIGINAL | UNREPLIED |
    Then packet 2 passes:
      | at  | hook        | ctstate |
      | fw2 | PREROUTING  | NEW     |
      | fw2 | FORWARD     | NEW     |
      | fw2 | POSTROUTING | NEW     |
    Given the router is fw2
    Then the table holds:
      | original                | reply                   |
      | server:53 > client:5353 | client:5353 > server:53 |

  @id:topology-asymmetric-tcp-there
  Scenario: The router on the way there sees a handshake without an answer, and takes the ACK for INVALID
    Given the flow tcp client:40000 > server:80
    When these packets arrive:
      | dir | packet                    | at  | ctstate | state    |
      | >   | S 0:0(0) win 64240        | fw1 | NEW     | SYN_SENT |
      | <   | S. 0:0(0) ack 1 win 65160 | fw2 |         |          |
      | >   | . 1:1(0) ack 1 win 502    | fw1 | INVALID | SYN_SENT |

  @id:topology-asymmetric-tcp-back
  Scenario: The router on the way back sees a SYN-ACK first, which is INVALID
    Given the flow tcp client:40000 > server:80
    When these packets arrive:
      | dir | packet                    | at  | ctstate | reason |
      | >   | S 0:0(0) win 64240        | fw1 | NEW     |        |
      | <   | S. 0:0(0) ack 1 win 65160 | fw2 | INVALID |        |

  @id:topology-asymmetric-icmp
  Scenario: A ping's answer that nobody has asked for is INVALID, an error about an unknown packet as well
    When these packets arrive:
      | packet                                                                     | at  | ctstate |
      | icmp client > server echo-request id 7 seq 1 len 8                         | fw1 | NEW     |
      | icmp server > client echo-reply id 7 seq 1 len 8                           | fw2 | INVALID |
      | udp client:5353 > server:53 len 10                                         | fw1 | NEW     |
      | icmp server > client unreachable port {udp client:5353 > server:53 len 10} | fw2 | INVALID |

  @id:topology-asymmetric-meanwhile
  Scenario: A way that changes in mid-connection brings data to a router that picks the connection up
    Given the flow tcp client:40000 > server:80
    When these packets arrive:
      | dir | in      | packet                      | at  | ctstate     | state       |
      | >   |         | S 0:0(0) win 64240          | fw1 | NEW         | SYN_SENT    |
      | <   | fw1 out | S. 0:0(0) ack 1 win 65160   | fw1 | ESTABLISHED | SYN_RECV    |
      | >   |         | . 1:1(0) ack 1 win 502      | fw1 | ESTABLISHED | ESTABLISHED |
      | >   | fw2 in  | P. 1:101(100) ack 1 win 502 | fw2 | NEW         | ESTABLISHED |
      | <   | fw2 out | . 1:1(0) ack 101 win 502    | fw2 | ESTABLISHED | ESTABLISHED |
