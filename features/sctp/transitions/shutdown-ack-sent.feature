@src:nf_conntrack_proto_sctp.c @rfc:9260-4
Feature: SCTP transitions from SHUTDOWN_ACK_SENT: the end was agreed to
  SHUTDOWN COMPLETE, of either side, is the last packet of an association. An INIT has no effect: it must wait
  until the old association is gone.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 132   |
    And the flow sctp client:5000 > server:36412
    And packets have brought the connection to SHUTDOWN_ACK_SENT

  @id:sctp-transitions-shutdown-ack-sent-originator
  Scenario Outline: In SHUTDOWN_ACK_SENT, the originator's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | chunk             | outcome                        | packet                  | ctstate     | state             | log |
      | INIT              | leaves it in SHUTDOWN_ACK_SENT | sctp INIT               | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | INIT ACK          | leaves it in SHUTDOWN_ACK_SENT | sctp INIT ACK           | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | COOKIE ECHO       | leaves it in SHUTDOWN_ACK_SENT | sctp COOKIE ECHO "cook" | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | COOKIE ACK        | leaves it in SHUTDOWN_ACK_SENT | sctp COOKIE ACK         | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | HEARTBEAT         | leaves it in SHUTDOWN_ACK_SENT | sctp HEARTBEAT          | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | HEARTBEAT ACK     | leaves it in SHUTDOWN_ACK_SENT | sctp HEARTBEAT ACK      | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | ERROR             | leaves it in SHUTDOWN_ACK_SENT | sctp ERROR              | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN          | leaves it in SHUTDOWN_ACK_SENT | sctp SHUTDOWN           | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN ACK      | leaves it in SHUTDOWN_ACK_SENT | sctp SHUTDOWN ACK       | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN COMPLETE | leads to CLOSED                | sctp SHUTDOWN COMPLETE  | ESTABLISHED | CLOSED            | -   |
      | ABORT             | leads to CLOSED                | sctp ABORT              | ESTABLISHED | CLOSED            | -   |

  @id:sctp-transitions-shutdown-ack-sent-responder
  Scenario Outline: In SHUTDOWN_ACK_SENT, the responder's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the responder can send
      | chunk             | outcome                        | packet                  | ctstate     | state             | log |
      | INIT              | leaves it in SHUTDOWN_ACK_SENT | sctp INIT               | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | INIT ACK          | leaves it in SHUTDOWN_ACK_SENT | sctp INIT ACK           | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | COOKIE ECHO       | leaves it in SHUTDOWN_ACK_SENT | sctp COOKIE ECHO "cook" | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | COOKIE ACK        | leaves it in SHUTDOWN_ACK_SENT | sctp COOKIE ACK         | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | HEARTBEAT         | leaves it in SHUTDOWN_ACK_SENT | sctp HEARTBEAT          | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | HEARTBEAT ACK     | leaves it in SHUTDOWN_ACK_SENT | sctp HEARTBEAT ACK      | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | ERROR             | leaves it in SHUTDOWN_ACK_SENT | sctp ERROR              | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN          | leaves it in SHUTDOWN_ACK_SENT | sctp SHUTDOWN           | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN ACK      | leaves it in SHUTDOWN_ACK_SENT | sctp SHUTDOWN ACK       | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN COMPLETE | leads to CLOSED                | sctp SHUTDOWN COMPLETE  | ESTABLISHED | CLOSED            | -   |
      | ABORT             | leads to CLOSED                | sctp ABORT              | ESTABLISHED | CLOSED            | -   |
