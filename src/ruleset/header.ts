/** What rules write into the IP header: the traffic class (`DSCP`, `TOS`, `ip dscp set`) and the hops that are left (`TTL`, `HL`, `ip ttl set`). */
import { put16, u16 } from '../packet/bytes';
import { carryOn } from '../packet/checksum';
import { Family, type Packet, Sum } from '../packet/packet';
import type { Hops, TrafficClass } from './ruleset';

/** Of the traffic class the lowest two bits are for congestion (RFC 3168, 5). */
const CONGESTION = 0b11;
const MOST_HOPS = 255;
const IPV4_CHECKSUM = 10;

/** Sets the code point of Differentiated Services, which is all of the class but what is for congestion. */
export function codePoint(value: number): TrafficClass {
  return { kind: 'traffic class', keep: CONGESTION, xor: value << 2 };
}

export function setTrafficClass(packet: Packet, { keep, xor }: TrafficClass): void {
  // The class begins at the fourth bit of IPv6's header, at the eighth of IPv4's.
  const shift = packet.family === Family.IPV4 ? 0 : 4;
  const word = u16(packet.bytes, packet.start);
  const old = (word >> shift) & 0xff;
  put(packet, 0, (word & ~(0xff << shift)) | (((old & keep) ^ xor) << shift));
}

export function setHops(packet: Packet, { to, by }: Hops): void {
  const { bytes, start, family } = packet;
  const at = family === Family.IPV4 ? 8 : 7;
  const hops = to ?? Math.min(Math.max(bytes[start + at] + by, 0), MOST_HOPS);
  if (family === Family.IPV4) put(packet, at, (hops << 8) | bytes[start + at + 1]);
  else put(packet, at - 1, (bytes[start + at - 1] << 8) | hops);
}

/** A word of the header. IPv4 sums it up, so that the sum of all bytes stays; of IPv6 the sum that was remembered is wrong then. */
function put(packet: Packet, at: number, word: number): void {
  const { bytes, start, family } = packet;
  const old = u16(bytes, start + at);
  put16(bytes, start + at, word);
  if (family === Family.IPV4) carryOn(bytes, start + IPV4_CHECKSUM, old, word);
  else if (word !== old && packet.sum === Sum.KNOWN) packet.sum = Sum.WRONG;
}
