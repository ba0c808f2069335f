@src:nf_conntrack_amanda.c
Feature: The streams of an Amanda backup
  The server of an Amanda backup asks by UDP, and the machine that is to be backed up answers with the ports
  that its data can be fetched from. The helper reads the answers: the server may connect to each port, once.

  Background:
    Given the helper amanda on udp port 10080
    And the flow udp client:1024 > server:10080

  @id:amanda-streams
  Scenario: The server may fetch each stream that is named
    When these packets arrive:
      | dir | packet                                                    | ctstate     | timeout | verdict |
      | >   | udp "SERVICE sendbackup\n"                                | NEW         | 30      | ACCEPT  |
      | <   | udp "CONNECT DATA 2001 MESG 2002 INDEX 2003 STATE 2004\n" | ESTABLISHED | 300     | ACCEPT  |
    Then the expectations are:
      | expected               | master                         | timeout | helper |
      | client:* > server:2001 | udp client:1024 > server:10080 | 180     | amanda |
      | client:* > server:2002 | udp client:1024 > server:10080 | 180     | amanda |
      | client:* > server:2003 | udp client:1024 > server:10080 | 180     | amanda |
      | client:* > server:2004 | udp client:1024 > server:10080 | 180     | amanda |
    When these packets arrive:
      | packet                                            | ctstate |
      | tcp client:3000 > server:2001 S 0:0(0) win 64240  | RELATED |
      | tcp client:3001 > server:2001 S 0:0(0) win 64240  | NEW     |
      | tcp client2:3000 > server:2002 S 0:0(0) win 64240 | NEW     |

  @id:amanda-lines
  Scenario Outline: <what>
    When these packets arrive:
      | dir | packet                     | ctstate     |
      | >   | udp "SERVICE sendbackup\n" | NEW         |
      | <   | udp "<answer>"             | ESTABLISHED |
    Then the expectations are:
      | expected                 |
      | client:* > server:<port> |

    Examples: What is read of an answer
      | what                                                           | answer                                     | port |
      | The line may be anywhere                                       | REP HANDLE 1\nCONNECT DATA 2001\nOPTIONS\n | 2001 |
      | Only the first such line counts                                | CONNECT DATA 2001\nCONNECT MESG 2002\n     | 2001 |
      | A stream without a port ends the line: DATA is looked at first | CONNECT INDEX 0 DATA 2001 STATE 2004\n     | 2001 |
      | A port beyond 16 bits is cut to size                           | CONNECT DATA 67537\n                       | 2001 |
      | Of a longer number five digits are read                        | CONNECT DATA 020019\n                      | 2001 |

  @id:amanda-nothing
  Scenario Outline: <what> announces nothing
    When these packets arrive:
      | dir   | packet                     | ctstate     | verdict |
      | >     | udp "SERVICE sendbackup\n" | NEW         | ACCEPT  |
      | <     | udp "REP\n"                | ESTABLISHED | ACCEPT  |
      | <dir> | udp "<text>"               | ESTABLISHED | ACCEPT  |
    Then there are no expectations

    Examples:
      | what                     | dir | text                 |
      | The server itself        | >   | CONNECT DATA 2001\n  |
      | A line that does not end | <   | CONNECT DATA 2001    |
      | A line in small letters  | <   | connect data 2001\n  |
      | A stream of another name | <   | CONNECT OTHER 2001\n |
      | A line without CONNECT   | <   | DATA 2001\n          |

  @id:amanda-taken
  Scenario: An answer with a stream that another connection expects already is dropped
    Given the flows:
      | name   | flow                           |
      | first  | udp client:1024 > server:10080 |
      | second | udp client:1025 > server:10080 |
    When these packets arrive:
      | flow   | dir | packet                     | ctstate     | verdict | reason                 |
      | first  | >   | udp "SERVICE sendbackup\n" | NEW         | ACCEPT  | -                      |
      | first  | <   | udp "CONNECT DATA 2001\n"  | ESTABLISHED | ACCEPT  | -                      |
      | second | >   | udp "SERVICE sendbackup\n" | NEW         | ACCEPT  | -                      |
      | second | <   | udp "CONNECT DATA 2001\n"  | ESTABLISHED | DROP    | cannot add expectation |

  @id:amanda-ipv6
  Scenario: The same with IPv6
    When these packets arrive:
      | packet                                                                    | ctstate     |
      | udp [2001:db8:1::10]:1024 > [2001:db8:2::10]:10080 "SERVICE sendbackup\n" | NEW         |
      | udp [2001:db8:2::10]:10080 > [2001:db8:1::10]:1024 "CONNECT DATA 2001\n"  | ESTABLISHED |
      | tcp [2001:db8:1::10]:3000 > [2001:db8:2::10]:2001 S 0:0(0) win 64240      | RELATED     |
