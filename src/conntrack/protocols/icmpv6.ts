/** ICMPv6 (RFC 4443): as ICMP; neighbour discovery and multicast listener messages stay untracked (`nf_conntrack_proto_icmpv6.c`). */
import { Hook, type HookState, Verdict } from '../../netfilter/hooks';
import { CtInfo, Family, type Packet, Protocol } from '../../packet/packet';
import type { Conntrack } from '../conntrack';
import { Field } from '../store';
import { TupleWord } from '../tuple';
import { icmpId, invertType } from './icmp';
import { Answer, type L4Protocol } from './protocol';
import { relateError } from './quoted';

const enum Type {
  ECHO_REQUEST = 128,
  ECHO_REPLY = 129,
  REDIRECT = 137,
  NI_QUERY = 139,
  NI_REPLY = 140,
}

/** Lower types are errors (RFC 4443, 2.1). */
const FIRST_INFORMATIONAL = 128;
const HEADER_BYTES = 8;
/** A redirect's own header: type, code, checksum, reserved, target and destination (RFC 4861, 4.5). */
const REDIRECT_BYTES = 40;
const REDIRECTED_HEADER_OPTION = 4;

const REPLY_OF = new Map<number, number>([
  [Type.ECHO_REQUEST, Type.ECHO_REPLY],
  [Type.NI_QUERY, Type.NI_REPLY],
]);
const INVERSE = new Map([...REPLY_OF, ...[...REPLY_OF].map(([query, reply]) => [reply, query] as const)]);

/** MLD, router and neighbour discovery, MLDv2, multicast router discovery: link housekeeping, not connections. */
const UNTRACKED = new Set([130, 131, 132, 133, 134, 135, 136, 143]);
const ROUTER_DISCOVERY = new Set([151, 152]);

export const icmpv6: L4Protocol = {
  name: 'icmpv6',
  allowClash: false,
  tupleId: icmpId,
  invertId: id => invertType(id, INVERSE),

  packet(conntrack, packet, _at, ct, state) {
    if (state.family !== Family.IPV6) return Answer.INVALID;
    const type = (conntrack.store.words[ct * Field.WORDS + TupleWord.ID] >>> 8) & 0xff;
    if (!conntrack.store.isConfirmed(ct) && !REPLY_OF.has(type)) return Answer.INVALID;
    conntrack.refresh(ct, packet, conntrack.store.timeouts(ct)?.[0] ?? conntrack.settings.icmpv6Timeout);
    return Verdict.ACCEPT;
  },
};

/** As `icmpError`, for ICMPv6 (`nf_conntrack_icmpv6_error`). */
export function icmpv6Error(conntrack: Conntrack, packet: Packet, at: number, state: HookState): number {
  const complain = (message: string) => conntrack.invalid(packet, Protocol.ICMPV6, message);
  if (packet.end - at < HEADER_BYTES) return complain('short packet');
  if (state.hook === Hook.PREROUTING && !conntrack.checksumHolds(packet, at, Protocol.ICMPV6)) {
    return complain('ICMPv6 checksum failed');
  }
  const type = packet.bytes[at];
  if (UNTRACKED.has(type) || (ROUTER_DISCOVERY.has(type) && conntrack.linux.follows['icmpv6-router-discovery'])) {
    packet.ctinfo = CtInfo.UNTRACKED;
    return Verdict.ACCEPT;
  }
  if (type === Type.REDIRECT) return redirect(conntrack, packet, at, state, complain);
  if (type >= FIRST_INFORMATIONAL) return Verdict.ACCEPT;
  return relateError(conntrack, packet, at + HEADER_BYTES, state, Protocol.ICMPV6);
}

/** A redirect is believed only from a neighbour, and quotes its packet in an option (RFC 4861, 8.1; `nf_conntrack_icmpv6_redirect`). */
function redirect(
  conntrack: Conntrack,
  packet: Packet,
  at: number,
  state: HookState,
  complain: (message: string) => number,
): number {
  const { bytes, start, end } = packet;
  if (end - at < REDIRECT_BYTES) return complain('short redirect');
  if (bytes[at + 1] !== 0) return Verdict.ACCEPT;
  const linkLocal = bytes[start + 8] === 0xfe && (bytes[start + 9] & 0xc0) === 0x80;
  if (bytes[start + 7] !== 255 || !linkLocal) return complain('invalid saddr or hoplimit for redirect');
  const option = at + REDIRECT_BYTES;
  if (end - option < 2 || bytes[option + 1] === 0) return complain('redirect without options');
  if (bytes[option] !== REDIRECTED_HEADER_OPTION) return Verdict.ACCEPT;
  return relateError(conntrack, packet, option + 8, state, Protocol.ICMPV6);
}
