@src:nf_conntrack_proto_udp.c @rfc:9000 @sysctl:nf_conntrack_udp_timeout @sysctl:nf_conntrack_udp_timeout_stream
Feature: Incident: QUIC connections that stall
  What people see: HTTP/3 pages and video calls hang after a pause of half a minute or two, or when a phone changes from
  Wi-Fi to mobile, and recover only when the browser gives up and takes TCP; the filter's log shows UDP from port 443.
  Why: to conntrack QUIC is UDP: it sees addresses and ports, and knows no connection identifiers. An entry lives 30
  seconds while only one end has spoken and in the first two seconds, 120 seconds after that. What the server sends
  later is NEW, from outside, and dropped. A client that moves is another flow altogether, and one whose entry was
  forgotten behind SNAT may come out with another port: to the server it has moved, too, and must be validated.
  What helps: PING frames more often than the timeout (RFC 9000, 10.1.2, advises 30 seconds), longer timeouts for port
  443, and letting a moved client speak first, which QUIC does by itself.

  Background:
    Given the callbacks:
      | hook    | match                     | verdict |
      | FORWARD | iifname "s0" ct state new | DROP    |
    And the flow udp client:50000 > server:443

  Rule: The trouble

    @id:incident-quic-idle-young
    Scenario: Thirty seconds after a short exchange the server is a stranger
      When these packets arrive:
        | dir | packet       | ctstate     | timeout | status   |
        | >   | udp len 1200 | NEW         | 30      |          |
        | <   | udp len 1200 | ESTABLISHED | 30      | !ASSURED |
        | >   | udp len 80   | ESTABLISHED | 30      | !ASSURED |
      And 30 seconds pass
      And these packets arrive:
        | dir | packet     | ctstate | verdict |
        | <   | udp len 40 | NEW     | DROP    |

    @id:incident-quic-idle-stream
    Scenario: A stream is ASSURED after two seconds, and lives for two minutes
      When these packets arrive:
        | t    | dir | packet       | ctstate     | timeout | status   | verdict |
        | 0    | >   | udp len 1200 | NEW         | 30      |          | ACCEPT  |
        | 0.1  | <   | udp len 1200 | ESTABLISHED | 30      | !ASSURED | ACCEPT  |
        | 2.9  | >   | udp len 80   | ESTABLISHED | 120     | ASSURED  | ACCEPT  |
        | +119 | <   | udp len 40   | ESTABLISHED | 120     | ASSURED  | ACCEPT  |
        | +120 | <   | udp len 40   | NEW         |         |          | DROP    |

    @id:incident-quic-migration @rfc:9000-9
    Scenario: A client that moves is a flow of its own; what the server still sends to where it was is let through
      When these packets arrive:
        | packet                                 | ctstate     | verdict |
        | udp client:50000 > server:443 len 1200 | NEW         | ACCEPT  |
        | udp server:443 > client:50000 len 1200 | ESTABLISHED | ACCEPT  |
        | udp client2:50000 > server:443 len 60  | NEW         | ACCEPT  |
        | udp server:443 > client:50000 len 900  | ESTABLISHED | ACCEPT  |
        | udp server:443 > client2:50000 len 60  | ESTABLISHED | ACCEPT  |
      Then the table holds 2 entries

    @id:incident-quic-server-first
    Scenario: A server that speaks first to where a client has moved is dropped
      When these packets arrive:
        | packet                                 | ctstate     | verdict |
        | udp client:50000 > server:443 len 1200 | NEW         | ACCEPT  |
        | udp server:443 > client:50000 len 1200 | ESTABLISHED | ACCEPT  |
        | udp server:443 > client2:50000 len 60  | NEW         | DROP    |

  Rule: The cause

    @id:incident-quic-rebinding @rfc:9000-9.3.3
    Scenario: Behind SNAT a forgotten flow may come out with another port, and the server sees its client move
      Given the callbacks:
        | hook        | match            | verdict                           |
        | POSTROUTING | oifname "s0" udp | SNAT to 198.51.100.77:50000-50001 |
      When these packets arrive:
        | packet                                 | ctstate |
        | udp client:50000 > server:443 len 1200 | NEW     |
      And 30 seconds pass
      And these packets arrive:
        | packet                                  | ctstate |
        | udp client2:50000 > server:443 len 1200 | NEW     |
        | udp client:50000 > server:443 len 60    | NEW     |
      Then packet 1 leaves as:
        """
        udp 198.51.100.77:50000 > server:443 len 1200
        """
      And packet 3 leaves as:
        """
        udp 198.51.100.77:50001 > server:443 len 60
        """

  Rule: What helps

    @id:incident-quic-ping @rfc:9000-10.1.2
    Scenario: A PING of either end before the time is over keeps the flow
      When these packets arrive:
        | t    | dir | packet       | ctstate     | timeout | verdict |
        | 0    | >   | udp len 1200 | NEW         | 30      | ACCEPT  |
        | 0.1  | <   | udp len 1200 | ESTABLISHED | 30      | ACCEPT  |
        | +25  | >   | udp len 32   | ESTABLISHED | 120     | ACCEPT  |
        | +100 | <   | udp len 32   | ESTABLISHED | 120     | ACCEPT  |
        | +100 | <   | udp len 32   | ESTABLISHED | 120     | ACCEPT  |

    @id:incident-quic-policy
    Scenario: A rule gives QUIC more time
      Given the callbacks:
        | hook       | match         | verdict                          |
        | PREROUTING | udp dport 443 | TIMEOUT unreplied=60 replied=300 |
      When these packets arrive:
        | t    | dir | packet       | ctstate     | timeout | verdict |
        | 0    | >   | udp len 1200 | NEW         | 60      | ACCEPT  |
        | 0.1  | <   | udp len 1200 | ESTABLISHED | 60      | ACCEPT  |
        | +25  | >   | udp len 32   | ESTABLISHED | 300     | ACCEPT  |
        | +290 | <   | udp len 32   | ESTABLISHED | 300     | ACCEPT  |
