@tool:conntrack
Feature: What conntrack -E prints
  Who listens to the kernel's events sees connections begin, change and end. An event tells what it is about:
  a state that is new, counters at the end, no time to live of what is dead, never how often it is held.

  Background:
    Given the flows:
      | name  | flow                        |
      | query | udp client:4000 > server:53 |
      | web   | tcp client:1024 > server:80 |
      | ping  | icmp client > server        |

  @id:tools-events-plain @since:6.1
  Scenario: A connection from its first event to its last
    When these packets arrive:
      | flow | dir | packet                    | ctstate     |
      | web  | >   | S 0:0(0) win 64240        | NEW         |
      | web  | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED |
      | web  | >   | . 1:1(0) ack 1 win 502    | ESTABLISHED |
      | web  | >   | R 1:1(0) win 0            | ESTABLISHED |
    And 10 seconds pass
    Then conntrack -E prints:
      """
          [NEW] tcp      6 120 SYN_SENT src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024
       [UPDATE] tcp      6 60 SYN_RECV src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024
       [UPDATE] tcp      6 432000 ESTABLISHED src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 [ASSURED]
       [UPDATE] tcp      6 10 CLOSE src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 [ASSURED]
      [DESTROY] tcp      6 CLOSE src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 [ASSURED]
      """

  @id:tools-events-options
  Scenario: The extended form, with identifiers and the times of the events
    When these packets arrive:
      | t    | flow  | dir | packet     | ctstate     |
      | 0    | query | >   | udp len 10 | NEW         |
      | 1    | query | <   | udp len 10 | ESTABLISHED |
      | 2.25 | query | >   | udp len 10 | ESTABLISHED |
    Then conntrack -E -o extended,id prints:
      """
          [NEW] ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 id=*
       [UPDATE] ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 id=*
       [UPDATE] ipv4     2 udp      17 120 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 [ASSURED] id=*
      """
    And conntrack -E -o timestamp prints:
      """
      [0       .0     ]	    [NEW] udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000
      [1       .0     ]	 [UPDATE] udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000
      [2       .250000]	 [UPDATE] udp      17 120 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 [ASSURED]
      """

  @id:tools-events-xml
  Scenario: In XML the element says what kind of event it is
    When these packets arrive:
      | flow | dir | packet                       | ctstate     |
      | ping | >   | icmp echo-request id 7 seq 1 | NEW         |
      | ping | <   | icmp echo-reply id 7 seq 1   | ESTABLISHED |
    And 30 seconds pass
    Then conntrack -E -o xml prints:
      """
      <?xml version="1.0" encoding="utf-8"?>
      <conntrack>
      <flow type="new"><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="1" protoname="icmp"></layer4></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="1" protoname="icmp"></layer4></meta><meta direction="independent"><timeout>30</timeout><id>*</id><unreplied/></meta></flow>
      <flow type="update"><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="1" protoname="icmp"></layer4></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="1" protoname="icmp"></layer4></meta><meta direction="independent"><timeout>30</timeout><id>*</id></meta></flow>
      <flow type="destroy"><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="1" protoname="icmp"></layer4></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="1" protoname="icmp"></layer4></meta><meta direction="independent"><id>*</id></meta></flow>
      </conntrack>
      """

  @id:tools-events-state-only-if-new
  Scenario: An event tells the state only where that is new
    The reply is news of its own; a mark that changes, too, even to 0.
    Given the callbacks:
      | hook    | priority | match              | verdict    |
      | FORWARD | 0        | ct direction reply | CTMARK 7   |
      | FORWARD | 0        | tcp sport 1024     | CTMARK 0   |
    When these packets arrive:
      | flow | dir | packet                       | ctstate     | events |
      | web  | >   | S 0:0(0) win 64240           | NEW         | NEW    |
      | web  | <   | S. 0:0(0) ack 1 win 65160    | ESTABLISHED | UPDATE |
      | web  | >   | . 1:1(0) ack 1 win 502       | ESTABLISHED | UPDATE |
      | web  | <   | . 1:1(0) ack 1 win 502       | ESTABLISHED | UPDATE |
    Then these events are seen, in order:
      | type   | state       | mark |
      | NEW    | SYN_SENT    | 0    |
      | UPDATE | SYN_RECV    | 7    |
      | UPDATE | ESTABLISHED | 0    |
      | UPDATE | -           | 7    |
    And conntrack -E prints:
      """
          [NEW] tcp      6 120 SYN_SENT src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024
       [UPDATE] tcp      6 60 SYN_RECV src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 mark=7
       [UPDATE] tcp      6 432000 ESTABLISHED src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 [ASSURED] mark=0
       [UPDATE] tcp      6 432000 src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 [ASSURED] mark=7
      """

  @id:tools-events-counters
  Scenario: The last event tells the counters and the age
    Given the sysctls:
      | name                                 | value |
      | net.netfilter.nf_conntrack_acct      | 1     |
      | net.netfilter.nf_conntrack_timestamp | 1     |
    When these packets arrive:
      | flow | dir | packet                       | ctstate     |
      | ping | >   | icmp echo-request id 7 seq 1 | NEW         |
      | ping | <   | icmp echo-reply id 7 seq 1   | ESTABLISHED |
    And 30 seconds pass
    Then these events are seen, in order:
      | type    | packets | bytes | timeout | age |
      | NEW     | -       | -     | 30      | -   |
      | UPDATE  | -       | -     | 30      | -   |
      | DESTROY | 1/1     | 28/28 | 0       | 30  |
    And conntrack -E prints:
      """
          [NEW] icmp     1 30 src=192.0.2.10 dst=198.51.100.10 type=8 code=0 id=* [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 type=0 code=0 id=*
       [UPDATE] icmp     1 30 src=192.0.2.10 dst=198.51.100.10 type=8 code=0 id=* src=198.51.100.10 dst=192.0.2.10 type=0 code=0 id=*
      [DESTROY] icmp     1 src=192.0.2.10 dst=198.51.100.10 type=8 code=0 id=* packets=1 bytes=28 src=198.51.100.10 dst=192.0.2.10 type=0 code=0 id=* packets=1 bytes=28 delta-time=30
      """

  @id:tools-events-expect
  Scenario: Expectations come and go by events of their own
    Given the helper ftp on tcp port 21
    And the flows:
      | name    | flow                        |
      | control | tcp client:1025 > server:21 |
      | data    | tcp server:20 > client:1026 |
    When these packets arrive:
      | flow    | dir | packet                                              | ctstate     |
      | control | >   | S 0:0(0) win 64240                                  | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65160                           | ESTABLISHED |
      | control | >   | . 1:1(0) ack 1 win 502                              | ESTABLISHED |
      | control | >   | P. 1:13(12) ack 1 win 502 "USER alice\r\n"          | ESTABLISHED |
      | control | >   | P. 13:34(21) ack 1 win 502 "PORT 192,0,2,10,4,2\r\n" | ESTABLISHED |
    Then conntrack -L expect prints:
      """
      300 proto=6 src=198.51.100.10 dst=192.0.2.10 sport=0 dport=1026 mask-src=255.255.255.255 mask-dst=255.255.255.255 sport=0 dport=65535 master-src=192.0.2.10 master-dst=198.51.100.10 sport=1025 dport=21 class=0 helper=ftp
      """
    And conntrack -L expect -o xml prints:
      """
      <?xml version="1.0" encoding="utf-8"?>
      <expect>
      <flow><layer3 protonum="2" protoname="ipv4"><expected><src>198.51.100.10</src><dst>192.0.2.10</dst></expected><mask><src>255.255.255.255</src><dst>255.255.255.255</dst></mask><master><src>192.0.2.10</src><dst>198.51.100.10</dst></master></layer3><layer4 protonum="6" protoname="tcp"><expected><sport>0</sport><dport>1026</dport></expected><mask><sport>0</sport><dport>65535</dport></mask><master><sport>1025</sport><dport>21</dport></master></layer4><meta><helper-name>ftp</helper-name><timeout>300</timeout><class>0</class></meta></flow>
      </expect>
      """
    When these packets arrive:
      | flow    | packet             | ctstate |
      | data    | S 0:0(0) win 64240 | RELATED |
    Then these expectation events are seen, in order:
      | type    | expected             | master                      | timeout | helper | class |
      | NEW     | server:* > client:1026 | tcp client:1025 > server:21 | 300     | ftp    | -     |
      | DESTROY | server:* > client:1026 | tcp client:1025 > server:21 | 300     | ftp    | -     |
    And conntrack -E expect prints:
      """
          [NEW] 300 proto=6 src=198.51.100.10 dst=192.0.2.10 sport=0 dport=1026 mask-src=255.255.255.255 mask-dst=255.255.255.255 sport=0 dport=65535 master-src=192.0.2.10 master-dst=198.51.100.10 sport=1025 dport=21 class=0 helper=ftp
      [DESTROY] 300 proto=6 src=198.51.100.10 dst=192.0.2.10 sport=0 dport=1026 mask-src=255.255.255.255 mask-dst=255.255.255.255 sport=0 dport=65535 master-src=192.0.2.10 master-dst=198.51.100.10 sport=1025 dport=21 class=0 helper=ftp
      """
    And conntrack -E expect -o xml prints:
      """
      <?xml version="1.0" encoding="utf-8"?>
      <expect>
      <flow type="new"><layer3 protonum="2" protoname="ipv4"><expected><src>198.51.100.10</src><dst>192.0.2.10</dst></expected><mask><src>255.255.255.255</src><dst>255.255.255.255</dst></mask><master><src>192.0.2.10</src><dst>198.51.100.10</dst></master></layer3><layer4 protonum="6" protoname="tcp"><expected><sport>0</sport><dport>1026</dport></expected><mask><sport>0</sport><dport>65535</dport></mask><master><sport>1025</sport><dport>21</dport></master></layer4><meta><helper-name>ftp</helper-name><timeout>300</timeout><class>0</class></meta></flow>
      <flow type="destroy"><layer3 protonum="2" protoname="ipv4"><expected><src>198.51.100.10</src><dst>192.0.2.10</dst></expected><mask><src>255.255.255.255</src><dst>255.255.255.255</dst></mask><master><src>192.0.2.10</src><dst>198.51.100.10</dst></master></layer3><layer4 protonum="6" protoname="tcp"><expected><sport>0</sport><dport>1026</dport></expected><mask><sport>0</sport><dport>65535</dport></mask><master><sport>1025</sport><dport>21</dport></master></layer4><meta><helper-name>ftp</helper-name><timeout>300</timeout><class>0</class></meta></flow>
      </expect>
      """
    And there are no expectations
