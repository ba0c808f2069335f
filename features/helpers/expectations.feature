@src:nf_conntrack_expect.c
Feature: Expectations
  An expectation is a promise with a date: somebody who is allowed to has announced a connection, and for five
  minutes that connection may come. It belongs to its master, the connection that announced it, and ends with
  it. There is only so much room for promises, for each master and for all.

  Background:
    Given the helper ftp on tcp port 21
    And the flows:
      | name    | flow                        |
      | control | tcp client:1024 > server:21 |
    When these packets arrive:
      | flow    | dir | packet                    | ctstate     |
      | control | >   | S 0:0(0) win 64240        | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED |
      | control | >   | . ack 1                   | ESTABLISHED |
      | control | <   | P. ack 1 "220 ready\r\n"  | ESTABLISHED |
      | control | >   | P. "USER anonymous\r\n"   | ESTABLISHED |

  @id:expectation-timeout
  Scenario: An expectation that nobody meets is gone after five minutes
    Its timer may ring a few seconds late: the kernel keeps such long timers only roughly.
    When these packets arrive:
      | t | flow    | dir | packet                                     |
      | 0 | control | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" |
    And 299 seconds pass
    Then the expectations are:
      | expected                | master  | timeout |
      | client:* > server:32768 | control | 1       |
    When 20 seconds pass
    Then there are no expectations
    When these packets arrive:
      | flow                           | packet             | ctstate |
      | tcp client:1025 > server:32768 | S 0:0(0) win 64240 | NEW     |

  @id:expectation-one-a-master
  Scenario: Of FTP only one data connection is expected at a time: a new announcement replaces the old one
    When these packets arrive:
      | flow    | dir | packet                                     |
      | control | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" |
      | control | <   | P. "227 Passive (198,51,100,10,128,1)\r\n" |
    Then the expectations are:
      | expected                | master  |
      | client:* > server:32769 | control |
    When these packets arrive:
      | flow                           | packet             | ctstate |
      | tcp client:1025 > server:32768 | S 0:0(0) win 64240 | NEW     |
      | tcp client:1026 > server:32769 | S 0:0(0) win 64240 | RELATED |

  @id:expectation-next-after-met
  Scenario: When one has been met the next file may be announced
    When these packets arrive:
      | flow                           | dir | packet                                     | ctstate     |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,1)\r\n" | ESTABLISHED |
      | tcp client:1026 > server:32769 | >   | S 0:0(0) win 64240                         | RELATED     |

  @id:expectation-two-masters
  Scenario: Two control connections have an expectation each
    Given the flows:
      | name  | flow                         |
      | other | tcp client2:1024 > server:21 |
    When these packets arrive:
      | flow    | dir | packet                                     |
      | other   | >   | S 0:0(0) win 64240                         |
      | other   | <   | S. 0:0(0) ack 1 win 65535                  |
      | other   | >   | . ack 1                                    |
      | other   | <   | P. ack 1 "220 ready\r\n"                   |
      | control | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" |
      | other   | <   | P. "227 Passive (198,51,100,10,128,1)\r\n" |
    Then the expectations are:
      | expected                 | master  |
      | client:* > server:32768  | control |
      | client2:* > server:32769 | other   |

  @id:expectation-table-full @sysctl:nf_conntrack_expect_max
  Scenario: When there are as many as nf_conntrack_expect_max allows, a segment that announces another is dropped
    Given the flows:
      | name  | flow                         |
      | other | tcp client2:1024 > server:21 |
    When the sysctl net.netfilter.nf_conntrack_expect_max is set to 1
    And these packets arrive:
      | flow    | dir | packet                                     | verdict | reason                 |
      | other   | >   | S 0:0(0) win 64240                         | ACCEPT  |                        |
      | other   | <   | S. 0:0(0) ack 1 win 65535                  | ACCEPT  |                        |
      | other   | >   | . ack 1                                    | ACCEPT  |                        |
      | other   | <   | P. ack 1 "220 ready\r\n"                   | ACCEPT  |                        |
      | control | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ACCEPT  |                        |
      | other   | <   | P. "227 Passive (198,51,100,10,128,1)\r\n" | DROP    | cannot add expectation |
    Then the log includes:
      """
      nf_conntrack: expectation table full
      """
    And the expectations are:
      | expected                | master  |
      | client:* > server:32768 | control |

  @id:expectation-master-gone
  Scenario: An expectation ends with its master
    When these packets arrive:
      | flow    | dir | packet                                     | state       | timeout |
      | control | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED |         |
      | control | <   | R. win 0                                   | CLOSE       | 10      |
    And 10 seconds pass
    Then the table is empty
    And there are no expectations
    When these packets arrive:
      | flow                           | packet             | ctstate |
      | tcp client:1025 > server:32768 | S 0:0(0) win 64240 | NEW     |

  @id:expectation-master-held
  Scenario: It ends with the master's place in the table, even where a data connection still holds the master
    When these packets arrive:
      | flow                           | dir | packet                                     | ctstate     |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,1)\r\n" | ESTABLISHED |
      | control                        | <   | R. win 0                                   | ESTABLISHED |
    And 10 seconds pass
    Then the table holds:
      | original                   | state    |
      | client:1025 > server:32768 | SYN_SENT |
    And there are no expectations

  @id:expectation-master-closing
  Scenario: While its master is closing, an expectation still holds
    When these packets arrive:
      | flow                           | dir | packet                                     | ctstate     | state    |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED |          |
      | control                        | <   | R. win 0                                   | ESTABLISHED | CLOSE    |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     | SYN_SENT |

  @id:expectation-dropped-first-packet
  Scenario: An expectation is used up by the first packet that meets it, even when that is dropped
    Given the callbacks:
      | hook    | priority | match           | verdict |
      | FORWARD | 0        | tcp dport 32768 | DROP    |
    When these packets arrive:
      | flow                           | dir | packet                                     | ctstate     | verdict |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED | ACCEPT  |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     | DROP    |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | NEW         | DROP    |

  @id:expectation-use
  Scenario: A data connection holds its master
    When these packets arrive:
      | flow                           | dir | packet                                     | ctstate     |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     |
    Then the table holds:
      | flow                           | use |
      | control                        | 3   |
      | tcp client:1025 > server:32768 | 2   |

  @id:expectation-listed
  Scenario: /proc/net/nf_conntrack_expect has a line for each
    When these packets arrive:
      | flow    | dir | packet                       |
      | control | >   | P. "PORT 192,0,2,10,4,1\r\n" |
    Then /proc/net/nf_conntrack_expect shows:
      """
      300 l3proto = 2 proto=6 src=198.51.100.10 dst=192.0.2.10 sport=0 dport=1025 ftp
      """

  @id:expectation-listed-passive
  Scenario: What the client may choose, its port, is 0 in the line
    When these packets arrive:
      | flow    | dir | packet                                     |
      | control | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" |
    Then /proc/net/nf_conntrack_expect shows:
      """
      300 l3proto = 2 proto=6 src=192.0.2.10 dst=198.51.100.10 sport=0 dport=32768 ftp
      """
