@src:nf_queue.c
Feature: REPEAT: a callback that wants to be called again
  REPEAT calls the same callback again for the same packet; those that were called before it at this hook are not. In
  the article's time any callback could return it. Today the kernel knows it only of packets that come back from
  userspace (see queue.feature), and a packet for which a callback returns it is lost. The simulator does as the
  article says, so these scenarios cannot be observed on a kernel of today.

  @id:netfilter-repeat-hook
  Scenario Outline: At <hook> a callback that returns REPEAT is called again
    Given the callbacks:
      | hook   | priority | match | verdict        |
      | <hook> | 0        | udp   | REPEAT 3 times |
    When these packets arrive:
      | packet                                 | ctstate | verdict | hooks    |
      | udp <source>:1024 > <target>:53 len 20 | NEW     | ACCEPT  | <passed> |
    Then the table holds 1 entry

    Examples:
      | hook        | source  | target  | passed                         |
      | PREROUTING  | client  | server  | PREROUTING FORWARD POSTROUTING |
      | INPUT       | client  | router  | PREROUTING INPUT               |
      | FORWARD     | client  | server  | PREROUTING FORWARD POSTROUTING |
      | OUTPUT      | router  | client  | OUTPUT POSTROUTING             |
      | POSTROUTING | client  | server  | PREROUTING FORWARD POSTROUTING |
      | FORWARD     | client6 | server6 | PREROUTING FORWARD POSTROUTING |

  @id:netfilter-repeat-same-callback
  Scenario: Only that callback is called again, and then those behind it
    Given the callbacks:
      | hook       | priority | name   | match | verdict       |
      | PREROUTING | -199     | before | udp   | ACCEPT        |
      | PREROUTING | -198     | again  | udp   | REPEAT 1 time |
      | PREROUTING | -197     | behind | udp   | ACCEPT        |
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | ACCEPT  |
    Then packet 1 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | PREROUTING  | before                | ACCEPT  |
      | PREROUTING  | again                 | REPEAT  |
      | PREROUTING  | again                 | ACCEPT  |
      | PREROUTING  | behind                | ACCEPT  |
      | POSTROUTING | nf_confirm            | ACCEPT  |

  @id:netfilter-repeat-each-packet
  Scenario: Each packet is repeated for itself
    Given the callbacks:
      | hook    | priority | name  | match | verdict       |
      | FORWARD | 0        | again | udp   | REPEAT 1 time |
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | ACCEPT  |
      | udp client:1024 > server:53 len 20 | ACCEPT  |
    Then packet 2 meets these callbacks:
      | hook        | callback              | verdict |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT  |
      | PREROUTING  | nf_conntrack_in       | ACCEPT  |
      | FORWARD     | again                 | REPEAT  |
      | FORWARD     | again                 | ACCEPT  |
      | POSTROUTING | nf_confirm            | ACCEPT  |
