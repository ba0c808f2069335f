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
