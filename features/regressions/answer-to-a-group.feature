# Found by: ctspec fuzz --differential --seed 2028849193 --path 2
@src:ip_route_output_key_hash_rcu
Feature: What a process sends to the router from the address of a group is answered to that group
  By the interface whose address it was sent to, and no further than one link.

  @id:regression-answer-to-a-group
  Scenario Outline: <what> is answered
    When these packets arrive:
      | in | packet   | verdict |
      | lo | <packet> | ACCEPT  |
    Then packet 1 leaves as:
      """
      <answer>
      """
    And the table includes:
      | status   |
      | <status> |

    Examples:
      | what                    | packet                                                     | answer                                                                                              | status     |
      | An echo request         | icmp 239.1.2.3 > router-s0 echo-request id 1 seq 1         | icmp router-s0 > 239.1.2.3 echo-reply id 1 seq 1 (ttl 1)                                            | SEEN_REPLY |
      | One from all hosts      | icmp 255.255.255.255 > router-s0 echo-request id 1 seq 1   | icmp router-s0 > 255.255.255.255 echo-reply id 1 seq 1                                              | SEEN_REPLY |
      | A datagram for nobody   | udp 239.1.2.3:1 > router-s0:1 len 0 (id 7)                        | icmp router-s0 > 239.1.2.3 unreachable port {udp 239.1.2.3:1 > router-s0:1 len 0 (id 7)} (ttl 1, tos 0xc0) | CONFIRMED  |
