@src:nf_conntrack_proto_tcp.c @rfc:2018-3
Feature: Selective acknowledgments in TCP window tracking
  A receiver that misses a segment repeats the same acknowledgment number and tells what it has behind the
  gap in SACK blocks. The highest block is what it really acknowledges, so conntrack holds that against the
  data it has seen. It only looks where both ends have agreed on SACK in their SYNs.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80

  @id:tcp-window-sack-within
  Scenario: A block of data that were sent is fine
    When these packets arrive:
      | dir | packet                                          | ctstate     | log |
      | >   | S 0:0(0) win 65535 [mss 1460,sackOK]            | NEW         | -   |
      | <   | S. 0:0(0) ack 1 win 65535 [mss 1460,sackOK]     | ESTABLISHED | -   |
      | >   | . 1:1(0) ack 1 win 65535                        | ESTABLISHED | -   |
      | >   | P. 1:101(100) ack 1 win 65535                   | ESTABLISHED | -   |
      | >   | P. 101:201(100) ack 1 win 65535                 | ESTABLISHED | -   |
      | <   | . 1:1(0) ack 1 win 65535 [nop,nop,sack 101:201] | ESTABLISHED | -   |

  @id:tcp-window-sack-ahead @since:6.1
  Scenario: A block of data that nobody sent is INVALID
    When these packets arrive:
      | dir | packet                                          | ctstate     | log                                                       |
      | >   | S 0:0(0) win 65535 [mss 1460,sackOK]            | NEW         | -                                                         |
      | <   | S. 0:0(0) ack 1 win 65535 [mss 1460,sackOK]     | ESTABLISHED | -                                                         |
      | >   | . 1:1(0) ack 1 win 65535                        | ESTABLISHED | -                                                         |
      | >   | P. 1:101(100) ack 1 win 65535                   | ESTABLISHED | -                                                         |
      | <   | . 1:1(0) ack 1 win 65535 [nop,nop,sack 101:201] | INVALID     | ACK is over upper bound 1000102 (ACKed data not seen yet) |

  @id:tcp-window-sack-highest @since:6.1
  Scenario: Of several blocks the highest counts
    When these packets arrive:
      | dir | packet                                                 | ctstate     | log                                                       |
      | >   | S 0:0(0) win 65535 [mss 1460,sackOK]                   | NEW         | -                                                         |
      | <   | S. 0:0(0) ack 1 win 65535 [mss 1460,sackOK]            | ESTABLISHED | -                                                         |
      | >   | P. 1:301(300) ack 1 win 65535                          | ESTABLISHED | -                                                         |
      | <   | . 1:1(0) ack 1 win 65535 [nop,nop,sack 51:101 201:301] | ESTABLISHED | -                                                         |
      | <   | . 1:1(0) ack 1 win 65535 [nop,nop,sack 201:302 51:101] | INVALID     | ACK is over upper bound 1000302 (ACKed data not seen yet) |

  @id:tcp-window-sack-not-agreed
  Scenario: Without agreement blocks are not looked at
    When these packets arrive:
      | dir | packet                                          | ctstate     | log |
      | >   | S 0:0(0) win 65535 [mss 1460]                   | NEW         | -   |
      | <   | S. 0:0(0) ack 1 win 65535 [mss 1460]            | ESTABLISHED | -   |
      | >   | P. 1:101(100) ack 1 win 65535                   | ESTABLISHED | -   |
      | <   | . 1:1(0) ack 1 win 65535 [nop,nop,sack 101:201] | ESTABLISHED | -   |
