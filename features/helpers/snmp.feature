@src:nf_nat_snmp_basic_main.c @rfc:2962
Feature: SNMP behind NAT
  SNMP reports addresses as values of a type of their own. Where a router translates the manager's or the agent's
  address, the helper puts the translated one in the place of each such value that names it. For that it reads whole
  messages, and what it cannot read it drops: SNMPv3 among them.

  Background:
    Given the helper snmp on udp port 161
    And the callbacks:
      | hook        | match        | verdict    |
      | POSTROUTING | oifname "s0" | MASQUERADE |

  @id:snmp-nat-addresses
  Scenario: The client's own address becomes the one that the server sees
    When these packets arrive:
      | in | packet                                                                                                                                                                                          | ctstate |
      | c0 | udp client:1024 > server:161 0x304e02010104067075626c6963a0410201010201000201003036301106092b06010201041401014004c000020a301106092b06010201041401014004c000020b300e06092b0601020104140101020107 | NEW     |
    Then packet 1 leaves as:
      """
      udp router-s0:1024 > server:161 0x304e02010104067075626c6963a0410201010201000201003036301106092b06010201041401014004c6336401301106092b06010201041401014004c000020b300e06092b0601020104140101020107 (ttl 63)
      """

  @id:snmp-nat-answer
  Scenario: In an answer, too, it is the client's own address that is replaced
    The checksum follows, also where the address stands at an odd place.
    When these packets arrive:
      | in | packet                                                                                                                                                       | ctstate     |
      | c0 | udp client:1024 > server:161 0x302702010104067075626c6963a01a020101020100020100300f300d06092b06010201041401010500                                            | NEW         |
      | s0 | udp server:161 > router-s0:1024 0x303b02010104067075626c6963a22e0201010201000201003023300e06092b0601020104140101040178301106092b06010201041401014004c000020a | ESTABLISHED |
    Then packet 2 leaves as:
      """
      udp server:161 > client:1024 0x303b02010104067075626c6963a22e0201010201000201003023300e06092b0601020104140101040178301106092b06010201041401014004c6336401 (ttl 63)
      """

  @id:snmp-nat-unread
  Scenario Outline: A message that <what> is dropped
    When these packets arrive:
      | in | packet                                 | ctstate | verdict | reason   |
      | c0 | udp client:1024 > server:161 <payload> | NEW     | DROP    | <reason> |
    Then the table is empty

    Examples:
      | what                    | payload                                                                                      | reason                    |
      | is empty                | len 0                                                                                        | parser failed             |
      | is none of SNMP         | len 40                                                                                       | parser failed             |
      | has no variables        | 0x301802010104067075626c6963a20b0201010201000201003000                                       | parser failed             |
      | is of SNMPv3            | 0x302b02010304067075626c6963a21e0201010201000201003013301106092b06010201041401014004c000020a | parser failed             |
      | is cut off              | 0x302b02010104067075626c6963a21e0201010201000201003013301106092b06010201041401014004c00002   | parser failed             |
      | is longer than UDP says | ulen 30 len 40                                                                               | dropping malformed packet |

  @id:snmp-trap-nat
  Scenario: Traps have a helper of their own, which does the same
    Given the helper snmp_trap on udp port 162
    When these packets arrive:
      | in | packet                                                                                                                    | ctstate |
      | c0 | udp client:1024 > server:162 0x302b02010104067075626c6963a71e0201010201000201003013301106092b06010201041401014004c000020a | NEW     |
    Then packet 1 leaves as:
      """
      udp router-s0:1024 > server:162 0x302b02010104067075626c6963a71e0201010201000201003013301106092b06010201041401014004c6336401 (ttl 63)
      """

  @id:snmp-trap-version-1
  Scenario: A trap of SNMPv1 has a form of its own, which the helper cannot read, and is dropped
    Given the helper snmp_trap on udp port 162
    When these packets arrive:
      | in | packet                                                                                                    | ctstate | verdict | reason        |
      | c0 | udp client:1024 > server:162 0x302502010004067075626c6963a41806032b06014004c000020a0201060201014301003000 | NEW     | DROP    | parser failed |
    Then the table is empty
