/** Bob Jenkins' hash (lookup3) as the kernel has it (`jhash`; `jhash2` of words is the same of their bytes). */

const INITIAL = 0xdeadbeef;
/** By how much words are turned while twelve bytes are mixed in, in two rounds. */
const TURNS = [
  [4, 6, 8],
  [16, 19, 4],
] as const;

/** A number of 32 bits. */
export function jhash(key: Uint8Array, seed: number): number {
  let a = (INITIAL + key.length + seed) | 0;
  let b = a;
  let c = a;
  let at = 0;
  const word = (from: number) => {
    let value = 0;
    for (let byte = 3; byte >= 0; byte--) value = (value << 8) | (from + byte < key.length ? key[from + byte] : 0);
    return value;
  };
  for (; key.length - at > 12; at += 12) {
    a = (a + word(at)) | 0;
    b = (b + word(at + 4)) | 0;
    c = (c + word(at + 8)) | 0;
    for (const [first, second, third] of TURNS) {
      a = (a - c) ^ rotated(c, first);
      c = (c + b) | 0;
      b = (b - a) ^ rotated(a, second);
      a = (a + c) | 0;
      c = (c - b) ^ rotated(b, third);
      b = (b + a) | 0;
    }
  }
  if (at === key.length) return c >>> 0;
  a = (a + word(at)) | 0;
  b = (b + word(at + 4)) | 0;
  c = (c + word(at + 8)) | 0;
  c = ((c ^ b) - rotated(b, 14)) | 0;
  a = ((a ^ c) - rotated(c, 11)) | 0;
  b = ((b ^ a) - rotated(a, 25)) | 0;
  c = ((c ^ b) - rotated(b, 16)) | 0;
  a = ((a ^ c) - rotated(c, 4)) | 0;
  b = ((b ^ a) - rotated(a, 14)) | 0;
  return ((c ^ b) - rotated(b, 24)) >>> 0;
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
