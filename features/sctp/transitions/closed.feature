@src:nf_conntrack_proto_sctp.c @rfc:9260-4
Feature: SCTP transitions from CLOSED: after an INIT alone, or at the end
  The originator has asked and nobody has answered; an association that has ended is here, too. No tag was
  asked for by the responder yet, so the packets to it carry none. Only the responder's INIT ACK leads on.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 132   |
    And the flow sctp client:5000 > server:36412
    And packets have brought the connection to CLOSED

  @id:sctp-transitions-closed-originator
  Scenario Outline: In CLOSED, the originator's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | chunk             | outcome             | packet                        | ctstate | state  | log |
      | INIT              | leaves it in CLOSED | sctp INIT                     | NEW     | CLOSED | -   |
      | INIT ACK          | leaves it in CLOSED | sctp tag 0 INIT ACK           | NEW     | CLOSED | -   |
      | COOKIE ECHO       | leaves it in CLOSED | sctp tag 0 COOKIE ECHO "cook" | NEW     | CLOSED | -   |
      | COOKIE ACK        | leaves it in CLOSED | sctp tag 0 COOKIE ACK         | NEW     | CLOSED | -   |
      | HEARTBEAT         | leaves it in CLOSED | sctp HEARTBEAT                | NEW     | CLOSED | -   |
      | HEARTBEAT ACK     | leaves it in CLOSED | sctp HEARTBEAT ACK            | NEW     | CLOSED | -   |
      | ERROR             | leaves it in CLOSED | sctp tag 0 ERROR              | NEW     | CLOSED | -   |
      | SHUTDOWN          | leaves it in CLOSED | sctp tag 0 SHUTDOWN           | NEW     | CLOSED | -   |
      | SHUTDOWN ACK      | leaves it in CLOSED | sctp SHUTDOWN ACK             | NEW     | CLOSED | -   |
      | SHUTDOWN COMPLETE | leaves it in CLOSED | sctp tag 0 SHUTDOWN COMPLETE  | NEW     | CLOSED | -   |
      | ABORT             | leaves it in CLOSED | sctp tag 0 ABORT              | NEW     | CLOSED | -   |

  @id:sctp-transitions-closed-responder
  Scenario Outline: In CLOSED, the responder's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | <   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the responder can send
      | chunk             | outcome              | packet                  | ctstate     | state       | log |
      | INIT              | leaves it in CLOSED  | sctp INIT               | ESTABLISHED | CLOSED      | -   |
      | INIT ACK          | leads to COOKIE_WAIT | sctp INIT ACK           | ESTABLISHED | COOKIE_WAIT | -   |
      | COOKIE ECHO       | leaves it in CLOSED  | sctp COOKIE ECHO "cook" | ESTABLISHED | CLOSED      | -   |
      | COOKIE ACK        | leaves it in CLOSED  | sctp COOKIE ACK         | ESTABLISHED | CLOSED      | -   |
      | HEARTBEAT         | leaves it in CLOSED  | sctp HEARTBEAT          | ESTABLISHED | CLOSED      | -   |
      | HEARTBEAT ACK     | leaves it in CLOSED  | sctp HEARTBEAT ACK      | ESTABLISHED | CLOSED      | -   |
      | ERROR             | leaves it in CLOSED  | sctp ERROR              | ESTABLISHED | CLOSED      | -   |
      | SHUTDOWN          | leaves it in CLOSED  | sctp SHUTDOWN           | ESTABLISHED | CLOSED      | -   |
      | SHUTDOWN ACK      | leaves it in CLOSED  | sctp SHUTDOWN ACK       | ESTABLISHED | CLOSED      | -   |
      | SHUTDOWN COMPLETE | leaves it in CLOSED  | sctp SHUTDOWN COMPLETE  | ESTABLISHED | CLOSED      | -   |
      | ABORT             | leaves it in CLOSED  | sctp ABORT              | ESTABLISHED | CLOSED      | -   |
