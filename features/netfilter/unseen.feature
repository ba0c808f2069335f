@src:ip_input.c @src:ip6_input.c @rfc:1122-3.2.1 @rfc:8200-3
Feature: What never reaches a hook
  Before the first hook the stack makes sure that what has come is an IP packet at all. What is not is dropped unseen: no
  callback hears of it, conntrack does not count it, nothing is logged, and nobody is told.

  @id:netfilter-unseen-ipv4
  Scenario Outline: <what> is dropped before PREROUTING
    Given the sysctls:
      | name                                   | value |
      | net.netfilter.nf_conntrack_log_invalid | 255   |
    When these packets arrive:
      | packet   | ctstate | verdict | hooks | out | log |
      | <packet> | -       | DROP    | -     | -   | -   |
    Then the table is empty
    And the statistics are:
      | name    | value |
      | invalid | 0     |

    Examples:
      | what                                              | packet                                            |
      | A header with a wrong checksum                    | udp client:1024 > server:53 len 20 (bad-checksum) |
      | A header that says another version                | udp client:1024 > server:53 len 20 (version 5)    |
      | A header shorter than 20 bytes by its own account | udp client:1024 > server:53 len 20 (ihl 4)        |
      | A header longer than the packet                   | udp client:1024 > server:53 len 0 (ihl 15)        |
      | A length greater than what has come               | udp client:1024 > server:53 len 20 (len 100)      |
      | A length smaller than the header                  | udp client:1024 > server:53 len 20 (len 19)       |
      | A packet cut within the header                    | udp client:1024 > server:53 len 20 trunc 19       |

  @id:netfilter-unseen-word
  Scenario Outline: <what>: the kernel's word for it is <reason>
    When these packets arrive:
      | packet   | verdict |
      | <packet> | DROP    |
    Then packet 1 meets these callbacks:
      | hook |
    And packet 1 is seen as:
      | reason   |
      | <reason> |

    Examples:
      | what                                              | packet                                            | reason        |
      | A header with a wrong checksum                    | udp client:1024 > server:53 len 20 (bad-checksum) | IP_CSUM       |
      | A header that says another version                | udp client:1024 > server:53 len 20 (version 5)    | IP_INHDR      |
      | A header shorter than 20 bytes by its own account | udp client:1024 > server:53 len 20 (ihl 4)        | IP_INHDR      |
      | A header longer than the packet                   | udp client:1024 > server:53 len 0 (ihl 15)        | IP_INHDR      |
      | A length greater than what has come               | udp client:1024 > server:53 len 20 (len 100)      | PKT_TOO_SMALL |
      | A length smaller than the header                  | udp client:1024 > server:53 len 20 (len 19)       | IP_INHDR      |
      | A packet cut within the header                    | udp client:1024 > server:53 len 20 trunc 19       | IP_INHDR      |

  @id:netfilter-unseen-ipv6
  Scenario Outline: Over IPv6 <what> is dropped before PREROUTING
    When these packets arrive:
      | in | packet   | ctstate | verdict | hooks | out |
      | c0 | <packet> | -       | DROP    | -     | -   |
    Then the table is empty

    Examples:
      | what                                             | packet                                         |
      | a length greater than what has come              | udp client6:1024 > server6:53 len 20 (len 100) |
      | a packet cut within the header                   | udp client6:1024 > server6:53 len 20 trunc 39  |
      | a packet from the loopback address               | udp [::1]:1024 > server6:53 len 20             |
      | a packet to the loopback address                 | udp client6:1024 > [::1]:53 len 20             |
      | a packet from a group                            | udp [ff02::1]:1024 > server6:53 len 20         |
      | a packet to a group that does not leave the host | udp client6:1024 > [ff01::1]:53 len 20         |
      | a packet to a group of the reserved scope        | udp client6:1024 > [ff00::1]:53 len 20         |

  @id:netfilter-unseen-callbacks
  Scenario: No callback sees it, however early
    Given the callbacks:
      | hook       | priority    | name  | match | verdict |
      | PREROUTING | -2000000000 | early | any   | ACCEPT  |
    When these packets arrive:
      | packet                                            |
      | udp client:1024 > server:53 len 20 (bad-checksum) |
      | udp client:1024 > server:53 len 20                |
    Then packet 1 meets these callbacks:
      | hook |
    And packet 2 meets these callbacks:
      | hook        | callback              |
      | PREROUTING  | early                 |
      | PREROUTING  | ipv4_conntrack_defrag |
      | PREROUTING  | nf_conntrack_in       |
      | POSTROUTING | nf_confirm            |

  @id:netfilter-unseen-padding
  Scenario: What stands behind the packet's end is cut off, and does no harm
    Frames of Ethernet are padded to their least length.
    When these packets arrive:
      | packet                                                                                           | ctstate | verdict |
      | raw 4500001c0000000040118e89c000020ac633640a0400003500080000000000000000000000000000000000000000 | NEW     | ACCEPT  |
    Then packet 1 leaves as:
      """
      udp client:1024 > server:53 len 0 no-checksum
      """

  @id:netfilter-unseen-transport
  Scenario Outline: What is wrong behind the IP header reaches the hooks: <what> is INVALID
    When these packets arrive:
      | packet   | ctstate | verdict | hooks                          |
      | <packet> | INVALID | ACCEPT  | PREROUTING FORWARD POSTROUTING |

    Examples:
      | what                       | packet                                                  |
      | a wrong checksum of UDP    | udp client:1024 > server:53 len 20 bad-checksum         |
      | a wrong checksum of TCP    | tcp client:1024 > server:80 S 0:0(0) win 1 bad-checksum |
      | a wrong checksum over IPv6 | udp client6:1024 > server6:53 len 20 bad-checksum       |
