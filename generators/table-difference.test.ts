/** What of two tables is not compared, and what is. */
import { test } from 'node:test';
import { expect } from 'chai';
import { tableDifference } from './table-difference';

const line = (port: string) =>
  `240 l3proto = 2 proto=6 src=198.51.100.12 dst=198.51.100.77 sport=0 dport=${port} PERMANENT RAS of 192.0.2.11:40003>198.51.100.12:1719`;

const difference = (ours: string[], theirs: string[]) =>
  tableDifference('expectation', ours, theirs, { timeoutAt: 0, seconds: 0, isByChance: false });

test('Where chance chose the port of an expectation, that of the kernel is of the same range', () => {
  expect(difference([line('1720'), line('1720-65535')], [line('1720'), line('47817')])).to.equal(null);
  expect(difference([line('1720-65535')], [line('1719')])).to.contain('only the simulator has');
  expect(difference([line('1720-65535')], [])).to.contain('only the simulator has');
  expect(difference([line('1720'), line('1720-65535')], [line('1720')])).to.contain('only the simulator has');
  expect(difference([line('1720-65535'), line('1720-65535')], [line('47817'), line('1721')])).to.equal(null);
  expect(difference([line('1720-65535'), line('1720-65535')], [line('47817')])).to.contain('only the simulator has');
  expect(difference([], [line('47817')])).to.contain('only the kernel has');
});

test('Times may be a second apart, and what the kernel went on by: of what is left less, of an age more', () => {
  const entry = (left: number, age: number) =>
    `ipv4 2 udp 17 ${left} src=192.0.2.10 dst=198.51.100.10 sport=1 dport=2 mark=0 delta-time=${age} zone=0 use=2`;
  const between = (ours: string, theirs: string) =>
    tableDifference('entry', [ours], [theirs], { timeoutAt: 4, seconds: 2, isByChance: false });
  for (const theirs of [entry(30, 9), entry(31, 8), entry(27, 12)])
    expect(between(entry(30, 9), theirs)).to.equal(null);
  expect(between(entry(30, 9), entry(26, 9))).to.match(/gives the entry .* 30 s, the kernel 26 s$/);
  expect(between(entry(30, 9), entry(30, 13))).to.match(/ is 9 s old, to the kernel 13 s$/);
  expect(between(entry(30, 9), entry(30, 7))).to.match(/ is 9 s old, to the kernel 7 s$/);
});
