import * as draw from '../draw';

/** The table that generated rulesets have. */
export const TABLE = 'firewall';

/** None most of the time, otherwise one of nftables: a stateful firewall some of whose rules are missing, or odd. */
export function rulesets(): draw.Drawn<string[]> {
  return draw.oneof(
    { weight: 3, arbitrary: draw.constant<string[]>([]) },
    { weight: 1, arbitrary: ruleset().map(text => [text]) },
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
    ],
  },
  {
    name: 'raw_local',
    base: 'type filter hook output priority -300',
    rules: ['meta l4proto udp notrack', 'ct zone set 7'],
  },
  {
    name: 'mangle',
    base: 'type filter hook prerouting priority -150',
    rules: [MARKED, 'meta mark 0x00000005 ct mark set 0x00000002', 'ct direction reply ct mark set 0x00000009'],
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
    ],
  },
  {
    name: 'output',
    base: 'type filter hook output priority 0',
    rules: ['ct state invalid drop', 'ct state related drop', 'udp dport 53 drop'],
  },
  {
    name: 'mangle_out',
    base: 'type filter hook postrouting priority -150',
    rules: [MARKED, 'ct state new udp dport 53 drop', 'ct mark 0x00000002 meta mark set 0x00000003'],
  },
];
