@src:nf_conntrack_core.c
Feature: Connection tracking and stateful inspection
  Connection tracking stores what there is to know of a connection: the addresses of source and destination, the
  pair of ports, the protocol, the state and a timeout. With that, cleverer rules can be written. It tracks
  packets; it does not filter them: that is left to the rules.

  @id:article-tracking-stored
  Scenario Outline: Addresses, ports, protocol, state and timeout of a connection are stored, over <family>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet             | timeout |
      | >   | S 0:0(0) win 65535 | 120     |
    Then the table holds:
      | family   | protocol | original                    | reply                       | state    |
      | <family> | tcp      | <client>:1024 > <server>:80 | <server>:80 > <client>:1024 | SYN_SENT |

    Examples:
      | family | client           | server           |
      | ipv4   | client           | server           |
      | ipv6   | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:article-tracking-proc
  Scenario: The administrator reads it in /proc/net/nf_conntrack
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_SENT
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 tcp      6 120 SYN_SENT src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 mark=0 zone=0 use=2
      """

  @id:article-tracking-timeout
  Scenario: When its timeout is over without a packet, a connection is forgotten
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to SYN_SENT
    When 119 seconds pass
    Then the table holds 1 entry
    When 2 seconds pass
    Then the table is empty

  @id:article-tracking-no-filter
  Scenario: Connection tracking does not filter: even an INVALID packet passes
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet             | ctstate | verdict | out | reason                       |
      | >   | SF 0:0(0) win 1000 | INVALID | ACCEPT  | s0  | invalid tcp flag combination |

  @id:article-tracking-policy
  Scenario: With the state, rules can let in only what was asked for from inside
    The server may answer the client, but may not begin a connection of its own.
    Given the callbacks:
      | hook    | priority | match                     | verdict |
      | FORWARD | 0        | ct state invalid          | DROP    |
      | FORWARD | 1        | iifname "s0" ct state new | DROP    |
    And the flows:
      | name    | flow                        |
      | inside  | tcp client:1024 > server:80 |
      | outside | tcp server:1024 > client:22 |
    When these packets arrive:
      | flow    | dir | packet                    | ctstate     | verdict |
      | outside | >   | S 0:0(0) win 65535        | NEW         | DROP    |
      | inside  | >   | S 0:0(0) win 65535        | NEW         | ACCEPT  |
      | inside  | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | ACCEPT  |
      | inside  | >   | . 1:1(0) ack 1 win 65535  | ESTABLISHED | ACCEPT  |
      | inside  | <   | SF 1:1(0) win 65535       | INVALID     | DROP    |
    Then the table holds:
      | flow   | state       |
      | inside | ESTABLISHED |
