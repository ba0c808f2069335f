# Found by: ctspec fuzz --differential --backend kernel:5.10 --seed -1020688576 --path 1
@src:inet_frag_queue_insert @src:calc_wheel_index
Feature: What is held goes when its timer fires, which is up to two seconds late
  Nobody looks how long fragments have been held. Distant timers of Linux are in slots of 512 jiffies, and never fire early.

  @id:regression-fragments-when-timers-fire
  Scenario Outline: The last fragment comes over <family> <seconds> seconds behind the first: the datagram is <whole>
    When these packets arrive:
      | packet                                            | verdict |
      | udp <client>:1 > <server>:2 len 64 (frag 7:40@0+) | STOLEN  |
    And <seconds> seconds pass
    And these packets arrive:
      | packet                                            | verdict   |
      | udp <client>:1 > <server>:2 len 64 (frag 7:32@40) | <verdict> |

    Examples:
      | family | client  | server  | seconds | whole     | verdict |
      | IPv4   | client  | server  | 29.5    | whole     | ACCEPT  |
      | IPv4   | client  | server  | 30.2    | whole     | ACCEPT  |
      | IPv4   | client  | server  | 32.5    | not whole | STOLEN  |
      | IPv6   | client6 | server6 | 60.2    | whole     | ACCEPT  |
      | IPv6   | client6 | server6 | 62.5    | not whole | STOLEN  |
