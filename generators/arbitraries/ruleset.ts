import * as draw from '../draw';
import { ip6tablesDump } from './ip6tables-dump';
import { iptablesDump } from './iptables-dump';
import { OUTSIDE_IPV4, OUTSIDE_IPV6 } from './translation';

const TABLE = 'firewall';

/** None most of the time, otherwise one of nftables or iptables: a stateful firewall some of whose rules are missing, or odd. */
export function rulesets(): draw.Drawn<string[]> {
  return draw.oneof(
    { weight: 12, arbitrary: draw.constant<string[]>([]) },
    { weight: 2, arbitrary: ruleset().map(text => [text]) },
    { weight: 1, arbitrary: iptablesDump().map(text => [text]) },
    { weight: 1, arbitrary: ip6tablesDump().map(text => [text]) },
  );
}

/** The text of a ruleset whose chains have some of the rules that they could have, in any number down to none. */
export function ruleset(): draw.Drawn<string> {
  const chains = CHAINS.map(({ rules }) => draw.subarray(rules, { maxLength: 4 }));
  return draw.tuple(...chains).map(chosen => {
    const texts = CHAINS.flatMap((chain, at) => (chosen[at].length > 0 ? chainText(chain, chosen[at]) : []));
    return [`table inet ${TABLE} {`, ...texts, '}', ''].join('\n');
  });
}

interface Chain {
  readonly name: string;
  /** Of its base chain: type, hook and priority. */
  readonly base: string;
  readonly rules: readonly string[];
}

function chainText({ name, base }: Chain, rules: readonly string[]): string[] {
  return [`  chain ${name} {`, `    ${base}; policy accept;`, ...rules.map(rule => `    ${rule}`), '  }'];
}

const MARKED = 'ct state new ct mark set 0x00000001';

const CHAINS: readonly Chain[] = [
  {
    name: 'raw',
    base: 'type filter hook prerouting priority -300',
    rules: [
      'iifname "c0" udp dport 53 notrack',
      'tcp flags & (fin | syn | rst | ack) == fin notrack',
      'iifname "c0" ct zone set 7',
      'meta l4proto { icmp, ipv6-icmp } ct zone set 9',
      'ip saddr 198.51.100.0/24 meta mark set 0x00000005',
      'ip ttl set 1',
      'ip6 hoplimit set 2',
      'udp dport 53 ip dscp set cs1',
      '@th,64,16 0x6161 meta mark set 0x00000005',
      'meta mark set jhash ip saddr . ip daddr mod 8 seed 0x7',
    ],
  },
  {
    name: 'raw_local',
    base: 'type filter hook output priority -300',
    rules: ['meta l4proto udp notrack', 'ct zone set 7', 'meta skuid 0 meta mark set 0x00000005', 'ip ttl set 1'],
  },
  {
    name: 'mangle',
    base: 'type filter hook prerouting priority -150',
    rules: [
      MARKED,
      'meta mark 0x00000005 ct mark set 0x00000002',
      'ct direction reply ct mark set 0x00000009',
      'ct packets > 2 ct mark set 0x00000003',
      'ct original bytes 0-200 meta mark set 0x00000005',
      'ct reply packets 0 meta mark set 0x00000004',
      'ip dscp cs1 ct mark set 0x00000004',
      'ip6 hoplimit set 1',
      'ct avgpkt < 60 ip ttl set 9',
    ],
  },
  {
    name: 'nat_in',
    base: 'type nat hook prerouting priority -100',
    rules: [
      'iifname "c0" ip daddr 192.0.2.1 dnat ip to 198.51.100.10-198.51.100.13',
      'iifname "c0" ip6 daddr 2001:db8:1::1 tcp dport 80 dnat ip6 to [2001:db8:2::10]-[2001:db8:2::11]:8080',
      'iifname "c0" udp dport 53 dnat ip to 198.51.100.11:5300-5303',
      'tcp dport 443 redirect to :8440-8443',
      'ct state new meta mark 0x00000005 redirect',
    ],
  },
  {
    name: 'nat_local',
    base: 'type nat hook output priority -100',
    rules: ['udp dport 53 dnat ip to 198.51.100.11', 'tcp dport 80 redirect to :8080'],
  },
  {
    name: 'input',
    base: 'type filter hook input priority 0',
    rules: [
      'ct state established,related accept',
      'ct state invalid drop',
      'udp dport 53 reject',
      'meta l4proto tcp reject with tcp reset',
      'meta l4proto icmp drop',
      'ct reply bytes > 100 drop',
      '@nh,0,4 6 drop',
    ],
  },
  {
    name: 'forward',
    base: 'type filter hook forward priority 0',
    rules: [
      'ct state established,related accept',
      'ct state invalid drop',
      'ct state untracked drop',
      'ct state new tcp flags & (fin | syn | rst | ack) != syn drop',
      'ct mark 0x00000001 accept',
      'ct status assured accept',
      'ct direction reply drop',
      'tcp dport 80 reject with tcp reset',
      'iifname "s0" ct state new reject with icmpx admin-prohibited',
      'meta l4proto sctp drop',
      'ct packets 2-4 drop',
      'ct bytes > 300 drop',
      'ct reply avgpkt != 40 drop',
      'ip dscp != cs0 drop',
      'ip ttl < 3 drop',
      'jhash ip saddr . tcp dport mod 3 seed 0x1 0 drop',
      'meta l4proto udp jump { ct state new ct mark set 0x00000006; ct direction reply return; udp dport 53 accept; }',
      'ct mark 0x00000006 goto { ct state established accept; counter drop; }',
    ],
  },
  {
    name: 'output',
    base: 'type filter hook output priority 0',
    rules: [
      'ct state invalid drop',
      'ct state related drop',
      'udp dport 53 drop',
      'meta skuid 0 ct state new drop',
      'ct original packets > 1 drop',
    ],
  },
  {
    name: 'mangle_out',
    base: 'type filter hook postrouting priority -150',
    rules: [
      MARKED,
      'ct state new udp dport 53 drop',
      'ct mark 0x00000002 meta mark set 0x00000003',
      'ip ttl set 0',
      'ip6 dscp set af11',
      'ip ttl set 64 ip dscp set ef',
      'ct reply packets > 3 drop',
    ],
  },
  {
    name: 'nat_out',
    base: 'type nat hook postrouting priority 100',
    rules: [
      `iifname "c0" oifname "s0" snat ip to ${OUTSIDE_IPV4}`,
      `iifname "c0" oifname "s0" meta l4proto tcp snat ip to ${OUTSIDE_IPV4}-198.51.100.79`,
      `iifname "c0" oifname "s0" meta l4proto { tcp, udp } snat ip to ${OUTSIDE_IPV4}:20000-20003`,
      `iifname "c0" oifname "s0" snat ip6 to ${OUTSIDE_IPV6}`,
      'oifname "s0" masquerade',
      'meta l4proto tcp masquerade to :20100-20199',
    ],
  },
  {
    name: 'nat_delivered',
    base: 'type nat hook input priority 100',
    rules: ['meta l4proto udp snat ip to 192.0.2.99'],
  },
];
