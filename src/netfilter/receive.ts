/**
 * What the IP stack checks of a packet before the first hook sees it (`ip_rcv_core`, `ip6_rcv_core`).
 *
 * A packet that fails is dropped unseen: no hook, no conntrack.
 */
import { u16 } from '../packet/bytes';
import { fold, sum } from '../packet/checksum';
import { type Packet, Protocol } from '../packet/packet';
import { checkHopByHop } from './ipv6-options';
import { BAD_CHECKSUM, BAD_HEADER, type Refusal, TOO_SHORT } from './refusal';
import { isGroup, isLoopback, LOOPBACK } from './route';

const IPV4_HEADER = 20;
const IPV6_HEADER = 40;

const NOT_IPV6: Refusal = { reason: 'UNHANDLED_PROTO' };

/** Checks an IPv4 header (RFC 1122, 3.2.1) and trims padding off. Returns null for a packet that may go on. */
export function receiveIpv4(packet: Packet): Refusal | null {
  const bytes = packet.bytes;
  const start = packet.start;
  const available = packet.end - start;
  if (available < IPV4_HEADER) return BAD_HEADER;
  const headerLength = (bytes[start] & 0x0f) << 2;
  if (bytes[start] >> 4 !== 4 || headerLength < IPV4_HEADER || available < headerLength) return BAD_HEADER;
  if (fold(sum(bytes, start, start + headerLength)) !== 0xffff) return BAD_CHECKSUM;
  const length = u16(bytes, start + 2);
  if (available < length) return TOO_SHORT;
  if (length < headerLength) return BAD_HEADER;
  packet.end = start + length;
  return null;
}

/** Checks an IPv6 header and its hop-by-hop options, and trims padding off. Returns null for a packet that may go on. */
export function receiveIpv6(packet: Packet): Refusal | null {
  const bytes = packet.bytes;
  const start = packet.start;
  const available = packet.end - start;
  if (available < IPV6_HEADER) return BAD_HEADER;
  if (bytes[start] >> 4 !== 6) return NOT_IPV6;
  if (packet.device !== LOOPBACK && (isLoopback(bytes, start + 8) || isLoopback(bytes, start + 24))) return BAD_HEADER;
  // Neither an interface-local nor a reserved scope crosses a link, and no group is a source (RFC 4291, 2.7).
  if (isGroup(bytes, start + 24) && (bytes[start + 25] & 0x0f) <= 1) return BAD_HEADER;
  if (isGroup(bytes, start + 8)) return BAD_HEADER;
  const length = u16(bytes, start + 4);
  const hasOptions = bytes[start + 6] === Protocol.HOPOPT;
  // A length of zero beside hop-by-hop options may be a jumbogram's (RFC 2675).
  if (length !== 0 || !hasOptions) {
    if (length + IPV6_HEADER > available) return TOO_SHORT;
    packet.end = start + IPV6_HEADER + length;
  }
  return hasOptions ? checkHopByHop(packet) : null;
}
