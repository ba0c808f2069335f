@src:nf_conntrack_proto_sctp.c @rfc:9260-4
Feature: SCTP transitions from SHUTDOWN_SENT: the originator wants to end
  The originator has said that it has nothing more to send. The SHUTDOWN ACK of either side leads on; an
  INIT of the originator ends the association.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 132   |
    And the flow sctp client:5000 > server:36412
    And packets have brought the connection to SHUTDOWN_SENT

  @id:sctp-transitions-shutdown-sent-originator
  Scenario Outline: In SHUTDOWN_SENT, the originator's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | chunk             | outcome                    | packet                  | ctstate     | state             | log |
      | INIT              | leads to CLOSED            | sctp INIT               | ESTABLISHED | CLOSED            | -   |
      | INIT ACK          | leaves it in SHUTDOWN_SENT | sctp INIT ACK           | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | COOKIE ECHO       | leaves it in SHUTDOWN_SENT | sctp COOKIE ECHO "cook" | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | COOKIE ACK        | leaves it in SHUTDOWN_SENT | sctp COOKIE ACK         | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | HEARTBEAT         | leaves it in SHUTDOWN_SENT | sctp HEARTBEAT          | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | HEARTBEAT ACK     | leaves it in SHUTDOWN_SENT | sctp HEARTBEAT ACK      | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | ERROR             | leaves it in SHUTDOWN_SENT | sctp ERROR              | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | SHUTDOWN          | leaves it in SHUTDOWN_SENT | sctp SHUTDOWN           | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | SHUTDOWN ACK      | leads to SHUTDOWN_ACK_SENT | sctp SHUTDOWN ACK       | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN COMPLETE | leaves it in SHUTDOWN_SENT | sctp SHUTDOWN COMPLETE  | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | ABORT             | leads to CLOSED            | sctp ABORT              | ESTABLISHED | CLOSED            | -   |

  @id:sctp-transitions-shutdown-sent-responder
  Scenario Outline: In SHUTDOWN_SENT, the responder's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the responder can send
      | chunk             | outcome                    | packet                  | ctstate     | state             | log |
      | INIT              | leaves it in SHUTDOWN_SENT | sctp INIT               | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | INIT ACK          | leaves it in SHUTDOWN_SENT | sctp INIT ACK           | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | COOKIE ECHO       | leaves it in SHUTDOWN_SENT | sctp COOKIE ECHO "cook" | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | COOKIE ACK        | leaves it in SHUTDOWN_SENT | sctp COOKIE ACK         | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | HEARTBEAT         | leaves it in SHUTDOWN_SENT | sctp HEARTBEAT          | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | HEARTBEAT ACK     | leaves it in SHUTDOWN_SENT | sctp HEARTBEAT ACK      | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | ERROR             | leaves it in SHUTDOWN_SENT | sctp ERROR              | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | SHUTDOWN          | leaves it in SHUTDOWN_SENT | sctp SHUTDOWN           | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | SHUTDOWN ACK      | leads to SHUTDOWN_ACK_SENT | sctp SHUTDOWN ACK       | ESTABLISHED | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN COMPLETE | leaves it in SHUTDOWN_SENT | sctp SHUTDOWN COMPLETE  | ESTABLISHED | SHUTDOWN_SENT     | -   |
      | ABORT             | leads to CLOSED            | sctp ABORT              | ESTABLISHED | CLOSED            | -   |
