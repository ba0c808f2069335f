Feature: A scenario that is wrong on purpose

  @id:wrong-dns
  Scenario: An answer belongs to the query it answers
    Given a router
    And the flow udp client:53124 > server:53
    When these packets arrive:
      | t    | dir | packet      | ctstate |
      | 0    | >   | udp len 40  | NEW     |
      | 0.02 | <   | udp len 120 | NEW     |
