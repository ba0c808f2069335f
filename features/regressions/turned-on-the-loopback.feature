# Found by: ctspec fuzz --differential --seed -1174521975 --path 0
@src:nf_nat_ipv4_pre_routing @src:nf_nat_ipv6_in
Feature: What comes back from the loopback interface goes another way where its destination is translated there
  It is so for a packet that had no connection on its way out, because a rule looked for one in another zone. Over IPv4 the
  router takes nothing from itself that is to go on.

  @id:regression-turned-on-the-loopback
  Scenario Outline: Over <family>
    Given the ruleset:
      """
      table inet t {
        chain raw {
          type filter hook output priority raw; policy accept;
          tcp flags rst ct zone set 7
        }
        chain nat {
          type nat hook output priority -100; policy accept;
          ip daddr 192.0.2.1 tcp dport 80 dnat ip to 198.51.100.11:8080
          ip6 daddr 2001:db8:1::1 tcp dport 80 dnat ip6 to [2001:db8:2::11]:8080
        }
      }
      """
    When these packets arrive:
      | in | packet                                       | ctstate | verdict   | out   |
      | lo | tcp <router>:1 > <router>:80 S =1:1(0)       | NEW     | ACCEPT    | s0    |
      | lo | tcp <router>:1 > <router>:80 R =2:2(0) win 0 | NEW     | <verdict> | <out> |

    Examples:
      | family | router  | verdict | out |
      | IPv4   | router  | DROP    | -   |
      | IPv6   | router6 | ACCEPT  | s0  |
