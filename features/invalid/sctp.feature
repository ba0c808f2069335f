@src:nf_conntrack_proto_sctp.c @rfc:9260
Feature: Why an SCTP packet is INVALID
  An SCTP packet is a header with ports, a verification tag and a checksum, and chunks behind it. The tag must
  be the one that the other side has asked for when the association began (INIT and INIT ACK); here the client
  has asked for 7 and the server for 8.

  Background:
    Given the flow sctp client:1000 > server:2000

  @id:invalid-sctp-short
  Scenario: Less than twelve bytes are a short packet
    When these packets arrive:
      | dir | packet        | ctstate | ctdir | reason                   | verdict |
      | >   | sctp trunc 28 (len 28) | INVALID | -     | nf_ct_sctp: short packet | ACCEPT  |

  @id:invalid-sctp-checksum
  Scenario: A wrong checksum is a bad CRC
    When these packets arrive:
      | dir | packet                          | ctstate | reason              |
      | >   | sctp INIT [itag 7] bad-checksum | INVALID | nf_ct_sctp: bad CRC |

  @id:invalid-sctp-checksum-off @sysctl:nf_conntrack_checksum
  Scenario: Unless nobody verifies it
    Given the sysctls:
      | name                                | value |
      | net.netfilter.nf_conntrack_checksum | 0     |
    When these packets arrive:
      | dir | packet                          | ctstate | state  | reason |
      | >   | sctp INIT [itag 7] bad-checksum | NEW     | CLOSED | -      |

  @id:invalid-sctp-chunks @since:6.12
  Scenario: An INIT behind another chunk fails the basic checks
    It must be alone in its packet. The log has the chunk's length as it is on the wire, read backwards.
    When these packets arrive:
      | dir | packet                         | ctstate | reason                                                       |
      | >   | sctp tag 0 SACK; INIT [itag 7] | INVALID | do_basic_checks failed. chunk num 1, type 1, len 5120 flag 1 |

  @id:invalid-sctp-tag @since:6.12
  Scenario: A packet of an association with a wrong tag fails the tag check
    When these packets arrive:
      | dir | packet                  | ctstate     | state         | reason                                                     |
      | >   | sctp INIT [itag 7]      | NEW         | CLOSED        |                                                            |
      | <   | sctp INIT ACK [itag 8]  | ESTABLISHED | COOKIE_WAIT   |                                                            |
      | >   | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED |                                                            |
      | <   | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED   |                                                            |
      | >   | sctp tag 9 DATA len 4   | INVALID     | ESTABLISHED   | verification tag check failed 9000000 vs 8000000 for dir 0 |
      | >   | sctp DATA len 4         | ESTABLISHED | ESTABLISHED   | -                                                          |

  @id:invalid-sctp-state @since:6.12
  Scenario: A chunk that does not fit the state is INVALID in that state
    Only a heartbeat was seen, so only its answer makes sense.
    When these packets arrive:
      | dir | packet               | ctstate | state          | reason                              |
      | >   | sctp tag 5 HEARTBEAT | NEW     | HEARTBEAT_SENT |                                     |
      | <   | sctp SHUTDOWN ACK    | INVALID | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 8 |

  @id:invalid-sctp-first
  Scenario Outline: <what> as the first packet is INVALID without a word
    When these packets arrive:
      | dir | packet   | ctstate | state | reason |
      | >   | <packet> | INVALID | -     | -      |
    Then the table is empty

    Examples: What opens no association
      | what                          | packet                                |
      | Data                          | sctp tag 7 DATA len 4                 |
      | An ABORT                      | sctp tag 7 ABORT                      |
      | An ABORT without a tag        | sctp tag 0 ABORT                      |
      | A SHUTDOWN COMPLETE           | sctp tag 0 SHUTDOWN COMPLETE          |
      | A COOKIE ACK                  | sctp tag 0 COOKIE ACK                 |
      | An INIT with a tag            | sctp tag 5 INIT [itag 7]              |
      | An INIT that is cut           | sctp tag 0 chunk 1 0x00000007000005dc |
      | A packet without any chunk    | sctp tag 0                            |
      | Nothing but half of the ports | ip proto 132 0x03e8                   |

  @id:invalid-sctp-strange-tag
  Scenario Outline: <what> with a strange tag is INVALID without a word
    When these packets arrive:
      | dir | packet                 | ctstate     | state       | reason |
      | >   | sctp INIT [itag 7]     | NEW         | CLOSED      |        |
      | <   | sctp INIT ACK [itag 8] | ESTABLISHED | COOKIE_WAIT |        |
      | >   | <packet>               | INVALID     | COOKIE_WAIT | -      |

    Examples: Chunks with rules of their own for the tag
      | what          | packet                         |
      | An ABORT      | sctp tag 99 ABORT              |
      | A COOKIE ECHO | sctp tag 99 COOKIE ECHO "cook" |
