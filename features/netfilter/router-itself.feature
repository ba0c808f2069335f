@src:icmp.c @src:tcp_ipv4.c @src:udp.c
Feature: What the router itself answers
  No process listens on the router, but its kernel answers. Such an answer is a packet of the router like any other: it
  goes through OUTPUT and POSTROUTING, and conntrack sees it as the reply of the connection that the request has opened.

  @id:netfilter-router-echo
  Scenario Outline: An echo request is answered, and its connection has seen a reply, over <protocol>
    When these packets arrive:
      | packet                                                   | ctstate | verdict | out      | status     |
      | <icmp> <client> > <router> echo-request id 1 seq 1 len 8 | NEW     | ACCEPT  | local c0 | SEEN_REPLY |
    Then packet 1 leaves as:
      """
      <icmp> <router> > <client> echo-reply id 1 seq 1 len 8 <header>
      """
    And the table holds 1 entry

    Examples:
      | protocol | icmp  | client  | router  | header   |
      | IPv4     | icmp  | client  | router  | (ttl 64) |
      | IPv6     | icmp6 | client6 | router6 | (ttl 64) |

  @id:netfilter-router-echo-code
  Scenario Outline: The code of an echo request comes back in its reply, over <protocol>
    When these packets arrive:
      | packet                                                    | ctstate | out      | status     |
      | <icmp> <client> > <router> echo-request code 4 id 1 seq 1 | NEW     | local c0 | SEEN_REPLY |
    Then packet 1 leaves as:
      """
      <icmp> <router> > <client> echo-reply code 4 id 1 seq 1 (ttl 64)
      """

    Examples:
      | protocol | icmp  | client  | router  |
      | IPv4     | icmp  | client  | router  |
      | IPv6     | icmp6 | client6 | router6 |

  @id:netfilter-router-echo-again
  Scenario: The next request is ESTABLISHED then
    When these packets arrive:
      | packet                                       | ctstate     | out      |
      | icmp client > router echo-request id 1 seq 1 | NEW         | local c0 |
      | icmp client > router echo-request id 1 seq 2 | ESTABLISHED | local c0 |

  @id:netfilter-router-closed-port
  Scenario Outline: A SYN to a port where nobody listens is answered with RST, and its entry is removed, over <protocol>
    When these packets arrive:
      | packet                                                  | ctstate | verdict | hooks            | out      | state | events      |
      | tcp <client>:1024 > <router>:80 S =100:100(0) win 65535 | NEW     | ACCEPT  | PREROUTING INPUT | local c0 | -     | NEW DESTROY |
    Then packet 1 leaves as:
      """
      tcp <router>:80 > <client>:1024 R. =0:0(0) ack =101 win 0 <header>
      """
    And the table is empty

    Examples:
      | protocol | client  | router  | header       |
      | IPv4     | client  | router  | (ttl 64, df) |
      | IPv6     | client6 | router6 | (ttl 64)     |

  @id:netfilter-router-rst-stopped
  Scenario Outline: A callback at <hook> <where> stops that answer, and the entry is <left>
    Given the callbacks:
      | hook   | priority   | match | verdict |
      | <hook> | <priority> | tcp   | DROP    |
    When these packets arrive:
      | packet                                         | ctstate | verdict | out   | state   |
      | tcp client:1024 > router:80 S 0:0(0) win 65535 | NEW     | ACCEPT  | local | <state> |

    Examples: Conntrack sees the RST at OUTPUT
      | hook        | where            | priority | left    | state    |
      | OUTPUT      | before conntrack | -300     | kept    | SYN_SENT |
      | OUTPUT      | behind conntrack | 0        | removed | -        |
      | POSTROUTING | behind conntrack | 0        | removed | -        |

  @id:netfilter-router-ctstate
  Scenario Outline: A rule for <state> packets in the <direction> direction <does> <answer>
    Given the callbacks:
      | hook   | priority | match                                     | verdict |
      | OUTPUT | 0        | ct state <state> ct direction <direction> | DROP    |
    When these packets arrive:
      | packet   | ctstate | verdict | out   |
      | <packet> | NEW     | ACCEPT  | <out> |

    Examples: Answers are ESTABLISHED, errors are RELATED, and both are replies
      | state           | direction | does          | answer                  | packet                                         | out      |
      | established     | reply     | stops         | an echo reply           | icmp client > router echo-request id 1 seq 1   | local    |
      | related,new     | reply     | does not stop | an echo reply           | icmp client > router echo-request id 1 seq 1   | local c0 |
      | established     | original  | does not stop | an echo reply           | icmp client > router echo-request id 1 seq 1   | local c0 |
      | established     | reply     | stops         | a RST                   | tcp client:1024 > router:80 S 0:0(0) win 65535 | local    |
      | related,new     | reply     | does not stop | a RST                   | tcp client:1024 > router:80 S 0:0(0) win 65535 | local c0 |
      | related         | reply     | stops         | an ICMP error           | udp client:1024 > router:53 len 20             | local    |
      | related         | original  | does not stop | an ICMP error           | udp client:1024 > router:53 len 20             | local c0 |
      | established,new | reply     | does not stop | an ICMP error           | udp client:1024 > router:53 len 20             | local c0 |
      | related         | reply     | stops         | an ICMP error over IPv6 | udp client6:1024 > router6:53 len 20           | local    |
      | established,new | reply     | does not stop | an ICMP error over IPv6 | udp client6:1024 > router6:53 len 20           | local c0 |

  @id:netfilter-router-ctstate-expired
  Scenario Outline: The error about a packet whose time to live ran out is RELATED to a connection that never comes to be: a rule for <state> packets <does> it
    Given the callbacks:
      | hook   | priority | match            | verdict |
      | OUTPUT | 0        | ct state <state> | DROP    |
    When these packets arrive:
      | packet                                     | ctstate | verdict | out   |
      | udp client:1024 > server:53 len 20 (ttl 1) | NEW     | DROP    | <out> |
    Then the table is empty

    Examples:
      | state                   | does          | out |
      | related                 | stops         | -   |
      | established,new,invalid | does not stop | c0  |

  @id:netfilter-router-rst-silent
  Scenario: A RST is not answered
    When these packets arrive:
      | packet                                         | ctstate | verdict | out   |
      | tcp client:1024 > router:80 R 0:0(0) win 65535 | INVALID | ACCEPT  | local |

  @id:netfilter-router-udp-port
  Scenario Outline: UDP to a port where nobody listens is answered with an ICMP error, which is no reply, over <protocol>
    When these packets arrive:
      | packet                                 | ctstate | verdict | out      | status    |
      | udp <client>:1024 > <router>:53 len 20 | NEW     | ACCEPT  | local c0 | UNREPLIED |
      | udp <client>:1024 > <router>:53 len 20 | NEW     | ACCEPT  |          | UNREPLIED |
    Then packet 1 leaves as:
      """
      <error> unreachable port {udp <client>:1024 > <router>:53 len 20} <header>
      """
    And the table holds 1 entry

    Examples:
      | protocol | client  | router  | error                   | header             |
      | IPv4     | client  | router  | icmp router > client    | (tos 0xc0, ttl 64) |
      | IPv6     | client6 | router6 | icmp6 router6 > client6 | (ttl 64)           |

  @id:netfilter-router-protocol
  Scenario: A protocol that the router does not speak is answered with an ICMP error
    When these packets arrive:
      | packet                              | ctstate | verdict | out      |
      | ip client > router proto 253 len 20 | NEW     | ACCEPT  | local c0 |
    Then packet 1 leaves as:
      """
      icmp router > client unreachable protocol {ip client > router proto 253 len 20} (tos 0xc0, ttl 64)
      """

  @id:netfilter-router-extension-headers @src:exthdrs.c
  Scenario Outline: An echo request with <what> is <answered>
    When these packets arrive:
      | packet                                                      | ctstate | verdict | out   | status   |
      | icmp6 client6 > router6 echo-request id 1 seq 1 (<headers>) | NEW     | ACCEPT  | <out> | <status> |

    Examples:
      | what                                              | answered     | out      | status     | headers                                                       |
      | padding for the destination                       | answered     | local c0 | SEEN_REPLY | destination 0x010400000000                                    |
      | an option to be skipped                           | answered     | local c0 | SEEN_REPLY | destination 0x3e0461626364                                    |
      | an option to be discarded                         | not answered | local    | UNREPLIED  | destination 0x7e0461626364                                    |
      | an option longer than its header                  | not answered | local    | UNREPLIED  | destination 0x010500000000                                    |
      | a source route at its end                         | answered     | local c0 | SEEN_REPLY | routing 0x000000000000                                        |
      | a route of RPL, which is off (rpl_seg_enabled)    | not answered | local    | UNREPLIED  | routing 0x030000000000                                        |
      | a segment route, which is off (seg6_enabled)      | not answered | local    | UNREPLIED  | routing 0x040000000000                                        |
      | both kinds of options                             | answered     | local c0 | SEEN_REPLY | hop-by-hop 0x010400000000, destination 0x010400000000         |

  @id:netfilter-router-extension-headers-refused @src:exthdrs.c
  Scenario Outline: An echo request with <what> is answered with an ICMP error
    When these packets arrive:
      | packet                                                      | ctstate | verdict | out      | status    |
      | icmp6 client6 > router6 echo-request id 1 seq 1 (<headers>) | NEW     | ACCEPT  | local c0 | UNREPLIED |
    Then packet 1 leaves as:
      """
      icmp6 router6 > client6 parameter-problem <problem> {icmp6 client6 > router6 echo-request id 1 seq 1 (<headers>)} (ttl 64)
      """

    Examples:
      | what                                  | problem                | headers                                               |
      | an option to be reported              | option pointer 42      | destination 0xbe0461626364                            |
      | a source route not at its end         | header pointer 42      | routing 0x000100000000                                |
      | hop-by-hop options that come second   | next-header pointer 40 | destination 0x010400000000, hop-by-hop 0x010400000000 |

  @id:netfilter-router-extension-headers-of-fragment @src:exthdrs.c
  Scenario: Hop-by-hop options that come second are answered before a fragment without its headers is
    When these packets arrive:
      | packet                                                                                        | ctstate | verdict |
      | ip client6 > router6 proto 58 (hop-by-hop 0x010400000000, hop-by-hop 0x010400000000, frag 0+) | INVALID | ACCEPT  |
    Then packet 1 leaves as:
      """
      icmp6 router6 > client6 parameter-problem next-header pointer 40 {ip client6 > router6 proto 58 (hop-by-hop 0x010400000000, hop-by-hop 0x010400000000, frag 0+)} (ttl 64)
      """

  @id:netfilter-router-broadcast
  Scenario Outline: Nothing answers <what> to everybody
    When these packets arrive:
      | packet   | ctstate | verdict | hooks            | out   |
      | <packet> | NEW     | ACCEPT  | PREROUTING INPUT | local |

    Examples:
      | what            | packet                                              |
      | an echo request | icmp client > 192.0.2.255 echo-request id 1 seq 1   |
      | a SYN           | tcp client:1024 > 192.0.2.255:80 S 0:0(0) win 65535 |
      | UDP             | udp client:1024 > 192.0.2.255:53 len 20             |

  @id:netfilter-router-input-dropped
  Scenario: What is dropped at INPUT is not answered
    Given the callbacks:
      | hook  | priority | match | verdict |
      | INPUT | 0        | any   | DROP    |
    When these packets arrive:
      | packet                                         | verdict | out |
      | icmp client > router echo-request id 1 seq 1   | DROP    | -   |
      | tcp client:1024 > router:80 S 0:0(0) win 65535 | DROP    | -   |
      | udp client:1024 > router:53 len 20             | DROP    | -   |
    Then the table is empty

  @id:netfilter-router-self
  Scenario Outline: A packet of the router to itself passes four hooks, and is tracked once, over <protocol>
    So does the answer.
    When these packets arrive:
      | packet                                             | ctstate | hooks                               |
      | <icmp> <router> > <router> echo-request id 1 seq 1 | NEW     | OUTPUT POSTROUTING PREROUTING INPUT |
    Then the table holds 1 entry

    Examples:
      | protocol | icmp  | router  |
      | IPv4     | icmp  | router  |
      | IPv6     | icmp6 | router6 |

  @id:netfilter-router-icmp-unanswered @src:__icmp_send @rfc:1122-3.2.2
  Scenario Outline: Whether a message of ICMP whose hops run out is answered with an error: <what>
    Nobody may answer errors with errors; for the kernel all types are errors but questions and their answers.
    When these packets arrive:
      | packet                                                          | verdict | out   |
      | icmp client > server type <type> code 0 rest 0x00010001 (ttl 1) | DROP    | <out> |

    Examples:
      | what                 | type | out |
      | echo reply           | 0    | c0  |
      | echo request         | 8    | c0  |
      | router advertisement | 9    | -   |
      | router solicitation  | 10   | -   |
      | timestamp reply      | 14   | c0  |
      | address mask reply   | 18   | c0  |
      | an unassigned type   | 1    | -   |
      | another              | 2    | -   |
      | another              | 6    | -   |
      | another              | 7    | -   |
      | another beyond all   | 19   | -   |
