/** Which address of a range a connection gets: a hash of its ends chooses, so that it is the same every time (`find_best_ips_proto`). */
import { familyOf, type Tuple, TupleWord, zoneOf } from '../conntrack/tuple';
import { jhash } from '../jhash';
import { put32 } from '../packet/bytes';
import { Family } from '../packet/packet';
import { Manip, type NatRange } from './range';

/** Puts an address of the range into the tuple. */
export function chooseAddress(tuple: Tuple, range: NatRange, manip: Manip): void {
  const { minAddress, maxAddress } = range;
  if (minAddress === null || maxAddress === null) return;
  const at = manip === Manip.SRC ? TupleWord.SRC : TupleWord.DST;
  if (minAddress.every((word, index) => word === maxAddress[index])) {
    tuple.set(minAddress, at);
    return;
  }
  const last = familyOf(tuple) === Family.IPV4 ? 0 : 3;
  const salt = range.persistent ? 0 : swapped(tuple[TupleWord.DST + last]) ^ zoneOf(tuple);
  let hash = jhash(bytesOf(tuple, TupleWord.SRC), salt);
  // Once a word is below that of the last address, the words behind it may be anything.
  let isBelow = false;
  for (let word = 0; word <= last; word++) {
    const first = isBelow ? 0 : minAddress[word] >>> 0;
    const count = isBelow ? 0xffffffff : ((maxAddress[word] >>> 0) - first + 1) >>> 0;
    tuple[at + word] = first + scale(hash, count);
    if (tuple[at + word] !== maxAddress[word]) isBelow = true;
    if (!range.persistent) hash ^= swapped(tuple[TupleWord.DST + word]);
  }
}

/** `hash` of all 32-bit numbers as a number below `count` (`reciprocal_scale`). */
function scale(hash: number, count: number): number {
  return Number((BigInt(hash >>> 0) * BigInt(count)) >> 32n);
}

/** Addresses lie in memory most significant byte first; machines of today read their words the other way round. */
function swapped(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

/** The four words of an address as they lie in memory. */
function bytesOf(tuple: Tuple, at: TupleWord): Uint8Array {
  const bytes = new Uint8Array(16);
  for (let word = 0; word < 4; word++) put32(bytes, 4 * word, tuple[at + word]);
  return bytes;
}
