/** Writes ASN.1's packed encoding, aligned (X.691): bits one after the other, octets from the next whole one on. */
export class PerWriter {
  readonly #octets: number[] = [];
  /** How many bits of the last octet are still free. */
  #free = 0;

  /** A number of so many bits. */
  bits(count: number, value = 0): this {
    for (let left = count; left > 0; ) {
      if (this.#free === 0) {
        this.#octets.push(0);
        this.#free = 8;
      }
      const taken = Math.min(left, this.#free);
      left -= taken;
      this.#free -= taken;
      this.#octets[this.#octets.length - 1] |= ((value >>> left) & ((1 << taken) - 1)) << this.#free;
    }
    return this;
  }

  octets(...values: readonly number[]): this {
    this.#free = 0;
    for (const value of values) this.#octets.push(value & 0xff);
    return this;
  }

  word(value: number): this {
    return this.octets(value >>> 8, value & 0xff);
  }

  /** A length, of one octet where that will do. */
  length(length: number): this {
    return length < 0x80 ? this.octets(length) : this.word(0x8000 | length);
  }

  /** What stands behind its length. */
  open(write: (content: PerWriter) => void): this {
    const content = new PerWriter();
    write(content);
    const bytes = content.bytes();
    return this.length(bytes.length).octets(...bytes);
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#octets);
  }
}
