/** Writes ASN.1's packed encoding, aligned (X.691): bits one after the other, octets from the next whole one on. */
export class PerWriter {
  readonly #bits: number[] = [];

  /** A number of so many bits. */
  bits(count: number, value = 0): this {
    for (let bit = count - 1; bit >= 0; bit--) this.#bits.push((value >>> bit) & 1);
    return this;
  }

  octets(...values: readonly number[]): this {
    this.#align();
    for (const value of values) this.bits(8, value);
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
    this.#align();
    const { length } = this.#bits;
    return Uint8Array.from({ length: length / 8 }, (_, octet) =>
      this.#bits.slice(8 * octet, 8 * octet + 8).reduce((value, bit) => (value << 1) | bit, 0),
    );
  }

  #align(): void {
    while (this.#bits.length % 8 !== 0) this.#bits.push(0);
  }
}
