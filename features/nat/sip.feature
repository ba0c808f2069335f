@src:nf_nat_sip.c @rfc:3261
Feature: SIP behind NAT
  SIP names addresses everywhere: where an answer is to go (Via), where the other can be reached (Contact), who calls
  whom (From, To), and where each wants its streams. Where one is an end of this connection the router writes the one
  that the other side knows instead, finds ports for the streams, and counts the length of the description anew.

  Background:
    Given the helper sip on udp port 5060
    And the callbacks:
      | hook        | match        | verdict    |
      | POSTROUTING | oifname "s0" | MASQUERADE |

  @id:nat-sip-call
  Scenario: A call names the router in the headers and in the description
    When these packets arrive:
      | in | packet                                                                                                                                                                                                                                                                                                                                                                       | ctstate |
      | c0 | udp client:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;branch=z9\r\nFrom: <sip:ann@192.0.2.10>\r\nTo: <sip:bob@198.51.100.10>\r\nContact: <sip:ann@192.0.2.10:5060>\r\nCSeq: 1 INVITE\r\nContent-Length: 91\r\n\r\nv=0\r\no=ann 1 1 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\nm=audio 5004 RTP/AVP 0\r\n" | NEW     |
    Then packet 1 leaves as:
      """
      udp router-s0:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nVia: SIP/2.0/UDP 198.51.100.1:5060;branch=z9\r\nFrom: <sip:ann@198.51.100.1:5060>\r\nTo: <sip:bob@198.51.100.10>\r\nContact: <sip:ann@198.51.100.1:5060>\r\nCSeq: 1 INVITE\r\nContent-Length: 95\r\n\r\nv=0\r\no=ann 1 1 IN IP4 198.51.100.1\r\ns=-\r\nc=IN IP4 198.51.100.1\r\nt=0 0\r\nm=audio 5004 RTP/AVP 0\r\n" (ttl 63)
      """
    And the expectations are:
      | expected                  | master                        | class |
      | server:* > router-s0:5004 | udp client:5060 > server:5060 | audio |
      | server:* > router-s0:5005 | udp client:5060 > server:5060 | audio |
    When these packets arrive:
      | in | packet                                  | ctstate |
      | s0 | udp server:7000 > router-s0:5004 len 40 | RELATED |
    Then packet 2 leaves as:
      """
      udp server:7000 > client:5004 len 40 (ttl 63)
      """

  @id:nat-sip-answer
  Scenario: The answer comes back to the client's own addresses, and what it says of the server stays
    When these packets arrive:
      | in | packet                                                                                                                                                                                                                       | ctstate     |
      | c0 | udp client:5060 > server:5060 "OPTIONS sip:bob@198.51.100.10 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;rport\r\nCSeq: 1 OPTIONS\r\n\r\n"                                                                                   | NEW         |
      | s0 | udp server:5060 > router-s0:5060 "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 198.51.100.1:5060;received=198.51.100.1;rport=5060\r\nFrom: <sip:ann@198.51.100.1:5060>\r\nContact: <sip:bob@198.51.100.10>\r\nCSeq: 1 OPTIONS\r\n\r\n" | ESTABLISHED |
    Then packet 1 leaves as:
      """
      udp router-s0:5060 > server:5060 "OPTIONS sip:bob@198.51.100.10 SIP/2.0\r\nVia: SIP/2.0/UDP 198.51.100.1:5060;rport\r\nCSeq: 1 OPTIONS\r\n\r\n" (ttl 63)
      """
    And packet 2 leaves as:
      """
      udp server:5060 > client:5060 "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;received=192.0.2.10;rport=5060\r\nFrom: <sip:ann@192.0.2.10:5060>\r\nContact: <sip:bob@198.51.100.10>\r\nCSeq: 1 OPTIONS\r\n\r\n" (ttl 63)
      """

  @id:nat-sip-port
  Scenario: A second client that wants the same ports of the same partner is dropped
    Its streams would be another expectation of the very same packets. The kernel goes on to the next pair of ports
    only where two expectations overlap and are not the same.
    When these packets arrive:
      | in | packet                                                                                                                                                                                                       | ctstate | verdict | reason                         |
      | c0 | udp client:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Length: 79\r\n\r\nv=0\r\no=ann 1 1 IN IP4 192.0.2.10\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0\r\n"  | NEW     | ACCEPT  |                                |
      | c0 | udp client2:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Length: 79\r\n\r\nv=0\r\no=eve 1 1 IN IP4 192.0.2.12\r\nc=IN IP4 192.0.2.12\r\nm=audio 5004 RTP/AVP 0\r\n" | NEW     | DROP    | all ports in use for SDP media |
    Then the expectations are:
      | expected                  | master                        |
      | server:* > router-s0:5004 | udp client:5060 > server:5060 |
      | server:* > router-s0:5005 | udp client:5060 > server:5060 |

  @id:nat-sip-own-stream
  Scenario: The client's own stream leaves from the port where its answer is expected
    When these packets arrive:
      | in | packet                                                                                                                                                                                                      | ctstate     |
      | c0 | udp client:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Length: 79\r\n\r\nv=0\r\no=ann 1 1 IN IP4 192.0.2.10\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0\r\n" | NEW         |
      | s0 | udp server:5060 > router-s0:5060 "SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\nContent-Length: 85\r\n\r\nv=0\r\no=bob 1 1 IN IP4 198.51.100.10\r\nc=IN IP4 198.51.100.10\r\nm=audio 6004 RTP/AVP 0\r\n"              | ESTABLISHED |
      | c0 | udp client:5004 > server:6004 len 40                                                                                                                                                                        | RELATED     |
      | c0 | udp client:9000 > server:6005 len 40                                                                                                                                                                        | RELATED     |
    Then packet 3 leaves as:
      """
      udp router-s0:5004 > server:6004 len 40 (ttl 63)
      """
    And packet 4 leaves as:
      """
      udp router-s0:9000 > server:6005 len 40 (ttl 63)
      """

  @id:nat-sip-register
  Scenario: A client that registers is called at the router's address
    When these packets arrive:
      | in | packet                                                                                                                                               | ctstate     |
      | c0 | udp client:5060 > server:5060 "REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <sip:ann@192.0.2.10:5070>\r\nExpires: 600\r\n\r\n" | NEW         |
      | s0 | udp server:5060 > router-s0:5060 "SIP/2.0 200 OK\r\nCSeq: 1 REGISTER\r\nContact: <sip:ann@198.51.100.1:5070>;expires=600\r\n\r\n"                    | ESTABLISHED |
    Then packet 1 leaves as:
      """
      udp router-s0:5060 > server:5060 "REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <sip:ann@198.51.100.1:5070>\r\nExpires: 600\r\n\r\n" (ttl 63)
      """
    And the expectations are:
      | expected                  | class      |
      | server:* > router-s0:5070 | signalling |
    When these packets arrive:
      | in | packet                                                                                                | ctstate |
      | s0 | udp server:5060 > router-s0:5070 "INVITE sip:ann@198.51.100.1:5070 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n" | RELATED |
    Then packet 3 leaves as:
      """
      udp server:5060 > client:5070 "INVITE sip:ann@192.0.2.10:5070 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n" (ttl 63)
      """

  @id:nat-sip-via-port
  Scenario: A phone that sends from one port and listens on another gets its answers there
    When these packets arrive:
      | in | packet                                                                                                                                | ctstate     |
      | c0 | udp client:49152 > server:5060 "OPTIONS sip:bob@198.51.100.10 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.10:5060\r\nCSeq: 1 OPTIONS\r\n\r\n" | NEW         |
      | s0 | udp server:5060 > router-s0:49152 "SIP/2.0 200 OK\r\nCSeq: 1 OPTIONS\r\n\r\n"                                                         | ESTABLISHED |
    Then packet 2 leaves as:
      """
      udp server:5060 > client:5060 "SIP/2.0 200 OK\r\nCSeq: 1 OPTIONS\r\n\r\n" (ttl 63)
      """

  @id:nat-sip-unwritten
  Scenario Outline: <what> cannot be translated, and is dropped
    When these packets arrive:
      | in | packet                                                                                               | ctstate | verdict | reason |
      | c0 | udp client:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\n<rest>\r\n" | NEW     | DROP    | -      |

    Examples:
      | what                                   | rest                                                                                    |
      | A description without its owner        | Content-Length: 50\r\n\r\nv=0\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0          |
      | A message that does not say its length | \r\nv=0\r\no=ann 1 1 IN IP4 192.0.2.10\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0 |

  @id:nat-sip-tcp
  Scenario: Over TCP, two messages of a segment are translated, and later numbers moved by both
    Given the helper sip on tcp port 5060
    When these packets arrive:
      | in | packet                                                                                                                                                                                                                                                                                  | ctstate     |
      | c0 | tcp client:1024 > server:5060 S =1000:1000(0)                                                                                                                                                                                                                                           | NEW         |
      | s0 | tcp server:5060 > router-s0:1024 S. =5000:5000(0) ack =1001                                                                                                                                                                                                                             | ESTABLISHED |
      | c0 | tcp client:1024 > server:5060 . =1001:1001(0) ack =5001                                                                                                                                                                                                                                 | ESTABLISHED |
      | c0 | tcp client:1024 > server:5060 P. =1001:1199(198) ack =5001 "OPTIONS sip:a@b SIP/2.0\r\nContact: <sip:ann@192.0.2.10:1024>\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\nOPTIONS sip:a@b SIP/2.0\r\nContact: <sip:ann@192.0.2.10:1024>\r\nCSeq: 2 OPTIONS\r\nContent-Length: 0\r\n\r\n" | ESTABLISHED |
      | c0 | tcp client:1024 > server:5060 . =1199:1199(0) ack =5001                                                                                                                                                                                                                                 | ESTABLISHED |
    Then packet 4 leaves as:
      """
      tcp router-s0:1024 > server:5060 P. =1001:1203(202) ack =5001 "OPTIONS sip:a@b SIP/2.0\r\nContact: <sip:ann@198.51.100.1:1024>\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\nOPTIONS sip:a@b SIP/2.0\r\nContact: <sip:ann@198.51.100.1:1024>\r\nCSeq: 2 OPTIONS\r\nContent-Length: 0\r\n\r\n" (ttl 63)
      """
    And packet 5 leaves as:
      """
      tcp router-s0:1024 > server:5060 . =1203:1203(0) ack =5001 (ttl 63)
      """
