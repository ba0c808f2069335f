import { test } from 'node:test';
import { expect } from 'chai';
import { Clock, HZ } from './clock';

test('timers fire in the order they fall due, at their own time', () => {
  const clock = new Clock();
  const fired: [string, number][] = [];
  for (const [name, seconds] of [
    ['late', 3],
    ['early', 1],
    ['same', 1],
  ] as const) {
    clock.schedule(seconds, () => fired.push([name, clock.now]));
  }
  clock.advance(2);
  expect(fired).to.deep.equal([
    ['early', 1],
    ['same', 1],
  ]);
  clock.advance(2);
  expect(fired[2]).to.deep.equal(['late', 3]);
  expect(clock.now).to.equal(4);
});

test('a timer set by a timer fires in the same advance when it falls due', () => {
  const clock = new Clock();
  const fired: number[] = [];
  clock.schedule(1, () => clock.schedule(1, () => fired.push(clock.now)));
  clock.advance(5);
  expect(fired).to.deep.equal([2]);
});

test('a cancelled timer does not fire', () => {
  const clock = new Clock();
  const timer = clock.schedule(1, () => expect.fail('it was cancelled'));
  clock.cancel(timer);
  clock.advance(2);
});

test('time never goes back, and jiffies are its 250ths', () => {
  const clock = new Clock();
  clock.advanceTo(10.0041);
  expect(clock.jiffies).to.equal(10 * HZ + 1);
  clock.advanceTo(5);
  expect(clock.now).to.equal(10.0041);
});
