/** Fragmentation of IPv4 datagrams on the way out (RFC 791, section 3.2; `ip_fragment`, `ip_do_fragment`). */

import { put16, u16 } from '../packet/bytes';
import { checksum } from '../packet/checksum';
import { Ipv4Flag } from '../packet/ipv4';
import { END_OF_OPTIONS, NO_OPERATION } from '../packet/options';
import type { Packet } from '../packet/packet';
import { packetBytes } from '../packet/room';
import { type Cut, cutAsReceived, cutToFit } from './cut';

const OFFSET = 0x1fff;
const MINIMUM_DATA = 8;

/** The fragments a datagram leaves in; none when it may not be fragmented, or when not even eight bytes would fit. */
export function fragmentIpv4(packet: Packet, mtu: number): Uint8Array[] {
  const reassembled = packet.fragmentMaxSize > 0;
  const dontFragment = hasDontFragment(packet);
  if (dontFragment && (!reassembled || packet.fragmentMaxSize > mtu)) return [];
  const headers = (packet.bytes[packet.start] & 0xf) << 2;
  const largest = reassembled ? Math.min(mtu, packet.fragmentMaxSize) : mtu;
  if (largest < headers + MINIMUM_DATA) return [];
  const room = largest - headers;
  const field = u16(packet.bytes, packet.start + 6);
  const isWhole = (field & (Ipv4Flag.MORE_FRAGMENTS | OFFSET)) === 0;
  const asReceived = isWhole ? cutAsReceived(packet, headers, room, headers) : null;
  const cuts = asReceived ?? cutToFit(packet.end - packet.start - headers, room);
  // Only fragments cut anew carry the bit that the largest of the received ones had.
  const flags = (dontFragment && asReceived === null ? Ipv4Flag.DONT_FRAGMENT : 0) | (field & OFFSET);
  return cuts.map(cut => fragment(packet, headers, cut, flags, (field & Ipv4Flag.MORE_FRAGMENTS) !== 0));
}

function hasDontFragment({ bytes, start }: Packet): boolean {
  return (u16(bytes, start + 6) & Ipv4Flag.DONT_FRAGMENT) !== 0;
}

function fragment(packet: Packet, headers: number, cut: Cut, flags: number, moreFollow: boolean): Uint8Array {
  const { bytes, start } = packet;
  const data = start + headers + cut.start;
  const out = packetBytes(headers + cut.length);
  out.set(bytes.subarray(start, start + headers));
  out.set(bytes.subarray(data, data + cut.length), headers);
  put16(out, 2, out.length);
  put16(out, 6, (flags + (cut.start >>> 3)) | (cut.isLast && !moreFollow ? 0 : Ipv4Flag.MORE_FRAGMENTS));
  if (cut.start > 0 && (flags & OFFSET) === 0 && !packet.isOfProcess) blankUncopiedOptions(out, headers);
  put16(out, 10, 0);
  put16(out, 10, checksum(out, 0, headers));
  return out;
}

const COPIED = 0x80;

/**
 * Options without the copied flag belong into the first fragment only (RFC 791, 3.1; `ip_options_fragment`). Those that
 * a process wrote itself have not been read, and all its fragments keep them.
 */
function blankUncopiedOptions(bytes: Uint8Array, headers: number): void {
  let at = 20;
  while (at < headers && bytes[at] !== END_OF_OPTIONS) {
    const length = bytes[at] === NO_OPERATION ? 1 : bytes[at + 1];
    if (bytes[at] !== NO_OPERATION) {
      if (length < 2 || at + length > headers) return;
      if ((bytes[at] & COPIED) === 0) bytes.fill(NO_OPERATION, at, at + length);
    }
    at += length;
  }
}
