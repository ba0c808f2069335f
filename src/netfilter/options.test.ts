import { test } from 'node:test';
import { expect } from 'chai';
import { i32 } from '../packet/bytes';
import { checksum } from '../packet/checksum';
import { buildOptions } from '../packet/options';
import { Packet } from '../packet/packet';
import { OPTIONS_PASS, OPTIONS_SOURCE_ROUTED, processOptions, sealOptions } from './options';
import { repeatedOptions } from './options-echo';
import { address, CLIENT, datagram, SERVER } from './test-packets';

const ROUTE = address('198.51.100.1');
const STAMP = address('192.0.2.1');

/** A packet with these options, and what processing them returns. */
function run(...options: number[]): { result: number; options: number[]; sum: number } {
  const plain = datagram(CLIENT, SERVER);
  const bytes = Uint8Array.of(...plain.subarray(0, 20), ...options, ...plain.subarray(20));
  bytes[0] = 0x45 + options.length / 4;
  const packet = new Packet(bytes);
  const isNoNeighbour = (word: number) => word === i32(STAMP, 0);
  const result = processOptions(packet, { source: STAMP, milliseconds: 0x01020304, isNoNeighbour });
  sealOptions(packet, ROUTE);
  return {
    result,
    options: [...bytes.subarray(20, 20 + options.length)],
    sum: checksum(bytes, 0, 20 + options.length),
  };
}

test('a recorded route gets the address the packet leaves by, and the checksum follows', () => {
  const { result, options, sum } = run(7, 11, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  expect(result).to.equal(OPTIONS_PASS);
  expect(options).to.deep.equal([7, 11, 8, ...ROUTE, 0, 0, 0, 0, 0]);
  expect(sum).to.equal(0);
});

test('the last place on a route is used', () => {
  expect(run(7, 7, 4, 0, 0, 0, 0, 0).options).to.deep.equal([7, 7, 8, ...ROUTE, 0]);
});

test('a full route is left as it is', () => {
  expect(run(7, 7, 8, 1, 2, 3, 4, 0)).to.deep.include({ result: OPTIONS_PASS, options: [7, 7, 8, 1, 2, 3, 4, 0] });
});

test('a timestamp is filled in, with the address if asked for', () => {
  expect(run(68, 8, 5, 0, 0, 0, 0, 0).options).to.deep.equal([68, 8, 9, 0, 1, 2, 3, 4]);
  expect(run(68, 12, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0).options).to.deep.equal([68, 12, 13, 1, ...STAMP, 1, 2, 3, 4]);
});

test('a prespecified timestamp is filled in by the router it names', () => {
  expect(run(68, 12, 5, 3, ...STAMP, 0, 0, 0, 0).options).to.deep.equal([68, 12, 13, 3, ...STAMP, 1, 2, 3, 4]);
  expect(run(68, 12, 5, 3, ...ROUTE, 0, 0, 0, 0).options).to.deep.equal([68, 12, 5, 3, ...ROUTE, 0, 0, 0, 0]);
});

test('a router without room counts itself', () => {
  expect(run(68, 4, 5, 0).options).to.deep.equal([68, 4, 5, 0x10]);
  expect(run(68, 4, 5, 0xf0).result).to.equal(23);
});

test('what follows the end of the options is cleared', () => {
  expect(run(1, 0, 9, 9).options).to.deep.equal([1, 0, 0, 0]);
});

test('a source route is refused', () => {
  expect(run(131, 7, 4, ...STAMP, 0).result).to.equal(OPTIONS_SOURCE_ROUTED);
  expect(run(137, 7, 4, ...STAMP, 0).result).to.equal(OPTIONS_SOURCE_ROUTED);
});

test('unknown options and alerts pass', () => {
  expect(run(99, 4, 0, 0).result).to.equal(OPTIONS_PASS);
  expect(run(148, 4, 0, 0).result).to.equal(OPTIONS_PASS);
});

/** Options that make no sense, and the offset in the header of the byte that is wrong. */
const WRONG: [name: string, options: number[], at: number][] = [
  ['a length beyond the header', [7, 200, 4, 0], 20],
  ['a length of zero', [99, 0, 0, 0], 20],
  ['a length of one', [1, 99, 1, 0], 21],
  ['an option without a length', [1, 1, 1, 7], 23],
  ['a route with a pointer into its head', [7, 7, 3, 0, 0, 0, 0, 0], 22],
  ['a route with a pointer that leaves no room', [7, 7, 6, 0, 0, 0, 0, 0], 22],
  ['a second route', [7, 7, 8, 1, 2, 3, 4, 7, 7, 8, 1, 2, 3, 4, 0, 0], 27],
  ['a source route with a pointer into its head', [131, 7, 3, 0, 0, 0, 0, 0], 22],
  ['a timestamp too short', [68, 3, 5, 0], 21],
  ['a timestamp with a pointer into its head', [68, 8, 4, 0, 0, 0, 0, 0], 22],
  ['a timestamp without room for the address', [68, 8, 5, 1, 0, 0, 0, 0], 22],
  ['a router alert too short', [148, 3, 0, 0], 21],
  ['a security label too short', [134, 6, 0, 0, 0, 1, 0, 0], 21],
  ['a security label of a domain that nobody defined', [134, 10, 0, 0, 0, 1, 1, 4, 0, 1, 0, 0], 22],
];

for (const [name, options, at] of WRONG) {
  test(`reported: ${name}`, () => {
    expect(run(...options).result).to.equal(at);
  });
}

/** The options of an answer at another time to a packet with these. */
function repeated(...options: number[]): number[] | null {
  const plain = datagram(CLIENT, SERVER);
  const packet = new Packet(Uint8Array.of(...plain.subarray(0, 20), ...options, ...plain.subarray(20)));
  packet.bytes[0] = 0x45 + options.length / 4;
  const isNoNeighbour = (word: number) => word === i32(STAMP, 0);
  processOptions(packet, { source: STAMP, milliseconds: 0x01020304, isNoNeighbour });
  const answer = repeatedOptions(packet, { source: ROUTE, milliseconds: 0x05060708, isNoNeighbour });
  return answer && [...buildOptions(answer)];
}

test('an answer has a time of its own beside the one of its cause', () => {
  expect(repeated(68, 12, 5, 0, ...zeros(8))).to.deep.equal([68, 12, 13, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test('an answer has its source and time beside those of its cause', () => {
  const slots = [...STAMP, 1, 2, 3, 4, ...ROUTE, 5, 6, 7, 8];
  expect(repeated(68, 20, 5, 1, ...zeros(16))).to.deep.equal([68, 20, 21, 1, ...slots]);
});

test('an answer writes its time where its own address was prescribed, once more', () => {
  const asked = [...STAMP, 0, 0, 0, 0, ...STAMP, 0, 0, 0, 0];
  const slots = [...STAMP, 1, 2, 3, 4, ...STAMP, 5, 6, 7, 8];
  expect(repeated(68, 20, 5, 3, ...asked)).to.deep.equal([68, 20, 21, 3, ...slots]);
  const others = [...STAMP, 0, 0, 0, 0, ...address(SERVER), 0, 0, 0, 0];
  expect(repeated(68, 20, 5, 3, ...others)).to.deep.equal([
    68,
    20,
    13,
    3,
    ...STAMP,
    1,
    2,
    3,
    4,
    ...address(SERVER),
    0,
    0,
    0,
    0,
  ]);
});

function zeros(count: number): number[] {
  return new Array(count).fill(0);
}
