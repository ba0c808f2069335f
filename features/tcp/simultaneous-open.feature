@src:nf_conntrack_proto_tcp.c @rfc:9293-3.5
Feature: Simultaneous open of a TCP connection
  Two ends that ask at the same moment open one connection together: each answers the SYN of the other with
  a SYN/ACK. The state SYN_SENT2 stands for the two SYNs that have crossed. The second SYN/ACK completes the
  connection, whichever side it comes from.

  @id:tcp-simultaneous-open
  Scenario Outline: Two SYNs and two SYN/ACKs establish a connection, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet                    | ctstate     | state       | status     | timeout |
      | >   | S 0:0(0) win 65535        | NEW         | SYN_SENT    | UNREPLIED  | 120     |
      | <   | S 0:0(0) win 65535        | ESTABLISHED | SYN_SENT2   | SEEN_REPLY | 120     |
      | >   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | SYN_RECV    | !ASSURED   | 60      |
      | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | SYN_RECV    | !ASSURED   | 60      |
      | >   | . 1:1(0) ack 1 win 65535  | ESTABLISHED | ESTABLISHED | ASSURED    | 5 days  |

    Examples: Both families
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:tcp-simultaneous-open-responder-completes
  Scenario: An ACK of the responder completes it, too
    After an ordinary handshake such an ACK would change nothing.
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_SENT2
    When these packets arrive:
      | dir | packet                    | ctstate     | state       | status  |
      | >   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | SYN_RECV    |         |
      | <   | . 1:1(0) ack 1 win 65535  | ESTABLISHED | ESTABLISHED | ASSURED |

  @id:tcp-simultaneous-open-ordinary
  Scenario: After an ordinary handshake an ACK of the responder completes nothing
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_RECV
    When these packets arrive:
      | dir | packet                   | ctstate     | state    | status   |
      | <   | . 1:1(0) ack 1 win 65535 | ESTABLISHED | SYN_RECV | !ASSURED |

  @id:tcp-simultaneous-open-syn-again
  Scenario: SYNs sent again change nothing
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_SENT2
    When these packets arrive:
      | dir | packet             | ctstate     | state     |
      | >   | S 0:0(0) win 65535 | ESTABLISHED | SYN_SENT2 |
      | <   | S 0:0(0) win 65535 | ESTABLISHED | SYN_SENT2 |
