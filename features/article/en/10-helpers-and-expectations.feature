@src:nf_conntrack_helper.c @src:nf_conntrack_expect.c @src:nf_conntrack_ftp.c
Feature: Helpers and expectations
  Some protocols are hard to track: passive FTP has its control connection on port 21 and fetches data from a port chosen
  at random, and to the user both belong together. A helper reads the control connection. Where it finds, in an answer, the
  port for the data it makes an expectation: a connection that is expected within a certain time. Whenever a connection
  is made, it is looked for among the expectations first. If it was expected, it becomes RELATED, and is linked with its
  master, the connection that announced it; if not, a helper may be used on it.

  In the article's time a helper was used on every connection to its well-known port. Since Linux 4.7 a rule has to say
  so, and since 6.0 there is no other way. Both can be had here.

  @id:article-helpers-without
  Scenario: Without a helper nobody sees that the data connection belongs to the control connection
    Given the flows:
      | name    | flow                           |
      | control | tcp client:1024 > server:21    |
      | data    | tcp client:1025 > server:32768 |
    When these packets arrive:
      | flow    | dir | packet                                                             | ctstate     |
      | control | >   | S 0:0(0) win 65535                                                 | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65535                                          | ESTABLISHED |
      | control | >   | . 1:1(0) ack 1 win 65535                                           | ESTABLISHED |
      | control | <   | P. ack 1 win 65535 "220 ready\r\n"                                 | ESTABLISHED |
      | control | >   | P. win 65535 "PASV\r\n"                                            | ESTABLISHED |
      | control | <   | P. win 65535 "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | data    | >   | S 0:0(0) win 65535                                                 | NEW         |
    Then there are no expectations
    And the table holds:
      | flow    | helper | master |
      | control | -      | -      |
      | data    | -      | -      |

  @id:article-helpers-passive-ftp @except:6.1
  Scenario: The helper finds the port in the server's answer, and the data connection is RELATED to its master
    Given the helper ftp on tcp port 21
    And the flows:
      | name    | flow                           |
      | control | tcp client:1024 > server:21    |
      | data    | tcp client:1025 > server:32768 |
    When these packets arrive:
      | flow    | dir | packet                                                             | ctstate     |
      | control | >   | S 0:0(0) win 65535                                                 | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65535                                          | ESTABLISHED |
      | control | >   | . 1:1(0) ack 1 win 65535                                           | ESTABLISHED |
      | control | <   | P. ack 1 win 65535 "220 ready\r\n"                                 | ESTABLISHED |
      | control | >   | P. win 65535 "PASV\r\n"                                            | ESTABLISHED |
      | control | <   | P. win 65535 "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" | ESTABLISHED |
    Then the expectations are:
      | expected                | master  | helper |
      | client:* > server:32768 | control | ftp    |
    When these packets arrive:
      | flow | dir | packet             | ctstate | status   |
      | data | >   | S 0:0(0) win 65535 | RELATED | EXPECTED |
    Then there are no expectations
    And the table holds:
      | flow    | helper | master  |
      | control | ftp    | -       |
      | data    | -      | control |

  @id:article-helpers-passive-ftp-ipv6 @except:6.1
  Scenario: The same goes for the extended passive mode that IPv6 needs
    Given the helper ftp on tcp port 21
    And the flows:
      | name    | flow                             |
      | control | tcp client6:1024 > server6:21    |
      | data    | tcp client6:1025 > server6:32768 |
    When these packets arrive:
      | flow    | dir | packet                                                       | ctstate     |
      | control | >   | S 0:0(0) win 65535                                           | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65535                                    | ESTABLISHED |
      | control | >   | . 1:1(0) ack 1 win 65535                                     | ESTABLISHED |
      | control | <   | P. ack 1 win 65535 "220 ready\r\n"                           | ESTABLISHED |
      | control | >   | P. win 65535 "EPSV\r\n"                                      | ESTABLISHED |
      | control | <   | P. win 65535 "229 Extended Passive Mode (\|\|\|32768\|)\r\n" | ESTABLISHED |
      | data    | >   | S 0:0(0) win 65535                                           | RELATED     |
    Then the table holds:
      | flow    | helper | master  |
      | control | ftp    | -       |
      | data    | -      | control |

  @id:article-helpers-expected-in-time
  Scenario: An expectation is for a certain time: a connection that comes too late is NEW
    Its time is 300 seconds; the kernel's timers are late by up to sixteen after so long (`calc_wheel_index`).
    Given the helper ftp on tcp port 21
    And the flows:
      | name    | flow                           |
      | control | tcp client:1024 > server:21    |
      | data    | tcp client:1025 > server:32768 |
    When these packets arrive:
      | flow    | dir | packet                                                             |
      | control | >   | S 0:0(0) win 65535                                                 |
      | control | <   | S. 0:0(0) ack 1 win 65535                                          |
      | control | >   | . 1:1(0) ack 1 win 65535                                           |
      | control | <   | P. ack 1 win 65535 "220 ready\r\n"                                 |
      | control | >   | P. win 65535 "PASV\r\n"                                            |
      | control | <   | P. win 65535 "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" |
    And 320 seconds pass
    Then there are no expectations
    When these packets arrive:
      | flow | dir | packet             | ctstate |
      | data | >   | S 0:0(0) win 65535 | NEW     |

  @id:article-helpers-other-port
  Scenario: A connection to another port than the announced one is NEW, and the expectation stays
    Given the helper ftp on tcp port 21
    And the flow tcp client:1024 > server:21
    When these packets arrive:
      | dir | packet                                                             | ctstate     |
      | >   | S 0:0(0) win 65535                                                 | NEW         |
      | <   | S. 0:0(0) ack 1 win 65535                                          | ESTABLISHED |
      | >   | . 1:1(0) ack 1 win 65535                                           | ESTABLISHED |
      | <   | P. ack 1 win 65535 "220 ready\r\n"                                 | ESTABLISHED |
      | >   | P. win 65535 "PASV\r\n"                                            | ESTABLISHED |
      | <   | P. win 65535 "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | >   | tcp client:1025 > server:32769 S 0:0(0) win 65535                  | NEW         |
    Then the expectations are:
      | expected                | helper |
      | client:* > server:32768 | ftp    |

  @id:article-helpers-automatic
  Scenario Outline: A helper is used on a connection to its port <when>: <assignment>
    Given a router with:
      | setting | value        |
      | helpers | <assignment> |
    And the flow tcp client:1024 > server:21
    When these packets arrive:
      | dir | packet             | ctstate |
      | >   | S 0:0(0) win 65535 | NEW     |
    Then the table holds:
      | original                | helper   |
      | client:1024 > server:21 | <helper> |

    Examples:
      | when                           | assignment | helper |
      | of itself, as in the article   | automatic  | ftp    |
      | only when a rule says so today | explicit   | -      |

  @id:article-helpers-expectation-first
  Scenario: Expectations are looked at first: on a connection that was expected no helper is used
    The server announces the helper's own port.
    Given a router with:
      | setting | value     |
      | helpers | automatic |
    And the flows:
      | name    | flow                        |
      | control | tcp client:1024 > server:21 |
      | data    | tcp client:1025 > server:21 |
    When these packets arrive:
      | flow    | dir | packet                                                            | ctstate     |
      | control | >   | S 0:0(0) win 65535                                                | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65535                                         | ESTABLISHED |
      | control | >   | . 1:1(0) ack 1 win 65535                                          | ESTABLISHED |
      | control | <   | P. ack 1 win 65535 "220 ready\r\n"                                | ESTABLISHED |
      | control | >   | P. win 65535 "PASV\r\n"                                           | ESTABLISHED |
      | control | <   | P. win 65535 "227 Entering Passive Mode (198,51,100,10,0,21)\r\n" | ESTABLISHED |
      | data    | >   | S 0:0(0) win 65535                                                | RELATED     |
    Then the table holds:
      | flow    | helper | master  |
      | control | ftp    | -       |
      | data    | -      | control |
