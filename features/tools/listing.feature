@tool:conntrack
Feature: What conntrack -L prints
  The tool conntrack asks the kernel for its table by netlink and prints an entry a line, in the order of
  /proc/net/nf_conntrack but with less: no zone where there is none, addresses of IPv6 in their short form, one
  reference less. Scripts read these lines; so they are said here byte for byte, and what a kernel backend
  compares with is the tool itself.

  Background:
    Given the flows:
      | name   | flow                          |
      | query  | udp client:4000 > server:53   |
      | web    | tcp client:1024 > server:80   |
      | query6 | udp client6:4000 > server6:53 |
      | ping   | icmp client > server          |
      | ping6  | icmp6 client6 > server6       |
      | tunnel | gre client > server           |
      | other  | ip client > server proto 99   |

  @id:tools-list-plain
  Scenario: A line for each entry
    When these packets arrive:
      | flow   | dir | packet                        | ctstate     |
      | query  | >   | udp len 10                    | NEW         |
      | web    | >   | S 0:0(0) win 64240            | NEW         |
      | web    | <   | S. 0:0(0) ack 1 win 65160     | ESTABLISHED |
      | web    | >   | . 1:1(0) ack 1 win 502        | ESTABLISHED |
      | query6 | >   | udp len 10                    | NEW         |
      | query6 | <   | udp len 10                    | ESTABLISHED |
      | ping   | >   | icmp echo-request id 7 seq 1  | NEW         |
      | ping6  | >   | icmp6 echo-request id 8 seq 1 | NEW         |
      | other  | >   | ip proto 99 0x00000800        | NEW         |
    Then conntrack -L prints:
      """
      udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 use=1
      tcp      6 432000 ESTABLISHED src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 [ASSURED] mark=0 use=1
      udp      17 30 src=2001:db8:1::10 dst=2001:db8:2::10 sport=4000 dport=53 src=2001:db8:2::10 dst=2001:db8:1::10 sport=53 dport=4000 mark=0 use=1
      icmp     1 30 src=192.0.2.10 dst=198.51.100.10 type=8 code=0 id=* [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 type=0 code=0 id=* mark=0 use=1
      icmpv6   58 30 src=2001:db8:1::10 dst=2001:db8:2::10 type=128 code=0 id=* [UNREPLIED] src=2001:db8:2::10 dst=2001:db8:1::10 type=129 code=0 id=* mark=0 use=1
      unknown  99 600 src=192.0.2.10 dst=198.51.100.10 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 mark=0 use=1
      """

  @id:tools-list-tunnels
  Scenario: GRE has keys where others have ports, and no timeouts in its line
    When these packets arrive:
      | flow   | packet                   | ctstate |
      | tunnel | gre                      | NEW     |
      | tunnel | gre1 call 1 seq 1 "data" | NEW     |
    Then conntrack -L prints:
      """
      gre      47 30 src=192.0.2.10 dst=198.51.100.10 srckey=0x0 dstkey=0x0 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 srckey=0x0 dstkey=0x0 mark=0 use=1
      gre      47 30 src=192.0.2.10 dst=198.51.100.10 srckey=0x0 dstkey=0x1 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 srckey=0x1 dstkey=0x0 mark=0 use=1
      """
    And conntrack -L -o xml prints:
      """
      <?xml version="1.0" encoding="utf-8"?>
      <conntrack>
      <flow><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="47" protoname="gre"><srckey>0x0</srckey><dstkey>0x0</dstkey></layer4></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="47" protoname="gre"><srckey>0x0</srckey><dstkey>0x0</dstkey></layer4></meta><meta direction="independent"><timeout>30</timeout><mark>0</mark><use>1</use><id>*</id><unreplied/></meta></flow>
      <flow><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="47" protoname="gre"><srckey>0x0</srckey><dstkey>0x1</dstkey></layer4></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="47" protoname="gre"><srckey>0x1</srckey><dstkey>0x0</dstkey></layer4></meta><meta direction="independent"><timeout>30</timeout><mark>0</mark><use>1</use><id>*</id><unreplied/></meta></flow>
      </conntrack>
      """

  @id:tools-list-extended
  Scenario: The extended form tells the family in front
    When these packets arrive:
      | flow   | packet     | ctstate |
      | query  | udp len 10 | NEW     |
      | query6 | udp len 10 | NEW     |
    Then conntrack -L -o extended prints:
      """
      ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 use=1
      ipv6     10 udp      17 30 src=2001:db8:1::10 dst=2001:db8:2::10 sport=4000 dport=53 [UNREPLIED] src=2001:db8:2::10 dst=2001:db8:1::10 sport=53 dport=4000 mark=0 use=1
      """
    And conntrack -L -o extended,id prints:
      """
      ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 use=1 id=*
      ipv6     10 udp      17 30 src=2001:db8:1::10 dst=2001:db8:2::10 sport=4000 dport=53 [UNREPLIED] src=2001:db8:2::10 dst=2001:db8:1::10 sport=53 dport=4000 mark=0 use=1 id=*
      """

  @id:tools-list-xml
  Scenario: In XML each direction is a meta element, and a third one holds the rest
    ICMP's type, code and id are not told, and an identifier always is.
    When these packets arrive:
      | flow   | dir | packet                       | ctstate     |
      | query  | >   | udp len 10                   | NEW         |
      | web    | >   | S 0:0(0) win 64240           | NEW         |
      | web    | <   | S. 0:0(0) ack 1 win 65160    | ESTABLISHED |
      | web    | >   | . 1:1(0) ack 1 win 502       | ESTABLISHED |
      | query6 | >   | udp len 10                   | NEW         |
      | ping   | >   | icmp echo-request id 7 seq 1 | NEW         |
    Then conntrack -L -o xml prints:
      """
      <?xml version="1.0" encoding="utf-8"?>
      <conntrack>
      <flow><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="17" protoname="udp"><sport>4000</sport><dport>53</dport></layer4></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="17" protoname="udp"><sport>53</sport><dport>4000</dport></layer4></meta><meta direction="independent"><timeout>30</timeout><mark>0</mark><use>1</use><id>*</id><unreplied/></meta></flow>
      <flow><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="6" protoname="tcp"><sport>1024</sport><dport>80</dport></layer4></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="6" protoname="tcp"><sport>80</sport><dport>1024</dport></layer4></meta><meta direction="independent"><state>ESTABLISHED</state><timeout>432000</timeout><mark>0</mark><use>1</use><id>*</id><assured/></meta></flow>
      <flow><meta direction="original"><layer3 protonum="10" protoname="ipv6"><src>2001:db8:1::10</src><dst>2001:db8:2::10</dst></layer3><layer4 protonum="17" protoname="udp"><sport>4000</sport><dport>53</dport></layer4></meta><meta direction="reply"><layer3 protonum="10" protoname="ipv6"><src>2001:db8:2::10</src><dst>2001:db8:1::10</dst></layer3><layer4 protonum="17" protoname="udp"><sport>53</sport><dport>4000</dport></layer4></meta><meta direction="independent"><timeout>30</timeout><mark>0</mark><use>1</use><id>*</id><unreplied/></meta></flow>
      <flow><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="1" protoname="icmp"></layer4></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="1" protoname="icmp"></layer4></meta><meta direction="independent"><timeout>30</timeout><mark>0</mark><use>1</use><id>*</id><unreplied/></meta></flow>
      </conntrack>
      """

  @id:tools-list-filter
  Scenario: Protocol and family choose what is listed
    When these packets arrive:
      | flow   | packet             | ctstate |
      | query  | udp len 10         | NEW     |
      | web    | S 0:0(0) win 64240 | NEW     |
      | query6 | udp len 10         | NEW     |
    Then conntrack -L -p tcp prints:
      """
      tcp      6 120 SYN_SENT src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 mark=0 use=1
      """
    And conntrack -L -f ipv6 -o extended prints:
      """
      ipv6     10 udp      17 30 src=2001:db8:1::10 dst=2001:db8:2::10 sport=4000 dport=53 [UNREPLIED] src=2001:db8:2::10 dst=2001:db8:1::10 sport=53 dport=4000 mark=0 use=1
      """
    And conntrack -L -p udp -f ipv4 prints:
      """
      udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 use=1
      """
    And conntrack -C prints:
      """
      3
      """

  @id:tools-list-empty
  Scenario: Of an empty table nothing is printed, not even in XML
    Then conntrack -L -o xml prints:
      """
      """
    And conntrack -C prints:
      """
      0
      """

  @id:tools-list-everything
  Scenario: Counters, mark, zone, age and helper have their places in the line
    Given the sysctls:
      | name                                 | value |
      | net.netfilter.nf_conntrack_acct      | 1     |
      | net.netfilter.nf_conntrack_timestamp | 1     |
    And the callbacks:
      | hook       | priority | match        | verdict         |
      | PREROUTING | -300     | iifname "c0" | ZONE 5 original |
      | FORWARD    | 0        | tcp          | CTMARK 0x2a     |
    And the helper ftp on tcp port 80
    When these packets arrive:
      | t  | flow  | dir | packet                    | ctstate     |
      | 0  | web   | >   | S 0:0(0) win 64240        | NEW         |
      | 0  | web   | <   | S. 0:0(0) ack 1 win 65160 | ESTABLISHED |
      | 0  | web   | >   | . 1:1(0) ack 1 win 502    | ESTABLISHED |
      | 10 | query | >   | udp len 10                | NEW         |
    And 5 seconds pass
    Then conntrack -L prints:
      """
      tcp      6 431985 ESTABLISHED src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 zone-orig=5 packets=2 bytes=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 packets=1 bytes=40 [ASSURED] mark=42 delta-time=15 helper=ftp use=1
      udp      17 25 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 zone-orig=5 packets=1 bytes=38 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 packets=0 bytes=0 mark=0 delta-time=5 use=1
      """
    And conntrack -L -o xml prints:
      """
      <?xml version="1.0" encoding="utf-8"?>
      <conntrack>
      <flow><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="6" protoname="tcp"><sport>1024</sport><dport>80</dport></layer4><zone>5</zone><counters><packets>2</packets><bytes>80</bytes></counters></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="6" protoname="tcp"><sport>80</sport><dport>1024</dport></layer4><counters><packets>1</packets><bytes>40</bytes></counters></meta><meta direction="independent"><state>ESTABLISHED</state><timeout>431985</timeout><mark>42</mark><use>1</use><id>*</id><assured/><deltatime>15</deltatime></meta><helper>ftp</helper></flow>
      <flow><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="17" protoname="udp"><sport>4000</sport><dport>53</dport></layer4><zone>5</zone><counters><packets>1</packets><bytes>38</bytes></counters></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="17" protoname="udp"><sport>53</sport><dport>4000</dport></layer4><counters><packets>0</packets><bytes>0</bytes></counters></meta><meta direction="independent"><timeout>25</timeout><mark>0</mark><use>1</use><id>*</id><unreplied/><deltatime>5</deltatime></meta></flow>
      </conntrack>
      """
    And /proc/net/nf_conntrack shows:
      """
        ipv4     2 tcp      6 431985 ESTABLISHED src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 zone-orig=5 packets=2 bytes=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 packets=1 bytes=40 [ASSURED] mark=42 delta-time=15 use=2
        ipv4     2 udp      17 25 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 zone-orig=5 packets=1 bytes=38 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 packets=0 bytes=0 mark=0 delta-time=5 use=2
      """

  @id:tools-list-zone
  Scenario Outline: A zone stands where it belongs: <zone>
    Given the callbacks:
      | hook       | priority | match        | verdict     |
      | PREROUTING | -300     | iifname "c0" | ZONE <zone> |
    When these packets arrive:
      | flow  | packet     | ctstate |
      | query | udp len 10 | NEW     |
    Then conntrack -L prints:
      """
      <line>
      """

    Examples:
      | zone       | line                                                                                                                                                           |
      | 6          | udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 zone=6 use=1       |
      | 6 original | udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 zone-orig=6 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 use=1  |
      | 6 reply    | udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 zone-reply=6 mark=0 use=1 |

  @id:tools-list-sctp
  Scenario: Of an SCTP association the XML tells the states of TCP with the same number
    Given the flow sctp client:5000 > server:36412
    When these packets arrive:
      | flow                            | dir | packet        | ctstate     | state       |
      | sctp client:5000 > server:36412 | >   | sctp INIT     | NEW         | CLOSED      |
      | sctp client:5000 > server:36412 | <   | sctp INIT ACK | ESTABLISHED | COOKIE_WAIT |
    Then conntrack -L prints:
      """
      sctp     132 3 COOKIE_WAIT src=192.0.2.10 dst=198.51.100.10 sport=5000 dport=36412 src=198.51.100.10 dst=192.0.2.10 sport=36412 dport=5000 mark=0 use=1
      """
    And conntrack -L -o xml prints:
      """
      <?xml version="1.0" encoding="utf-8"?>
      <conntrack>
      <flow><meta direction="original"><layer3 protonum="2" protoname="ipv4"><src>192.0.2.10</src><dst>198.51.100.10</dst></layer3><layer4 protonum="132" protoname="sctp"><sport>5000</sport><dport>36412</dport></layer4></meta><meta direction="reply"><layer3 protonum="2" protoname="ipv4"><src>198.51.100.10</src><dst>192.0.2.10</dst></layer3><layer4 protonum="132" protoname="sctp"><sport>36412</sport><dport>5000</dport></layer4></meta><meta direction="independent"><state>SYN_RECV</state><timeout>3</timeout><mark>0</mark><use>1</use><id>*</id></meta></flow>
      </conntrack>
      """

  @id:tools-list-expectations-family
  Scenario: Of expectations the tool lists those of IPv4, unless it is asked for others
    Given the helper ftp on tcp port 21
    And the flow tcp client6:1024 > server6:21
    When these packets arrive:
      | flow                          | dir | packet                                                            | ctstate     |
      | tcp client6:1024 > server6:21 | >   | S 0:0(0) win 64240                                                | NEW         |
      | tcp client6:1024 > server6:21 | <   | S. 0:0(0) ack 1 win 65160                                         | ESTABLISHED |
      | tcp client6:1024 > server6:21 | >   | . 1:1(0) ack 1 win 502                                            | ESTABLISHED |
      | tcp client6:1024 > server6:21 | >   | P. 1:13(12) ack 1 win 502 "USER alice\r\n"                        | ESTABLISHED |
      | tcp client6:1024 > server6:21 | >   | P. 13:43(30) ack 1 win 502 "EPRT \|2\|2001:db8:1::10\|1026\|\r\n" | ESTABLISHED |
    Then conntrack -L expect prints:
      """
      """
    And conntrack -L expect -f ipv6 prints:
      """
      300 proto=6 src=2001:db8:2::10 dst=2001:db8:1::10 sport=0 dport=1026 mask-src=ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff mask-dst=ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff sport=0 dport=65535 master-src=2001:db8:1::10 master-dst=2001:db8:2::10 sport=1024 dport=21 class=0 helper=ftp
      """
