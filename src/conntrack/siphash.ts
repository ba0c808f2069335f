/**
 * HalfSipHash-1-3 (Aumasson and Bernstein) over words: a keyed hash, so that nobody outside can aim at one bucket.
 *
 * The kernel keys its table with SipHash for the same reason (`hash_conntrack_raw`); the half variant is its own choice
 * for machines without 64-bit registers (`hsiphash`), which is what JavaScript's integers are.
 */

/**
 * Hashes `words[at..at+count)` under a 64-bit key given as two words. Returns 32 bits as a signed number, which
 * needs no memory of its own. Callers always
 * hash the same number of words under a key, so the length block that tells lengths apart is left out.
 */
export function halfSipHash(words: Int32Array, at: number, count: number, key0: number, key1: number): number {
  let v0 = key0;
  let v1 = key1;
  let v2 = 0x6c796765 ^ key0;
  let v3 = 0x74656462 ^ key1;
  const end = at + count;
  for (let i = at; i < end; i++) {
    const word = words[i];
    v3 ^= word;
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    v0 ^= word;
  }
  v2 ^= 0xff;
  // The same round again, without input: a function would have to return four values, one loop for all takes a fifth longer.
  for (let i = 0; i < 3; i++) {
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
  }
  return v1 ^ v3;
}
