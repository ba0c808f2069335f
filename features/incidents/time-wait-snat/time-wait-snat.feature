@src:nf_nat_core.c @src:nf_conntrack_proto_tcp.c @rfc:9293-3.6.1
Feature: Incident: a port behind SNAT is used again too soon
  What people see: behind a gateway, a few in a thousand connections to one busy server need a second or more to open;
  tcpdump at the server shows a SYN answered by a bare ACK with numbers nobody knows, or not answered at all.
  Why: the server keeps a closed connection in TIME_WAIT for a minute or more, and knows it by address and port. To the
  server all clients of the gateway are one. When the gateway forgets a connection sooner than the server does
  (nf_conntrack_tcp_timeout_time_wait was lowered to save room, or the port was wanted and the closed entry made way),
  the next client may get its port, and its SYN looks like an old duplicate of the connection that was.
  What helps: leave the gateway's TIME_WAIT at its two minutes, give it more addresses or ports to choose from and have
  it choose at random, and let no "SYN or nothing" rule stand in the way of the exchange that heals the case: the
  client answers the strange ACK with a RST, which clears the server's memory, and its next SYN is accepted.

  Background:
    Given the flows:
      | name   | flow                                |
      | first  | tcp client:40000 > server:80        |
      | second | tcp client2:40000 > server:80       |
      | wire   | tcp 198.51.100.77:40000 > server:80 |

  Rule: The trouble

    @id:incident-time-wait-snat-port-again
    Scenario: The gateway has forgotten, the server has not: a bare ACK answers the SYN, and a RST heals it
      Given the callbacks:
        | hook        | match        | verdict               |
        | POSTROUTING | oifname "s0" | SNAT to 198.51.100.77 |
      And the sysctls:
        | name                                             | value |
        | net.netfilter.nf_conntrack_tcp_timeout_time_wait | 10    |
      When these packets arrive:
        | flow  | dir | packet                    | ctstate     | state       | timeout |
        | first | >   | S 0:0(0) win 64240        | NEW         | SYN_SENT    |         |
        | wire  | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED | SYN_RECV    |         |
        | first | >   | . 1:1(0) ack 1 win 502    | ESTABLISHED | ESTABLISHED |         |
        | wire  | <   | F. 1:1(0) ack 1 win 502   | ESTABLISHED | FIN_WAIT    |         |
        | first | >   | F. 1:1(0) ack 2 win 502   | ESTABLISHED | LAST_ACK    |         |
        | wire  | <   | . 2:2(0) ack 2 win 502    | ESTABLISHED | TIME_WAIT   | 10      |
      And 11 seconds pass
      And these packets arrive:
        | flow   | dir | packet                      | ctstate     | state    |
        | second | >   | S =5000:5000(0) win 64240   | NEW         | SYN_SENT |
        | wire   | <   | . 2:2(0) ack 2 win 502      | ESTABLISHED | SYN_SENT |
        | second | >   | R =1000002:1000002(0) win 0 | ESTABLISHED | CLOSE    |
        | second | >   | S =5000:5000(0) win 64240   | NEW         | SYN_SENT |
      Then packet 7 leaves as:
        """
        tcp 198.51.100.77:40000 > server:80 S =5000:5000(0) win 64240
        """

  Rule: The cause

    @id:incident-time-wait-snat-held
    Scenario: While the gateway remembers, nobody else gets the port
      Given the callbacks:
        | hook        | match            | verdict                           |
        | POSTROUTING | oifname "s0" tcp | SNAT to 198.51.100.77:40000-40001 |
      When these packets arrive:
        | flow   | dir | packet                    | ctstate     | state       | timeout |
        | first  | >   | S 0:0(0) win 64240        | NEW         | SYN_SENT    |         |
        | wire   | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED | SYN_RECV    |         |
        | first  | >   | . 1:1(0) ack 1 win 502    | ESTABLISHED | ESTABLISHED |         |
        | wire   | <   | F. 1:1(0) ack 1 win 502   | ESTABLISHED | FIN_WAIT    |         |
        | first  | >   | F. 1:1(0) ack 2 win 502   | ESTABLISHED | LAST_ACK    |         |
        | wire   | <   | . 2:2(0) ack 2 win 502    | ESTABLISHED | TIME_WAIT   | 120     |
        | second | >   | S =5000:5000(0) win 64240 | NEW         | SYN_SENT    |         |
      Then the table holds:
        | original                  | reply                           | state     |
        | client:40000 > server:80  | server:80 > 198.51.100.77:40000 | TIME_WAIT |
        | client2:40000 > server:80 | server:80 > 198.51.100.77:40001 | SYN_SENT  |

    @id:incident-time-wait-snat-harvest @since:6.12
    Scenario: Where no port is left, a closed connection makes way for a SYN with higher numbers, which a server takes, too
      Given the callbacks:
        | hook        | match            | verdict                     |
        | POSTROUTING | oifname "s0" tcp | SNAT to 198.51.100.77:40000 |
      When these packets arrive:
        | flow                          | dir | packet                          | ctstate     | state       | verdict |
        | first                         | >   | S 0:0(0) win 64240              | NEW         | SYN_SENT    | ACCEPT  |
        | tcp client2:40001 > server:80 | >   | S =9000000:9000000(0) win 64240 | NEW         | -           | DROP    |
        | wire                          | <   | S. 0:0(0) ack 1 win 65160       | ESTABLISHED | SYN_RECV    | ACCEPT  |
        | first                         | >   | . 1:1(0) ack 1 win 502          | ESTABLISHED | ESTABLISHED | ACCEPT  |
        | wire                          | <   | F. 1:1(0) ack 1 win 502         | ESTABLISHED | FIN_WAIT    | ACCEPT  |
        | first                         | >   | F. 1:1(0) ack 2 win 502         | ESTABLISHED | LAST_ACK    | ACCEPT  |
        | wire                          | <   | . 2:2(0) ack 2 win 502          | ESTABLISHED | TIME_WAIT   | ACCEPT  |
        | tcp client2:40001 > server:80 | >   | S =500000:500000(0) win 64240   | NEW         | -           | DROP    |
        | tcp client2:40001 > server:80 | >   | S =9000000:9000000(0) win 64240 | NEW         | SYN_SENT    | ACCEPT  |
      Then the table holds:
        | original                  | reply                           | state    |
        | client2:40001 > server:80 | server:80 > 198.51.100.77:40000 | SYN_SENT |

  Rule: What helps

    @id:incident-time-wait-snat-addresses
    Scenario: More addresses, and each client keeps its port
      Given the callbacks:
        | hook        | match        | verdict                              |
        | POSTROUTING | oifname "s0" | SNAT to 198.51.100.64-198.51.100.127 |
      When these packets arrive:
        | flow   | packet             | ctstate |
        | first  | S 0:0(0) win 64240 | NEW     |
        | second | S 0:0(0) win 64240 | NEW     |
      Then the table holds:
        | original                  | reply                           |
        | client:40000 > server:80  | server:80 > 198.51.100.65:40000 |
        | client2:40000 > server:80 | server:80 > 198.51.100.69:40000 |

    @id:incident-time-wait-snat-mine
    Scenario: A client that uses its own port again gets the closed entry out of its way
      Given the callbacks:
        | hook        | match        | verdict               |
        | POSTROUTING | oifname "s0" | SNAT to 198.51.100.77 |
      When these packets arrive:
        | flow  | dir | packet                          | ctstate     | state       | events      |
        | first | >   | S 0:0(0) win 64240              | NEW         | SYN_SENT    |             |
        | wire  | <   | S. 0:0(0) ack 1 win 65160       | ESTABLISHED | SYN_RECV    |             |
        | first | >   | . 1:1(0) ack 1 win 502          | ESTABLISHED | ESTABLISHED |             |
        | wire  | <   | F. 1:1(0) ack 1 win 502         | ESTABLISHED | FIN_WAIT    |             |
        | first | >   | F. 1:1(0) ack 2 win 502         | ESTABLISHED | LAST_ACK    |             |
        | wire  | <   | . 2:2(0) ack 2 win 502          | ESTABLISHED | TIME_WAIT   |             |
        | first | >   | S =9000000:9000000(0) win 64240 | NEW         | SYN_SENT    | DESTROY NEW |
