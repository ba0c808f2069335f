@src:nf_conntrack_core.c
Feature: The states of a connection
  To the rules a packet is in one of these states. NEW: its connection is being set up; a SYN has come, for
  instance. ESTABLISHED: packets have been seen both ways. RELATED: it belongs to another connection. INVALID: it
  is not as it ought to be. So even a protocol that knows no connections, such as UDP, has states here.

  @id:article-states-new
  Scenario Outline: A SYN of a connection nobody knows yet is NEW, over <protocol>
    Given the flow tcp <client>:1024 > <server>:80
    When these packets arrive:
      | dir | packet             | ctstate | ctdir    |
      | >   | S 0:0(0) win 65535 | NEW     | ORIGINAL |

    Examples:
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:article-states-still-new
  Scenario: As long as nobody has answered, what the originator sends is NEW
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet             | ctstate |
      | >   | S 0:0(0) win 65535 | NEW     |
      | >   | S 0:0(0) win 65535 | NEW     |

  @id:article-states-established
  Scenario: With the first packet back the connection is ESTABLISHED, in both directions
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                    | ctstate     | ctdir    |
      | >   | S 0:0(0) win 65535        | NEW         | ORIGINAL |
      | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | REPLY    |
      | >   | . 1:1(0) ack 1 win 65535  | ESTABLISHED | ORIGINAL |

  @id:article-states-related-error
  Scenario Outline: An ICMP error about a packet of a connection is RELATED to it, over <protocol>
    When these packets arrive:
      | packet                                                           | ctstate |
      | udp <client>:1024 > <server>:53 len 20                           | NEW     |
      | <icmp> unreachable port {udp <client>:1024 > <server>:53 len 20} | RELATED |
    Then the table holds 1 entry

    Examples:
      | protocol | client           | server           | icmp                    |
      | IPv4     | client           | server           | icmp server > client    |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] | icmp6 server6 > client6 |

  @id:article-states-related-connection
  Scenario: A connection that another one has announced is RELATED to it
    Given the helper ftp on tcp port 21
    And the flows:
      | name    | flow                           |
      | control | tcp client:1024 > server:21    |
      | data    | tcp client:1025 > server:32768 |
    When these packets arrive:
      | flow    | dir | packet                                                             | ctstate     |
      | control | >   | S 0:0(0) win 65535                                                 | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65535                                          | ESTABLISHED |
      | control | >   | . 1:1(0) ack 1 win 65535                                           | ESTABLISHED |
      | control | <   | P. ack 1 win 65535 "220 ready\r\n"                                 | ESTABLISHED |
      | control | >   | P. win 65535 "PASV\r\n"                                            | ESTABLISHED |
      | control | <   | P. win 65535 "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | data    | >   | S 0:0(0) win 65535                                                 | RELATED     |
      | data    | <   | S. 0:0(0) ack 1 win 65535                                          | ESTABLISHED |

  @id:article-states-invalid
  Scenario Outline: <what> is INVALID
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet   | ctstate | ctdir |
      | >   | <packet> | INVALID | -     |
    Then the table is empty

    Examples:
      | what                                      | packet                                                                    |
      | A segment with flags that exclude another | SF 0:0(0) win 65535                                                       |
      | A segment with a wrong checksum           | S 0:0(0) win 65535 bad-checksum                                           |
      | An answer nobody has asked for            | S. 0:0(0) ack 1 win 65535                                                 |
      | An error about a packet nobody has seen   | icmp server > client unreachable port {udp client:1024 > server:53 len 8} |

  @id:article-states-udp
  Scenario Outline: UDP knows no connections, and has states all the same, over <protocol>
    Given the flow udp <client>:1024 > <server>:53
    When these packets arrive:
      | dir | packet     | ctstate     | ctdir    | status     |
      | >   | udp len 20 | NEW         | ORIGINAL | UNREPLIED  |
      | <   | udp len 80 | ESTABLISHED | REPLY    | SEEN_REPLY |
      | >   | udp len 20 | ESTABLISHED | ORIGINAL | SEEN_REPLY |

    Examples:
      | protocol | client           | server           |
      | IPv4     | client           | server           |
      | IPv6     | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:article-states-udp-invalid
  Scenario: A datagram of UDP can be INVALID, too
    Given the flow udp client:1024 > server:53
    When these packets arrive:
      | dir | packet                  | ctstate | reason       |
      | >   | udp len 20 bad-checksum | INVALID | bad checksum |
