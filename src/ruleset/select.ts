/** What rules can ask of a packet and of its connection, by nft's names. */

import { HZ } from '../clock';
import type { Conntrack } from '../conntrack/conntrack';
import { ctstateOf } from '../conntrack/ctstate';
import { Status } from '../conntrack/status';
import { Dir, Field, tupleAt } from '../conntrack/store';
import { familyOf, protocolOf, TupleWord } from '../conntrack/tuple';
import { zoneIn, zoneOfConnection } from '../conntrack/zone';
import type { Topology } from '../netfilter/topology';
import { u16, u32 } from '../packet/bytes';
import { IcmpType } from '../packet/icmp';
import { Icmpv6Type } from '../packet/icmpv6';
import { dirOf, Family, type Packet, Protocol } from '../packet/packet';
import type { Value } from './ruleset';
import { FIB_SELECTORS } from './select-fib';
import { OPTION_SELECTORS } from './select-options';
import { isLaterFragment, transportForRules, transportWithin } from './transport';

/** What a selector may need besides the packet. */
export interface SelectEnvironment {
  readonly conntrack: Conntrack;
  readonly topology: Topology;
}

/** Null where the packet has no such thing. */
export type Read = (packet: Packet, environment: SelectEnvironment) => Value | null;

/** Bits of `ct state`, in nft's numbers (`NF_CT_STATE_BIT`); the last two only iptables knows (`XT_CONNTRACK_STATE_SNAT`). */
export const CT_STATE_BITS: Readonly<Record<string, number>> = {
  INVALID: 1,
  ESTABLISHED: 2,
  RELATED: 4,
  NEW: 8,
  UNTRACKED: 64,
  SNAT: 128,
  DNAT: 256,
};

/** What is counted of a connection, the last one bytes by packet. */
export const COUNTED = ['packets', 'bytes', 'avgpkt'] as const;

/** What a link announces the families as. */
export const ETHER_TYPES: Readonly<Record<Family, number>> = { [Family.IPV4]: 0x0800, [Family.IPV6]: 0x86dd };

const TRANSPORTS = {
  tcp: Protocol.TCP,
  udp: Protocol.UDP,
  sctp: Protocol.SCTP,
  dccp: Protocol.DCCP,
  udplite: Protocol.UDPLITE,
} as const;

/** A field of the transport header; `protocol` null takes that of any. */
function field(protocol: number | null, at: number, size: 1 | 2 | 4): Read {
  return (packet, { conntrack: { linux } }) => {
    const found = transportForRules(packet);
    if (found < 0 || (protocol !== null && (found & 0xff) !== protocol)) return null;
    if (!linux.follows['nft-later-fragments'] && isLaterFragment(packet, found)) return null;
    const offset = packet.start + (found >> 8) + at;
    if (offset + size > packet.end) return null;
    if (size === 4) return u32(packet.bytes, offset);
    return size === 1 ? packet.bytes[offset] : u16(packet.bytes, offset);
  };
}

/** ICMP is that of IPv4 only, and ICMPv6 that of IPv6: nft adds what a rule does not say of that (`proto_icmp`, `proto_icmp6`). */
function icmpField(family: Family, at: number, size: 1 | 2): Read {
  const read = field(family === Family.IPV4 ? Protocol.ICMP : Protocol.ICMPV6, at, size);
  return (packet, environment) => (packet.family === family ? read(packet, environment) : null);
}

/** What only echo requests and replies have, nft asks of no others (`icmp_dep`). */
function ofEcho(family: Family, read: Read): Read {
  const type = icmpField(family, 0, 1);
  const echoes = ECHOES[family];
  return (packet, environment) =>
    echoes.includes(type(packet, environment) as number) ? read(packet, environment) : null;
}

const ECHOES: Readonly<Record<Family, readonly number[]>> = {
  [Family.IPV4]: [IcmpType.ECHO_REQUEST, IcmpType.ECHO_REPLY],
  [Family.IPV6]: [Icmpv6Type.ECHO_REQUEST, Icmpv6Type.ECHO_REPLY],
};

function ofFamily(family: Family, read: (packet: Packet) => Value): Read {
  return packet => (packet.family === family ? read(packet) : null);
}

/** All interfaces are in the default group. */
function ofGroup(of: (packet: Packet) => number): Read {
  return packet => (of(packet) < 0 ? null : 0);
}

/** Of the link header that a packet has come in by: first the destination, then the source. */
function linkAddress(part: 0 | 1): Read {
  return ({ device, family }, { topology }) =>
    device < 0 ? null : topology.linkHeader(device, family).slice(18 * part, 18 * part + 17);
}

/** Processes are root's, and have its group. */
function ofProcess({ hasSocket }: Packet): number | null {
  return hasSocket ? 0 : null;
}

function ipv6Value(word: (at: number) => number): bigint {
  let value = 0n;
  for (let at = 0; at < 4; at++) value = (value << 32n) | BigInt(word(at));
  return value;
}

function ipv6Address(at: number): Read {
  return ofFamily(Family.IPV6, ({ bytes, start }) => ipv6Value(word => u32(bytes, start + at + 4 * word)));
}

function ofConnection(read: (ct: number, environment: SelectEnvironment, packet: Packet) => Value | null): Read {
  return (packet, environment) => (packet.ct === 0 ? null : read(packet.ct, environment, packet));
}

/** An address of a connection's tuple, of one family. */
function tupleAddress(dir: Dir, at: TupleWord, family: Family): Read {
  return ofConnection((ct, { conntrack: { store } }) => {
    const tuple = tupleAt(ct, dir);
    if (familyOf(store.words, tuple) !== family) return null;
    const word = (index: number) => store.words[tuple + at + index] >>> 0;
    return family === Family.IPV4 ? word(0) : ipv6Value(word);
  });
}

function tuplePort(dir: Dir, shift: number): Read {
  return ofConnection((ct, { conntrack: { store } }) => {
    return (store.words[tupleAt(ct, dir) + TupleWord.ID] >>> shift) & 0xffff;
  });
}

function zone(dir: Dir | null): Read {
  return ofConnection((ct, { conntrack: { store } }) => {
    const own = zoneOfConnection(store, ct);
    return dir === null ? own.id : zoneIn(own, dir);
  });
}

/** Before conntrack a template is there in the place of a connection, and new. */
function stateBits(packet: Packet, { conntrack: { store } }: SelectEnvironment): number {
  if (packet.template !== null) return CT_STATE_BITS.NEW;
  const state = CT_STATE_BITS[ctstateOf(packet) ?? 'INVALID'];
  if (packet.ct === 0) return state;
  const status = store.status(packet.ct);
  return (
    state | (status & Status.SRC_NAT ? CT_STATE_BITS.SNAT : 0) | (status & Status.DST_NAT ? CT_STATE_BITS.DNAT : 0)
  );
}

/** Whole seconds; a connection that is not confirmed has no time yet at which it expires. */
function expiration(ct: number, { conntrack }: SelectEnvironment): number {
  const { store, clock } = conntrack;
  if (!store.isConfirmed(ct)) return 0;
  const left = (store.words[ct * Field.WORDS + Field.TIMEOUT] - clock.jiffies) | 0;
  return Math.max(0, left) / HZ;
}

/** The helper that expected the connection: its master's (`nft_ct_get_eval`, `helper_mt`). */
function helper(ct: number, { conntrack: { store } }: SelectEnvironment): string | null {
  const master = store.extension(ct)?.master ?? 0;
  return master === 0 ? null : (store.extension(master)?.helper?.name ?? null);
}

/** What a connection has carried, one way or both; nothing where nobody counted when it began (`nft_ct_get_eval_counter`). */
function counted(what: (typeof COUNTED)[number], ways: readonly Dir[]): Read {
  return ofConnection((ct, { conntrack: { store } }) => {
    const counters = store.extension(ct)?.counters ?? [0, 0, 0, 0];
    const sum = (at: 0 | 1) => ways.reduce<number>((all, dir) => all + counters[2 * dir + at], 0);
    const [packets, bytes] = [sum(0), sum(1)];
    if (what === 'avgpkt') return packets === 0 ? 0 : Math.floor(bytes / packets);
    return what === 'packets' ? packets : bytes;
  });
}

const device = (of: (packet: Packet) => number): Read => {
  return (packet, { topology }) => topology.names[of(packet)] ?? '';
};

const PORTS = Object.fromEntries(
  Object.entries({ ...TRANSPORTS, th: null }).flatMap(([name, protocol]) => [
    [`${name} sport`, field(protocol, 0, 2)],
    [`${name} dport`, field(protocol, 2, 2)],
  ]),
) as Record<`${keyof typeof TRANSPORTS | 'th'} ${'sport' | 'dport'}`, Read>;

const COUNTS = Object.fromEntries(
  COUNTED.flatMap(what => [
    [`ct ${what}`, counted(what, [Dir.ORIGINAL, Dir.REPLY])],
    [`ct original ${what}`, counted(what, [Dir.ORIGINAL])],
    [`ct reply ${what}`, counted(what, [Dir.REPLY])],
  ]),
) as Record<`ct ${'' | 'original ' | 'reply '}${(typeof COUNTED)[number]}`, Read>;

/** Whoever asks for what a connection has carried has it counted from then on (`nf_ct_set_acct`). */
export function isCount(key: SelectorKey): boolean {
  return Object.hasOwn(COUNTS, key);
}

/** The length of the header in its upper half. */
const TCP_OFFSET = field(Protocol.TCP, 12, 1);

export const SELECTORS = {
  'meta iifname': device(packet => packet.device),
  'meta oifname': device(packet => packet.outDevice),
  'meta mark': packet => packet.mark >>> 0,
  'meta nfproto': packet => packet.family,
  'meta protocol': packet => ETHER_TYPES[packet.family],
  'meta l4proto': (packet, { conntrack: { linux } }) => {
    const found = transportWithin(packet, linux);
    return found < 0 ? null : found & 0xff;
  },
  'meta length': packet => packet.end - packet.start,
  // Whatever comes to the router was sent to its own hardware address.
  'meta pkttype': () => 0,
  'ip version': ofFamily(Family.IPV4, ({ bytes, start }) => bytes[start] >> 4),
  'ip hdrlength': ofFamily(Family.IPV4, ({ bytes, start }) => bytes[start] & 0xf),
  'ip length': ofFamily(Family.IPV4, ({ bytes, start }) => u16(bytes, start + 2)),
  'ip id': ofFamily(Family.IPV4, ({ bytes, start }) => u16(bytes, start + 4)),
  'ip frag-off': ofFamily(Family.IPV4, ({ bytes, start }) => u16(bytes, start + 6)),
  'ip saddr': ofFamily(Family.IPV4, ({ bytes, start }) => u32(bytes, start + 12)),
  'ip daddr': ofFamily(Family.IPV4, ({ bytes, start }) => u32(bytes, start + 16)),
  'ip protocol': ofFamily(Family.IPV4, ({ bytes, start }) => bytes[start + 9]),
  'ip ttl': ofFamily(Family.IPV4, ({ bytes, start }) => bytes[start + 8]),
  'ip ecn': ofFamily(Family.IPV4, ({ bytes, start }) => bytes[start + 1] & 3),
  'ip dscp': ofFamily(Family.IPV4, ({ bytes, start }) => bytes[start + 1] >> 2),
  'ip6 version': ofFamily(Family.IPV6, ({ bytes, start }) => bytes[start] >> 4),
  'ip6 length': ofFamily(Family.IPV6, ({ bytes, start }) => u16(bytes, start + 4)),
  'ip6 flowlabel': ofFamily(Family.IPV6, ({ bytes, start }) => u32(bytes, start) & 0xfffff),
  'ip6 saddr': ipv6Address(8),
  'ip6 daddr': ipv6Address(24),
  'ip6 nexthdr': ofFamily(Family.IPV6, ({ bytes, start }) => bytes[start + 6]),
  'ip6 hoplimit': ofFamily(Family.IPV6, ({ bytes, start }) => bytes[start + 7]),
  'ip6 ecn': ofFamily(Family.IPV6, ({ bytes, start }) => (bytes[start + 1] >> 4) & 3),
  'ip6 dscp': ofFamily(Family.IPV6, ({ bytes, start }) => (u16(bytes, start) >> 6) & 0x3f),
  ...PORTS,
  'tcp sequence': field(Protocol.TCP, 4, 4),
  'tcp ackseq': field(Protocol.TCP, 8, 4),
  'tcp doff': (packet, environment) => {
    const byte = TCP_OFFSET(packet, environment);
    return byte === null ? null : (byte as number) >> 4;
  },
  'tcp window': field(Protocol.TCP, 14, 2),
  'udp length': field(Protocol.UDP, 4, 2),
  'udp checksum': field(Protocol.UDP, 6, 2),
  'tcp flags': field(Protocol.TCP, 13, 1),
  'icmp type': icmpField(Family.IPV4, 0, 1),
  'icmp code': icmpField(Family.IPV4, 1, 1),
  'icmp id': ofEcho(Family.IPV4, icmpField(Family.IPV4, 4, 2)),
  'icmp sequence': ofEcho(Family.IPV4, icmpField(Family.IPV4, 6, 2)),
  'icmpv6 type': icmpField(Family.IPV6, 0, 1),
  'icmpv6 code': icmpField(Family.IPV6, 1, 1),
  'icmpv6 id': ofEcho(Family.IPV6, icmpField(Family.IPV6, 4, 2)),
  'icmpv6 sequence': ofEcho(Family.IPV6, icmpField(Family.IPV6, 6, 2)),
  ...OPTION_SELECTORS,
  'ct state': stateBits,
  'ct direction': ofConnection((_, __, packet) => dirOf(packet.ctinfo)),
  'ct status': ofConnection((ct, { conntrack: { store } }) => store.status(ct)),
  'ct mark': ofConnection((ct, { conntrack: { store } }) => store.words[ct * Field.WORDS + Field.MARK] >>> 0),
  'ct expiration': ofConnection(expiration),
  'ct helper': ofConnection(helper),
  'ct zone': zone(null),
  'ct original zone': zone(Dir.ORIGINAL),
  'ct reply zone': zone(Dir.REPLY),
  'ct l3proto': ofConnection((ct, { conntrack: { store } }) => familyOf(store.words, tupleAt(ct, Dir.ORIGINAL))),
  'ct protocol': ofConnection((ct, { conntrack: { store } }) => protocolOf(store.words, tupleAt(ct, Dir.ORIGINAL))),
  'ct original ip saddr': tupleAddress(Dir.ORIGINAL, TupleWord.SRC, Family.IPV4),
  'ct original ip daddr': tupleAddress(Dir.ORIGINAL, TupleWord.DST, Family.IPV4),
  'ct reply ip saddr': tupleAddress(Dir.REPLY, TupleWord.SRC, Family.IPV4),
  'ct reply ip daddr': tupleAddress(Dir.REPLY, TupleWord.DST, Family.IPV4),
  'ct original ip6 saddr': tupleAddress(Dir.ORIGINAL, TupleWord.SRC, Family.IPV6),
  'ct original ip6 daddr': tupleAddress(Dir.ORIGINAL, TupleWord.DST, Family.IPV6),
  'ct reply ip6 saddr': tupleAddress(Dir.REPLY, TupleWord.SRC, Family.IPV6),
  'ct reply ip6 daddr': tupleAddress(Dir.REPLY, TupleWord.DST, Family.IPV6),
  'ct original proto-src': tuplePort(Dir.ORIGINAL, 16),
  'ct original proto-dst': tuplePort(Dir.ORIGINAL, 0),
  'ct reply proto-src': tuplePort(Dir.REPLY, 16),
  'ct reply proto-dst': tuplePort(Dir.REPLY, 0),
  ...COUNTS,
  ...FIB_SELECTORS,
  'meta iifgroup': ofGroup(packet => packet.device),
  'meta oifgroup': ofGroup(packet => packet.outDevice),
  'socket transparent': () => null,
  'socket mark': () => null,
  'socket wildcard': () => null,
  'ether type': ({ device, family }) => (device < 0 ? null : ETHER_TYPES[family]),
  'ether saddr': linkAddress(1),
  'ether daddr': linkAddress(0),
  'meta skuid': ofProcess,
  'meta skgid': ofProcess,
  // What the keys alone do not tell (`read.ts`).
  numgen: () => null,
  jhash: () => null,
  '@nh': () => null,
  '@th': () => null,
} satisfies Record<string, Read>;

export type SelectorKey = keyof typeof SELECTORS;

/** What reads a selector; null where the packet lacks it. */
export function readerOf(key: SelectorKey): Read {
  return SELECTORS[key];
}
