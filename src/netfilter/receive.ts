/**
 * What the IP stack checks of a packet before the first hook sees it (`ip_rcv_core`, `ip6_rcv_core`).
 *
 * A packet that fails is dropped unseen: no hook, no conntrack. The words returned for that are the kernel's skb drop
 * reasons (`enum skb_drop_reason`).
 */
import { u16 } from '../packet/bytes';
import { type Packet, Protocol } from '../packet/packet';

const IPV4_HEADER = 20;
const IPV6_HEADER = 40;

/** Checks an IPv4 header (RFC 1122, 3.2.1) and trims padding off. Returns null, or why the packet is dropped. */
export function receiveIpv4(packet: Packet): string | null {
  const bytes = packet.bytes;
  const start = packet.start;
  const available = packet.end - start;
  if (available < IPV4_HEADER) return 'IP_INHDR';
  const headerLength = (bytes[start] & 0x0f) << 2;
  if (bytes[start] >> 4 !== 4 || headerLength < IPV4_HEADER || available < headerLength) return 'IP_INHDR';
  let sum = 0;
  for (let at = start; at < start + headerLength; at += 2) sum += (bytes[at] << 8) | bytes[at + 1];
  // A correct header sums up to a multiple of 0xffff, and never to 0: its first byte is not.
  if (sum % 0xffff !== 0) return 'IP_CSUM';
  const length = u16(bytes, start + 2);
  if (available < length) return 'PKT_TOO_SMALL';
  if (length < headerLength) return 'IP_INHDR';
  packet.end = start + length;
  return null;
}

/** Checks an IPv6 header and its hop-by-hop options, and trims padding off. Returns null, or why the packet is dropped. */
export function receiveIpv6(packet: Packet): string | null {
  const bytes = packet.bytes;
  const start = packet.start;
  const available = packet.end - start;
  if (available < IPV6_HEADER) return 'IP_INHDR';
  if (bytes[start] >> 4 !== 6) return 'UNHANDLED_PROTO';
  if (isLoopback(bytes, start + 8) || isLoopback(bytes, start + 24)) return 'IP_INHDR';
  // Neither an interface-local nor a reserved scope crosses a link, and no group is a source (RFC 4291, 2.7).
  if (bytes[start + 24] === 0xff && (bytes[start + 25] & 0x0f) <= 1) return 'IP_INHDR';
  if (bytes[start + 8] === 0xff) return 'IP_INHDR';
  const length = u16(bytes, start + 4);
  const hopByHop = bytes[start + 6] === Protocol.HOPOPT;
  // A length of zero beside hop-by-hop options may be a jumbogram's (RFC 2675).
  if (length !== 0 || !hopByHop) {
    if (length + IPV6_HEADER > available) return 'PKT_TOO_SMALL';
    packet.end = start + IPV6_HEADER + length;
  }
  return hopByHop ? checkHopByHop(packet) : null;
}

/** ::1 */
function isLoopback(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < 15; i++) if (bytes[at + i] !== 0) return false;
  return bytes[at + 15] === 1;
}

const enum Option {
  PAD1 = 0,
  PADN = 1,
  ROUTER_ALERT = 5,
  CALIPSO = 7,
  IOAM = 49,
  JUMBO = 0xc2,
}

/** `net.ipv6.max_hbh_opts_number` */
const MAX_OPTIONS = 8;
const MAX_PADDING = 7;

/** RFC 8200, 4.2 and 4.3, with the limits of `ip6_parse_tlv`. */
function checkHopByHop(packet: Packet): string | null {
  const bytes = packet.bytes;
  const header = packet.start + IPV6_HEADER;
  if (packet.end - header < 8) return '';
  const end = header + ((bytes[header + 1] + 1) << 3);
  if (end > packet.end) return '';
  let options = 0;
  let padding = 0;
  for (let at = header + 2; at < end; ) {
    const type = bytes[at];
    const size = type === Option.PAD1 ? 1 : bytes[at + 1] + 2;
    if ((type !== Option.PAD1 && end - at < 2) || at + size > end) return 'IP_INHDR';
    if (type === Option.PAD1 || type === Option.PADN) {
      padding += size;
      if (padding > MAX_PADDING || !isZero(bytes, at + 2, at + size)) return 'IP_INHDR';
    } else {
      padding = 0;
      if (++options > MAX_OPTIONS) return 'IP_INHDR';
      const reason = checkOption(packet, at);
      if (reason !== null) return reason;
    }
    at += size;
  }
  return null;
}

function checkOption(packet: Packet, at: number): string | null {
  const type = packet.bytes[at];
  switch (type) {
    case Option.ROUTER_ALERT:
      return packet.bytes[at + 1] === 2 ? null : 'IP_INHDR';
    case Option.CALIPSO:
    case Option.IOAM:
      return null;
    case Option.JUMBO:
      // No interface of the router takes a datagram of more than 65,535 bytes.
      return 'IP_INHDR';
    default:
      // The two highest bits of an unknown option say whether to skip it (RFC 8200, 4.2).
      return type >> 6 === 0 ? null : 'UNHANDLED_PROTO';
  }
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}
