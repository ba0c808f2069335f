/** Randomness that a seed decides (xorshift32): the same seed, the same run, on any machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Zero is the one state that leads nowhere.
    this.#state = seed | 0 || 0x9e3779b9;
  }

  /** 32 random bits, unsigned. */
  next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state >>> 0;
  }

  /** A number from 0 to `limit` - 1. */
  below(limit: number): number {
    return this.next() % limit;
  }
}
