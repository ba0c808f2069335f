/** Reads bits in the order of ASN.1's packed encoding rules, aligned (X.691), and never beyond the end (`struct bitstr`). */

/** Thrown where a message ends too early or says what it cannot: nothing of it counts. */
export class Undecodable extends Error {}

export class Bits {
  /** Of the bits of the octet at `at`, how many have been read. */
  bit = 0;

  constructor(
    readonly bytes: Uint8Array,
    public at: number,
    readonly end: number,
  ) {}

  /** Refuses to go on unless there are so many more octets and bits (`nf_h323_error_boundary`). */
  need(octets: number, bits = 0): void {
    if (this.at + octets + ((this.bit + bits + 7) >>> 3) > this.end) throw new Undecodable();
  }

  align(): void {
    if (this.bit > 0) this.at++;
    this.bit = 0;
  }

  skip(bits: number): void {
    this.bit += bits;
    this.at += this.bit >>> 3;
    this.bit &= 7;
  }

  /** A number of at most 8 bits. */
  take(bits: number): number {
    this.need(0, bits);
    const two = (this.bytes[this.at] << 8) | (this.bytes[this.at + 1] ?? 0);
    const value = (two >>> (16 - this.bit - bits)) & ((1 << bits) - 1);
    this.skip(bits);
    return value;
  }

  octet(): number {
    return this.bytes[this.at++];
  }

  /**
   * At most 32 flags, the first of them the topmost bit. Those that end with their fourth octet are taken from where
   * their first begins, whatever has been read of it (`get_bitmap`).
   */
  flags(count: number): number {
    this.need(0, count);
    const first = this.bit + count === 32 ? 0 : this.bit;
    let flags = 0;
    for (let index = 0; index < count; index++) {
      const bit = first + index;
      if (this.bytes[this.at + (bit >>> 3)] & (0x80 >>> (bit & 7))) flags |= 1 << (31 - index);
    }
    this.skip(count);
    return flags;
  }

  /** How many octets, items or bits follow: of fewer than 128 one octet tells, else two. */
  determinant(): number {
    this.need(2);
    const first = this.octet();
    return first & 0x80 ? ((first & 0x3f) << 8) | this.octet() : first;
  }
}
