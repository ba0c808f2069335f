@src:nf_conntrack_tftp.c @rfc:1350
Feature: TFTP answers from another port
  A TFTP request goes to port 69, and the server answers it from a port of its own choice. To a firewall that
  answer is the beginning of another connection, from outside. The helper reads the requests alone: each lets
  one answer come, from any port of the server to the port that asked.

  Background:
    Given the helper tftp on udp port 69
    And the flows:
      | name    | flow                        |
      | request | udp client:1024 > server:69 |

  @id:tftp-request
  Scenario Outline: <what> announces the answer
    When these packets arrive:
      | flow    | packet        | ctstate | verdict |
      | request | udp <payload> | NEW     | ACCEPT  |
    Then the expectations are:
      | expected               | master  | timeout | helper |
      | server:* > client:1024 | request | 300     | tftp   |
    When these packets arrive:
      | flow                           | dir | packet     | ctstate     | status             |
      | udp server:32768 > client:1024 | >   | udp len 40 | RELATED     | EXPECTED UNREPLIED |
      | udp server:32768 > client:1024 | <   | udp len 4  | ESTABLISHED | EXPECTED           |
    Then there are no expectations

    Examples: Reading and writing are alike
      | what            | payload                        |
      | A read request  | 0x00016d6f746400006f6374657400 |
      | A write request | 0x00026d6f746400006f6374657400 |

  @id:tftp-no-request
  Scenario Outline: <what> announces nothing
    When these packets arrive:
      | flow    | packet        | ctstate | verdict |
      | request | udp <payload> | NEW     | ACCEPT  |
    Then there are no expectations

    Examples:
      | what                          | payload    |
      | Data                          | 0x00030001 |
      | An acknowledgment             | 0x00040001 |
      | An error                      | 0x00050001 |
      | An opcode that is cut off     | 0x00       |
      | A datagram with nothing in it | len 0      |

  @id:tftp-not-the-answer
  Scenario Outline: A datagram <what> is not the answer
    When these packets arrive:
      | flow    | packet                             | ctstate |
      | request | udp 0x00016d6f746400006f6374657400 | NEW     |
      | <flow>  | udp len 40                         | NEW     |

    Examples:
      | what              | flow                            |
      | of another host   | udp server2:32768 > client:1024 |
      | to another port   | udp server:32768 > client:1025  |
      | to another client | udp server:32768 > client2:1024 |

  @id:tftp-again
  Scenario: A request that is sent again starts the wait anew
    When these packets arrive:
      | t | flow    | packet                             | ctstate |
      | 0 | request | udp 0x00016d6f746400006f6374657400 | NEW     |
      | 5 | request | udp 0x00016d6f746400006f6374657400 | NEW     |
    Then the expectations are:
      | expected               | master  | timeout |
      | server:* > client:1024 | request | 300     |

  @id:tftp-ipv6
  Scenario: The same with IPv6
    When these packets arrive:
      | packet                                                                         | ctstate |
      | udp [2001:db8:1::10]:1024 > [2001:db8:2::10]:69 0x00016d6f746400006f6374657400 | NEW     |
      | udp [2001:db8:2::10]:32768 > [2001:db8:1::10]:1024 len 40                      | RELATED |
      | udp [2001:db8:2::11]:32768 > [2001:db8:1::10]:1024 len 40                      | NEW     |

  @id:tftp-taken
  Scenario: A request whose answer another connection expects already is dropped
    Two clients behind one address could not tell their answers apart either.
    Given the flows:
      | name   | flow                        |
      | first  | udp client:1024 > server:69 |
      | second | udp client:1024 > server:70 |
    And the helper tftp on udp port 70
    When these packets arrive:
      | flow   | packet                             | ctstate | verdict | reason                 |
      | first  | udp 0x00016d6f746400006f6374657400 | NEW     | ACCEPT  | -                      |
      | second | udp 0x00016d6f746400006f6374657400 | NEW     | DROP    | cannot add expectation |
