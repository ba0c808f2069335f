# Found by: ctspec fuzz --differential --seed 84, and --seed 1993500186
@src:ip_route_output_key_hash_rcu @src:rawv6_sendmsg
Feature: A local process that sends to no address
  The route to 0.0.0.0 or :: leads to the loopback interface, whatever the header says then.

  @id:regression-to-no-address
  Scenario: What a local process sends to 0.0.0.0 comes back to the router
    When these packets arrive:
      | in | packet                             | ctstate | hooks                                | verdict | out   |
      | lo | udp router:4000 > 0.0.0.0:53 len 8 | NEW     | OUTPUT POSTROUTING PREROUTING INPUT | ACCEPT  | local |

  @id:regression-to-no-address-ipv6
  Scenario: What a local process sends to :: comes back to the router
    When these packets arrive:
      | in | packet                             | ctstate | hooks                                | verdict | out   |
      | lo | udp router6:4000 > [::]:53 len 8   | NEW     | OUTPUT POSTROUTING PREROUTING INPUT | ACCEPT  | local |
