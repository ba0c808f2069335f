@src:nf_conntrack_proto_tcp.c @rfc:9293-3.8.4
Feature: TCP keepalives
  An end that has nothing to say for long asks whether the other is still there, with a segment one byte
  before what it has sent. It lies outside the window of the receiver, who answers with an ACK; but it lies
  inside the bounds of conntrack, and begins the five days anew.

  @id:tcp-keepalive-refreshes
  Scenario Outline: A keepalive <what> of the <side> and its answer keep the entry alive
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | t    | dir     | packet                   | ctstate     | state       | timeout | reason |
      | 7200 | <one>   | <packet>                 | ESTABLISHED | ESTABLISHED | 5 days  | -      |
      | 7201 | <other> | . 1:1(0) ack 1 win 65535 | ESTABLISHED | ESTABLISHED | 5 days  | -      |

    Examples: Either side, with and without its byte
      | what        | side       | one | other | packet                   |
      | of no bytes | originator | >   | <     | . 0:0(0) ack 1 win 65535 |
      | of one byte | originator | >   | <     | . 0:1(1) ack 1 win 65535 |
      | of no bytes | responder  | <   | >     | . 0:0(0) ack 1 win 65535 |
      | of one byte | responder  | <   | >     | . 0:1(1) ack 1 win 65535 |

  @id:tcp-keepalive-idle
  Scenario: Without keepalives an idle connection is forgotten after five days
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When 431999 seconds pass
    Then the table holds 1 entry
    When 2 seconds pass
    Then the table is empty

  @id:tcp-keepalive-for-weeks
  Scenario: With one keepalive a day it is kept for a week
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | t      | dir | packet                   | ctstate     | timeout |
      | 86400  | >   | . 0:0(0) ack 1 win 65535 | ESTABLISHED | 5 days  |
      | 172800 | >   | . 0:0(0) ack 1 win 65535 | ESTABLISHED | 5 days  |
      | 259200 | >   | . 0:0(0) ack 1 win 65535 | ESTABLISHED | 5 days  |
    And 4 days pass
    Then the table holds 1 entry

  @id:tcp-keepalive-picked-up
  Scenario: A keepalive may be the first that is seen of a connection
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                 | ctstate     | state       | status  |
      | >   | . 0:0(0) ack 1 win 500 | NEW         | ESTABLISHED |         |
      | <   | . 1:1(0) ack 1 win 500 | ESTABLISHED | ESTABLISHED |         |
      | >   | . 1:1(0) ack 1 win 500 | ESTABLISHED | ESTABLISHED | ASSURED |

  @id:tcp-keepalive-picked-up-answer
  Scenario: The answer to such a keepalive is understood though it acknowledges one byte more
    From then on it is known what the other side has acknowledged, and a RST before that is INVALID.
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                 | ctstate     | state       | reason      |
      | >   | . 0:0(0) ack 1 win 500 | NEW         | ESTABLISHED | -           |
      | <   | . 1:1(0) ack 1 win 500 | ESTABLISHED | ESTABLISHED | -           |
      | >   | R 0:0(0) win 0         | INVALID     | ESTABLISHED | invalid rst |
