import { test } from 'node:test';
import { expect } from 'chai';
import type { Entry } from '../backend';
import { RemainingTimes } from './remaining';

const tuple = { src: '192.0.2.10', dst: '198.51.100.10', sport: 5000, dport: 53, icmp: null };

/** An entry of which the kernel tells so many seconds. */
const told = (timeout: number): Entry => ({
  family: 'ipv4',
  protocol: 'udp',
  protocolNumber: 17,
  timeout,
  state: null,
  original: tuple,
  reply: { ...tuple, src: tuple.dst, dst: tuple.src },
  status: [],
  mark: 0,
  zone: 0,
  use: 2,
  helper: null,
  master: null,
  counters: null,
  line: `ipv4     2 udp      17 ${timeout} src=192.0.2.10`,
});

test('the same tick tells what a timeout was set to, a later one a second less', () => {
  expect(new RemainingTimes(0.004).touched(told(120), 1000, 0, 0).timeout).to.equal(120);
  const later = new RemainingTimes(0.004).touched(told(119), 1000, 2, 0);
  expect(later).to.include({ timeout: 120, line: 'ipv4     2 udp      17 120 src=192.0.2.10' });
});

test('while the scenario’s clock stands still, nothing is taken off', () => {
  const times = new RemainingTimes(0.004);
  times.touched(told(120), 1000, 0, 5);
  expect(times.shown(told(119), 1050, 5).timeout).to.equal(120);
  expect(times.shown(told(118), 1300, 5).timeout).to.equal(120);
});

test('what the scenario lets pass is taken off, to the second below', () => {
  const times = new RemainingTimes(0.004);
  times.touched(told(120), 1000, 0, 0);
  expect(times.shown(told(117), 1000 + 510, 2).timeout).to.equal(118);
  expect(times.shown(told(118), 1000 + 285, 1.1).timeout).to.equal(118);
});

test('a packet that conntrack ignores does not prolong a timeout', () => {
  const times = new RemainingTimes(0.004);
  times.touched(told(120), 1000, 0, 0);
  expect(times.touched(told(117), 1000 + 510, 0, 2).timeout).to.equal(118);
  expect(times.shown(told(117), 1000 + 520, 2).timeout).to.equal(118);
});

test('a packet that sets it anew begins it anew', () => {
  const times = new RemainingTimes(0.004);
  times.touched(told(120), 1000, 0, 0);
  expect(times.touched(told(120), 1000 + 510, 0, 2).timeout).to.equal(120);
  expect(times.touched(told(9), 1000 + 520, 1, 2).timeout).to.equal(10);
});

test('of an entry set by others the kernel’s own number is told', () => {
  const times = new RemainingTimes(0.004);
  expect(times.shown(told(77), 1000, 0).timeout).to.equal(77);
  times.touched(told(120), 1000, 0, 0);
  expect(times.shown(told(30), 1010, 0).timeout).to.equal(30);
});
