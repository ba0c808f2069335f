/** Which address of a range a connection gets: a hash of its ends chooses, so that it is the same every time (`find_best_ips_proto`). */
import { familyOf, type Tuple, TupleWord, zoneOf } from '../conntrack/tuple';
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
  let hash = jhash(tuple, TupleWord.SRC, salt);
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

/** Bob Jenkins' lookup3 over the four words at `at` (`jhash2`). */
function jhash(words: Int32Array, at: number, salt: number): number {
  let a = (0xdeadbeef + 4 * 4 + salt) | 0;
  let b = a;
  let c = a;
  a = (a + swapped(words[at])) | 0;
  b = (b + swapped(words[at + 1])) | 0;
  c = (c + swapped(words[at + 2])) | 0;
  [a, b, c] = mix(a, b, c);
  return final((a + swapped(words[at + 3])) | 0, b, c);
}

function mix(a: number, b: number, c: number): [a: number, b: number, c: number] {
  for (const [first, second, third] of [
    [4, 6, 8],
    [16, 19, 4],
  ]) {
    a = (a - c) ^ rotated(c, first);
    c = (c + b) | 0;
    b = (b - a) ^ rotated(a, second);
    a = (a + c) | 0;
    c = (c - b) ^ rotated(b, third);
    b = (b + a) | 0;
  }
  return [a, b, c];
}

function final(a: number, b: number, c: number): number {
  c = ((c ^ b) - rotated(b, 14)) | 0;
  a = ((a ^ c) - rotated(c, 11)) | 0;
  b = ((b ^ a) - rotated(a, 25)) | 0;
  c = ((c ^ b) - rotated(b, 16)) | 0;
  a = ((a ^ c) - rotated(c, 4)) | 0;
  b = ((b ^ a) - rotated(a, 14)) | 0;
  return ((c ^ b) - rotated(b, 24)) | 0;
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
