@src:nf_conntrack_core.c
Feature: Statistics
  Conntrack counts what goes wrong, and conntrack -S prints it. Packets that simply belong to their connection
  are counted nowhere, so that a router at rest and a busy one show the same: zeros.

  @id:table-statistics-nothing
  Scenario: Ordinary traffic moves no counter
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                    | ctstate     |
      | >   | S 0:0(0) win 64240        | NEW         |
      | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED |
      | >   | . 1:1(0) ack 1 win 64240  | ESTABLISHED |
    Then the statistics are:
      | name | value |
      | drop | 0     |

  @id:table-statistics-invalid
  Scenario Outline: <what> counts as invalid
    Given the flow <flow>
    When these packets arrive:
      | packet   | ctstate |
      | <packet> | INVALID |
    Then the statistics are:
      | name    | value |
      | invalid | 1     |

    Examples: Found out by the protocol, or having no tuple at all
      | what                                 | flow                        | packet                     |
      | A TCP segment without flags          | tcp client:1024 > server:80 | - 1:1(0) win 65535         |
      | A UDP datagram with a wrong checksum | udp client:4000 > server:53 | udp len 8 bad-checksum     |
      | An echo reply that nobody asked for  | icmp client > server        | icmp echo-reply id 1 seq 1 |
      | A TCP header cut after two bytes     | ip client > server proto 6  | ip proto 6 0x0400          |

  @id:table-statistics-error
  Scenario Outline: <what> counts as an error, not as invalid
    When these packets arrive:
      | packet   | ctstate |
      | <packet> | INVALID |
    Then the statistics are:
      | name  | value |
      | error | 1     |

    Examples: What fails before a connection is looked for
      | what                                    | packet                                                                    |
      | An ICMP message with a wrong checksum   | icmp client > server echo-request id 1 seq 1 bad-checksum                 |
      | An ICMP type that does not exist        | icmp client > server type 99 code 0 len 8                                 |
      | An ICMP error about an unknown flow     | icmp server > client unreachable port {udp client:4000 > server:53 len 8} |
      | An ICMPv6 message with a wrong checksum | icmp6 client6 > server6 echo-request id 1 seq 1 bad-checksum              |

  @id:table-statistics-untracked
  Scenario: Untracked packets are counted nowhere
    When these packets arrive:
      | packet                                                     | ctstate   |
      | icmp6 client6 > router6 mld-report group ff02::db8 (ttl 1) | UNTRACKED |
    Then the statistics are:
      | name  | value |
      | error | 0     |

  @id:table-statistics-add-up
  Scenario: The counters add up
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet                 | ctstate |
      | udp len 8 bad-checksum | INVALID |
      | udp len 8              | NEW     |
      | udp len 8 bad-checksum | INVALID |
      | udp len 8 bad-checksum | INVALID |
    Then the statistics are:
      | name    | value |
      | invalid | 3     |

  @id:table-statistics-expectations
  Scenario: Expectations are counted when they are made, met and removed
    Given the helper ftp on tcp port 21
    And the flows:
      | name    | flow                           |
      | control | tcp client:1024 > server:21    |
      | data    | tcp client:1025 > server:32768 |
    When these packets arrive:
      | flow    | dir | packet                                                   | ctstate     |
      | control | >   | S 0:0(0) win 64240                                       | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65535                                | ESTABLISHED |
      | control | >   | . ack 1                                                  | ESTABLISHED |
      | control | <   | P. ack 1 "220 hello\r\n"                                 | ESTABLISHED |
      | control | <   | P. "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" | ESTABLISHED |
    Then the statistics are:
      | name          | value |
      | expect_create | 1     |
    When these packets arrive:
      | flow | dir | packet             | ctstate |
      | data | >   | S 0:0(0) win 64240 | RELATED |
    Then the statistics are:
      | name          | value |
      | expect_create | 1     |
      | expect_new    | 1     |
      | expect_delete | 1     |
