/**
 * Where an SNMP message names addresses (RFC 1157, RFC 3416): the values of type IpAddress among its variables, found by
 * reading all of it as the kernel's decoder of ASN.1 does (`asn1_ber_decoder` with `nf_nat_snmp_basic.asn1`).
 */

/** Tags (X.690, 8.1.2): the class and whether it is constructed in the upper three bits. */
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const NULL = 0x05;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const IP_ADDRESS = 0x40;
/** [0] to [3] and [5] to [8]: get, get-next, response, set; get-bulk, inform, trap, report. */
const PDUS = [0xa0, 0xa1, 0xa2, 0xa3, 0xa5, 0xa6, 0xa7, 0xa8];
const SIMPLE_VALUES = [INTEGER, OCTET_STRING, OBJECT_IDENTIFIER];
const OTHER_VALUES = [
  // Of the application: IpAddress, Counter32, Unsigned32, TimeTicks, Opaque, Counter64.
  ...[IP_ADDRESS, 0x41, 0x42, 0x43, 0x44, 0x46],
  // No value; noSuchObject, noSuchInstance, endOfMibView.
  ...[NULL, 0x80, 0x81, 0x82],
];
const CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;
const INDEFINITE = 0x80;
/** SNMPv2c; of SNMPv3 nothing is known here. */
const LAST_VERSION = 1;
const ADDRESS_LENGTH = 4;

/** Offsets of the addresses in a message; null for one that is not well-formed, or of another version. */
export function addressesIn(message: Uint8Array): number[] | null {
  const reader = new Reader(message);
  try {
    return readMessage(reader);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

class Malformed extends Error {}

function readMessage(reader: Reader): number[] {
  const addresses: number[] = [];
  reader.constructed([SEQUENCE], () => {
    const version = reader.primitive([INTEGER]);
    if (version.length !== 1 || reader.bytes[version.at] > LAST_VERSION) throw new Malformed();
    reader.primitive([OCTET_STRING]);
    if (!reader.isNext(PDUS)) return;
    reader.constructed(PDUS, () => {
      for (let number = 0; number < 3; number++) reader.primitive([INTEGER]);
      reader.list([SEQUENCE], () => reader.constructed([SEQUENCE], () => readVariable(reader, addresses)));
    });
  });
  return addresses;
}

/** A name and its value, which the kernel lets be left out, and two values be one of each kind. */
function readVariable(reader: Reader, addresses: number[]): void {
  reader.primitive([OBJECT_IDENTIFIER]);
  if (reader.isNext(SIMPLE_VALUES)) reader.primitive(SIMPLE_VALUES);
  if (!reader.isNext(OTHER_VALUES)) return;
  const { tag, at, length } = reader.primitive(OTHER_VALUES);
  if (tag !== IP_ADDRESS) return;
  if (length !== ADDRESS_LENGTH) throw new Malformed();
  addresses.push(at);
}

interface Element {
  readonly tag: number;
  readonly at: number;
  /** -1 where only its end tells. */
  readonly length: number;
}

/** Reads elements one by one; throws `Malformed` for whatever is none of those expected. */
class Reader {
  #at = 0;
  #end: number;

  constructor(readonly bytes: Uint8Array) {
    this.#end = bytes.length;
  }

  isNext(tags: readonly number[]): boolean {
    return this.#at < this.#end && isOneOf(tags, this.bytes[this.#at]);
  }

  primitive(tags: readonly number[]): Element {
    const element = this.#header(tags);
    this.#at += element.length;
    return element;
  }

  constructed(tags: readonly number[], read: () => void): void {
    this.#inside(tags, () => {
      read();
      return false;
    });
  }

  /** A constructed one of as many parts as there are: at least one. */
  list(tags: readonly number[], read: () => void): void {
    this.#inside(tags, () => {
      read();
      return true;
    });
  }

  /** `read` tells whether there may be more of the same. */
  #inside(tags: readonly number[], read: () => boolean): void {
    const { length } = this.#header(tags);
    const outer = this.#end;
    if (length >= 0) this.#end = this.#at + length;
    while (read() && !this.#isAtEnd(length));
    if (length < 0) this.#endOfContents();
    else if (this.#at !== this.#end) throw new Malformed();
    this.#end = outer;
  }

  #isAtEnd(length: number): boolean {
    return length >= 0 ? this.#at >= this.#end : this.#end - this.#at >= 2 && this.bytes[this.#at] === 0;
  }

  #endOfContents(): void {
    if (this.#end - this.#at < 2 || this.#byte() !== 0 || this.#byte() !== 0) throw new Malformed();
  }

  #header(tags: readonly number[]): Element {
    if (this.#end - this.#at < 2) throw new Malformed();
    const tag = this.#byte();
    if ((tag & LONG_TAG) === LONG_TAG || !isOneOf(tags, tag)) throw new Malformed();
    const length = this.#length(tag);
    if (this.#end - this.#at < (length < 0 ? 2 : length)) throw new Malformed();
    return { tag, at: this.#at, length };
  }

  /** Up to two bytes of length, or none where the end is told by two zeros (X.690, 8.1.3). */
  #length(tag: number): number {
    const first = this.#byte();
    if (first < INDEFINITE) return first;
    if (first === INDEFINITE) {
      if (tag & CONSTRUCTED) return -1;
      throw new Malformed();
    }
    const bytes = first - INDEFINITE;
    if (bytes > 2 || bytes > this.#end - this.#at) throw new Malformed();
    let length = 0;
    for (let n = 0; n < bytes; n++) length = (length << 8) | this.#byte();
    return length;
  }

  #byte(): number {
    return this.bytes[this.#at++];
  }
}

/** What is constructed goes by its tag without that bit as well. */
function isOneOf(tags: readonly number[], tag: number): boolean {
  return tags.some(expected => ((expected ^ tag) & ~(expected & CONSTRUCTED)) === 0);
}
