@src:nf_conntrack_timeout.c @src:nft_ct.c
Feature: Timeouts of single connections
  The sysctls hold for all connections of a protocol. A rule may give a new connection timeouts of its own
  (nft's ct timeout objects, nfct's policies): those it names; the others are what the sysctls were when the
  policy was made.

  @id:timeout-policy-tcp
  Scenario: A connection with a policy lives as long as the policy says, its neighbour as the sysctls say
    Given the callbacks:
      | hook       | priority | match        | verdict                                      |
      | PREROUTING | -150     | tcp dport 80 | TIMEOUT syn_sent=11 established=100 fin_wait=7 |
    And the flows:
      | name | flow                        |
      | web  | tcp client:1024 > server:80 |
      | mail | tcp client:1024 > server:25 |
    When these packets arrive:
      | flow | dir | packet                     | ctstate     | state       | timeout |
      | web  | >   | S 0:0(0) win 64240         | NEW         | SYN_SENT    | 11      |
      | web  | <   | S. 0:0(0) ack 1 win 65160  | ESTABLISHED | SYN_RECV    | 60      |
      | web  | >   | . 1:1(0) ack 1 win 502     | ESTABLISHED | ESTABLISHED | 100     |
      | web  | >   | F. 1:1(0) ack 1 win 502    | ESTABLISHED | FIN_WAIT    | 7       |
      | mail | >   | S 0:0(0) win 64240         | NEW         | SYN_SENT    | 120     |
      | mail | <   | S. 0:0(0) ack 1 win 65160  | ESTABLISHED | SYN_RECV    | 60      |
      | mail | >   | . 1:1(0) ack 1 win 502     | ESTABLISHED | ESTABLISHED | 432000  |

  @id:timeout-policy-unanswered
  Scenario: Picked up in the middle, a connection begins with the policy's first timeout
    Its own timeout for what nobody answers caps that of its state.
    Given the callbacks:
      | hook       | priority | match        | verdict                                |
      | PREROUTING | -150     | tcp dport 80 | TIMEOUT syn_sent=11 established=100 unack=42 |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                 | ctstate | state       | timeout |
      | >   | . 1:1(0) ack 1 win 502 | NEW     | ESTABLISHED | 11      |
      | >   | . 1:1(0) ack 1 win 502 | NEW     | ESTABLISHED | 42      |

  @id:timeout-policy-udp
  Scenario: A policy of UDP has two timeouts, before and after it is a stream
    Given the callbacks:
      | hook       | priority | match        | verdict                        |
      | PREROUTING | -150     | udp dport 53 | TIMEOUT unreplied=5 replied=77 |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | t   | dir | packet     | ctstate     | timeout |
      | 0   | >   | udp len 10 | NEW         | 5       |
      | 0   | <   | udp len 10 | ESTABLISHED | 5       |
      | 2.5 | >   | udp len 10 | ESTABLISHED | 77      |

  @id:timeout-policy-late
  Scenario: A policy is for new connections: to one that is in the table already a rule gives none
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate | timeout |
      | udp len 10 | NEW     | 30      |
    Given the callbacks:
      | hook       | priority | match        | verdict             |
      | PREROUTING | -150     | udp dport 53 | TIMEOUT unreplied=5 |
    When these packets arrive:
      | packet     | ctstate | timeout |
      | udp len 10 | NEW     | 30      |

  @id:timeout-policy-snapshot
  Scenario: What a policy does not name is what the sysctls were when it was made
    Given the callbacks:
      | hook       | priority | match        | verdict            |
      | PREROUTING | -150     | udp dport 53 | TIMEOUT replied=77 |
    And the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_udp_timeout | 9     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                             | ctstate | timeout |
      | udp len 10                         | NEW     | 30      |
      | udp client:4000 > server:54 len 10 | NEW     | 9       |

  @id:timeout-policy-other-protocol
  Scenario: A policy of TCP is none of UDP's business
    Given the callbacks:
      | hook       | priority | match        | verdict            |
      | PREROUTING | -150     | tcp          | TIMEOUT syn_sent=5 |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate | timeout |
      | udp len 10 | NEW     | 30      |
