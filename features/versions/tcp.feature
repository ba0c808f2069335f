@src:nf_conntrack_proto_tcp.c
Feature: TCP from version to version
  What conntrack makes of a segment has changed over the years: newer versions let more through that is out of step, and say
  more about what they do not believe. The table in docs/lab.md tells all that is known to differ.

  @id:versions-tcp-window
  Scenario Outline: On Linux <version> data from before the window are <ctstate>
    Given Linux <version>
    And the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                                  | ctstate   | log   |
      | >   | P. -900001:-899901(100) ack 1 win 65535 | <ctstate> | <log> |

    Examples: Each version
      | version | ctstate     | log                                                                |
      | 5.10    | INVALID     | SEQ is under the lower bound (already ACKed data retransmitted)    |
      | 6.1     | ESTABLISHED | SEQ is under lower bound 934465 (already ACKed data retransmitted) |
      | 6.12    | ESTABLISHED | SEQ is under lower bound 934465 (already ACKed data retransmitted) |
      | 6.18    | ESTABLISHED | SEQ is under lower bound 934465 (already ACKed data retransmitted) |
      | 7.3     | ESTABLISHED | SEQ is under lower bound 934465 (already ACKed data retransmitted) |

  @id:versions-tcp-begins-anew
  Scenario Outline: On Linux <version> a FIN with later data in SYN_RECV is <ctstate>
    Given Linux <version>
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_RECV
    When these packets arrive:
      | dir | packet                              | ctstate   | state   |
      | <   | F. 500001:500001(0) ack 1 win 65535 | <ctstate> | <state> |

    Examples: Each version
      | version | ctstate     | state    |
      | 5.10    | ESTABLISHED | FIN_WAIT |
      | 6.1     | INVALID     | SYN_RECV |
      | 6.12    | INVALID     | SYN_RECV |
      | 6.18    | INVALID     | SYN_RECV |
      | 7.3     | INVALID     | SYN_RECV |

  @id:versions-tcp-reset-while-closing
  Scenario Outline: On Linux <version> a RST from elsewhere leaves a closing connection in <state>
    Given Linux <version>
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to FIN_WAIT
    When these packets arrive:
      | dir | packet                   | ctstate   | state   |
      | >   | R 900001:900001(0) win 0 | <ctstate> | <state> |

    Examples: Each version
      | version | ctstate     | state    |
      | 5.10    | INVALID     | FIN_WAIT |
      | 6.1     | ESTABLISHED | CLOSE    |
      | 6.12    | ESTABLISHED | CLOSE    |
      | 6.18    | ESTABLISHED | CLOSE    |
      | 7.3     | ESTABLISHED | CLOSE    |

  @id:versions-tcp-reset-in-window
  Scenario Outline: On Linux <version> a RST inside the window leaves <timeout> seconds
    Given Linux <version>
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet   | ctstate     | state       | timeout   |
      | <   | R 2:2(0) | ESTABLISHED | ESTABLISHED | <timeout> |

    Examples: Each version
      | version | timeout |
      | 5.10    | 10      |
      | 6.1     | 10      |
      | 6.12    | 300     |
      | 6.18    | 10      |
      | 7.3     | 300     |

  @id:versions-tcp-reset-closes
  Scenario Outline: On Linux <version> a RST that closes leaves the timeout of CLOSE, <or> when something is unacknowledged
    Given Linux <version>
    And the sysctls:
      | name                                                  | value |
      | net.netfilter.nf_conntrack_tcp_timeout_close          | 3600  |
      | net.netfilter.nf_conntrack_tcp_timeout_unacknowledged | 200   |
    And the flows:
      | name  | flow                        |
      | quiet | tcp client:1024 > server:80 |
      | busy  | tcp client:1025 > server:80 |
    When these packets arrive:
      | flow  | dir | packet            | state       | timeout   |
      | quiet | >   | S 0:0(0)          | SYN_SENT    | 120       |
      | quiet | <   | S. 0:0(0) ack 1   | SYN_RECV    | 60        |
      | quiet | >   | . ack 1           | ESTABLISHED | 5 days    |
      | quiet | <   | R. 1:1(0) ack 1   | CLOSE       | 3600      |
      | busy  | >   | S 0:0(0)          | SYN_SENT    | 120       |
      | busy  | <   | S. 0:0(0) ack 1   | SYN_RECV    | 60        |
      | busy  | >   | . ack 1           | ESTABLISHED | 5 days    |
      | busy  | >   | P. 1:11(10) ack 1 | ESTABLISHED | 200       |
      | busy  | <   | R. 1:1(0) ack 1   | CLOSE       | <timeout> |

    Examples: Each version
      | version | or      | timeout |
      | 5.10    | even    | 3600    |
      | 6.1     | even    | 3600    |
      | 6.12    | but not | 200     |
      | 6.18    | even    | 3600    |
      | 7.3     | but not | 200     |

  @id:versions-tcp-lowered-timeout
  Scenario Outline: On Linux <version> ends of both sides outside the window leave <timeout>
    Given Linux <version>
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                              | ctstate | timeout   |
      | >   | F. 500001:500001(0) ack 1 win 65535 | INVALID | 5 days    |
      | <   | F. 500001:500001(0) ack 1 win 65535 | INVALID | <timeout> |

    Examples: Each version
      | version | timeout |
      | 5.10    | 5 days  |
      | 6.1     | 300     |
      | 6.12    | 300     |
      | 6.18    | 300     |
      | 7.3     | 300     |

  @id:versions-tcp-words
  Scenario Outline: On Linux <version> a SYN/ACK of the originator is refused with “<reason>”
    Given Linux <version>
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_SENT
    When these packets arrive:
      | dir | packet                    | ctstate | reason   |
      | >   | S. 0:0(0) ack 1 win 65535 | INVALID | <reason> |

    Examples: Each version
      | version | reason                                            |
      | 5.10    | invalid state                                     |
      | 6.1     | packet (index 1) in dir 0 invalid, state SYN_SENT |
      | 6.12    | packet (index 1) in dir 0 invalid, state SYN_SENT |
      | 6.18    | packet (index 1) in dir 0 invalid, state SYN_SENT |
      | 7.3     | packet (index 1) in dir 0 invalid, state SYN_SENT |

  @id:versions-tcp-invalid-new
  Scenario Outline: On Linux <version> what opens no connection is refused <how>
    Given Linux <version>
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                   | ctstate | reason   |
      | >   | F. 1:1(0) ack 1 win 1000 | INVALID | <reason> |

    Examples: Each version
      | version | how             | reason      |
      | 5.10    | without a word  | -           |
      | 6.1     | without a word  | -           |
      | 6.12    | with its reason | invalid new |
      | 6.18    | with its reason | invalid new |
      | 7.3     | with its reason | invalid new |

  @id:versions-tcp-reset-switch @sysctl:nf_conntrack_tcp_ignore_invalid_rst
  Scenario: On Linux 5.10 there is no switch for RSTs
    Given Linux 5.10
    Then the sysctl net.netfilter.nf_conntrack_tcp_ignore_invalid_rst cannot be set to 1

  @id:versions-tcp-reset-answers-other @src:nf_conntrack_tcp_packet
  Scenario Outline: On Linux <version> a RST far from the window, that acknowledges what nobody has sent, <what> after a SYN of its own side
    Given Linux <version>
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                    | ctstate     |
      | >   | S =0:0(0) win 65535       | NEW         |
      | <   | S =912314252:912314252(0) | ESTABLISHED |
      | <   | R. =10:10(0) ack =0       | <ctstate>   |
    Then the table holds:
      | flow                        | state   |
      | tcp client:1024 > server:80 | <state> |

    Examples: Each version
      | version | what            | ctstate     | state     |
      | 5.10    | ends it         | ESTABLISHED | CLOSE     |
      | 6.1     | does not end it | ESTABLISHED | SYN_SENT2 |
      | 6.12    | does not end it | ESTABLISHED | SYN_SENT2 |
      | 6.18    | does not end it | ESTABLISHED | SYN_SENT2 |
      | 7.3     | does not end it | ESTABLISHED | SYN_SENT2 |

  @id:versions-scale-kept @src:tcp_in_window
  Scenario Outline: On Linux <version> a segment with options that follows its side's SYN/ACK at once leaves the other side its scale
    On Linux 5.10 it begins the window of its side anew, which may take that side its own.
    Given Linux <version>
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                                                  | ctstate     |
      | >   | S 0:0(0) win 65535 <ws 7>                               | NEW         |
      | <   | S. 0:0(0) ack 1 win 65535 <ws 1>                        | ESTABLISHED |
      | <   | . 1:11(10) ack 1 win 100 <nop,nop,TS val 1 ecr 1>       | ESTABLISHED |
      | >   | . 1:1(0) ack 11 win 1000                                | ESTABLISHED |
      | <   | . 60000:60000(0) ack 1 win 100 <nop,nop,TS val 2 ecr 1> | ESTABLISHED |

    Examples: Each version
      | version |
      | 5.10    |
      | 6.1     |
      | 6.12    |
      | 6.18    |
      | 7.3     |
