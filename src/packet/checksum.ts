/** The Internet checksum (RFC 1071), with the pseudo-headers of IPv4 (RFC 9293, 3.1) and IPv6 (RFC 8200, 8.1). */

import { put16, u16 } from './bytes';
import { Family } from './packet';

/** One's complement sum of `bytes[from..to)`, not folded; an odd last byte counts as the high half of a word. */
export function sum(bytes: Uint8Array, from: number, to: number, start = 0): number {
  let total = start;
  let at = from;
  // For a few bytes of another array a view costs more than it saves.
  if (bytes === viewed || to - from > FEW) {
    const view = viewOf(bytes);
    // Two words a turn: this loop is what verifying a packet costs.
    for (const last = to - 3; at < last; at += 4) {
      const words = view.getInt32(at);
      total += (words >>> 16) + (words & 0xffff);
    }
  }
  for (const last = to - 1; at < last; at += 2) total += u16(bytes, at);
  if (at < to) total += bytes[at] << 8;
  return total;
}

const FEW = 256;

let viewed = new Uint8Array(0) as Uint8Array;
let view = new DataView(viewed.buffer);

/** The last one is kept, since all packets of a capture lie in one array. */
function viewOf(bytes: Uint8Array): DataView {
  if (bytes !== viewed) {
    viewed = bytes;
    view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
  return view;
}

/** Folds a sum of at most 2^31 into 16 bits. */
export function fold(total: number): number {
  total = (total & 0xffff) + (total >>> 16);
  return (total & 0xffff) + (total >>> 16);
}

/**
 * Carries the checksum at `check` on from what summed up to `before` to what sums up to `after` (RFC 1624; `csum_replace4`).
 * It is never 0xffff then.
 */
export function carryOn(bytes: Uint8Array, check: number, before: number, after: number): void {
  const total = (~u16(bytes, check) & 0xffff) + (~fold(before) & 0xffff) + after;
  // Of a sum that is no zero the fold is none either.
  put16(bytes, check, ~fold(total + 0xffff) & 0xffff);
}

/** The checksum of `bytes[from..to)`: 0 when a correct checksum is among them. */
export function checksum(bytes: Uint8Array, from: number, to: number, start = 0): number {
  return ~fold(sum(bytes, from, to, start)) & 0xffff;
}

/** The sum of a pseudo-header: the addresses of the IP header at `ip`, the protocol and the transport length. */
export function pseudoHeaderSum(
  bytes: Uint8Array,
  ip: number,
  family: Family,
  protocol: number,
  length: number,
): number {
  const addresses = family === Family.IPV4 ? sum(bytes, ip + 12, ip + 20) : sum(bytes, ip + 8, ip + 40);
  return addresses + protocol + (length & 0xffff) + (length >>> 16);
}
