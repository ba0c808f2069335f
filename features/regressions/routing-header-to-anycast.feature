# Found by random datagrams, given to the simulator and to Linux 6.18 one by one
@src:ipv6_rthdr_rcv @rfc:4291-2.6.1
Feature: A routing header is read of what is for an anycast address
  Linux does not read one of a datagram for a group, and an anycast address is none.

  @id:regression-routing-header-to-anycast
  Scenario Outline: <what>, for <destination>: <answer>
    When these packets arrive:
      | packet                                                   | ctstate | verdict | out   |
      | udp client6:1024 > [<destination>]:999 len 8 (<headers>) | NEW     | ACCEPT  | <out> |
    Then packet 1 leaves as:
      """
      icmp6 <destination> > client6 <answer> {udp client6:1024 > [<destination>]:999 len 8 (<headers>)}
      """

    Examples:
      | what                          | destination  | answer                              | out      | headers                |
      | A source route at its end     | 2001:db8:1:: | unreachable port                    | local c0 | routing 0x000000000000 |
      | A source route not at its end | 2001:db8:1:: | parameter-problem header pointer 42 | local c0 | routing 0x000100000000 |
      | A source route not at its end | 2001:db8:2:: | parameter-problem header pointer 42 | local c0 | routing 0x000100000000 |

  @id:regression-routing-header-to-group
  Scenario: For a group it is not read
    When these packets arrive:
      | packet                                                          | ctstate | verdict | out   |
      | udp client6:1024 > [ff02::1]:999 len 8 (routing 0x000100000000) | NEW     | ACCEPT  | local |
