import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { halfSipHash } from './siphash';

const word = fc.integer({ min: -0x80000000, max: 0x7fffffff });

test('the same words under the same key have the same hash, 32 bits of it', () => {
  fc.assert(
    fc.property(fc.int32Array({ minLength: 10, maxLength: 10 }), word, word, (words, key0, key1) => {
      const hash = halfSipHash(words, 0, 10, key0, key1);
      expect(hash).to.equal(halfSipHash(words.slice(), 0, 10, key0, key1));
      expect(hash).to.equal(hash | 0);
    }),
  );
});

test('one bit of the input, or of the key, turns about half of the hash', () => {
  const turned = (change: (words: Int32Array, bit: number) => [number, number]) => {
    let bits = 0;
    for (let bit = 0; bit < 128; bit++) {
      const words = Int32Array.of(1, 2, 3, 4);
      const before = halfSipHash(words, 0, 4, 7, 8);
      const [key0, key1] = change(words, bit);
      let difference = before ^ halfSipHash(words, 0, 4, key0, key1);
      for (; difference !== 0; difference &= difference - 1) bits++;
    }
    return bits / 128;
  };
  const byInput = turned((words, bit) => {
    words[bit >> 5] ^= 1 << (bit & 31);
    return [7, 8];
  });
  const byKey = turned((_words, bit) => [7 ^ (bit < 32 ? 1 << bit : 0), 8 ^ (bit >= 32 ? 1 << (bit & 31) : 0)]);
  expect(byInput).to.be.within(14, 18);
  expect(byKey).to.be.within(14, 18);
});

test('consecutive flows spread over buckets evenly', () => {
  const counts = new Int32Array(64);
  for (let port = 0; port < 6400; port++) {
    counts[halfSipHash(Int32Array.of(0x0a000001, 0x0a000002, (port << 16) | 80, 0x206), 0, 4, 3, 5) & 63]++;
  }
  // Chi squared with 63 degrees of freedom is beyond 103 once in a thousand.
  const chi2 = counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
  expect(chi2).to.be.below(103);
});
