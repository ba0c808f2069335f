@src:nf_conntrack_h323_main.c
Feature: Registrations with a gatekeeper by RAS
  Endpoints of H.323 ask a gatekeeper by UDP: to register (RRQ, RCF), to be admitted to a call (ACF), to locate somebody
  (LCF), to find the gatekeeper itself (GCF). The helper expects the calls that follow, and lets the connection live as
  long as the registration.

  Background:
    Given the helper RAS on udp port 1719
    And the flow udp client:1719 > server:1719

  @id:ras-registration @except:6.1
  Scenario: An endpoint that registers is called by the gatekeeper, any number of times
    When these packets arrive:
      | dir | packet                                                                     | ctstate     | timeout | verdict |
      | >   | udp 0x0c000001060008914a0004000100c000020a06b80100c000020a06b70000b5000000 | NEW         | 30      | ACCEPT  |
      | <   | udp 0x10000001060008914a00040100c633640a06b80200650070                     | ESTABLISHED | 300     | ACCEPT  |
    Then the expectations are:
      | expected               | master                        | timeout | helper | flags     |
      | server:* > client:1720 | udp client:1719 > server:1719 | 240     | RAS    | PERMANENT |
    When these packets arrive:
      | packet                                             | ctstate |
      | tcp server2:3000 > client:1720 S 0:0(0) win 64240  | NEW     |
      | tcp server:3000 > client:1720 S 0:0(0) win 64240   | RELATED |
      | tcp server:3001 > client:1720 S 0:0(0) win 64240   | RELATED |
    Then the table includes:
      | original                  | status   | helper |
      | server:3001 > client:1720 | EXPECTED | Q.931  |

  @id:ras-lifetime
  Scenario Outline: <what>
    When these packets arrive:
      | dir | packet        | timeout   |
      | >   | udp <request> | 30        |
      | <   | udp <confirm> | <timeout> |

    Examples:
      | what                                                                  | request                                                                                  | confirm                                                                  | timeout |
      | The connection lives for five minutes unless told                     | 0x0c000001060008914a0004000100c000020a06b80100c000020a06b70000b5000000                   | 0x10000001060008914a00040100c633640a06b80200650070                       | 300     |
      | It lives as long as the endpoint asks                                 | 0x0e000001060008914a0004000100c000020a06b80100c000020a06b70000b500000004c003400257020000 | 0x10000001060008914a00040100c633640a06b80200650070                       | 600     |
      | The gatekeeper’s word counts more                                     | 0x0e000001060008914a0004000100c000020a06b80100c000020a06b70000b500000004c003400257020000 | 0x12000001060008914a00040100c633640a06b8020065007004c0048001116f03000000 | 70000   |
      | A lifetime counts only with as many octets behind it as it has itself | 0x0c000001060008914a0004000100c000020a06b80100c000020a06b70000b5000000                   | 0x12000001060008914a00040100c633640a06b8020065007004c0048001116f0100     | 30      |

  @id:ras-first
  Scenario: Of several addresses the first counts that is its own
    When these packets arrive:
      | packet                                                                                                               |
      | udp 0x0c000001060008914a0004000400c000020b06b800c000020a000000c000020a06b900c000020a06ba0100c000020a06b70000b5000000 |
    Then the expectations are:
      | expected               |
      | server:* > client:1721 |

  @id:ras-not
  Scenario Outline: <what> announces nothing
    When these packets arrive:
      | packet        | verdict |
      | udp <request> | ACCEPT  |
    Then there are no expectations

    Examples:
      | what                                   | request                                                                                                                                                                                                            |
      | No address of its own                  | 0x0c000001060008914a0004000100c000020b06b80100c000020a06b70000b5000000                                                                                                                                             |
      | Port 0                                 | 0x0c000001060008914a0004000100c000020a00000100c000020a06b70000b5000000                                                                                                                                             |
      | The eleventh address of a list         | 0x0c000001060008914a0004000b00c000020b06b800c000020b06b800c000020b06b800c000020b06b800c000020b06b800c000020b06b800c000020b06b800c000020b06b800c000020b06b800c000020b06b800c000020a06b80100c000020a06b70000b5000000 |
      | A registration that ends too early     | 0x0c000001060008914a0004000100c000020a06b80100c000020a06b70000b50000                                                                                                                                               |
      | A message that is about something else | 0x00000001060008914a000400c000020a06b70000                                                                                                                                                                         |

  @id:ras-unregister
  Scenario: Whoever unregisters is called no more, and the connection waits half a minute for the answer
    When these packets arrive:
      | dir | packet                                                                     | timeout |
      | >   | udp 0x0c000001060008914a0004000100c000020a06b80100c000020a06b70000b5000000 | 30      |
      | <   | udp 0x10000001060008914a00040100c633640a06b80200650070                     | 300     |
      | >   | udp 0x180000010100c000020a06b8                                             | 30      |
    Then there are no expectations

  @id:ras-answers
  Scenario Outline: <what>
    When these packets arrive:
      | dir | packet                                         | ctstate     | verdict |
      | >   | udp 0x00000001060008914a000400c000020a06b70000 | NEW         | ACCEPT  |
      | <   | udp <answer>                                   | ESTABLISHED | ACCEPT  |
    Then the expectations are:
      | expected   | helper | flags   |
      | <expected> | RAS    | <flags> |
    When these packets arrive:
      | packet  | ctstate |
      | <first> | RELATED |

    @except:6.1
    Examples: Not told by Linux 6.1, which names the helper that is announced
      | what                                              | answer                                 | expected                | flags     | first                                             |
      | A call that is admitted is expected               | 0x28000001004000c633640c06b8           | client:* > server2:1720 | PERMANENT | tcp client:3000 > server2:1720 S 0:0(0) win 64240 |
      | So is one to somebody who was located             | 0x4c000100c633640c06b800c633640c06b7   | client:* > server2:1720 | PERMANENT | tcp client:3000 > server2:1720 S 0:0(0) win 64240 |

    Examples:
      | what                                              | answer                                 | expected                | flags     | first                                             |
      | A gatekeeper may answer that it listens elsewhere | 0x04000001060008914a000400c633640c06b7 | client:* > server2:1719 | -         | udp client:3000 > server2:1719 len 20             |
      | Or at another port                                | 0x04000001060008914a000400c633640a06b6 | client:* > server:1718  | -         | udp client:3000 > server:1718 len 20              |

  @id:ras-answers-not
  Scenario Outline: <what> announces nothing
    When these packets arrive:
      | dir | packet                                         | ctstate     | verdict |
      | >   | udp 0x00000001060008914a000400c000020a06b70000 | NEW         | ACCEPT  |
      | <   | udp <answer>                                   | ESTABLISHED | ACCEPT  |
    Then there are no expectations

    Examples:
      | what                                         | answer                                                       |
      | A call to the endpoint itself                | 0x28000001004000c000020a06b8                                 |
      | A gatekeeper that listens where it was asked | 0x04000001060008914a000400c633640a06b7                       |
      | An address of the other family               | 0x4c00013020010db800020000000000000000001006b800c633640a06b7 |

  @id:ras-elsewhere
  Scenario: The gatekeeper that listens elsewhere has the helper, too, but may not send further
    Given the flows:
      | name  | flow                            |
      | first | udp client:1719 > server:1719   |
      | then  | udp client:1719 > server2:1719  |
    When these packets arrive:
      | flow  | dir | packet                                                                     | ctstate     |
      | first | >   | udp 0x00000001060008914a000400c000020a06b70000                             | NEW         |
      | first | <   | udp 0x04000001060008914a000400c633640c06b7                                 | ESTABLISHED |
      | then  | >   | udp 0x0c000001060008914a0004000100c000020a06b80100c000020a06b70000b5000000 | RELATED     |
      | then  | <   | udp 0x04000001060008914a000400c633640d06b7                                 | ESTABLISHED |
    Then the expectations are:
      | expected                | master                         |
      | server2:* > client:1720 | udp client:1719 > server2:1719 |

  @id:ras-taken
  Scenario: A registration that names an end which another one expects already is dropped
    Given the flows:
      | name   | flow                          |
      | first  | udp client:1718 > server:1719 |
      | second | udp client:1719 > server:1719 |
    When these packets arrive:
      | flow   | packet                                                                     | verdict | reason                     |
      | first  | udp 0x0c000001060008914a0004000100c000020a06b80100c000020a06b70000b5000000 | ACCEPT  | -                          |
      | second | udp 0x0c000001060008914a0004000100c000020a06b80100c000020a06b70000b5000000 | DROP    | cannot process RAS message |

  @id:ras-ipv6
  Scenario: Over IPv6 the addresses of IPv6 count
    When these packets arrive:
      | flow                            | packet                                                                                                                                   | ctstate |
      | udp client6:1719 > server6:1719 | udp 0x0c000001060008914a0004000200c000020a06b83020010db800010000000000000000001006b9013020010db800010000000000000000001006b70000b5000000 | NEW     |
    Then the expectations are:
      | expected                 |
      | server6:* > client6:1721 |
