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

test('What leaves by one interface has an order, what leaves by two has none', () => {
  const [one, other] = ['c0', 's0'].map(device => ({ device, bytes: bytes(ARRIVED) }));
  const later = { ...one, bytes: bytes(ARRIVED.replace('len 8', 'len 9')) };
  expect(sentDifference(bytes(ARRIVED), [other, one, later], [one, later, other])).to.equal(null);
  expect(sentDifference(bytes(ARRIVED), [one, later], [later, one])).to.match(/len 8.* on the kernel c0: .*len 9/);
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

test('So may an error of the router about a redirect of IPv6', () => {
  const redirect = 'icmp6 fe80::99 > 2001:db8:2::d redirect code 1 target fe80::98 destination 2001:db8:1::a (ttl 255)';
  const error = `icmp6 fe80::1 > fe80::99 unreachable beyond-scope {${redirect}}`;
  expect(difference(redirect, [error], [])).to.equal(null);
  expect(difference(redirect, [error.replace('fe80::1 ', '2001:db8:2::d ')], [])).to.match(/ on the kernel nothing$/);
});

test('The numbers that the router gives to an error are not compared, even where one is that of the packet it is about', () => {
  const translated = (id: number) => `icmp 198.51.100.10 > 192.0.2.10 unreachable host {${ARRIVED}} (id ${id})`;
  expect(difference(ARRIVED, [translated(5)], [translated(9)])).to.equal(null);
});

test('The reserved bits of a reset over IPv6 are not compared where chance chose them, all else of it is', () => {
  const arrived = bytes('tcp [2001:db8:2::a]:21 > [2001:db8:1::1]:4 . 1:1(0) ack 5 win 9');
  const left = (text: string) => [{ device: 's0', bytes: bytes(`tcp [2001:db8:1::1]:4 > [2001:db8:2::a]:21 ${text}`) }];
  const [ones, other] = [left('R 5:5(0) win 0 reserved 15'), left('R 5:5(0) win 0 reserved 2')];
  expect(sentDifference(arrived, ones, other, false)).to.equal(null);
  expect(sentDifference(arrived, ones, other)).to.match(/reserved 15 leaves.*reserved 2$/);
  expect(sentDifference(arrived, ones, left('R 6:6(0) win 0 reserved 2'), false)).to.match(/R 6:6/);
  expect(sentDifference(ones[0].bytes, ones, other, false)).to.match(/reserved 15 leaves/);
});
