Feature: What differs of helpers

  @id:versions-expectation-helper @src:nf_ct_expect_init
  Scenario Outline: On Linux <version> an expected connection for which no helper was announced has <what>
    Given Linux <version>
    And the helper ftp on tcp port 21
    And the flows:
      | name    | flow                           |
      | control | tcp client:1024 > server:21    |
      | data    | tcp client:1025 > server:32768 |
    When these packets arrive:
      | flow    | dir | packet                                                             | ctstate     |
      | control | >   | S 0:0(0) win 65535                                                 | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65535                                          | ESTABLISHED |
      | control | >   | . ack 1                                                            | ESTABLISHED |
      | control | <   | P. win 65535 "220 ready\r\n"                                       | ESTABLISHED |
      | control | >   | P. win 65535 "PASV\r\n"                                            | ESTABLISHED |
      | control | <   | P. win 65535 "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | data    | >   | S 0:0(0) win 65535                                                 | RELATED     |
    Then the table includes:
      | flow | helper   | status           |
      | data | <helper> | EXPECTED !HELPER |

    Examples: Each version
      | version | what               | helper |
      | 5.10    | none               | -      |
      | 6.1     | that of its master | ftp    |
      | 6.12    | none               | -      |
      | 6.18    | none               | -      |
      | 7.3     | none               | -      |

  @id:versions-sip-number @src:nf_conntrack_sip.c
  Scenario Outline: On Linux <version> a SIP message with a number beyond 32 bits is <what>
    Given Linux <version>
    And the helper sip on udp port 5060
    When these packets arrive:
      | packet                                                                                                   | verdict   |
      | udp client:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 99999999999 INVITE\r\n\r\n" | <verdict> |

    Examples: Each version
      | version | what        | verdict |
      | 5.10    | let through | ACCEPT  |
      | 6.1     | dropped     | DROP    |
      | 6.12    | dropped     | DROP    |
      | 6.18    | dropped     | DROP    |
      | 7.3     | dropped     | DROP    |

  @id:versions-sip-contact @src:ct_sip_parse_header_uri
  Scenario Outline: On Linux <version> a registration of a port below 1024 is <what>
    Given Linux <version>
    And the helper sip on udp port 5060
    When these packets arrive:
      | packet                                                                                                                                               | verdict   |
      | udp client:5060 > server:5060 "REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <sip:alice@192.0.2.10:80>\r\nExpires: 600\r\n\r\n" | <verdict> |

    Examples: Each version
      | version | what        | verdict |
      | 5.10    | dropped     | DROP    |
      | 6.1     | let through | ACCEPT  |
      | 6.12    | let through | ACCEPT  |
      | 6.18    | let through | ACCEPT  |
      | 7.3     | let through | ACCEPT  |

  @id:versions-sip-port-for-udp @src:nf_nat_sip
  Scenario Outline: On Linux <version> an answer over TCP to a client that has named a port for UDP is <what>
    Given Linux <version>
    And the helper sip on tcp port 5060
    And the callbacks:
      | hook        | match          | verdict               |
      | POSTROUTING | tcp dport 5060 | SNAT to 198.51.100.77 |
    When these packets arrive:
      | in | packet                                                                                                                                                                    | verdict   |
      | c0 | tcp client:1024 > server:5060 S =1000:1000(0)                                                                                                                             | ACCEPT    |
      | s0 | tcp server:5060 > 198.51.100.77:1024 S. =5000:5000(0) ack =1001                                                                                                           | ACCEPT    |
      | c0 | tcp client:1024 > server:5060 P. =1001:1100(99) ack =5001 "REGISTER sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.10:5070\r\nCSeq: 1 REGISTER\r\nContent-Length: 0\r\n\r\n" | ACCEPT    |
      | s0 | tcp server:5060 > 198.51.100.77:1024 P. =5001:5056(55) ack =1100 "SIP/2.0 200 OK\r\nCSeq: 1 REGISTER\r\nContent-Length: 0\r\n\r\n"                                        | <verdict> |

    Examples: Each version
      | version | what                            | verdict |
      | 5.10    | overwritten as if it were UDP's | ACCEPT  |
      | 6.1     | overwritten as if it were UDP's | ACCEPT  |
      | 6.12    | dropped                         | DROP    |
      | 6.18    | dropped                         | DROP    |
      | 7.3     | dropped                         | DROP    |

  @id:versions-irc-offers @src:nf_conntrack_irc.c
  Scenario Outline: On Linux <version> <what> of two offers of IRC, the first of them forged, counts
    Given Linux <version>
    And the helper irc on tcp port 6667
    And the flow tcp client:1024 > server:6667
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | packet                                                                                                          | ctstate     |
      | P. "PRIVMSG bob :\x01DCC SEND a 3221225999 5000 9\x01\r\nPRIVMSG bob :\x01DCC SEND b 3221225994 5001 9\x01\r\n" | ESTABLISHED |
    And these packets arrive:
      | packet                                  | ctstate   |
      | tcp server:2000 > client:5001 S =1:1(0) | <ctstate> |

    Examples: Each version
      | version | what       | ctstate |
      | 5.10    | the second | RELATED |
      | 6.1     | neither    | NEW     |
      | 6.12    | neither    | NEW     |
      | 6.18    | neither    | NEW     |
      | 7.3     | neither    | NEW     |

  @id:versions-nat-expected-port @src:nf_nat_exp_find_port
  Scenario Outline: On Linux <version> an endpoint behind NAT whose port 65534 is taken outside is <what>
    Given Linux <version>
    And the helper RAS on udp port 1719
    And the callbacks:
      | hook        | match        | verdict    |
      | POSTROUTING | oifname "s0" | MASQUERADE |
    When these packets arrive:
      | in | packet                                                                                                   |
      | c0 | udp client:1719 > server:1719 0x0c000000060008914a0004000100c000020afffe0100c000020a06b70000b5000000     |
      | c0 | udp 192.0.2.11:1720 > server:1719 0x0c000000060008914a0004000100c000020bfffe0100c000020b06b80000b5000000 |
    Then packet 2 leaves as:
      """
      udp router-s0:1720 > server:1719 0x0c000000060008914a0004000100<outside>0100c633640106b80000b5000000 (ttl 63)
      """

    Examples: Each version
      | version | what                     | outside      |
      | 5.10    | called at the next       | c6336401ffff |
      | 6.1     | as it is, and not called | c000020bfffe |
      | 6.12    | as it is, and not called | c000020bfffe |
      | 6.18    | as it is, and not called | c000020bfffe |
      | 7.3     | as it is, and not called | c000020bfffe |

  @id:versions-ftp-in-one-piece @src:skb_linearize
  Scenario Outline: On Linux <version> the fragments of a segment to an FTP server leave <how>
    Given Linux <version>
    And the helper ftp on tcp port 21
    And the flow tcp client:1024 > server:21
    When these packets arrive:
      | dir | packet                                             | ctstate     | verdict |
      | >   | S =1000:1000(0) win 65535                          | NEW         | ACCEPT  |
      | <   | S. =5000:5000(0) ack =1001 win 65535               | ESTABLISHED | ACCEPT  |
      | >   | . =1001:1081(80) ack =5001 win 1024 (frag 1:24@0+) | -           | STOLEN  |
      | >   | . =1001:1081(80) ack =5001 win 1024 (frag 1:76@24) | ESTABLISHED | ACCEPT  |
    Then packet 4 leaves as:
      """
      tcp client:1024 > server:21 . =1001:1081(80) ack =5001 win 1024 (frag 1:<first>@0+)
      tcp client:1024 > server:21 . =1001:1081(80) ack =5001 win 1024 (frag 1:<last>@<first>)
      """

    Examples: Each version
      | version | how          | first | last |
      | 5.10    | as they came | 24    | 76   |
      | 6.1     | cut anew     | 72    | 28   |
      | 6.12    | cut anew     | 72    | 28   |
      | 6.18    | cut anew     | 72    | 28   |
      | 7.3     | cut anew     | 72    | 28   |

  @id:versions-irc-line @src:parse_dcc
  Scenario Outline: On Linux <version> an offer of IRC whose line ends with the byte behind its segment is <what>
    The datagram says that it is one byte shorter than what the link has brought.
    Given Linux <version>
    And the helper irc on tcp port 6667
    When these packets arrive:
      | packet                                                                                                                                                                                   | ctstate     |
      | tcp client:1024 > server:6667 S 0:0(0) win 65535                                                                                                                                         | NEW         |
      | tcp server:6667 > client:1024 S. 0:0(0) ack 1 win 65535                                                                                                                                  | ESTABLISHED |
      | tcp client:1024 > server:6667 . 1:1(0) ack 1 win 65535                                                                                                                                   | ESTABLISHED |
      | raw 450000590000000040068e57c000020ac633640a04001a0b00000001000000015018ffff75cc0000505249564d534720626f62203a014443432053454e442066696c65203332323132323539393420353030302031303234010a | ESTABLISHED |
    And these packets arrive:
      | packet                                            | ctstate   |
      | tcp server2:2000 > client:5000 S 0:0(0) win 64240 | <ctstate> |

    Examples: Each version
      | version | what     | ctstate |
      | 5.10    | read     | RELATED |
      | 6.1     | read     | RELATED |
      | 6.12    | not read | NEW     |
      | 6.18    | not read | NEW     |
      | 7.3     | not read | NEW     |

  @id:versions-expectation-pairs @src:nf_ct_expect_related_pair @sysctl:nf_conntrack_expect_max
  Scenario Outline: On Linux <version> a stream behind NAT takes <what>
    Given Linux <version>
    And the helper sip on udp port 5060
    And the callbacks:
      | hook        | priority | match | verdict    |
      | POSTROUTING | 100      | any   | MASQUERADE |
    When the sysctl net.netfilter.nf_conntrack_expect_max is set to 1
    And these packets arrive:
      | packet                                                                                                                                                                                                                                       | verdict   |
      | udp client:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\nContact: <sip:alice@192.0.2.10>\r\nContent-Length: 80\r\n\r\nv=0\r\no=a 1 1 IN IP4 192.0.2.10\r\nc=IN IP4 192.0.2.10\r\nm=audio 5004 RTP/AVP 0\r\n" | <verdict> |
    When these packets arrive:
      | in | packet                                     | ctstate   |
      | s0 | udp server:7000 > 198.51.100.1:5005 len 20 | <control> |

    Examples: Each version
      | version | what                             | verdict | control |
      | 5.10    | two places among all that may be | DROP    | NEW     |
      | 6.1     | two places among all that may be | DROP    | NEW     |
      | 6.12    | one place among all that may be  | ACCEPT  | RELATED |
      | 6.18    | two places among all that may be | DROP    | NEW     |
      | 7.3     | one place among all that may be  | ACCEPT  | RELATED |

  @id:versions-broadcast-in-fragments @src:nf_conntrack_broadcast_help @src:inet_frag_reasm_prepare
  Scenario Outline: On Linux <version> a question to a whole network that is sent in fragments lets <whom> answer
    Given Linux <version>
    And the helper netbios-ns on udp port 137
    When these packets arrive:
      | in | packet                                                      | ctstate   |
      | lo | udp 192.0.2.1:1024 > 192.0.2.255:137 len 100 (frag 7:64@0+) | -         |
      | lo | udp 192.0.2.1:1024 > 192.0.2.255:137 len 100 (frag 7:44@64) | NEW       |
      | c0 | udp 192.0.2.10:137 > 192.0.2.1:1024 len 60                  | <ctstate> |

    Examples: Each version
      | version | whom     | ctstate |
      | 5.10    | nobody   | NEW     |
      | 6.1     | everyone | RELATED |
      | 6.12    | everyone | RELATED |
      | 6.18    | everyone | RELATED |
      | 7.3     | everyone | RELATED |

  @id:versions-expectations-reaped @src:nf_ct_exp_is_expired @src:calc_wheel_index
  Scenario Outline: On Linux <version> the answer that comes when the time for it is just over is <ctstate>
    Given Linux <version>
    And the helper netbios-ns on udp port 137
    When these packets arrive:
      | in | packet                                      | ctstate |
      | lo | udp 192.0.2.1:1024 > 192.0.2.255:137 len 50 | NEW     |
    And 3 seconds pass
    And 0.01 seconds pass
    And these packets arrive:
      | packet                                     | ctstate   |
      | udp 192.0.2.10:137 > 192.0.2.1:1024 len 60 | <ctstate> |

    Examples: It is expected until a timer fires, which may be late, or until that time
      | version | ctstate |
      | 5.10    | RELATED |
      | 6.1     | RELATED |
      | 6.12    | NEW     |
      | 6.18    | RELATED |
      | 7.3     | NEW     |
