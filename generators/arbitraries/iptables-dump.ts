import * as draw from '../draw';
import { OUTSIDE_IPV4 } from './translation';

/** What `iptables-save` prints of a firewall that translates, with some of the rules that it could have. */
export function iptablesDump(): draw.Drawn<string> {
  const tables = TABLES.map(({ rules }) => draw.subarray(rules, { maxLength: 5 }));
  return draw.tuple(...tables).map(chosen => {
    // Only tables that are used are printed; the one that every firewall has is, so that there is a dump at all.
    const isPrinted = ({ name }: Table, at: number) => name === 'filter' || chosen[at].length > 0;
    const texts = TABLES.flatMap((table, at) => (isPrinted(table, at) ? tableText(table, chosen[at]) : []));
    return [...texts, ''].join('\n');
  });
}

interface Table {
  readonly name: string;
  readonly chains: readonly string[];
  readonly rules: readonly string[];
}

function tableText({ name, chains }: Table, rules: readonly string[]): string[] {
  return [`*${name}`, ...chains.map(chain => `:${chain} ACCEPT [0:0]`), ...rules.map(rule => `-A ${rule}`), 'COMMIT'];
}

/** What a table of a dump may hold. */
const TABLES: readonly Table[] = [
  {
    name: 'raw',
    chains: ['PREROUTING', 'OUTPUT'],
    rules: [
      'PREROUTING -i c0 -p udp -m udp --dport 53 -j CT --notrack',
      'PREROUTING -p icmp -j CT --zone 9',
      'OUTPUT -p udp -j CT --notrack',
    ],
  },
  {
    name: 'mangle',
    chains: ['PREROUTING', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
    rules: [
      'PREROUTING -m conntrack --ctstate NEW -j CONNMARK --set-xmark 0x1/0xffffffff',
      'FORWARD -m connmark --mark 0x1 -j MARK --set-xmark 0x3/0xffffffff',
      'POSTROUTING -m mark --mark 0x3 -p udp -m udp --dport 53 -j DROP',
      'PREROUTING -i c0 -j TTL --ttl-set 1',
      'PREROUTING -p udp -j TTL --ttl-dec 3',
      'PREROUTING -p tcp -j DSCP --set-dscp 0x08',
      'PREROUTING -m tos --tos 0x20/0xfc -j MARK --set-xmark 0x3/0xffffffff',
      'FORWARD -j TOS --set-tos 0x10/0x3f',
      'FORWARD -m dscp --dscp 0x08 -j CONNMARK --set-xmark 0x4/0xffffffff',
      'OUTPUT -m owner --uid-owner 0 -j MARK --set-xmark 0x3/0xffffffff',
      'POSTROUTING -j TTL --ttl-inc 5',
    ],
  },
  {
    name: 'nat',
    chains: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
    rules: [
      'PREROUTING -d 192.0.2.1/32 -i c0 -j DNAT --to-destination 198.51.100.10-198.51.100.13',
      'PREROUTING -i c0 -p udp -m udp --dport 53 -j DNAT --to-destination 198.51.100.11:5300-5303',
      'PREROUTING -p tcp -m tcp --dport 443 -j REDIRECT --to-ports 8440-8443',
      'OUTPUT -p udp -m udp --dport 53 -j DNAT --to-destination 198.51.100.11',
      `POSTROUTING -o s0 -p tcp -j SNAT --to-source ${OUTSIDE_IPV4}-198.51.100.79`,
      `POSTROUTING -o s0 -p udp -j SNAT --to-source ${OUTSIDE_IPV4}:20000-20003`,
      'POSTROUTING -o s0 -j MASQUERADE',
      'POSTROUTING -o s0 -j NETMAP --to 203.0.113.0/24',
      'INPUT -p udp -j SNAT --to-source 192.0.2.99',
    ],
  },
  {
    name: 'filter',
    chains: ['INPUT', 'FORWARD', 'OUTPUT'],
    rules: [
      'FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      'FORWARD -m conntrack --ctstate INVALID -j DROP',
      'FORWARD -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -m conntrack --ctstate NEW -j DROP',
      'FORWARD -m conntrack --ctstate DNAT -j ACCEPT',
      'FORWARD -i s0 -p udp -j REJECT --reject-with icmp-port-unreachable',
      'INPUT -m conntrack --ctstate INVALID -j DROP',
      'INPUT -p tcp -j REJECT --reject-with tcp-reset',
      'OUTPUT -m conntrack --ctstate UNTRACKED -j DROP',
      'FORWARD -m connbytes --connbytes 3: --connbytes-mode packets --connbytes-dir both -j DROP',
      'FORWARD -m connbytes ! --connbytes 0:99 --connbytes-mode bytes --connbytes-dir reply -j DROP',
      'FORWARD -m connbytes --connbytes 41:60 --connbytes-mode avgpkt --connbytes-dir original -j DROP',
      'FORWARD -m ttl --ttl-lt 3 -j DROP',
      'FORWARD -m string --string aaa --algo bm --from 40 -j DROP',
      'FORWARD -m u32 --u32 "0x0>>0x16&0x3c@0x0>>0x10=0x0:0x9c42" -j DROP',
      'FORWARD -m tos --tos 0x10/0x3f -j REJECT --reject-with icmp-host-prohibited',
      'OUTPUT -m owner ! --uid-owner 0 -j DROP',
    ],
  },
];
