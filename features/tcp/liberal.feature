@src:nf_conntrack_proto_tcp.c
Feature: Liberal TCP window tracking
  Some paths show the router only part of a connection, and then its idea of the window is wrong. Liberal mode
  believes every segment, wherever it lies, but learns nothing of the window from those that do not fit. It
  can be switched on for all, and it is on by itself for connections that were picked up in the middle, where
  the scale of the windows is unknown.

  @id:tcp-liberal-off @sysctl:nf_conntrack_tcp_be_liberal
  Scenario: Liberal mode is off by default
    Given a router
    Then the sysctl net.netfilter.nf_conntrack_tcp_be_liberal is 0

  @id:tcp-liberal-sysctl @sysctl:nf_conntrack_tcp_be_liberal
  Scenario Outline: In liberal mode <what> is accepted
    Given the sysctls:
      | name                                      | value |
      | net.netfilter.nf_conntrack_tcp_be_liberal | 1     |
      | net.netfilter.nf_conntrack_log_invalid    | 6     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet   | ctstate     | state       | log |
      | >   | <packet> | ESTABLISHED | ESTABLISHED | -   |

    Examples: What lies beyond any of the four bounds
      | what                                  | packet                                  |
      | data far beyond the window            | P. 900001:900101(100) ack 1 win 65535   |
      | data far before it                    | P. -900001:-899901(100) ack 1 win 65535 |
      | an acknowledgment of data nobody sent | . 1:1(0) ack 900001 win 65535           |
      | an acknowledgment from long ago       | . 1:1(0) ack -900001 win 65535          |

  @id:tcp-liberal-strict
  Scenario Outline: In strict mode <what> is <ctstate>
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet   | ctstate   | state       |
      | >   | <packet> | <ctstate> | ESTABLISHED |

    Examples: The same segments
      | what                                  | packet                                  | ctstate     |
      | data far beyond the window            | P. 900001:900101(100) ack 1 win 65535   | INVALID     |

    @since:6.1
    Examples: The same segments, since Linux 6.1
      | what                                  | packet                                  | ctstate     |
      | data far before it                    | P. -900001:-899901(100) ack 1 win 65535 | ESTABLISHED |

    Examples: The same segments
      | what                                  | packet                                  | ctstate     |
      | an acknowledgment of data nobody sent | . 1:1(0) ack 900001 win 65535           | INVALID     |

    @since:6.1
    Examples: The same segments, since Linux 6.1
      | what                                  | packet                                  | ctstate     |
      | an acknowledgment from long ago       | . 1:1(0) ack -900001 win 65535          | ESTABLISHED |

  @id:tcp-liberal-learns-nothing @sysctl:nf_conntrack_tcp_be_liberal @since:6.1
  Scenario: Liberal mode learns nothing from what does not fit
    Once it is switched off, the window is where it was.
    Given the sysctls:
      | name                                      | value |
      | net.netfilter.nf_conntrack_tcp_be_liberal | 1     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                                | ctstate     |
      | >   | P. 900001:900101(100) ack 1 win 65535 | ESTABLISHED |
    And the sysctl net.netfilter.nf_conntrack_tcp_be_liberal is set to 0
    And these packets arrive:
      | dir | packet                        | ctstate     | reason                                                    |
      | <   | . 1:1(0) ack 900101 win 65535 | INVALID     | ACK is over upper bound 1000002 (ACKed data not seen yet) |
      | <   | . 1:1(0) ack 1 win 65535      | ESTABLISHED | -                                                         |

  @id:tcp-liberal-flags @sysctl:nf_conntrack_tcp_be_liberal @since:6.1
  Scenario: Liberal mode does not forgive what the transition table forbids
    Given the sysctls:
      | name                                      | value |
      | net.netfilter.nf_conntrack_tcp_be_liberal | 1     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                    | ctstate | reason                                               |
      | >   | S. 1:1(0) ack 1 win 65535 | INVALID | packet (index 1) in dir 0 invalid, state ESTABLISHED |
      | >   | SF 1:1(0) win 65535       | INVALID | invalid tcp flag combination                         |

  @id:tcp-liberal-reset @sysctl:nf_conntrack_tcp_be_liberal
  Scenario: Nor does it forgive a RST that lies before what was acknowledged
    Given the sysctls:
      | name                                      | value |
      | net.netfilter.nf_conntrack_tcp_be_liberal | 1     |
    And the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet         | ctstate | state       | reason      |
      | <   | R -100:-100(0) | INVALID | ESTABLISHED | invalid rst |
