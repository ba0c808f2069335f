import { test } from 'node:test';
import { expect } from 'chai';
import { ecnOf, ecnOfDatagram } from './ecn';

const [NOT_ECT, ECT_1, ECT_0, CE] = [0, 1, 2, 3];
const datagram = (...fragments: number[]) => ecnOfDatagram(fragments.reduce((seen, bits) => seen | ecnOf(bits), 0));

test('fragments of one kind leave the datagram as it is', () => {
  for (const bits of [NOT_ECT, ECT_1, ECT_0, CE]) expect(datagram(bits, bits)).to.equal(0);
  expect(datagram(ECT_0, ECT_1)).to.equal(0);
});

test('congestion met by one fragment was met by the datagram', () => {
  expect(datagram(ECT_0, CE)).to.equal(3);
  expect(datagram(ECT_1, CE)).to.equal(3);
  expect(datagram(ECT_0, ECT_1, CE)).to.equal(3);
});

test('fragments with and without ECN make no datagram', () => {
  for (const bits of [ECT_1, ECT_0, CE]) expect(datagram(NOT_ECT, bits)).to.equal(-1);
});
