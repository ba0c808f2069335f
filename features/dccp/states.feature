@src:nf_conntrack_proto_dccp.c @rfc:4340-8
Feature: DCCP's states, on the versions of Linux that track it
  What each packet of either side makes of a connection in each of its states. A packet of which conntrack cannot tell whether
  it is right passes and changes nothing: perhaps conntrack is out of step, and the answer will show it.

  Background:
    Given Linux 6.12
    And the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 33    |
    And the flow ip client > server proto 33

  @id:dccp-request
  Scenario Outline: In REQUEST (the client has asked, and nobody has answered), the <side>'s <type> <outcome>
    When these packets arrive:
      | dir | packet                                                 | state |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a |       |
    And these packets arrive:
      | dir   | packet   | ctstate   | state   | log   |
      | <dir> | <packet> | <ctstate> | <state> | <log> |

    Examples: What each side can send
      | side   | type     | outcome                    | dir | packet                                                                 | ctstate     | state   | log                      |
      | client | Request  | leaves it in REQUEST       | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | NEW         | REQUEST | -                        |
      | client | Response | passes and changes nothing | >   | ip proto 33 0x9c40138907005967030000000000000b00000000000000140000002a | NEW         | REQUEST | invalid packet           |
      | client | Data     | is INVALID                 | >   | ip proto 33 0x9c40138904005ab1050000000000000b                         | INVALID     | REQUEST | invalid state transition |
      | client | Ack      | is INVALID                 | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         | INVALID     | REQUEST | invalid state transition |
      | client | DataAck  | is INVALID                 | >   | ip proto 33 0x9c40138906005495090000000000000b0000000000000014         | INVALID     | REQUEST | invalid state transition |
      | client | CloseReq | is INVALID                 | >   | ip proto 33 0x9c401389060052950b0000000000000b0000000000000014         | INVALID     | REQUEST | invalid state transition |
      | client | Close    | is INVALID                 | >   | ip proto 33 0x9c401389060050950d0000000000000b0000000000000014         | INVALID     | REQUEST | invalid state transition |
      | client | Reset    | ends it at once            | >   | ip proto 33 0x9c40138907004c910f0000000000000b000000000000001401000000 | NEW         | -       | -                        |
      | client | Sync     | passes and changes nothing | >   | ip proto 33 0x9c40138906004c95110000000000000b0000000000000014         | NEW         | REQUEST | invalid packet           |
      | client | SyncAck  | passes and changes nothing | >   | ip proto 33 0x9c40138906004a95130000000000000b0000000000000014         | NEW         | REQUEST | invalid packet           |
      | server | Request  | passes and changes nothing | <   | ip proto 33 0x13899c4005005d7901000000000000150000002a                 | ESTABLISHED | REQUEST | invalid packet           |
      | server | Response | leads to RESPOND           | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | ESTABLISHED | RESPOND | -                        |
      | server | Data     | is INVALID                 | <   | ip proto 33 0x13899c4004005aa70500000000000015                         | INVALID     | REQUEST | invalid state transition |
      | server | Ack      | is INVALID                 | <   | ip proto 33 0x13899c40060056940700000000000015000000000000000b         | INVALID     | REQUEST | invalid state transition |
      | server | DataAck  | is INVALID                 | <   | ip proto 33 0x13899c40060054940900000000000015000000000000000b         | INVALID     | REQUEST | invalid state transition |
      | server | CloseReq | is INVALID                 | <   | ip proto 33 0x13899c40060052940b00000000000015000000000000000b         | INVALID     | REQUEST | invalid state transition |
      | server | Close    | is INVALID                 | <   | ip proto 33 0x13899c40060050940d00000000000015000000000000000b         | INVALID     | REQUEST | invalid state transition |
      | server | Reset    | ends it at once            | <   | ip proto 33 0x13899c4007004c900f00000000000015000000000000000b01000000 | ESTABLISHED | -       | -                        |
      | server | Sync     | passes and changes nothing | <   | ip proto 33 0x13899c4006004c941100000000000015000000000000000b         | ESTABLISHED | REQUEST | invalid packet           |
      | server | SyncAck  | passes and changes nothing | <   | ip proto 33 0x13899c4006004a941300000000000015000000000000000b         | ESTABLISHED | REQUEST | invalid packet           |

  @id:dccp-respond
  Scenario Outline: In RESPOND (the server has answered), the <side>'s <type> <outcome>
    When these packets arrive:
      | dir | packet                                                                 | state |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 |       |
      | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a |       |
    And these packets arrive:
      | dir   | packet   | ctstate   | state   | log   |
      | <dir> | <packet> | <ctstate> | <state> | <log> |

    Examples: What each side can send
      | side   | type     | outcome                    | dir | packet                                                                 | ctstate     | state    | log                      |
      | client | Request  | leaves it in RESPOND       | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | ESTABLISHED | RESPOND  | -                        |
      | client | Response | passes and changes nothing | >   | ip proto 33 0x9c40138907005967030000000000000b00000000000000140000002a | ESTABLISHED | RESPOND  | invalid packet           |
      | client | Data     | is INVALID                 | >   | ip proto 33 0x9c40138904005ab1050000000000000b                         | INVALID     | RESPOND  | invalid state transition |
      | client | Ack      | leads to PARTOPEN          | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         | ESTABLISHED | PARTOPEN | -                        |
      | client | DataAck  | leads to PARTOPEN          | >   | ip proto 33 0x9c40138906005495090000000000000b0000000000000014         | ESTABLISHED | PARTOPEN | -                        |
      | client | CloseReq | is INVALID                 | >   | ip proto 33 0x9c401389060052950b0000000000000b0000000000000014         | INVALID     | RESPOND  | invalid state transition |
      | client | Close    | is INVALID                 | >   | ip proto 33 0x9c401389060050950d0000000000000b0000000000000014         | INVALID     | RESPOND  | invalid state transition |
      | client | Reset    | leads to TIMEWAIT          | >   | ip proto 33 0x9c40138907004c910f0000000000000b000000000000001401000000 | ESTABLISHED | TIMEWAIT | -                        |
      | client | Sync     | passes and changes nothing | >   | ip proto 33 0x9c40138906004c95110000000000000b0000000000000014         | ESTABLISHED | RESPOND  | invalid packet           |
      | client | SyncAck  | passes and changes nothing | >   | ip proto 33 0x9c40138906004a95130000000000000b0000000000000014         | ESTABLISHED | RESPOND  | invalid packet           |
      | server | Request  | passes and changes nothing | <   | ip proto 33 0x13899c4005005d7901000000000000150000002a                 | ESTABLISHED | RESPOND  | invalid packet           |
      | server | Response | leaves it in RESPOND       | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | ESTABLISHED | RESPOND  | -                        |
      | server | Data     | is INVALID                 | <   | ip proto 33 0x13899c4004005aa70500000000000015                         | INVALID     | RESPOND  | invalid state transition |
      | server | Ack      | is INVALID                 | <   | ip proto 33 0x13899c40060056940700000000000015000000000000000b         | INVALID     | RESPOND  | invalid state transition |
      | server | DataAck  | is INVALID                 | <   | ip proto 33 0x13899c40060054940900000000000015000000000000000b         | INVALID     | RESPOND  | invalid state transition |
      | server | CloseReq | is INVALID                 | <   | ip proto 33 0x13899c40060052940b00000000000015000000000000000b         | INVALID     | RESPOND  | invalid state transition |
      | server | Close    | is INVALID                 | <   | ip proto 33 0x13899c40060050940d00000000000015000000000000000b         | INVALID     | RESPOND  | invalid state transition |
      | server | Reset    | leads to TIMEWAIT          | <   | ip proto 33 0x13899c4007004c900f00000000000015000000000000000b01000000 | ESTABLISHED | TIMEWAIT | -                        |
      | server | Sync     | passes and changes nothing | <   | ip proto 33 0x13899c4006004c941100000000000015000000000000000b         | ESTABLISHED | RESPOND  | invalid packet           |
      | server | SyncAck  | passes and changes nothing | <   | ip proto 33 0x13899c4006004a941300000000000015000000000000000b         | ESTABLISHED | RESPOND  | invalid packet           |

  @id:dccp-partopen
  Scenario Outline: In PARTOPEN (the client has acknowledged the answer), the <side>'s <type> <outcome>
    When these packets arrive:
      | dir | packet                                                                 | state |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 |       |
      | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a |       |
      | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         |       |
    And these packets arrive:
      | dir   | packet   | ctstate   | state   | log   |
      | <dir> | <packet> | <ctstate> | <state> | <log> |

    Examples: What each side can send
      | side   | type     | outcome                    | dir | packet                                                                 | ctstate     | state    | log                      |
      | client | Request  | passes and changes nothing | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | ESTABLISHED | PARTOPEN | invalid packet           |
      | client | Response | passes and changes nothing | >   | ip proto 33 0x9c40138907005967030000000000000b00000000000000140000002a | ESTABLISHED | PARTOPEN | invalid packet           |
      | client | Data     | is INVALID                 | >   | ip proto 33 0x9c40138904005ab1050000000000000b                         | INVALID     | PARTOPEN | invalid state transition |
      | client | Ack      | leaves it in PARTOPEN      | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         | ESTABLISHED | PARTOPEN | -                        |
      | client | DataAck  | leaves it in PARTOPEN      | >   | ip proto 33 0x9c40138906005495090000000000000b0000000000000014         | ESTABLISHED | PARTOPEN | -                        |
      | client | CloseReq | is INVALID                 | >   | ip proto 33 0x9c401389060052950b0000000000000b0000000000000014         | INVALID     | PARTOPEN | invalid state transition |
      | client | Close    | leads to CLOSING           | >   | ip proto 33 0x9c401389060050950d0000000000000b0000000000000014         | ESTABLISHED | CLOSING  | -                        |
      | client | Reset    | leads to TIMEWAIT          | >   | ip proto 33 0x9c40138907004c910f0000000000000b000000000000001401000000 | ESTABLISHED | TIMEWAIT | -                        |
      | client | Sync     | passes and changes nothing | >   | ip proto 33 0x9c40138906004c95110000000000000b0000000000000014         | ESTABLISHED | PARTOPEN | invalid packet           |
      | client | SyncAck  | passes and changes nothing | >   | ip proto 33 0x9c40138906004a95130000000000000b0000000000000014         | ESTABLISHED | PARTOPEN | invalid packet           |
      | server | Request  | passes and changes nothing | <   | ip proto 33 0x13899c4005005d7901000000000000150000002a                 | ESTABLISHED | PARTOPEN | invalid packet           |
      | server | Response | passes and changes nothing | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | ESTABLISHED | PARTOPEN | invalid packet           |
      | server | Data     | leads to OPEN              | <   | ip proto 33 0x13899c4004005aa70500000000000015                         | ESTABLISHED | OPEN     | -                        |
      | server | Ack      | leads to OPEN              | <   | ip proto 33 0x13899c40060056940700000000000015000000000000000b         | ESTABLISHED | OPEN     | -                        |
      | server | DataAck  | leads to OPEN              | <   | ip proto 33 0x13899c40060054940900000000000015000000000000000b         | ESTABLISHED | OPEN     | -                        |
      | server | CloseReq | leads to CLOSEREQ          | <   | ip proto 33 0x13899c40060052940b00000000000015000000000000000b         | ESTABLISHED | CLOSEREQ | -                        |
      | server | Close    | leads to CLOSING           | <   | ip proto 33 0x13899c40060050940d00000000000015000000000000000b         | ESTABLISHED | CLOSING  | -                        |
      | server | Reset    | leads to TIMEWAIT          | <   | ip proto 33 0x13899c4007004c900f00000000000015000000000000000b01000000 | ESTABLISHED | TIMEWAIT | -                        |
      | server | Sync     | passes and changes nothing | <   | ip proto 33 0x13899c4006004c941100000000000015000000000000000b         | ESTABLISHED | PARTOPEN | invalid packet           |
      | server | SyncAck  | passes and changes nothing | <   | ip proto 33 0x13899c4006004a941300000000000015000000000000000b         | ESTABLISHED | PARTOPEN | invalid packet           |

  @id:dccp-open
  Scenario Outline: In OPEN (data flow), the <side>'s <type> <outcome>
    When these packets arrive:
      | dir | packet                                                                 | state |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 |       |
      | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a |       |
      | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         |       |
      | <   | ip proto 33 0x13899c4004005aa70500000000000015                         |       |
    And these packets arrive:
      | dir   | packet   | ctstate   | state   | log   |
      | <dir> | <packet> | <ctstate> | <state> | <log> |

    Examples: What each side can send
      | side   | type     | outcome                    | dir | packet                                                                 | ctstate     | state    | log                      |
      | client | Request  | passes and changes nothing | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | ESTABLISHED | OPEN     | invalid packet           |
      | client | Response | passes and changes nothing | >   | ip proto 33 0x9c40138907005967030000000000000b00000000000000140000002a | ESTABLISHED | OPEN     | invalid packet           |
      | client | Data     | leaves it in OPEN          | >   | ip proto 33 0x9c40138904005ab1050000000000000b                         | ESTABLISHED | OPEN     | -                        |
      | client | Ack      | leaves it in OPEN          | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         | ESTABLISHED | OPEN     | -                        |
      | client | DataAck  | leaves it in OPEN          | >   | ip proto 33 0x9c40138906005495090000000000000b0000000000000014         | ESTABLISHED | OPEN     | -                        |
      | client | CloseReq | is INVALID                 | >   | ip proto 33 0x9c401389060052950b0000000000000b0000000000000014         | INVALID     | OPEN     | invalid state transition |
      | client | Close    | leads to CLOSING           | >   | ip proto 33 0x9c401389060050950d0000000000000b0000000000000014         | ESTABLISHED | CLOSING  | -                        |
      | client | Reset    | leads to TIMEWAIT          | >   | ip proto 33 0x9c40138907004c910f0000000000000b000000000000001401000000 | ESTABLISHED | TIMEWAIT | -                        |
      | client | Sync     | passes and changes nothing | >   | ip proto 33 0x9c40138906004c95110000000000000b0000000000000014         | ESTABLISHED | OPEN     | invalid packet           |
      | client | SyncAck  | passes and changes nothing | >   | ip proto 33 0x9c40138906004a95130000000000000b0000000000000014         | ESTABLISHED | OPEN     | invalid packet           |
      | server | Request  | passes and changes nothing | <   | ip proto 33 0x13899c4005005d7901000000000000150000002a                 | ESTABLISHED | OPEN     | invalid packet           |
      | server | Response | passes and changes nothing | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | ESTABLISHED | OPEN     | invalid packet           |
      | server | Data     | leaves it in OPEN          | <   | ip proto 33 0x13899c4004005aa70500000000000015                         | ESTABLISHED | OPEN     | -                        |
      | server | Ack      | leaves it in OPEN          | <   | ip proto 33 0x13899c40060056940700000000000015000000000000000b         | ESTABLISHED | OPEN     | -                        |
      | server | DataAck  | leaves it in OPEN          | <   | ip proto 33 0x13899c40060054940900000000000015000000000000000b         | ESTABLISHED | OPEN     | -                        |
      | server | CloseReq | leads to CLOSEREQ          | <   | ip proto 33 0x13899c40060052940b00000000000015000000000000000b         | ESTABLISHED | CLOSEREQ | -                        |
      | server | Close    | leads to CLOSING           | <   | ip proto 33 0x13899c40060050940d00000000000015000000000000000b         | ESTABLISHED | CLOSING  | -                        |
      | server | Reset    | leads to TIMEWAIT          | <   | ip proto 33 0x13899c4007004c900f00000000000015000000000000000b01000000 | ESTABLISHED | TIMEWAIT | -                        |
      | server | Sync     | passes and changes nothing | <   | ip proto 33 0x13899c4006004c941100000000000015000000000000000b         | ESTABLISHED | OPEN     | invalid packet           |
      | server | SyncAck  | passes and changes nothing | <   | ip proto 33 0x13899c4006004a941300000000000015000000000000000b         | ESTABLISHED | OPEN     | invalid packet           |

  @id:dccp-closereq
  Scenario Outline: In CLOSEREQ (the server asks the client to close), the <side>'s <type> <outcome>
    When these packets arrive:
      | dir | packet                                                                 | state |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 |       |
      | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a |       |
      | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         |       |
      | <   | ip proto 33 0x13899c4004005aa70500000000000015                         |       |
      | <   | ip proto 33 0x13899c40060052940b00000000000015000000000000000b         |       |
    And these packets arrive:
      | dir   | packet   | ctstate   | state   | log   |
      | <dir> | <packet> | <ctstate> | <state> | <log> |

    Examples: What each side can send
      | side   | type     | outcome                    | dir | packet                                                                 | ctstate     | state    | log                      |
      | client | Request  | passes and changes nothing | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | ESTABLISHED | CLOSEREQ | invalid packet           |
      | client | Response | passes and changes nothing | >   | ip proto 33 0x9c40138907005967030000000000000b00000000000000140000002a | ESTABLISHED | CLOSEREQ | invalid packet           |
      | client | Data     | leaves it in CLOSEREQ      | >   | ip proto 33 0x9c40138904005ab1050000000000000b                         | ESTABLISHED | CLOSEREQ | -                        |
      | client | Ack      | leaves it in CLOSEREQ      | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         | ESTABLISHED | CLOSEREQ | -                        |
      | client | DataAck  | leaves it in CLOSEREQ      | >   | ip proto 33 0x9c40138906005495090000000000000b0000000000000014         | ESTABLISHED | CLOSEREQ | -                        |
      | client | CloseReq | is INVALID                 | >   | ip proto 33 0x9c401389060052950b0000000000000b0000000000000014         | INVALID     | CLOSEREQ | invalid state transition |
      | client | Close    | leads to CLOSING           | >   | ip proto 33 0x9c401389060050950d0000000000000b0000000000000014         | ESTABLISHED | CLOSING  | -                        |
      | client | Reset    | leads to TIMEWAIT          | >   | ip proto 33 0x9c40138907004c910f0000000000000b000000000000001401000000 | ESTABLISHED | TIMEWAIT | -                        |
      | client | Sync     | passes and changes nothing | >   | ip proto 33 0x9c40138906004c95110000000000000b0000000000000014         | ESTABLISHED | CLOSEREQ | invalid packet           |
      | client | SyncAck  | passes and changes nothing | >   | ip proto 33 0x9c40138906004a95130000000000000b0000000000000014         | ESTABLISHED | CLOSEREQ | invalid packet           |
      | server | Request  | passes and changes nothing | <   | ip proto 33 0x13899c4005005d7901000000000000150000002a                 | ESTABLISHED | CLOSEREQ | invalid packet           |
      | server | Response | passes and changes nothing | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | ESTABLISHED | CLOSEREQ | invalid packet           |
      | server | Data     | is INVALID                 | <   | ip proto 33 0x13899c4004005aa70500000000000015                         | INVALID     | CLOSEREQ | invalid state transition |
      | server | Ack      | is INVALID                 | <   | ip proto 33 0x13899c40060056940700000000000015000000000000000b         | INVALID     | CLOSEREQ | invalid state transition |
      | server | DataAck  | is INVALID                 | <   | ip proto 33 0x13899c40060054940900000000000015000000000000000b         | INVALID     | CLOSEREQ | invalid state transition |
      | server | CloseReq | leaves it in CLOSEREQ      | <   | ip proto 33 0x13899c40060052940b00000000000015000000000000000b         | ESTABLISHED | CLOSEREQ | -                        |
      | server | Close    | is INVALID                 | <   | ip proto 33 0x13899c40060050940d00000000000015000000000000000b         | INVALID     | CLOSEREQ | invalid state transition |
      | server | Reset    | leads to TIMEWAIT          | <   | ip proto 33 0x13899c4007004c900f00000000000015000000000000000b01000000 | ESTABLISHED | TIMEWAIT | -                        |
      | server | Sync     | passes and changes nothing | <   | ip proto 33 0x13899c4006004c941100000000000015000000000000000b         | ESTABLISHED | CLOSEREQ | invalid packet           |
      | server | SyncAck  | passes and changes nothing | <   | ip proto 33 0x13899c4006004a941300000000000015000000000000000b         | ESTABLISHED | CLOSEREQ | invalid packet           |

  @id:dccp-closing
  Scenario Outline: In CLOSING (the client closes), the <side>'s <type> <outcome>
    When these packets arrive:
      | dir | packet                                                                 | state |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 |       |
      | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a |       |
      | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         |       |
      | <   | ip proto 33 0x13899c4004005aa70500000000000015                         |       |
      | >   | ip proto 33 0x9c401389060050950d0000000000000b0000000000000014         |       |
    And these packets arrive:
      | dir   | packet   | ctstate   | state   | log   |
      | <dir> | <packet> | <ctstate> | <state> | <log> |

    Examples: What each side can send
      | side   | type     | outcome                    | dir | packet                                                                 | ctstate     | state    | log                      |
      | client | Request  | passes and changes nothing | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | ESTABLISHED | CLOSING  | invalid packet           |
      | client | Response | passes and changes nothing | >   | ip proto 33 0x9c40138907005967030000000000000b00000000000000140000002a | ESTABLISHED | CLOSING  | invalid packet           |
      | client | Data     | leaves it in CLOSING       | >   | ip proto 33 0x9c40138904005ab1050000000000000b                         | ESTABLISHED | CLOSING  | -                        |
      | client | Ack      | leaves it in CLOSING       | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         | ESTABLISHED | CLOSING  | -                        |
      | client | DataAck  | leaves it in CLOSING       | >   | ip proto 33 0x9c40138906005495090000000000000b0000000000000014         | ESTABLISHED | CLOSING  | -                        |
      | client | CloseReq | is INVALID                 | >   | ip proto 33 0x9c401389060052950b0000000000000b0000000000000014         | INVALID     | CLOSING  | invalid state transition |
      | client | Close    | is INVALID                 | >   | ip proto 33 0x9c401389060050950d0000000000000b0000000000000014         | INVALID     | CLOSING  | invalid state transition |
      | client | Reset    | leads to TIMEWAIT          | >   | ip proto 33 0x9c40138907004c910f0000000000000b000000000000001401000000 | ESTABLISHED | TIMEWAIT | -                        |
      | client | Sync     | passes and changes nothing | >   | ip proto 33 0x9c40138906004c95110000000000000b0000000000000014         | ESTABLISHED | CLOSING  | invalid packet           |
      | client | SyncAck  | passes and changes nothing | >   | ip proto 33 0x9c40138906004a95130000000000000b0000000000000014         | ESTABLISHED | CLOSING  | invalid packet           |
      | server | Request  | passes and changes nothing | <   | ip proto 33 0x13899c4005005d7901000000000000150000002a                 | ESTABLISHED | CLOSING  | invalid packet           |
      | server | Response | passes and changes nothing | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | ESTABLISHED | CLOSING  | invalid packet           |
      | server | Data     | leaves it in CLOSING       | <   | ip proto 33 0x13899c4004005aa70500000000000015                         | ESTABLISHED | CLOSING  | -                        |
      | server | Ack      | leaves it in CLOSING       | <   | ip proto 33 0x13899c40060056940700000000000015000000000000000b         | ESTABLISHED | CLOSING  | -                        |
      | server | DataAck  | leaves it in CLOSING       | <   | ip proto 33 0x13899c40060054940900000000000015000000000000000b         | ESTABLISHED | CLOSING  | -                        |
      | server | CloseReq | leads to CLOSEREQ          | <   | ip proto 33 0x13899c40060052940b00000000000015000000000000000b         | ESTABLISHED | CLOSEREQ | -                        |
      | server | Close    | leaves it in CLOSING       | <   | ip proto 33 0x13899c40060050940d00000000000015000000000000000b         | ESTABLISHED | CLOSING  | -                        |
      | server | Reset    | leads to TIMEWAIT          | <   | ip proto 33 0x13899c4007004c900f00000000000015000000000000000b01000000 | ESTABLISHED | TIMEWAIT | -                        |
      | server | Sync     | passes and changes nothing | <   | ip proto 33 0x13899c4006004c941100000000000015000000000000000b         | ESTABLISHED | CLOSING  | invalid packet           |
      | server | SyncAck  | passes and changes nothing | <   | ip proto 33 0x13899c4006004a941300000000000015000000000000000b         | ESTABLISHED | CLOSING  | invalid packet           |

  @id:dccp-timewait
  Scenario Outline: In TIMEWAIT (it was reset, as every connection is at its end), the <side>'s <type> <outcome>
    When these packets arrive:
      | dir | packet                                                                 | state |
      | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 |       |
      | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a |       |
      | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         |       |
      | <   | ip proto 33 0x13899c4004005aa70500000000000015                         |       |
      | >   | ip proto 33 0x9c401389060050950d0000000000000b0000000000000014         |       |
      | <   | ip proto 33 0x13899c4007004c900f00000000000015000000000000000b01000000 |       |
    And these packets arrive:
      | dir   | packet   | ctstate   | state   | log   |
      | <dir> | <packet> | <ctstate> | <state> | <log> |

    Examples: What each side can send
      | side   | type     | outcome                    | dir | packet                                                                 | ctstate     | state    | log                      |
      | client | Request  | leads to REQUEST           | >   | ip proto 33 0x9c40138905005d84010000000000000a0000002a                 | ESTABLISHED | REQUEST  | -                        |
      | client | Response | is INVALID                 | >   | ip proto 33 0x9c40138907005967030000000000000b00000000000000140000002a | INVALID     | TIMEWAIT | invalid state transition |
      | client | Data     | is INVALID                 | >   | ip proto 33 0x9c40138904005ab1050000000000000b                         | INVALID     | TIMEWAIT | invalid state transition |
      | client | Ack      | is INVALID                 | >   | ip proto 33 0x9c40138906005695070000000000000b0000000000000014         | INVALID     | TIMEWAIT | invalid state transition |
      | client | DataAck  | is INVALID                 | >   | ip proto 33 0x9c40138906005495090000000000000b0000000000000014         | INVALID     | TIMEWAIT | invalid state transition |
      | client | CloseReq | is INVALID                 | >   | ip proto 33 0x9c401389060052950b0000000000000b0000000000000014         | INVALID     | TIMEWAIT | invalid state transition |
      | client | Close    | is INVALID                 | >   | ip proto 33 0x9c401389060050950d0000000000000b0000000000000014         | INVALID     | TIMEWAIT | invalid state transition |
      | client | Reset    | passes and changes nothing | >   | ip proto 33 0x9c40138907004c910f0000000000000b000000000000001401000000 | ESTABLISHED | TIMEWAIT | invalid packet           |
      | client | Sync     | passes and changes nothing | >   | ip proto 33 0x9c40138906004c95110000000000000b0000000000000014         | ESTABLISHED | TIMEWAIT | invalid packet           |
      | client | SyncAck  | passes and changes nothing | >   | ip proto 33 0x9c40138906004a95130000000000000b0000000000000014         | ESTABLISHED | TIMEWAIT | invalid packet           |
      | server | Request  | leads to REQUEST           | <   | ip proto 33 0x13899c4005005d7901000000000000150000002a                 | ESTABLISHED | REQUEST  | -                        |
      | server | Response | is INVALID                 | <   | ip proto 33 0x13899c40070059680300000000000014000000000000000a0000002a | INVALID     | TIMEWAIT | invalid state transition |
      | server | Data     | is INVALID                 | <   | ip proto 33 0x13899c4004005aa70500000000000015                         | INVALID     | TIMEWAIT | invalid state transition |
      | server | Ack      | is INVALID                 | <   | ip proto 33 0x13899c40060056940700000000000015000000000000000b         | INVALID     | TIMEWAIT | invalid state transition |
      | server | DataAck  | is INVALID                 | <   | ip proto 33 0x13899c40060054940900000000000015000000000000000b         | INVALID     | TIMEWAIT | invalid state transition |
      | server | CloseReq | is INVALID                 | <   | ip proto 33 0x13899c40060052940b00000000000015000000000000000b         | INVALID     | TIMEWAIT | invalid state transition |
      | server | Close    | is INVALID                 | <   | ip proto 33 0x13899c40060050940d00000000000015000000000000000b         | INVALID     | TIMEWAIT | invalid state transition |
      | server | Reset    | leaves it in TIMEWAIT      | <   | ip proto 33 0x13899c4007004c900f00000000000015000000000000000b01000000 | ESTABLISHED | TIMEWAIT | -                        |
      | server | Sync     | passes and changes nothing | <   | ip proto 33 0x13899c4006004c941100000000000015000000000000000b         | ESTABLISHED | TIMEWAIT | invalid packet           |
      | server | SyncAck  | passes and changes nothing | <   | ip proto 33 0x13899c4006004a941300000000000015000000000000000b         | ESTABLISHED | TIMEWAIT | invalid packet           |
