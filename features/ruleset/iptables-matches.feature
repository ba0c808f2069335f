Feature: Matches of iptables
  A rule is for the packets that all of its matches fit. Each line below is a rule that drops what it is for, in a
  chain that lets everything else pass.

  Scenario Outline: <match> is for <packet>: <verdict>
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD <match> -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet   | verdict   |
      | <packet> | <verdict> |

    @id:ruleset-match-addresses
    Examples: addresses
      | match                                                    | packet                        | verdict |
      | -s 192.0.2.10                                            | udp client:1 > server:2 len 4 | DROP    |
      | -s 192.0.2.11                                            | udp client:1 > server:2 len 4 | ACCEPT  |
      | -s 192.0.2.0/24                                          | udp client:1 > server:2 len 4 | DROP    |
      | -s 192.0.2.0/255.255.255.0                               | udp client:1 > server:2 len 4 | DROP    |
      | -s 192.0.2.16/28                                         | udp client:1 > server:2 len 4 | ACCEPT  |
      | ! -s 192.0.2.10                                          | udp client:1 > server:2 len 4 | ACCEPT  |
      | ! -d 192.0.2.10                                          | udp client:1 > server:2 len 4 | DROP    |
      | -d 198.51.100.10                                         | udp client:1 > server:2 len 4 | DROP    |
      | -d 198.51.100.11                                         | udp client:1 > server:2 len 4 | ACCEPT  |
      | -m iprange --src-range 192.0.2.9-192.0.2.10              | udp client:1 > server:2 len 4 | DROP    |
      | -m iprange ! --src-range 192.0.2.9-192.0.2.10            | udp client:1 > server:2 len 4 | ACCEPT  |
      | -m iprange --dst-range 198.51.100.11-198.51.100.20       | udp client:1 > server:2 len 4 | ACCEPT  |
      | -m addrtype --dst-type UNICAST                           | udp client:1 > server:2 len 4 | DROP    |
      | -m addrtype --dst-type LOCAL                             | udp client:1 > server:2 len 4 | ACCEPT  |

    @id:ruleset-match-interfaces
    Examples: interfaces
      | match     | packet                        | verdict |
      | -i c0     | udp client:1 > server:2 len 4 | DROP    |
      | -i s0     | udp client:1 > server:2 len 4 | ACCEPT  |
      | ! -i c0   | udp client:1 > server:2 len 4 | ACCEPT  |
      | -o s0     | udp client:1 > server:2 len 4 | DROP    |
      | -o s+     | udp client:1 > server:2 len 4 | DROP    |
      | -o c+     | udp client:1 > server:2 len 4 | ACCEPT  |

    @id:ruleset-match-protocols
    Examples: protocols and ports
      | match                                       | packet                           | verdict |
      | -p udp                                      | udp client:1 > server:2 len 4    | DROP    |
      | -p 17                                       | udp client:1 > server:2 len 4    | DROP    |
      | -p tcp                                      | udp client:1 > server:2 len 4    | ACCEPT  |
      | ! -p tcp                                    | udp client:1 > server:2 len 4    | DROP    |
      | -p udp --dport 53                           | udp client:1 > server:53 len 4   | DROP    |
      | -p udp --dport domain                       | udp client:1 > server:53 len 4   | DROP    |
      | -p udp -m udp --dport 54                    | udp client:1 > server:53 len 4   | ACCEPT  |
      | -p udp -m udp --sport 1:9                   | udp client:1 > server:53 len 4   | DROP    |
      | -p udp -m udp --sport 2:                    | udp client:1 > server:53 len 4   | ACCEPT  |
      | -p udp -m udp ! --sport 2:                  | udp client:1 > server:53 len 4   | DROP    |
      | -p tcp --dport 53                           | udp client:1 > server:53 len 4   | ACCEPT  |
      | -p udp -m multiport --dports 53,123,500:510 | udp client:1 > server:509 len 4  | DROP    |
      | -p udp -m multiport --dports 53,123,500:510 | udp client:1 > server:511 len 4  | ACCEPT  |
      | -p udp -m multiport ! --dports 53,123       | udp client:1 > server:511 len 4  | DROP    |
      | -p udp -m multiport --ports 1,2             | udp client:1 > server:511 len 4  | DROP    |
      | -p udp -m multiport --sports 2,3            | udp client:1 > server:511 len 4  | ACCEPT  |
      | -m length --length 28:32                    | udp client:1 > server:511 len 4  | DROP    |
      | -m length --length 33:                      | udp client:1 > server:511 len 4  | ACCEPT  |
      | -m ttl --ttl-eq 63                          | udp client:1 > server:511 len 4  | DROP    |
      | -m ttl ! --ttl-eq 63                        | udp client:1 > server:511 len 4  | ACCEPT  |
      | -m ttl --ttl-lt 64                          | udp client:1 > server:511 len 4  | DROP    |
      | -m ttl --ttl-gt 63                          | udp client:1 > server:511 len 4  | ACCEPT  |
      | -m dscp --dscp 0x2e                         | udp client:1 > server:511 len 4 (tos 0xb8) | DROP   |
      | -m dscp ! --dscp-class EF                   | udp client:1 > server:511 len 4 (tos 0xb8) | ACCEPT |
      | -m pkttype --pkt-type unicast               | udp client:1 > server:511 len 4  | DROP    |
      | -m pkttype --pkt-type multicast             | udp client:1 > server:511 len 4  | ACCEPT  |
      | -f                                          | udp client:1 > server:511 len 4  | ACCEPT  |
      | ! -f                                        | udp client:1 > server:511 len 4  | DROP    |

    @id:ruleset-match-tcp-flags
    Examples: flags of TCP
      | match                                 | packet                                   | verdict |
      | -p tcp --syn                          | tcp client:1 > server:2 S 0:0(0) win 9   | DROP    |
      | -p tcp ! --syn                        | tcp client:1 > server:2 S 0:0(0) win 9   | ACCEPT  |
      | -p tcp --syn                          | tcp client:1 > server:2 . ack 1          | ACCEPT  |
      | -p tcp --tcp-flags SYN,ACK SYN        | tcp client:1 > server:2 S 0:0(0) win 9   | DROP    |
      | -p tcp --tcp-flags SYN,ACK ACK        | tcp client:1 > server:2 S 0:0(0) win 9   | ACCEPT  |
      | -p tcp --tcp-flags ALL NONE           | tcp client:1 > server:2 - 0:0(0)         | DROP    |
      | -p tcp --tcp-flags ALL FIN,PSH,URG    | tcp client:1 > server:2 FPU 0:0(0)       | DROP    |

    @id:ruleset-match-icmp
    Examples: types of ICMP
      | match                                       | packet                                     | verdict |
      | -p icmp --icmp-type 8                       | icmp client > server echo-request id 1 seq 1 | DROP    |
      | -p icmp --icmp-type echo-request            | icmp client > server echo-request id 1 seq 1 | DROP    |
      | -p icmp --icmp-type any                     | icmp client > server echo-request id 1 seq 1 | DROP    |
      | -p icmp --icmp-type echo-reply              | icmp client > server echo-request id 1 seq 1 | ACCEPT  |
      | -p icmp ! --icmp-type 8/0                   | icmp client > server echo-request id 1 seq 1 | ACCEPT  |
      | -p icmp --icmp-type 8/1                     | icmp client > server echo-request id 1 seq 1 | ACCEPT  |

    @id:ruleset-match-state
    Examples: what conntrack says of a packet
      | match                                                       | packet                                | verdict |
      | -m state --state NEW                                        | udp client:1 > server:2 len 4         | DROP    |
      | -m state --state ESTABLISHED,RELATED                        | udp client:1 > server:2 len 4         | ACCEPT  |
      | -m conntrack --ctstate NEW,INVALID                          | udp client:1 > server:2 len 4         | DROP    |
      | -m conntrack ! --ctstate NEW                                | udp client:1 > server:2 len 4         | ACCEPT  |
      | -m conntrack --ctstate INVALID                              | tcp client:1 > server:2 FS 0:0(0)     | DROP    |
      | -m conntrack --ctstate DNAT                                 | udp client:1 > server:2 len 4         | ACCEPT  |
      | -m conntrack --ctproto udp                                  | udp client:1 > server:2 len 4         | DROP    |
      | -m conntrack --ctproto tcp                                  | udp client:1 > server:2 len 4         | ACCEPT  |
      | -m conntrack --ctorigsrc 192.0.2.0/24 --ctorigdstport 2     | udp client:1 > server:2 len 4         | DROP    |
      | -m conntrack --ctorigsrc 192.0.2.0/24 --ctorigdstport 3     | udp client:1 > server:2 len 4         | ACCEPT  |
      | -m conntrack --ctreplsrc 198.51.100.10 --ctrepldst 192.0.2.10 | udp client:1 > server:2 len 4       | DROP    |
      | -m conntrack --ctreplsrcport 2 --ctrepldstport 1            | udp client:1 > server:2 len 4         | DROP    |
      | -m conntrack ! --ctreplsrcport 2                            | udp client:1 > server:2 len 4         | ACCEPT  |
      | -m conntrack --ctdir ORIGINAL                               | udp client:1 > server:2 len 4         | DROP    |
      | -m conntrack --ctdir REPLY                                  | udp client:1 > server:2 len 4         | ACCEPT  |
      | -m conntrack --ctstatus SEEN_REPLY                          | udp client:1 > server:2 len 4         | ACCEPT  |
      | -m conntrack --ctstatus NONE                                | udp client:1 > server:2 len 4         | ACCEPT  |
      | -m conntrack ! --ctstatus NONE                              | udp client:1 > server:2 len 4         | DROP    |
      | -m conntrack ! --ctstatus ASSURED                           | udp client:1 > server:2 len 4         | DROP    |

    @id:ruleset-match-no-connection
    Examples: a packet without a connection fits what is asked of connections only where the state is asked for too
      | match                                                   | packet                                | verdict |
      | -m conntrack --ctproto tcp                              | tcp client:1 > server:2 FS 0:0(0)     | ACCEPT  |
      | -m conntrack ! --ctproto tcp                            | tcp client:1 > server:2 FS 0:0(0)     | ACCEPT  |
      | -m conntrack --ctstate INVALID --ctproto udp            | tcp client:1 > server:2 FS 0:0(0)     | DROP    |
      | -m conntrack --ctstate INVALID --ctdir REPLY            | tcp client:1 > server:2 FS 0:0(0)     | DROP    |
      | -m connmark --mark 0                                    | tcp client:1 > server:2 FS 0:0(0)     | ACCEPT  |
      | -m connmark ! --mark 0                                  | tcp client:1 > server:2 FS 0:0(0)     | ACCEPT  |
      | -m helper --helper ftp                                  | tcp client:1 > server:2 FS 0:0(0)     | ACCEPT  |
      | -m helper ! --helper ftp                                | tcp client:1 > server:2 FS 0:0(0)     | DROP    |
      | -m connlabel --label 5                                  | tcp client:1 > server:2 FS 0:0(0)     | ACCEPT  |
      | -m connlabel ! --label 5                                | tcp client:1 > server:2 FS 0:0(0)     | DROP    |

  @id:ruleset-match-marks
  Scenario: Marks of packets and of connections, as far as a mask goes
    Given the ruleset:
      """
      *mangle
      :PREROUTING ACCEPT
      -A PREROUTING -p udp --dport 1 -j MARK --set-mark 0x12
      -A PREROUTING -p udp --dport 2 -j CONNMARK --set-mark 0x34
      COMMIT
      *filter
      :FORWARD ACCEPT
      -A FORWARD -m mark --mark 0x2/0xf -j DROP
      -A FORWARD -m connmark --mark 0x34 -j DROP
      -A FORWARD -m mark ! --mark 0 -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                        | rule                  | verdict |
      | udp client:9 > server:1 len 4 | filter FORWARD 1      | DROP    |
      | udp client:9 > server:2 len 4 | filter FORWARD 2      | DROP    |
      | udp client:9 > server:3 len 4 | filter FORWARD policy | ACCEPT  |

  @id:ruleset-match-limit
  Scenario: A limit lets a burst pass, and then as much as the rate fills up again
    Given the ruleset:
      """
      *filter
      :FORWARD DROP
      -A FORWARD -m limit --limit 1/hour --limit-burst 2 -j ACCEPT
      COMMIT
      """
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | packet    | verdict | rule                  |
      | udp len 4 | ACCEPT  | filter FORWARD 1      |
      | udp len 4 | ACCEPT  | filter FORWARD 1      |
      | udp len 4 | DROP    | filter FORWARD policy |

  @id:ruleset-match-limit-fills
  Scenario: A limit fills up with the time that passes
    Given the ruleset:
      """
      *filter
      :FORWARD DROP
      -A FORWARD -m limit --limit 2/second --limit-burst 1 -j ACCEPT
      COMMIT
      """
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | t    | packet    | verdict |
      | 0    | udp len 4 | ACCEPT  |
      | 0    | udp len 4 | DROP    |
      | 0.6  | udp len 4 | ACCEPT  |
      | 0.7  | udp len 4 | DROP    |

  @id:ruleset-match-expire
  Scenario: The time that a connection has left
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -m conntrack --ctexpire 100:130 -j DROP
      -A FORWARD -m conntrack --ctexpire 10:40 -m conntrack --ctstatus SEEN_REPLY -j DROP
      COMMIT
      """
    And the flow udp client:4000 > server:53
    When these packets arrive:
      | t | dir | packet    | timeout | rule                  |
      | 0 | >   | udp len 4 | 30      | filter FORWARD policy |
      | 1 | <   | udp len 4 | 30      | filter FORWARD 2      |

  @id:ruleset-match-helper
  Scenario: The helper that expected a connection
    Given the ruleset:
      """
      *raw
      :PREROUTING ACCEPT
      -A PREROUTING -p udp --dport 69 -j CT --helper tftp
      COMMIT
      *filter
      :FORWARD ACCEPT
      -A FORWARD -m helper --helper tftp -j DROP
      -A FORWARD -m conntrack --ctstate RELATED -j ACCEPT
      COMMIT
      """
    When these packets arrive:
      | packet                                         | ctstate | verdict | rule                  |
      | udp client:4000 > server:69 "\x00\x01f\x00octet\x00" | NEW     | ACCEPT  | filter FORWARD policy |
      | udp server:3000 > client:4000 len 4            | RELATED | DROP    | filter FORWARD 1      |

  @id:ruleset-match-label
  Scenario: A label is set by one rule and found by another
    Given the ruleset:
      """
      *mangle
      :PREROUTING ACCEPT
      -A PREROUTING -p udp --dport 53 -m connlabel --label 5 --set
      COMMIT
      *filter
      :FORWARD ACCEPT
      -A FORWARD -m connlabel --label 5 -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                         | verdict |
      | udp client:9 > server:53 len 4 | DROP    |
      | udp client:9 > server:54 len 4 | ACCEPT  |
