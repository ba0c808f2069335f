@src:nf_conntrack_proto_dccp.c @rfc:4340
Feature: DCCP packets that are INVALID
  On the versions of Linux that track DCCP. What the others know of it is its number.

  Background:
    Given Linux 6.12
    And the flow ip client > server proto 33

  @id:invalid-dccp-header
  Scenario Outline: A packet with <what> is INVALID
    When these packets arrive:
      | packet   | ctstate | reason   | verdict |
      | <packet> | INVALID | <reason> | ACCEPT  |

    Examples: What the header must say
      | what                                      | reason                                        | packet                                                 |
      | a data offset of less than the header     | nf_ct_dccp: truncated/malformed packet        | ip proto 33 0x9c40138902006084010000000000000a0000002a |
      | a data offset of more than the packet     | nf_ct_dccp: truncated/malformed packet        | ip proto 33 0x9c40138906005c84010000000000000a0000002a |
      | a checksum that covers more than there is | nf_ct_dccp: bad checksum coverage             | ip proto 33 0x9c40138905085d7c010000000000000a0000002a |
      | a wrong checksum                          | nf_ct_dccp: bad checksum                      | ip proto 33 0x9c401389050008d1010000000000000a0000002a |
      | a type of the future                      | nf_ct_dccp: reserved packet type              | ip proto 33 0x9c40138904004ab2150000000000000a         |
      | a Request with a short number             | nf_ct_dccp: type lacks 48bit sequence numbers | ip proto 33 0x9c40138904005f880000000a0000002a         |
      | a type that begins no connection          | invalid state transition                      | ip proto 33 0x9c40138904005ab2050000000000000a         |

  @id:invalid-dccp-cut
  Scenario Outline: A packet that ends before <what> is INVALID and passes
    Older versions drop it.
    When these packets arrive:
      | packet   | ctstate | reason | verdict |
      | <packet> | INVALID | -      | ACCEPT  |
    Then the table is empty

    Examples: What conntrack must read
      | what                      | packet                                             |
      | the header does           | ip proto 33 0x9c40138905005d84                     |
      | its service code          | ip proto 33 0x9c40138903005fb0010000000000000a0000 |
      | its acknowledgment number | ip proto 33 0x9c401389030059b0070000000000000a0000 |

  @id:invalid-dccp-ignored
  Scenario: A Sync says nothing of the state, and is let through with a word in the log
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 33    |
    When these packets arrive:
      | dir | packet                                                         | ctstate | log            |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a         | NEW     | -              |
      | >   | ip proto 33 0x9c40138906004c95110000000000000b0000000000000014 | NEW     | invalid packet |
