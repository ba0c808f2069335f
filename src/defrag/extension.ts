/** Walks along the IPv6 extension headers (RFC 8200, section 4), in the three ways that fragments need it. */
import { u16 } from '../packet/bytes';
import { type Packet, Protocol } from '../packet/packet';

/** Offset of the next-header field in the IPv6 header, and the header's length. */
export const NEXT_HEADER = 6;
export const IPV6_HEADER = 40;
export const FRAGMENT_HEADER = 8;

/** A Fragment header found in a packet, as offsets from the packet's begin. */
export interface FragmentHeader {
  /** The next-header field that leads to it. */
  readonly previous: number;
  readonly at: number;
}

/** Whether another header follows one of this kind (`ipv6_ext_hdr`, which counts "no next header" as one). */
export function isExtension(next: number): boolean {
  switch (next) {
    case Protocol.HOPOPT:
    case Protocol.ROUTING:
    case Protocol.FRAGMENT:
    case Protocol.AH:
    case Protocol.NONE:
    case Protocol.DSTOPTS:
      return true;
    default:
      return false;
  }
}

/** Length in bytes of the extension header at `at`: authentication counts in 4 bytes (RFC 4302), the others in 8. */
function lengthOf(next: number, bytes: Uint8Array, at: number): number {
  return next === Protocol.AH ? (bytes[at + 1] + 2) << 2 : (bytes[at + 1] + 1) << 3;
}

/** The first Fragment header; null when there is none, or when the headers before it are cut short. */
export function findFragmentHeader(packet: Packet): FragmentHeader | null {
  const { bytes, start, end } = packet;
  let previous = NEXT_HEADER;
  let at = IPV6_HEADER;
  let next = bytes[start + previous];
  while (next !== Protocol.FRAGMENT) {
    if (!isExtension(next) || next === Protocol.NONE || start + at + 2 > end) return null;
    const length = lengthOf(next, bytes, start + at);
    previous = at;
    next = bytes[start + at];
    at += length;
  }
  return start + at > end ? null : { previous, at };
}

/**
 * Whether this is a datagram's first fragment and its transport header is not all there (`ipv6frag_thdr_truncated`),
 * against RFC 8200, section 4.5. The walk begins with the header of kind `next` at `at`.
 */
export function transportHeaderTruncated(packet: Packet, next: number, at: number): boolean {
  const { bytes, start, end } = packet;
  at += start;
  while (isExtension(next)) {
    if (next === Protocol.NONE || at + 2 > end) return false;
    let length = FRAGMENT_HEADER;
    if (next === Protocol.FRAGMENT) {
      if (at + 4 > end) return false;
      if ((u16(bytes, at + 2) & ~7) !== 0) return false;
    } else length = lengthOf(next, bytes, at);
    next = bytes[at];
    at += length;
  }
  return at + transportHeaderLength(next) > end;
}

function transportHeaderLength(protocol: number): number {
  if (protocol === Protocol.TCP) return 20;
  return protocol === Protocol.UDP || protocol === Protocol.ICMPV6 ? 8 : 1;
}

/**
 * Where a Fragment header goes when the datagram is fragmented: behind the headers that every router must see
 * (`ip6_find_1stfragopt`). Null when the headers are cut short.
 */
export function findFragmentationPoint(packet: Packet): FragmentHeader | null {
  const { bytes, start } = packet;
  const length = packet.end - start;
  let previous = NEXT_HEADER;
  let at = IPV6_HEADER;
  let routing = false;
  while (at <= length) {
    const next = bytes[start + previous];
    if (next === Protocol.ROUTING) routing = true;
    else if (next === Protocol.DSTOPTS ? routing : next !== Protocol.HOPOPT) return { previous, at };
    if (at + 2 > length) return null;
    previous = at;
    at += lengthOf(next, bytes, start + at);
  }
  return null;
}
