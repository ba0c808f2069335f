import { test } from 'node:test';
import { expect } from 'chai';
import { parseAddress } from './address';
import { buildIpv6, extensionHeader, fragmentHeader, fragmentOffset, parseIpv6, printIpv6, reduceIpv6 } from './ipv6';
import { Protocol } from './packet';
import { toHex } from './wire';

const ends = { source: parseAddress('2001:db8::1')!, destination: parseAddress('2001:db8::2')! };
const headers = [
  extensionHeader(Protocol.HOPOPT, Uint8Array.of(1, 4, 0, 0, 0, 0)),
  extensionHeader(Protocol.ROUTING, Uint8Array.of(0, 1)),
  fragmentHeader(0, true, 7),
  extensionHeader(Protocol.AH, new Uint8Array(22)),
  extensionHeader(Protocol.DSTOPTS, new Uint8Array(8)),
];

test('Extension headers are chained by their protocol numbers, each with its length', () => {
  const bytes = buildIpv6({ ...ends, protocol: Protocol.UDP, headers, payload: Uint8Array.of(9) });
  expect(toHex(bytes.subarray(0, 8))).to.equal('6000000000410040');
  expect(toHex(bytes.subarray(40, 48))).to.equal('2b00010400000000');
  expect(toHex(bytes.subarray(48, 56))).to.equal('2c00000100000000');
  expect(toHex(bytes.subarray(56, 64))).to.equal('3300000100000007');
  expect(toHex(bytes.subarray(64, 66))).to.equal('3c04');
  expect(toHex(bytes.subarray(88))).to.equal(`1101${'00'.repeat(14)}09`);
  const read = parseIpv6(bytes)!;
  expect(read.headers.map(header => header.type)).to.deep.equal([0, 43, 44, 51, 60]);
  expect([read.protocol, ...read.payload]).to.deep.equal([Protocol.UDP, 9]);
});

test('Nothing after the header of a later fragment is taken for a header', () => {
  const later = [fragmentHeader(1480, false, 7)];
  const bytes = buildIpv6({ ...ends, protocol: Protocol.DSTOPTS, headers: later, payload: new Uint8Array(16) });
  const read = parseIpv6(bytes)!;
  expect(read.headers).to.have.length(1);
  expect(fragmentOffset(read.headers[0])).to.equal(1480);
  expect([read.protocol, read.payload.length]).to.deep.equal([Protocol.DSTOPTS, 16]);
});

test('A header that is cut is payload', () => {
  const bytes = buildIpv6({ ...ends, protocol: Protocol.UDP, headers, payload: new Uint8Array(0) });
  const read = parseIpv6(bytes.subarray(0, 60))!;
  expect(read.headers.map(header => header.type)).to.deep.equal([0, 43]);
  expect([read.protocol, read.payload.length]).to.deep.equal([Protocol.FRAGMENT, 4]);
  expect(parseIpv6(bytes.subarray(0, 39))).to.equal(null);
});

test('The words of a header tell all the builder does not put there by itself', () => {
  const print = (bytes: Uint8Array) => printIpv6(reduceIpv6(parseIpv6(bytes)!).fields).join(', ');
  const parts = { ...ends, protocol: 17, payload: new Uint8Array(8) };
  expect(print(buildIpv6(parts))).to.equal('');
  expect(print(buildIpv6({ ...parts, hopLimit: 1, trafficClass: 2, flowLabel: 3, payloadLength: 4 }))).to.equal(
    'ttl 1, tos 0x2, flow 0x3, len 4',
  );
  expect(print(buildIpv6({ ...parts, headers: headers.slice(1, 3) }))).to.equal(
    'routing 0x000100000000, frag 0+, id 7',
  );
  const reserved = extensionHeader(Protocol.FRAGMENT, Uint8Array.of(1, 0, 0, 0, 0, 0, 7));
  expect(print(buildIpv6({ ...parts, headers: [reserved] }))).to.equal('fragment 0x01000000000007');
});
