@src:nf_conntrack_h323_main.c
Feature: Logical channels by H.245
  Over the control channel that a call has named, the two ends open logical channels: for media by RTP, for data by T.120.
  Each opening and each answer names where its sender receives, and the helper expects the other side to send there.

  Background: The control channel of a call has been opened
    Given the helper Q.931 on tcp port 1720
    And the flows:
      | name    | flow                          |
      | call    | tcp client:1024 > server:1720 |
      | control | tcp server:3000 > client:1503 |
    When these packets arrive:
      | flow    | dir | packet                                                                                                | ctstate     |
      | call    | >   | S 0:0(0) win 64240                                                                                    | NEW         |
      | call    | <   | S. 0:0(0) ack 1 win 65535                                                                             | ESTABLISHED |
      | call    | >   | . ack 1                                                                                               | ESTABLISHED |
      | call    | >   | P. 0x0300003008020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00 | ESTABLISHED |
      | control | >   | S 0:0(0) win 64240                                                                                    | RELATED     |
      | control | <   | S. 0:0(0) ack 1 win 65535                                                                             | ESTABLISHED |
      | control | >   | . ack 1                                                                                               | ESTABLISHED |

  @id:h245-open
  Scenario Outline: <what>
    RTP comes to the even port, RTCP to the odd one behind it, whichever of the two is named.
    When these packets arrive:
      | flow    | dir | packet       | ctstate     | verdict |
      | control | >   | P. <payload> | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected                  | master                        | timeout | helper |
      | client:* > server:<first> | tcp server:3000 > client:1503 | 240     | H.245  |
      | client:* > server:<then>  | tcp server:3000 > client:1503 | 240     | H.245  |

    Examples:
      | what                                                            | payload                                                          | first | then |
      | An opening names its control port                               | 0x03000017030000010c2013800a04000100c633640a138d                 | 5004  | 5005 |
      | An opening may name its media port                              | 0x03000017030000010c2013800a10000100c633640a138c                 | 5004  | 5005 |
      | Both, if they are a pair, are expected once                     | 0x0300001e030000010c2013801114000100c633640a138c00c633640a138d   | 5004  | 5005 |
      | The way back of a channel of two directions counts, too         | 0x0300001f034000010c201380030000014c2013800a10000100c633640a138e | 5006  | 5007 |
      | The answer names ports of the other end                         | 0x0300001a22c0000102800f0c00c633640a139000c633640a1391           | 5008  | 5009 |
      | The answer to one of two directions names them for the way back | 0x0300001722a00001200002800a10000100c633640a1392                 | 5010  | 5011 |

  @id:h245-not
  Scenario Outline: <what> announces nothing
    When these packets arrive:
      | flow    | dir | packet       | ctstate     | verdict |
      | control | >   | P. <payload> | ESTABLISHED | ACCEPT  |
    Then there are no expectations

    Examples:
      | what                          | payload                                          |
      | Another host’s address        | 0x03000017030000010c2013800a04000100c000020b138d |
      | Port 0                        | 0x03000017030000010c2013800a04000100c633640a0000 |
      | The address of the other end  | 0x03000017030000010c2013800a04000100c000020a138d |
      | A message that opens nothing  | 0x03000017020000010c2013800a04000100c633640a138d |
      | A message that ends too early | 0x03000016030000010c2013800a04000100c633640a13   |

  @id:h245-data
  Scenario: A channel for data in a stack of its own stays open for any number of connections
    When these packets arrive:
      | flow    | dir | packet                                                      | ctstate     |
      | control | >   | P. 0x0300001b03800001101830000000810001090800c633640a064000 | ESTABLISHED |
    Then the expectations are:
      | expected               | timeout | helper | flags     |
      | client:* > server:1600 | 240     | H.245  | PERMANENT |
    When these packets arrive:
      | packet                                           | ctstate |
      | tcp client:3001 > server:1600 S 0:0(0) win 64240 | RELATED |
      | tcp client:3002 > server:1600 S 0:0(0) win 64240 | RELATED |

  @id:h245-data-answer
  Scenario: The answer may name it
    When these packets arrive:
      | flow    | dir | packet                                        | ctstate     |
      | control | <   | P. 0x0300001422c000010300090800c000020a064000 | ESTABLISHED |
    Then the expectations are:
      | expected               | flags     |
      | server:* > client:1600 | PERMANENT |

  @id:h245-most
  Scenario: A control channel expects eighteen connections at most
    When these packets arrive:
      | flow    | dir | packet                                                                                                                                                                                                                                                                                                                                                                                                                                                                            |
      | control | >   | P. 0x03000017030000010c2013800a04000100c633640a138803000017030000010c2013800a04000100c633640a138a03000017030000010c2013800a04000100c633640a138c03000017030000010c2013800a04000100c633640a138e03000017030000010c2013800a04000100c633640a139003000017030000010c2013800a04000100c633640a139203000017030000010c2013800a04000100c633640a139403000017030000010c2013800a04000100c633640a139603000017030000010c2013800a04000100c633640a139803000017030000010c2013800a04000100c633640a139a |
    Then the expectations are:
      | expected               |
      | client:* > server:5002 |
      | client:* > server:5003 |
      | client:* > server:5004 |
      | client:* > server:5005 |
      | client:* > server:5006 |
      | client:* > server:5007 |
      | client:* > server:5008 |
      | client:* > server:5009 |
      | client:* > server:5010 |
      | client:* > server:5011 |
      | client:* > server:5012 |
      | client:* > server:5013 |
      | client:* > server:5014 |
      | client:* > server:5015 |
      | client:* > server:5016 |
      | client:* > server:5017 |
      | client:* > server:5018 |
      | client:* > server:5019 |

  @id:h245-taken
  Scenario: A channel that another connection expects already has the message dropped
    When these packets arrive:
      | flow    | dir | packet                                                                                                                                | verdict | reason                       |
      | control | >   | P. 0x03000017030000010c2013800a04000100c633640a138d                                                                                   | ACCEPT  | -                            |
      | call    | <   | P. 0x0300004008020001057e0034052200060008914a00040000000102030405060708090a0b0c0d0e0f0440150113030000010c2013800a04000100c633640a138d | DROP    | cannot process Q.931 message |
      | call    | <   | P. 0x0300003f08020001057e0033050280060008914a00040000000102030405060708090a0b0c0d0e0f08101401120000010c2013800a04000100c633640a1775   | ACCEPT  | -                            |
      | control | >   | P. 0x03000017030000010c2013800a04000100c633640a1774                                                                                   | DROP    | cannot process H.245 message |
