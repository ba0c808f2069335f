/**
 * Tuples: what identifies one direction of a connection (`struct nf_conntrack_tuple`), as ten 32-bit words.
 *
 * They lie in typed arrays, in the table's store or in a scratch array, so that looking up a packet's connection
 * allocates nothing. IPv4 addresses use the first of the four address words.
 */
import { formatAddress } from '../packet/address';
import { i32, put32, u16 } from '../packet/bytes';
import { Family, type Protocol } from '../packet/packet';

/** The words of a tuple. */
export const enum TupleWord {
  SRC = 0,
  DST = 4,
  /** Source port in the upper half and destination port in the lower; for ICMP the id, then type and code. */
  ID = 8,
  /** Zone in the upper half, then the family and the protocol, a byte each. */
  KIND = 9,
  /** Words of a tuple. */
  COUNT = 10,
}

/** A tuple outside the store. */
export type Tuple = Int32Array;

export function newTuple(): Tuple {
  return new Int32Array(TupleWord.COUNT);
}

export function kindOf(family: Family, protocol: number, zone = 0): number {
  return (zone << 16) | (family << 8) | protocol;
}

export function familyOf(words: Int32Array, at = 0): Family {
  return ((words[at + TupleWord.KIND] >>> 8) & 0xff) as Family;
}

export function protocolOf(words: Int32Array, at = 0): Protocol {
  return (words[at + TupleWord.KIND] & 0xff) as Protocol;
}

export function zoneOf(words: Int32Array, at = 0): number {
  return words[at + TupleWord.KIND] >>> 16;
}

/** Fills the address words from the IP header at `ip`. */
export function readAddresses(tuple: Tuple, bytes: Uint8Array, ip: number, family: Family): void {
  if (family === Family.IPV4) {
    tuple[0] = i32(bytes, ip + 12);
    tuple[4] = i32(bytes, ip + 16);
    tuple[1] = tuple[2] = tuple[3] = tuple[5] = tuple[6] = tuple[7] = 0;
  } else {
    for (let word = 0; word < 8; word++) tuple[word] = i32(bytes, ip + 8 + 4 * word);
  }
}

/** The tuple of the other direction but for its ID word, which is the protocol's to invert. */
export function invertAddresses(inverse: Tuple, tuple: Tuple): void {
  for (let word = 0; word < 4; word++) {
    inverse[TupleWord.SRC + word] = tuple[TupleWord.DST + word];
    inverse[TupleWord.DST + word] = tuple[TupleWord.SRC + word];
  }
  inverse[TupleWord.KIND] = tuple[TupleWord.KIND];
}

/** The destination port, which lies in the lower half of the word. */
export function putDestinationPort(tuple: Tuple, port: number): void {
  tuple[TupleWord.ID] = (tuple[TupleWord.ID] & ~0xffff) | port;
}

export function tupleEquals(a: Int32Array, aAt: number, b: Int32Array, bAt: number): boolean {
  for (let word = 0; word < TupleWord.COUNT; word++) if (a[aAt + word] !== b[bAt + word]) return false;
  return true;
}

/** Text of the address in the four words at `at`: dotted quad, or IPv6 as RFC 5952 writes it. */
export function addressText(words: Int32Array, at: number, family: Family): string {
  return formatAddress(addressBytes(words, at), 0, family);
}

/** Text of an IPv6 address in full, as the kernel prints it (`%pI6`): eight groups of four digits. */
export function fullAddressText(words: Int32Array, at: number, family: Family): string {
  if (family === Family.IPV4) return addressText(words, at, family);
  const bytes = addressBytes(words, at);
  return Array.from({ length: 8 }, (_, group) =>
    u16(bytes, 2 * group)
      .toString(16)
      .padStart(4, '0'),
  ).join(':');
}

export function addressBytes(words: Int32Array, at: number): Uint8Array {
  const bytes = new Uint8Array(16);
  for (let word = 0; word < 4; word++) put32(bytes, 4 * word, words[at + word]);
  return bytes;
}
