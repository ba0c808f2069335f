@src:nf_conntrack_sane.c
Feature: Pictures from a SANE scanner
  A program asks a scanner server over a control connection to start a scan, and the answer names a port that
  the picture comes from. The helper reads requests of eight bytes and, after SANE_NET_START, the answer.

  Background:
    Given the helper sane on tcp port 6566
    And the flow tcp client:1024 > server:6566
    And packets have brought the connection to ESTABLISHED

  @id:sane-start
  Scenario: The answer to a start names the port
    When these packets arrive:
      | dir | packet                        | ctstate     | verdict |
      | >   | P. 0x0000000700000001         | ESTABLISHED | ACCEPT  |
      | <   | P. 0x00000000000007d100001234 | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected               | master                        | timeout | helper |
      | client:* > server:2001 | tcp client:1024 > server:6566 | 300     | sane   |
    When these packets arrive:
      | packet                                            | ctstate |
      | tcp client2:3000 > server:2001 S 0:0(0) win 64240 | NEW     |
      | tcp client:3000 > server:2001 S 0:0(0) win 64240  | RELATED |
      | tcp client:3001 > server:2001 S 0:0(0) win 64240  | NEW     |

  @id:sane-not
  Scenario Outline: <what> announces nothing
    When these packets arrive:
      | dir | packet       | ctstate     | verdict |
      | >   | P. <request> | ESTABLISHED | ACCEPT  |
      | <   | P. <answer>  | ESTABLISHED | ACCEPT  |
    Then there are no expectations

    Examples:
      | what                          | request              | answer                     |
      | The answer to another request | 0x0000000600000001   | 0x00000000000007d100001234 |
      | A request that is longer      | 0x000000070000000100 | 0x00000000000007d100001234 |
      | A start that failed           | 0x0000000700000001   | 0x00000004000007d100001234 |
      | A port of more than 16 bits   | 0x0000000700000001   | 0x00000000000107d100001234 |
      | An answer that is too short   | 0x0000000700000001   | 0x00000000000007           |

  @id:sane-next
  Scenario: Only the next answer counts
    When these packets arrive:
      | dir | packet                        | ctstate     |
      | >   | P. 0x0000000700000001         | ESTABLISHED |
      | <   | P. 0x00000004                 | ESTABLISHED |
      | <   | P. 0x00000000000007d100001234 | ESTABLISHED |
    Then there are no expectations

  @id:sane-one
  Scenario: A second start takes the place of the first
    When these packets arrive:
      | dir | packet                        |
      | >   | P. 0x0000000700000001         |
      | <   | P. 0x00000000000007d100001234 |
      | >   | P. 0x0000000700000001         |
      | <   | P. 0x00000000000007d200001234 |
    Then the expectations are:
      | expected               |
      | client:* > server:2002 |

  @id:sane-taken
  Scenario: An answer with a port that another connection expects already is dropped
    Given the flows:
      | name   | flow                          |
      | first  | tcp client:1025 > server:6566 |
      | second | tcp client:1024 > server:6566 |
    When these packets arrive:
      | flow   | dir | packet                        | ctstate     | verdict | reason                 |
      | first  | >   | S 0:0(0) win 64240            | NEW         | ACCEPT  | -                      |
      | first  | <   | S. 0:0(0) ack 1 win 65535     | ESTABLISHED | ACCEPT  | -                      |
      | first  | >   | . ack 1                       | ESTABLISHED | ACCEPT  | -                      |
      | first  | >   | P. 0x0000000700000001         | ESTABLISHED | ACCEPT  | -                      |
      | first  | <   | P. 0x00000000000007d100001234 | ESTABLISHED | ACCEPT  | -                      |
      | second | >   | P. 0x0000000700000001         | ESTABLISHED | ACCEPT  | -                      |
      | second | <   | P. 0x00000000000007d100001234 | ESTABLISHED | DROP    | cannot add expectation |
