import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket, printPacket } from '../packet/notation';
import { Family, Packet } from '../packet/packet';
import { mangleTcp, mangleUdp } from './mangle';

function packet(text: string): Packet {
  const made = new Packet(buildPacket(parsePacket(text), {}));
  made.family = made.bytes[0] >> 4 === 6 ? Family.IPV6 : Family.IPV4;
  return made;
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0));
}

for (const [ends, at] of [
  ['192.0.2.10:1024 > 198.51.100.10:21', 20],
  ['[2001:db8:1::10]:1024 > [2001:db8:2::10]:21', 40],
] as const) {
  test(`A longer text: lengths and checksums are right (${ends})`, () => {
    const segment = packet(`tcp ${ends} P. =1:9(8) ack =1 <nop,nop,TS val 1 ecr 2> "ab12cd\\r\\n"`);
    expect(mangleTcp(segment, at, { offset: 2, length: 2 }, bytesOf('34567'))).to.equal(true);
    expect(printPacket(segment.datagram())).to.equal(
      `tcp ${ends} P. 1:12(11) ack 1 win 65535 <nop,nop,TS val 1 ecr 2> "ab34567cd\\r\\n"`,
    );
  });

  test(`A shorter text in UDP (${ends})`, () => {
    const datagram = packet(`udp ${ends} "ab1234cd"`);
    expect(mangleUdp(datagram, at, { offset: 2, length: 4 }, bytesOf('5'))).to.equal(true);
    expect(printPacket(datagram.datagram())).to.equal(`udp ${ends} "ab5cd"`);
  });
}

test('A UDP datagram without a checksum gets none', () => {
  const datagram = packet('udp 192.0.2.10:1 > 198.51.100.10:2 "abcd" no-checksum');
  expect(mangleUdp(datagram, 20, { offset: 0, length: 1 }, bytesOf('xyz'))).to.equal(true);
  expect(printPacket(datagram.datagram())).to.equal('udp 192.0.2.10:1 > 198.51.100.10:2 "xyzbcd" no-checksum');
});

test('No datagram gets longer than 65,535 bytes', () => {
  const datagram = packet('udp 192.0.2.10:1 > 198.51.100.10:2 len 65500');
  const before = datagram.datagram().slice();
  expect(mangleUdp(datagram, 20, { offset: 0, length: 1 }, new Uint8Array(10))).to.equal(false);
  expect(datagram.datagram()).to.deep.equal(before);
  expect(mangleUdp(datagram, 20, { offset: 0, length: 1 }, new Uint8Array(8))).to.equal(true);
});
