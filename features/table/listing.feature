@src:nf_conntrack_standalone.c
Feature: The lines of /proc/net/nf_conntrack
  Each entry is a line: family, protocol, seconds left, what the protocol keeps, the two tuples, flags.
  Scripts have read these lines for twenty years, so every blank of them matters.

  @id:table-listing-empty
  Scenario: Without connections there is no line
    Then /proc/net/nf_conntrack shows:
      """
      """

  @id:table-listing-tcp
  Scenario: TCP shows its state and its ports
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | packet             |
      | S 0:0(0) win 64240 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 tcp      6 120 SYN_SENT src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 mark=0 zone=0 use=2
      """

  @id:table-listing-tcp-assured
  Scenario: Once packets went both ways UNREPLIED is gone, and ASSURED comes last of the flags
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 tcp      6 432000 ESTABLISHED src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 [ASSURED] mark=0 zone=0 use=2
      """

  @id:table-listing-tcp6
  Scenario: IPv6 addresses are written in full
    Given the flow tcp [2001:db8:1::10]:1024 > [2001:db8:2::10]:80
    When these packets arrive:
      | packet             |
      | S 0:0(0) win 64240 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv6     10 tcp      6 120 SYN_SENT src=2001:0db8:0001:0000:0000:0000:0000:0010 dst=2001:0db8:0002:0000:0000:0000:0000:0010 sport=1024 dport=80 [UNREPLIED] src=2001:0db8:0002:0000:0000:0000:0000:0010 dst=2001:0db8:0001:0000:0000:0000:0000:0010 sport=80 dport=1024 mark=0 zone=0 use=2
      """

  @id:table-listing-udp
  Scenario: UDP has ports but no state
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet    |
      | udp len 8 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 zone=0 use=2
      """

  @id:table-listing-icmp
  Scenario: ICMP has the type, the code and the identifier of the query
    Given the flow icmp client > server
    When these packets arrive:
      | packet                          |
      | icmp echo-request id 4711 seq 1 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 icmp     1 30 src=192.0.2.10 dst=198.51.100.10 type=8 code=0 id=4711 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 type=0 code=0 id=4711 mark=0 zone=0 use=2
      """

  @id:table-listing-icmpv6
  Scenario: So has ICMPv6
    Given the flow icmp6 client6 > server6
    When these packets arrive:
      | dir | packet                           |
      | >   | icmp6 echo-request id 4711 seq 1 |
      | <   | icmp6 echo-reply id 4711 seq 1   |
    Then /proc/net/nf_conntrack shows:
      """
      ipv6     10 icmpv6   58 30 src=2001:0db8:0001:0000:0000:0000:0000:0010 dst=2001:0db8:0002:0000:0000:0000:0000:0010 type=128 code=0 id=4711 src=2001:0db8:0002:0000:0000:0000:0000:0010 dst=2001:0db8:0001:0000:0000:0000:0000:0010 type=129 code=0 id=4711 mark=0 zone=0 use=2
      """

  @id:table-listing-sctp
  Scenario: SCTP shows its state and its ports
    Given the flow sctp client:5000 > server:36412
    When these packets arrive:
      | packet    |
      | sctp INIT |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 sctp     132 10 CLOSED src=192.0.2.10 dst=198.51.100.10 sport=5000 dport=36412 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=36412 dport=5000 mark=0 zone=0 use=2
      """

  @id:table-listing-gre
  Scenario: GRE shows the timeouts it was born with and the keys of either direction
    Given the flow gre client > server
    When these packets arrive:
      | packet |
      | gre    |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 gre      47 30 timeout=30, stream_timeout=180 src=192.0.2.10 dst=198.51.100.10 srckey=0x0 dstkey=0x0 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 srckey=0x0 dstkey=0x0 mark=0 zone=0 use=2
      """

  @id:table-listing-udplite @until:6.18
  Scenario: UDP-Lite has a name of its own
    Given the flow ip client > server proto 136
    When these packets arrive:
      | packet                          |
      | ip proto 136 0x0fa00035000803c1 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 udplite  136 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 zone=0 use=2
      """

  @id:table-listing-unknown
  Scenario Outline: A protocol without a tracker is called unknown, and has nothing but its number and addresses
    Given the flow ip client > server proto <number>
    When these packets arrive:
      | packet                   |
      | ip proto <number> len 16 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 unknown  <number> 600 src=192.0.2.10 dst=198.51.100.10 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 mark=0 zone=0 use=2
      """

    Examples: Some of them
      | protocol | number |
      | RSVP     | 46     |
      | ESP      | 50     |
      | AH       | 51     |
      | OSPF     | 89     |

  @id:table-listing-mark
  Scenario: The mark of a connection stands in its line
    Given the callbacks:
      | hook    | priority | match | verdict   |
      | FORWARD | 0        | udp   | CTMARK 42 |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet    |
      | udp len 8 |
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=42 zone=0 use=2
      """

  @id:table-listing-counts-down
  Scenario: The seconds that are left are rounded down
    Given the flow udp client:4000 > server:53
    When these packets arrive:
      | packet    |
      | udp len 8 |
    And 10500 ms pass
    Then /proc/net/nf_conntrack shows:
      """
      ipv4     2 udp      17 19 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 zone=0 use=2
      """

  @id:table-listing-use
  Scenario: At rest an entry is held by the table and by whoever reads the line; each packet that waits holds it too
    Given a userspace handler on queue 0 that holds packets
    And the callbacks:
      | hook    | priority | match              | verdict |
      | FORWARD | 0        | ct direction reply | QUEUE 0 |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet    |
      | >   | udp len 8 |
    Then the table holds:
      | original                | use |
      | client:4000 > server:53 | 2   |
    When these packets arrive:
      | dir | packet    | verdict |
      | <   | udp len 8 | QUEUE   |
      | <   | udp len 8 | QUEUE   |
    Then the table holds:
      | original                | use |
      | client:4000 > server:53 | 4   |
    When the handler of queue 0 accepts packet 2
    And the handler of queue 0 drops packet 3
    Then the table holds:
      | original                | use |
      | client:4000 > server:53 | 2   |

  @id:table-listing-use-expired
  Scenario: A packet that waits keeps its connection for itself, even when the entry has left the table
    Given a userspace handler on queue 0 that holds packets
    And the callbacks:
      | hook    | priority | match              | verdict |
      | FORWARD | 0        | ct direction reply | QUEUE 0 |
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | dir | packet    | ctstate     |
      | >   | udp len 8 | NEW         |
      | <   | udp len 8 | ESTABLISHED |
    And 1 minute passes
    Then the table is empty
    When the handler of queue 0 accepts packet 2
    Then packet 2 is seen as:
      | ctstate     | ctdir | verdict | out |
      | ESTABLISHED | REPLY | ACCEPT  | c0  |
    And the table is empty
