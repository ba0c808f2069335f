@src:nf_conntrack_core.c
Feature: NOTRACK and UNTRACKED packets
  A callback before conntrack, at PREROUTING or OUTPUT, may exempt a packet from tracking: the raw table is there for
  that. Such a packet is UNTRACKED; it belongs to no connection and makes none. Conntrack itself leaves some packets
  untracked that have no connection by their nature: IPv6's neighbour discovery and group membership.

  @id:netfilter-untracked-notrack
  Scenario Outline: A packet that is not to be tracked is UNTRACKED and leaves no entry, over <protocol>
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | PREROUTING | -300     | udp dport 53 | NOTRACK |
    When these packets arrive:
      | packet                                 | ctstate   | ctdir    | verdict |
      | udp <client>:1024 > <server>:53 len 20 | UNTRACKED | -        | ACCEPT  |
      | udp <client>:1024 > <server>:54 len 20 | NEW       | ORIGINAL | ACCEPT  |
    Then packet 1 passes:
      | hook        | ctstate   | ctdir |
      | PREROUTING  | UNTRACKED | -     |
      | FORWARD     | UNTRACKED | -     |
      | POSTROUTING | UNTRACKED | -     |
    And the table holds 1 entry

    Examples:
      | protocol | client  | server  |
      | IPv4     | client  | server  |
      | IPv6     | client6 | server6 |

  @id:netfilter-untracked-output
  Scenario: Packets of local processes are exempted at OUTPUT
    Given the callbacks:
      | hook   | priority | match | verdict |
      | OUTPUT | -300     | udp   | NOTRACK |
    When these packets arrive:
      | packet                             | ctstate   | hooks              |
      | udp router:1024 > client:53 len 20 | UNTRACKED | OUTPUT POSTROUTING |
    Then the table is empty

  @id:netfilter-untracked-too-late
  Scenario: Behind conntrack it is too late
    Given the callbacks:
      | hook       | priority | match | verdict |
      | PREROUTING | -199     | udp   | NOTRACK |
    When these packets arrive:
      | packet                             | ctstate |
      | udp client:1024 > server:53 len 20 | NEW     |
    Then the table holds 1 entry

  @id:netfilter-untracked-match
  Scenario: A rule can ask for UNTRACKED, which is not INVALID
    Given the callbacks:
      | hook       | priority | match              | verdict |
      | PREROUTING | -300     | udp dport 53       | NOTRACK |
      | FORWARD    | 0        | ct state invalid   | DROP    |
      | FORWARD    | 1        | ct state untracked | DROP    |
      | FORWARD    | 2        | any                | ACCEPT  |
    When these packets arrive:
      | packet                             | verdict |
      | udp client:1024 > server:53 len 20 | DROP    |
      | udp client:1024 > server:54 len 20 | ACCEPT  |

  @id:netfilter-untracked-invalid
  Scenario: What is UNTRACKED is not checked either
    Given the callbacks:
      | hook       | priority | match | verdict |
      | PREROUTING | -300     | tcp   | NOTRACK |
    When these packets arrive:
      | packet                                          | ctstate   | reason |
      | tcp client:1024 > server:80 SF 0:0(0) win 65535 | UNTRACKED | -      |

  @id:netfilter-untracked-reply
  Scenario: If only one direction is exempted, the other looks like the beginning of a connection
    Given the callbacks:
      | hook       | priority | match        | verdict |
      | PREROUTING | -300     | udp dport 53 | NOTRACK |
    And the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet     | ctstate   | ctdir    |
      | >   | udp len 20 | UNTRACKED | -        |
      | <   | udp len 80 | NEW       | ORIGINAL |
    Then the table holds:
      | original                | status    |
      | server:53 > client:1024 | UNREPLIED |

  @id:netfilter-untracked-known
  Scenario: A packet of a known connection that is exempted does not keep it alive
    Given the callbacks:
      | hook       | priority | match               | verdict |
      | PREROUTING | -300     | ip daddr 192.0.2.10 | NOTRACK |
    And the flow udp client:1024 > server:53
    When these packets arrive:
      | t  | dir | packet     | ctstate   | timeout |
      | 0  | >   | udp len 20 | NEW       | 30      |
      | 20 | <   | udp len 80 | UNTRACKED |         |
    And 11 seconds pass
    Then the table is empty

  @id:netfilter-untracked-fragments
  Scenario: Fragments are collected before anything can be exempted
    Given the callbacks:
      | hook       | priority | match | verdict |
      | PREROUTING | -300     | any   | NOTRACK |
    When these packets arrive:
      | packet                                                 | ctstate   | verdict |
      | udp client:1024 > server:53 len 2000 (frag 7:1448@0+)  | -         | STOLEN  |
      | udp client:1024 > server:53 len 2000 (frag 7:560@1448) | UNTRACKED | ACCEPT  |

  @id:netfilter-untracked-neighbours @rfc:4861-4 @rfc:2710-3
  Scenario Outline: <what> is UNTRACKED by its nature
    When these packets arrive:
      | in | packet                            | ctstate   |
      | c0 | icmp6 client6 > router6 <message> | UNTRACKED |
    Then the table is empty

    Examples: Neighbour discovery, group membership
      | what                      | message                         |
      | A listener query          | mld-query                       |
      | A listener report         | mld-report                      |
      | The end of a listener     | mld-done                        |
      | A router solicitation     | router-solicit                  |
      | A router advertisement    | router-advert                   |
      | A neighbour solicitation  | neighbor-solicit target router6 |
      | A neighbour advertisement | neighbor-advert target router6  |
      | A listener report, newer  | mld2-report                     |
