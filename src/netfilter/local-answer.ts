/**
 * What a router on which no process listens answers to a packet for itself: an echo, a reset, or that there is nobody
 * (`icmp_reply`, `tcp_v4_send_reset`, `__udp4_lib_rcv`, `ip_protocol_deliver_rcu`).
 */
import type { Linux } from '../linux/linux';
import { put16, put32, u16 } from '../packet/bytes';
import { checksum, pseudoHeaderSum } from '../packet/checksum';
import { sourceOf } from '../packet/ends';
import { IcmpType } from '../packet/icmp';
import { buildIcmp } from '../packet/icmp-message';
import { Icmpv6Type } from '../packet/icmpv6';
import { buildIpv4, Ipv4 } from '../packet/ipv4';
import { buildIpv6, extensionLength, Ipv6 } from '../packet/ipv6';
import type { Option } from '../packet/options';
import { Family, type Packet, Protocol, Sum } from '../packet/packet';
import { Tcp, TcpFlag, tcpHeaderEnd } from '../packet/tcp';
import { pseudoHeader } from '../packet/wire';
import { BAD_FIELD, type ErrorKind, NO_PORT, NO_PROTOCOL } from './icmp-error';
import { checkDestinationOptions } from './ipv6-options';
import { saysTooBig } from './path-mtu';
import { buildReset } from './reset';
import { isGroup } from './route';
import { isSigned } from './signed';

/**
 * What the router answers with: a datagram, an ICMP error about the packet, or nothing (null). A reset over IPv6 has no
 * checksum yet (`tcp_v6_send_response`); what is advertised to a neighbour leaves by its link. `tooBig`: nothing, but it takes
 * in an error, at that offset, by which a packet was too big.
 */
export type Answer =
  | { datagram: Uint8Array; isReset?: boolean; isAdvertised?: boolean }
  | { error: ErrorKind; info: number }
  | { tooBig: number }
  | null;

/** Who answers. */
export interface Host {
  /** The address the packet was sent to, or for a group that of the interface it came in by; null where none would do. */
  readonly source: Uint8Array | null;
  /** Whether the packet was sent to one address of the router, not to a group or all hosts. */
  readonly isUnicast: boolean;
  /** Identification of the next IPv4 datagram. */
  readonly id: number;
  /** The options of IPv4 that it answers with; null where there can be no answer for them. */
  readonly options: readonly Option[] | null;
  /** Milliseconds since midnight. */
  readonly milliseconds: number;
  /** As which address it tells a neighbour of one of the interface the packet came in by; null where that has no such address. */
  advertiser(target: Uint8Array): Uint8Array | null;
  readonly linux: Linux;
}

/** IGMP and PIM end in the kernel in silence, and so does "no next header". */
const SILENT: Readonly<Record<Family, readonly number[]>> = {
  [Family.IPV4]: [Protocol.IGMP, 103],
  [Family.IPV6]: [Protocol.NONE, 103],
};

export function answerLocally(packet: Packet, host: Host): Answer {
  const { bytes, start, family } = packet;
  if (family === Family.IPV6) return answerIpv6(packet, host);
  return answerTransport(packet, bytes[start + 9], start + ((bytes[start] & 0x0f) << 2), 0, host);
}

/** `named`: the offset of the byte that names the protocol, as an error about it points there (RFC 4443, 3.4). */
function answerTransport(packet: Packet, protocol: number, at: number, named: number, host: Host): Answer {
  const { family } = packet;
  switch (protocol) {
    case Protocol.TCP:
      return host.isUnicast ? reset(packet, at, host) : null;
    case Protocol.UDP:
      if (!isSoundUdp(packet, at)) return null;
      // What lies behind the datagram is cut off before anybody is told (`__udp4_lib_rcv`, `__udp6_lib_rcv`).
      packet.end = at + u16(packet.bytes, at + 4);
      return { error: NO_PORT, info: 0 };
    case Protocol.UDPLITE:
      if (!host.linux.follows['udplite-tracker']) return { error: NO_PROTOCOL, info: named };
      return isSoundUdpLite(packet, at) ? { error: NO_PORT, info: 0 } : null;
    case family === Family.IPV4 ? Protocol.ICMP : Protocol.ICMPV6:
      return isSolicitation(packet, at) ? advertise(packet, at, host) : echo(packet, at, host);
    default:
      return SILENT[family].includes(protocol) ? null : { error: NO_PROTOCOL, info: named };
  }
}

/**
 * Where a host begins to read: behind the hop-by-hop options, which it has read before. Of what conntrack has put
 * together the stack has noted where the fragments' data begin, and takes what lies there for the header that comes
 * next, whatever stands between (`nf_ct_frag6_reasm`, `ip6_protocol_deliver_rcu`).
 */
function beginning({ bytes, start, dataAt }: Packet): { named: number; at: number } {
  const first = start + Ipv6.LENGTH;
  // Options among the fragments' data were not read when the packet came in.
  const hasOptions = bytes[start + Ipv6.NEXT_HEADER] === Protocol.HOPOPT && dataAt !== Ipv6.LENGTH;
  const behindOptions = hasOptions ? first + extensionLength(Protocol.HOPOPT, bytes[first + 1]) : first;
  return { named: hasOptions ? first : start + Ipv6.NEXT_HEADER, at: dataAt > 0 ? start + dataAt : behindOptions };
}

/** Of a fragment that is a whole datagram, and brings nothing, nobody has taken its header off. */
const HOST_HEADERS: readonly number[] = [Protocol.DSTOPTS, Protocol.ROUTING, Protocol.FRAGMENT];

function answerIpv6(packet: Packet, host: Host): Answer {
  // What was in fragments already may not be a fragment again (`ipv6_frag_rcv`).
  const read = readHeaders(packet, packet.dataAt > 0, host.linux);
  if ('answer' in read) return read.answer;
  const { protocol, at, named } = read;
  if (protocol === Protocol.FRAGMENT) return { error: BAD_FIELD, info: at - packet.start };
  return answerTransport(packet, protocol, at, named - packet.start, host);
}

/** Whether a host that reads the headers of a packet comes to a Fragment header. */
export function readsToFragment(packet: Packet, linux: Linux): boolean {
  const read = readHeaders(packet, true, linux);
  return 'protocol' in read && read.protocol === Protocol.FRAGMENT;
}

/**
 * Goes through the extension headers that a host itself reads (RFC 8200, 4.1). Returns which comes behind them, or the first
 * Fragment header if it `endsAtFragment`; what one of them is answered with, where the host cannot read it.
 */
function readHeaders(packet: Packet, endsAtFragment: boolean, linux: Linux): Header | { answer: Answer } {
  for (let { named, at } = beginning(packet); ; ) {
    const protocol = packet.bytes[named];
    const isEnd = protocol === Protocol.FRAGMENT ? endsAtFragment : !HOST_HEADERS.includes(protocol);
    if (isEnd) return { protocol, at, named };
    const answer = refusalOf(packet, protocol, at, linux.follows['mobile-ipv6']);
    if (answer !== undefined) return { answer };
    named = at;
    at += lengthOf(packet, protocol, at);
  }
}

/** A header by its protocol, where it is, and where the byte is that names it. */
interface Header {
  readonly protocol: number;
  readonly at: number;
  readonly named: number;
}

/** The answer to an extension header that a host cannot read; undefined where it reads on. */
function refusalOf(packet: Packet, protocol: number, at: number, isMobile: boolean): Answer | undefined {
  const { bytes, start, end } = packet;
  if (at + lengthOf(packet, protocol, at) > end) return null;
  if (protocol === Protocol.DSTOPTS) {
    const refusal = checkDestinationOptions(packet, at, isMobile);
    if (refusal !== null) return refusal.error ? { error: refusal.error, info: refusal.info! } : null;
  } else if (protocol === Protocol.ROUTING) {
    // Not to a group (`ipv6_rthdr_rcv`); an anycast address is none.
    if (isGroup(bytes, start + Ipv6.DESTINATION) || SOURCE_ROUTES_OFF.includes(bytes[at + 2])) return null;
    if (isMobile && bytes[at + 2] === HOME_ADDRESS_ROUTE) return null;
    // A source route that has not come to its end, of no type that is followed (RFC 8200, 4.4; RFC 5095).
    if (bytes[at + 3] > 0) return { error: BAD_FIELD, info: at + 2 - start };
  }
  return undefined;
}

function lengthOf({ bytes, end }: Packet, protocol: number, at: number): number {
  return at + 8 > end ? 8 : extensionLength(protocol, bytes[at + 1]);
}

/** To a mobile node at its home address (RFC 6275, 6.4). */
const HOME_ADDRESS_ROUTE = 2;

/** RPL and segment routing, which Linux speaks but does not follow unless told to (`rpl_seg_enabled`, `seg6_enabled`). */
const SOURCE_ROUTES_OFF = [3, 4];

function reset(packet: Packet, at: number, { source, options, linux }: Host): Answer {
  const { bytes, start, end, family } = packet;
  const behind = tcpHeaderEnd(bytes, at, end);
  if (behind < 0 || !isSound(packet, at, end, Protocol.TCP)) return null;
  const flags = bytes[at + 13];
  if (options === null || flags & TcpFlag.RST || isSigned(bytes, at + Tcp.LENGTH, behind, linux)) return null;
  const datagram = buildReset(packet, at, trafficClass(bytes, start, family) & ~3, { options });
  if (family === Family.IPV4 && source !== null) setSource(datagram, source);
  return { datagram, isReset: true };
}

/** A reset that is from nowhere (of what was sent to 0.0.0.0) gets a source once its own checksum is made (`ip_send_unicast_reply`). */
function setSource(datagram: Uint8Array, source: Uint8Array): void {
  datagram.set(source, Ipv4.SOURCE);
  put16(datagram, Ipv4.CHECKSUM, 0);
  put16(datagram, Ipv4.CHECKSUM, checksum(datagram, 0, (datagram[0] & 0xf) << 2));
}

function isSoundUdp(packet: Packet, at: number): boolean {
  const { bytes, end, family } = packet;
  const length = end - at < 8 ? 0 : u16(bytes, at + 4);
  if (length < 8 || length > end - at) return false;
  if (u16(bytes, at + 6) === 0) return family === Family.IPV4;
  return !reliesOnWrongSum(packet, length) && isSound(packet, at, at + length, Protocol.UDP);
}

/** Of a short datagram the checksum is verified again (`CHECKSUM_BREAK`), of a long one the sum is what conntrack remembers (`udp6_csum_init`). */
function reliesOnWrongSum({ sum }: Packet, length: number): boolean {
  return sum === Sum.WRONG && length > 76;
}

/** Its checksum, which it must have, covers as much as it says (RFC 3828, 3.1; `udplite_checksum_init`). */
function isSoundUdpLite(packet: Packet, at: number): boolean {
  const { bytes, start, end, family } = packet;
  const length = end - at;
  if (length < 8 || u16(bytes, at + 6) === 0) return false;
  const covered = u16(bytes, at + 4) || length;
  if (covered < 8 || covered > length || (covered === length && reliesOnWrongSum(packet, length))) return false;
  return checksum(bytes, at, at + covered, pseudoHeaderSum(bytes, start, family, Protocol.UDPLITE, length)) === 0;
}

/** A checksum that is still to be made cannot be wrong. */
function isSound({ bytes, start, family, sum }: Packet, at: number, end: number, protocol: Protocol): boolean {
  if (sum === Sum.DEFERRED) return true;
  return checksum(bytes, at, end, pseudoHeaderSum(bytes, start, family, protocol, end - at)) === 0;
}

function echo(packet: Packet, at: number, host: Host): Answer {
  const { bytes, start, end, family } = packet;
  const isIpv4 = family === Family.IPV4;
  if (end - at < 8) return null;
  if (isIpv4 ? checksum(bytes, at, end) !== 0 : !isSound(packet, at, end, Protocol.ICMPV6)) return null;
  // Neither is answered to all hosts of an IPv4 network (icmp_echo_ignore_broadcasts).
  if (isIpv4 && !host.isUnicast) return null;
  if (saysTooBig(bytes, at, family)) return { tooBig: at };
  let body: Uint8Array = bytes.slice(at + 4, end);
  const type = replyType(bytes[at], isIpv4);
  if (type < 0) return null;
  // An echo comes back with whatever code it had.
  let code = bytes[at + 1];
  if (type === IcmpType.TIMESTAMP_REPLY && isIpv4) {
    code = 0;
    if (body.length < 8) return null;
    body = timestamps(body, host.milliseconds);
  }
  const { source, id, options } = host;
  if (source === null || options === null) return null;
  const destination = sourceOf(packet);
  const tos = trafficClass(bytes, start, family);
  if (isIpv4) {
    const payload = buildIcmp({ type, code, body }, null);
    // The sum that its checksum is made of begins with all ones: that of zeros is zero (`icmp_push_reply`).
    if (u16(payload, 2) === 0xffff) put16(payload, 2, 0);
    return { datagram: buildIpv4({ tos, id, options, protocol: Protocol.ICMP, source, destination, payload }) };
  }
  const payload = buildIcmp({ type, code, body }, pseudoHeader(source, destination, Protocol.ICMPV6));
  const datagram = buildIpv6({ trafficClass: tos, protocol: Protocol.ICMPV6, source, destination, payload });
  return { datagram };
}

/** Of the request only the originate timestamp comes back (`icmp_timestamp`). */
function timestamps(request: Uint8Array, now: number): Uint8Array {
  const reply = new Uint8Array(16);
  reply.set(request.subarray(0, 8));
  put32(reply, 8, now);
  put32(reply, 12, now);
  return reply;
}

const SOLICITATION_BYTES = 24;
const ROUTER = 0x80;
const SOLICITED = 0x40;
const OVERRIDE = 0x20;

function isSolicitation({ bytes, end, family }: Packet, at: number): boolean {
  return family === Family.IPV6 && at < end && bytes[at] === Icmpv6Type.NEIGHBOR_SOLICIT;
}

/**
 * Whoever asks for one of its addresses is told, without a link-layer address, as on a link that has none
 * (RFC 4861, 7.1.1 and 7.2.4; `ndisc_recv_ns`).
 */
function advertise(packet: Packet, at: number, { advertiser }: Host): Answer {
  const { bytes, start, end } = packet;
  const isWhole = end - at >= SOLICITATION_BYTES && isSound(packet, at, end, Protocol.ICMPV6);
  const asker = sourceOf(packet);
  if (!isWhole || bytes[start + Ipv6.HOP_LIMIT] !== 255 || bytes[at + 1] !== 0) return null;
  const target = bytes.slice(at + 8, at + SOLICITATION_BYTES);
  const source = advertiser(target);
  if (source === null || !asker.some(byte => byte !== 0)) return null;
  const body = new Uint8Array(20);
  body[0] = ROUTER | SOLICITED | (isGroup(bytes, start + Ipv6.DESTINATION) && source === target ? OVERRIDE : 0);
  body.set(target, 4);
  const payload = buildIcmp({ type: Icmpv6Type.NEIGHBOR_ADVERT, body }, pseudoHeader(source, asker, Protocol.ICMPV6));
  const datagram = buildIpv6({ hopLimit: 255, protocol: Protocol.ICMPV6, source, destination: asker, payload });
  return { datagram, isAdvertised: true };
}

/** The type that answers a query, -1 for what is no query. */
function replyType(type: number, isIpv4: boolean): number {
  if (!isIpv4) return type === Icmpv6Type.ECHO_REQUEST ? Icmpv6Type.ECHO_REPLY : -1;
  if (type === IcmpType.ECHO_REQUEST) return IcmpType.ECHO_REPLY;
  return type === IcmpType.TIMESTAMP_REQUEST ? IcmpType.TIMESTAMP_REPLY : -1;
}

function trafficClass(bytes: Uint8Array, start: number, family: Family): number {
  return family === Family.IPV4 ? bytes[start + 1] : (u16(bytes, start) >> 4) & 0xff;
}
