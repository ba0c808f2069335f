/**
 * What the IP stack does to a packet it forwards, between routing and the FORWARD hook (`ip_forward`, `ip6_forward`).
 */
import { put16, u16 } from '../packet/bytes';
import { Family, type Packet } from '../packet/packet';
import { BEYOND_SCOPE, TIME_EXCEEDED, TOO_BIG } from './icmp-error';
import { BAD_ADDRESS, type Refusal } from './refusal';
import { isUnspecified } from './route';

const DONT_FRAGMENT = 0x40;

/** Its time to live, or hop limit, ran out (RFC 1812, 5.3.1). */
const EXPIRED: Refusal = { reason: 'IP_INHDR', error: TIME_EXCEEDED };

/**
 * Decides whether a packet may go out of `outDevice`, over a link of this MTU, and if so takes one off its time to
 * live. Returns null for a packet that may go on.
 */
export function forward(packet: Packet, outDevice: number, mtu: number): Refusal | null {
  if (packet.family === Family.IPV6) return forwardIpv6(packet, outDevice, mtu);
  const bytes = packet.bytes;
  const start = packet.start;
  if (bytes[start + 8] <= 1) return EXPIRED;
  const isTooBig = packet.end - start > mtu && (bytes[start + 6] & DONT_FRAGMENT) !== 0;
  if (isTooBig && !fitsAsItCame(packet, mtu)) return tooBig(mtu);
  bytes[start + 8]--;
  // RFC 1141: the checksum moves with the header, here by 1 in the high byte of a word.
  const checksum = u16(bytes, start + 10) + 0x0100;
  put16(bytes, start + 10, checksum + (checksum >= 0xffff ? 1 : 0));
  return null;
}

function forwardIpv6(packet: Packet, outDevice: number, mtu: number): Refusal | null {
  const bytes = packet.bytes;
  const start = packet.start;
  if (bytes[start + 7] <= 1) return EXPIRED;
  // A source that cannot be answered beyond its link stays there (RFC 4291, 2.5.2 and 2.5.6).
  if (outDevice !== packet.device) {
    if (isUnspecified(bytes, start + 8)) return BAD_ADDRESS;
    const isLinkLocal = bytes[start + 8] === 0xfe && bytes[start + 9] >> 6 === 2;
    if (isLinkLocal) return { ...BAD_ADDRESS, error: BEYOND_SCOPE };
  }
  if (packet.end - start > mtu && !fitsAsItCame(packet, mtu)) return tooBig(mtu);
  bytes[start + 7]--;
  return null;
}

function tooBig(mtu: number): Refusal {
  return { reason: 'PKT_TOO_BIG', error: TOO_BIG, info: mtu };
}

/** A reassembled datagram passes if its fragments did: they are restored on the way out. */
function fitsAsItCame(packet: Packet, mtu: number): boolean {
  return packet.fragmentMaxSize > 0 && packet.fragmentMaxSize <= mtu;
}
