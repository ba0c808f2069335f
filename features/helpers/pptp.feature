@src:nf_conntrack_pptp.c @rfc:2637
Feature: The tunnels of PPTP
  PPTP agrees on a call over a TCP connection and sends the data by GRE, whose packets tell the call id of their
  receiver only. The helper follows the calls: it expects the tunnel from either side, and knows which two ids
  belong together, so that both directions are one connection. IPv4 only, and one call at a time.

  Background:
    Given the helper pptp on tcp port 1723
    And the flow tcp client:1024 > server:1723
    And packets have brought the connection to ESTABLISHED

  @id:pptp-outgoing
  Scenario: A call of the client is expected as a tunnel from either side
    Both are announced; when one comes, the other is its answer.
    When these packets arrive:
      | dir | packet                                                        | ctstate     |
      | >   | P. 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | ESTABLISHED |
      | <   | P. 0x009c00011a2b3c4d00020000010001000000000300000003 pad 156 | ESTABLISHED |
      | >   | P. 0x00a800011a2b3c4d0007000000010001 pad 168                 | ESTABLISHED |
      | <   | P. 0x002000011a2b3c4d000800000002000101 pad 32                | ESTABLISHED |
    Then /proc/net/nf_conntrack_expect shows:
      """
      300 l3proto = 2 proto=47 src=192.0.2.10 dst=198.51.100.10 srckey=0x1 dstkey=0x2 pptp
      300 l3proto = 2 proto=47 src=198.51.100.10 dst=192.0.2.10 srckey=0x2 dstkey=0x1 pptp
      """
    When these packets arrive:
      | dir | packet                                       | ctstate     |
      | >   | gre1 client > server call 2 seq 0 0xff030021 | RELATED     |
      | <   | gre1 server > client call 1 seq 0 0xff030021 | ESTABLISHED |
      | >   | gre1 client > server call 2 seq 0 0xff030021 | ESTABLISHED |
    Then there are no expectations
    And the table includes:
      | protocol | status                      |
      | gre      | EXPECTED SEEN_REPLY ASSURED |

  @id:pptp-incoming
  Scenario: So is a call from the server, in three steps
    When these packets arrive:
      | dir | packet                                                        | ctstate     |
      | >   | P. 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | ESTABLISHED |
      | <   | P. 0x009c00011a2b3c4d00020000010001000000000300000003 pad 156 | ESTABLISHED |
      | <   | P. 0x00dc00011a2b3c4d0009000000020001 pad 220                 | ESTABLISHED |
      | >   | P. 0x001800011a2b3c4d000a0000000100020100000000000000         | ESTABLISHED |
      | <   | P. 0x001c00011a2b3c4d000b00000001 pad 28                      | ESTABLISHED |
    Then /proc/net/nf_conntrack_expect shows:
      """
      300 l3proto = 2 proto=47 src=192.0.2.10 dst=198.51.100.10 srckey=0x1 dstkey=0x2 pptp
      300 l3proto = 2 proto=47 src=198.51.100.10 dst=192.0.2.10 srckey=0x2 dstkey=0x1 pptp
      """
    When these packets arrive:
      | dir | packet                                       | ctstate     |
      | <   | gre1 server > client call 1 seq 0 0xff030021 | RELATED     |
      | >   | gre1 client > server call 2 seq 0 0xff030021 | ESTABLISHED |
    Then there are no expectations

  @id:pptp-unexpected
  Scenario: A packet for another call is not the tunnel
    When these packets arrive:
      | dir | packet                                                        | ctstate     |
      | >   | P. 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | ESTABLISHED |
      | <   | P. 0x009c00011a2b3c4d00020000010001000000000300000003 pad 156 | ESTABLISHED |
      | >   | P. 0x00a800011a2b3c4d0007000000010001 pad 168                 | ESTABLISHED |
      | <   | P. 0x002000011a2b3c4d000800000002000101 pad 32                | ESTABLISHED |
      | >   | gre1 client > server call 7 seq 0 0xff030021                  | NEW         |
      | >   | gre1 client > server2 call 2 seq 0 0xff030021                 | NEW         |

  @id:pptp-refused
  Scenario Outline: <what> announces nothing
    When these packets arrive:
      | dir | packet      | ctstate     |
      | >   | P. <first>  | ESTABLISHED |
      | <   | P. <second> | ESTABLISHED |
      | >   | P. <third>  | ESTABLISHED |
      | <   | P. <fourth> | ESTABLISHED |
    Then there are no expectations

    Examples: The session and the call must both have come about
      | what                                 | first                                                      | second                                                     | third                                      | fourth                                      |
      | A call that is answered "busy"       | 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | 0x009c00011a2b3c4d00020000010001000000000300000003 pad 156 | 0x00a800011a2b3c4d0007000000010001 pad 168 | 0x002000011a2b3c4d000800000002000104 pad 32 |
      | An answer to another call            | 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | 0x009c00011a2b3c4d00020000010001000000000300000003 pad 156 | 0x00a800011a2b3c4d0007000000010001 pad 168 | 0x002000011a2b3c4d000800000002000901 pad 32 |
      | A call in a session that was refused | 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | 0x009c00011a2b3c4d00020000010002000000000300000003 pad 156 | 0x00a800011a2b3c4d0007000000010001 pad 168 | 0x002000011a2b3c4d000800000002000101 pad 32 |
      | An answer that nobody asked for      | 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | 0x009c00011a2b3c4d00020000010001000000000300000003 pad 156 | 0x001000011a2b3c4d000c000000010000         | 0x002000011a2b3c4d000800000002000101 pad 32 |
      | A message that is too short          | 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | 0x009c00011a2b3c4d00020000010001000000000300000003 pad 156 | 0x00a800011a2b3c4d0007000000010001 pad 168 | 0x002000011a2b3c4d000800000002000101 pad 31 |
      | A message without the magic cookie   | 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | 0x009c00011a2b3c4d00020000010001000000000300000003 pad 156 | 0x00a800011a2b3c4d0007000000010001 pad 168 | 0x002000011a2b3c4e000800000002000101 pad 32 |

  @id:pptp-disconnect
  Scenario: When the call ends, so do the tunnel and what is expected of it
    When these packets arrive:
      | dir | packet                                                        | ctstate     |
      | >   | P. 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | ESTABLISHED |
      | <   | P. 0x009c00011a2b3c4d00020000010001000000000300000003 pad 156 | ESTABLISHED |
      | >   | P. 0x00a800011a2b3c4d0007000000010001 pad 168                 | ESTABLISHED |
      | <   | P. 0x002000011a2b3c4d000800000002000101 pad 32                | ESTABLISHED |
      | >   | gre1 client > server call 2 seq 0 0xff030021                  | RELATED     |
      | <   | gre1 server > client call 1 seq 0 0xff030021                  | ESTABLISHED |
      | <   | P. 0x009400011a2b3c4d000d0000000201 pad 148                   | ESTABLISHED |
    Then the table holds:
      | original                  | protocol |
      | client:1024 > server:1723 | tcp      |
    And there are no expectations
    When these packets arrive:
      | dir | packet                                       | ctstate |
      | >   | gre1 client > server call 2 seq 0 0xff030021 | NEW     |

  @id:pptp-reset
  Scenario: With the control connection goes its tunnel
    When these packets arrive:
      | dir | packet                                                        | ctstate     |
      | >   | P. 0x009c00011a2b3c4d00010000010000000000000300000003 pad 156 | ESTABLISHED |
      | <   | P. 0x009c00011a2b3c4d00020000010001000000000300000003 pad 156 | ESTABLISHED |
      | >   | P. 0x00a800011a2b3c4d0007000000010001 pad 168                 | ESTABLISHED |
      | <   | P. 0x002000011a2b3c4d000800000002000101 pad 32                | ESTABLISHED |
      | >   | gre1 client > server call 2 seq 0 0xff030021                  | RELATED     |
      | <   | gre1 server > client call 1 seq 0 0xff030021                  | ESTABLISHED |
      | >   | R.                                                            | ESTABLISHED |
    And 11 seconds pass
    Then the table is empty
