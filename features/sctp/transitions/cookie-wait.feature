@src:nf_conntrack_proto_sctp.c @rfc:9260-4
Feature: SCTP transitions from COOKIE_WAIT: after an INIT ACK
  The responder has answered with a cookie and keeps nothing. Whoever echoes the cookie leads on; a COOKIE ACK
  or a SHUTDOWN that comes too early leaves the state alone.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 132   |
    And the flow sctp client:5000 > server:36412
    And packets have brought the connection to COOKIE_WAIT

  @id:sctp-transitions-cookie-wait-originator
  Scenario Outline: In COOKIE_WAIT, the originator's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | chunk             | outcome                  | packet                  | ctstate     | state         | log |
      | INIT              | leaves it in COOKIE_WAIT | sctp INIT               | ESTABLISHED | COOKIE_WAIT   | -   |
      | INIT ACK          | leaves it in COOKIE_WAIT | sctp INIT ACK           | ESTABLISHED | COOKIE_WAIT   | -   |
      | COOKIE ECHO       | leads to COOKIE_ECHOED   | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED | -   |
      | COOKIE ACK        | leaves it in COOKIE_WAIT | sctp COOKIE ACK         | ESTABLISHED | COOKIE_WAIT   | -   |
      | HEARTBEAT         | leaves it in COOKIE_WAIT | sctp HEARTBEAT          | ESTABLISHED | COOKIE_WAIT   | -   |
      | HEARTBEAT ACK     | leaves it in COOKIE_WAIT | sctp HEARTBEAT ACK      | ESTABLISHED | COOKIE_WAIT   | -   |
      | ERROR             | leaves it in COOKIE_WAIT | sctp ERROR              | ESTABLISHED | COOKIE_WAIT   | -   |
      | SHUTDOWN          | leaves it in COOKIE_WAIT | sctp SHUTDOWN           | ESTABLISHED | COOKIE_WAIT   | -   |
      | SHUTDOWN ACK      | leaves it in COOKIE_WAIT | sctp SHUTDOWN ACK       | ESTABLISHED | COOKIE_WAIT   | -   |
      | SHUTDOWN COMPLETE | leaves it in COOKIE_WAIT | sctp SHUTDOWN COMPLETE  | ESTABLISHED | COOKIE_WAIT   | -   |
      | ABORT             | leads to CLOSED          | sctp ABORT              | ESTABLISHED | CLOSED        | -   |

  @id:sctp-transitions-cookie-wait-responder
  Scenario Outline: In COOKIE_WAIT, the responder's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the responder can send
      | chunk             | outcome                  | packet                  | ctstate     | state         | log |
      | INIT              | leaves it in COOKIE_WAIT | sctp INIT               | ESTABLISHED | COOKIE_WAIT   | -   |
      | INIT ACK          | leaves it in COOKIE_WAIT | sctp INIT ACK           | ESTABLISHED | COOKIE_WAIT   | -   |
      | COOKIE ECHO       | leads to COOKIE_ECHOED   | sctp COOKIE ECHO "cook" | ESTABLISHED | COOKIE_ECHOED | -   |
      | COOKIE ACK        | leaves it in COOKIE_WAIT | sctp COOKIE ACK         | ESTABLISHED | COOKIE_WAIT   | -   |
      | HEARTBEAT         | leaves it in COOKIE_WAIT | sctp HEARTBEAT          | ESTABLISHED | COOKIE_WAIT   | -   |
      | HEARTBEAT ACK     | leaves it in COOKIE_WAIT | sctp HEARTBEAT ACK      | ESTABLISHED | COOKIE_WAIT   | -   |
      | ERROR             | leaves it in COOKIE_WAIT | sctp ERROR              | ESTABLISHED | COOKIE_WAIT   | -   |
      | SHUTDOWN          | leaves it in COOKIE_WAIT | sctp SHUTDOWN           | ESTABLISHED | COOKIE_WAIT   | -   |
      | SHUTDOWN ACK      | leaves it in COOKIE_WAIT | sctp SHUTDOWN ACK       | ESTABLISHED | COOKIE_WAIT   | -   |
      | SHUTDOWN COMPLETE | leaves it in COOKIE_WAIT | sctp SHUTDOWN COMPLETE  | ESTABLISHED | COOKIE_WAIT   | -   |
      | ABORT             | leads to CLOSED          | sctp ABORT              | ESTABLISHED | CLOSED        | -   |
