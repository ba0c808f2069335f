import { test } from 'node:test';
import { expect } from 'chai';
import { RemainingTimes } from './remaining';

test('the same tick tells what a timeout was set to, a later one a second less', () => {
  expect(new RemainingTimes(0.004).touched('a', 120, 1000, 0, 0)).to.equal(120);
  expect(new RemainingTimes(0.004).touched('a', 119, 1000, 2, 0)).to.equal(120);
});

test('while the scenario’s clock stands still, nothing is taken off', () => {
  const times = new RemainingTimes(0.004);
  times.touched('a', 120, 1000, 0, 5);
  expect(times.shown('a', 119, 1050, 5)).to.equal(120);
  expect(times.shown('a', 118, 1300, 5)).to.equal(120);
});

test('what the scenario lets pass is taken off, to the second below', () => {
  const times = new RemainingTimes(0.004);
  times.touched('a', 120, 1000, 0, 0);
  expect(times.shown('a', 117, 1000 + 510, 2)).to.equal(118);
  expect(times.shown('a', 118, 1000 + 285, 1.1)).to.equal(118);
  expect(times.exact('a', 118, 1000 + 285, 1.1)).to.be.closeTo(118.9, 1e-9);
});

test('a packet that conntrack ignores does not prolong a timeout', () => {
  const times = new RemainingTimes(0.004);
  times.touched('a', 120, 1000, 0, 0);
  expect(times.touched('a', 117, 1000 + 510, 0, 2)).to.equal(118);
  expect(times.shown('a', 117, 1000 + 520, 2)).to.equal(118);
});

test('a packet that sets it anew begins it anew', () => {
  const times = new RemainingTimes(0.004);
  times.touched('a', 120, 1000, 0, 0);
  expect(times.touched('a', 120, 1000 + 510, 0, 2)).to.equal(120);
  expect(times.touched('a', 9, 1000 + 520, 1, 2)).to.equal(10);
});

test('of what others have set the kernel’s own number is told', () => {
  const times = new RemainingTimes(0.004);
  expect(times.shown('a', 77, 1000, 0)).to.equal(77);
  times.touched('a', 120, 1000, 0, 0);
  expect(times.shown('a', 30, 1010, 0)).to.equal(30);
  expect(times.shown('b', 120, 1010, 0)).to.equal(120);
});
