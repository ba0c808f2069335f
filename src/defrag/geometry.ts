/**
 * How a datagram lay in its fragments.
 *
 * The kernel keeps the fragments of a datagram it has reassembled apart, as the head's `frag_list`, and sends them out
 * again as they were where that is allowed. This is the memory of it. It belongs to the buffer the datagram was put
 * together in: a datagram that someone copied or made longer or shorter has lost it, as in the kernel
 * (`skb_linearize`).
 */
import { Family, type Packet, Protocol } from '../packet/packet';
import { findTransport } from '../packet/transport';

export interface Geometry {
  /** Bytes of the datagram that came in the first fragment, headers included. */
  readonly head: number;
  /** As many of them as can be read without looking into other pages of memory. */
  readonly linear: number;
  /** The other fragments. */
  readonly rest: readonly Piece[];
}

export interface Piece {
  /** Bytes of headers the fragment had. */
  readonly headers: number;
  /** Bytes of data it brought. */
  readonly length: number;
}

const known = new WeakMap<Uint8Array, Geometry>();

export function rememberGeometry(bytes: Uint8Array, geometry: Geometry): void {
  known.set(bytes, geometry);
}

/** How a datagram lies in memory on its way out; `rest` is empty when it is in one piece. */
export function geometryOf(packet: Packet): Geometry {
  const whole = packet.end - packet.start;
  const geometry = known.get(packet.bytes);
  if (geometry === undefined) return { head: whole, linear: whole, rest: [] };
  const read = tcpHeaderEnd(packet);
  const pulled = Math.max(packet.pulled, read > whole ? 0 : read);
  if (pulled <= geometry.linear) return geometry;
  if (pulled <= geometry.head) return { ...geometry, linear: pulled };
  return { head: pulled, linear: pulled, rest: restBehind(geometry, pulled) };
}

/** What is left of the other fragments when so much of the datagram was pulled into the first (`__pskb_pull_tail`). */
function restBehind({ head, rest }: Geometry, pulled: number): Piece[] {
  let begin = head;
  return rest.flatMap(piece => {
    const { headers, length } = piece;
    const gone = Math.min(length, Math.max(0, pulled - begin));
    begin += length;
    return gone === length ? [] : [{ headers: headers + gone, length: length - gone }];
  });
}

/**
 * The end of a TCP header that the search for a socket wanted to read in one piece, of what came by an interface over IPv4
 * (`tcp_v4_early_demux`). Its length is no multiple of eight, so a datagram that had it in two pieces cannot go out as it came.
 */
function tcpHeaderEnd(packet: Packet): number {
  if (packet.device < 0 || packet.family !== Family.IPV4) return 0;
  const transport = findTransport(packet.bytes, packet.start, packet.end, packet.family);
  return transport >= 0 && (transport & 0xff) === Protocol.TCP ? (transport >>> 8) + 20 : 0;
}
