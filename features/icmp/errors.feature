@src:nf_conntrack_proto_icmp.c @rfc:792 @rfc:5508-4
Feature: ICMP errors
  An error message tells a sender what became of one of its packets, and quotes the beginning of it. From the
  quote conntrack learns which connection the error is about, and lets it pass as RELATED to that connection.
  It must be sure of two things: that the quoted packet belongs to a connection in the table, and that the
  error goes to where that packet came from. Everything else is INVALID; else an error would be a key to every
  firewall.

  @id:icmp-error-tcp
  Scenario Outline: <error> about a TCP segment of the <side> is RELATED
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | in   | packet                               | ctstate | ctdir   | verdict |
      | <in> | icmp <from> > <to> <error> {<quote>} | RELATED | <ctdir> | ACCEPT  |
    Then the table holds:
      | original                | state       | status  | timeout |
      | client:1024 > server:80 | ESTABLISHED | ASSURED | 5 days  |

    Examples: The five errors, in the direction opposite to the packet they quote
      | error                              | side       | in | from   | to     | ctdir    | quote                                                                |
      | unreachable host                   | originator | s0 | server | client | REPLY    | tcp client:1024 > server:80 . =1000001:1000001(0) ack =3000000001    |
      | unreachable frag-needed mtu 1400   | originator | s0 | server | client | REPLY    | tcp client:1024 > server:80 . =1000001:1000001(0) ack =3000000001    |
      | source-quench                      | originator | s0 | server | client | REPLY    | tcp client:1024 > server:80 . =1000001:1000001(0) ack =3000000001    |
      | redirect host gateway 198.51.100.7 | originator | s0 | server | client | REPLY    | tcp client:1024 > server:80 . =1000001:1000001(0) ack =3000000001    |
      | time-exceeded ttl                  | originator | s0 | server | client | REPLY    | tcp client:1024 > server:80 . =1000001:1000001(0) ack =3000000001    |
      | parameter-problem pointer 1        | originator | s0 | server | client | REPLY    | tcp client:1024 > server:80 . =1000001:1000001(0) ack =3000000001    |
      | unreachable host                   | responder  | c0 | client | server | ORIGINAL | tcp server:80 > client:1024 . =3000000001:3000000001(0) ack =1000001 |
      | time-exceeded ttl                  | responder  | c0 | client | server | ORIGINAL | tcp server:80 > client:1024 . =3000000001:3000000001(0) ack =1000001 |

  @id:icmp-error-udp
  Scenario Outline: An error about a UDP datagram of the <side> is RELATED
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet     | ctstate     |
      | >   | udp len 30 | NEW         |
      | <   | udp len 30 | ESTABLISHED |
    And these packets arrive:
      | packet                                        | ctstate | ctdir   |
      | icmp <from> > <to> unreachable port {<quote>} | RELATED | <ctdir> |

    Examples: Either direction
      | side       | from   | to     | ctdir    | quote                              |
      | originator | server | client | REPLY    | udp client:4000 > server:53 len 30 |
      | responder  | client | server | ORIGINAL | udp server:53 > client:4000 len 30 |

  @id:icmp-error-query
  Scenario Outline: An error about an echo <what> is RELATED
    Given the flow icmp client > server
    When these packets arrive:
      | dir | packet                       | ctstate     |
      | >   | icmp echo-request id 7 seq 1 | NEW         |
      | <   | icmp echo-reply id 7 seq 1   | ESTABLISHED |
    And these packets arrive:
      | packet                                        | ctstate | ctdir   |
      | icmp <from> > <to> unreachable host {<quote>} | RELATED | <ctdir> |

    Examples: Either direction
      | what    | from   | to     | ctdir    | quote                                        |
      | request | server | client | REPLY    | icmp client > server echo-request id 7 seq 1 |
      | reply   | client | server | ORIGINAL | icmp server > client echo-reply id 7 seq 1   |

  @id:icmp-error-other-protocol
  Scenario: An error about a packet of any other protocol is RELATED as well
    Given the flow ip client > server proto 50
    When these packets arrive:
      | packet                                                                         | ctstate |
      | ip proto 50 len 16                                                             | NEW     |
      | icmp server > client unreachable protocol {ip client > server proto 50 len 16} | RELATED |

  @id:icmp-error-by-router
  Scenario: Any router on the way may send it
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | in | packet                                                                                   | ctstate | ctdir |
      |    | udp len 30                                                                               | NEW     |       |
      | s0 | icmp 203.0.113.9 > client time-exceeded ttl {udp client:4000 > server:53 len 30 (ttl 1)} | RELATED | REPLY |

  @id:icmp-error-to-other
  Scenario: It must go to whom the quoted packet came from
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 1     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                      | ctstate | log                                        |
      | udp len 30                                                                  | NEW     |                                            |
      | icmp server > client2 unreachable port {udp client:4000 > server:53 len 30} | INVALID | outer daddr 192.0.2.12 != inner 192.0.2.10 |

  @id:icmp-error-wrong-way
  Scenario: An error that travels with the packet it quotes is INVALID: it cannot be an answer to it
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                     | ctstate |
      | udp len 30                                                                 | NEW     |
      | icmp client > server unreachable port {udp client:4000 > server:53 len 30} | INVALID |

  @id:icmp-error-unknown
  Scenario: An error about a packet that no connection in the table sent is INVALID
    When these packets arrive:
      | packet                                                                     | ctstate | ctdir | verdict |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 30} | INVALID | -     | ACCEPT  |
    Then the table is empty

  @id:icmp-error-unrelated
  Scenario Outline: So is one that quotes another <what>
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                          | ctstate |
      | udp len 30                                      | NEW     |
      | icmp server > client unreachable port {<quote>} | INVALID |

    Examples: One thing that differs is enough
      | what             | quote                                |
      | source port      | udp client:4001 > server:53 len 30   |
      | destination port | udp client:4000 > server:54 len 30   |
      | destination      | udp client:4000 > server2:53 len 30  |
      | protocol         | tcp client:4000 > server:53 S 0:0(0) |

  @id:icmp-error-expired
  Scenario: An error about a connection whose time is over is INVALID
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | t  | packet                                                                     | ctstate |
      | 0  | udp len 30                                                                 | NEW     |
      | 30 | icmp server > client unreachable port {udp client:4000 > server:53 len 30} | INVALID |
    Then the table is empty

  @id:icmp-error-no-refresh
  Scenario: Errors prolong nobody's life and count as no answer
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | t  | packet                                                                     | ctstate | status             | timeout |
      | 0  | udp len 30                                                                 | NEW     | UNREPLIED          | 30      |
      | 10 | icmp server > client unreachable port {udp client:4000 > server:53 len 30} | RELATED | UNREPLIED !ASSURED | 20      |
      | 20 | icmp server > client unreachable port {udp client:4000 > server:53 len 30} | RELATED | UNREPLIED !ASSURED | 10      |
      | 25 | udp len 30                                                                 | NEW     | UNREPLIED          | 30      |

  @id:icmp-error-no-state-change
  Scenario: An error does not move a TCP connection to another state
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | packet                                                                                    | ctstate | state    | events |
      | S 0:0(0) win 64240                                                                        | NEW     | SYN_SENT | NEW    |
      | icmp server > client unreachable port {tcp client:1024 > server:80 S =1000000:1000000(0)} | RELATED | SYN_SENT | -      |

  @id:icmp-error-sequence-ignored
  Scenario: The sequence numbers of a quoted segment are not compared
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | packet                                                                                 | ctstate |
      | icmp server > client unreachable host {tcp client:1024 > server:80 . =99:99(0) ack =7} | RELATED |

  @id:icmp-error-truncated
  Scenario Outline: A quote of <what> is <verdict>
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                                    | ctstate   |
      | udp len 30                                                                                | NEW       |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 30 trunc <length>} | <ctstate> |

    Examples: An error quotes the IP header and eight bytes at least; the ports are in the first four of them
      | what                           | verdict    | ctstate | length |
      | the whole datagram             | enough     | RELATED | 58     |
      | the IP header and eight bytes  | enough     | RELATED | 28     |
      | the IP header and both ports   | enough     | RELATED | 24     |
      | the IP header and half of them | not enough | INVALID | 22     |
      | the IP header alone            | not enough | INVALID | 20     |
      | a part of the IP header        | not enough | INVALID | 16     |

  @id:icmp-error-truncated-query
  Scenario Outline: Of a query <what> must be quoted
    Given the flow icmp client > server
    When these packets arrive:
      | packet                                                                                              | ctstate   |
      | icmp echo-request id 7 seq 1                                                                        | NEW       |
      | icmp server > client unreachable host {icmp client > server echo-request id 7 seq 1 trunc <length>} | <ctstate> |

    Examples: Eight bytes
      | what                     | ctstate | length |
      | no more than eight bytes | RELATED | 28     |
      | no less than eight bytes | INVALID | 27     |

  @id:icmp-error-nothing-quoted
  Scenario: An error that quotes nothing is INVALID
    When these packets arrive:
      | packet                                               | ctstate |
      | icmp server > client unreachable port                | INVALID |
      | icmp server > client unreachable port 0xffffffffffff | INVALID |

  @id:icmp-error-nested
  Scenario: An error about an error is INVALID, whatever that one was about
    Nobody may send one (RFC 1122, 3.2.2), else errors about errors would never end.
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                                                             | ctstate |
      | udp len 30                                                                                                         | NEW     |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 30}                                         | RELATED |
      | icmp client > server unreachable host {icmp server > client unreachable port {udp client:4000 > server:53 len 30}} | INVALID |

  @id:icmp-error-fragment
  Scenario: An error about the first fragment of a datagram is RELATED, one about a later fragment is INVALID
    Only the first fragment has the ports in it.
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                                                  | ctstate |
      | udp len 30                                                                                              | NEW     |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 2000 (frag 7:1480@0+) trunc 28}  | RELATED |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 2000 (frag 7:528@1480) trunc 28} | INVALID |

  @id:icmp-error-options
  Scenario: IP options in the quoted packet do not hide its ports
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                                         | ctstate |
      | udp len 30                                                                                     | NEW     |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 30 (<nop,nop,nop,eol>)} | RELATED |

  @id:icmp-error-damaged
  Scenario: An error with a wrong checksum is INVALID
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                                  | ctstate | reason               |
      | udp len 30                                                                              | NEW     |                      |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 30} bad-checksum | INVALID | bad hw icmp checksum |

  @id:icmp-error-quote-damaged
  Scenario: The checksums of the quoted packet are not verified: a part of it is missing anyway
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                                  | ctstate |
      | udp len 30                                                                              | NEW     |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 30 bad-checksum} | RELATED |

  @id:icmp-error-unconfirmed
  Scenario: An error about a packet that was dropped on its way through this router is INVALID
    Given the callbacks:
      | hook    | priority | match        | verdict |
      | FORWARD | 0        | udp dport 53 | DROP    |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                     | ctstate | verdict |
      | udp len 30                                                                 | NEW     | DROP    |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 30} | INVALID | ACCEPT  |

  @id:icmp-error-mark
  Scenario: A RELATED error shares the entry, and with it the mark, of the connection it is about
    Given the callbacks:
      | hook    | priority | match | verdict   |
      | FORWARD | 0        | udp   | CTMARK 42 |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                     | ctstate | mark |
      | udp len 30                                                                 | NEW     | 42   |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 30} | RELATED | 42   |
    Then the table holds 1 entry

  @id:icmp-error-all-codes
  Scenario Outline: The code of an error does not matter: code <code> is RELATED too
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                            | ctstate |
      | udp len 30                                                                        | NEW     |
      | icmp server > client unreachable code <code> {udp client:4000 > server:53 len 30} | RELATED |

    Examples: Some that are assigned, and one that is not
      | code |
      | 0    |
      | 1    |
      | 13   |
      | 200  |
