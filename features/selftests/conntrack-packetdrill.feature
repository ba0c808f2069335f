@src:nf_conntrack_proto_tcp.c
Feature: The kernel's packetdrill tests of TCP tracking, restated
  Linux comes with tests that play TCP connections which once went wrong in conntrack. Each scenario here
  plays the same course of events in this specification's own words; the tag names the test it stands for.
  There the router is an end of the connection itself, here it is in the middle, which makes no difference to
  the states.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:34500 > server:8080

  @id:selftest-ack-loss-stall @selftest:conntrack_ack_loss_stall @since:6.1
  Scenario: When acknowledgments are lost behind the router, what the sender sends again is let through
    All data were acknowledged as far as the router knows, and the sender is more than a window behind. Were
    its segment INVALID, a firewall would drop it, and the connection would hang for ever.
    When these packets arrive:
      | dir | packet                               | ctstate     | state       | log                                                                 |
      | >   | S 0:0(0) win 32792 [mss 1000]        | NEW         | SYN_SENT    | -                                                                   |
      | <   | S. 0:0(0) ack 1 win 65535 [mss 1460] | ESTABLISHED | SYN_RECV    | -                                                                   |
      | >   | . 1:1(0) ack 1 win 65535             | ESTABLISHED | ESTABLISHED | -                                                                   |
      | >   | P. 1:29201(29200) ack 1 win 257      | ESTABLISHED | ESTABLISHED | -                                                                   |
      | <   | . 1:1(0) ack 29201 win 65535         | ESTABLISHED | ESTABLISHED | -                                                                   |
      | >   | P. 29201:67161(37960) ack 1 win 257  | ESTABLISHED | ESTABLISHED | -                                                                   |
      | <   | . 1:1(0) ack 67161 win 65535         | ESTABLISHED | ESTABLISHED | -                                                                   |
      | >   | P. 1:1461(1460) ack 1 win 257        | ESTABLISHED | ESTABLISHED | SEQ is under lower bound 1001625 (already ACKed data retransmitted) |
      | <   | . 1:1(0) ack 67161 win 65535         | ESTABLISHED | ESTABLISHED | -                                                                   |

  @id:selftest-inexact-rst @selftest:conntrack_inexact_rst @since:6.1
  Scenario: Once a FIN was seen, a RST need not have the exact number to close
    The originator closes with data unread, which makes its FIN a RST; the responder, which has forgotten the
    connection, answers with a RST of its own that lies behind. Neither is INVALID.
    When these packets arrive:
      | dir | packet                                                       | ctstate     | state       | log |
      | >   | S 0:0(0) win 65535 [mss 1460,sackOK,TS val 1 ecr 0,nop,ws 8] | NEW         | SYN_SENT    | -   |
      | <   | S. 0:0(0) ack 1 win 65535 [mss 1460]                         | ESTABLISHED | SYN_RECV    | -   |
      | >   | . 1:1(0) ack 1 win 65535                                     | ESTABLISHED | ESTABLISHED | -   |
      | <   | . 1:3001(3000) ack 1 win 65535                               | ESTABLISHED | ESTABLISHED | -   |
      | >   | . 1:1(0) ack 3001 win 65535                                  | ESTABLISHED | ESTABLISHED | -   |
      | >   | P. 1:1001(1000) ack 3001 win 65535                           | ESTABLISHED | ESTABLISHED | -   |
      | <   | F. 3001:3001(0) ack 1001 win 65535                           | ESTABLISHED | FIN_WAIT    | -   |
      | >   | . 1001:1001(0) ack 3002 win 65535                            | ESTABLISHED | CLOSE_WAIT  | -   |
      | >   | R. 1001:1001(0) ack 3002 win 65535                           | ESTABLISHED | CLOSE       | -   |
      | <   | R 2001:2001(0) win 0                                         | ESTABLISHED | CLOSE       | -   |

  @id:selftest-rst-invalid @selftest:conntrack_rst_invalid @since:6.1
  Scenario: RSTs outside the window, and RSTs before the last acknowledgment, leave the connection established
    When these packets arrive:
      | dir | packet                                                       | ctstate     | state       | log                                                                  |
      | >   | S 0:0(0) win 65535 [mss 1460,sackOK,TS val 1 ecr 0,nop,ws 8] | NEW         | SYN_SENT    | -                                                                    |
      | <   | S. 0:0(0) ack 1 win 65535 [mss 1460]                         | ESTABLISHED | SYN_RECV    | -                                                                    |
      | >   | . 1:1(0) ack 1 win 65535                                     | ESTABLISHED | ESTABLISHED | -                                                                    |
      | <   | . 1:3001(3000) ack 1 win 65535                               | ESTABLISHED | ESTABLISHED | -                                                                    |
      | >   | . 1:1(0) ack 3001 win 65535                                  | ESTABLISHED | ESTABLISHED | -                                                                    |
      | <   | R 0:0(0) win 0                                               | INVALID     | ESTABLISHED | invalid rst                                                          |
      | <   | R 1000000:1000000(0) win 0                                   | INVALID     | ESTABLISHED | SEQ is over upper bound 3000068537 (over the window of the receiver) |
      | <   | R 42:42(0) win 0                                             | INVALID     | ESTABLISHED | invalid rst                                                          |
      | >   | P. 1:1001(1000) ack 3001 win 65535                           | ESTABLISHED | ESTABLISHED | -                                                                    |
      | <   | . 3001:3001(0) ack 1001 win 65535                            | ESTABLISHED | ESTABLISHED | -                                                                    |
      | <   | R. 3000:3000(0) ack 1001 win 0                               | INVALID     | ESTABLISHED | invalid rst                                                          |
      | <   | R. 3001:3001(0) ack 1001 win 0                               | ESTABLISHED | CLOSE       | -                                                                    |

  @id:selftest-syn-challenge-ack @selftest:conntrack_syn_challenge_ack @since:6.1
  Scenario: A SYN that meets the responder's older connection is challenged, and connects at the second attempt
    When these packets arrive:
      | dir | packet                                                             | ctstate     | state       | status    | log                                               |
      | >   | S 0:0(0) win 65535 [mss 1460,sackOK,TS val 1 ecr 0,nop,ws 8]       | NEW         | SYN_SENT    | UNREPLIED | -                                                 |
      | <   | . =88000000:88000000(0) ack 500001 win 240                         | ESTABLISHED | SYN_SENT    |           | packet (index 3) in dir 1 ignored, state SYN_SENT |
      | >   | R 500001:500001(0) win 0                                           | ESTABLISHED | CLOSE       |           | -                                                 |
      | >   | S 0:0(0) win 65535 [mss 1460,sackOK,TS val 1 ecr 0,nop,ws 8]       | NEW         | SYN_SENT    | UNREPLIED | -                                                 |
      | <   | S. 0:0(0) ack 1 win 250 [mss 1460,nop,nop,TS val 1 ecr 1,nop,ws 0] | ESTABLISHED | SYN_RECV    |           | -                                                 |
      | >   | . 1:1(0) ack 1 win 256 [nop,nop,TS val 1 ecr 1]                    | ESTABLISHED | ESTABLISHED | ASSURED   | -                                                 |

  @id:selftest-synack-old @selftest:conntrack_synack_old @since:6.1
  Scenario: A SYN/ACK of an older connection is INVALID, and does not spoil the right one
    The right one may have a lower number than the old one, by a window at most.
    When these packets arrive:
      | dir | packet                                                                                 | ctstate     | state       | status    | log                                                       |
      | >   | S 0:0(0) win 65535 [mss 1460,sackOK,TS val 1 ecr 0,nop,ws 8]                           | NEW         | SYN_SENT    | UNREPLIED | -                                                         |
      | <   | S. =88000000:88000000(0) ack 500001 win 240 [mss 1440,nop,nop,TS val 1 ecr 1,nop,ws 0] | INVALID     | SYN_SENT    | UNREPLIED | ACK is over upper bound 1000002 (ACKed data not seen yet) |
      | >   | S 0:0(0) win 65535 [mss 1460,sackOK,TS val 1015 ecr 0,nop,ws 8]                        | NEW         | SYN_SENT    | UNREPLIED | -                                                         |
      | <   | S. =87934465:87934465(0) ack 1 win 250 [mss 1460,nop,nop,TS val 1 ecr 1,nop,ws 0]      | ESTABLISHED | SYN_RECV    |           | -                                                         |
      | >   | P. 1:2(1) ack 1 win 256 [nop,nop,TS val 1067 ecr 1]                                    | ESTABLISHED | ESTABLISHED | ASSURED   | -                                                         |

  @id:selftest-synack-reuse @selftest:conntrack_synack_reuse @since:6.1
  Scenario: A restarted originator gets through to a new connection by way of a challenge
    When these packets arrive:
      | dir | packet                                                                      | ctstate     | state       | log                                                  |
      | >   | S 0:0(0) win 32792 [mss 1000,nop,ws 7,TS val 1 ecr 0,nop,nop]               | NEW         | SYN_SENT    | -                                                    |
      | <   | S. 0:0(0) ack 1 win 65535 [mss 1460,nop,nop,TS val 100 ecr 1,nop,ws 8]      | ESTABLISHED | SYN_RECV    | -                                                    |
      | >   | . 1:1(0) ack 1 win 257 [TS val 1 ecr 100,nop,nop]                           | ESTABLISHED | ESTABLISHED | -                                                    |
      | >   | P. 1:101(100) ack 1 win 257 [TS val 2 ecr 100,nop,nop]                      | ESTABLISHED | ESTABLISHED | -                                                    |
      | <   | . 1:1(0) ack 101 win 256 [nop,nop,TS val 110 ecr 2]                         | ESTABLISHED | ESTABLISHED | -                                                    |
      | >   | S 2000:2000(0) win 32792 [mss 1000,nop,ws 7,TS val 233 ecr 0,nop,nop]       | ESTABLISHED | ESTABLISHED | packet (index 0) in dir 0 ignored, state ESTABLISHED |
      | <   | . 1:1(0) ack 101 win 256 [nop,nop,TS val 112 ecr 2]                         | ESTABLISHED | ESTABLISHED | -                                                    |
      | >   | R. 101:101(0) ack 1 win 257                                                 | ESTABLISHED | CLOSE       | -                                                    |
      | >   | S 2000:2000(0) win 32792 [mss 1000,nop,ws 0,TS val 233 ecr 0,nop,nop]       | NEW         | SYN_SENT    | -                                                    |
      | <   | S. 0:0(0) ack 2001 win 65535 [mss 1460,nop,nop,TS val 120 ecr 233,nop,ws 8] | ESTABLISHED | SYN_RECV    | -                                                    |
