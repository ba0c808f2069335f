/**
 * What the IP stack does to a packet it forwards, between routing and the FORWARD hook (`ip_forward`, `ip6_forward`).
 */
import { i32, put16, u16 } from '../packet/bytes';
import { Family, type Packet } from '../packet/packet';

/** Why a packet is not forwarded. */
export const enum Forward {
  PASS = 0,
  /** Its time to live, or hop limit, ran out (RFC 1812, 5.3.1). */
  EXPIRED = 1,
  /** It does not fit the next link and may not be fragmented. */
  TOO_BIG = 2,
  /** Its source address cannot be answered beyond its link (RFC 4291, 2.5.2, 2.5.3 and 2.5.6). */
  SOURCE = 3,
  LINK_LOCAL_SOURCE = 4,
}

const DONT_FRAGMENT = 0x40;

/** Decides whether the packet may be forwarded over a link of this MTU, and if so takes one off its time to live. */
export function forward(packet: Packet, mtu: number, sameDevice: boolean): Forward {
  return packet.family === Family.IPV4 ? forwardIpv4(packet, mtu) : forwardIpv6(packet, mtu, sameDevice);
}

function forwardIpv4(packet: Packet, mtu: number): Forward {
  const { bytes, start } = packet;
  if (bytes[start + 8] <= 1) return Forward.EXPIRED;
  if (packet.end - start > mtu && bytes[start + 6] & DONT_FRAGMENT && !fitsAsItCame(packet, mtu))
    return Forward.TOO_BIG;
  bytes[start + 8]--;
  // RFC 1141: the checksum moves with the header, here by 1 in the high byte of a word.
  const checksum = u16(bytes, start + 10) + 0x0100;
  put16(bytes, start + 10, checksum + (checksum >= 0xffff ? 1 : 0));
  return Forward.PASS;
}

function forwardIpv6(packet: Packet, mtu: number, sameDevice: boolean): Forward {
  const { bytes, start } = packet;
  if (bytes[start + 7] <= 1) return Forward.EXPIRED;
  if (!sameDevice) {
    if (i32(bytes, start + 8) === 0 && isUnspecified(bytes, start + 8)) return Forward.SOURCE;
    if (bytes[start + 8] === 0xfe && bytes[start + 9] >> 6 === 2) return Forward.LINK_LOCAL_SOURCE;
  }
  if (packet.end - start > mtu && !fitsAsItCame(packet, mtu)) return Forward.TOO_BIG;
  bytes[start + 7]--;
  return Forward.PASS;
}

/** A reassembled datagram passes if its fragments did: they are restored on the way out. */
function fitsAsItCame(packet: Packet, mtu: number): boolean {
  return packet.fragmentMaxSize > 0 && packet.fragmentMaxSize <= mtu;
}

function isUnspecified(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < 16; i++) if (bytes[at + i] !== 0) return false;
  return true;
}
