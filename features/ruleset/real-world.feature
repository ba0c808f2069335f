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
      | kube-proxy-two.iptables    | tcp client:1 > server:80 S 0:0(0)                  | DROP    | filter FORWARD policy                       |
      | istio.iptables             | tcp router-s0:1 > server:80 S 0:0(0)               | ACCEPT  | nat OUTPUT policy                           |
      | voip-scanners.iptables     | udp client:1 > router:5060 "User-Agent: friendly-scanner" | DROP | filter INPUT 1                       |
      | voip-scanners.iptables     | udp client:1 > router:5060 "User-Agent: SIPVicious" | DROP   | filter INPUT 2                              |
      | voip-scanners.iptables     | udp client:1 > router:5060 "REGISTER sip:a@b"      | ACCEPT  | filter INPUT 4                              |
      | dns-amplification.iptables | udp client:1 > router:53 0x1234010000010000000000000161626300 pad 40 | ACCEPT | filter DNS 4            |
      | dns-amplification.iptables | udp client:1 > router:53 0x123401000001000000000000036162630000ff0001 | DROP | filter DNS 2             |
      | ddos-filter.iptables       | tcp client:1 > router:80 S 0:0(0) <mss 100>        | DROP    | mangle PREROUTING 3                         |
      | ddos-filter.iptables       | tcp client:1 > router:80 S 0:0(0) <mss 1460>       | ACCEPT  | filter INPUT policy                         |
      | ipsec-gateway.iptables     | udp client:1 > server:53 len 4                     | ACCEPT  | filter FORWARD 3                            |
      | ipsec-gateway.iptables     | udp server:1 > client:53 len 4                     | DROP    | filter FORWARD policy                       |
      | neutron.iptables           | udp client:1 > server:53 len 4                     | ACCEPT  | filter neutron-FORWARD 3                    |
      | ufw6.iptables              | udp client6:1 > router6:53 len 4 (routing 0x000000000000) | DROP | ip6 filter ufw6-before-input 2           |
      | ufw6.iptables              | icmp6 client6 > router6 echo-request id 1 seq 1    | ACCEPT  | ip6 filter ufw6-before-input 4              |
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
      | arch-workstation.nft       | udp client:1900 > router:5000 len 4                | ACCEPT  | my_table my_input_lan 3                     |
      | arch-workstation.nft       | tcp client:1 > router:2049 S 0:0(0)                | ACCEPT  | my_table my_input_lan 1                     |
      | arch-workstation.nft       | udp client:1 > server:2049 len 4                   | DROP    | my_table my_forward policy                  |
      | firewalld.nft              | udp client6:1 > server6:53 len 4                   | ACCEPT  | firewalld filter_PREROUTING policy          |
      | firewalld.nft              | udp [2001:db8:99::1]:1 > server6:53 len 4          | DROP    | firewalld filter_PREROUTING 2               |
      | port-map.nft               | tcp client:1 > router:80 S 0:0(0)                  | ACCEPT  | nat postrouting 1                           |
      | port-map.nft               | udp client:1 > server:53 len 4                     | ACCEPT  | nat postrouting 1                           |
      | ssh-meter.nft              | tcp client:1 > router:22 S 0:0(0)                  | ACCEPT  | filter input policy                         |
      | pppoe-mss.iptables         | tcp client:1 > server:80 S 0:0(0) win 9 [mss 1460] | ACCEPT  | filter FORWARD 2                            |
      | pppoe-mss.iptables         | tcp server:1 > client:80 S 0:0(0) win 9 [mss 1460] | DROP    | filter FORWARD policy                       |
      | libvirt.iptables           | udp client:1 > server:53 len 4                     | ACCEPT  | mangle POSTROUTING policy                   |
      | libvirt.iptables           | tcp client:1 > server:53 S 0:0(0)                  | ACCEPT  | mangle POSTROUTING policy                   |
      | kube-proxy.nft             | tcp client:1 > 203.0.113.7:80 S 0:0(0)             | ACCEPT  | kube-proxy filter-forward policy            |
      | kube-proxy.nft             | udp client:1 > 203.0.113.7:53 len 4                | DROP    | kube-proxy reject-chain 1                   |
      | netavark.nft               | tcp client:1 > router:8080 S 0:0(0)                | ACCEPT  | netavark FORWARD policy                     |
      | netavark.nft               | udp server:1 > client:53 len 4                     | ACCEPT  | netavark FORWARD 4                          |
      | netavark.nft               | tcp client:1 > server:80 FS 0:0(0)                 | DROP    | netavark FORWARD 1                          |
      | sshguard.nft               | tcp 192.0.2.66:1 > router:22 S 0:0(0)              | DROP    | sshguard blacklist 1                        |
      | sshguard.nft               | tcp client:1 > router:22 S 0:0(0)                  | ACCEPT  | sshguard blacklist policy                   |
      | fail2ban.nft               | tcp 192.0.2.66:1 > router:22 S 0:0(0)              | DROP    | f2b-table f2b-chain 1                       |
      | fail2ban.nft               | tcp 192.0.2.66:1 > router:80 S 0:0(0)              | ACCEPT  | f2b-table f2b-chain policy                  |
      | crowdsec.nft               | tcp 192.0.2.66:1 > router:22 S 0:0(0)              | DROP    | crowdsec crowdsec-chain-input 1             |
      | crowdsec.nft               | udp 192.0.2.67:1 > server:22 len 4                 | DROP    | crowdsec crowdsec-chain-forward 1           |
      | suricata.nft               | udp client:1 > server:22 len 4                     | ACCEPT  | filter IPS 3                                |
      | wireguard.iptables         | udp server:1 > 198.51.100.1:51820 len 4            | ACCEPT  | filter INPUT 1                              |
      | wireguard.iptables         | udp client:1 > server:53 len 4                     | ACCEPT  | filter FORWARD 1                            |
      | wireguard.iptables         | udp server:1 > client:53 len 4                     | DROP    | filter FORWARD policy                       |
      | openvpn.iptables           | udp server:1 > 198.51.100.1:1194 len 4             | ACCEPT  | filter INPUT 2                              |
      | openvpn.iptables           | udp client:1 > server:1194 len 4                   | DROP    | filter FORWARD 3                            |
      | flannel.iptables           | udp client:1 > server:53 len 4                     | ACCEPT  | filter FLANNEL-FWD 1                        |
      | flannel.iptables           | udp server:1 > client:53 len 4                     | ACCEPT  | filter FLANNEL-FWD 2                        |
      | calico.iptables            | tcp client:1 > server:80 S 0:0(0)                  | ACCEPT  | filter FORWARD 2                            |
      | calico.iptables            | tcp client:1 > server:81 S 0:0(0)                  | DROP    | filter cali-tw-web 7                        |
      | calico.iptables            | udp server:1 > client:81 len 4                     | DROP    | filter cali-from-wl-dispatch 2              |
      | cilium.iptables            | udp client:1 > server:53 len 4                     | ACCEPT  | filter CILIUM_FORWARD 2                     |
      | lxd.nft                    | udp client:1 > router:53 len 4                     | ACCEPT  | lxd in.lxdbr0 2                             |
      | lxd.nft                    | udp client6:1 > server6:53 len 4                   | ACCEPT  | lxd fwd.lxdbr0 4                            |
      | nixos.nft                  | tcp client:1 > router:22 S 0:0(0)                  | ACCEPT  | nixos-fw input-allow 1                      |
      | nixos.nft                  | tcp client:1 > router:25 S 0:0(0)                  | DROP    | nixos-fw input policy                       |
      | nixos.nft                  | udp 203.0.113.9:1 > router:25 len 4                | DROP    | nixos-fw rpfilter policy                    |
      | nixos.iptables             | udp client:1 > server:53 len 4                     | ACCEPT  | mangle PREROUTING policy                    |
      | nixos.iptables             | udp 203.0.113.9:1 > server:53 len 4                | DROP    | mangle nixos-fw-rpfilter 3                  |
      | syn-flood.iptables         | tcp client:1 > router:80 S 0:0(0)                  | ACCEPT  | filter INPUT policy                         |
      | syn-flood.iptables         | tcp client:1 > router:80 . ack 1                   | DROP    | mangle PREROUTING 2                         |
      | quic.nft                   | udp client:1 > server:443 len 1200                 | ACCEPT  | edge forward 4                              |
      | quic.nft                   | udp client:1 > server:443 len 100                  | DROP    | edge forward policy                         |
      | quic.nft                   | tcp client:1 > server:443 S 0:0(0)                 | ACCEPT  | edge forward 2                              |
      | debian-gateway.nft         | udp client:1 > router:53 len 4                     | ACCEPT  | global inbound_private 2                    |
      | debian-gateway.nft         | icmp server > 198.51.100.1 echo-request id 1 seq 1 | ACCEPT  | global inbound_world 1                      |
      | debian-gateway.nft         | tcp server:1 > 198.51.100.1:22 S 0:0(0)            | DROP    | global inbound policy                       |
      | debian-gateway.nft         | udp client:1 > server:53 len 4                     | ACCEPT  | global forward 2                            |
      | load-balancer.nft          | tcp client:1 > 203.0.113.7:80 S 0:0(0)             | ACCEPT  | nat prerouting 1                            |
      | load-balancer.nft          | udp client:1 > 203.0.113.8:80 len 4                | ACCEPT  | nat prerouting 2                            |
      | vyos.nft                   | tcp client:1 > server:22 S 0:0(0)                  | ACCEPT  | vyos_filter NAME_admins 1                   |
      | vyos.nft                   | tcp client:1 > server:8001 S 0:0(0)                | ACCEPT  | vyos_filter VYOS_FORWARD_filter 4           |
      | vyos.nft                   | udp client:1 > server:22 len 4                     | DROP    | vyos_filter VYOS_FORWARD_filter 5           |
      | proxmox.iptables           | tcp client:1 > router:8006 S 0:0(0)                | ACCEPT  | filter INPUT policy                         |
      | proxmox.iptables           | tcp client:1 > router:80 S 0:0(0)                  | DROP    | filter PVEFW-HOST-IN 8                      |
      | proxmox.iptables           | udp client:1 > router:135 len 4                    | DROP    | filter PVEFW-Drop 3                         |
      | port-scan.iptables         | tcp client:1 > router:139 S 0:0(0)                 | DROP    | filter INPUT 3                              |
      | port-scan.iptables         | tcp client:1 > router:80 S 0:0(0)                  | ACCEPT  | filter INPUT policy                         |
      | nat66.nft                  | udp client6:1 > server6:53 len 4                   | ACCEPT  | nat postrouting 1                           |
      | dns-guard.nft              | udp client:1 > router:53 len 4                     | ACCEPT  | dns input policy                            |
      | dns-guard.nft              | udp client:1 > router:53 len 600                   | DROP    | dns input 2                                 |
      | ipset-blocklist.iptables   | udp 192.0.2.70:1 > router:53 len 4                 | DROP    | filter INPUT 2                              |
      | ipset-blocklist.iptables   | udp 192.0.2.100:1 > router:53 len 4                | ACCEPT  | filter INPUT 1                              |
      | ipset-blocklist.iptables   | udp client:1 > server:53 len 4                     | ACCEPT  | filter FORWARD policy                       |
      | fail2ban-ipset.iptables    | tcp 192.0.2.66:1 > router:22 S 0:0(0)              | DROP    | filter INPUT 1                              |
      | fail2ban-ipset.iptables    | tcp 192.0.2.67:1 > router:22 S 0:0(0)              | ACCEPT  | filter INPUT policy                         |
      | kube-ipvs.iptables         | udp client:1 > server:53 len 4                     | ACCEPT  | nat POSTROUTING policy                      |
      | kube-ipvs.iptables         | tcp server:1 > client:8080 S 0:0(0)                | ACCEPT  | nat POSTROUTING policy                      |
      | calico-sets.iptables       | tcp client:1 > server:6379 S 0:0(0)                | ACCEPT  | filter FORWARD 2                            |
      | calico-sets.iptables       | tcp 192.0.2.11:1 > server:6379 S 0:0(0)            | DROP    | filter FORWARD policy                       |
      | calico-sets.iptables       | tcp 203.0.113.9:1 > server:6379 S 0:0(0)           | DROP    | raw cali-PREROUTING 2                       |
      | firewall-bouncer.iptables  | tcp client:1 > router:23 S 0:0(0)                  | ACCEPT  | filter INPUT policy                         |
      | firewall-bouncer.iptables  | tcp client:1 > router:22 S 0:0(0)                  | ACCEPT  | filter INPUT policy                         |

    @chance
    Examples: A service of two endpoints, one of which is drawn by lot
      | ruleset                    | packet                                             | verdict | rule                                        |
      | kube-proxy-two.iptables    | tcp client:1 > 203.0.113.7:80 S 0:0(0)             | ACCEPT  | filter KUBE-FORWARD 2                       |

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

  @id:ruleset-real-kube-proxy-nft
  Scenario: kube-proxy sends connections to the endpoints of a service in turn
    Given the ruleset "real/kube-proxy.nft"
    When these packets arrive:
      | packet                                 | verdict |
      | tcp client:1 > 203.0.113.7:80 S 0:0(0) | ACCEPT  |
      | tcp client:2 > 203.0.113.7:80 S 0:0(0) | ACCEPT  |
    Then packet 1 is decided by:
      | hook        | rule                                 | verdict |
      | PREROUTING  | kube-proxy filter-prerouting policy  | ACCEPT  |
      | PREROUTING  | kube-proxy endpoint-one 2            | ACCEPT  |
      | FORWARD     | kube-proxy filter-forward policy     | ACCEPT  |
      | POSTROUTING | kube-proxy masquerading 3            | ACCEPT  |
    And packet 2 is decided by:
      | hook        | rule                                 | verdict |
      | PREROUTING  | kube-proxy filter-prerouting policy  | ACCEPT  |
      | PREROUTING  | kube-proxy endpoint-two 2            | ACCEPT  |
      | FORWARD     | kube-proxy filter-forward policy     | ACCEPT  |
      | POSTROUTING | kube-proxy masquerading 3            | ACCEPT  |

  @id:ruleset-real-nat66
  Scenario: A prefix is translated, and the rest of the address stays
    Given the ruleset "real/nat66.nft"
    When these packets arrive:
      | packet                             | verdict |
      | udp client6:1 > server6:53 len 4   | ACCEPT  |
    Then packet 1 leaves as:
      """
      udp [2001:db8:2:1::10]:1 > server6:53 len 4
      """

  @id:ruleset-real-pppoe
  Scenario: What a connection announces is made to fit the link
    Given the ruleset "real/pppoe-mss.iptables"
    When these packets arrive:
      | packet                                           | verdict |
      | tcp client:1 > server:80 S =5:5(0) win 9 [mss 8960] | ACCEPT  |
    Then packet 1 leaves as:
      """
      tcp client:1 > server:80 S =5:5(0) win 9 [mss 1460]
      """

  @id:ruleset-real-ssh-meter
  Scenario: Each client may come so often
    Given the ruleset "real/ssh-meter.nft"
    When these packets arrive:
      | packet                               | verdict | rule           |
      | tcp client:1 > router:22 S 0:0(0)    | ACCEPT  |                |
      | tcp client:2 > router:22 S 0:0(0)    | ACCEPT  |                |
      | tcp client:3 > router:22 S 0:0(0)    | DROP    | filter input 1 |
      | tcp 192.0.2.9:1 > router:22 S 0:0(0) | ACCEPT  |                |

  @id:ruleset-real-dns-guard
  Scenario: A resolver answers each client so often
    Given the ruleset "real/dns-guard.nft"
    When these packets arrive:
      | packet                             | verdict | rule        |
      | udp client:1 > router:53 len 4     | ACCEPT  |             |
      | udp client:2 > router:53 len 4     | ACCEPT  |             |
      | udp client:3 > router:53 len 4     | ACCEPT  |             |
      | udp client:4 > router:53 len 4     | DROP    | dns input 3 |
      | udp 192.0.2.9:4 > router:53 len 4  | ACCEPT  |             |

  @id:ruleset-real-syn-flood
  Scenario: Guards against floods let through what is little
    Given the ruleset "real/syn-flood.iptables"
    When these packets arrive:
      | packet                            | verdict | rule             |
      | tcp client:1 > router:80 S 0:0(0) | ACCEPT  |                  |
      | tcp client:2 > router:80 S 0:0(0) | ACCEPT  |                  |
      | tcp client:3 > router:80 S 0:0(0) | DROP    | raw PREROUTING 1 |
      | tcp client:3 > router:81 S 0:0(0) | ACCEPT  |                  |

  @id:ruleset-real-port-scan
  Scenario: Whoever steps into the trap is shut out of all ports
    Given the ruleset "real/port-scan.iptables"
    When these packets arrive:
      | packet                              | verdict | rule                |
      | tcp client:1 > router:80 S 0:0(0)   | ACCEPT  | filter INPUT policy |
      | tcp client:1 > router:139 S 0:0(0)  | DROP    | filter INPUT 3      |
      | tcp client:1 > router:80 S 0:0(0)   | DROP    | filter INPUT 1      |
      | tcp 192.0.2.9:1 > router:80 S 0:0(0) | ACCEPT | filter INPUT policy |

  @id:ruleset-real-bouncer
  Scenario: Whoever comes to a port that nobody serves is shut out
    Given the ruleset "real/firewall-bouncer.iptables"
    When these packets arrive:
      | packet                              | verdict | rule             |
      | tcp client:1 > router:22 S 0:0(0)   | ACCEPT  |                  |
      | tcp client:1 > router:23 S 0:0(0)   | ACCEPT  |                  |
      | tcp client:2 > router:22 S 0:0(0)   | DROP    | raw PREROUTING 1 |
      | tcp 192.0.2.9:1 > router:22 S 0:0(0) | ACCEPT |                  |

  @id:ruleset-real-kube-ipvs
  Scenario: A service's own address is known by a set
    Given the ruleset "real/kube-ipvs.iptables"
    When these packets arrive:
      | packet                                   | verdict |
      | tcp client:1 > 203.0.113.7:80 S 0:0(0)   |         |
    Then packet 1 is decided by:
      | hook       | rule                | verdict |
      | PREROUTING | nat KUBE-SERVICES 2 | ACCEPT  |
