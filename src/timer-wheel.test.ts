import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { firing } from './timer-wheel';

test('near timers fire in the next jiffy, distant ones at the end of a coarser slot', () => {
  expect(firing(62, 0)).to.equal(63);
  expect(firing(63, 1)).to.equal(64);
  expect(firing(64, 1)).to.equal(72);
  expect(firing(64, 0)).to.equal(72);
  expect(firing(503, 0)).to.equal(504);
  expect(firing(504, 0)).to.equal(512);
  expect(firing(600, 0)).to.equal(640);
  expect(firing(75000, 0)).to.equal(19 * 4096);
});

test('never early, and late by an eighth of the time at most, but for the first slots', () => {
  const jiffy = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  fc.assert(
    fc.property(jiffy, fc.integer({ min: 0, max: 10_000_000 }), (now, wait) => {
      const late = (firing((now + wait) | 0, now) - now - wait) | 0;
      expect(late).to.be.within(1, Math.max(1, wait / 7));
    }),
  );
});
