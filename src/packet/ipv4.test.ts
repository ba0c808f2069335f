import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { buildIpv4, Ipv4Flag, parseIpv4, printIpv4, reduceIpv4 } from './ipv4';
import { fromHex, toHex } from './wire';

const ends = { source: Uint8Array.of(192, 0, 2, 10), destination: Uint8Array.of(198, 51, 100, 10) };
const routerAlert = { kind: 148, data: new Uint8Array(2) };

test('A datagram gets its lengths and its checksum', () => {
  const bytes = buildIpv4({ ...ends, protocol: 132, options: [routerAlert], payload: Uint8Array.of(1, 2) });
  expect(toHex(bytes)).to.equal('4600001a000000004084f913c000020ac633640a940400000102');
});

test('Every field can be given a value of its own', () => {
  const fields = {
    ...ends,
    version: 5,
    ihl: 6,
    tos: 0x10,
    totalLength: 99,
    id: 0x1234,
    flags: Ipv4Flag.RESERVED | Ipv4Flag.MORE_FRAGMENTS,
    offset: 1480,
    ttl: 1,
    protocol: 6,
    checksum: 0xbeef,
    payload: new Uint8Array(8),
  };
  const read = parseIpv4(buildIpv4(fields))!;
  expect({ ...read, options: [], payload: fields.payload }).to.deep.equal({ ...fields, options: [] });
});

test('A bad checksum is none that would pass', () => {
  const parts = { ...ends, protocol: 6, payload: new Uint8Array(0) };
  const correct = parseIpv4(buildIpv4(parts))!.checksum;
  expect(parseIpv4(buildIpv4({ ...parts, checksum: 'bad' }))!.checksum).to.equal((correct as number) + 1);
});

test('Only what the builder would not put there by itself is printed', () => {
  const print = (bytes: Uint8Array) => printIpv4(reduceIpv4(parseIpv4(bytes)!).fields).join(', ');
  const parts = { ...ends, protocol: 6, payload: new Uint8Array(4) };
  expect(print(buildIpv4(parts))).to.equal('');
  expect(print(buildIpv4({ ...parts, ttl: 63, id: 7, flags: Ipv4Flag.DONT_FRAGMENT }))).to.equal('ttl 63, id 7, df');
  expect(print(buildIpv4({ ...parts, checksum: 'bad', totalLength: 21 }))).to.equal('len 21, bad-checksum');
  expect(print(buildIpv4({ ...parts, options: [routerAlert], offset: 8 }))).to.equal('frag 8, <opt 148 0x0000>');
});

test('Headers that are cut or claim an absurd length are read as far as they go', () => {
  expect(parseIpv4(new Uint8Array(19))).to.equal(null);
  expect(parseIpv4(fromHex('4f00001400000000400600000102030405060708'))!.options).to.deep.equal([]);
  expect(parseIpv4(fromHex('4100001400000000400600000102030405060708ff'))!.payload).to.deep.equal(Uint8Array.of(255));
});

test('Options that no header length can hold are refused', () => {
  const options = [{ kind: 7, data: new Uint8Array(39) }];
  expect(() => buildIpv4({ ...ends, protocol: 6, payload: new Uint8Array(0), options })).to.throw(
    InputError,
    'at most 40',
  );
});
