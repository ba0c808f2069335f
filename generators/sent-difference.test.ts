/** What of that which leaves is compared. */
import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket } from '../src/packet/notation';
import { sentDifference } from './sent-difference';

const bytes = (text: string) => buildPacket(parsePacket(text));
const ARRIVED = 'udp 192.0.2.10:1 > 198.51.100.10:2 len 8 (id 5)';
const ERROR = `icmp 192.0.2.1 > 192.0.2.10 unreachable host {${ARRIVED}}`;

function difference(arrived: string, ours: readonly string[], theirs: readonly string[]): string | null {
  const [simulated, kernel] = [ours, theirs].map(texts => texts.map(text => ({ device: 's0', bytes: bytes(text) })));
  return sentDifference(bytes(arrived), simulated, kernel);
}

test('What leaves is compared, packet by packet', () => {
  const translated = 'udp 198.51.100.1:1 > 198.51.100.10:2 len 8 (id 5)';
  expect(difference(ARRIVED, [translated], [translated])).to.equal(null);
  expect(difference(ARRIVED, [translated], [ARRIVED])).to.match(
    /^on the simulator s0: udp 198\.51.* on the kernel s0: udp 192/,
  );
  expect(difference(ARRIVED, [translated], [])).to.match(/ on the kernel nothing$/);
  expect(difference(ARRIVED, [], [translated])).to.match(/^only on the kernel s0: udp/);
});

test('Errors of the router itself may be missing, those that it passes on may not', () => {
  expect(difference(ARRIVED, [ERROR], [])).to.equal(null);
  expect(difference(ARRIVED, [ERROR], [ERROR.replace('host {', 'net {')])).to.match(/ unreachable net /);
  const redirect = ERROR.replace('unreachable host', 'redirect host');
  expect(difference(ARRIVED, [redirect, ERROR], [redirect])).to.equal(null);
  expect(difference(ARRIVED, [ERROR], [redirect])).to.equal(null);
  const other = ERROR.replace('192.0.2.1 ', '198.51.100.10 ');
  expect(difference(other, [other], [])).to.match(/ on the kernel nothing$/);
});

test('The numbers that the router gives to an error are not compared, even where one is that of the packet it is about', () => {
  const translated = (id: number) => `icmp 198.51.100.10 > 192.0.2.10 unreachable host {${ARRIVED}} (id ${id})`;
  expect(difference(ARRIVED, [translated(5)], [translated(9)])).to.equal(null);
});
