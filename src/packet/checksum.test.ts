import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { checksum, fold, sum } from './checksum';
import { fromHex } from './wire';

test('The example of RFC 1071 (3) sums to ddf2', () => {
  expect(fold(sum(fromHex('0001f203f4f5f6f7'), 0, 8))).to.equal(0xddf2);
});

test('A sum is that of the words, an odd last byte being the high half of one', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200, size: 'max' }), fc.nat(10), fc.nat(10), (bytes, before, after) => {
      const from = Math.min(before, bytes.length);
      const to = Math.max(from, bytes.length - after);
      let expected = 0;
      for (let at = from; at < to; at++) expected += bytes[at] << ((at - from) % 2 === 0 ? 8 : 0);
      expect(sum(bytes, from, to, 7)).to.equal(expected + 7);
    }),
  );
});

test('The checksum over bytes that hold their checksum is zero', () => {
  expect(checksum(fromHex('450000730000400040110000c0a80001c0a800c7'), 0, 20)).to.equal(0xb861);
  expect(checksum(fromHex('45000073000040004011b861c0a80001c0a800c7'), 0, 20)).to.equal(0);
});
