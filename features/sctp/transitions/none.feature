@src:nf_conntrack_proto_sctp.c @rfc:9260-4
Feature: SCTP transitions from NONE: the first packet
  There is no entry for these addresses and ports yet, and whoever sends first is the originator. The table
  would let any chunk begin an association; ABORT, COOKIE ACK and SHUTDOWN COMPLETE are turned away before it
  is asked (RFC 9260, 8.4). Of the rest, HEARTBEAT, its answer and SHUTDOWN ACK may bring any tag; the others
  must carry none, which an honest end does with an INIT alone.
  The responder has no cells here: a packet of its own would make it the originator.

  Background:
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 132   |
    And the flow sctp client:5000 > server:36412

  @id:sctp-transitions-none-originator
  Scenario Outline: In NONE, the originator's <chunk> <outcome>
    When these packets arrive:
      | dir | packet   | ctstate   | state   | log   |
      | >   | <packet> | <ctstate> | <state> | <log> |

    Examples: Everything the originator can send
      | chunk             | outcome                              | packet                        | ctstate | state             | log |
      | INIT              | leads to CLOSED                      | sctp INIT                     | NEW     | CLOSED            | -   |
      | INIT ACK          | leads to CLOSED                      | sctp tag 0 INIT ACK           | NEW     | CLOSED            | -   |
      | COOKIE ECHO       | leads to CLOSED                      | sctp tag 0 COOKIE ECHO "cook" | NEW     | CLOSED            | -   |
      | COOKIE ACK        | is INVALID, as it is out of the blue | sctp COOKIE ACK               | INVALID | -                 | -   |
      | HEARTBEAT         | leads to HEARTBEAT_SENT              | sctp HEARTBEAT                | NEW     | HEARTBEAT_SENT    | -   |
      | HEARTBEAT ACK     | leads to CLOSED                      | sctp HEARTBEAT ACK            | NEW     | CLOSED            | -   |
      | ERROR             | leads to CLOSED                      | sctp tag 0 ERROR              | NEW     | CLOSED            | -   |
      | SHUTDOWN          | leads to CLOSED                      | sctp tag 0 SHUTDOWN           | NEW     | CLOSED            | -   |
      | SHUTDOWN ACK      | leads to SHUTDOWN_ACK_SENT           | sctp SHUTDOWN ACK             | NEW     | SHUTDOWN_ACK_SENT | -   |
      | SHUTDOWN COMPLETE | is INVALID, as it is out of the blue | sctp SHUTDOWN COMPLETE        | INVALID | -                 | -   |
      | ABORT             | is INVALID, as it is out of the blue | sctp ABORT                    | INVALID | -                 | -   |
