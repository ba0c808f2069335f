@src:nf_nat_h323.c
Feature: Registrations with a gatekeeper from behind NAT
  An endpoint tells the gatekeeper where it speaks from, and where it can be called; the router writes its own address and
  a port of its own into that, and the endpoint's into what the gatekeeper says of it.
  In the messages 0xc000020a is client, 0xc633640a server, 0xc633640c server2, and 0xc6336401 router-s0.

  Background:
    Given the helper RAS on udp port 1719
    And the callbacks:
      | hook        | match        | verdict    |
      | POSTROUTING | oifname "s0" | MASQUERADE |

  @id:nat-ras-registration @except:6.1
  Scenario: An endpoint registers the router's address, is told its own, and is called at the router
    When these packets arrive:
      | in | packet                                                                                               |
      | c0 | udp client:1719 > server:1719 0x0c000000060008914a0004000100c000020a06b80100c000020a06b70000b5000000 |
      | s0 | udp server:1719 > router-s0:1719 0x10000000060008914a00040100c633640106b8000065                      |
    Then packet 1 leaves as:
      """
      udp router-s0:1719 > server:1719 0x0c000000060008914a0004000100c633640106b80100c633640106b70000b5000000 (ttl 63)
      """
    And packet 2 leaves as:
      """
      udp server:1719 > client:1719 0x10000000060008914a00040100c000020a06b8000065 (ttl 63)
      """
    And the expectations are:
      | expected                  | helper | flags     |
      | server:* > router-s0:1720 | RAS    | PERMANENT |
    When these packets arrive:
      | in | packet                                     | ctstate |
      | s0 | tcp server:3000 > router-s0:1720 S =1:1(0) | RELATED |
    Then packet 3 leaves as:
      """
      tcp server:3000 > client:1720 S =1:1(0) (ttl 63)
      """

  @id:nat-ras-loopback
  Scenario: An endpoint that names the loopback interface first has that translated, too
    When these packets arrive:
      | in | packet                                                                                                             |
      | c0 | udp client:1719 > server:1719 0x0c000000060008914a00040002007f00000106b800c000020a06b80100c000020a06b70000b5000000 |
    Then packet 1 leaves as:
      """
      udp router-s0:1719 > server:1719 0x0c000000060008914a0004000200c633640106b800c633640106b80100c633640106b70000b5000000 (ttl 63)
      """

  @id:nat-ras-request
  Scenario Outline: <message> has the client's address translated
    When these packets arrive:
      | in | packet                                                                                               |
      | c0 | udp client:1719 > server:1719 0x0c000000060008914a0004000100c000020a06b80100c000020a06b80000b5000000 |
      | c0 | udp client:1719 > server:1719 <inside>                                                               |
    Then packet 2 leaves as:
      """
      udp router-s0:1719 > server:1719 <outside> (ttl 63)
      """

    Examples:
      | message                               | inside                                                   | outside                                                  |
      | The question where a gatekeeper is    | 0x00000000060008914a000400c000020a06b70000               | 0x00000000060008914a000400c633640106b70000               |
      | The question where somebody is        | 0x480000000000c000020a06b7                               | 0x480000000000c633640106b7                               |
      | The wish to be called                 | 0x244000000000006500c000020a06b80000400000               | 0x244000000000006500c633640106b80000400000               |
      | The wish to call somebody             | 0x245000000000006500c633640c06b80000c000020a06b800400000 | 0x245000000000006500c633640c06b80000c633640106b800400000 |
      | The answer to a question about itself | 0x580000000000006500c000020a06b70100c000020a06b8         | 0x580000000000006500c633640106b70100c633640106b8         |
      | The end of a registration             | 0x180000000100c000020a06b8                               | 0x180000000100c633640106b8                               |

  @id:nat-ras-admitted
  Scenario: A call that the gatekeeper admits to the endpoint names its own address inside
    When these packets arrive:
      | in | packet                                                                                               |
      | c0 | udp client:1719 > server:1719 0x0c000000060008914a0004000100c000020a06b80100c000020a06b80000b5000000 |
      | s0 | udp server:1719 > router-s0:1719 0x28000000004000c633640106b8                                        |
    Then packet 2 leaves as:
      """
      udp server:1719 > client:1719 0x28000000004000c000020a06b8 (ttl 63)
      """

  @id:nat-ras-ended
  Scenario: After the end of a registration nothing is known of its port
    When these packets arrive:
      | in | packet                                                                                               |
      | c0 | udp client:1719 > server:1719 0x0c000000060008914a0004000100c000020a06b80100c000020a06b80000b5000000 |
      | c0 | udp client:1719 > server:1719 0x180000000100c000020a06b8                                             |
      | s0 | udp server:1719 > router-s0:1719 0x28000000004000c633640106b8                                        |
    Then packet 3 leaves as:
      """
      udp server:1719 > client:1719 0x28000000004000c633640106b8 (ttl 63)
      """
    And there are no expectations

  @id:nat-ras-same-port @src:nf_nat_exp_find_port @since:6.12 @chance
  Scenario: Of two endpoints that can be called at the same port the second is called at another outside, which chance chooses
    When these packets arrive:
      | in | packet                                                                                                   |
      | c0 | udp client:1719 > server:1719 0x0c000000060008914a0004000100c000020a06b80100c000020a06b70000b5000000      |
      | c0 | udp 192.0.2.11:1720 > server:1719 0x0c000000060008914a0004000100c000020b06b80100c000020b06b80000b5000000 |
    Then conntrack -L expect prints:
      """
      240 proto=6 src=198.51.100.10 dst=198.51.100.1 sport=0 dport=1720 mask-src=255.255.255.255 mask-dst=255.255.255.255 sport=0 dport=65535 master-src=192.0.2.10 master-dst=198.51.100.10 sport=1719 dport=1719 PERMANENT class=0 helper=RAS
      240 proto=6 src=198.51.100.10 dst=198.51.100.1 sport=0 dport=* mask-src=255.255.255.255 mask-dst=255.255.255.255 sport=0 dport=65535 master-src=192.0.2.11 master-dst=198.51.100.10 sport=1720 dport=1719 PERMANENT class=0 helper=RAS
      """
