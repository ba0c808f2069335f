@src:ip_fragment.c @src:inet_fragment.c
Feature: The limits of reassembly
  Held fragments cost memory, and anybody can send fragments whose rest never comes. So a datagram has only so
  much time to become whole, all of them together have only so much memory, and too many fragments of the same
  source in between mean that an identification has come round and the halves do not belong together.

  @id:defrag-timeout @sysctl:ipfrag_time @sysctl:nf_conntrack_frag6_timeout
  Scenario Outline: A datagram over <family> has <seconds> seconds from its first fragment on to become whole
    The kernel's timers are late by up to two seconds after so long a time (`calc_wheel_index`).
    Given the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | t       | packet                        | ctstate | verdict |
      | 0       | udp len 1000 (frag 7:800@0+)  | -       | STOLEN  |
      | <early> | udp len 1000 (frag 7:208@800) | NEW     | ACCEPT  |
    And these packets arrive:
      | t      | packet                        | ctstate | verdict |
      | 100    | udp len 1000 (frag 8:800@0+)  | -       | STOLEN  |
      | <late> | udp len 1000 (frag 8:208@800) | -       | STOLEN  |

    Examples: The two families have different defaults
      | family | seconds | client           | server           | early | late |
      | IPv4   | 30      | client           | server           | 29    | 133  |
      | IPv6   | 60      | [2001:db8:1::10] | [2001:db8:2::10] | 59    | 163  |

  @id:defrag-timeout-not-refreshed
  Scenario Outline: Later fragments over <family> do not prolong it
    Given the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | t       | packet                         | ctstate | verdict |
      | 0       | udp len 2000 (frag 7:800@0+)   | -       | STOLEN  |
      | <early> | udp len 2000 (frag 7:800@800+) | -       | STOLEN  |
      | <late>  | udp len 2000 (frag 7:408@1600) | -       | STOLEN  |

    Examples: Both families
      | family | client           | server           | early | late |
      | IPv4   | client           | server           | 29    | 33   |
      | IPv6   | [2001:db8:1::10] | [2001:db8:2::10] | 59    | 63   |

  @id:defrag-timeout-set
  Scenario Outline: <sysctl> sets it
    Given the sysctls:
      | name     | value |
      | <sysctl> | 1     |
    And the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | t | packet                        | ctstate | verdict |
      | 0 | udp len 1000 (frag 7:800@0+)  | -       | STOLEN  |
      | 2 | udp len 1000 (frag 7:208@800) | -       | STOLEN  |

    Examples: Each family has its own
      | sysctl                                   | client           | server           |
      | net.ipv4.ipfrag_time                     | client           | server           |
      | net.netfilter.nf_conntrack_frag6_timeout | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:defrag-memory
  Scenario Outline: Over <family> no fragment is taken in while more memory than the threshold is held
    What is held already stays, but can no more become whole.
    Given the sysctls:
      | name                | value |
      | <prefix>low_thresh  | 0     |
      | <prefix>high_thresh | 1000  |
    And the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | packet                        | ctstate |
      | udp len 1000 (frag 7:800@0+)  | -       |
      | udp len 1000 (frag 7:208@800) | -       |
    Then packet 2 does not leave
    And the table is empty

    Examples: Both families
      | family | prefix                            | client           | server           |
      | IPv4   | net.ipv4.ipfrag_                  | client           | server           |
      | IPv6   | net.netfilter.nf_conntrack_frag6_ | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:defrag-memory-freed
  Scenario: When the time of what is held is over there is room again
    Given the sysctls:
      | name                        | value |
      | net.ipv4.ipfrag_low_thresh  | 0     |
      | net.ipv4.ipfrag_high_thresh | 1000  |
      | net.ipv4.ipfrag_time        | 1     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | t | packet                        | ctstate | verdict |
      | 0 | udp len 1000 (frag 7:800@0+)  | -       | STOLEN  |
      | 0 | udp len 1000 (frag 8:208@800) | -       | STOLEN  |
    And the sysctl net.ipv4.ipfrag_high_thresh is set to 4000
    And these packets arrive:
      | t | packet                        | ctstate | verdict |
      | 2 | udp len 1000 (frag 9:800@0+)  | -       | STOLEN  |
      | 2 | udp len 1000 (frag 9:208@800) | NEW     | ACCEPT  |

  @id:defrag-memory-none
  Scenario Outline: With a threshold of 0 nothing is reassembled over <family>
    Given the sysctls:
      | name                | value |
      | <prefix>low_thresh  | 0     |
      | <prefix>high_thresh | 0     |
    And the flow udp <client>:4000 > <server>:53
    When these packets arrive:
      | packet                       | ctstate |
      | udp len 1000 (frag 7:800@0+) | -       |
    Then packet 1 does not leave

    Examples: Both families
      | family | prefix                            | client           | server           |
      | IPv4   | net.ipv4.ipfrag_                  | client           | server           |
      | IPv6   | net.netfilter.nf_conntrack_frag6_ | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:defrag-thresholds-bound
  Scenario Outline: <prefix>: the upper threshold cannot go below the lower one, nor the lower above the upper
    Then the sysctl <prefix>high_thresh cannot be set to 3145727
    And the sysctl <prefix>low_thresh cannot be set to 4194305
    When the sysctl <prefix>high_thresh is set to 3145728
    Then the sysctl <prefix>high_thresh is 3145728

    Examples: Each kind
      | prefix                            |
      | net.ipv4.ipfrag_                  |
      | net.ipv6.ip6frag_                 |
      | net.netfilter.nf_conntrack_frag6_ |

  @id:defrag-max-dist @sysctl:ipfrag_max_dist
  Scenario Outline: With ipfrag_max_dist 2, <how many> of the same source in between <what follows>
    Given the sysctls:
      | name                     | value |
      | net.ipv4.ipfrag_max_dist | 2     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                        | ctstate | verdict   |
      | udp len 1000 (frag 7:800@0+)  | -       | STOLEN    |
      | udp len 1000 (frag 8:800@0+)  | -       | STOLEN    |
      | <between>                     | -       | STOLEN    |
      | udp len 1000 (frag 7:208@800) | <state> | <verdict> |

    Examples: The fragment itself counts, too
      | how many      | what follows    | between                                               | state | verdict |
      | one fragment  | does no harm    | udp client2:4000 > server:53 len 1000 (frag 7:800@0+) | NEW   | ACCEPT  |
      | two fragments | empty the queue | udp len 1000 (frag 9:800@0+)                          | -     | STOLEN  |

  @id:defrag-max-dist-off @sysctl:ipfrag_max_dist
  Scenario: With ipfrag_max_dist 0 any number may be in between
    Given the sysctls:
      | name                     | value |
      | net.ipv4.ipfrag_max_dist | 0     |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                        | ctstate | verdict |
      | udp len 1000 (frag 7:800@0+)  | -       | STOLEN  |
      | udp len 1000 (frag 8:800@0+)  | -       | STOLEN  |
      | udp len 1000 (frag 9:800@0+)  | -       | STOLEN  |
      | udp len 1000 (frag 10:800@0+) | -       | STOLEN  |
      | udp len 1000 (frag 7:208@800) | NEW     | ACCEPT  |

  @id:defrag-max-dist-ipv6 @sysctl:ipfrag_max_dist
  Scenario: IPv6, with identifications of 32 bits, has no such limit
    Given the sysctls:
      | name                     | value |
      | net.ipv4.ipfrag_max_dist | 1     |
    And the flow udp [2001:db8:1::10]:4000 > [2001:db8:2::10]:53
    When these packets arrive:
      | packet                        | ctstate | verdict |
      | udp len 1000 (frag 7:800@0+)  | -       | STOLEN  |
      | udp len 1000 (frag 8:800@0+)  | -       | STOLEN  |
      | udp len 1000 (frag 9:800@0+)  | -       | STOLEN  |
      | udp len 1000 (frag 7:208@800) | NEW     | ACCEPT  |
