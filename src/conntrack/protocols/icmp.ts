/** ICMP (RFC 792): queries are connections, errors belong to the connection they quote (`nf_conntrack_proto_icmp.c`). */
import { Hook, type HookState, Verdict } from '../../netfilter/hooks';
import { u16 } from '../../packet/bytes';
import { Family, type Packet, Protocol } from '../../packet/packet';
import type { Conntrack } from '../conntrack';
import { Field } from '../store';
import { TupleWord } from '../tuple';
import { Answer, type L4Protocol } from './protocol';
import { relateError } from './quoted';

const enum Type {
  ECHO_REPLY = 0,
  DEST_UNREACHABLE = 3,
  SOURCE_QUENCH = 4,
  REDIRECT = 5,
  ECHO = 8,
  TIME_EXCEEDED = 11,
  PARAMETER_PROBLEM = 12,
  TIMESTAMP = 13,
  TIMESTAMP_REPLY = 14,
  INFO_REQUEST = 15,
  INFO_REPLY = 16,
  ADDRESS = 17,
  ADDRESS_REPLY = 18,
}

const HEADER_BYTES = 8;
/** The highest type the kernel knows (`NR_ICMP_TYPES`). */
const LAST_TYPE = Type.ADDRESS_REPLY;

const REPLY_OF = new Map<number, number>([
  [Type.ECHO, Type.ECHO_REPLY],
  [Type.TIMESTAMP, Type.TIMESTAMP_REPLY],
  [Type.INFO_REQUEST, Type.INFO_REPLY],
  [Type.ADDRESS, Type.ADDRESS_REPLY],
]);
const INVERSE = new Map([...REPLY_OF, ...[...REPLY_OF].map(([query, reply]) => [reply, query] as const)]);
const ERRORS = new Set<number>([
  Type.DEST_UNREACHABLE,
  Type.SOURCE_QUENCH,
  Type.REDIRECT,
  Type.TIME_EXCEEDED,
  Type.PARAMETER_PROBLEM,
]);

export const icmp: L4Protocol = {
  name: 'icmp',
  allowClash: false,
  tupleId: icmpId,
  invertId: id => invertType(id, INVERSE),

  packet(conntrack, packet, _at, ct, state) {
    const type = (conntrack.store.words[ct * Field.WORDS + TupleWord.ID] >>> 8) & 0xff;
    // Only a query opens a connection: a reply that nobody asked for is nobody's.
    if (state.family !== Family.IPV4 || !REPLY_OF.has(type)) return Answer.INVALID;
    conntrack.refresh(ct, packet, conntrack.store.timeouts(ct)?.[0] ?? conntrack.settings.icmpTimeout);
    return Verdict.ACCEPT;
  },
};

/** The ID word of an ICMP or ICMPv6 header: the id in the upper half, then type and code. */
export function icmpId(bytes: Uint8Array, at: number, end: number): number | undefined {
  if (end - at < HEADER_BYTES) return undefined;
  return (u16(bytes, at + 4) << 16) | u16(bytes, at);
}

/** The ID word with the type's counterpart, or undefined when the type has none. */
export function invertType(id: number, inverse: ReadonlyMap<number, number>): number | undefined {
  const type = inverse.get((id >>> 8) & 0xff);
  return type === undefined ? undefined : (id & ~0xff00) | (type << 8);
}

/**
 * What an ICMP packet is before any lookup: a broken one is INVALID, an error is given the connection it quotes.
 * `Verdict.ACCEPT` lets a packet without a connection go on to the ordinary lookup (`nf_conntrack_icmpv4_error`).
 */
export function icmpError(conntrack: Conntrack, packet: Packet, at: number, state: HookState): number {
  const complain = (message: string) => conntrack.invalid(packet, Protocol.ICMP, message);
  if (packet.end - at < HEADER_BYTES) return complain('short packet');
  if (state.hook === Hook.PREROUTING && !conntrack.checksumHolds(packet, at, Protocol.ICMP)) {
    return complain('bad hw icmp checksum');
  }
  const type = packet.bytes[at];
  if (type > LAST_TYPE) return complain('invalid icmp type');
  if (!ERRORS.has(type)) return Verdict.ACCEPT;
  return relateError(conntrack, packet, at + HEADER_BYTES, state, Protocol.ICMP);
}
