@src:nf_conntrack_proto_icmp.c @rfc:1191 @rfc:4821 @rfc:8201
Feature: Incident: "fragmentation needed" is lost
  What people see: behind a tunnel or PPPoE small pages load and large ones hang; ssh logs in and freezes at the first long listing;
  tcpdump at the server shows full-sized segments that are sent again and again, at the router an ICMP error
  "unreachable - need to frag" that never arrives.
  Why: senders set DF and rely on that error to learn how much fits. A filter that drops all ICMP drops it; one that trusts
  conntrack lets it pass as RELATED, but only where there is an entry for the packet it quotes: none behind NOTRACK, on a
  router that sees one direction only, or when the quote is cut too short.
  What helps: accept RELATED, or this error by its type; do not leave a flow untracked in one direction only; and where the
  error cannot come through, have TCP agree on smaller segments or probe for itself (net.ipv4.tcp_mtu_probing).

  Background:
    Given the flow tcp client:40000 > server:80

  Rule: The trouble

    @id:incident-frag-needed-dropped
    Scenario: A filter that drops all ICMP drops the error
      Given the callbacks:
        | hook    | match | verdict |
        | FORWARD | icmp  | DROP    |
      And packets have brought the connection to ESTABLISHED
      When these packets arrive:
        | dir | in | packet                                                                                                                                                      | ctstate     | verdict | out |
        | <   |    | . 1:1461(1460) ack 1 win 502 (df)                                                                                                                           | ESTABLISHED | ACCEPT  | c0  |
        |     | c0 | icmp 192.0.2.254 > server unreachable frag-needed mtu 1400 {tcp server:80 > client:40000 . =3000000001:3000001461(1460) ack =1000001 win 502 (df) trunc 28} | RELATED     | DROP    | -   |
        | <   |    | . 1:1461(1460) ack 1 win 502 (df)                                                                                                                           | ESTABLISHED | ACCEPT  | c0  |

    @id:incident-frag-needed-own
    Scenario: The router that finds the link too narrow sends the error itself, and a rule at OUTPUT can lose it there
      Given a router with:
        | setting | value |
        | mtu     | 1400  |
      And the callbacks:
        | hook   | match | verdict |
        | OUTPUT | icmp  | DROP    |
      When these packets arrive:
        | packet                                                           | verdict | hooks      |
        | tcp client:40000 > server:80 . =1:1461(1460) ack =1 win 502 (df) | DROP    | PREROUTING |
      Then packet 1 does not leave

  Rule: The cause

    @id:incident-frag-needed-notrack
    Scenario: An error about an untracked packet is not RELATED to anything
      Given the callbacks:
        | hook       | priority | match        | verdict |
        | PREROUTING | -300     | tcp sport 80 | NOTRACK |
        | PREROUTING | -300     | tcp dport 80 | NOTRACK |
      When these packets arrive:
        | dir | in | packet                                                                                                                                                      | ctstate   |
        | <   |    | . 1:1461(1460) ack 1 win 502 (df)                                                                                                                           | UNTRACKED |
        |     | c0 | icmp 192.0.2.254 > server unreachable frag-needed mtu 1400 {tcp server:80 > client:40000 . =3000000001:3000001461(1460) ack =1000001 win 502 (df) trunc 28} | INVALID   |

    @id:incident-frag-needed-short @rfc:792
    Scenario Outline: Of the packet that it is about an error must quote <what>
      Given packets have brought the connection to ESTABLISHED
      When these packets arrive:
        | in | packet                                                                                                                                                           | ctstate   | reason   |
        | c0 | icmp 192.0.2.254 > server unreachable frag-needed mtu 1400 {tcp server:80 > client:40000 . =3000000001:3000001461(1460) ack =1000001 win 502 (df) trunc <bytes>} | <ctstate> | <reason> |

      Examples: Header and ports, or nobody knows whose it was
        | what                                    | bytes | ctstate | reason |
        | the IP header and eight bytes behind it | 28    | RELATED |        |
        | more than the IP header                 | 20    | INVALID |        |

    @id:incident-frag-needed-one-direction
    Scenario: A router that the connection does not pass knows nothing of it
      When these packets arrive:
        | in | packet                                                                                                                                                      | ctstate |
        | c0 | icmp 192.0.2.254 > server unreachable frag-needed mtu 1400 {tcp server:80 > client:40000 . =3000000001:3000001461(1460) ack =1000001 win 502 (df) trunc 28} | INVALID |

  Rule: What helps

    @id:incident-frag-needed-related
    Scenario: Accept what is RELATED, and drop the rest of ICMP as before
      Given the callbacks:
        | hook    | priority | match                     | verdict |
        | FORWARD | 0        | icmp ct state new,invalid | DROP    |
      And packets have brought the connection to ESTABLISHED
      When these packets arrive:
        | dir | in | packet                                                                                                                                                      | ctstate     | verdict | out |
        | <   |    | . 1:1461(1460) ack 1 win 502 (df)                                                                                                                           | ESTABLISHED | ACCEPT  | c0  |
        |     | c0 | icmp 192.0.2.254 > server unreachable frag-needed mtu 1400 {tcp server:80 > client:40000 . =3000000001:3000001461(1460) ack =1000001 win 502 (df) trunc 28} | RELATED     | ACCEPT  | s0  |
        |     |    | icmp client > server echo-request id 1 seq 1                                                                                                                | NEW         | DROP    | -   |
        | <   |    | . 1:1361(1360) ack 1 win 502 (df)                                                                                                                           | ESTABLISHED | ACCEPT  | c0  |

    @id:incident-frag-needed-translated @rfc:5508-4.2
    Scenario: Behind DNAT the error finds its way only as part of the connection: the packet that it quotes is translated back
      Given the callbacks:
        | hook       | match                               | verdict                    |
        | PREROUTING | ip daddr 198.51.100.19 tcp dport 80 | DNAT to 198.51.100.10:8080 |
      And the flows:
        | name    | flow                           |
        | service | tcp client:40001 > server9:80  |
        | inside  | tcp client:40001 > server:8080 |
      When these packets arrive:
        | flow    | dir | in | packet                                                                                                                                                        | ctstate     |
        | service | >   |    | S 0:0(0) win 64240                                                                                                                                            | NEW         |
        | inside  | <   |    | S. 0:0(0) ack 1 win 65160                                                                                                                                     | ESTABLISHED |
        | service | >   |    | . 1:1(0) ack 1 win 502                                                                                                                                        | ESTABLISHED |
        | inside  | <   |    | . 1:1461(1460) ack 1 win 502 (df)                                                                                                                             | ESTABLISHED |
        |         |     | c0 | icmp 192.0.2.254 > server9 unreachable frag-needed mtu 1400 {tcp server9:80 > client:40001 . =3000000001:3000001461(1460) ack =1000001 win 502 (df) trunc 28} | RELATED     |
      Then packet 5 leaves as:
        """
        icmp 192.0.2.254 > server unreachable frag-needed mtu 1400 {tcp server:8080 > client:40001 . =3000000001:3000001461(1460) ack =1000001 win 502 (df) trunc 28}
        """
