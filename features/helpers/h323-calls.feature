@src:nf_conntrack_h323_main.c
Feature: Calls by H.323
  H.323 signals a call over TCP by messages of Q.931, each behind a header of four bytes with its length (TPKT, RFC 1006).
  In one of them each side names where it can be reached for the control channel (H.245), and may open the channels
  for voice at once, in "fast start". The helper expects what a message names of its sender, and of nobody else.
  Messages are in the packed encoding of ASN.1: 0xc000020a05df is client:1503, 0xc633640a05df server:1503.

  Background:
    Given the helper Q.931 on tcp port 1720
    And the flow tcp client:1024 > server:1720
    And packets have brought the connection to ESTABLISHED

  @id:h323-control @except:6.1
  Scenario: Whoever calls says where its control channel is
    Connections to it are for the helper of H.245, which no rule can give.
    When these packets arrive:
      | dir | packet                                                                                                | ctstate     | verdict |
      | >   | P. 0x0300003008020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00 | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected               | master                        | timeout | helper |
      | server:* > client:1503 | tcp client:1024 > server:1720 | 240     | Q.931  |
    When these packets arrive:
      | packet                                             | ctstate |
      | tcp server2:3000 > client:1503 S 0:0(0) win 64240  | NEW     |
      | tcp server:3000 > client:1503 S 0:0(0) win 64240   | RELATED |
      | tcp server:3001 > client:1503 S 0:0(0) win 64240   | NEW     |
    Then the table includes:
      | original                  | status   | helper |
      | server:3000 > client:1503 | EXPECTED | H.245  |

  @id:h323-answers @except:6.1
  Scenario Outline: Whoever is called may say so in <message>
    When these packets arrive:
      | dir | packet       | ctstate     | verdict |
      | <   | P. <payload> | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected               | master                        | timeout | helper |
      | client:* > server:1503 | tcp client:1024 > server:1720 | 240     | Q.931  |

    Examples:
      | message         | payload                                                                                              |
      | CALL PROCEEDING | 0x0300001e08020001057e0012050140060008914a00040000c633640a05df                                       |
      | ALERTING        | 0x0300001e08020001057e0012050340060008914a00040000c633640a05df                                       |
      | CONNECT         | 0x0300002f08020001057e0023050240060008914a000400c633640a05df0000000102030405060708090a0b0c0d0e0f     |
      | PROGRESS        | 0x0300003108020001057e00250508002140060008914a00040000c633640a05df00000102030405060708090a0b0c0d0e0f |
      | FACILITY        | 0x0300002108020001057e0015050680060008914a000461c0800700c633640a05df                                 |

  @id:h323-not
  Scenario Outline: <what> announces nothing
    When these packets arrive:
      | dir | packet       | ctstate     | verdict |
      | >   | P. <payload> | ESTABLISHED | ACCEPT  |
    Then there are no expectations

    Examples:
      | what                                       | payload                                                                                                                    |
      | Another host’s address                     | 0x0300003008020001057e0024050040060008914a000400c000020b05df0000000102030405060708090a0b0c0d0e0f00                         |
      | Port 0                                     | 0x0300003008020001057e0024050040060008914a000400c000020a00000000000102030405060708090a0b0c0d0e0f00                         |
      | An address of the other family             | 0x0300003c08020001057e0030050040060008914a00043020010db800010000000000000000001005df0000000102030405060708090a0b0c0d0e0f00 |
      | A message that begins no control channel   | 0x0300001608020001057e000a050500060008914a0004                                                                             |
      | A message that ends too early              | 0x0300002e08020001057e0022050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e                             |
      | A message of another protocol              | 0x0300003009020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00                         |
      | A message without a header                 | 0x08020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00                                 |
      | A message that is longer than the segment  | 0x0300003008020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f                           |
      | A header whose length is less than its own | 0x0300000308020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00                         |

  @id:h323-separate
  Scenario: The header may come in a segment of its own
    When these packets arrive:
      | dir | packet                                                                                        |
      | >   | P. 0x03000030                                                                                 |
      | <   | P. 0x03000030                                                                                 |
      | >   | P. 0x08020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00 |
    Then the expectations are:
      | expected               |
      | server:* > client:1503 |

  @id:h323-separate-lost
  Scenario: It counts for the next segment only, a mere acknowledgement included
    When these packets arrive:
      | dir | packet                                                                                        |
      | >   | P. 0x03000030                                                                                 |
      | >   | .                                                                                             |
      | >   | P. 0x08020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00 |
    Then there are no expectations

  @id:h323-several
  Scenario: A segment may carry several messages; reading ends at the first that makes no sense
    When these packets arrive:
      | dir | packet                                                                                                                                                                                                                                                                                                          |
      | >   | P. 0x0300003008020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f000300003008020001057e0024050040060008914a000400c000020a05e00000000102030405060708090a0b0c0d0e0f0003000005090300003008020001057e0024050040060008914a000400c000020a05e10000000102030405060708090a0b0c0d0e0f00 |
    Then the expectations are:
      | expected               |
      | server:* > client:1503 |
      | server:* > client:1504 |

  @id:h323-fast-start
  Scenario: Fast start opens channels at once: RTP at the even port, RTCP at the odd one behind it
    When these packets arrive:
      | dir | packet                                                                                                                                                                                    | ctstate     |
      | >   | P. 0x0300005a08020001057e004e050080060008914a00040000000102030405060708090a0b0c0d0e0f0030102e02120000010c2013800a04000100c000020a138d190000010c2013801114000100c000020a177400c000020a1775 | ESTABLISHED |
    Then the expectations are:
      | expected               | timeout | helper |
      | server:* > client:5004 | 240     | Q.931  |
      | server:* > client:5005 | 240     | Q.931  |
      | server:* > client:6004 | 240     | Q.931  |
      | server:* > client:6005 | 240     | Q.931  |
    When these packets arrive:
      | packet                               | ctstate |
      | udp server:7000 > client:5004 len 40 | RELATED |
      | udp server:7001 > client:5005 len 40 | RELATED |

  @id:h323-tunnelled
  Scenario: Messages of H.245 may come inside those of Q.931
    When these packets arrive:
      | dir | packet                                                                                                                                                                | ctstate     |
      | <   | P. 0x0300005008020001057e0044052200060008914a00040000000102030405060708090a0b0c0d0e0f0440250213030000010c2013800a04000100c633640a1b590f22c000010280080800c633640a1bbe | ESTABLISHED |
    Then the expectations are:
      | expected               |
      | client:* > server:7000 |
      | client:* > server:7001 |
      | client:* > server:7102 |
      | client:* > server:7103 |

  @id:h323-forwarded
  Scenario: A call that is forwarded is expected as a call of its own
    When these packets arrive:
      | dir | packet                                                                                | ctstate     | verdict |
      | <   | P. 0x0300002808020001057e001c0506c0060008914a000400c633640c06b821c0800700c633640a05df | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected                | timeout | helper |
      | client:* > server2:1720 | 240     | Q.931  |
    When these packets arrive:
      | packet                                           | ctstate |
      | tcp client:3000 > server2:1720 S 0:0(0) win 64240 | RELATED |
    Then the table includes:
      | original                   | status   | helper |
      | client:3000 > server2:1720 | EXPECTED | Q.931  |

  @id:h323-forwarded-not
  Scenario: Unless the way to the new end and the way back to the caller are one
    When these packets arrive:
      | dir | packet                                                            | ctstate     | verdict |
      | <   | P. 0x0300001e08020001057e0012050640060008914a000400c000020a06b820 | ESTABLISHED | ACCEPT  |
    Then there are no expectations

  @id:h323-most
  Scenario: A call expects twenty connections at most; the oldest make room
    Its eleven channels are of two ports each.
    When these packets arrive:
      | dir | packet                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                              |
      | >   | P. 0x030000ff08020001057e00f3050080060008914a00040000000102030405060708090a0b0c0d0e0f00301080d20b120000010c2013800a04000100c000020a1388120000010c2013800a04000100c000020a138a120000010c2013800a04000100c000020a138c120000010c2013800a04000100c000020a138e120000010c2013800a04000100c000020a1390120000010c2013800a04000100c000020a1392120000010c2013800a04000100c000020a1394120000010c2013800a04000100c000020a1396120000010c2013800a04000100c000020a1398120000010c2013800a04000100c000020a139a120000010c2013800a04000100c000020a139c |
    Then the expectations are:
      | expected               |
      | server:* > client:5002 |
      | server:* > client:5003 |
      | server:* > client:5004 |
      | server:* > client:5005 |
      | server:* > client:5006 |
      | server:* > client:5007 |
      | server:* > client:5008 |
      | server:* > client:5009 |
      | server:* > client:5010 |
      | server:* > client:5011 |
      | server:* > client:5012 |
      | server:* > client:5013 |
      | server:* > client:5014 |
      | server:* > client:5015 |
      | server:* > client:5016 |
      | server:* > client:5017 |
      | server:* > client:5018 |
      | server:* > client:5019 |
      | server:* > client:5020 |
      | server:* > client:5021 |

  @id:h323-taken
  Scenario: A message that names an end which another call expects already is dropped
    Given the flows:
      | name   | flow                          |
      | first  | tcp client:1025 > server:1720 |
      | second | tcp client:1024 > server:1720 |
    When these packets arrive:
      | flow   | dir | packet                                                                                                | ctstate     | verdict | reason                       |
      | first  | >   | S 0:0(0) win 64240                                                                                    | NEW         | ACCEPT  | -                            |
      | first  | <   | S. 0:0(0) ack 1 win 65535                                                                             | ESTABLISHED | ACCEPT  | -                            |
      | first  | >   | . ack 1                                                                                               | ESTABLISHED | ACCEPT  | -                            |
      | first  | >   | P. 0x0300003008020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00 | ESTABLISHED | ACCEPT  | -                            |
      | second | >   | P. 0x0300003008020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00 | ESTABLISHED | DROP    | cannot process Q.931 message |

  @id:h323-ipv6
  Scenario: Over IPv6 the addresses of IPv6 count
    When these packets arrive:
      | flow                            | dir | packet                                                                                                                                                                                                                                    | ctstate     |
      | tcp client6:1024 > server6:1720 | >   | S 0:0(0) win 64240                                                                                                                                                                                                                        | NEW         |
      | tcp client6:1024 > server6:1720 | <   | S. 0:0(0) ack 1 win 65535                                                                                                                                                                                                                 | ESTABLISHED |
      | tcp client6:1024 > server6:1720 | >   | . ack 1                                                                                                                                                                                                                                   | ESTABLISHED |
      | tcp client6:1024 > server6:1720 | >   | P. 0x0300007208020001057e00660500c0060008914a00043020010db800010000000000000000001005df0000000102030405060708090a0b0c0d0e0f00301033021e0000010c201380160400010820010db8000100000000000000000010138d120000010c2013800a04000100c000020a1775 | ESTABLISHED |
    Then the expectations are:
      | expected                 |
      | server6:* > client6:1503 |
      | server6:* > client6:5004 |
      | server6:* > client6:5005 |
