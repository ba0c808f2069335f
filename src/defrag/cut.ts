/** Where a datagram is cut into fragments. */
import type { Packet } from '../packet/packet';
import { geometryOf } from './geometry';

export interface Cut {
  /** Where the piece begins in the datagram's fragmentable part. */
  readonly start: number;
  readonly length: number;
  readonly isLast: boolean;
}

/** Cuts of at most `room` bytes each, all but the last a multiple of eight. */
export function cutToFit(length: number, room: number): Cut[] {
  const cuts: Cut[] = [];
  const most = room & ~7;
  for (let start = 0; start < length; ) {
    const left = length - start;
    const size = left <= room ? left : most;
    cuts.push({ start, length: size, isLast: size === left });
    start += size;
  }
  return cuts;
}

/** Bytes that a driver leaves before the IP header in the buffer of a packet it takes in (`NET_SKB_PAD`). */
const HEADROOM = 64;
/** `LL_RESERVED_SPACE` of an Ethernet device: what a packet needs before its headers, and all that a local process's has. */
const LINK_HEADER = 16;

/**
 * The cuts a reassembled datagram came with, if it can leave with the same: all pieces within `room` bytes and of
 * aligned length, and with enough room before them in their buffers for the new headers. Else null: the datagram is
 * copied and cut anew.
 * @param unfragmentable bytes of the datagram that go before the data of every fragment.
 * @param newHeaders bytes of headers that are written before the data of each fragment.
 */
export function cutAsReceived(packet: Packet, unfragmentable: number, room: number, newHeaders: number): Cut[] | null {
  const geometry = geometryOf(packet);
  if (geometry.rest.length === 0) return null;
  const lengths = [geometry.head - unfragmentable, ...geometry.rest.map(piece => piece.length)];
  const last = lengths.length - 1;
  if (!lengths.every((length, i) => length >= 0 && length <= room && (i === last || (length & 7) === 0))) return null;
  const headroom = packet.device < 0 ? LINK_HEADER : HEADROOM;
  if (!geometry.rest.every(piece => headroom + piece.headers >= newHeaders + LINK_HEADER)) return null;
  let start = 0;
  return lengths.map((length, i) => {
    const cut = { start, length, isLast: i === last };
    start += length;
    return cut;
  });
}
