@src:nf_conntrack_netlink.c
Feature: conntrack -D
  Entries are deleted by hand: those that the options choose go, with an event that tells the time they had left.

  Background:
    When these packets arrive:
      | packet                                        |
      | udp client:4000 > server:53 len 10            |
      | udp client2:4001 > server:53 len 10           |
      | tcp client:1024 > server:53 S =1:1(0) win 100 |
      | udp client6:4000 > server6:53 len 10          |

  @id:tools-delete-chosen
  Scenario Outline: <options> deletes <what>
    When conntrack -D <options> is run
    Then the table holds <left> entries

    Examples: What chooses
      | options                           | what                      | left |
      | -p udp                            | a protocol                | 1    |
      | -f ipv6                           | a family                  | 3    |
      | -s 192.0.2.12                     | an original source        | 3    |
      | -d 198.51.100.10                  | an original destination   | 1    |
      | -r 198.51.100.10                  | a source of replies       | 1    |
      | -q 192.0.2.10                     | a destination of replies  | 2    |
      | -p udp --dport 53                 | a port of the destination | 1    |
      | -p udp --sport 4000 -s 192.0.2.10 | all of it together        | 3    |

  @id:tools-delete-prints
  Scenario: It prints what it deletes, and an event tells of it
    Then conntrack -D -p udp -s 192.0.2.12 prints:
      """
      udp      17 30 src=192.0.2.12 dst=198.51.100.10 sport=4001 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.12 sport=53 dport=4001 mark=0 use=1
      """
    And the table holds 3 entries
    And these events are seen, in order:
      | type    | flow                          |
      | NEW     | udp client:4000 > server:53   |
      | NEW     | udp client2:4001 > server:53  |
      | NEW     | tcp client:1024 > server:53   |
      | NEW     | udp client6:4000 > server6:53 |
      | DESTROY | udp client2:4001 > server:53  |

  @id:tools-delete-time-left @since:6.1 @src:ctnetlink_dump_timeout
  Scenario: The event tells the time that was left; of what has run out there is none to tell
    When conntrack -D -p udp -s 192.0.2.12 is run
    And 30 seconds pass
    Then conntrack -E -p udp -f ipv4 prints:
      """
          [NEW] udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000
          [NEW] udp      17 30 src=192.0.2.12 dst=198.51.100.10 sport=4001 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.12 sport=53 dport=4001
      [DESTROY] udp      17 * src=192.0.2.12 dst=198.51.100.10 sport=4001 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.12 sport=53 dport=4001
      [DESTROY] udp      17 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000
      """

  @id:tools-delete-again
  Scenario: What comes then is new
    When conntrack -D -p udp -s 192.0.2.12 is run
    And these packets arrive:
      | packet                              | ctstate |
      | udp client2:4001 > server:53 len 10 | NEW     |
      | udp client:4000 > server:53 len 10  | NEW     |
    Then the table holds 4 entries
