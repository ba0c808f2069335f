@src:nf_conntrack_proto_sctp.c @rfc:9260-4
Feature: SCTP transitions from SHUTDOWN_RECD: the responder wants to end
  The same with the sides changed. The table is not: here, too, it is the originator's INIT that ends the
  association.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 132   |
    And the flow sctp client:5000 > server:36412
    And packets have brought the connection to SHUTDOWN_RECD

  @id:sctp-transitions-shutdown-recd-originator
  Scenario Outline: In SHUTDOWN_RECD, the originator's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | chunk             | outcome                    | packet                  | ctstate     | state             | log |
      | INIT              | leads to CLOSED            | sctp INIT               | ESTABLISHED | CLOSED            | -   |
      | INIT ACK          | leaves it in SHUTDOWN_RECD | sctp INIT ACK           | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | COOKIE ECHO       | leaves it in SHUTDOWN_RECD | sctp COOKIE ECHO "cook" | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | COOKIE ACK        | leaves it in SHUTDOWN_RECD | sctp COOKIE ACK         | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | HEARTBEAT         | leaves it in SHUTDOWN_RECD | sctp HEARTBEAT          | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | HEARTBEAT ACK     | leaves it in SHUTDOWN_RECD | sctp HEARTBEAT ACK      | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | ERROR             | leaves it in SHUTDOWN_RECD | sctp ERROR              | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | SHUTDOWN          | leaves it in SHUTDOWN_RECD | sctp SHUTDOWN           | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | SHUTDOWN ACK      | leads to SHUTDOWN_ACK_SENT | sctp SHUTDOWN ACK       | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN COMPLETE | leaves it in SHUTDOWN_RECD | sctp SHUTDOWN COMPLETE  | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | ABORT             | leads to CLOSED            | sctp ABORT              | ESTABLISHED | CLOSED            | -   |

  @id:sctp-transitions-shutdown-recd-responder
  Scenario Outline: In SHUTDOWN_RECD, the responder's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the responder can send
      | chunk             | outcome                    | packet                  | ctstate     | state             | log |
      | INIT              | leaves it in SHUTDOWN_RECD | sctp INIT               | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | INIT ACK          | leaves it in SHUTDOWN_RECD | sctp INIT ACK           | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | COOKIE ECHO       | leaves it in SHUTDOWN_RECD | sctp COOKIE ECHO "cook" | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | COOKIE ACK        | leaves it in SHUTDOWN_RECD | sctp COOKIE ACK         | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | HEARTBEAT         | leaves it in SHUTDOWN_RECD | sctp HEARTBEAT          | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | HEARTBEAT ACK     | leaves it in SHUTDOWN_RECD | sctp HEARTBEAT ACK      | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | ERROR             | leaves it in SHUTDOWN_RECD | sctp ERROR              | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | SHUTDOWN          | leaves it in SHUTDOWN_RECD | sctp SHUTDOWN           | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | SHUTDOWN ACK      | leads to SHUTDOWN_ACK_SENT | sctp SHUTDOWN ACK       | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN COMPLETE | leaves it in SHUTDOWN_RECD | sctp SHUTDOWN COMPLETE  | ESTABLISHED | SHUTDOWN_RECD     | -   |
      | ABORT             | leads to CLOSED            | sctp ABORT              | ESTABLISHED | CLOSED            | -   |
