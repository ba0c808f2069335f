@src:nf_conntrack_proto_sctp.c @rfc:9260-4
Feature: SCTP transitions from HEARTBEAT_SENT: a second path, after a heartbeat
  An association may use several addresses. On a path whose handshake went another way, the first that is seen
  is a heartbeat. The responder can answer it and nothing else: its tag is not known, and everything but a
  heartbeat of its own or the answer is INVALID. What the originator sends may open a new association.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 132   |
    And the flow sctp client:5000 > server:36412
    And packets have brought the connection to HEARTBEAT_SENT

  @id:sctp-transitions-heartbeat-sent-originator
  Scenario Outline: In HEARTBEAT_SENT, the originator's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | chunk             | outcome                     | packet                  | ctstate | state             | log |
      | INIT              | leads to COOKIE_WAIT        | sctp INIT               | NEW     | COOKIE_WAIT       | -   |
      | INIT ACK          | leads to CLOSED             | sctp INIT ACK           | NEW     | CLOSED            | -   |
      | COOKIE ECHO       | leads to CLOSED             | sctp COOKIE ECHO "cook" | NEW     | CLOSED            | -   |
      | COOKIE ACK        | leads to CLOSED             | sctp COOKIE ACK         | NEW     | CLOSED            | -   |
      | HEARTBEAT         | leaves it in HEARTBEAT_SENT | sctp HEARTBEAT          | NEW     | HEARTBEAT_SENT    | -   |
      | HEARTBEAT ACK     | leaves it in HEARTBEAT_SENT | sctp HEARTBEAT ACK      | NEW     | HEARTBEAT_SENT    | -   |
      | ERROR             | leads to CLOSED             | sctp ERROR              | NEW     | CLOSED            | -   |
      | SHUTDOWN          | leads to CLOSED             | sctp SHUTDOWN           | NEW     | CLOSED            | -   |
      | SHUTDOWN ACK      | leads to SHUTDOWN_ACK_SENT  | sctp SHUTDOWN ACK       | NEW     | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN COMPLETE | leads to CLOSED             | sctp SHUTDOWN COMPLETE  | NEW     | CLOSED            | -   |
      | ABORT             | leads to CLOSED             | sctp ABORT              | NEW     | CLOSED            | -   |

  @id:sctp-transitions-heartbeat-sent-responder
  Scenario Outline: In HEARTBEAT_SENT, the responder's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    @since:6.12
    Examples: Everything the responder can send, since Linux 6.12
      | chunk             | outcome                     | packet                        | ctstate     | state          | log                                  |
      | INIT              | is INVALID                  | sctp INIT                     | INVALID     | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 1  |
      | INIT ACK          | is INVALID                  | sctp tag 0 INIT ACK           | INVALID     | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 2  |
      | COOKIE ECHO       | is INVALID                  | sctp tag 0 COOKIE ECHO "cook" | INVALID     | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 10 |
      | COOKIE ACK        | is INVALID                  | sctp tag 0 COOKIE ACK         | INVALID     | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 11 |

    Examples: Everything the responder can send
      | chunk             | outcome                     | packet                        | ctstate     | state          | log                                  |
      | HEARTBEAT         | leaves it in HEARTBEAT_SENT | sctp HEARTBEAT                | ESTABLISHED | HEARTBEAT_SENT | -                                    |
      | HEARTBEAT ACK     | leads to ESTABLISHED        | sctp HEARTBEAT ACK            | ESTABLISHED | ESTABLISHED    | -                                    |

    @since:6.12
    Examples: Everything the responder can send, since Linux 6.12
      | chunk             | outcome                     | packet                        | ctstate     | state          | log                                  |
      | ERROR             | is INVALID                  | sctp tag 0 ERROR              | INVALID     | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 9  |
      | SHUTDOWN          | is INVALID                  | sctp tag 0 SHUTDOWN           | INVALID     | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 7  |
      | SHUTDOWN ACK      | is INVALID                  | sctp SHUTDOWN ACK             | INVALID     | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 8  |
      | SHUTDOWN COMPLETE | is INVALID                  | sctp tag 0 SHUTDOWN COMPLETE  | INVALID     | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 14 |
      | ABORT             | is INVALID                  | sctp tag 0 ABORT              | INVALID     | HEARTBEAT_SENT | Invalid, old_state 8, dir 1, type 6  |
