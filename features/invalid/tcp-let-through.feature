@src:nf_conntrack_proto_tcp.c @sysctl:nf_conntrack_log_invalid
Feature: TCP segments that conntrack complains of and lets through
  Some segments do not fit, and yet may be in good order: old duplicates, or signs that conntrack is out of
  step. They belong to the connection and change nothing of it. The log, where it is asked for, names them
  just like INVALID ones.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80

  @id:invalid-tcp-ignored @since:6.1
  Scenario: A SYN on an established connection is ignored
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                   | ctstate     | state       | reason | log                                                  |
      | >   | S 9000:9000(0) win 65535 | ESTABLISHED | ESTABLISHED | -      | packet (index 0) in dir 0 ignored, state ESTABLISHED |

  @id:invalid-tcp-challenge @since:6.1
  Scenario: A challenge ACK to a SYN in LAST_ACK is ignored
    Given packets have brought the connection to LAST_ACK
    When these packets arrive:
      | dir | packet                   | ctstate     | state    | reason | log                                               |
      | >   | S 9000:9000(0) win 65535 | ESTABLISHED | LAST_ACK | -      | packet (index 0) in dir 0 ignored, state LAST_ACK |
      | <   | . 2:2(0) ack 2 win 65535 | ESTABLISHED | LAST_ACK | -      | challenge-ack ignored                             |

  @id:invalid-tcp-more-than-expected @since:6.1
  Scenario: Data beyond the window, but not by more than a window, are more than expected
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                              | ctstate     | state       | reason | log                          |
      | >   | P. 65537:65637(100) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | -      | 102 bytes more than expected |

  @id:invalid-tcp-sequence-old @since:6.1
  Scenario: Data from before the window are under the lower bound
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                             | ctstate     | state       | reason | log                                                                |
      | >   | . -70000:-70000(0) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | -      | SEQ is under lower bound 934465 (already ACKed data retransmitted) |

  @id:invalid-tcp-acknowledgment-old @since:6.1
  Scenario: A hopelessly late acknowledgment is under the lower bound
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                        | ctstate     | state       | reason | log                                                                |
      | >   | . 1:1(0) ack -70000 win 65535 | ESTABLISHED | ESTABLISHED | -      | ignored ACK under lower bound 2999934000 (possible overly delayed) |

  @id:invalid-tcp-lowered @since:6.1 @until:6.18 @except:6.12
  Scenario: Ends of both sides outside the window lower the timeout, and the log says so as well
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                              | ctstate | timeout | reason                                                               | log                                                                                                                                       |
      | >   | F. 500001:500001(0) ack 1 win 65535 | INVALID | 5 days  | SEQ is over upper bound 1065537 (over the window of the receiver)    | SEQ is over upper bound 1065537 (over the window of the receiver)                                                                         |
      | <   | F. 500001:500001(0) ack 1 win 65535 | INVALID | 300     | SEQ is over upper bound 3000065537 (over the window of the receiver) | SEQ is over upper bound 3000065537 (over the window of the receiver); packet (index 2, dir 1) response for index 2 lower timeout to 75000 |
