import { test } from 'node:test';
import { expect } from 'chai';
import { truesize } from './truesize';

/** Differences of `FRAG: memory` in /proc/net/sockstat as Linux 6.18 showed them, by bytes of the IP datagram. */
const MEASURED: [length: number, truesize: number][] = [
  [28, 832],
  [220, 832],
  [228, 1280],
  [668, 1280],
  [676, 2304],
  [1692, 2304],
  [1700, 4352],
  [3740, 4352],
  [3748, 8448],
  [4060, 8448],
  [4068, 4928],
  [4092, 4928],
  [4100, 9024],
  [8188, 9024],
  [8196, 13120],
];

for (const [length, bytes] of MEASURED) {
  test(`a fragment of ${length} bytes weighs ${bytes}`, () => {
    expect(truesize(length)).to.equal(bytes);
  });
}
