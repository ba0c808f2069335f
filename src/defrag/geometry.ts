/**
 * How a datagram lay in its fragments.
 *
 * The kernel keeps the fragments of a datagram it has reassembled apart, as the head's `frag_list`, and sends them out
 * again as they were where that is allowed. This is the memory of it. It belongs to the buffer the datagram was put
 * together in: a datagram that someone copied or made longer or shorter has lost it, as in the kernel
 * (`skb_linearize`).
 */
export interface Geometry {
  /** Bytes of the datagram that came in the first fragment, headers included. */
  readonly head: number;
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
  if (geometry.rest.length > 0) known.set(bytes, geometry);
}

/** How the datagram in this buffer came; null when it is one piece. */
export function geometryOf(bytes: Uint8Array): Geometry | null {
  return known.get(bytes) ?? null;
}
