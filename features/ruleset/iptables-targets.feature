Feature: Targets of iptables
  What a rule does with the packets it is for: it decides on them, it answers them, it notes something on them or on their
  connection, or it sends them to another chain.

  @id:ruleset-target-chains
  Scenario: Chains are called and returned from; -g does not come back
    Given the ruleset:
      """
      *filter
      :FORWARD DROP
      :names -
      :web -
      :last -
      -A FORWARD -p udp -j names
      -A FORWARD -p tcp -g web
      -A FORWARD -j ACCEPT
      -A names -p udp --dport 1 -j RETURN
      -A names -p udp --dport 2 -j ACCEPT
      -A names -p udp --dport 3 -j last
      -A web -p tcp --dport 80 -j ACCEPT
      -A last -j RETURN
      COMMIT
      """
    When these packets arrive:
      | packet                               | verdict | rule                  |
      | udp client:9 > server:1 len 4        | ACCEPT  | filter FORWARD 3      |
      | udp client:9 > server:2 len 4        | ACCEPT  | filter names 2        |
      | udp client:9 > server:3 len 4        | ACCEPT  | filter FORWARD 3      |
      | tcp client:9 > server:80 S 0:0(0)    | ACCEPT  | filter web 1          |
      | tcp client:9 > server:81 S 0:0(0)    | DROP    | filter FORWARD policy |
    And the rules have counted:
      | rule             | packets | bytes |
      | filter FORWARD 1 | 3       | 96    |
      | filter names 1   | 1       | 32    |
      | filter last 1    | 1       | 32    |

  Scenario Outline: REJECT answers <packet> with <answer>
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD <rule>
      COMMIT
      """
    When these packets arrive:
      | packet   | verdict | out |
      | <packet> | DROP    | c0  |
    Then packet 1 leaves as:
      """
      <answer>
      """

    @id:ruleset-target-reject-reset
    Examples: a reset
      | rule                                     | packet                                       | answer                                       |
      | -p tcp -j REJECT --reject-with tcp-reset | tcp client:1 > server:2 S =5:5(0) win 9      | tcp server:2 > client:1 R. =0:0(0) ack =6 win 0 (df) |
      | -p tcp -j REJECT --reject-with tcp-reset | tcp client:1 > server:2 . =5:9(4) ack =77    | tcp server:2 > client:1 R =77:77(0) win 0 (df) |

    @id:ruleset-target-reject-error
    Examples: an error
      | rule                                        | packet                        | answer                                       |
      | -j REJECT                                   | udp client:1 > server:2 len 4 | icmp router > client unreachable port { udp client:1 > server:2 len 4 (ttl 63) } (tos 0xc0) |
      | -j REJECT --reject-with icmp-host-prohibited | udp client:1 > server:2 len 4 | icmp router > client unreachable host-prohibited { udp client:1 > server:2 len 4 (ttl 63) } (tos 0xc0) |
      | -j REJECT --reject-with icmp-admin-prohibited | udp client:1 > server:2 len 4 | icmp router > client unreachable admin-prohibited { udp client:1 > server:2 len 4 (ttl 63) } (tos 0xc0) |

  @id:ruleset-target-reject-silent
  Scenario: Neither a reset is reset, nor a segment with a wrong checksum
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
      COMMIT
      """
    When these packets arrive:
      | packet                                  | verdict | out |
      | tcp client:1 > server:2 R =5:5(0) win 0 | DROP    | -   |

  @id:ruleset-target-reject-established @since:6.1
  Scenario: A connection that is reset by a rule is at its end
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p tcp --tcp-flags PSH PSH -j REJECT --reject-with tcp-reset
      COMMIT
      """
    And the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet             | ctstate     | state       | timeout | out |
      | >   | S 0:0(0) win 64240 | NEW         | SYN_SENT    | 120     | s0  |
      | <   | S. 0:0(0) ack 1    | ESTABLISHED | SYN_RECV    | 60      | c0  |
      | >   | . ack 1            | ESTABLISHED | ESTABLISHED | 432000  | s0  |
      | >   | P. 1:5(4) ack 1    | ESTABLISHED | CLOSE       | 10      | c0  |

  @id:ruleset-target-notrack
  Scenario: Packets that conntrack is not to see
    Given the ruleset:
      """
      *raw
      :PREROUTING ACCEPT
      -A PREROUTING -p udp --dport 53 -j NOTRACK
      -A PREROUTING -p udp --dport 54 -j CT --notrack
      COMMIT
      """
    When these packets arrive:
      | packet                         | ctstate   | verdict |
      | udp client:9 > server:53 len 4 | UNTRACKED | ACCEPT  |
      | udp client:9 > server:54 len 4 | UNTRACKED | ACCEPT  |
      | udp client:9 > server:55 len 4 | NEW       | ACCEPT  |
    Then the table holds 1 entry

  @id:ruleset-target-ct
  Scenario: What the target CT says of a connection to come
    Given the ruleset:
      """
      *raw
      :PREROUTING ACCEPT
      -A PREROUTING -p udp --dport 1 -j CT --zone 7
      -A PREROUTING -p udp --dport 2 -j CT --zone-orig 8
      -A PREROUTING -p udp --dport 69 -j CT --helper tftp
      -A PREROUTING -p udp --dport 4 -j CT --ctevents destroy
      COMMIT
      """
    When these packets arrive:
      | packet                         | ctstate | zone       | events |
      | udp client:9 > server:1 len 4  | NEW     | 7          | NEW    |
      | udp client:9 > server:2 len 4  | NEW     | 8 original | NEW    |
      | udp client:9 > server:69 len 4 | NEW     | 0          | NEW    |
      | udp client:9 > server:4 len 4  | NEW     | 0          | -      |
    Then the table includes:
      | original              | helper |
      | client:9 > server:69  | tftp   |

  @id:ruleset-target-marks
  Scenario: Marks are set, saved on the connection, and restored from it
    Given the ruleset:
      """
      *mangle
      :PREROUTING ACCEPT
      -A PREROUTING -j CONNMARK --restore-mark
      -A PREROUTING -m mark ! --mark 0 -j ACCEPT
      -A PREROUTING -p udp --dport 1 -j MARK --set-xmark 0xf0/0xff
      -A PREROUTING -p udp --dport 1 -j MARK --or-mark 0x0f
      -A PREROUTING -p udp --dport 1 -j MARK --and-mark 0x3c
      -A PREROUTING -p udp --dport 2 -j MARK --set-mark 5/0xf
      -A PREROUTING -p udp --dport 2 -j MARK --xor-mark 1
      -A PREROUTING -j CONNMARK --save-mark
      COMMIT
      """
    When these packets arrive:
      | packet                        | mark | rule                     |
      | udp client:9 > server:1 len 4 | 60   | mangle PREROUTING policy |
      | udp server:1 > client:9 len 4 | 60   | mangle PREROUTING 2      |
      | udp client:9 > server:2 len 4 | 4    | mangle PREROUTING policy |
      | udp client:9 > server:3 len 4 | 0    | mangle PREROUTING policy |

  @id:ruleset-target-nat
  Scenario: The table nat is asked for the first packet of a connection
    Given the ruleset:
      """
      *nat
      :PREROUTING ACCEPT
      :POSTROUTING ACCEPT
      -A PREROUTING -i c0 -p tcp --dport 8080 -j DNAT --to-destination 198.51.100.10:80
      -A POSTROUTING -o s0 -j MASQUERADE
      COMMIT
      *filter
      :FORWARD DROP
      -A FORWARD -m conntrack --ctstate DNAT -j ACCEPT
      COMMIT
      """
    When these packets arrive:
      | in | packet                                                   | ctstate     | status          | rule             |
      | c0 | tcp client:40000 > router:8080 S =1000:1000(0) win 64240 | NEW         | SRC_NAT DST_NAT | filter FORWARD 1 |
      | s0 | tcp server:80 > 198.51.100.1:40000 S. =9:9(0) ack =1001  | ESTABLISHED |                 | filter FORWARD 1 |
    Then packet 1 leaves as:
      """
      tcp 198.51.100.1:40000 > server:80 S =1000:1000(0) win 64240
      """
    And packet 1 is decided by:
      | hook        | rule              | verdict |
      | PREROUTING  | nat PREROUTING 1  | ACCEPT  |
      | FORWARD     | filter FORWARD 1  | ACCEPT  |
      | POSTROUTING | nat POSTROUTING 1 | ACCEPT  |
    And packet 2 is decided by:
      | hook    | rule             | verdict |
      | FORWARD | filter FORWARD 1 | ACCEPT  |

  Scenario Outline: <target> makes of <packet>: <left>
    Given the ruleset:
      """
      *nat
      :PREROUTING ACCEPT
      :POSTROUTING ACCEPT
      -A <chain> -j <target>
      COMMIT
      """
    When these packets arrive:
      | packet   | ctstate |
      | <packet> | NEW     |
    Then packet 1 leaves as:
      """
      <left>
      """

    @id:ruleset-target-translations
    Examples:
      | chain              | target                                     | packet                        | left                                 |
      | POSTROUTING        | SNAT --to-source 198.51.100.1              | udp client:9 > server:1 len 4 | udp 198.51.100.1:9 > server:1 len 4  |
      | POSTROUTING -p udp | SNAT --to-source 198.51.100.1:700-700      | udp client:9 > server:1 len 4 | udp 198.51.100.1:700 > server:1 len 4 |
      | POSTROUTING -p udp | MASQUERADE --to-ports 700-700              | udp client:9 > server:1 len 4 | udp 198.51.100.1:700 > server:1 len 4 |
      | PREROUTING         | DNAT --to-destination 198.51.100.10        | udp client:9 > 198.51.100.99:1 len 4 | udp client:9 > server:1 len 4 |
      | PREROUTING         | NETMAP --to 198.51.100.0/28                | udp client:9 > 203.0.113.10:1 len 4 | udp client:9 > server:1 len 4 |
      | PREROUTING -p icmp | DNAT --to-destination 198.51.100.10        | udp client:9 > server:1 len 4 | udp client:9 > server:1 len 4        |

  @id:ruleset-target-redirect
  Scenario: REDIRECT takes a packet to the router itself
    Given the ruleset:
      """
      *nat
      :PREROUTING ACCEPT
      -A PREROUTING -p udp --dport 53 -j REDIRECT --to-ports 5353
      COMMIT
      """
    When these packets arrive:
      | packet                         | ctstate | hooks            | rule                   |
      | udp client:9 > server:53 len 4 | NEW     | PREROUTING INPUT | nat PREROUTING 1       |
      | udp client:9 > server:54 len 4 | NEW     |                  | nat PREROUTING policy  |

  @id:ruleset-target-queue
  Scenario: A packet waits for a process, or passes where there is none
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p udp --dport 1 -j NFQUEUE --queue-num 3
      -A FORWARD -p udp --dport 2 -j NFQUEUE --queue-num 3 --queue-bypass
      COMMIT
      """
    When these packets arrive:
      | packet                        | verdict | rule             |
      | udp client:9 > server:1 len 4 | DROP    | filter FORWARD 1 |
      | udp client:9 > server:2 len 4 | ACCEPT  | filter FORWARD 2 |

  @id:ruleset-target-queue-old
  Scenario: QUEUE is queue 0; iptables-nft no longer loads it
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p udp -j QUEUE
      COMMIT
      """
    When these packets arrive:
      | packet                        | verdict | rule             |
      | udp client:9 > server:3 len 4 | DROP    | filter FORWARD 1 |

  @id:ruleset-target-log
  Scenario: LOG writes a line and goes on
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p udp --dport 53 -j LOG --log-prefix "name: "
      -A FORWARD -p udp --dport 53 -j NFLOG --nflog-prefix "unseen"
      -A FORWARD -p udp -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                                | verdict | rule             |
      | udp client:9 > server:53 len 4 (id 7) | DROP    | filter FORWARD 3 |
      | udp client:9 > server:54 len 4        | DROP    | filter FORWARD 3 |
    Then the log shows:
      """
      name: IN=c0 OUT=s0 MAC=00:00:5e:00:53:01:00:00:5e:00:53:11:08:00 SRC=192.0.2.10 DST=198.51.100.10 LEN=32 TOS=0x00 PREC=0x00 TTL=63 ID=7 PROTO=UDP SPT=9 DPT=53 LEN=12
      """

  @id:ruleset-target-ipv6 @since:6.1 @chance
  Scenario: Dumps of ip6tables beside those of iptables
    What was reserved in the reset Linux 5.10 left as it lay in memory (`nf_reject_ip6_tcphdr_put`).
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD -p icmp -m icmp --icmp-type echo-request -j DROP
      COMMIT
      """
    And the ruleset:
      """
      # Generated by ip6tables-save v1.8.9
      *filter
      :FORWARD DROP [0:0]
      -A FORWARD -p ipv6-icmp -m icmp6 --icmpv6-type echo-request -j ACCEPT
      -A FORWARD -s 2001:db8:1::/64 -p tcp -m tcp --dport 80 -j REJECT --reject-with tcp-reset
      -A FORWARD -d 2001:db8:2::10/128 -p udp -j REJECT --reject-with icmp6-adm-prohibited
      COMMIT
      """
    When these packets arrive:
      | packet                                          | verdict | rule                      | out |
      | icmp client > server echo-request id 1 seq 1    | DROP    | ip filter FORWARD 1       | -   |
      | icmp6 client6 > server6 echo-request id 1 seq 1 | ACCEPT  | ip6 filter FORWARD 1      | s0  |
      | tcp client6:1 > server6:80 S =5:5(0) win 9      | DROP    | ip6 filter FORWARD 2      | c0  |
      | udp client6:1 > server6:53 len 4                | DROP    | ip6 filter FORWARD 3      | c0  |
      | udp server6:53 > client6:1 len 4                | DROP    | ip6 filter FORWARD policy | -   |
    Then packet 3 leaves as:
      """
      tcp server6:80 > client6:1 R. =0:0(0) ack =6 win 0
      """
    And packet 4 leaves as:
      """
      icmp6 router6 > client6 unreachable admin-prohibited { udp client6:1 > server6:53 len 4 (ttl 63) }
      """

  @id:ruleset-tproxy @src:xt_TPROXY.c @src:xt_socket.c
  Scenario: TPROXY drops what it can hand to nobody, and no packet is for a socket
    Given the ruleset:
      """
      *mangle
      :PREROUTING ACCEPT [0:0]
      -A PREROUTING -p tcp -m socket --transparent -j DROP
      -A PREROUTING -p tcp -m tcp --dport 80 -j TPROXY --on-port 3129 --on-ip 127.0.0.1 --tproxy-mark 0x1/0x1
      COMMIT
      """
    When these packets arrive:
      | packet                            | verdict |
      | tcp client:9 > server:80 S 0:0(0) | DROP    |
      | tcp client:9 > server:81 S 0:0(0) | ACCEPT  |
