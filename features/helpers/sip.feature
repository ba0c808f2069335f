@src:nf_conntrack_sip.c @rfc:3261
Feature: Calls by SIP
  SIP arranges telephone calls, and the voices go elsewhere: each side says in a session description (SDP) where
  it wants its streams. The helper reads these, and expects RTP at the even port and RTCP at the one behind it.
  A client that registers is called later, from outside: that is expected once the registrar has agreed.

  Background:
    Given the helper sip on udp port 5060
    And the flow udp client:5060 > server:5060

  @id:sip-media
  Scenario: A call announces the streams of both sides
    When these packets arrive:
      | dir | packet                                                                                                                       | ctstate     | timeout | verdict |
      | >   | udp "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0\r\n" | NEW         | 3600    | ACCEPT  |
      | <   | udp "SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nc=IN IP4 198.51.100.10\r\nm=audio 6004 RTP/AVP 0\r\n"                    | ESTABLISHED | 3600    | ACCEPT  |
    Then the expectations are:
      | expected               | master                        | timeout | helper | class |
      | server:* > client:5004 | udp client:5060 > server:5060 | 180     | sip    | audio |
      | server:* > client:5005 | udp client:5060 > server:5060 | 180     | sip    | audio |
      | client:* > server:6004 | udp client:5060 > server:5060 | 180     | sip    | audio |
      | client:* > server:6005 | udp client:5060 > server:5060 | 180     | sip    | audio |
    When these packets arrive:
      | packet                                | ctstate |
      | udp server:7000 > client:5004 len 40  | RELATED |
      | udp client:7001 > server:6005 len 40  | RELATED |
      | udp server2:7000 > client:5005 len 40 | NEW     |
    Then the expectations are:
      | expected               |
      | server:* > client:5005 |
      | client:* > server:6004 |

  @id:sip-sdp
  Scenario Outline: <what>
    When these packets arrive:
      | packet                                                                                 | verdict |
      | udp "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\n<lines>\r\n" | ACCEPT  |
    Then the expectations are:
      | expected                 | class   |
      | server:* > client:<even> | <class> |
      | server:* > client:<odd>  | <class> |

    Examples: How a description is read
      | what                                                         | lines                                                                                           | even | odd  | class |
      | An odd port is rounded down                                  | c=IN IP4 192.0.2.10\r\nm=audio 5005 RTP/AVP 0                                                   | 5004 | 5005 | audio |
      | Video has a class of its own                                 | c=IN IP4 192.0.2.10\r\nm=video 5004 RTP/AVP 31                                                  | 5004 | 5005 | video |
      | So have facsimiles                                           | c=IN IP4 192.0.2.10\r\nm=image 5004 udptl t38                                                   | 5004 | 5005 | image |
      | The address of a stream comes before that of the session     | c=IN IP4 203.0.113.9\r\nm=audio 5004 RTP/AVP 0\r\nc=IN IP4 192.0.2.10                           | 5004 | 5005 | audio |
      | A stream to another host is not expected                     | c=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0\r\nc=IN IP4 203.0.113.9\r\nm=audio 5006 RTP/AVP 0 | 5006 | 5007 | audio |
      | Streams that are switched off or of other kinds are left out | c=IN IP4 192.0.2.10\r\nm=audio 0 RTP/AVP 0\r\nm=text 5002 RTP/AVP 0\r\nm=audio 5004 RTP/AVP 0   | 5004 | 5005 | audio |

  @id:sip-no-media
  Scenario Outline: <what> ends what was expected of the call
    When these packets arrive:
      | dir   | packet                                                                                                                       | verdict |
      | >     | udp "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0\r\n" | ACCEPT  |
      | <dir> | udp "<message>\r\n\r\n"                                                                                                      | ACCEPT  |
    Then there are no expectations

    Examples:
      | what                        | dir | message                                                |
      | The end of the call         | >   | BYE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 2 BYE       |
      | An answer that refuses it   | <   | SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE                |
      | A new offer without streams | >   | INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 2 INVITE |

  @id:sip-media-kept
  Scenario Outline: <what> leaves it as it is
    When these packets arrive:
      | dir | packet                                                                                                                       | verdict |
      | >   | udp "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0\r\n" | ACCEPT  |
      | <   | udp "<message>\r\n\r\n"                                                                                                      | ACCEPT  |
    Then the expectations are:
      | expected               |
      | server:* > client:5004 |
      | server:* > client:5005 |

    Examples:
      | what                                    | message                                                 |
      | A refusal of another request            | SIP/2.0 486 Busy Here\r\nCSeq: 9 INVITE                 |
      | An answer in between                    | SIP/2.0 180 Ringing\r\nCSeq: 1 INVITE                   |
      | An answer to another method             | SIP/2.0 486 Busy Here\r\nCSeq: 1 OPTIONS                |
      | A request that the helper does not read | OPTIONS sip:alice@192.0.2.10 SIP/2.0\r\nCSeq: 1 OPTIONS |

  @id:sip-register
  Scenario: A registration lets calls come, once the registrar agrees, for as long as it says
    When these packets arrive:
      | dir | packet                                                                                                                        |
      | >   | udp "REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <sip:alice@192.0.2.10:5070>\r\nExpires: 3600\r\n\r\n" |
    Then the expectations are:
      | expected               | timeout | class      | flags              |
      | server:* > client:5070 | 180     | signalling | PERMANENT INACTIVE |
    When these packets arrive:
      | dir | packet                                                                                               | ctstate     |
      | >   | udp server:7000 > client:5070 len 40                                                                 | NEW         |
      | <   | udp "SIP/2.0 200 OK\r\nCSeq: 1 REGISTER\r\nContact: <sip:alice@192.0.2.10:5070>;expires=600\r\n\r\n" | ESTABLISHED |
    Then the expectations are:
      | expected               | class      | flags     |
      | server:* > client:5070 | signalling | PERMANENT |
    When 300 seconds pass
    And these packets arrive:
      | packet                                | ctstate |
      | udp server:7001 > client:5070 len 40  | RELATED |
      | udp server:7002 > client:5070 len 40  | RELATED |
      | udp server2:7001 > client:5070 len 40 | NEW     |
    Then the table includes:
      | original                  | helper | status   |
      | server:7001 > client:5070 | sip    | EXPECTED |

  @id:sip-register-none
  Scenario Outline: <what> lets no calls come
    When these packets arrive:
      | packet                                                                            | verdict |
      | udp "REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 1 REGISTER\r\n<headers>\r\n\r\n" | ACCEPT  |
    Then there are no expectations

    Examples:
      | what                                 | headers                                                            |
      | A registration for no time           | Contact: <sip:alice@192.0.2.10:5070>\r\nExpires: 0                 |
      | A registration of another host       | Contact: <sip:alice@203.0.113.9:5070>\r\nExpires: 600              |
      | A registration for another transport | Contact: <sip:alice@192.0.2.10:5070;transport=tcp>\r\nExpires: 600 |
      | A registration without a contact     | Expires: 600                                                       |

    @since:6.1
    Examples: Since Linux 6.1
      | what                                 | headers                                                            |
      | A contact with a port below 1024     | Contact: <sip:alice@192.0.2.10:80>\r\nExpires: 600                 |

    Examples:
      | what                                 | headers                                                            |
      | A contact by name                    | Contact: <sip:alice@example.org>\r\nExpires: 600                   |

  @id:sip-register-ends
  Scenario Outline: <what> ends it
    When these packets arrive:
      | dir | packet                                                                                                                        |
      | >   | udp "REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <sip:alice@192.0.2.10:5070>\r\nExpires: 3600\r\n\r\n" |
      | <   | udp "<answer>\r\n\r\n"                                                                                                        |
    Then there are no expectations

    Examples:
      | what                              | answer                                                                                |
      | A refusal                         | SIP/2.0 403 Forbidden\r\nCSeq: 1 REGISTER                                             |
      | An agreement for no time          | SIP/2.0 200 OK\r\nCSeq: 1 REGISTER\r\nContact: <sip:alice@192.0.2.10:5070>;expires=0  |
      | An agreement about other contacts | SIP/2.0 200 OK\r\nCSeq: 1 REGISTER\r\nContact: <sip:bob@203.0.113.9:5070>;expires=600 |

  @id:sip-refused
  Scenario Outline: A message with <what> is dropped
    When these packets arrive:
      | packet              | ctstate | verdict | reason   |
      | udp "<message>\r\n" | NEW     | DROP    | <reason> |
    Then there are no expectations
    And the table is empty

    Examples:
      | what                                | message                                                                                                          | reason                   |
      | no sequence number                  | INVITE sip:bob@198.51.100.10 SIP/2.0\r\nTo: bob\r\n                                                              | cannot parse cseq        |

    @since:6.1
    Examples: Since Linux 6.1
      | what                                | message                                                                                                          | reason                   |
      | a sequence number that is too large | INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 99999999999 INVITE\r\n                                             | cannot get cseq          |

    Examples:
      | what                                | message                                                                                                          | reason                   |
      | no status code                      | SIP/2.0 OK    \r\nCSeq: 1 INVITE\r\n                                                                             | cannot get code          |
      | a stream to a port below 1024       | INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nc=IN IP4 192.0.2.10\r\nm=audio 80 RTP/AVP 0 | wrong port 80            |
      | a stream without an address         | INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nm=audio 5004 RTP/AVP 0                      | cannot parse SDP message |
      | a time that is no number            | REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <sip:alice@192.0.2.10:5070>;expires=x\r\n     | cannot parse expires     |

  @id:sip-taken
  Scenario: What another connection expects already cannot be announced again
    Streams are the exception where both are of the same kind: the same call may be seen twice.
    Given the flows:
      | name   | flow                          |
      | first  | udp client:5060 > server:5060 |
      | second | udp client:5061 > server:5060 |
    When these packets arrive:
      | flow   | packet                                                                                                                       | verdict | reason                 |
      | first  | udp "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0\r\n" | ACCEPT  | -                      |
      | second | udp "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0\r\n" | ACCEPT  | -                      |
      | first  | udp "REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 2 REGISTER\r\nContact: <sip:alice@192.0.2.10:5070>\r\nExpires: 60\r\n\r\n"  | ACCEPT  | -                      |
      | second | udp "REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 2 REGISTER\r\nContact: <sip:alice@192.0.2.10:5070>\r\nExpires: 60\r\n\r\n"  | DROP    | cannot add expectation |

  @id:sip-tcp
  Scenario: By TCP, messages are told apart by their length, and one that is not whole is not read
    Given the helper sip on tcp port 5060
    When these packets arrive:
      | packet                                                                                                                                                                                                                                                                                                                             | ctstate     |
      | tcp client:3000 > server:5060 S =0:0(0) win 64240                                                                                                                                                                                                                                                                                  | NEW         |
      | tcp server:5060 > client:3000 S. =0:0(0) ack =1 win 65535                                                                                                                                                                                                                                                                          | ESTABLISHED |
      | tcp client:3000 > server:5060 . =1:1(0) ack =1                                                                                                                                                                                                                                                                                     | ESTABLISHED |
      | tcp client:3000 > server:5060 P. =1:241(240) ack =1 "ACK sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 ACK\r\nContent-Length: 50\r\n\r\nv=0\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0\r\nACK sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 ACK\r\nContent-Length: 50\r\n\r\nv=0\r\nc=IN IP4 192.0.2.10\r\nm=audio 5006 RTP/AVP 0\r\n" | ESTABLISHED |
      | tcp client:3000 > server:5060 P. =241:361(120) ack =1 "ACK sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 ACK\r\nContent-Length: 51\r\n\r\nv=0\r\nc=IN IP4 192.0.2.10\r\nm=audio 5008 RTP/AVP 0\r\n"                                                                                                                                     | ESTABLISHED |
    Then the expectations are:
      | expected               | master                        |
      | server:* > client:5004 | tcp client:3000 > server:5060 |
      | server:* > client:5005 | tcp client:3000 > server:5060 |
      | server:* > client:5006 | tcp client:3000 > server:5060 |
      | server:* > client:5007 | tcp client:3000 > server:5060 |

  @id:sip-ipv6
  Scenario: The same with IPv6, whose addresses stand in brackets in headers and without them in descriptions
    When these packets arrive:
      | packet                                                                                                                                                                             | ctstate |
      | udp [2001:db8:1::10]:5060 > [2001:db8:2::10]:5060 "INVITE sip:bob@[2001:db8:2::10] SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nc=IN IP6 2001:db8:1::10\r\nm=audio 5004 RTP/AVP 0\r\n"  | NEW     |
      | udp [2001:db8:1::10]:5060 > [2001:db8:2::10]:5060 "REGISTER sip:[2001:db8:2::10] SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <sip:alice@[2001:db8:1::10]:5070>\r\nExpires: 60\r\n\r\n" | NEW     |
      | udp [2001:db8:2::10]:7000 > [2001:db8:1::10]:5004 len 40                                                                                                                           | RELATED |
      | udp [2001:db8:2::10]:7000 > [2001:db8:1::10]:5070 len 40                                                                                                                           | NEW     |

  @id:sip-voice-taken
  Scenario: A stream to where an answer to a broadcast is expected cannot be announced
    Given the helper netbios-ns on udp port 137
    When these packets arrive:
      | in | packet                                                                                                                                                    | verdict | reason                           |
      | lo | udp 192.0.2.1:5004 > 192.0.2.255:137 len 50                                                                                                               | ACCEPT  | -                                |
      | lo | udp 192.0.2.1:5060 > 192.0.2.10:5060 "INVITE sip:bob@192.0.2.10 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 5004 RTP/AVP 0\r\n" | DROP    | cannot add expectation for voice |
