@src:nf_conntrack_core.c
Feature: From nf_conntrack_in to confirmation
  nf_conntrack_in stands at PREROUTING. It checks that a packet is valid and looks up which connection it belongs to;
  when there is none it makes one, which is not confirmed yet. INPUT and POSTROUTING are the last hooks a packet meets,
  whether it comes in or is passed on. There, behind everything else, stands nf_confirm: what has not been dropped by
  then is confirmed and put into the hash table. So a packet dropped in between leaves nothing.

  What a local process sends begins at OUTPUT, and so nf_conntrack_in stands there as well.

  @id:article-confirm-where
  Scenario Outline: The connection of a packet <way> is made at <first> and confirmed at <last>
    When these packets arrive:
      | packet                                           | ctstate |
      | icmp <source> > <target> echo-request id 1 seq 1 | NEW     |
    Then packet 1 meets these callbacks:
      | hook    | callback              | verdict |
      | <first> | ipv4_conntrack_defrag | ACCEPT  |
      | <first> | nf_conntrack_in       | ACCEPT  |
      | <last>  | nf_confirm            | ACCEPT  |
    And the table holds 1 entry

    Examples:
      | way                | source | target | first      | last        |
      | that is passed on  | client | server | PREROUTING | POSTROUTING |
      | that comes in      | client | router | PREROUTING | INPUT       |
      | of a local process | router | client | OUTPUT     | POSTROUTING |

  @id:article-confirm-unconfirmed
  Scenario Outline: Until then, at <hook>, the connection is not confirmed, and not in the table
    A callback that holds the packet lets us look.
    Given the callbacks:
      | hook   | priority | match | verdict |
      | <hook> | 0        | udp   | STOLEN  |
    When these packets arrive:
      | packet                               | ctstate | verdict |
      | udp client:1024 > <target>:53 len 20 | NEW     | STOLEN  |
    Then the entry of flow "udp client:1024 > <target>:53" is unconfirmed
    And the table is empty
    When the callback releases packet 1
    Then the entry of flow "udp client:1024 > <target>:53" is confirmed
    And the table holds 1 entry

    Examples:
      | hook        | target |
      | PREROUTING  | server |
      | FORWARD     | server |
      | POSTROUTING | server |
      | INPUT       | router |

  @id:article-confirm-dropped
  Scenario Outline: A packet dropped at <hook> leaves nothing behind
    Given the callbacks:
      | hook   | priority | match | verdict |
      | <hook> | 100      | icmp  | DROP    |
    When these packets arrive:
      | packet                                           | ctstate | verdict | events |
      | icmp <source> > <target> echo-request id 1 seq 1 | NEW     | DROP    | -      |
    Then the table is empty

    Examples:
      | hook        | source | target |
      | PREROUTING  | client | server |
      | FORWARD     | client | server |
      | POSTROUTING | client | server |
      | INPUT       | client | router |
      | OUTPUT      | router | client |

  @id:article-confirm-dropped-again
  Scenario: What was dropped is NEW again the next time
    Given the callbacks:
      | hook    | priority | match        | verdict |
      | FORWARD | 0        | udp dport 53 | DROP    |
    When these packets arrive:
      | packet                             | ctstate |
      | udp client:1024 > server:53 len 20 | NEW     |
      | udp client:1024 > server:53 len 20 | NEW     |
    Then the table is empty

  @id:article-confirm-lookup
  Scenario: A packet of a connection that is in the table gets that connection, and no new one is made
    Given the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet     | ctstate     | events |
      | >   | udp len 20 | NEW         | NEW    |
      | >   | udp len 20 | NEW         | -      |
      | <   | udp len 80 | ESTABLISHED | UPDATE |
    Then the table holds 1 entry

  @id:article-confirm-dropped-later
  Scenario: A later packet that is dropped does not take the connection out of the table again
    Given the callbacks:
      | hook    | priority | match              | verdict |
      | FORWARD | 0        | ct direction reply | DROP    |
    And the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet     | ctstate     | verdict |
      | >   | udp len 20 | NEW         | ACCEPT  |
      | <   | udp len 80 | ESTABLISHED | DROP    |
    Then the table holds 1 entry

  @id:article-confirm-invalid
  Scenario: What nf_conntrack_in finds to be invalid gets no connection
    When these packets arrive:
      | packet                                          | ctstate | reason                       |
      | tcp client:1024 > server:80 SF 0:0(0) win 65535 | INVALID | invalid tcp flag combination |
    Then the table is empty
