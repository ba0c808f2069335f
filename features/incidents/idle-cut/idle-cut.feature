@src:nf_conntrack_proto_tcp.c @rfc:9293-3.8.4 @sysctl:nf_conntrack_tcp_timeout_established
Feature: Incident: a connection that was idle for long is cut
  What people see: a database session or an ssh login that nobody used for an hour hangs, or ends in "connection reset by
  peer" at the first key; tcpdump shows data that is sent again and again, or a RST out of nothing.
  Why: the router has forgotten the connection (five days on Linux, an hour or a few minutes where somebody lowered it,
  or where a cloud's gateway does). What comes then opens a new one, as far as the router can see. A filter that lets in
  new connections from inside only drops what the server sends; behind masquerading it goes to the router itself, which
  has no such connection and says so with a RST; and the client's side may come out with another port.
  What helps: keepalives more often than the timeout, a timeout longer than the application's idle time (for all, or by
  rule for that service), and a REJECT with a RST rather than a silent DROP, so that both ends notice.

  Background:
    Given the sysctls:
      | name                                               | value |
      | net.netfilter.nf_conntrack_tcp_timeout_established | 3600  |

  Rule: The trouble

    @id:incident-idle-cut-filter
    Scenario: A filter drops what the server says after the pause
      Given the flow tcp client:40000 > server:5432
      And the callbacks:
        | hook    | match                     | verdict |
        | FORWARD | iifname "s0" ct state new | DROP    |
      And packets have brought the connection to ESTABLISHED
      When 1 hour passes
      And these packets arrive:
        | dir | packet                    | ctstate | verdict | out |
        | <   | P. 1:51(50) ack 1 win 502 | NEW     | DROP    | -   |
        | <   | P. 1:51(50) ack 1 win 502 | NEW     | DROP    | -   |
      Then the table is empty

    @id:incident-idle-cut-masquerade-rst
    Scenario: Behind masquerading the server's data is for the router itself, which answers with a RST
      Given the callbacks:
        | hook        | match        | verdict    |
        | POSTROUTING | oifname "s0" | MASQUERADE |
      And the flows:
        | name   | flow                              |
        | client | tcp client:40000 > server:5432    |
        | wire   | tcp router-s0:40000 > server:5432 |
      When these packets arrive:
        | flow   | dir | packet                    | ctstate     | state       | out |
        | client | >   | S 0:0(0) win 64240        | NEW         | SYN_SENT    | s0  |
        | wire   | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED | SYN_RECV    | c0  |
        | client | >   | . 1:1(0) ack 1 win 502    | ESTABLISHED | ESTABLISHED | s0  |
      And 1 hour passes
      And these packets arrive:
        | flow | dir | packet                    | ctstate | hooks            |
        | wire | <   | P. 1:51(50) ack 1 win 502 | NEW     | PREROUTING INPUT |
      Then packet 4 leaves as:
        """
        tcp router-s0:40000 > server:5432 R =1000001:1000001(0) win 0 (df)
        """

  Rule: The cause

    @id:incident-idle-cut-picked-up
    Scenario: Data of the client opens a connection in the middle, and all goes on as if nothing had been
      With nf_conntrack_tcp_loose, which is the default.
      Given the flow tcp client:40000 > server:5432
      And packets have brought the connection to ESTABLISHED
      When 1 hour passes
      Then the table is empty
      When these packets arrive:
        | dir | packet                    | ctstate     | state       | timeout |
        | >   | P. 1:51(50) ack 1 win 502 | NEW         | ESTABLISHED | 300     |
        | <   | . 1:1(0) ack 51 win 502   | ESTABLISHED | ESTABLISHED | 300     |
        | <   | P. 1:9(8) ack 51 win 502  | ESTABLISHED | ESTABLISHED | 300     |
        | >   | . 51:51(0) ack 9 win 502  | ESTABLISHED | ESTABLISHED | 3600    |

    @id:incident-idle-cut-port-taken
    Scenario: Behind SNAT it goes on only if nobody has taken the port meanwhile: else the server does not know the sender
      Given the callbacks:
        | hook        | match            | verdict                           |
        | POSTROUTING | oifname "s0" tcp | SNAT to 198.51.100.77:40000-40001 |
      And the flows:
        | name   | flow                                  |
        | client | tcp client:40000 > server:5432        |
        | wire   | tcp 198.51.100.77:40000 > server:5432 |
      When these packets arrive:
        | flow   | dir | packet                    | ctstate     | state       |
        | client | >   | S 0:0(0) win 64240        | NEW         | SYN_SENT    |
        | wire   | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED | SYN_RECV    |
        | client | >   | . 1:1(0) ack 1 win 502    | ESTABLISHED | ESTABLISHED |
      And 1 hour passes
      And these packets arrive:
        | flow   | packet                                                | ctstate |
        |        | tcp client2:40000 > server:5432 S =77:77(0) win 64240 | NEW     |
        | client | P. 1:51(50) ack 1 win 502                             | NEW     |
      Then packet 5 leaves as:
        """
        tcp 198.51.100.77:40001 > server:5432 P. =1000001:1000051(50) ack =3000000001 win 502
        """
      When these packets arrive:
        | packet                                                                  | ctstate     | state | out |
        | tcp server:5432 > 198.51.100.77:40001 R =3000000001:3000000001(0) win 0 | ESTABLISHED | -     | c0  |

    @id:incident-idle-cut-strict
    Scenario: Without nf_conntrack_tcp_loose the client's data is INVALID from then on
      Given the sysctls:
        | name                                 | value |
        | net.netfilter.nf_conntrack_tcp_loose | 0     |
      And the flow tcp client:40000 > server:5432
      And packets have brought the connection to ESTABLISHED
      When 1 hour passes
      And these packets arrive:
        | dir | packet                    | ctstate |
        | >   | P. 1:51(50) ack 1 win 502 | INVALID |

  Rule: What helps

    @id:incident-idle-cut-keepalive @rfc:9293-3.8.4
    Scenario: A keepalive and its answer begin the hour anew
      Given the flow tcp client:40000 > server:5432
      And packets have brought the connection to ESTABLISHED
      When 50 minutes pass
      And these packets arrive:
        | dir | packet                 | ctstate     | timeout |
        | >   | . 0:0(0) ack 1 win 502 | ESTABLISHED | 3600    |
        | <   | . 1:1(0) ack 1 win 502 | ESTABLISHED | 3600    |
      And 50 minutes pass
      And these packets arrive:
        | dir | packet                    | ctstate     | verdict |
        | <   | P. 1:51(50) ack 1 win 502 | ESTABLISHED | ACCEPT  |

    @id:incident-idle-cut-policy
    Scenario: A rule gives one service a longer life
      Given the callbacks:
        | hook       | match          | verdict                   |
        | PREROUTING | tcp dport 5432 | TIMEOUT established=86400 |
      And the flow tcp client:40000 > server:5432
      And packets have brought the connection to ESTABLISHED
      When 2 hours pass
      And these packets arrive:
        | dir | packet                    | ctstate     | timeout |
        | <   | P. 1:51(50) ack 1 win 502 | ESTABLISHED | 300     |
        | >   | . 1:1(0) ack 51 win 502   | ESTABLISHED | 86400   |
