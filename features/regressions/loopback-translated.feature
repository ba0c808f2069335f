# Found by: ctspec fuzz --differential --seed -883257503 --path 2
@src:nf_nat_ipv4_local_fn @src:ip_route_me_harder
Feature: A local process that sends from 127.0.0.1 has its destination translated
  The route is looked up again, for this source, and from 127.0.0.0/8 none leads out of the machine: the packet is
  dropped. Who sends local packets elsewhere by a rule loses those that were sent to 127.0.0.1.

  Background:
    Given the ruleset:
      """
      table inet nat {
        chain output {
          type nat hook output priority -100; policy accept;
          udp dport 53 dnat ip to 198.51.100.11:5300
          udp dport 54 redirect to :5400
        }
      }
      """

  @id:regression-loopback-translated
  Scenario Outline: From <from> to <to>, <what>: <verdict>
    When these packets arrive:
      | in | packet                        | ctstate | verdict   |
      | lo | udp <from>:40000 > <to> len 8 | NEW     | <verdict> |

    Examples:
      | from      | to               | what                         | verdict |
      | 127.0.0.1 | 127.0.0.1:53     | which becomes another host's | DROP    |
      | 127.0.0.1 | 127.0.0.1:54     | which becomes another port   | ACCEPT  |
      | 127.0.0.1 | 198.51.100.10:53 | which becomes another host's | DROP    |
      | 127.0.0.1 | 198.51.100.11:53 | where only the port changes  | ACCEPT  |
      | router    | 127.0.0.1:53     | which becomes another host's | ACCEPT  |

  @src:ipv6_dev_get_saddr
  Scenario Outline: What is sent to <to> comes back to the router, and is masqueraded with <with>
    Given the callbacks:
      | hook        | match | verdict    |
      | POSTROUTING | tcp   | MASQUERADE |
    When these packets arrive:
      | in | packet                                          | ctstate | verdict |
      | lo | tcp [<from>]:53 > [<to>]:40007 . =1:1(0) ack =1 | NEW     | ACCEPT  |
    Then the table holds:
      | original                   | reply                      |
      | [<from>]:53 > [<to>]:40007 | [<to>]:40007 > [<with>]:53 |

    @id:regression-loopback-masqueraded
    Examples:
      | from    | to      | with |
      | ::      | ::      | ::1  |
      | fe80::1 | fe80::1 | ::1  |
