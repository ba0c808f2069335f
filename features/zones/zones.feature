@src:nf_conntrack_zones.h
Feature: Zones
  Two customers may use the same private addresses behind one router. Zones keep them apart: a rule before
  conntrack chooses the zone that a packet is looked for in, and the same addresses and ports in two zones are
  two connections. A zone may be for both directions, or for one of them while the other stays in zone 0.

  @id:zones-both-directions
  Scenario: A connection is made in the zone of its first packet, and found there
    Given the callbacks:
      | hook       | priority | match | verdict |
      | PREROUTING | -300     | udp   | ZONE 5  |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet     | ctstate     | zone |
      | >   | udp len 10 | NEW         | 5    |
      | <   | udp len 10 | ESTABLISHED | 5    |
      | >   | udp len 10 | ESTABLISHED | 5    |
    Then the table holds:
      | protocol | original                | zone |
      | udp      | client:4000 > server:53 | 5    |
    And /proc/net/nf_conntrack shows:
      """
      ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 zone=5 use=2
      """

  @id:zones-not-found
  Scenario: Who looks in another zone does not find it
    The reply comes by the interface whose packets have no zone: to conntrack it is a stranger.
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | PREROUTING | -300     | iifname "c0" | ZONE 5  |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet     | ctstate | ctdir    | zone |
      | >   | udp len 10 | NEW     | ORIGINAL | 5    |
      | <   | udp len 10 | NEW     | ORIGINAL | 0    |
      | >   | udp len 10 | NEW     | ORIGINAL | 5    |
    Then the table holds:
      | original                | zone | status    |
      | client:4000 > server:53 | 5    | UNREPLIED |
      | server:53 > client:4000 | 0    | UNREPLIED |

  @id:zones-same-tuple-twice
  Scenario: The same addresses and ports in two zones are two connections, each with a state of its own
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | PREROUTING | -300     | iifname "c0" | ZONE 1  |
      | PREROUTING | -300     | iifname "s0" | ZONE 2  |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | in | packet            | ctstate     | state    | zone |
      | c0 | S 0:0(0) win 1000 | NEW         | SYN_SENT | 1    |
      | s0 | S 0:0(0) win 1000 | NEW         | SYN_SENT | 2    |
      | s0 | R 1:1(0) win 0    | NEW         | -        | -    |
      | c0 | S 0:0(0) win 1000 | NEW         | SYN_SENT | 1    |
    Then the table includes:
      | original                | zone | state    |
      | client:1024 > server:80 | 1    | SYN_SENT |

  @id:zones-original
  Scenario: A zone of the original direction alone: replies are found from zone 0
    Given the callbacks:
      | hook       | priority | match        | verdict         |
      | PREROUTING | -300     | iifname "c0" | ZONE 7 original |
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                  | ctstate     | ctdir    | state       | zone       |
      | >   | S 0:0(0) win 1000       | NEW         | ORIGINAL | SYN_SENT    | 7 original |
      | <   | S. 0:0(0) ack 1 win 500 | ESTABLISHED | REPLY    | SYN_RECV    | 7 original |
      | >   | . 1:1(0) ack 1 win 1000 | ESTABLISHED | ORIGINAL | ESTABLISHED | 7 original |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 tcp      6 432000 ESTABLISHED src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 zone-orig=7 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 [ASSURED] mark=0 use=2
      """

  @id:zones-reply @since:6.12
  Scenario: A zone of the reply direction alone: replies are found in it, and nowhere else
    Who looks in zone 0 finds none, and cannot make one either: in zone 0 the addresses that it would be answered
    from are those of the first connection's original direction.
    Given the callbacks:
      | hook       | priority | match               | verdict      |
      | PREROUTING | -300     | iifname "c0"        | ZONE 9 reply |
      | PREROUTING | -300     | ip saddr 198.51.100.10 | ZONE 9    |
    And the flows:
      | name    | flow                         |
      | query   | udp client:4000 > server:53  |
      | another | udp client:4001 > server2:53 |
    When these packets arrive:
      | flow    | dir | packet     | ctstate     | ctdir    | zone    | verdict |
      | query   | >   | udp len 10 | NEW         | ORIGINAL | 9 reply | ACCEPT  |
      | query   | <   | udp len 10 | ESTABLISHED | REPLY    | 9 reply | ACCEPT  |
      | another | >   | udp len 10 | NEW         | ORIGINAL | 9 reply | ACCEPT  |
      | another | <   | udp len 10 | NEW         | ORIGINAL | -       | DROP    |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 zone-reply=9 mark=0 use=2
      ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.12 sport=4001 dport=53 [UNREPLIED] src=198.51.100.12 dst=192.0.2.10 sport=53 dport=4001 zone-reply=9 mark=0 use=2
      """

  @id:zones-icmp-error @src:nf_conntrack_inet_error
  Scenario Outline: An ICMP error is looked for in its own zone: it is <ctstate> in <where>
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | PREROUTING | -300     | udp          | ZONE 5  |
      | PREROUTING | -300     | icmp         | <zone>  |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                                                                  | ctstate   |
      | udp len 10                                                              | NEW       |
      | icmp server > client unreachable port {udp client:4000 > server:53 len 8} | <ctstate> |

    Examples:
      | where        | zone   | ctstate |
      | the same one | ZONE 5 | RELATED |
      | zone 0       | ACCEPT | INVALID |

  @id:zones-first-rule
  Scenario: The first rule that names a zone decides
    Given the callbacks:
      | hook       | priority | match | verdict         |
      | PREROUTING | -301     | udp   | ZONE 5          |
      | PREROUTING | -300     | udp   | ZONE 6          |
      | PREROUTING | -299     | udp   | NOTRACK         |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate | zone |
      | udp len 10 | NEW     | 5    |

  @id:zones-over-notrack
  Scenario: A zone has the last word over NOTRACK
    Given the callbacks:
      | hook       | priority | match | verdict |
      | PREROUTING | -301     | udp   | NOTRACK |
      | PREROUTING | -300     | udp   | ZONE 6  |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate   | zone |
      | udp len 10 | NEW       | 6    |

  @id:zones-too-late
  Scenario: Behind conntrack a rule that names a zone changes nothing
    Given the callbacks:
      | hook       | priority | match | verdict |
      | PREROUTING | -150     | udp   | ZONE 6  |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet     | ctstate | zone |
      | udp len 10 | NEW     | 0    |

  @id:zones-local-process
  Scenario: A rule at OUTPUT chooses the zone of what local processes send
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | OUTPUT     | -300     | udp          | ZONE 3  |
      | PREROUTING | -300     | iifname "c0" | ZONE 3  |
    And the flow udp router:123 > client:123
    When these packets arrive:
      | dir | packet     | ctstate     | zone |
      | >   | udp len 10 | NEW         | 3    |
      | <   | udp len 10 | ESTABLISHED | 3    |

  @id:zones-expectations
  Scenario Outline: An expectation is for the zone of its master: the data connection is <ctstate> in <where>
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | PREROUTING | -300     | tcp dport 21 | ZONE 4  |
      | PREROUTING | -300     | tcp sport 21 | ZONE 4  |
      | PREROUTING | -300     | tcp sport 20 | <zone>  |
    And the helper ftp on tcp port 21
    And the flows:
      | name    | flow                        |
      | control | tcp client:1024 > server:21 |
      | data    | tcp server:20 > client:1025 |
    When these packets arrive:
      | flow    | dir | packet                                                       | ctstate     |
      | control | >   | S 0:0(0) win 64240                                           | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65160                                    | ESTABLISHED |
      | control | >   | . 1:1(0) ack 1 win 502                                       | ESTABLISHED |
      | control | >   | P. 1:13(12) ack 1 win 502 "USER alice\r\n"             | ESTABLISHED |
      | control | >   | P. 13:34(21) ack 1 win 502 "PORT 192,0,2,10,4,1\r\n"          | ESTABLISHED |
      | data    | >   | S 0:0(0) win 64240                                           | <ctstate>   |

    Examples:
      | where        | zone   | ctstate |
      | the same one | ZONE 4 | RELATED |
      | zone 0       | ACCEPT | NEW     |
