@src:nf_conntrack_helper.c
Feature: Which connections have a helper
  A helper reads what strangers write, and acts on it, so an administrator has to say which connections it is
  for. Until Linux 4.7 a helper was given to every connection to its well-known port; today only a rule gives
  one, and only to a connection that begins.

  @id:helper-none
  Scenario: Without a helper nothing is expected, and the data connection is NEW
    Given the flow tcp client:1024 > server:21
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir | packet                                            | ctstate     |
      | <   | P. "220 ready\r\n"                                | ESTABLISHED |
      | <   | P. "227 Passive (198,51,100,10,128,0)\r\n"        | ESTABLISHED |
      | >   | tcp client:1025 > server:32768 S 0:0(0) win 64240 | NEW         |
    Then there are no expectations
    And the table includes:
      | original                | helper |
      | client:1024 > server:21 | -      |

  @id:helper-rule
  Scenario Outline: A rule gives it to connections to port <port>, whichever that is
    Given the helper ftp on tcp port <port>
    And the flow tcp client:1024 > server:<port>
    And packets have brought the connection to ESTABLISHED
    Then the table holds:
      | original                    | helper | status |
      | client:1024 > server:<port> | ftp    | HELPER |
    When these packets arrive:
      | dir | packet                                            | ctstate     |
      | <   | P. "220 ready\r\n"                                | ESTABLISHED |
      | <   | P. "227 Passive (198,51,100,10,128,0)\r\n"        | ESTABLISHED |
      | >   | tcp client:1025 > server:32768 S 0:0(0) win 64240 | RELATED     |

    Examples: The well-known port, and any other
      | port |
      | 21   |
      | 2121 |

  @id:helper-rule-other-port
  Scenario: Connections to other ports do not get it
    Given the helper ftp on tcp port 2121
    And the flow tcp client:1024 > server:21
    And packets have brought the connection to ESTABLISHED
    Then the table holds:
      | original                | helper | status  |
      | client:1024 > server:21 | -      | !HELPER |

  @id:helper-rule-other-protocol
  Scenario: Nor do those of another protocol to the same port
    Given the helper ftp on tcp port 21
    And the flow udp client:1024 > server:21
    When these packets arrive:
      | packet     | ctstate |
      | udp len 10 | NEW     |
    Then the table holds:
      | original                | helper | status  |
      | client:1024 > server:21 | -      | !HELPER |

  @id:helper-rule-behind-authentication @src:nft_set_pktinfo_ipv6
  Scenario: A rule that asks for a port does not see it behind an authentication header, as conntrack does
    Given the helper ftp on tcp port 21
    When these packets arrive:
      | packet                                                             | ctstate |
      | tcp client6:1024 > server6:21 S 0:0(0) (ah 0x00000000000000000000) | NEW     |
    Then the table holds:
      | original                  | helper |
      | client6:1024 > server6:21 | -      |

  @id:helper-rule-late
  Scenario: A rule that comes when the connection is there already does not give it a helper any more
    Given the flow tcp client:1024 > server:21
    And packets have brought the connection to ESTABLISHED
    And the helper ftp on tcp port 21
    When these packets arrive:
      | dir | packet                                     | ctstate     |
      | <   | P. "220 ready\r\n"                         | ESTABLISHED |
      | <   | P. "227 Passive (198,51,100,10,128,0)\r\n" | ESTABLISHED |
    Then there are no expectations

  @id:helper-automatic @until:6.0
  Scenario: Kernels of the article's time gave it to every connection to port 21 by themselves
    Given a router with:
      | setting | value     |
      | helpers | automatic |
    And the flow tcp client:1024 > server:21
    And packets have brought the connection to ESTABLISHED
    Then the table holds:
      | original                | helper | status  |
      | client:1024 > server:21 | ftp    | !HELPER |
    When these packets arrive:
      | dir | packet                                            | ctstate     |
      | <   | P. "220 ready\r\n"                                | ESTABLISHED |
      | <   | P. "227 Passive (198,51,100,10,128,0)\r\n"        | ESTABLISHED |
      | >   | tcp client:1025 > server:32768 S 0:0(0) win 64240 | RELATED     |

  @id:helper-automatic-other-port @until:6.0
  Scenario: But not to one to any other port
    Given a router with:
      | setting | value     |
      | helpers | automatic |
    And the flow tcp client:1024 > server:2121
    And packets have brought the connection to ESTABLISHED
    Then the table holds:
      | original                  | helper |
      | client:1024 > server:2121 | -      |
