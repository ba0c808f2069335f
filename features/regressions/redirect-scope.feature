# Found by: ctspec fuzz --differential --seed 79
@src:nf_nat_redirect_ipv6
Feature: Packets to groups are redirected to an address of the group's scope
  The address that a packet is redirected to must reach as far as the one it was sent to: where the interface has none
  of that scope, the packet is dropped.

  Background:
    Given the callbacks:
      | hook       | priority | match        | verdict           |
      | PREROUTING | -100     | tcp dport 80 | REDIRECT to :8080 |

  @id:regression-redirect-scope
  Scenario Outline: A packet to <group>, a group of <scope>, is redirected: <verdict>
    When these packets arrive:
      | packet                                     | ctstate | verdict   |
      | tcp client6:40005 > [<group>]:80 S 0:0(0) | NEW     | <verdict> |

    Examples: The interface has an address of its link and a global one
      | group   | scope         | verdict |
      | ff02::1 | the link      | ACCEPT  |
      | ff05::2 | the site      | DROP    |
      | ff0e::1 | all           | ACCEPT  |
