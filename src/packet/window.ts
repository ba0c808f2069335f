/**
 * The part of a capture that is in memory. What is read from a file is read a window at a time, so a capture may be
 * larger than memory, and may still be growing; what is made of bytes is there whole.
 */
import { plain } from './bytes';

/** Fills the array from its beginning with what follows. Returns how many bytes it was, 0 at the end. */
export type ReadBytes = (into: Uint8Array) => number;

/** Small enough to stay in a processor's cache while its packets are at work. */
const WINDOW_BYTES = 1 << 18;

export class Window {
  bytes: Uint8Array;
  /** One past the last byte that is there. */
  end: number;
  /** Where in the capture `bytes` begin. */
  base = 0;
  readonly #read: ReadBytes | null;

  constructor(source: Uint8Array | ReadBytes) {
    const isWhole = typeof source !== 'function';
    this.bytes = isWhole ? plain(source) : new Uint8Array(WINDOW_BYTES);
    this.end = isWhole ? source.length : 0;
    this.#read = isWhole ? null : source;
  }

  /**
   * Has the `count` bytes from `at` on be there, or as many as are left. Returns where they begin, for the window may
   * have moved; what lies before them may be gone.
   */
  reach(at: number, count: number): number {
    return at + count <= this.end || this.#read === null ? at : this.#slide(at, count, this.#read);
  }

  #slide(at: number, count: number, read: ReadBytes): number {
    this.bytes.copyWithin(0, at, this.end);
    this.base += at;
    this.end -= at;
    while (this.end < count) {
      if (this.end === this.bytes.length) this.#grow();
      const length = read(this.bytes.subarray(this.end));
      if (length === 0) break;
      this.end += length;
    }
    return 0;
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.bytes.length);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
