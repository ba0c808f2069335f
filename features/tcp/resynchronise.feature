@src:nf_conntrack_proto_tcp.c
Feature: Getting in step with a TCP connection that began anew
  When the two ends have closed a connection and the router has not seen how, their next SYN seems to
  disturb a live connection. It is let through without effect, but not forgotten: a SYN/ACK that acknowledges
  just this SYN proves that both ends are in step with each other, and conntrack follows them, with
  everything the SYN had said about sequence numbers, windows and options.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80

  @id:tcp-resynchronise @since:6.1
  Scenario Outline: In <state> a SYN and the SYN/ACK that answers it begin a new connection in the same entry
    Given packets have brought the connection to <state>
    When these packets arrive:
      | dir | packet                                             | ctstate     | state       | log                                              |
      | >   | S 900000:900000(0) win 1000 [mss 1460]             | ESTABLISHED | <state>     | packet (index 0) in dir 0 ignored, state <state> |
      | <   | S. 700000:700000(0) ack 900001 win 1000 [mss 1460] | ESTABLISHED | SYN_RECV    | -                                                |
      | >   | . 900001:900001(0) ack 700001 win 1000             | ESTABLISHED | ESTABLISHED | -                                                |
      | >   | P. 900001:900101(100) ack 700001 win 1000          | ESTABLISHED | ESTABLISHED | -                                                |
      | <   | . 700001:700001(0) ack 900101 win 1000             | ESTABLISHED | ESTABLISHED | -                                                |
    Then the table holds 1 entry

    Examples: The states in which a SYN of the originator is ignored
      | state       |
      | SYN_RECV    |
      | ESTABLISHED |
      | FIN_WAIT    |
      | CLOSE_WAIT  |
      | LAST_ACK    |

  @id:tcp-resynchronise-wrong-answer @since:6.1
  Scenario: A SYN/ACK that acknowledges something else is ignored as well
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                                  | ctstate     | state       | log                                                  |
      | >   | S 900000:900000(0) win 1000             | ESTABLISHED | ESTABLISHED | packet (index 0) in dir 0 ignored, state ESTABLISHED |
      | <   | S. 700000:700000(0) ack 900002 win 1000 | ESTABLISHED | ESTABLISHED | packet (index 1) in dir 1 ignored, state ESTABLISHED |

  @id:tcp-resynchronise-forgotten @since:6.1
  Scenario: An ordinary segment in between makes the SYN forgotten
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                                  | ctstate     | state       | log                                                  |
      | >   | S 900000:900000(0) win 1000             | ESTABLISHED | ESTABLISHED | packet (index 0) in dir 0 ignored, state ESTABLISHED |
      | >   | . 1:1(0) ack 1 win 65535                | ESTABLISHED | ESTABLISHED | -                                                    |
      | <   | S. 700000:700000(0) ack 900001 win 1000 | ESTABLISHED | ESTABLISHED | packet (index 1) in dir 1 ignored, state ESTABLISHED |

  @id:tcp-resynchronise-window @since:6.1
  Scenario: The windows are those of the new handshake
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                                  | ctstate     | log                                                  |
      | >   | S 900000:900000(0) win 1000             | ESTABLISHED | packet (index 0) in dir 0 ignored, state ESTABLISHED |
      | <   | S. 700000:700000(0) ack 900001 win 1000 | ESTABLISHED | -                                                    |
      | >   | . 900001:900001(0) ack 700001 win 1000  | ESTABLISHED | -                                                    |
      | >   | . 901001:901001(0) ack 700001 win 1000  | ESTABLISHED | -                                                    |
      | >   | . 901002:901002(0) ack 700001 win 1000  | ESTABLISHED | 2 bytes more than expected                           |

  @id:tcp-resynchronise-options @rfc:7323-2.2 @since:6.1
  Scenario: The scale that the ignored SYN offered is in force
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                                                  | ctstate     | log                                                  |
      | >   | S 900000:900000(0) win 1000 [mss 1460,ws 3]             | ESTABLISHED | packet (index 0) in dir 0 ignored, state ESTABLISHED |
      | <   | S. 700000:700000(0) ack 900001 win 1000 [mss 1460,ws 0] | ESTABLISHED | -                                                    |
      | >   | . 900001:900001(0) ack 700001 win 1000                  | ESTABLISHED | -                                                    |
      | <   | . 708001:708001(0) ack 900001 win 1000                  | ESTABLISHED | -                                                    |
      | <   | . 708002:708002(0) ack 900001 win 1000                  | ESTABLISHED | 2 bytes more than expected                           |

  @id:tcp-resynchronise-window-responder @since:6.1
  Scenario: The window that the ignored SYN announced bounds the responder
    Given packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                                  | ctstate     | log                                                                  |
      | >   | S 900000:900000(0) win 1000             | ESTABLISHED | packet (index 0) in dir 0 ignored, state ESTABLISHED                 |
      | <   | S. 700000:700000(0) ack 900001 win 1000 | ESTABLISHED | -                                                                    |
      | >   | . 900001:900001(0) ack 700001 win 1000  | ESTABLISHED | -                                                                    |
      | <   | . 702000:702000(0) ack 900001 win 1000  | ESTABLISHED | 1000 bytes more than expected                                        |
      | <   | . 702001:702001(0) ack 900001 win 1000  | INVALID     | SEQ is over upper bound 3000701002 (over the window of the receiver) |

  @id:tcp-resynchronise-picked-up
  Scenario: After a pick-up the responder stays liberal, and the originator does not
    Given the flow tcp client:1025 > server:80
    When these packets arrive:
      | flow                        | dir | packet                                             | ctstate     | state       |
      | tcp client:1025 > server:80 | >   | . 1:1(0) ack 1 win 500                             | NEW         | ESTABLISHED |
      | tcp client:1025 > server:80 | <   | . 1:1(0) ack 1 win 500                             | ESTABLISHED | ESTABLISHED |
      | tcp client:1025 > server:80 | >   | S 900000:900000(0) win 1000 [mss 1460]             | ESTABLISHED | ESTABLISHED |
      | tcp client:1025 > server:80 | <   | S. 700000:700000(0) ack 900001 win 1000 [mss 1460] | ESTABLISHED | SYN_RECV    |
      | tcp client:1025 > server:80 | >   | . 900001:900001(0) ack 700001 win 1000             | ESTABLISHED | ESTABLISHED |
      | tcp client:1025 > server:80 | <   | . 799999:799999(0) ack 900001 win 1000             | ESTABLISHED | ESTABLISHED |
      | tcp client:1025 > server:80 | >   | . 999999:999999(0) ack 700001 win 1000             | INVALID     | ESTABLISHED |
