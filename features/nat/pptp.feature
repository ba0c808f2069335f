@src:nf_nat_pptp.c @rfc:2637
Feature: PPTP behind NAT
  GRE has no ports that a masquerading router could choose. Two clients may well name their calls alike, so the
  router names them itself: after the port that the control connection has outside. It puts that name into the
  client's messages, the client's own into the answers, and changes the packets of the tunnel accordingly.

  Background:
    Given the helper pptp on tcp port 1723
    And the callbacks:
      | hook        | match          | verdict                     |
      | POSTROUTING | tcp dport 1723 | SNAT to 198.51.100.77:32770 |

  @id:nat-pptp-outgoing
  Scenario: A call of the client has another id outside
    The client calls its call 1; the server hears 32770 and calls its own 2.
    When these packets arrive:
      | in | packet                                                                                                            | ctstate     |
      | c0 | tcp client:1024 > server:1723 S =1000:1000(0)                                                                     | NEW         |
      | s0 | tcp server:1723 > 198.51.100.77:32770 S. =5000:5000(0) ack =1001                                                  | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 . =1001:1001(0) ack =5001                                                           | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 P. =1001:1157(156) ack =5001 0x009c00011a2b3c4d000100000100 pad 156                 | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5001:5157(156) ack =1157 0x009c00011a2b3c4d00020000010001 pad 156       | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 P. =1157:1325(168) ack =5157 0x00a800011a2b3c4d0007000000010001 pad 168             | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5157:5189(32) ack =1325 0x002000011a2b3c4d0008000000028002010000 pad 32 | ESTABLISHED |
    Then packet 6 leaves as:
      """
      tcp 198.51.100.77:32770 > server:1723 P. =1157:1325(168) ack =5157 0x00a800011a2b3c4d0007000080020001 pad 168
      """
    And packet 7 leaves as:
      """
      tcp server:1723 > client:1024 P. =5157:5189(32) ack =1325 0x002000011a2b3c4d0008000000020001010000 pad 32
      """
    And /proc/net/nf_conntrack_expect shows:
      """
      300 l3proto = 2 proto=47 src=192.0.2.10 dst=198.51.100.10 srckey=0x1 dstkey=0x2 pptp
      300 l3proto = 2 proto=47 src=198.51.100.10 dst=198.51.100.77 srckey=0x2 dstkey=0x8002 pptp
      """

  @id:nat-pptp-tunnel
  Scenario Outline: The tunnel that the <side> opens is translated in both directions
    One from the server is still expected from the client afterwards: the kernel looks for that under wrong ids.
    When these packets arrive:
      | in     | packet                                                                                                            | ctstate     |
      | c0     | tcp client:1024 > server:1723 S =1000:1000(0)                                                                     | NEW         |
      | s0     | tcp server:1723 > 198.51.100.77:32770 S. =5000:5000(0) ack =1001                                                  | ESTABLISHED |
      | c0     | tcp client:1024 > server:1723 . =1001:1001(0) ack =5001                                                           | ESTABLISHED |
      | c0     | tcp client:1024 > server:1723 P. =1001:1157(156) ack =5001 0x009c00011a2b3c4d000100000100 pad 156                 | ESTABLISHED |
      | s0     | tcp server:1723 > 198.51.100.77:32770 P. =5001:5157(156) ack =1157 0x009c00011a2b3c4d00020000010001 pad 156       | ESTABLISHED |
      | c0     | tcp client:1024 > server:1723 P. =1157:1325(168) ack =5157 0x00a800011a2b3c4d0007000000010001 pad 168             | ESTABLISHED |
      | s0     | tcp server:1723 > 198.51.100.77:32770 P. =5157:5189(32) ack =1325 0x002000011a2b3c4d0008000000028002010000 pad 32 | ESTABLISHED |
      | <in>   | <first>                                                                                                           | RELATED     |
      | <back> | <second>                                                                                                          | ESTABLISHED |
    Then packet 8 leaves as:
      """
      <first out>
      """
    And packet 9 leaves as:
      """
      <second out>
      """
    And /proc/net/nf_conntrack_expect shows:
      """
      <left>
      """
    And the table includes:
      | protocol | status                           |
      | gre      | EXPECTED SEEN_REPLY <translated> |

    Examples: Either side may begin
      | side   | in | first                                               | first out                                       | back | second                                              | second out                                      | translated | left                                                                                 |
      | client | c0 | gre1 client > server call 2 seq 0 "ping"            | gre1 198.51.100.77 > server call 2 seq 0 "ping" | s0   | gre1 server > 198.51.100.77 call 32770 seq 0 "pong" | gre1 server > client call 1 seq 0 "pong"        | SRC_NAT    |                                                                                      |
      | server | s0 | gre1 server > 198.51.100.77 call 32770 seq 0 "pong" | gre1 server > client call 1 seq 0 "pong"        | c0   | gre1 client > server call 2 seq 0 "ping"            | gre1 198.51.100.77 > server call 2 seq 0 "ping" | DST_NAT    | 300 l3proto = 2 proto=47 src=192.0.2.10 dst=198.51.100.10 srckey=0x1 dstkey=0x2 pptp |

  @id:nat-pptp-incoming
  Scenario: In a call of the server only the answers to it are changed, and not to the better
    The client's id goes out as it is; what the server says of it is replaced by an id that no call of the
    client's has told.
    When these packets arrive:
      | in | packet                                                                                                        | ctstate     |
      | c0 | tcp client:1024 > server:1723 S =1000:1000(0)                                                                 | NEW         |
      | s0 | tcp server:1723 > 198.51.100.77:32770 S. =5000:5000(0) ack =1001                                              | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 . =1001:1001(0) ack =5001                                                       | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 P. =1001:1157(156) ack =5001 0x009c00011a2b3c4d000100000100 pad 156             | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5001:5157(156) ack =1157 0x009c00011a2b3c4d00020000010001 pad 156   | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5157:5377(220) ack =1157 0x00dc00011a2b3c4d0009000000020001 pad 220 | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 P. =1157:1181(24) ack =5377 0x001800011a2b3c4d000a0000000100020100 pad 24       | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5377:5405(28) ack =1181 0x001c00011a2b3c4d000b00000001 pad 28       | ESTABLISHED |
    Then packet 7 leaves as:
      """
      tcp 198.51.100.77:32770 > server:1723 P. =1157:1181(24) ack =5377 0x001800011a2b3c4d000a0000000100020100 pad 24
      """
    And packet 8 leaves as:
      """
      tcp server:1723 > client:1024 P. =5377:5405(28) ack =1181 0x001c00011a2b3c4d000b0000 pad 28
      """
    And /proc/net/nf_conntrack_expect shows:
      """
      300 l3proto = 2 proto=47 src=192.0.2.10 dst=198.51.100.10 srckey=0x0 dstkey=0x2 pptp
      300 l3proto = 2 proto=47 src=198.51.100.10 dst=198.51.100.77 srckey=0x2 dstkey=0x1 pptp
      """

  @id:nat-pptp-other-call @src:pptp_nat_expected
  Scenario: A tunnel from the client leaves its way back expected, where the client has asked for another call meanwhile
    The kernel looks for the way back under the ids that the control connection has by then.
    When these packets arrive:
      | in | packet                                                                                                        | ctstate     |
      | c0 | tcp client:1024 > server:1723 S =1000:1000(0)                                                                 | NEW         |
      | s0 | tcp server:1723 > 198.51.100.77:32770 S. =5000:5000(0) ack =1001                                              | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 . =1001:1001(0) ack =5001                                                       | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 P. =1001:1157(156) ack =5001 0x009c00011a2b3c4d000100000100 pad 156             | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5001:5157(156) ack =1157 0x009c00011a2b3c4d00020000010001 pad 156   | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5157:5377(220) ack =1157 0x00dc00011a2b3c4d0009000000020001 pad 220 | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 P. =1157:1181(24) ack =5377 0x001800011a2b3c4d000a0000000100020100 pad 24       | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5377:5405(28) ack =1181 0x001c00011a2b3c4d000b00000001 pad 28       | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 P. =1181:1349(168) ack =5405 0x00a800011a2b3c4d000700000009 pad 168             | ESTABLISHED |
      | c0 | gre1 client > server call 2 seq 0 "ping"                                                                      | RELATED     |
    Then /proc/net/nf_conntrack_expect shows:
      """
      300 l3proto = 2 proto=47 src=198.51.100.10 dst=198.51.100.77 srckey=0x2 dstkey=0x1 pptp
      """

  @id:nat-pptp-link-info
  Scenario: What the server says of the link tells the client its own id
    When these packets arrive:
      | in | packet                                                                                                            | ctstate     |
      | c0 | tcp client:1024 > server:1723 S =1000:1000(0)                                                                     | NEW         |
      | s0 | tcp server:1723 > 198.51.100.77:32770 S. =5000:5000(0) ack =1001                                                  | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 . =1001:1001(0) ack =5001                                                           | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 P. =1001:1157(156) ack =5001 0x009c00011a2b3c4d000100000100 pad 156                 | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5001:5157(156) ack =1157 0x009c00011a2b3c4d00020000010001 pad 156       | ESTABLISHED |
      | c0 | tcp client:1024 > server:1723 P. =1157:1325(168) ack =5157 0x00a800011a2b3c4d0007000000010001 pad 168             | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5157:5189(32) ack =1325 0x002000011a2b3c4d0008000000028002010000 pad 32 | ESTABLISHED |
      | s0 | tcp server:1723 > 198.51.100.77:32770 P. =5189:5213(24) ack =1325 0x001800011a2b3c4d000f00008002 pad 24           | ESTABLISHED |
    Then packet 8 leaves as:
      """
      tcp server:1723 > client:1024 P. =5189:5213(24) ack =1325 0x001800011a2b3c4d000f00000001 pad 24
      """
