@src:nf_nat_proto.c @rfc:5508
Feature: ICMP errors about translated connections
  An error quotes the packet it is about as that was where the error arose: translated. On its way back the quoted
  packet is translated back, and the error's own addresses with it, so that the sender recognises its packet.

  @id:nat-error-source
  Scenario: The sender behind SNAT gets an error about the packet it sent
    Given the callbacks:
      | hook        | match | verdict                    |
      | POSTROUTING | udp   | SNAT to 198.51.100.77:5000 |
    When these packets arrive:
      | packet                                                                                            | ctstate | ctdir    |
      | udp client:40000 > server:53 len 20                                                               | NEW     | ORIGINAL |
      | icmp server > 198.51.100.77 unreachable port {udp 198.51.100.77:5000 > server:53 len 20}          | RELATED | REPLY    |
      | icmp 198.51.100.254 > 198.51.100.77 time-exceeded ttl {udp 198.51.100.77:5000 > server:53 len 20} | RELATED | REPLY    |
    Then packet 2 leaves as:
      """
      icmp server > client unreachable port {udp client:40000 > server:53 len 20}
      """
    And packet 3 leaves as:
      """
      icmp 198.51.100.254 > client time-exceeded ttl {udp client:40000 > server:53 len 20}
      """

  @id:nat-error-destination
  Scenario: Behind DNAT an error comes from the address the client knows
    Given the callbacks:
      | hook       | match          | verdict                  |
      | PREROUTING | udp dport 5353 | DNAT to 198.51.100.10:53 |
    When these packets arrive:
      | packet                                                                               | ctstate | ctdir    |
      | udp client:40000 > server2:5353 len 20                                               | NEW     | ORIGINAL |
      | icmp server > client unreachable port {udp client:40000 > server:53 len 20}          | RELATED | REPLY    |
      | icmp 198.51.100.254 > client time-exceeded ttl {udp client:40000 > server:53 len 20} | RELATED | REPLY    |
    Then packet 2 leaves as:
      """
      icmp server2 > client unreachable port {udp client:40000 > server2:5353 len 20}
      """
    And packet 3 leaves as:
      """
      icmp server2 > client time-exceeded ttl {udp client:40000 > server2:5353 len 20}
      """

  @id:nat-error-original
  Scenario: An error about a reply goes the other way
    Given the callbacks:
      | hook        | match | verdict                    |
      | POSTROUTING | udp   | SNAT to 198.51.100.77:5000 |
    When these packets arrive:
      | packet                                                                      | ctstate     | ctdir    |
      | udp client:40000 > server:53 len 20                                         | NEW         | ORIGINAL |
      | udp server:53 > 198.51.100.77:5000 len 30                                   | ESTABLISHED | REPLY    |
      | icmp client > server unreachable port {udp server:53 > client:40000 len 30} | RELATED     | ORIGINAL |
    Then packet 3 leaves as:
      """
      icmp 198.51.100.77 > server unreachable port {udp server:53 > 198.51.100.77:5000 len 30}
      """

  @id:nat-error-ipv6
  Scenario: The same over ICMPv6
    Given the callbacks:
      | hook        | match | verdict                       |
      | POSTROUTING | udp   | SNAT to [2001:db8:2::77]:5000 |
    When these packets arrive:
      | packet                                                                                                 | ctstate | ctdir    |
      | udp client6:40000 > server6:53 len 20                                                                  | NEW     | ORIGINAL |
      | icmp6 server6 > 2001:db8:2::77 packet-too-big mtu 1280 {udp [2001:db8:2::77]:5000 > server6:53 len 20} | RELATED | REPLY    |
    Then packet 2 leaves as:
      """
      icmp6 server6 > client6 packet-too-big mtu 1280 {udp client6:40000 > server6:53 len 20}
      """

  @id:nat-error-eight-bytes
  Scenario: Eight bytes of a quoted segment are enough; the checksum lies beyond them
    Given the callbacks:
      | hook        | match | verdict                    |
      | POSTROUTING | tcp   | SNAT to 198.51.100.77:5000 |
    When these packets arrive:
      | packet                                                                                                               | ctstate | verdict |
      | tcp client:40000 > server:80 S =1000:1000(0) win 64240                                                               | NEW     | ACCEPT  |
      | icmp server > 198.51.100.77 unreachable port {tcp 198.51.100.77:5000 > server:80 S =1000:1000(0) win 64240 trunc 28} | RELATED | ACCEPT  |
    Then packet 2 leaves as:
      """
      icmp server > client unreachable port {tcp client:40000 > server:80 S =1000:1000(0) win 64240 trunc 28}
      """

  @id:nat-error-four-bytes
  Scenario: With less than that conntrack finds the connection, but the error cannot be translated and is dropped
    Given the callbacks:
      | hook        | match | verdict                    |
      | POSTROUTING | tcp   | SNAT to 198.51.100.77:5000 |
    When these packets arrive:
      | packet                                                                                                               | ctstate | verdict |
      | tcp client:40000 > server:80 S =1000:1000(0) win 64240                                                               | NEW     | ACCEPT  |
      | icmp server > 198.51.100.77 unreachable port {tcp 198.51.100.77:5000 > server:80 S =1000:1000(0) win 64240 trunc 24} | RELATED | DROP    |

  @id:nat-error-redirect
  Scenario: A redirect about a translated connection is dropped: it would name a router the sender cannot know
    Given the callbacks:
      | hook        | match        | verdict               |
      | POSTROUTING | udp dport 53 | SNAT to 198.51.100.77 |
    When these packets arrive:
      | packet                                                                                                                | ctstate | verdict |
      | udp client:40000 > server:53 len 20                                                                                   | NEW     | ACCEPT  |
      | udp client:40000 > server:123 len 20                                                                                  | NEW     | ACCEPT  |
      | icmp 198.51.100.254 > 198.51.100.77 redirect host gateway 198.51.100.253 {udp 198.51.100.77:40000 > server:53 len 20} | RELATED | DROP    |
      | icmp 198.51.100.254 > client redirect host gateway 198.51.100.253 {udp client:40000 > server:123 len 20}              | RELATED | ACCEPT  |

  @id:nat-error-router
  Scenario: The router's own errors, too, speak of the packet as it was sent
    Given the callbacks:
      | hook       | match          | verdict                  |
      | PREROUTING | udp dport 5353 | DNAT to 198.51.100.10:53 |
    When these packets arrive:
      | packet                                         | ctstate | verdict |
      | udp client:40000 > server2:5353 len 20 (ttl 1) | NEW     | DROP    |
    Then packet 1 leaves as:
      """
      icmp server2 > client time-exceeded ttl {udp client:40000 > server2:5353 len 20 (ttl 1)} (tos 0xc0)
      """

  @id:nat-error-checksum
  Scenario: NAT checks an error's checksum even where conntrack is told not to
    Given the sysctls:
      | name                                | value |
      | net.netfilter.nf_conntrack_checksum | 0     |
    And the callbacks:
      | hook        | match | verdict                    |
      | POSTROUTING | udp   | SNAT to 198.51.100.77:5000 |
    When these packets arrive:
      | packet                                                                                                | ctstate | verdict |
      | udp client:40000 > server:53 len 20                                                                   | NEW     | ACCEPT  |
      | icmp server > 198.51.100.77 unreachable port {udp 198.51.100.77:5000 > server:53 len 20} bad-checksum | RELATED | DROP    |
