@src:nf_conntrack_proto_udp.c @rfc:3828
Feature: Why a UDP-Lite datagram is INVALID
  UDP-Lite tells, in place of the length, how much of the datagram its checksum covers, and must have one. The
  kernel reckons the checksum with the protocol number of UDP (17) in place of UDP-Lite's own (136), so a
  datagram that every receiver takes for good is INVALID here.

  Background:
    Given the flow ip client > server proto 136

  @id:invalid-udplite-short @until:6.18
  Scenario: Less than eight bytes are a short packet
    When these packets arrive:
      | dir | packet                        | ctstate | reason       |
      | >   | ip proto 136 0x04000035000800 | INVALID | short packet |

  @id:invalid-udplite-coverage @until:6.18
  Scenario Outline: A coverage of <coverage> bytes is invalid in a datagram of twelve
    When these packets arrive:
      | dir | packet                                   | ctstate | reason                    |
      | >   | ip proto 136 0x04000035<hex>000161626364 | INVALID | invalid checksum coverage |

    Examples: Less than the header, more than there is
      | coverage | hex  |
      | 7        | 0007 |
      | 13       | 000d |

  @id:invalid-udplite-no-checksum @until:6.18
  Scenario: A checksum of zero is a missing checksum
    When these packets arrive:
      | dir | packet                                  | ctstate | reason           |
      | >   | ip proto 136 0x040000350000000061626364 | INVALID | checksum missing |

  @id:invalid-udplite-checksum @until:6.18
  Scenario: A checksum that is right for UDP-Lite is a bad checksum
    When these packets arrive:
      | dir | packet                                  | ctstate | reason       |
      | >   | ip proto 136 0x0400003500004a2761626364 | INVALID | bad checksum |

  @id:invalid-udplite-checksum-of-udp
  Scenario: One reckoned as for UDP is good
    When these packets arrive:
      | dir | packet                                  | ctstate | reason |
      | >   | ip proto 136 0x0400003500004a9e61626364 | NEW     | -      |
