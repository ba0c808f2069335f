/** Values of nftables, read as what they are compared with: addresses, ports, names of interfaces, states, marks … */
import { DIRECTIONS } from '../conntrack/ctstate';
import { STATUS_NAMES } from '../conntrack/status';
import { InputError } from '../errors';
import { Family } from '../packet/packet';
import { parseAddresses } from './addresses';
import { DSCP, ICMP_NAMES, ICMPV6_NAMES, linkAddress, PACKET_TYPES, PROTOCOLS, SERVICES, TCP_FLAGS } from './names';
import { ICMP_CODES, ICMPV6_CODES } from './nftables-statements';
import type { Interval } from './ruleset';
import { CT_STATE_BITS, ETHER_TYPES, isCount, type SelectorKey } from './select';
import { ADDRESS_TYPES } from './select-fib';

const TOP = 0xffffffff;

/** How the values of a selector are written. */
export interface ValueType {
  /** One value or a range; throws `InputError`. */
  read(text: string): Interval;
  /** Whether several words side by side are bits, any of which is asked for. */
  readonly isBits?: boolean;
  /** The largest value there is, for `>`. */
  readonly most: number | bigint | string;
}

function refuse(what: string, text: string, allowed: string): never {
  throw new InputError(`the ${what} "${text}" is not understood (allowed: ${allowed})`);
}

/** Numbers, or words that stand for some; a range has a `-` between its ends. */
function numbers(what: string, most: number, words: Readonly<Record<string, number>> = {}, isBits = false): ValueType {
  const one = (text: string): number | null => {
    if (Object.hasOwn(words, text)) return words[text];
    const value = /^(0x[\da-f]+|\d+)$/i.test(text) ? Number(text) : Number.NaN;
    return value <= most ? value : null;
  };
  const names = Object.keys(words);
  const allowed = names.length > 0 && names.length < 25 ? `${names.join(', ')} or a number` : `a number up to ${most}`;
  return {
    most,
    isBits,
    read: text => {
      const value = one(text);
      if (value !== null) return [value, value];
      const [, first, last] = /^([^-]+)-(.+)$/.exec(text) ?? [];
      const [from, to] = [first, last].map(end => (end === undefined ? null : one(end)));
      if (from === null || to === null || from > to) refuse(what, text, allowed);
      return [from as number, to as number];
    },
  };
}

function addresses(family: Family): ValueType {
  return {
    most: family === Family.IPV4 ? TOP : (1n << 128n) - 1n,
    read: text => {
      const found = parseAddresses(text);
      const name = family === Family.IPV4 ? 'IPv4' : 'IPv6';
      if (found?.family !== family) refuse('address', text, `an address of ${name}, with /LENGTH, or ADDRESS-ADDRESS`);
      return found!.interval;
    },
  };
}

/** A name; with `*` behind it all that begin so. */
const interfaces: ValueType = {
  most: '\uffff',
  read: text => (text.endsWith('*') ? [text.slice(0, -1), `${text.slice(0, -1)}\uffff`] : [text, text]),
};

const linkAddresses: ValueType = { most: '\uffff', read: text => [linkAddress(text), linkAddress(text)] };

const anyName: ValueType = { most: '\uffff', read: text => [text, text] };

function lowerCase(words: Readonly<Record<string, number>>, names = Object.keys(words)): Record<string, number> {
  return Object.fromEntries(names.map(name => [name.toLowerCase().replace('_', '-'), words[name]]));
}

const STATUS_WORDS = ['EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED', 'SRC_NAT', 'DST_NAT', 'DYING'] as const;
const STATUSES = Object.fromEntries(
  STATUS_WORDS.map(name => [
    { SRC_NAT: 'snat', DST_NAT: 'dnat' }[name as string] ?? name.toLowerCase().replace('_', '-'),
    1 << STATUS_NAMES.indexOf(name),
  ]),
);

const types = (names: Readonly<Record<string, readonly [number, number?]>>) =>
  Object.fromEntries(
    Object.entries(names).flatMap(([name, [type, code]]) => (code === undefined ? [[name, type]] : [])),
  );

const SECONDS: Readonly<Record<string, number>> = { d: 86400, h: 3600, m: 60, s: 1, ms: 0.001 };

/** `90`, `30s`, `1m30s`. */
export function secondsIn(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (!/^(\d+(ms|[dhms]))+$/.test(text)) refuse('time', text, 'seconds, or as in 1h30m');
  return [...text.matchAll(/(\d+)(ms|[dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * SECONDS[unit],
    0,
  );
}

const times: ValueType = {
  most: TOP,
  read: text => {
    const [from, to = from] = text.split('-').map(secondsIn);
    return [from, to];
  },
};

const port = numbers('port', 0xffff, SERVICES);
const protocol = numbers('protocol', 255, PROTOCOLS);
const mark = numbers('mark', TOP);
const zone = numbers('zone', 0xffff);
const family = numbers('family', 255, { ipv4: Family.IPV4, ipv6: Family.IPV6 });
const byte = numbers('number', 255);
const short = numbers('number', 0xffff);
const count = numbers('number', 2 ** 64);
/** No interface is number 0, and no name. */
const wayOut: ValueType = { most: '\uffff', read: text => (text === '0' ? ['', ''] : interfaces.read(text)) };
const group = numbers('group', TOP, { default: 0 });
const etherType = numbers('protocol', 0xffff, {
  ip: ETHER_TYPES[Family.IPV4],
  ip6: ETHER_TYPES[Family.IPV6],
  arp: 0x0806,
  vlan: 0x8100,
});
const ecn = numbers('ECN', 3, { 'not-ect': 0, ect1: 1, ect0: 2, ce: 3 });
const dscp = numbers('DSCP', 63, DSCP);
const addressType = numbers('type of address', 255, lowerCase(ADDRESS_TYPES));
const ipv4 = addresses(Family.IPV4);
const ipv6 = addresses(Family.IPV6);

const TYPES: Partial<Record<SelectorKey, ValueType>> = {
  'meta iifname': interfaces,
  'meta oifname': interfaces,
  'meta mark': mark,
  'meta nfproto': family,
  'meta protocol': etherType,
  'meta l4proto': protocol,
  'meta length': numbers('length', TOP),
  'meta pkttype': numbers('type of packet', 7, PACKET_TYPES),
  'ip version': byte,
  'ip hdrlength': byte,
  'ip length': short,
  'ip id': short,
  'ip frag-off': short,
  'ip6 version': byte,
  'ip6 length': short,
  'ip6 flowlabel': numbers('flow label', 0xfffff),
  'tcp sequence': numbers('number', TOP),
  'tcp ackseq': numbers('number', TOP),
  'tcp window': short,
  'tcp doff': byte,
  'udp length': short,
  'udp checksum': short,
  'icmp id': short,
  'icmp sequence': short,
  'icmpv6 id': short,
  'icmpv6 sequence': short,
  'ip protocol': protocol,
  'ip ttl': byte,
  'ip dscp': dscp,
  'ip6 nexthdr': protocol,
  'ip6 hoplimit': byte,
  'ip6 dscp': dscp,
  'tcp flags': numbers('flag', 255, lowerCase(TCP_FLAGS), true),
  'icmp type': numbers('ICMP type', 255, types(ICMP_NAMES)),
  'icmp code': numbers('ICMP code', 255, ICMP_CODES),
  'icmpv6 type': numbers('ICMPv6 type', 255, types(ICMPV6_NAMES)),
  'icmpv6 code': numbers('ICMPv6 code', 255, ICMPV6_CODES),
  'ct state': numbers('state', 127, lowerCase(CT_STATE_BITS, Object.keys(CT_STATE_BITS).slice(0, 5)), true),
  'ct direction': numbers('direction', 1, lowerCase({ [DIRECTIONS[0]]: 0, [DIRECTIONS[1]]: 1 })),
  'ct status': numbers('status', TOP, STATUSES, true),
  'ct mark': mark,
  'ct expiration': times,
  'ct helper': anyName,
  'ct zone': zone,
  'ct original zone': zone,
  'ct reply zone': zone,
  'ct l3proto': family,
  'ct protocol': protocol,
  'ct original proto-src': port,
  'ct original proto-dst': port,
  'ct reply proto-src': port,
  'ct reply proto-dst': port,
  'fib saddr type': addressType,
  'fib daddr type': addressType,
  'fib saddr . iif type': addressType,
  'fib daddr . iif type': addressType,
  'fib saddr . iif oif': wayOut,
  'fib daddr . iif oif': wayOut,
  'fib saddr oif': wayOut,
  'fib daddr oif': wayOut,
  'tcp option maxseg size': short,
  'tcp option window count': byte,
  'tcp option timestamp tsval': numbers('number', TOP),
  'tcp option timestamp tsecr': numbers('number', TOP),
  'rt hdrlength': byte,
  'rt type': byte,
  'rt seg-left': byte,
  'ip ecn': ecn,
  'ip6 ecn': ecn,
  'meta iifgroup': group,
  'meta oifgroup': group,
  'socket transparent': numbers('number', 1),
  'socket wildcard': numbers('number', 1),
  'socket mark': mark,
  'ether type': etherType,
  'ether saddr': linkAddresses,
  'ether daddr': linkAddresses,
  'meta skuid': numbers('user', TOP, { root: 0 }),
  'meta skgid': numbers('group', TOP, { root: 0 }),
  numgen: numbers('number', TOP),
  jhash: numbers('number', TOP),
  '@nh': numbers('number', TOP),
  '@th': numbers('number', TOP),
};

/** Types of sets by nft's names. */
const NAMED: Readonly<Record<string, ValueType>> = {
  ipv4_addr: ipv4,
  ipv6_addr: ipv6,
  inet_service: port,
  inet_proto: protocol,
  mark,
  ether_addr: linkAddresses,
  ifname: interfaces,
  iface_index: interfaces,
  nf_proto: family,
  ether_type: TYPES['meta protocol']!,
  icmp_type: TYPES['icmp type']!,
  icmpv6_type: TYPES['icmpv6 type']!,
  icmp_code: TYPES['icmp code']!,
  icmpv6_code: TYPES['icmpv6 code']!,
  ct_state: TYPES['ct state']!,
  ct_dir: TYPES['ct direction']!,
  dscp,
  fib_addrtype: addressType,
  pkt_type: TYPES['meta pkttype']!,
};

/** How parts of an element of this type are written; the type is one of nft's, or a selector (`typeof`). */
export function typeNamed(name: string): ValueType {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  if (name.includes(' ')) return typeOf(name.replace('ip?', 'ip') as SelectorKey);
  return refuse('type', name, Object.keys(NAMED).join(', '));
}

/** How what a selector selects is written. */
export function typeOf(key: SelectorKey): ValueType {
  if (isCount(key)) return count;
  if (key.endsWith('addr') && key.includes('ip')) return key.includes('ip6 ') ? ipv6 : ipv4;
  if (key.endsWith('port')) return port;
  return TYPES[key] ?? refuse('comparison', key, `${key} exists, ${key} missing`);
}
