@src:nf_conntrack_proto_sctp.c @rfc:9260-4
Feature: SCTP transitions from ESTABLISHED: both ends are there
  Only SHUTDOWN, of either side, and ABORT lead out of it. An INIT may come from an end that has restarted; it
  changes the tags and not the state.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 132   |
    And the flow sctp client:5000 > server:36412
    And packets have brought the connection to ESTABLISHED

  @id:sctp-transitions-established-originator
  Scenario Outline: In ESTABLISHED, the originator's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | chunk             | outcome                  | packet                  | ctstate     | state         | log |
      | INIT              | leaves it in ESTABLISHED | sctp INIT               | ESTABLISHED | ESTABLISHED   | -   |
      | INIT ACK          | leaves it in ESTABLISHED | sctp INIT ACK           | ESTABLISHED | ESTABLISHED   | -   |
      | COOKIE ECHO       | leaves it in ESTABLISHED | sctp COOKIE ECHO "cook" | ESTABLISHED | ESTABLISHED   | -   |
      | COOKIE ACK        | leaves it in ESTABLISHED | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED   | -   |
      | HEARTBEAT         | leaves it in ESTABLISHED | sctp HEARTBEAT          | ESTABLISHED | ESTABLISHED   | -   |
      | HEARTBEAT ACK     | leaves it in ESTABLISHED | sctp HEARTBEAT ACK      | ESTABLISHED | ESTABLISHED   | -   |
      | ERROR             | leaves it in ESTABLISHED | sctp ERROR              | ESTABLISHED | ESTABLISHED   | -   |
      | SHUTDOWN          | leads to SHUTDOWN_SENT   | sctp SHUTDOWN           | ESTABLISHED | SHUTDOWN_SENT | -   |
      | SHUTDOWN ACK      | leaves it in ESTABLISHED | sctp SHUTDOWN ACK       | ESTABLISHED | ESTABLISHED   | -   |
      | SHUTDOWN COMPLETE | leaves it in ESTABLISHED | sctp SHUTDOWN COMPLETE  | ESTABLISHED | ESTABLISHED   | -   |
      | ABORT             | leads to CLOSED          | sctp ABORT              | ESTABLISHED | CLOSED        | -   |

  @id:sctp-transitions-established-responder
  Scenario Outline: In ESTABLISHED, the responder's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the responder can send
      | chunk             | outcome                  | packet                  | ctstate     | state         | log |
      | INIT              | leaves it in ESTABLISHED | sctp INIT               | ESTABLISHED | ESTABLISHED   | -   |
      | INIT ACK          | leaves it in ESTABLISHED | sctp INIT ACK           | ESTABLISHED | ESTABLISHED   | -   |
      | COOKIE ECHO       | leaves it in ESTABLISHED | sctp COOKIE ECHO "cook" | ESTABLISHED | ESTABLISHED   | -   |
      | COOKIE ACK        | leaves it in ESTABLISHED | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED   | -   |
      | HEARTBEAT         | leaves it in ESTABLISHED | sctp HEARTBEAT          | ESTABLISHED | ESTABLISHED   | -   |
      | HEARTBEAT ACK     | leaves it in ESTABLISHED | sctp HEARTBEAT ACK      | ESTABLISHED | ESTABLISHED   | -   |
      | ERROR             | leaves it in ESTABLISHED | sctp ERROR              | ESTABLISHED | ESTABLISHED   | -   |
      | SHUTDOWN          | leads to SHUTDOWN_RECD   | sctp SHUTDOWN           | ESTABLISHED | SHUTDOWN_RECD | -   |
      | SHUTDOWN ACK      | leaves it in ESTABLISHED | sctp SHUTDOWN ACK       | ESTABLISHED | ESTABLISHED   | -   |
      | SHUTDOWN COMPLETE | leaves it in ESTABLISHED | sctp SHUTDOWN COMPLETE  | ESTABLISHED | ESTABLISHED   | -   |
      | ABORT             | leads to CLOSED          | sctp ABORT              | ESTABLISHED | CLOSED        | -   |
