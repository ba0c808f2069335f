/** Finds the Fragment header among the IPv6 extension headers, or its place (RFC 8200, sections 4.1 and 4.5). */
import { u16 } from './bytes';
import { extensionLength, FragmentHeader, Ipv6 } from './ipv6';
import { Family, type Packet, Protocol } from './packet';
import { findTransport, isExtension } from './transport';

/** Where a Fragment header is or will be, as offsets from the packet's begin. */
export interface FragmentPlace {
  /** The next-header field that leads to it. */
  readonly previous: number;
  readonly at: number;
}

/** What comes first: the header that the IPv6 header leads to. */
const FIRST: FragmentPlace = { previous: Ipv6.NEXT_HEADER, at: Ipv6.LENGTH };

/**
 * The first Fragment header; null when there is none, or when the headers before it are cut short (`find_prev_fhdr`).
 * The search ends at a header of kind `opaque`, which may hide what follows it.
 */
export function findFragmentHeader(packet: Packet, opaque = Protocol.NONE, from = FIRST): FragmentPlace | null {
  const { bytes, start, end } = packet;
  let { previous, at } = from;
  let next = bytes[start + previous];
  while (next !== Protocol.FRAGMENT) {
    if (!isExtension(next) || next === Protocol.NONE || next === opaque || start + at + 2 > end) return null;
    previous = at;
    at += extensionLength(next, bytes[start + at + 1]);
    next = bytes[start + previous];
  }
  return start + at > end ? null : { previous, at };
}

/** The fragment's place in the datagram, in bytes, with the flag that more follow in the lowest bit. */
export function fragmentField({ bytes, start }: Packet, place: FragmentPlace): number {
  return u16(bytes, start + place.at + FragmentHeader.OFFSET_FLAGS);
}

/** Whether this is a first fragment without the whole transport header (`ipv6frag_thdr_truncated`; RFC 8200, 4.5). */
export function transportHeaderTruncated({ bytes, start, end }: Packet): boolean {
  const transport = findTransport(bytes, start, end, Family.IPV6);
  return transport >= 0 && start + (transport >>> 8) + transportHeaderLength(transport & 0xff) > end;
}

function transportHeaderLength(protocol: number): number {
  if (protocol === Protocol.TCP) return 20;
  return protocol === Protocol.UDP || protocol === Protocol.ICMPV6 ? 8 : 1;
}

/**
 * Where a Fragment header goes when the datagram is fragmented: behind the headers that every router must see
 * (`ip6_find_1stfragopt`). Null when one of them lies beyond the datagram's first `length` bytes.
 */
export function findFragmentationPoint({ bytes, start }: Packet, length: number): FragmentPlace | null {
  let previous: number = Ipv6.NEXT_HEADER;
  let at: number = Ipv6.LENGTH;
  let routing = false;
  while (at <= length) {
    const next = bytes[start + previous];
    if (next === Protocol.ROUTING) routing = true;
    else if (next === Protocol.DSTOPTS ? routing : next !== Protocol.HOPOPT) return { previous, at };
    if (at + 2 > length) return null;
    previous = at;
    at += extensionLength(next, bytes[start + at + 1]);
  }
  return null;
}
