@src:nf_conntrack_ftp.c @rfc:959 @rfc:2428
Feature: The data connections of FTP
  FTP speaks on one connection and sends files over others, whose ports it names in its commands and replies.
  A firewall that knows only single connections would have to let all of them in. The helper reads along: when
  one side names a port it expects a connection there, and that one connection is RELATED instead of NEW.

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

  @id:ftp-data-active
  Scenario Outline: With <command> the client names a port, and the connection of the server to it is RELATED
    When these packets arrive:
      | flow    | dir | packet          | ctstate     | verdict |
      | control | >   | P. "<line>\r\n" | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected               | master  | timeout | helper |
      | server:* > client:1025 | control | 300     | ftp    |
    When these packets arrive:
      | flow                        | dir | packet             | ctstate | ctdir    | status             |
      | tcp server:20 > client:1025 | >   | S 0:0(0) win 64240 | RELATED | ORIGINAL | EXPECTED UNREPLIED |
    Then there are no expectations
    And the table includes:
      | original                | master  | state    |
      | server:20 > client:1025 | control | SYN_SENT |

    Examples: The old command and the new one
      | command | line                         |
      | PORT    | PORT 192,0,2,10,4,1          |
      | EPRT    | EPRT \|1\|192.0.2.10\|1025\| |

  @id:ftp-data-passive
  Scenario Outline: With the reply to <command> the server names a port, and the connection of the client to it is RELATED
    When these packets arrive:
      | flow    | dir | packet          | ctstate     | verdict |
      | control | <   | P. "<line>\r\n" | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected                | master  | timeout | helper |
      | client:* > server:32768 | control | 300     | ftp    |
    When these packets arrive:
      | flow                           | packet             | ctstate | ctdir    | status             |
      | tcp client:1025 > server:32768 | S 0:0(0) win 64240 | RELATED | ORIGINAL | EXPECTED UNREPLIED |
    Then there are no expectations

    Examples: The old reply and the new one
      | command | line                                               |
      | PASV    | 227 Entering Passive Mode (198,51,100,10,128,0)    |
      | EPSV    | 229 Entering Extended Passive Mode (\|\|\|32768\|) |

  @id:ftp-data-life
  Scenario: Only the first packets of the data connection are RELATED: once answered it is a connection like any other
    When these packets arrive:
      | flow                           | dir | packet                                     | ctstate     | ctdir    | state       | status           |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED | REPLY    | ESTABLISHED |                  |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     | ORIGINAL | SYN_SENT    | EXPECTED         |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     | ORIGINAL | SYN_SENT    | EXPECTED         |
      | tcp client:1025 > server:32768 | <   | S. =0:0(0) ack 1 win 65535                 | ESTABLISHED | REPLY    | SYN_RECV    | EXPECTED         |
      | tcp client:1025 > server:32768 | >   | . =1000001:1000001(0) ack =1 win 64240     | ESTABLISHED | ORIGINAL | ESTABLISHED | EXPECTED ASSURED |

  @id:ftp-data-once
  Scenario: One announcement is good for one connection
    When these packets arrive:
      | flow                           | dir | packet                                     | ctstate     |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     |
      | tcp client:1026 > server:32768 | >   | S 0:0(0) win 64240                         | NEW         |

  @id:ftp-data-not-expected
  Scenario Outline: A connection <what> is not the one that was announced
    When these packets arrive:
      | flow    | dir | packet                                     | ctstate     |
      | control | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | <flow>  | >   | <packet>                                   | NEW         |
    Then the expectations are:
      | expected                | master  |
      | client:* > server:32768 | control |

    Examples: From anybody else, to anywhere else, or by other means
      | what                | flow                            | packet             |
      | of another client   | tcp client2:1025 > server:32768 | S 0:0(0) win 64240 |
      | to another server   | tcp client:1025 > server2:32768 | S 0:0(0) win 64240 |
      | to another port     | tcp client:1025 > server:32769  | S 0:0(0) win 64240 |
      | the other way       | tcp server:32768 > client:1025  | S 0:0(0) win 64240 |
      | of another protocol | udp client:1025 > server:32768  | udp len 10         |

  @id:ftp-data-mark
  Scenario: The data connection inherits the mark of the connection that announced it
    Given the callbacks:
      | hook    | priority | match        | verdict   |
      | FORWARD | 0        | tcp dport 21 | CTMARK 42 |
    When these packets arrive:
      | flow                           | dir | packet                                     | ctstate     | mark |
      | control                        | >   | P. "PASV\r\n"                              | ESTABLISHED | 42   |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED | 42   |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     | 42   |
      | tcp client:1026 > server:32768 | >   | S 0:0(0) win 64240                         | NEW         | 0    |

  @id:ftp-data-no-helper-itself @except:6.1
  Scenario: The data connection has no helper of its own
    When these packets arrive:
      | flow                           | dir | packet                                     | ctstate     |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     |
    Then the table holds:
      | flow                           | helper | status           |
      | control                        | ftp    | HELPER           |
      | tcp client:1025 > server:32768 | -      | EXPECTED !HELPER |

  @id:ftp-data-outlives-control
  Scenario: A data connection that has begun goes on when the control connection is gone
    When these packets arrive:
      | flow                           | dir | packet                                     | ctstate     |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                         | RELATED     |
      | tcp client:1025 > server:32768 | <   | S. =0:0(0) ack 1 win 65535                 | ESTABLISHED |
      | tcp client:1025 > server:32768 | >   | . =1000001:1000001(0) ack =1 win 64240     | ESTABLISHED |
      | control                        | >   | R. win 0                                   | ESTABLISHED |
    And 10 seconds pass
    Then the table holds:
      | original                   | state       |
      | client:1025 > server:32768 | ESTABLISHED |
    When these packets arrive:
      | flow                           | dir | packet                                | ctstate     |
      | tcp client:1025 > server:32768 | <   | P. =1:101(100) ack =1000001 win 65535 | ESTABLISHED |

  @id:ftp-data-error
  Scenario: An ICMP error about the data connection is RELATED as well
    When these packets arrive:
      | flow                           | dir | packet                                                                                       | ctstate     | ctdir |
      | control                        | <   | P. "227 Passive (198,51,100,10,128,0)\r\n"                                                   | ESTABLISHED |       |
      | tcp client:1025 > server:32768 | >   | S 0:0(0) win 64240                                                                           | RELATED     |       |
      |                                |     | icmp server > client unreachable port {tcp client:1025 > server:32768 S =1000000:1000000(0)} | RELATED     | REPLY |
