import { test } from 'node:test';
import { expect } from 'chai';
import { fill } from './payload';
import { buildUdp, parseUdp, printUdp, reduceUdp } from './udp';
import { pseudoHeader, toHex } from './wire';

const pseudo = pseudoHeader(Uint8Array.of(192, 0, 2, 10), Uint8Array.of(198, 51, 100, 10), 17);
const ports = { sourcePort: 5353, destinationPort: 53 };

function print(bytes: Uint8Array): string {
  return printUdp(reduceUdp(parseUdp(bytes)!, pseudo).fields);
}

test('A UDP packet gets its length and its checksum', () => {
  const bytes = buildUdp({ ...ports, payload: fill(5) }, pseudo);
  expect(toHex(bytes)).to.equal('14e90035000dd4a66162636465');
  expect(print(bytes)).to.equal('len 5');
});

test('A checksum that comes out as zero is sent as all ones', () => {
  const free = parseUdp(buildUdp({ ...ports, payload: new Uint8Array(2) }, pseudo))!.checksum as number;
  const bytes = buildUdp({ ...ports, payload: Uint8Array.of(free >>> 8, free) }, pseudo);
  expect(parseUdp(bytes)!.checksum).to.equal(0xffff);
  expect(print(bytes)).to.match(/^0x[0-9a-f]{4}$/);
});

test('Bent packets print what is bent about them', () => {
  expect(print(buildUdp({ ...ports, checksum: 0 }, pseudo))).to.equal('len 0 no-checksum');
  expect(print(buildUdp({ ...ports, checksum: 'bad', length: 7 }, pseudo))).to.equal('len 0 ulen 7 bad-checksum');
});
