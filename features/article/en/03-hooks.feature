@src:ip_input.c @src:ip_forward.c @src:ip_output.c
Feature: The hooks
  Five hooks stand in the network stack, at five stages of a packet's way:

      [1 PREROUTING] --> routing --> [3 FORWARD] --> [4 POSTROUTING]
                            |  |
                            v                              |
                        [2 INPUT] --> local process --> [5 OUTPUT]

  What comes from outside passes PREROUTING before it is routed (so that DNAT there decides where it goes), then
  INPUT when it is for this machine, or else FORWARD. What this machine sends passes OUTPUT. Whatever leaves
  passes POSTROUTING after routing: SNAT is done there.

  The article says that all packets pass PREROUTING. As its figure shows, those of local processes do not; and
  what is no sound IP packet is dropped before the first hook.

  @id:article-hooks-forwarded
  Scenario Outline: A packet for another machine passes PREROUTING, FORWARD and POSTROUTING, over <protocol>
    When these packets arrive:
      | packet                                 | verdict | out |
      | udp <client>:1024 > <server>:53 len 20 | ACCEPT  | s0  |
    Then packet 1 passes:
      | hook        |
      | PREROUTING  |
      | FORWARD     |
      | POSTROUTING |

    Examples:
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:article-hooks-local-in
  Scenario Outline: A packet for this machine passes PREROUTING and INPUT, over <protocol>
    When these packets arrive:
      | packet                         | verdict | out      |
      | <icmp> echo-request id 1 seq 1 | ACCEPT  | local c0 |
    Then packet 1 passes:
      | hook       |
      | PREROUTING |
      | INPUT      |

    Examples:
      | protocol | icmp                    |
      | IPv4     | icmp client > router    |
      | IPv6     | icmp6 client6 > router6 |

  @id:article-hooks-local-out
  Scenario Outline: A packet of a local process passes OUTPUT and POSTROUTING, and not PREROUTING, over <protocol>
    When these packets arrive:
      | packet                         | verdict | out |
      | <icmp> echo-request id 1 seq 1 | ACCEPT  | c0  |
    Then packet 1 passes:
      | hook        |
      | OUTPUT      |
      | POSTROUTING |

    Examples:
      | protocol | icmp                    |
      | IPv4     | icmp router > client    |
      | IPv6     | icmp6 router6 > client6 |

  @id:article-hooks-answers
  Scenario Outline: What this machine answers passes <hook>: a callback there can stop it
    The request is delivered; the echo reply comes no further than the callback.
    Given the callbacks:
      | hook   | priority | match | verdict |
      | <hook> | 0        | icmp  | DROP    |
    When these packets arrive:
      | packet                                       | verdict | hooks            | out   |
      | icmp client > router echo-request id 1 seq 1 | ACCEPT  | PREROUTING INPUT | local |

    Examples:
      | hook        |
      | OUTPUT      |
      | POSTROUTING |

  @id:article-hooks-before-routing
  Scenario: PREROUTING comes before routing: a destination changed there is the one that is routed to (DNAT)
    A program in userspace writes this machine's own address over the destination.
    Given the callbacks:
      | hook       | priority | name | match        | verdict |
      | PREROUTING | -100     | DNAT | udp dport 53 | QUEUE 0 |
    And a userspace handler on queue 0 that writes "c0 00 02 01" at byte 16
    When these packets arrive:
      | packet                                         | verdict | hooks                          |
      | udp client:1024 > server:53 len 20 no-checksum | ACCEPT  | PREROUTING INPUT               |
      | udp client:1024 > server:54 len 20 no-checksum | ACCEPT  | PREROUTING FORWARD POSTROUTING |

  @id:article-hooks-after-routing
  Scenario: POSTROUTING comes after routing: a source changed there is the one that the packet leaves with (SNAT)
    A program in userspace writes this machine's own address over the source, and the checksum that belongs to it.
    Given the callbacks:
      | hook        | priority | name | match | verdict |
      | POSTROUTING | 100      | SNAT | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that writes "27 4b c6 33 64 01" at byte 10
    When these packets arrive:
      | packet                                         | verdict | hooks                          | out |
      | udp client:1024 > server:53 len 20 no-checksum | ACCEPT  | PREROUTING FORWARD POSTROUTING | s0  |
    Then packet 1 leaves as:
      """
      udp router-s0:1024 > server:53 len 20 no-checksum (ttl 63)
      """

  @id:article-hooks-routed-already
  Scenario: At POSTROUTING it is too late to change where a packet goes
    Given the callbacks:
      | hook        | priority | match | verdict |
      | POSTROUTING | 100      | udp   | QUEUE 0 |
    And a userspace handler on queue 0 that writes "c0 00 02 01" at byte 16
    When these packets arrive:
      | packet                                         | verdict | hooks                          | out |
      | udp client:1024 > server:53 len 20 no-checksum | ACCEPT  | PREROUTING FORWARD POSTROUTING | s0  |

  @id:article-hooks-unsound
  Scenario: A packet whose header is broken is dropped before the first hook
    When these packets arrive:
      | packet                                            | ctstate | verdict | hooks |
      | udp client:1024 > server:53 len 20 (bad-checksum) | -       | DROP    | -     |
