import type * as draw from '../draw';
import { type DumpTable, dumpBy } from './iptables-dump';
import { OUTSIDE_IPV6 } from './translation';

/** What `ip6tables-save` prints of a firewall, which has what there is of IPv6 alone besides. */
export function ip6tablesDump(): draw.Drawn<string> {
  return dumpBy('ip6tables-save', TABLES);
}

const TABLES: readonly DumpTable[] = [
  {
    name: 'raw',
    chains: ['PREROUTING', 'OUTPUT'],
    rules: [
      'PREROUTING -i c0 -p udp -m udp --dport 53 -j CT --notrack',
      'PREROUTING -p ipv6-icmp -j CT --zone 9',
      'PREROUTING -m rt --rt-type 0 -j CT --notrack',
      'OUTPUT -p ipv6-icmp -m icmp6 --icmpv6-type 1 -j CT --notrack',
    ],
  },
  {
    name: 'mangle',
    chains: ['PREROUTING', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
    rules: [
      'PREROUTING -m conntrack --ctstate NEW -j CONNMARK --set-xmark 0x1/0xffffffff',
      'FORWARD -m connmark --mark 0x1 -j MARK --set-xmark 0x3/0xffffffff',
      'PREROUTING -s 2001:db8:2::/64 -j MARK --set-xmark 0x3/0xffffffff',
      'POSTROUTING -m mark --mark 0x3 -p udp -m udp --dport 53 -j DROP',
      'PREROUTING -i c0 -j HL --hl-set 1',
      'PREROUTING -p udp -j HL --hl-dec 3',
      'PREROUTING -p tcp -j DSCP --set-dscp 0x08',
      'FORWARD -j TOS --set-tos 0x10/0x3f',
      'FORWARD -m dscp --dscp 0x08 -j CONNMARK --set-xmark 0x4/0xffffffff',
      'POSTROUTING -j HL --hl-inc 5',
    ],
  },
  {
    name: 'nat',
    chains: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
    rules: [
      'PREROUTING -d 2001:db8:1::1/128 -i c0 -j DNAT --to-destination 2001:db8:2::10-2001:db8:2::13',
      'PREROUTING -i c0 -p udp -m udp --dport 53 -j DNAT --to-destination [2001:db8:2::11]:5300-5303',
      'PREROUTING -p tcp -m tcp --dport 443 -j REDIRECT --to-ports 8440-8443',
      'OUTPUT -p udp -m udp --dport 53 -j DNAT --to-destination 2001:db8:2::11',
      `POSTROUTING -o s0 -p tcp -j SNAT --to-source ${OUTSIDE_IPV6}-2001:db8:2::79`,
      `POSTROUTING -o s0 -p udp -j SNAT --to-source [${OUTSIDE_IPV6}]:20000-20003`,
      'POSTROUTING -o s0 -j MASQUERADE',
      'POSTROUTING -o s0 -j NETMAP --to 2001:db8:7::/64',
      'INPUT -p udp -j SNAT --to-source 2001:db8:1::99',
    ],
  },
  {
    name: 'filter',
    chains: ['INPUT', 'FORWARD', 'OUTPUT'],
    rules: [
      'FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      'FORWARD -m conntrack --ctstate INVALID -j DROP',
      'FORWARD -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -m conntrack --ctstate NEW -j DROP',
      'FORWARD -i s0 -p udp -j REJECT --reject-with icmp6-port-unreachable',
      'FORWARD -p ipv6-icmp -m icmp6 --icmpv6-type 128 -j REJECT --reject-with icmp6-adm-prohibited',
      'INPUT -m conntrack --ctstate INVALID -j DROP',
      'INPUT -p tcp -j REJECT --reject-with tcp-reset',
      'INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 2 -j DROP',
      'FORWARD -m connbytes --connbytes 3: --connbytes-mode packets --connbytes-dir both -j DROP',
      'FORWARD -m hl --hl-lt 3 -j DROP',
      'FORWARD -p tcp -m multiport --dports 80,8080 -j DROP',
      'FORWARD -p dccp -m dccp --dport 80 -j DROP',
      'FORWARD -p tcp -m tcpmss ! --mss 1400:1500 -j DROP',
      'FORWARD -m rt --rt-segsleft 0:1 -j DROP',
      'FORWARD -m length --length 0:60 -j DROP',
      'FORWARD -m string --string aaa --algo kmp --from 40 -j DROP',
      'FORWARD -m u32 --u32 "0x4&0xffff=0x14:0x28" -j DROP',
      'OUTPUT -m owner ! --uid-owner 0 -j DROP',
    ],
  },
];
