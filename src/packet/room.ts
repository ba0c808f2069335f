/**
 * Memory for packets, taken a large piece at a time: an array for each packet would keep the garbage collector busier
 * than the router. Whoever holds on to a packet keeps its piece.
 */
export class Room {
  /** The piece that the last packet lies in. */
  bytes = new Uint8Array(0);
  #memory = this.bytes.buffer;
  #used = 0;

  /** So many bytes, all 0. */
  take(length: number): Uint8Array {
    const at = this.#reserve(length);
    return new Uint8Array(this.#memory, at, length);
  }

  /** Copies a datagram; tells where in `bytes` it begins. */
  copy(datagram: Uint8Array): number {
    const at = this.#reserve(datagram.length);
    this.bytes.set(datagram, at);
    return at;
  }

  #reserve(length: number): number {
    if (this.#used + length > this.bytes.length) {
      this.#memory = new ArrayBuffer(Math.max(PIECE, length));
      this.bytes = new Uint8Array(this.#memory);
      this.#used = 0;
    }
    const at = this.#used;
    this.#used += length;
    return at;
  }
}

const PIECE = 1 << 16;

const room = new Room();

/** Bytes for a packet, or a part of one, that is to be built: all 0. */
export function packetBytes(length: number): Uint8Array {
  return room.take(length);
}

/** What has no bytes. */
export const NO_BYTES = new Uint8Array(0);
