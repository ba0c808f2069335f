Feature: Rulesets people really have
  Small rulesets after those of distributions, their wikis, and the programs that make firewalls. Each stands in a file of
  its own beside this one, and is loaded as it stands there.

  @id:ruleset-real
  Scenario Outline: <ruleset> decides on <packet> by <rule>
    Given the ruleset "real/<ruleset>"
    When these packets arrive:
      | packet   | verdict   | rule   |
      | <packet> | <verdict> | <rule> |

    Examples:
      | ruleset                    | packet                                             | verdict | rule                                        |
      | debian-server.iptables     | tcp client:1 > router:80 S 0:0(0)                  | ACCEPT  | filter INPUT 4                              |
      | debian-server.iptables     | tcp client:1 > router:25 S 0:0(0)                  | DROP    | filter INPUT 9                              |
      | arch-stateful.iptables     | tcp client:1 > router:22 S 0:0(0)                  | ACCEPT  | filter TCP 1                                |
      | arch-stateful.iptables     | tcp client:1 > router:23 S 0:0(0)                  | DROP    | filter INPUT 8                              |
      | arch-stateful.iptables     | tcp client:1 > router:22 FS 0:0(0)                 | DROP    | filter INPUT 3                              |
      | arch-stateful-ipv6.iptables | icmp6 client6 > router6 echo-request id 1 seq 1   | ACCEPT  | ip6 filter INPUT 6                          |
      | arch-stateful-ipv6.iptables | udp client6:1 > router6:53 len 4                  | DROP    | ip6 filter INPUT 7                          |
      | gentoo-router.iptables     | tcp client:1 > server:80 S 0:0(0)                  | ACCEPT  | filter FORWARD 2                            |
      | gentoo-router.iptables     | tcp server:1 > 198.51.100.1:80 S 0:0(0)            | DROP    | filter INPUT 1                              |
      | gentoo-router.iptables     | tcp server:1 > 198.51.100.1:2222 S 0:0(0)          | ACCEPT  | filter FORWARD 3                            |
      | redhat-sysconfig.iptables  | udp client:1 > server:631 len 4                    | ACCEPT  | filter RH-Firewall-1-INPUT 6                |
      | redhat-sysconfig.iptables  | tcp client:1 > server:80 S 0:0(0)                  | DROP    | filter RH-Firewall-1-INPUT 9                |
      | ufw-allow.iptables         | tcp client:1 > router:22 S 0:0(0)                  | ACCEPT  | filter ufw-user-input 1                     |
      | ufw-allow.iptables         | tcp client:1 > router:25 S 0:0(0)                  | DROP    | filter INPUT policy                         |
      | docker.iptables            | tcp client:1 > router:8080 S 0:0(0)                | ACCEPT  | filter DOCKER 1                             |
      | docker.iptables            | tcp client:1 > server:22 S 0:0(0)                  | DROP    | filter FORWARD policy                       |
      | docker.iptables            | udp server:1 > client:53 len 4                     | ACCEPT  | filter FORWARD 5                            |
      | kube-proxy.iptables        | tcp client:1 > 203.0.113.7:80 S 0:0(0)             | ACCEPT  | filter KUBE-FORWARD 2                       |
      | kube-proxy.iptables        | tcp client:1 > server:8080 S 0:0(0)                | DROP    | filter FORWARD policy                       |
      | fail2ban.iptables          | tcp 192.0.2.66:1 > router:22 S 0:0(0)              | DROP    | filter f2b-sshd 1                           |
      | fail2ban.iptables          | tcp client:1 > router:22 S 0:0(0)                  | ACCEPT  | filter INPUT policy                         |
      | libvirt-forward.iptables   | udp client:1 > server:53 len 4                     | ACCEPT  | filter LIBVIRT_FWO 1                        |
      | libvirt-forward.iptables   | udp server:1 > client:53 len 4                     | DROP    | filter LIBVIRT_FWI 2                        |
      | shorewall.iptables         | tcp client:1 > server:80 S 0:0(0)                  | ACCEPT  | filter loc-net 2                            |
      | shorewall.iptables         | tcp client:1 > server:80 FPU 0:0(0)                | DROP    | filter tcpflags 1                           |
      | shorewall.iptables         | udp server:1 > client:80 len 4                     | DROP    | filter net-loc 3                            |
      | squid-transparent.iptables | tcp client:1 > server:80 S 0:0(0)                  | ACCEPT  | mangle PREROUTING policy                    |
      | squid-transparent.iptables | tcp client:1 > server:3129 S 0:0(0)                | DROP    | mangle PREROUTING 1                         |
      | two-uplinks.iptables       | tcp client:1 > server:80 S 0:0(0)                  | ACCEPT  | mangle PREROUTING policy                    |
      | busy-resolver.iptables     | udp client:1 > router:53 len 4                     | ACCEPT  | filter INPUT 1                              |
      | busy-resolver.iptables     | udp client:1 > router:54 len 4                     | DROP    | filter INPUT policy                         |
      | ftp-helper.iptables        | tcp client:1 > server:21 S 0:0(0)                  | ACCEPT  | filter FORWARD 4                            |
      | ftp-helper.iptables        | tcp client:1 > server:20 S 0:0(0)                  | DROP    | filter FORWARD policy                       |
      | tailscale.iptables         | udp client:1 > server:53 len 4                     | ACCEPT  | filter ts-forward 2                         |
      | tailscale.iptables         | udp 100.64.0.9:1 > client:53 len 4                 | ACCEPT  | filter ts-forward 2                         |
      | kube-proxy-two.iptables    | tcp client:1 > 203.0.113.7:80 S 0:0(0)             | ACCEPT  | filter KUBE-FORWARD 2                       |
      | kube-proxy-two.iptables    | tcp client:1 > server:80 S 0:0(0)                  | DROP    | filter FORWARD policy                       |
      | port-knocking.iptables     | tcp client:1 > router:8881 S 0:0(0)                | DROP    | filter TRAFFIC 9                            |
      | port-knocking.iptables     | tcp client:1 > router:22 S 0:0(0)                  | DROP    | filter TRAFFIC 10                           |
      | ufw.iptables               | tcp client:1 > router:21 S 0:0(0)                  | ACCEPT  | filter ufw-user-limit-accept 1              |
      | ufw.iptables               | tcp client:1 > router:22 S 0:0(0)                  | ACCEPT  | filter ufw-user-input 1                     |
      | arch-server.nft            | tcp client:1 > router:445 S 0:0(0)                 | ACCEPT  | Samba                                       |
      | arch-server.nft            | tcp client6:1 > router6:22 S 0:0(0)                | ACCEPT  | Accept SSH                                  |
      | arch-server.nft            | udp client6:1 > router6:22 len 4                   | DROP    | inet my_table my_input policy               |
      | debian-workstation.nft     | icmp6 client6 > router6 echo-request id 1 seq 1    | DROP    | filter input 4                              |
      | gentoo-nat.nft             | udp client:1 > router:53 len 4                     | ACCEPT  | filter from_lan 3                           |
      | gentoo-nat.nft             | tcp server:1 > 198.51.100.1:8022 S 0:0(0)          | ACCEPT  | filter forward 3                            |
      | gentoo-nat.nft             | tcp client:1 > server:80 S 0:0(0)                  | ACCEPT  | filter forward 2                            |
      | openwrt-fw4.nft            | tcp client:1 > server:80 S 0:0(0)                  | ACCEPT  | fw4 accept_to_wan 2                         |
      | openwrt-fw4.nft            | tcp server:1 > 198.51.100.1:80 S 0:0(0)            | DROP    | fw4 handle_reject 1                         |
      | openwrt-fw4.nft            | udp server:1 > client:500 len 4                    | ACCEPT  | fw4 accept_to_lan 1                         |
      | openwrt-fw4.nft            | tcp client:1 > server:80 . ack 1                   | ACCEPT  | fw4 accept_to_wan 2                         |
      | firewalld-zones.nft        | tcp client:1 > server:80 S 0:0(0)                  | ACCEPT  | firewalld filter_FORWARD_ZONES 1            |
      | firewalld-zones.nft        | tcp server:1 > client:80 S 0:0(0)                  | DROP    | firewalld filter_FORWARD 7                  |
      | firewalld-zones.nft        | udp client6:1 > [2002::1]:80 len 4                 | DROP    | -                                           |
      | wg-quick.nft               | udp server:1 > router:80 len 4                     | DROP    | wg-quick-wg0 preraw 1                       |
      | wg-quick.nft               | udp client:1 > router:80 len 4                     | ACCEPT  | wg-quick-wg0 premangle policy               |
      | wiki-ipv6-server.nft       | icmp client > router echo-request id 1 seq 1       | ACCEPT  | firewall inbound_ipv4 1                     |
      | wiki-ipv6-server.nft       | icmp6 client6 > router6 echo-request id 1 seq 1    | ACCEPT  | firewall inbound_ipv6 2                     |
      | wiki-ipv6-server.nft       | tcp client:1 > router:25 S 0:0(0)                  | DROP    | firewall inbound 5                          |

  @id:ruleset-real-port-knocking
  Scenario: Whoever knocks at three ports in turn is let in at a fourth
    Given the ruleset "real/port-knocking.iptables"
    When these packets arrive:
      | packet                              | verdict | rule                  |
      | tcp client:1 > router:8881 S 0:0(0) | DROP    | filter TRAFFIC 9      |
      | tcp client:2 > router:7777 S 0:0(0) | DROP    | filter SSH-INPUT 1    |
      | tcp client:3 > router:9991 S 0:0(0) | DROP    | filter SSH-INPUTTWO 1 |
      | tcp client:4 > router:22 S 0:0(0)   | ACCEPT  | filter TRAFFIC 3      |
      | tcp 192.0.2.9:4 > router:22 S 0:0(0) | DROP   | filter TRAFFIC 10     |

  @id:ruleset-real-ufw-limit
  Scenario: ufw's "limit" lets in five connections in half a minute
    Given the ruleset "real/ufw.iptables"
    When these packets arrive:
      | packet                            | verdict | rule                  |
      | tcp client:1 > router:21 S 0:0(0) | ACCEPT  |                       |
      | tcp client:2 > router:21 S 0:0(0) | ACCEPT  |                       |
      | tcp client:3 > router:21 S 0:0(0) | ACCEPT  |                       |
      | tcp client:4 > router:21 S 0:0(0) | ACCEPT  |                       |
      | tcp client:5 > router:21 S 0:0(0) | ACCEPT  |                       |
      | tcp client:6 > router:21 S 0:0(0) | DROP    | filter ufw-user-limit 2 |
