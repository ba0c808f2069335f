/**
 * Memory for copies of packets, taken a large piece at a time: an array for each packet would keep the garbage collector
 * busier than the router.
 */
export class Room {
  /** The piece that the last copy lies in. Whoever holds on to a copy keeps its piece. */
  bytes = new Uint8Array(0);
  #used = 0;

  /** Copies a datagram; tells where in `bytes` it begins. */
  copy(datagram: Uint8Array): number {
    const at = this.#used;
    if (at + datagram.length > this.bytes.length) return this.#copyToNew(datagram);
    this.bytes.set(datagram, at);
    this.#used = at + datagram.length;
    return at;
  }

  #copyToNew(datagram: Uint8Array): number {
    this.bytes = new Uint8Array(Math.max(PIECE, datagram.length));
    this.#used = 0;
    return this.copy(datagram);
  }
}

const PIECE = 1 << 17;
