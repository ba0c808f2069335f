@src:nf_nat_h323.c
Feature: H.323 behind NAT
  Messages of H.323 name the address and port that their sender can be reached at. Where the other side knows the sender
  by another address, the router writes that into the message, with a port that is free there, and passes on what comes to it.
  In the messages 0xc000020a is client, 0xc633640a server, and 0xc6336401 router-s0.

  Background: A call is made through a router that masquerades
    Given the helper Q.931 on tcp port 1720
    And the callbacks:
      | hook        | match        | verdict    |
      | POSTROUTING | oifname "s0" | MASQUERADE |
    When these packets arrive:
      | in | packet                                                      | ctstate     |
      | c0 | tcp client:1024 > server:1720 S =1000:1000(0)               | NEW         |
      | s0 | tcp server:1720 > router-s0:1024 S. =5000:5000(0) ack =1001 | ESTABLISHED |
      | c0 | tcp client:1024 > server:1720 . =1001:1001(0) ack =5001     | ESTABLISHED |

  @id:nat-h323-control @except:6.1
  Scenario: The control channel that the client offers is expected at the router, and passed on to the client
    When these packets arrive:
      | in | packet                                                                                                                                                       | ctstate     |
      | c0 | tcp client:1024 > server:1720 P. =1001:1049(48) ack =5001 0x0300003008020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00 | ESTABLISHED |
    Then packet 4 leaves as:
      """
      tcp router-s0:1024 > server:1720 P. =1001:1049(48) ack =5001 0x0300003008020001057e0024050040060008914a000400c633640105df0000000102030405060708090a0b0c0d0e0f00 (ttl 63)
      """
    And the expectations are:
      | expected                  | master                        | helper |
      | server:* > router-s0:1503 | tcp client:1024 > server:1720 | Q.931  |
    When these packets arrive:
      | in | packet                                                                                                     | ctstate     |
      | s0 | tcp server:3000 > router-s0:1503 S =7000:7000(0)                                                           | RELATED     |
      | c0 | tcp client:1503 > server:3000 S. =8000:8000(0) ack =7001                                                   | ESTABLISHED |
      | s0 | tcp server:3000 > router-s0:1503 . =7001:7001(0) ack =8001                                                 | ESTABLISHED |
      | c0 | tcp client:1503 > server:3000 P. =8001:8024(23) ack =7001 0x03000017030000000c2013800a04000100c000020a138d | ESTABLISHED |
    Then packet 5 leaves as:
      """
      tcp server:3000 > client:1503 S =7000:7000(0) (ttl 63)
      """
    And packet 8 leaves as:
      """
      tcp router-s0:1503 > server:3000 P. =8001:8024(23) ack =7001 0x03000017030000000c2013800a04000100c6336401138d (ttl 63)
      """
    And the expectations are:
      | expected                  | master                           | helper |
      | server:* > router-s0:5004 | tcp server:3000 > router-s0:1503 | H.245  |
      | server:* > router-s0:5005 | tcp server:3000 > router-s0:1503 | H.245  |

  @id:nat-h323-server
  Scenario: What the server names is its own, and stays
    When these packets arrive:
      | in | packet                                                                                                                                                        | ctstate     |
      | s0 | tcp server:1720 > router-s0:1024 P. =5001:5048(47) ack =1001 0x0300002f08020001057e0023050240060008914a000400c633640a05df0000000102030405060708090a0b0c0d0e0f | ESTABLISHED |
    Then packet 4 leaves as:
      """
      tcp server:1720 > client:1024 P. =5001:5048(47) ack =1001 0x0300002f08020001057e0023050240060008914a000400c633640a05df0000000102030405060708090a0b0c0d0e0f (ttl 63)
      """
    And the expectations are:
      | expected               |
      | client:* > server:1503 |

  @id:nat-h323-ends
  Scenario: Both ends of the call that a SETUP tells become what the server knows them as
    The client has been told to call router-s0, as somebody is who knows the router for the server.
    When these packets arrive:
      | in | packet                                                                                                                                                                           | ctstate     |
      | c0 | tcp client:1024 > server:1720 P. =1001:1059(58) ack =5001 0x0300003a08020001057e002e050088060008914a00040000c633640106b800000102030405060708090a0b0c0d0e0f0034000700c000020a0400 | ESTABLISHED |
    Then packet 4 leaves as:
      """
      tcp router-s0:1024 > server:1720 P. =1001:1059(58) ack =5001 0x0300003a08020001057e002e050088060008914a00040000c633640a06b800000102030405060708090a0b0c0d0e0f0034000700c63364010400 (ttl 63)
      """

  @id:nat-h323-media
  Scenario: Each channel gets a pair of ports at the router, the client's own where it is free
    When these packets arrive:
      | in | packet                                                                                                                                                                                                                             | ctstate     |
      | c0 | tcp client:1024 > server:1720 P. =1001:1084(83) ack =5001 0x0300005308020001057e0047050080060008914a00040000000102030405060708090a0b0c0d0e0f0030102702120000000c2013800a04000100c000020a138d120000000c2013800a10000100c000020a1774 | ESTABLISHED |
    Then packet 4 leaves as:
      """
      tcp router-s0:1024 > server:1720 P. =1001:1084(83) ack =5001 0x0300005308020001057e0047050080060008914a00040000000102030405060708090a0b0c0d0e0f0030102702120000000c2013800a04000100c6336401138d120000000c2013800a10000100c63364011774 (ttl 63)
      """
    And the expectations are:
      | expected                  |
      | server:* > router-s0:5004 |
      | server:* > router-s0:5005 |
      | server:* > router-s0:6004 |
      | server:* > router-s0:6005 |
    When these packets arrive:
      | in | packet                                  | ctstate     |
      | s0 | udp server:7000 > router-s0:5004 len 40 | RELATED     |
      | c0 | udp client:5004 > server:7000 len 40    | ESTABLISHED |
    Then packet 5 leaves as:
      """
      udp server:7000 > client:5004 len 40 (ttl 63)
      """
    And packet 6 leaves as:
      """
      udp router-s0:5004 > server:7000 len 40 (ttl 63)
      """

  @id:nat-h323-pair
  Scenario: Where another client has them, the next pair is taken
    When these packets arrive:
      | in | packet                                                                                                                                                                                                                             | ctstate     |
      | c0 | tcp client:1024 > server:1720 P. =1001:1084(83) ack =5001 0x0300005308020001057e0047050080060008914a00040000000102030405060708090a0b0c0d0e0f0030102702120000000c2013800a04000100c000020a138d120000000c2013800a10000100c000020a1774 | ESTABLISHED |
      | c0 | tcp client2:1025 > server:1720 S =1000:1000(0)                                                                                                                                                                                     | NEW         |
      | s0 | tcp server:1720 > router-s0:1025 S. =5000:5000(0) ack =1001                                                                                                                                                                        | ESTABLISHED |
      | c0 | tcp client2:1025 > server:1720 P. =1001:1065(64) ack =5001 0x0300004008020001057e0034050080060008914a00040000000102030405060708090a0b0c0d0e0f0030101401120000000c2013800a04000100c000020c138d                                      | ESTABLISHED |
    Then packet 7 leaves as:
      """
      tcp router-s0:1025 > server:1720 P. =1001:1065(64) ack =5001 0x0300004008020001057e0034050080060008914a00040000000102030405060708090a0b0c0d0e0f0030101401120000000c2013800a04000100c6336401138f (ttl 63)
      """
    When these packets arrive:
      | in | packet                                  | ctstate |
      | s0 | udp server:7000 > router-s0:5006 len 40 | RELATED |
    Then packet 8 leaves as:
      """
      udp server:7000 > client2:5004 len 40 (ttl 63)
      """

  @id:nat-h323-four
  Scenario: Four channels of a connection are translated, a fifth is left alone and not expected
    When these packets arrive:
      | in | packet                                                                                                                                                                                                                                                                                                                                                | ctstate     | verdict |
      | c0 | tcp client:1024 > server:1720 P. =1001:1141(140) ack =5001 0x0300008c08020001057e0080050080060008914a00040000000102030405060708090a0b0c0d0e0f0030106005120000000c2013800a10000100c000020a1388120000000c2013800a10000100c000020a138a120000000c2013800a10000100c000020a138c120000000c2013800a10000100c000020a138e120000000c2013800a10000100c000020a1390 | ESTABLISHED | ACCEPT  |
    Then packet 4 leaves as:
      """
      tcp router-s0:1024 > server:1720 P. =1001:1141(140) ack =5001 0x0300008c08020001057e0080050080060008914a00040000000102030405060708090a0b0c0d0e0f0030106005120000000c2013800a10000100c63364011388120000000c2013800a10000100c6336401138a120000000c2013800a10000100c6336401138c120000000c2013800a10000100c6336401138e120000000c2013800a10000100c000020a1390 (ttl 63)
      """
    And the expectations are:
      | expected                  |
      | server:* > router-s0:5000 |
      | server:* > router-s0:5001 |
      | server:* > router-s0:5002 |
      | server:* > router-s0:5003 |
      | server:* > router-s0:5004 |
      | server:* > router-s0:5005 |
      | server:* > router-s0:5006 |
      | server:* > router-s0:5007 |

  @id:nat-h323-data
  Scenario: A channel for data is expected at the router as well
    When these packets arrive:
      | in | packet                                                                                                                                                       | ctstate     |
      | c0 | tcp client:1024 > server:1720 P. =1001:1049(48) ack =5001 0x0300003008020001057e0024050040060008914a000400c000020a05df0000000102030405060708090a0b0c0d0e0f00 | ESTABLISHED |
      | s0 | tcp server:3000 > router-s0:1503 S =7000:7000(0)                                                                                                             | RELATED     |
      | c0 | tcp client:1503 > server:3000 S. =8000:8000(0) ack =7001                                                                                                     | ESTABLISHED |
      | c0 | tcp client:1503 > server:3000 P. =8001:8028(27) ack =7001 0x0300001b03800000101830000000810001090800c000020a064000                                           | ESTABLISHED |
    Then packet 7 leaves as:
      """
      tcp router-s0:1503 > server:3000 P. =8001:8028(27) ack =7001 0x0300001b03800000101830000000810001090800c6336401064000 (ttl 63)
      """
    When these packets arrive:
      | in | packet                                     | ctstate |
      | s0 | tcp server:3001 > router-s0:1600 S =1:1(0) | RELATED |
    Then packet 8 leaves as:
      """
      tcp server:3001 > client:1600 S =1:1(0) (ttl 63)
      """

  @id:nat-h323-forwarded
  Scenario: A server behind the router forwards a call: the caller calls the router again, which passes the call on
    The second call comes from the router's own address then.
    Given the callbacks:
      | hook       | match                             | verdict               |
      | PREROUTING | ip daddr 192.0.2.1 tcp dport 1720 | DNAT to 198.51.100.10 |
    When these packets arrive:
      | in | packet                                                                                                                      | ctstate     |
      | c0 | tcp client2:1026 > router:1720 S =1000:1000(0)                                                                              | NEW         |
      | s0 | tcp server:1720 > router-s0:1026 S. =5000:5000(0) ack =1001                                                                 | ESTABLISHED |
      | c0 | tcp client2:1026 > router:1720 . =1001:1001(0) ack =5001                                                                    | ESTABLISHED |
      | s0 | tcp server:1720 > router-s0:1026 P. =5001:5031(30) ack =1001 0x0300001e08020001057e0012050640060008914a000400c633640c06b820 | ESTABLISHED |
    Then packet 7 leaves as:
      """
      tcp router:1720 > client2:1026 P. =5001:5031(30) ack =1001 0x0300001e08020001057e0012050640060008914a000400c000020106b820 (ttl 63)
      """

    And the expectations are:
      | expected                | helper |
      | client2:* > router:1720 | Q.931  |
    When these packets arrive:
      | in | packet                                   | ctstate |
      | c0 | tcp client2:3000 > router:1720 S =1:1(0) | RELATED |
    Then packet 8 leaves as:
      """
      tcp router:3000 > server2:1720 S =1:1(0) (ttl 63)
      """
    And the table includes:
      | original                   | reply                      | helper |
      | client2:3000 > router:1720 | server2:1720 > router:3000 | Q.931  |
