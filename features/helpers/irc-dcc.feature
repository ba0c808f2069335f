@src:nf_conntrack_irc.c @rfc:2812
Feature: Direct connections between IRC clients
  Two people on IRC talk through the server but send files to each other directly: one offers an address and a
  port in a message, and whoever wants the file connects there. The helper reads what the client says; an offer
  of its own address lets one connection come, from anywhere. Only IPv4 has such offers.

  Background:
    Given the helper irc on tcp port 6667
    And the flow tcp client:1024 > server:6667
    And packets have brought the connection to ESTABLISHED

  @id:irc-offer
  Scenario Outline: With DCC <kind> a connection may come
    The address is 192.0.2.10, written as one number.
    When these packets arrive:
      | packet                                                             | ctstate     | verdict |
      | P. "PRIVMSG bob :\x01DCC <kind> file 3221225994 5000 1024\x01\r\n" | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected          | master                        | timeout | helper |
      | *:* > client:5000 | tcp client:1024 > server:6667 | 300     | irc    |
    When these packets arrive:
      | packet                                            | ctstate |
      | tcp server2:2000 > client:5000 S 0:0(0) win 64240 | RELATED |
      | tcp server2:2001 > client:5000 S 0:0(0) win 64240 | NEW     |
    Then there are no expectations

    Examples: All that open a connection
      | kind  |
      | SEND  |
      | CHAT  |
      | MOVE  |
      | TSEND |
      | SCHAT |

  @id:irc-no-offer
  Scenario Outline: <what> is no offer
    When these packets arrive:
      | packet          | ctstate     | verdict |
      | P. "<line>\r\n" | ESTABLISHED | ACCEPT  |
    Then there are no expectations

    Examples: It must begin a private message, name the client itself, and be complete
      | what                        | line                                                      |
      | A notice                    | NOTICE bob :\x01DCC SEND file 3221225994 5000 1024\x01    |
      | An offer behind other words | PRIVMSG bob :look \x01DCC SEND file 3221225994 5000 9\x01 |
      | Another DCC command         | PRIVMSG bob :\x01DCC RESUME file 3221225994 5000 1024\x01 |
      | DCC in small letters        | PRIVMSG bob :\x01dcc send file 3221225994 5000 1024\x01   |
      | An offer of another address | PRIVMSG bob :\x01DCC SEND file 3221225999 5000 1024\x01   |
      | An offer of the server's    | PRIVMSG bob :\x01DCC SEND file 3325256714 5000 1024\x01   |
      | An offer of port 0          | PRIVMSG bob :\x01DCC SEND file 3221225994 0 1024\x01      |
      | An offer without numbers    | PRIVMSG bob :\x01DCC SEND file some more words here\x01   |

  @id:irc-line-end
  Scenario: An offer whose line goes on in the next segment is not read
    When these packets arrive:
      | packet                                                       | ctstate     |
      | P. "PRIVMSG bob :\x01DCC SEND file 3221225994 5000 1024\x01" | ESTABLISHED |
      | P. "\r\n"                                                    | ESTABLISHED |
    Then there are no expectations

  @id:irc-first @since:6.1
  Scenario: Only the first offer of a segment is read, believed or not
    When these packets arrive:
      | packet                                                                                                          | ctstate     |
      | P. "PRIVMSG bob :\x01DCC SEND a 3221225999 5000 9\x01\r\nPRIVMSG bob :\x01DCC SEND b 3221225994 5001 9\x01\r\n" | ESTABLISHED |
    Then there are no expectations
    When these packets arrive:
      | packet                                                                                                          | ctstate     |
      | P. "PRIVMSG bob :\x01DCC SEND a 3221225994 5000 9\x01\r\nPRIVMSG bob :\x01DCC SEND b 3221225994 5001 9\x01\r\n" | ESTABLISHED |
    Then the expectations are:
      | expected          |
      | *:* > client:5000 |

  @id:irc-server
  Scenario: What the server says is not read
    When these packets arrive:
      | dir | packet                                                           | ctstate     |
      | <   | P. "PRIVMSG bob :\x01DCC SEND file 3325256714 5000 1024\x01\r\n" | ESTABLISHED |
    Then there are no expectations

  @id:irc-large-numbers
  Scenario: Numbers that are too large are cut to size
    When these packets arrive:
      | packet                                                            | ctstate     |
      | P. "PRIVMSG bob :\x01DCC SEND file 7516193290 70536 1024\x01\r\n" | ESTABLISHED |
    Then the expectations are:
      | expected          |
      | *:* > client:5000 |

  @id:irc-eight
  Scenario: The ninth offer takes the place of the first
    When these packets arrive:
      | packet                                                           |
      | P. "PRIVMSG bob :\x01DCC SEND file 3221225994 5001 1024\x01\r\n" |
      | P. "PRIVMSG bob :\x01DCC SEND file 3221225994 5002 1024\x01\r\n" |
      | P. "PRIVMSG bob :\x01DCC SEND file 3221225994 5003 1024\x01\r\n" |
      | P. "PRIVMSG bob :\x01DCC SEND file 3221225994 5004 1024\x01\r\n" |
      | P. "PRIVMSG bob :\x01DCC SEND file 3221225994 5005 1024\x01\r\n" |
      | P. "PRIVMSG bob :\x01DCC SEND file 3221225994 5006 1024\x01\r\n" |
      | P. "PRIVMSG bob :\x01DCC SEND file 3221225994 5007 1024\x01\r\n" |
      | P. "PRIVMSG bob :\x01DCC SEND file 3221225994 5008 1024\x01\r\n" |
      | P. "PRIVMSG bob :\x01DCC SEND file 3221225994 5009 1024\x01\r\n" |
    And these packets arrive:
      | packet                                            | ctstate |
      | tcp server2:2000 > client:5001 S 0:0(0) win 64240 | NEW     |
      | tcp server2:2000 > client:5002 S 0:0(0) win 64240 | RELATED |
      | tcp server2:2000 > client:5009 S 0:0(0) win 64240 | RELATED |
