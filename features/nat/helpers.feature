@src:nf_nat_tftp.c @src:nf_nat_irc.c @src:nf_nat_amanda.c
Feature: TFTP, IRC and Amanda behind NAT
  What these protocols announce is announced for the addresses that the other side can see, and the connection that
  comes is translated as its master is. Where the payload names a port, NAT rewrites it if that one is taken.

  Background:
    Given the callbacks:
      | hook        | match        | verdict    |
      | POSTROUTING | oifname "s0" | MASQUERADE |

  @id:nat-tftp
  Scenario: The answer to a TFTP request comes to the router and goes on to the client
    Given the helper tftp on udp port 69
    When these packets arrive:
      | in | packet                                                     | ctstate |
      | c0 | udp client:1024 > server:69 0x00016d6f746400006f6374657400 | NEW     |
    Then the expectations are:
      | expected                  | master                      |
      | server:* > router-s0:1024 | udp client:1024 > server:69 |
    When these packets arrive:
      | in | packet                                   | ctstate |
      | s0 | udp server:32768 > router-s0:1024 len 40 | RELATED |
    Then packet 2 leaves as:
      """
      udp server:32768 > client:1024 len 40 (ttl 63)
      """

  @id:nat-irc
  Scenario: An offer of the client names the router's address instead
    Whoever comes is translated as the master is, and so looks to the client as if the server itself came.
    Given the helper irc on tcp port 6667
    When these packets arrive:
      | in | packet                                                                                                             | ctstate     |
      | c0 | tcp client:1024 > server:6667 S =1000:1000(0) win 64240                                                            | NEW         |
      | s0 | tcp server:6667 > router-s0:1024 S. =5000:5000(0) ack =1001                                                        | ESTABLISHED |
      | c0 | tcp client:1024 > server:6667 . =1001:1001(0) ack =5001                                                            | ESTABLISHED |
      | c0 | tcp client:1024 > server:6667 P. =1001:1047(46) ack =5001 "PRIVMSG bob :\x01DCC CHAT chat 3221225994 5000\x01\r\n" | ESTABLISHED |
    Then packet 4 leaves as:
      """
      tcp router-s0:1024 > server:6667 P. =1001:1047(46) ack =5001 "PRIVMSG bob :\x01DCC CHAT chat 3325256705 5000\x01\r\n" (ttl 63)
      """
    And the expectations are:
      | expected             | master                        |
      | *:* > router-s0:5000 | tcp client:1024 > server:6667 |
    When these packets arrive:
      | in | packet                                               | ctstate |
      | s0 | tcp server2:2000 > router-s0:5000 S 0:0(0) win 64240 | RELATED |
    Then the table includes:
      | original                      | reply                     |
      | server2:2000 > router-s0:5000 | client:5000 > server:2000 |

  @id:nat-amanda
  Scenario: The streams of an Amanda backup keep their ports where they are free
    Given the helper amanda on udp port 10080
    When these packets arrive:
      | in | packet                                                            | ctstate     |
      | c0 | udp client:1024 > server:10080 "SERVICE sendbackup\n"             | NEW         |
      | s0 | udp server:10080 > router-s0:1024 "CONNECT DATA 2001 MESG 2002\n" | ESTABLISHED |
    Then packet 2 leaves as:
      """
      udp server:10080 > client:1024 "CONNECT DATA 2001 MESG 2002\n" (ttl 63)
      """
    And the expectations are:
      | expected               | master                         |
      | client:* > server:2001 | udp client:1024 > server:10080 |
      | client:* > server:2002 | udp client:1024 > server:10080 |
    When these packets arrive:
      | in | packet                                           | ctstate |
      | c0 | tcp client:3000 > server:2001 S 0:0(0) win 64240 | RELATED |
    Then the table includes:
      | original                  | reply                        |
      | client:3000 > server:2001 | server:2001 > router-s0:3000 |
