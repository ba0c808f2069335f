# Found by random datagrams, given to the simulator and to Linux 6.18 one by one
@src:nf_ct_l4proto_log_invalid
Feature: The log tells of answers of the router, too
  An answer goes through OUTPUT, where conntrack may find it INVALID.

  @id:regression-log-of-answers @since:6.12
  Scenario Outline: A segment of <family> that begins no connection, and the reset that answers it
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 6     |
    When these packets arrive:
      | packet                                                | ctstate | verdict | out      | log                      |
      | tcp <client>:1024 > <router>:80 S. 0:0(0) ack 1 win 9 | INVALID | ACCEPT  | local c0 | invalid new; invalid new |

    Examples:
      | family | client  | router  |
      | IPv4   | client  | router  |
      | IPv6   | client6 | router6 |
