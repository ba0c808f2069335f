@src:nf_conntrack_proto_tcp.c
Feature: Picking up a TCP connection in the middle
  A router that has just been started, or to which a connection has been rerouted, never saw the handshake. By
  default it takes an ACK as the middle of a connection ("loose" pick-up): ESTABLISHED at once, but for five
  minutes only until the other side is heard as well. The scale of the windows is unknown, so each side is
  treated liberally. A router that must not do so is told by sysctl.

  @id:tcp-pick-up-loose @sysctl:nf_conntrack_tcp_loose
  Scenario Outline: An ACK of a connection whose beginning was missed picks it up, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet                             | ctstate     | ctdir    | state       | status             | timeout |
      | >   | P. 5001:5101(100) ack 7001 win 500 | NEW         | ORIGINAL | ESTABLISHED | UNREPLIED !ASSURED | 300     |
      | <   | . 7001:7001(0) ack 5101 win 500    | ESTABLISHED | REPLY    | ESTABLISHED | SEEN_REPLY         | 300     |
      | >   | . 5101:5101(0) ack 7001 win 500    | ESTABLISHED | ORIGINAL | ESTABLISHED | ASSURED            | 5 days  |

    Examples: Both families
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:tcp-pick-up-unanswered @sysctl:nf_conntrack_tcp_timeout_unacknowledged
  Scenario: Until the other side is heard, the connection is kept for the unacknowledged timeout
    Given the sysctls:
      | name                                                  | value |
      | net.netfilter.nf_conntrack_tcp_timeout_unacknowledged | 250   |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                   | ctstate | state       | timeout |
      | >   | . 1:1(0) ack 1 win 500   | NEW     | ESTABLISHED | 250     |
      | >   | . 1:1(0) ack 501 win 500 | NEW     | ESTABLISHED | 250     |

  @id:tcp-pick-up-orientation
  Scenario: Whoever is heard first is the originator, though it was the server of the connection
    Given the flow tcp server:80 > client:1024
    When these packets arrive:
      | dir | packet                 | ctstate     | ctdir    |
      | >   | . 1:1(0) ack 1 win 500 | NEW         | ORIGINAL |
      | <   | . 1:1(0) ack 1 win 500 | ESTABLISHED | REPLY    |
    Then the table holds:
      | original                | reply                   | state       |
      | server:80 > client:1024 | client:1024 > server:80 | ESTABLISHED |

  @id:tcp-pick-up-liberal
  Scenario: Both sides of a connection that was picked up are treated liberally
    With a scale nobody saw, what looks far outside the window may well be inside.
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                              | ctstate     | reason |
      | >   | . 1:1(0) ack 1 win 500              | NEW         | -      |
      | <   | . 1:1(0) ack 1 win 500              | ESTABLISHED | -      |
      | >   | P. 60001:60101(100) ack 1 win 500   | ESTABLISHED | -      |
      | <   | . 1:1(0) ack 60101 win 500          | ESTABLISHED | -      |
      | <   | P. 900001:900101(100) ack 1 win 500 | ESTABLISHED | -      |

  @id:tcp-pick-up-strict-after-handshake
  Scenario: A new handshake between the same ports ends that
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                                      | ctstate     | state       |
      | >   | . 1:1(0) ack 1 win 500                      | NEW         | ESTABLISHED |
      | <   | . 1:1(0) ack 1 win 500                      | ESTABLISHED | ESTABLISHED |
      | >   | F. 1:1(0) ack 1 win 500                     | ESTABLISHED | FIN_WAIT    |
      | <   | F. 1:1(0) ack 2 win 500                     | ESTABLISHED | LAST_ACK    |
      | >   | . 2:2(0) ack 2 win 500                      | ESTABLISHED | TIME_WAIT   |
      | >   | S 9000:9000(0) win 500 [mss 1460]           | NEW         | SYN_SENT    |
      | <   | S. 9000:9000(0) ack 9001 win 500 [mss 1460] | ESTABLISHED | SYN_RECV    |
      | >   | . 9001:9001(0) ack 9001 win 500             | ESTABLISHED | ESTABLISHED |
      | >   | . 60001:60001(0) ack 9001 win 500           | INVALID     | ESTABLISHED |

  @id:tcp-pick-up-forbidden @sysctl:nf_conntrack_tcp_loose
  Scenario: With loose pick-up switched off an ACK of an unknown connection is INVALID
    The kernel gives no reason.
    Given the sysctls:
      | name                                 | value |
      | net.netfilter.nf_conntrack_tcp_loose | 0     |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                 | ctstate | ctdir | state | reason | verdict |
      | >   | . 1:1(0) ack 1 win 500 | INVALID | -     | -     | -      | ACCEPT  |
      | <   | . 1:1(0) ack 1 win 500 | INVALID | -     | -     | -      | ACCEPT  |
    Then the table is empty

  @id:tcp-pick-up-handshake-still-possible @sysctl:nf_conntrack_tcp_loose
  Scenario: With loose pick-up switched off a handshake opens connections as ever
    Given the sysctls:
      | name                                 | value |
      | net.netfilter.nf_conntrack_tcp_loose | 0     |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                    | ctstate     | state       |
      | >   | S 0:0(0) win 65535        | NEW         | SYN_SENT    |
      | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | SYN_RECV    |
      | >   | . 1:1(0) ack 1 win 65535  | ESTABLISHED | ESTABLISHED |

  @id:tcp-pick-up-nothing-else @since:6.12
  Scenario Outline: A <segment> picks nothing up
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet   | ctstate | state | reason      |
      | >   | <packet> | INVALID | -     | invalid new |
    Then the table is empty

    Examples: What is not the middle of a connection
      | segment | packet                    |
      | SYN/ACK | S. 0:0(0) ack 1 win 65535 |
      | FIN     | F. 1:1(0) ack 1 win 65535 |
      | RST     | R 1:1(0) win 0            |
