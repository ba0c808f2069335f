@src:nf_nat_ftp.c @src:nf_nat_helper.c @src:nf_conntrack_seqadj.c @rfc:959 @rfc:2428
Feature: FTP behind NAT
  FTP names addresses and ports in its payload, where the other side would find those of a host it cannot reach. The
  helper rewrites them, and since that makes a segment longer or shorter, the sequence numbers of all that follows are
  moved, and the acknowledgments of it back. The data connection is translated as its control connection is.

  Background:
    Given the helper ftp on tcp port 21

  Rule: The client is behind SNAT

    Background:
      Given the callbacks:
        | hook        | match        | verdict    |
        | POSTROUTING | oifname "s0" | MASQUERADE |
      And the flows:
        | name    | flow                           |
        | control | tcp client:1024 > server:21    |
        | outside | tcp server:21 > router-s0:1024 |
      When these packets arrive:
        | in | flow    | packet                                           | ctstate     |
        | c0 | control | S =1000:1000(0) win 64240 <mss 1460,sackOK>      | NEW         |
        | s0 | outside | S. =5000:5000(0) ack =1001 <mss 1460,sackOK>     | ESTABLISHED |
        | c0 | control | . =1001:1001(0) ack =5001                        | ESTABLISHED |
        | s0 | outside | P. =5001:5012(11) ack =1001 "220 ready\r\n"      | ESTABLISHED |
        | c0 | control | P. =1001:1017(16) ack =5012 "USER anonymous\r\n" | ESTABLISHED |

    @id:nat-ftp-port
    Scenario: PORT names the router's address instead of the client's
      When these packets arrive:
        | in | flow    | packet                                                    | ctstate     | status     |
        | c0 | control | P. =1017:1040(23) ack =5012 "PORT 192,0,2,10,4,1\r\n\r\n" | ESTABLISHED | SEQ_ADJUST |
      Then packet 6 leaves as:
        """
        tcp router-s0:1024 > server:21 P. =1017:1042(25) ack =5012 "PORT 198,51,100,1,4,1\r\n\r\n"
        """
      And the expectations are:
        | expected                  | master  | helper |
        | server:* > router-s0:1025 | control | ftp    |

    @id:nat-ftp-sequence
    Scenario: What follows has its sequence numbers moved on, and what acknowledges it is moved back
      When these packets arrive:
        | in | flow    | packet                                                | ctstate     | state       |
        | c0 | control | P. =1017:1038(21) ack =5012 "PORT 192,0,2,10,4,1\r\n" | ESTABLISHED | ESTABLISHED |
        | s0 | outside | . =5012:5012(0) ack =1040                             | ESTABLISHED | ESTABLISHED |
        | c0 | control | P. =1038:1044(6) ack =5012 "LIST\r\n"                 | ESTABLISHED | ESTABLISHED |
        | s0 | outside | . =5012:5012(0) ack =1040 <nop,nop,sack =1040:1046>   | ESTABLISHED | ESTABLISHED |
      Then packet 7 leaves as:
        """
        tcp server:21 > client:1024 . =5012:5012(0) ack =1038
        """
      And packet 8 leaves as:
        """
        tcp router-s0:1024 > server:21 P. =1040:1046(6) ack =5012 "LIST\r\n"
        """
      And packet 9 leaves as:
        """
        tcp server:21 > client:1024 . =5012:5012(0) ack =1038 <nop,nop,sack 1038:1044>
        """

    @id:nat-ftp-retransmission
    Scenario: The line again is rewritten again, but moves nothing more
      When these packets arrive:
        | in | flow    | packet                                                | ctstate     |
        | c0 | control | P. =1017:1038(21) ack =5012 "PORT 192,0,2,10,4,1\r\n" | ESTABLISHED |
        | c0 | control | P. =1017:1038(21) ack =5012 "PORT 192,0,2,10,4,1\r\n" | ESTABLISHED |
        | c0 | control | P. =1038:1044(6) ack =5012 "LIST\r\n"                 | ESTABLISHED |
      Then packet 7 leaves as:
        """
        tcp router-s0:1024 > server:21 P. =1017:1040(23) ack =5012 "PORT 198,51,100,1,4,1\r\n"
        """
      And packet 8 leaves as:
        """
        tcp router-s0:1024 > server:21 P. =1040:1046(6) ack =5012 "LIST\r\n"
        """

    @id:nat-ftp-data
    Scenario: The server's data connection reaches the client behind the router
      When these packets arrive:
        | in | flow    | packet                                                   | ctstate     | status           |
        | c0 | control | P. =1017:1038(21) ack =5012 "PORT 192,0,2,10,4,1\r\n"    | ESTABLISHED |                  |
        | s0 | control | tcp server:20 > router-s0:1025 S =7000:7000(0) win 64240 | RELATED     | EXPECTED DST_NAT |
        | c0 | control | tcp client:1025 > server:20 S. =8000:8000(0) ack =7001   | ESTABLISHED | EXPECTED DST_NAT |
      Then packet 7 leaves as:
        """
        tcp server:20 > client:1025 S =7000:7000(0) win 64240
        """
      And packet 8 leaves as:
        """
        tcp router-s0:1025 > server:20 S. =8000:8000(0) ack =7001
        """

  Rule: The server is behind DNAT

    Background:
      Given the callbacks:
        | hook       | match        | verdict                  |
        | PREROUTING | tcp dport 21 | DNAT to 198.51.100.10:21 |
      And the flows:
        | name    | flow                        |
        | control | tcp client:1024 > router:21 |
        | inside  | tcp server:21 > client:1024 |
      When these packets arrive:
        | in | flow    | packet                                      | ctstate     |
        | c0 | control | S =1000:1000(0) win 64240                   | NEW         |
        | s0 | inside  | S. =5000:5000(0) ack =1001                  | ESTABLISHED |
        | c0 | control | . =1001:1001(0) ack =5001                   | ESTABLISHED |
        | s0 | inside  | P. =5001:5012(11) ack =1001 "220 ready\r\n" | ESTABLISHED |
        | c0 | control | P. =1001:1007(6) ack =5012 "PASV\r\n"       | ESTABLISHED |

    @id:nat-ftp-pasv
    Scenario: The reply to PASV names the address the client knows the server by
      When these packets arrive:
        | in | flow    | packet                                                             | ctstate     | status           |
        | s0 | inside  | P. ack =1007 "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" | ESTABLISHED | SEQ_ADJUST       |
        | c0 | control | tcp client:2000 > router:32768 S =7000:7000(0) win 64240           | RELATED     | EXPECTED DST_NAT |
      Then packet 6 leaves as:
        """
        tcp router:21 > client:1024 P. =5012:5057(45) ack =1007 "227 Entering Passive Mode (192,0,2,1,128,0)\r\n"
        """
      And packet 7 leaves as:
        """
        tcp client:2000 > server:32768 S =7000:7000(0) win 64240
        """

    @id:nat-ftp-epsv
    Scenario: The reply to EPSV names a port only, and the same one will do
      When these packets arrive:
        | in | flow   | packet                                                                | ctstate     | status      |
        | s0 | inside | P. ack =1007 "229 Entering Extended Passive Mode (\|\|\|32768\|)\r\n" | ESTABLISHED | !SEQ_ADJUST |
      Then the expectations are:
        | expected                | master  | helper |
        | client:* > router:32768 | control | ftp    |

  Rule: IPv6

    @id:nat-ftp-eprt
    Scenario: EPRT names the IPv6 address in full
      Given the callbacks:
        | hook        | match        | verdict                |
        | POSTROUTING | oifname "s0" | SNAT to 2001:db8:2::77 |
      And the flows:
        | name    | flow                                   |
        | control | tcp client6:1024 > server6:21          |
        | outside | tcp server6:21 > [2001:db8:2::77]:1024 |
      When these packets arrive:
        | in | flow    | packet                                                             | ctstate     |
        | c0 | control | S =1000:1000(0) win 64240                                          | NEW         |
        | s0 | outside | S. =5000:5000(0) ack =1001                                         | ESTABLISHED |
        | c0 | control | . =1001:1001(0) ack =5001                                          | ESTABLISHED |
        | s0 | outside | P. =5001:5012(11) ack =1001 "220 ready\r\n"                        | ESTABLISHED |
        | c0 | control | P. =1001:1017(16) ack =5012 "USER anonymous\r\n"                   | ESTABLISHED |
        | c0 | control | P. =1017:1047(30) ack =5012 "EPRT \|2\|2001:db8:1::10\|1025\|\r\n" | ESTABLISHED |
      Then packet 6 leaves as:
        """
        tcp [2001:db8:2::77]:1024 > server6:21 P. =1017:1072(55) ack =5012 "EPRT |2|2001:0db8:0002:0000:0000:0000:0000:0077|1025|\r\n"
        """
