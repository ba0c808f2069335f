@src:nf_conntrack_ftp.c
Feature: What the FTP helper reads, and what it does not
  The helper believes a line only where one may begin: at the beginning of a segment that follows the end of
  another line. Who could hide a command in a file name, or behind another one, could open a firewall with it.
  For the same reason a line may announce no host but the one that sends it. A segment that begins like such a
  line and does not finish it is dropped: its rest would come in another segment, and nobody would know it
  again.

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

  @id:ftp-line-spellings
  Scenario Outline: <how> is understood
    When these packets arrive:
      | flow    | dir   | packet          | ctstate     | verdict |
      | control | <dir> | P. "<line>\r\n" | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected   | master  |
      | <expected> | control |

    Examples: Servers and clients differ
      | how                          | dir | line                                          | expected                |
      | PORT in small letters        | >   | port 192,0,2,10,4,1                           | server:* > client:1025  |
      | EPRT with another delimiter  | >   | EPRT !1!192.0.2.10!1025!                      | server:* > client:1025  |
      | 227 without parentheses      | <   | 227 Entering Passive Mode 198,51,100,10,128,0 | client:* > server:32768 |
      | 227 with nothing but numbers | <   | 227 =198,51,100,10,128,0                      | client:* > server:32768 |
      | 229 with another delimiter   | <   | 229 Extended Passive (!!!32768!)              | client:* > server:32768 |

  @id:ftp-line-direction
  Scenario Outline: <what> announces nothing
    When these packets arrive:
      | flow    | dir   | packet          | ctstate     | verdict |
      | control | <dir> | P. "<line>\r\n" | ESTABLISHED | ACCEPT  |
    Then there are no expectations

    Examples: Commands come from the client, replies from the server
      | what                   | dir | line                                     |
      | A PORT of the server   | <   | PORT 198,51,100,10,4,1                   |
      | An EPRT of the server  | <   | EPRT \|1\|198.51.100.10\|1025\|          |
      | A 227 of the client    | >   | 227 Passive (192,0,2,10,128,0)           |
      | The command PASV alone | >   | PASV                                     |
      | Another reply          | <   | 226 Transfer of 198,51,100,10,128,0 done |

  @id:ftp-line-wrong-address
  Scenario Outline: <what> names somebody else, announces nothing, and passes
    When these packets arrive:
      | flow    | dir   | packet          | ctstate     | verdict |
      | control | <dir> | P. "<line>\r\n" | ESTABLISHED | ACCEPT  |
    Then there are no expectations

    Examples: A bounce attack (RFC 2577) would begin like this
      | what              | dir | line                              |
      | A PORT            | >   | PORT 192,0,2,66,4,1               |
      | An EPRT           | >   | EPRT \|1\|192.0.2.66\|1025\|      |
      | The reply to PASV | <   | 227 Passive (198,51,100,66,128,0) |

  @id:ftp-line-partial
  Scenario Outline: A segment that ends within <what> is dropped
    When these packets arrive:
      | flow    | dir   | packet      | ctstate     | verdict | reason                          |
      | control | <dir> | P. "<text>" | ESTABLISHED | DROP    | partial matching of `<pattern>' |
    Then there are no expectations

    Examples: Anywhere within
      | what                | dir | text                     | pattern |
      | the word PORT       | >   | PO                       | PORT    |
      | the address of PORT | >   | PORT 192,0,2             | PORT    |
      | the numbers of PORT | >   | PORT 192,0,2,10,4,1      | PORT    |
      | EPRT                | >   | EPRT \|1\|192.0.2.10\|10 | EPRT    |

  @id:ftp-line-nonsense
  Scenario Outline: <what> that makes no sense is dropped as well
    When these packets arrive:
      | flow    | dir   | packet          | verdict | reason                          |
      | control | <dir> | P. "<text>\r\n" | DROP    | partial matching of `<pattern>' |

    Examples: Numbers that are missing, or none
      | what    | dir | text                         | pattern |
      | A PORT  | >   | PORT 192,0,2,10,4            | PORT    |
      | A PORT  | >   | PORT  192,0,2,10,4,1         | PORT    |
      | An EPRT | >   | EPRT \|3\|192.0.2.10\|1025\| | EPRT    |
      | An EPRT | >   | EPRT \|1\|192.0.2.10\|0\|    | EPRT    |

  @id:ftp-line-partial-reply
  Scenario Outline: A reply <what> is dropped, too
    When these packets arrive:
      | flow    | dir | packet      | ctstate     | verdict | reason                        |
      | control | <   | P. "<text>" | ESTABLISHED | DROP    | partial matching of `<code> ' |
    Then there are no expectations

    Examples: Cut, or without the numbers it should have
      | what                   | text                            | code |
      | to PASV that is cut    | 227 Passive (198,51,100,10,12   | 227  |
      | to EPSV that is cut    | 229 Extended Passive (\|\|\|327 | 229  |
      | to EPSV without a port | 229 Extended Passive\r\n        | 229  |

  @id:ftp-line-resent-whole
  Scenario: After such a drop the sender may send it again, whole
    When these packets arrive:
      | flow    | dir | packet                                        | verdict |
      | control | >   | P. 17:29(12) ack 12 "PORT 192,0,2"            | DROP    |
      | control | >   | P. 17:38(21) ack 12 "PORT 192,0,2,10,4,1\r\n" | ACCEPT  |
    Then the expectations are:
      | expected               | master  |
      | server:* > client:1025 | control |

  @id:ftp-line-second-in-segment
  Scenario: A command behind another one in the same segment is not read
    When these packets arrive:
      | flow    | packet                               | ctstate     | verdict |
      | control | P. "NOOP\r\nPORT 192,0,2,10,4,1\r\n" | ESTABLISHED | ACCEPT  |
    Then there are no expectations

  @id:ftp-line-not-at-start
  Scenario: A command that does not begin a line is not read
    When these packets arrive:
      | flow    | packet                       | ctstate     | verdict |
      | control | P. "RETR "                   | ESTABLISHED | ACCEPT  |
      | control | P. "PORT 192,0,2,10,4,1\r\n" | ESTABLISHED | ACCEPT  |
    Then there are no expectations

  @id:ftp-line-next-line
  Scenario: The line after that is
    When these packets arrive:
      | flow    | packet                       | ctstate     |
      | control | P. "RETR "                   | ESTABLISHED |
      | control | P. "file\r\n"                | ESTABLISHED |
      | control | P. "PORT 192,0,2,10,4,1\r\n" | ESTABLISHED |
    Then the expectations are:
      | expected               | master  |
      | server:* > client:1025 | control |

  @id:ftp-line-ahead
  Scenario: A segment that overtakes another one is not read, because what is before it is not known
    When these packets arrive:
      | flow    | dir | packet                                        | ctstate     | verdict |
      | control | >   | P. 23:44(21) ack 12 "PORT 192,0,2,10,4,1\r\n" | ESTABLISHED | ACCEPT  |
    Then there are no expectations

  @id:ftp-line-again
  Scenario: A command that is sent again announces the same connection, not a second one
    When these packets arrive:
      | t | flow    | dir | packet                                        | ctstate     | verdict |
      | 0 | control | >   | P. 17:38(21) ack 12 "PORT 192,0,2,10,4,1\r\n" | ESTABLISHED | ACCEPT  |
      | 1 | control | >   | P. 17:38(21) ack 12 "PORT 192,0,2,10,4,1\r\n" | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected               | master  | timeout |
      | server:* > client:1025 | control | 300     |
