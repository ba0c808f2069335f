@src:nf_conntrack_proto_dccp.c @rfc:4340
Feature: DCCP, on the versions of Linux that track it
  Client and server agree on a connection in three steps, and either may end it. Conntrack knows which side is which, and
  believes in a connection once the client has acknowledged the very number of the answer.

  Background:
    Given Linux 6.12
    And the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 33    |
    And the flow ip client > server proto 33

  @id:dccp-life
  Scenario: A connection from its Request to its Reset
    When these packets arrive:
      | dir | packet                                                                 | ctstate     | state    | status              | timeout |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | NEW         | REQUEST  | UNREPLIED           | 240     |
      | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | ESTABLISHED | RESPOND  | SEEN_REPLY !ASSURED | 480     |
      | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         | ESTABLISHED | PARTOPEN | ASSURED             | 480     |
      | <   | ip proto 33 0x13899c4003005cab04000015                                 | ESTABLISHED | OPEN     | ASSURED             | 43200   |
      | >   | ip proto 33 0x9c401389060075be090000000000000c000000000000001570696e67 | ESTABLISHED | OPEN     | ASSURED             | 43200   |
      | <   | ip proto 33 0x13899c40060052920b00000000000016000000000000000c         | ESTABLISHED | CLOSEREQ | ASSURED             | 64      |
      | >   | ip proto 33 0x9c401389060050910d0000000000000d0000000000000016         | ESTABLISHED | CLOSING  | ASSURED             | 64      |
      | <   | ip proto 33 0x13899c4007004c8c0f00000000000017000000000000000d01000000 | ESTABLISHED | TIMEWAIT | ASSURED             | 240     |
    And 239 seconds pass
    Then the table holds 1 entry
    When 1 second passes
    Then the table is empty

  @id:dccp-other-number
  Scenario: An Ack of another number than the answer's does not make it ASSURED
    When these packets arrive:
      | dir | packet                                                                 | ctstate     | state    | status   |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | NEW         | REQUEST  |          |
      | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | ESTABLISHED | RESPOND  |          |
      | >   | ip proto 33 0x9c40138906005694070000000000000b0000000000000015         | ESTABLISHED | PARTOPEN | !ASSURED |
      | >   | ip proto 33 0x9c40138906005694070000000000000c0000000000000014         | ESTABLISHED | PARTOPEN | !ASSURED |

  @id:dccp-long-number
  Scenario: The number has 48 bits
    When these packets arrive:
      | dir | packet                                                                 | ctstate     | state    | status   |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | NEW         | REQUEST  |          |
      | <   | ip proto 33 0x13899c40070056130300123456789abc000000000000000a0000002a | ESTABLISHED | RESPOND  |          |
      | >   | ip proto 33 0x9c40138906006574070000000000000b0000000056789abc         | ESTABLISHED | PARTOPEN | !ASSURED |

  @id:dccp-from-the-other-side
  Scenario: At its end it can be opened anew from the other side, and the sides change roles
    When these packets arrive:
      | dir | packet                                                                 | ctstate     | state    | status  |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | NEW         | REQUEST  |         |
      | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | ESTABLISHED | RESPOND  |         |
      | >   | ip proto 33 0x9c40138907004c910f0000000000000b000000000000001401000000 | ESTABLISHED | TIMEWAIT |         |
      | <   | ip proto 33 0x13899c4005005d6601000000000000280000002a                 | ESTABLISHED | REQUEST  |         |
      | >   | ip proto 33 0x9c4013890700592c030000000000003200000000000000280000002a | ESTABLISHED | RESPOND  |         |
      | <   | ip proto 33 0x13899c400600565907000000000000290000000000000032         | ESTABLISHED | PARTOPEN | ASSURED |

  @id:dccp-out-of-step
  Scenario: A Request that was let through and is answered shows that conntrack was out of step
    The connection begins anew, with whoever asked as its client.
    When these packets arrive:
      | dir | packet                                                                 | ctstate     | state    | log            |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | NEW         | REQUEST  | -              |
      | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | ESTABLISHED | RESPOND  | -              |
      | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         | ESTABLISHED | PARTOPEN | -              |
      | <   | ip proto 33 0x13899c4005005d6601000000000000280000002a                 | ESTABLISHED | PARTOPEN | invalid packet |
      | >   | ip proto 33 0x9c4013890700592c030000000000003200000000000000280000002a | ESTABLISHED | RESPOND  | -              |
      | <   | ip proto 33 0x13899c400600565907000000000000290000000000000032         | ESTABLISHED | PARTOPEN | -              |

  @id:dccp-reset-first
  Scenario: A Reset that is all there is of an answer ends it at once
    When these packets arrive:
      | dir | packet                                                                 | ctstate     | state   |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | NEW         | REQUEST |
      | <   | ip proto 33 0x13899c4007004c920f00000000000014000000000000000a01000000 | ESTABLISHED | -       |
    Then the table is empty

  @id:dccp-first
  Scenario Outline: <article> <type> cannot be the first that is seen of a connection
    When these packets arrive:
      | packet   | ctstate | reason                   |
      | <packet> | INVALID | invalid state transition |
    Then the table is empty

    Examples: Only a Request can, whatever nf_conntrack_dccp_loose says
      | article | type     | packet                                                                 |
      | A       | Response | ip proto 33 0x9c40138907005975030000000000000a00000000000000070000002a |
      | A       | Data     | ip proto 33 0x9c40138904005ab2050000000000000a                         |
      | An      | Ack      | ip proto 33 0x9c401389060056a3070000000000000a0000000000000007         |
      | A       | DataAck  | ip proto 33 0x9c401389060054a3090000000000000a0000000000000007         |
      | A       | CloseReq | ip proto 33 0x9c401389060052a30b0000000000000a0000000000000007         |
      | A       | Close    | ip proto 33 0x9c401389060050a30d0000000000000a0000000000000007         |
      | A       | Reset    | ip proto 33 0x9c40138907004c9f0f0000000000000a000000000000000701000000 |
      | A       | Sync     | ip proto 33 0x9c40138906004ca3110000000000000a0000000000000007         |
      | A       | SyncAck  | ip proto 33 0x9c40138906004aa3130000000000000a0000000000000007         |

  @id:dccp-coverage @rfc:4340-9.2
  Scenario: A checksum over the header alone says nothing of the data
    When these packets arrive:
      | packet | ctstate |
      | ip proto 33 0x9c40138905065d7a010000000000000a0000002a70696e67 | NEW |

  @id:dccp-nat
  Scenario: The ports of DCCP are translated, and its checksum carried on
    Given the callbacks:
      | hook        | match        | verdict                    |
      | POSTROUTING | dccp         | SNAT to 198.51.100.77:6000 |
    When these packets arrive:
      | packet                                                 | ctstate |
      | ip proto 33 0x9c40138905005d84010000000000000a0000002a | NEW     |
    Then packet 1 leaves as:
      """
      ip 198.51.100.77 > server proto 33 0x17701389050079de010000000000000a0000002a
      """

  @id:dccp-sysctl
  Scenario Outline: nf_conntrack_dccp_timeout_<state> is <seconds> seconds, and can be set
    Then the sysctl net.netfilter.nf_conntrack_dccp_timeout_<state> is <seconds>
    When the sysctl net.netfilter.nf_conntrack_dccp_timeout_<state> is set to 5
    Then the sysctl net.netfilter.nf_conntrack_dccp_timeout_<state> is 5

    Examples: Each state has one
      | state    | seconds |
      | request  | 240     |
      | respond  | 480     |
      | partopen | 480     |
      | open     | 43200   |
      | closereq | 64      |
      | closing  | 64      |
      | timewait | 240     |
