@src:nf_conntrack_proto_sctp.c @rfc:9260-4
Feature: SCTP transitions from COOKIE_ECHOED: after a COOKIE ECHO
  The cookie is on its way back. Whoever acknowledges it, the association is established; an ERROR of the
  responder, for instance about a cookie gone stale, ends it.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 132   |
    And the flow sctp client:5000 > server:36412
    And packets have brought the connection to COOKIE_ECHOED

  @id:sctp-transitions-cookie-echoed-originator
  Scenario Outline: In COOKIE_ECHOED, the originator's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | chunk             | outcome                    | packet                  | ctstate     | state         | log |
      | INIT              | leaves it in COOKIE_ECHOED | sctp INIT               | ESTABLISHED | COOKIE_ECHOED | -   |
      | INIT ACK          | leaves it in COOKIE_ECHOED | sctp INIT ACK           | ESTABLISHED | COOKIE_ECHOED | -   |
      | COOKIE ECHO       | leaves it in COOKIE_ECHOED | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED | -   |
      | COOKIE ACK        | leads to ESTABLISHED       | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED   | -   |
      | HEARTBEAT         | leaves it in COOKIE_ECHOED | sctp HEARTBEAT          | ESTABLISHED | COOKIE_ECHOED | -   |
      | HEARTBEAT ACK     | leaves it in COOKIE_ECHOED | sctp HEARTBEAT ACK      | ESTABLISHED | COOKIE_ECHOED | -   |
      | ERROR             | leaves it in COOKIE_ECHOED | sctp ERROR              | ESTABLISHED | COOKIE_ECHOED | -   |
      | SHUTDOWN          | leaves it in COOKIE_ECHOED | sctp SHUTDOWN           | ESTABLISHED | COOKIE_ECHOED | -   |
      | SHUTDOWN ACK      | leaves it in COOKIE_ECHOED | sctp SHUTDOWN ACK       | ESTABLISHED | COOKIE_ECHOED | -   |
      | SHUTDOWN COMPLETE | leaves it in COOKIE_ECHOED | sctp SHUTDOWN COMPLETE  | ESTABLISHED | COOKIE_ECHOED | -   |
      | ABORT             | leads to CLOSED            | sctp ABORT              | ESTABLISHED | CLOSED        | -   |

  @id:sctp-transitions-cookie-echoed-responder
  Scenario Outline: In COOKIE_ECHOED, the responder's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the responder can send
      | chunk             | outcome                    | packet                  | ctstate     | state         | log |
      | INIT              | leaves it in COOKIE_ECHOED | sctp INIT               | ESTABLISHED | COOKIE_ECHOED | -   |
      | INIT ACK          | leaves it in COOKIE_ECHOED | sctp INIT ACK           | ESTABLISHED | COOKIE_ECHOED | -   |
      | COOKIE ECHO       | leaves it in COOKIE_ECHOED | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED | -   |
      | COOKIE ACK        | leads to ESTABLISHED       | sctp COOKIE ACK         | ESTABLISHED | ESTABLISHED   | -   |
      | HEARTBEAT         | leaves it in COOKIE_ECHOED | sctp HEARTBEAT          | ESTABLISHED | COOKIE_ECHOED | -   |
      | HEARTBEAT ACK     | leaves it in COOKIE_ECHOED | sctp HEARTBEAT ACK      | ESTABLISHED | COOKIE_ECHOED | -   |
      | ERROR             | leads to CLOSED            | sctp ERROR              | ESTABLISHED | CLOSED        | -   |
      | SHUTDOWN          | leaves it in COOKIE_ECHOED | sctp SHUTDOWN           | ESTABLISHED | COOKIE_ECHOED | -   |
      | SHUTDOWN ACK      | leaves it in COOKIE_ECHOED | sctp SHUTDOWN ACK       | ESTABLISHED | COOKIE_ECHOED | -   |
      | SHUTDOWN COMPLETE | leaves it in COOKIE_ECHOED | sctp SHUTDOWN COMPLETE  | ESTABLISHED | COOKIE_ECHOED | -   |
      | ABORT             | leads to CLOSED            | sctp ABORT              | ESTABLISHED | CLOSED        | -   |
