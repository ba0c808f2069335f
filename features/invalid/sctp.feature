@src:nf_conntrack_proto_sctp.c @rfc:9260
Feature: Why an SCTP packet is INVALID
  An SCTP packet is a header with ports, a verification tag and a checksum, and chunks behind it. The tag must
  be the one that the other side has asked for when the association began (INIT and INIT ACK); here the client
  has asked for 7 and the server for 8. The notation has no words for chunks, so the packets are in
  hexadecimal digits: the ports 1000 and 2000, the tag, the checksum, then each chunk with type, flags, length.

  Background:
    Given the flow ip client > server proto 132

  @id:invalid-sctp-short
  Scenario: Less than twelve bytes are a short packet
    When these packets arrive:
      | dir | packet                          | ctstate | ctdir | reason                   | verdict |
      | >   | ip proto 132 0x03e807d000000000 | INVALID | -     | nf_ct_sctp: short packet | ACCEPT  |

  @id:invalid-sctp-checksum
  Scenario: A wrong checksum is a bad CRC
    When these packets arrive:
      | dir | packet                                                                          | ctstate | reason              |
      | >   | ip proto 132 0x03e807d000000000507520240100001400000007000005dc0001000100000009 | INVALID | nf_ct_sctp: bad CRC |

  @id:invalid-sctp-checksum-off @sysctl:nf_conntrack_checksum
  Scenario: Unless nobody verifies it
    Given the sysctls:
      | name                                | value |
      | net.netfilter.nf_conntrack_checksum | 0     |
    When these packets arrive:
      | dir | packet                                                                          | ctstate | state  | reason |
      | >   | ip proto 132 0x03e807d000000000507520240100001400000007000005dc0001000100000009 | NEW     | CLOSED | -      |

  @id:invalid-sctp-chunks
  Scenario: An INIT behind another chunk fails the basic checks
    It must be alone in its packet. The log has the chunk's length as it is on the wire, read backwards.
    When these packets arrive:
      | dir | packet                                                                                                          | ctstate | reason                                                       |
      | >   | ip proto 132 0x03e807d00000000003f0a52d030000100000000000000000000000000100001400000007000005dc0001000100000009 | INVALID | do_basic_checks failed. chunk num 1, type 1, len 5120 flag 1 |

  @id:invalid-sctp-tag
  Scenario: A packet of an association with a wrong tag fails the tag check
    When these packets arrive:
      | dir | packet                                                                          | ctstate     | state         | reason                                                     |
      | >   | ip proto 132 0x03e807d0000000004f7520240100001400000007000005dc0001000100000009 | NEW         | CLOSED        |                                                            |
      | <   | ip proto 132 0x07d003e800000007dca31c060200001400000008000005dc0001000100000009 | ESTABLISHED | COOKIE_WAIT   |                                                            |
      | >   | ip proto 132 0x03e807d000000008c0f39d8a0a00000800000000                         | ESTABLISHED | COOKIE_ECHOED |                                                            |
      | <   | ip proto 132 0x07d003e80000000715a8dcb70b000004                                 | ESTABLISHED | ESTABLISHED   |                                                            |
      | >   | ip proto 132 0x03e807d000000009f421ab6b0003001400000000000000000000000061626364 | INVALID     | ESTABLISHED   | verification tag check failed 9000000 vs 8000000 for dir 0 |
      | >   | ip proto 132 0x03e807d00000000869ea9f450003001400000000000000000000000061626364 | ESTABLISHED | ESTABLISHED   | -                                                          |

  @id:invalid-sctp-state
  Scenario: A chunk that does not fit the state is INVALID in that state
    Only a heartbeat was seen, so only its answer makes sense.
    When these packets arrive:
      | dir | packet                                                  | ctstate | state          | reason                              |
      | >   | ip proto 132 0x03e807d00000000511e3240b0400000800000000 | NEW     | HEARTBEAT_SENT |                                     |
      | <   | ip proto 132 0x07d003e8000000072c21fed508000004         | INVALID | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 8 |

  @id:invalid-sctp-first
  Scenario Outline: <what> as the first packet is INVALID without a word
    When these packets arrive:
      | dir | packet                | ctstate | state | reason |
      | >   | ip proto 132 <packet> | INVALID | -     | -      |
    Then the table is empty

    Examples: What opens no association
      | what                          | packet                                                             |
      | Data                          | 0x03e807d000000007a3b25bfb0003001400000000000000000000000061626364 |
      | An ABORT                      | 0x03e807d000000007e714866d06000004                                 |
      | An ABORT without a tag        | 0x03e807d000000000fddae6aa06000004                                 |
      | A SHUTDOWN COMPLETE           | 0x03e807d0000000001bb9a25c0e000004                                 |
      | A COOKIE ACK                  | 0x03e807d0000000005022c5fa0b000004                                 |
      | An INIT with a tag            | 0x03e807d000000005a690c7b20100001400000007000005dc0001000100000009 |
      | An INIT that is cut           | 0x03e807d000000000dff1caf70100000c00000007000005dc                 |
      | A packet without any chunk    | 0x03e807d000000000cc73c482                                         |
      | Nothing but half of the ports | 0x03e8                                                             |

  @id:invalid-sctp-strange-tag
  Scenario Outline: <what> with a strange tag is INVALID without a word
    When these packets arrive:
      | dir | packet                                                                          | ctstate     | state       | reason |
      | >   | ip proto 132 0x03e807d0000000004f7520240100001400000007000005dc0001000100000009 | NEW         | CLOSED      |        |
      | <   | ip proto 132 0x07d003e800000007dca31c060200001400000008000005dc0001000100000009 | ESTABLISHED | COOKIE_WAIT |        |
      | >   | ip proto 132 <packet>                                                           | INVALID     | COOKIE_WAIT | -      |

    Examples: Chunks with rules of their own for the tag
      | what          | packet                                     |
      | An ABORT      | 0x03e807d000000063e7c89c8806000004         |
      | A COOKIE ECHO | 0x03e807d0000000633c41e4520a00000800000000 |
