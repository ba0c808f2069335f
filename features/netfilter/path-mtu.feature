@src:route.c @src:icmp.c @rfc:1191-6 @rfc:8201-5
Feature: A path that carries less than its first link
  An error that says a packet was too big is the affair of the socket that sent it. Of what no socket sent, the router
  believes those about its own ICMP messages, whoever sends them: over IPv6 about any, over IPv4 about an echo reply. For
  ten minutes it then sends no more at once to that destination, also of what it forwards, except for IPv4: there the
  path binds others only where the MTU was too small to be true.

  @id:path-mtu-forwarded-ipv6
  Scenario: IPv6 that is forwarded there ends behind the last hook, and its sender is told
    When these packets arrive:
      | packet                                                                                                     | ctstate | verdict |
      | icmp6 [2001:db8:2::99] > router6 packet-too-big mtu 1280 {icmp6 router6 > server6 echo-request id 0 seq 0} | INVALID | ACCEPT  |
      | udp client6:1 > server6:53 len 1400                                                                        | NEW     | ACCEPT  |
    Then packet 2 leaves as:
      """
      icmp6 router6 > client6 packet-too-big mtu 1280 {udp client6:1 > server6:53 len 1400 (ttl 63) trunc 1232}
      """
    And the table holds 1 entry

  @id:path-mtu-masqueraded-ipv6
  Scenario: Where the sender has the router's address by then, the router tells itself, and the error is translated back
    Given the callbacks:
      | hook        | match        | verdict    |
      | POSTROUTING | oifname "s0" | MASQUERADE |
    When these packets arrive:
      | packet                                                                                                     | verdict |
      | icmp6 [2001:db8:2::99] > router6 packet-too-big mtu 1280 {icmp6 router6 > server6 echo-request id 0 seq 0} | ACCEPT  |
      | udp client6:1 > server6:53 len 1400                                                                        | ACCEPT  |
    Then packet 2 leaves as:
      """
      icmp6 router6-s0 > client6 packet-too-big mtu 1280 {udp client6:1 > server6:53 len 1400 (ttl 63) trunc 1232}
      """

  @id:path-mtu-sent-ipv6
  Scenario: What a process sends there is not cut for it
    When these packets arrive:
      | packet                                                                                                     | verdict |
      | icmp6 [2001:db8:2::99] > router6 packet-too-big mtu 1280 {icmp6 router6 > server6 echo-request id 0 seq 0} | ACCEPT  |
      | udp router6:1 > server6:53 len 1400                                                                        | ACCEPT  |
    Then packet 2 does not leave

  @id:path-mtu-answered-ipv6
  Scenario: The router's own answers are cut
    When these packets arrive:
      | packet                                                                                          | verdict |
      | icmp6 client6 > router6 packet-too-big mtu 1280 {icmp6 router6 > client6 echo-reply id 0 seq 0} | ACCEPT  |
      | icmp6 client6 > router6 echo-request id 1 seq 1 len 1400                                        | ACCEPT  |
    Then packet 2 leaves as:
      """
      icmp6 router6 > client6 echo-reply id 1 seq 1 len 1224 sum 0xf9e0 (frag 0+)
      ip router6 > client6 proto 58 len 176 from 2 (frag 1232)
      """

  @id:path-mtu-link-answered-ipv6
  Scenario: So are those that are larger than the link carries
    When these packets arrive:
      | packet                                                                     | verdict |
      | icmp6 client6 > router6 echo-request id 1 seq 1 len 1900 (frag 7:1000@0+)  | STOLEN  |
      | icmp6 client6 > router6 echo-request id 1 seq 1 len 1900 (frag 7:908@1000) | ACCEPT  |
    Then packet 2 leaves as:
      """
      icmp6 router6 > client6 echo-reply id 1 seq 1 len 1440 sum 0x100c (frag 0+)
      ip router6 > client6 proto 58 len 460 from 10 (frag 1448)
      """

  @id:path-mtu-unbelieved
  Scenario Outline: <what> is not believed
    When these packets arrive:
      | packet                          | verdict |
      | <error>                         | ACCEPT  |
      | udp <from>:1 > <to>:53 len 1400 | ACCEPT  |
    Then packet 2 leaves as:
      """
      udp <from>:1 > <to>:53 len 1400 (ttl 63)
      """

    Examples:
      | what                       | from    | to      | error                                                                                             |
      | Less than any link carries | client6 | server6 | icmp6 server6 > router6 packet-too-big mtu 1279 {icmp6 router6 > server6 echo-reply id 0 seq 0}   |
      | More than the link carries | client6 | server6 | icmp6 server6 > router6 packet-too-big mtu 1501 {icmp6 router6 > server6 echo-reply id 0 seq 0}   |
      | What a socket would know   | client6 | server6 | icmp6 server6 > router6 packet-too-big mtu 1280 {tcp router6:1 > server6:53 S 1:1(0) win 0}       |
      | A request over IPv4        | client  | server  | icmp server > router unreachable frag-needed mtu 0 {icmp router > server echo-request id 0 seq 0} |
      | One from another over IPv4 | client  | server  | icmp server > router unreachable frag-needed mtu 0 {icmp client > server echo-reply id 0 seq 0}   |
      | Another error over IPv4    | client  | server  | icmp server > router unreachable host {icmp router > server echo-reply id 0 seq 0}                |

  @id:path-mtu-router-ipv4
  Scenario: Over IPv4 it binds what the router itself sends
    When these packets arrive:
      | packet                                                                                            | verdict | out         |
      | icmp server > router unreachable frag-needed mtu 600 {icmp router > server echo-reply id 0 seq 0} | ACCEPT  | local       |
      | icmp server > router echo-request id 1 seq 1 len 800                                              | ACCEPT  | local s0 s0 |
      | udp client:1 > server:53 len 1400 (df)                                                            | ACCEPT  | s0          |
      | udp router:1 > server:53 len 1400 (df)                                                            | ACCEPT  | -           |

  @id:path-mtu-locked
  Scenario: Less than 552 bytes is not believed, and has all that goes there cut to 552
    When these packets arrive:
      | packet                                                                                          | verdict |
      | icmp server > router unreachable frag-needed mtu 0 {icmp router > server echo-reply id 0 seq 0} | ACCEPT  |
      | udp client:1 > server:53 len 600                                                                | ACCEPT  |
      | udp client:1 > server:53 len 600 (df)                                                           | DROP    |
      | udp server:1 > router:80 len 1000                                                               | ACCEPT  |
    Then packet 2 leaves as:
      """
      udp client:1 > server:53 len 520 ulen 608 sum 0xdd53 (ttl 63, frag 0+)
      ip client > server proto 17 len 80 (ttl 63, frag 528)
      """
    And packet 3 leaves as:
      """
      icmp router > client unreachable frag-needed mtu 552 {udp client:1 > server:53 len 600 (df) trunc 548} (tos 0xc0)
      """
    And packet 4 leaves as:
      """
      icmp router > server unreachable port {udp server:1 > router:80 len 1000 trunc 524} (tos 0xc0)
      """

  @id:path-mtu-from-nowhere
  Scenario: Whoever says so is believed, though no way leads back to him
    When these packets arrive:
      | in | packet                                                                                                   | verdict |
      | s0 | icmp 203.0.113.9 > router unreachable frag-needed mtu 0 {icmp router > server echo-reply id 0 seq 0}     | ACCEPT  |
      | s0 | icmp6 [2001:db8:99::9] > router6 packet-too-big mtu 1280 {icmp6 router6 > server6 echo-reply id 0 seq 0} | ACCEPT  |
      | c0 | udp client:1 > server:53 len 600 (df)                                                                    | DROP    |
      | c0 | udp client6:1 > server6:53 len 1400                                                                      | ACCEPT  |
    Then packet 3 leaves as:
      """
      icmp router > client unreachable frag-needed mtu 552 {udp client:1 > server:53 len 600 (df) trunc 548} (tos 0xc0)
      """
    And packet 4 leaves as:
      """
      icmp6 router6 > client6 packet-too-big mtu 1280 {udp client6:1 > server6:53 len 1400 (ttl 63) trunc 1232}
      """

  @id:path-mtu-forgotten
  Scenario: After ten minutes it is forgotten
    When these packets arrive:
      | t   | packet                                                                                          | verdict |
      | 0   | icmp server > router unreachable frag-needed mtu 0 {icmp router > server echo-reply id 0 seq 0} | ACCEPT  |
      | 599 | udp client:1 > server:53 len 600 (df)                                                           | DROP    |
      | 601 | udp client:1 > server:53 len 600 (df)                                                           | ACCEPT  |

  @id:path-mtu-clamped
  Scenario Outline: The largest segment is made to fit a path of <mtu> both ways
    Given the ruleset:
      """
      *mangle
      :FORWARD ACCEPT [0:0]
      -A FORWARD -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
      COMMIT
      """
    When these packets arrive:
      | packet                                                                                              | verdict |
      | icmp server > router unreachable frag-needed mtu <mtu> {icmp router > server echo-reply id 0 seq 0} | ACCEPT  |
      | tcp client:1 > server:80 S 1:1(0) win 1000 <mss 1460>                                               | ACCEPT  |
      | tcp server:2 > client:80 S 1:1(0) win 1000 <mss 1460>                                               | ACCEPT  |
    Then packet 2 leaves as:
      """
      tcp client:1 > server:80 S 1:1(0) win 1000 <mss <mss>> (ttl 63)
      """
    And packet 3 leaves as:
      """
      tcp server:2 > client:80 S 1:1(0) win 1000 <mss <mss>> (ttl 63)
      """

    Examples:
      | mtu  | mss |
      | 1000 | 960 |
      | 0    | 512 |
