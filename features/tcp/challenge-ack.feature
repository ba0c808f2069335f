@src:nf_conntrack_proto_tcp.c @rfc:5961-4.2
Feature: Challenge ACKs
  A SYN for a connection that exists is answered with an ACK of the connection: a challenge. Who has really
  lost the connection, because it was restarted, answers that with a RST; a forger cannot. Conntrack sits in
  between and must let all three through, so it keeps in mind what the SYN and the challenge said.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80

  @id:tcp-challenge-forged-syn @since:6.1
  Scenario: A forged SYN is challenged, and the connection goes on
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                        | ctstate     | state       | timeout | log                                                  |
      | >   | S 9000:9000(0) win 65535      | ESTABLISHED | ESTABLISHED |         | packet (index 0) in dir 0 ignored, state ESTABLISHED |
      | <   | . 1:1(0) ack 1 win 65535      | ESTABLISHED | ESTABLISHED | 5 days  | -                                                    |
      | >   | P. 1:101(100) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | 300     | -                                                    |

  @id:tcp-challenge-restarted-originator @since:6.1
  Scenario: A restarted originator answers the challenge with a RST, and may then connect anew
    The RST has the number that the challenge acknowledged, which is just what is expected of it.
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                             | ctstate     | state       | log                                                  |
      | >   | S 9000:9000(0) win 65535           | ESTABLISHED | ESTABLISHED | packet (index 0) in dir 0 ignored, state ESTABLISHED |
      | <   | . 1:1(0) ack 1 win 65535           | ESTABLISHED | ESTABLISHED | -                                                    |
      | >   | R 1:1(0) win 0                     | ESTABLISHED | CLOSE       | -                                                    |
      | >   | S 9000:9000(0) win 65535           | NEW         | SYN_SENT    | -                                                    |
      | <   | S. 7000:7000(0) ack 9001 win 65535 | ESTABLISHED | SYN_RECV    | -                                                    |
      | >   | . 9001:9001(0) ack 7001 win 65535  | ESTABLISHED | ESTABLISHED | -                                                    |

  @id:tcp-challenge-refused @since:6.1
  Scenario: A responder that has forgotten the connection refuses the SYN with a RST, which closes it
    The RST acknowledges the SYN that was let through, so its own number does not matter.
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                    | ctstate     | state       | timeout | log                                                  |
      | >   | S 9000:9000(0) win 65535  | ESTABLISHED | ESTABLISHED |         | packet (index 0) in dir 0 ignored, state ESTABLISHED |
      | <   | R. =0:0(0) ack 9001 win 0 | ESTABLISHED | CLOSE       | 10      | -                                                    |

  @id:tcp-challenge-refused-wrong @since:6.1
  Scenario: A RST that acknowledges something else does not
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                    | ctstate     | state       | log                                                                  |
      | >   | S 9000:9000(0) win 65535  | ESTABLISHED | ESTABLISHED | packet (index 0) in dir 0 ignored, state ESTABLISHED                 |
      | <   | R. =0:0(0) ack 8001 win 0 | INVALID     | ESTABLISHED | SEQ is over upper bound 3000065537 (over the window of the receiver) |

  @id:tcp-challenge-last-ack @since:6.1
  Scenario: In LAST_ACK a challenge ACK does not pass for the acknowledgment of the last FIN
    Given packets have brought the connection to LAST_ACK
    When these packets arrive:
      | dir | packet                   | ctstate     | state    | log                                               |
      | >   | S 9000:9000(0) win 65535 | ESTABLISHED | LAST_ACK | packet (index 0) in dir 0 ignored, state LAST_ACK |
      | <   | . 2:2(0) ack 2 win 65535 | ESTABLISHED | LAST_ACK | challenge-ack ignored                             |
      | >   | R 2:2(0) win 0           | ESTABLISHED | CLOSE    | -                                                 |
      | >   | S 9000:9000(0) win 65535 | NEW         | SYN_SENT | -                                                 |

  @id:tcp-challenge-last-ack-once @since:6.1
  Scenario: Only one challenge ACK is expected for a SYN
    Given packets have brought the connection to LAST_ACK
    When these packets arrive:
      | dir | packet                   | state     | log                                               |
      | >   | S 9000:9000(0) win 65535 | LAST_ACK  | packet (index 0) in dir 0 ignored, state LAST_ACK |
      | <   | . 2:2(0) ack 2 win 65535 | LAST_ACK  | challenge-ack ignored                             |
      | <   | . 2:2(0) ack 2 win 65535 | TIME_WAIT | -                                                 |

  @id:tcp-challenge-last-ack-without-syn
  Scenario: Without a SYN before it such an ACK ends the connection
    Given packets have brought the connection to LAST_ACK
    When these packets arrive:
      | dir | packet                   | state     | log |
      | <   | . 2:2(0) ack 2 win 65535 | TIME_WAIT | -   |

  @id:tcp-challenge-syn-sent @since:6.1
  Scenario: An ACK in answer to a SYN comes from an older connection, and the RST that answers it closes
    Conntrack knows nothing of the older connection; the RST is known by the number that the ACK acknowledged.
    Given packets have brought the connection to SYN_SENT
    When these packets arrive:
      | dir | packet                            | ctstate     | state    | status     | log                                               |
      | <   | . 5000:5000(0) ack 770001 win 240 | ESTABLISHED | SYN_SENT | SEEN_REPLY | packet (index 3) in dir 1 ignored, state SYN_SENT |
      | >   | R 770001:770001(0) win 0          | ESTABLISHED | CLOSE    |            | -                                                 |
      | >   | S 0:0(0) win 65535                | NEW         | SYN_SENT | UNREPLIED  | -                                                 |

  @id:tcp-challenge-syn-sent-wrong @since:6.1
  Scenario: A RST with another number does not answer it
    Given packets have brought the connection to SYN_SENT
    When these packets arrive:
      | dir | packet                            | ctstate     | state    | log                                                               |
      | <   | . 5000:5000(0) ack 770001 win 240 | ESTABLISHED | SYN_SENT | packet (index 3) in dir 1 ignored, state SYN_SENT                 |
      | >   | R 770002:770002(0) win 0          | INVALID     | SYN_SENT | SEQ is over upper bound 1000002 (over the window of the receiver) |

  @id:tcp-challenge-syn-sent-acknowledged @since:6.1
  Scenario: A RST that acknowledges the challenge closes, whatever its own number
    Given packets have brought the connection to SYN_SENT
    When these packets arrive:
      | dir | packet                            | ctstate     | state    | log                                               |
      | <   | . 5000:5000(0) ack 770001 win 240 | ESTABLISHED | SYN_SENT | packet (index 3) in dir 1 ignored, state SYN_SENT |
      | >   | R. 90001:90001(0) ack 5000 win 0  | ESTABLISHED | CLOSE    | -                                                 |
