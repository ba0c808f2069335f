@src:ip_input.c @src:ip_forward.c @src:ip_output.c @src:ip6_input.c @src:ip6_output.c
Feature: The three routes through the hooks
  A packet that is passed on meets PREROUTING, FORWARD and POSTROUTING; one for the router itself PREROUTING and INPUT;
  one of a process of the router OUTPUT and POSTROUTING. Between the first hook and the next stands routing, which
  decides by the destination. A packet without a route has been seen at the first hook, and nowhere else.

  @id:netfilter-routes-forwarded
  Scenario Outline: A packet from <from> to <to> is passed on, over <protocol>
    When these packets arrive:
      | packet                                 | ctstate | verdict | out   |
      | udp <source>:1024 > <target>:53 len 20 | NEW     | ACCEPT  | <out> |
    Then packet 1 passes:
      | hook        | ctstate | ctdir    |
      | PREROUTING  | NEW     | ORIGINAL |
      | FORWARD     | NEW     | ORIGINAL |
      | POSTROUTING | NEW     | ORIGINAL |
    And packet 1 leaves as:
      """
      udp <source>:1024 > <target>:53 len 20 (ttl 63)
      """

    Examples:
      | from        | to          | protocol | source  | target  | out |
      | the clients | the servers | IPv4     | client  | server  | s0  |
      | the servers | the clients | IPv4     | server  | client  | c0  |
      | the clients | the servers | IPv6     | client6 | server6 | s0  |
      | the servers | the clients | IPv6     | server6 | client6 | c0  |

  @id:netfilter-routes-local-in
  Scenario Outline: A packet for the router's address <address> is for itself, whichever interface it comes by
    When these packets arrive:
      | in   | packet                                 | ctstate | verdict |
      | <in> | udp <source>:1024 > <address>:9 len 20 | NEW     | ACCEPT  |
    Then packet 1 passes:
      | hook       | ctstate | ctdir    |
      | PREROUTING | NEW     | ORIGINAL |
      | INPUT      | NEW     | ORIGINAL |

    Examples: The near and the far address
      | address         | in | source  |
      | router          | c0 | client  |
      | router-s0       | c0 | client  |
      | router          | s0 | server  |
      | [2001:db8:1::1] | c0 | client6 |
      | [2001:db8:2::1] | c0 | client6 |

  @id:netfilter-routes-to-all
  Scenario Outline: <what> is for the router as well
    When these packets arrive:
      | packet                            | ctstate | verdict | hooks            |
      | udp <source>:1024 > <to>:9 len 20 | NEW     | ACCEPT  | PREROUTING INPUT |

    Examples: Broadcast and multicast that every host listens to
      | what                               | source  | to              |
      | A broadcast to the network         | client  | 192.0.2.255     |
      | The limited broadcast              | client  | 255.255.255.255 |
      | Multicast to all hosts             | client  | 224.0.0.1       |
      | Multicast to all nodes of the link | client6 | [ff02::1]       |
      | The anycast address of the network | client6 | [2001:db8:1::]  |

  @id:netfilter-routes-local-out
  Scenario Outline: A packet of a local process meets OUTPUT and POSTROUTING, with its time to live whole, over <protocol>
    When these packets arrive:
      | packet                                 | ctstate | verdict | out   |
      | udp <source>:1024 > <target>:53 len 20 | NEW     | ACCEPT  | <out> |
    Then packet 1 passes:
      | hook        | ctstate | ctdir    |
      | OUTPUT      | NEW     | ORIGINAL |
      | POSTROUTING | NEW     | ORIGINAL |
    And packet 1 leaves as:
      """
      udp <source>:1024 > <target>:53 len 20 (ttl 64)
      """

    Examples:
      | protocol | source  | target  | out |
      | IPv4     | router  | client  | c0  |
      | IPv4     | router  | server  | s0  |
      | IPv6     | router6 | client6 | c0  |
      | IPv6     | router6 | server6 | s0  |

  @id:netfilter-routes-answered
  Scenario Outline: The answer to a local process comes in by PREROUTING and INPUT, as ESTABLISHED, over <protocol>
    Given the flow udp <router>:1024 > <client>:53
    When these packets arrive:
      | dir | packet     | ctstate     | ctdir    | hooks              |
      | >   | udp len 20 | NEW         | ORIGINAL | OUTPUT POSTROUTING |
      | <   | udp len 80 | ESTABLISHED | REPLY    | PREROUTING INPUT   |

    Examples:
      | protocol | router  | client  |
      | IPv4     | router  | client  |
      | IPv6     | router6 | client6 |

  @id:netfilter-routes-no-route
  Scenario: A packet to where no route leads is seen at PREROUTING only, and its sender is told
    When these packets arrive:
      | packet                                  | ctstate | verdict | hooks      | out |
      | udp client:1024 > 203.0.113.1:53 len 20 | NEW     | DROP    | PREROUTING | c0  |
    Then packet 1 leaves as:
      """
      icmp router > client unreachable net {udp client:1024 > 203.0.113.1:53 len 20} (tos 0xc0)
      """
    And the table is empty

  @id:netfilter-routes-no-route-ipv6
  Scenario: So is one of IPv6
    When these packets arrive:
      | packet                                        | ctstate | verdict | hooks      | out |
      | udp client6:1024 > [2001:db8:ff::1]:53 len 20 | NEW     | DROP    | PREROUTING | c0  |
    Then packet 1 leaves as:
      """
      icmp6 router6 > client6 unreachable no-route {udp client6:1024 > [2001:db8:ff::1]:53 len 20}
      """
    And the table is empty

  @id:netfilter-routes-same-side
  Scenario: A packet that leaves the way it came is passed on, and its sender is told of the shorter way
    When these packets arrive:
      | packet                              | verdict | hooks                          | out   |
      | udp client:1024 > client2:53 len 20 | ACCEPT  | PREROUTING FORWARD POSTROUTING | c0 c0 |
