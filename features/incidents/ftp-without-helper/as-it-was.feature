@src:nf_conntrack_helper.c @until:4.6
Feature: Incident: FTP without its helper, as it was before
  Until Linux 4.7 whoever had loaded nf_conntrack_ftp had its helper on every connection to port 21, without a rule. A firewall
  made then says nothing about helpers, and that is why it breaks on a newer kernel.

  @id:incident-ftp-automatic
  Scenario: The well-known port was enough
    Given a router with:
      | setting | value     |
      | helpers | automatic |
    And the flows:
      | name    | flow                         |
      | control | tcp client:40000 > server:21 |
      | active  | tcp server:20 > client:40001 |
    When these packets arrive:
      | flow    | dir | packet                                | ctstate     |
      | control | >   | S 0:0(0) win 64240                    | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65160             | ESTABLISHED |
      | control | >   | . 1:1(0) ack 1 win 502                | ESTABLISHED |
      | control | >   | P. ack 1 "USER anonymous\r\n"         | ESTABLISHED |
      | control | >   | P. ack 1 "PORT 192,0,2,10,156,65\r\n" | ESTABLISHED |
      | active  | >   | S 0:0(0) win 64240                    | RELATED     |
