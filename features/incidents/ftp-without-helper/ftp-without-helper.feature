@src:nf_conntrack_ftp.c @rfc:959 @since:4.7
Feature: Incident: FTP without its helper
  What people see: after an upgrade the login to an FTP server works and the first listing hangs: "425 Failed to establish
  connection", or "Entering Passive Mode" and nothing more; the log of the filter shows dropped SYNs to or from ports
  that no rule names.
  Why: FTP opens a second connection, whose port it announces in the first. The helper reads the announcement, expects
  the connection, and makes it RELATED. Linux assigned helpers to well-known ports by itself until 4.7, on demand
  (nf_conntrack_helper=1) until 6.0, and never since: a rule must do it.
  What helps: a rule that assigns the helper; where the control connection is encrypted no helper can read it, and
  the server's passive ports must be opened by number.

  Background:
    Given the callbacks:
      | hook    | match                     | verdict |
      | FORWARD | iifname "s0" ct state new | DROP    |
      | FORWARD | ct state invalid          | DROP    |
    And the flows:
      | name    | flow                         |
      | control | tcp client:40000 > server:21 |
      | active  | tcp server:20 > client:40001 |

  Rule: The trouble

    @id:incident-ftp-active-dropped
    Scenario: In active mode the server's connection to the client is NEW, and is dropped
      When these packets arrive:
        | flow    | dir | packet                                | ctstate     | verdict |
        | control | >   | S 0:0(0) win 64240                    | NEW         | ACCEPT  |
        | control | <   | S. 0:0(0) ack 1 win 65160             | ESTABLISHED | ACCEPT  |
        | control | >   | . 1:1(0) ack 1 win 502                | ESTABLISHED | ACCEPT  |
        | control | >   | P. ack 1 "USER anonymous\r\n"         | ESTABLISHED | ACCEPT  |
        | control | >   | P. ack 1 "PORT 192,0,2,10,156,65\r\n" | ESTABLISHED | ACCEPT  |
        | active  | >   | S 0:0(0) win 64240                    | NEW         | DROP    |
      Then there are no expectations

    @id:incident-ftp-snat
    Scenario: Behind SNAT the announcement names an address that the server cannot reach
      Given the callbacks:
        | hook        | match        | verdict               |
        | POSTROUTING | oifname "s0" | SNAT to 198.51.100.77 |
      When these packets arrive:
        | flow                                | dir | packet                                | ctstate     | out |
        | control                             | >   | S 0:0(0) win 64240                    | NEW         | s0  |
        | tcp 198.51.100.77:40000 > server:21 | <   | S. 0:0(0) ack 1 win 65160             | ESTABLISHED | c0  |
        | control                             | >   | . 1:1(0) ack 1 win 502                | ESTABLISHED | s0  |
        | control                             | >   | P. ack 1 "USER anonymous\r\n"         | ESTABLISHED | s0  |
        | control                             | >   | P. ack 1 "PORT 192,0,2,10,156,65\r\n" | ESTABLISHED | s0  |
      Then packet 5 leaves as:
        """
        tcp 198.51.100.77:40000 > server:21 P. =1000017:1000041(24) ack =3000000001 "PORT 192,0,2,10,156,65\r\n"
        """

  Rule: What helps

    @id:incident-ftp-helper
    Scenario: A rule assigns the helper: the data connection is expected, and RELATED
      Given the helper ftp on tcp port 21
      When these packets arrive:
        | flow    | dir | packet                                | ctstate     | verdict |
        | control | >   | S 0:0(0) win 64240                    | NEW         | ACCEPT  |
        | control | <   | S. 0:0(0) ack 1 win 65160             | ESTABLISHED | ACCEPT  |
        | control | >   | . 1:1(0) ack 1 win 502                | ESTABLISHED | ACCEPT  |
        | control | >   | P. ack 1 "USER anonymous\r\n"         | ESTABLISHED | ACCEPT  |
        | control | >   | P. ack 1 "PORT 192,0,2,10,156,65\r\n" | ESTABLISHED | ACCEPT  |
      Then the expectations are:
        | expected                | master                       | timeout | helper |
        | server:* > client:40001 | tcp client:40000 > server:21 | 300     | ftp    |
      When these packets arrive:
        | flow   | dir | packet                    | ctstate     | verdict |
        | active | >   | S 0:0(0) win 64240        | RELATED     | ACCEPT  |
        | active | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED | ACCEPT  |

    @id:incident-ftp-helper-snat
    Scenario: Behind SNAT the helper writes the router's address into the announcement
      Given the helper ftp on tcp port 21
      And the callbacks:
        | hook        | match        | verdict               |
        | POSTROUTING | oifname "s0" | SNAT to 198.51.100.77 |
      When these packets arrive:
        | flow                                | dir | packet                                | ctstate     | verdict |
        | control                             | >   | S 0:0(0) win 64240                    | NEW         | ACCEPT  |
        | tcp 198.51.100.77:40000 > server:21 | <   | S. 0:0(0) ack 1 win 65160             | ESTABLISHED | ACCEPT  |
        | control                             | >   | . 1:1(0) ack 1 win 502                | ESTABLISHED | ACCEPT  |
        | control                             | >   | P. ack 1 "USER anonymous\r\n"         | ESTABLISHED | ACCEPT  |
        | control                             | >   | P. ack 1 "PORT 192,0,2,10,156,65\r\n" | ESTABLISHED | ACCEPT  |
      Then packet 5 leaves as:
        """
        tcp 198.51.100.77:40000 > server:21 P. =1000017:1000044(27) ack =3000000001 "PORT 198,51,100,77,156,65\r\n"
        """
      When these packets arrive:
        | packet                                                  | ctstate | verdict |
        | tcp server:20 > 198.51.100.77:40001 S =1:1(0) win 64240 | RELATED | ACCEPT  |
      Then packet 6 leaves as:
        """
        tcp server:20 > client:40001 S =1:1(0) win 64240
        """

    @id:incident-ftp-encrypted @rfc:4217
    Scenario: The helper cannot read an encrypted control connection
      Given the helper ftp on tcp port 21
      When these packets arrive:
        | flow    | dir | packet                                    | ctstate     | verdict |
        | control | >   | S 0:0(0) win 64240                        | NEW         | ACCEPT  |
        | control | <   | S. 0:0(0) ack 1 win 65160                 | ESTABLISHED | ACCEPT  |
        | control | >   | . 1:1(0) ack 1 win 502                    | ESTABLISHED | ACCEPT  |
        | control | >   | P. ack 1 0x17030300160102030405060708090a | ESTABLISHED | ACCEPT  |
        | active  | >   | S 0:0(0) win 64240                        | NEW         | DROP    |
      Then there are no expectations

    @id:incident-ftp-passive-port
    Scenario: In passive mode the client opens the second connection, which a filter that trusts it lets through
      When these packets arrive:
        | flow    | dir | packet                                                           | ctstate     | verdict |
        | control | >   | S 0:0(0) win 64240                                               | NEW         | ACCEPT  |
        | control | <   | S. 0:0(0) ack 1 win 65160                                        | ESTABLISHED | ACCEPT  |
        | control | >   | . 1:1(0) ack 1 win 502                                           | ESTABLISHED | ACCEPT  |
        | control | <   | P. ack 1 "227 Entering Passive Mode (198,51,100,10,156,66).\r\n" | ESTABLISHED | ACCEPT  |
        |         |     | tcp client:40002 > server:40002 S =1:1(0) win 64240              | NEW         | ACCEPT  |
