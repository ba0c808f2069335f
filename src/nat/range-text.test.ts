import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { Family } from '../packet/packet';
import { parseRange, type RangeKind } from './range-text';

test('A range of addresses and ports, with flags', () => {
  const { family, range } = parseRange('to 198.51.100.5-198.51.100.9:1024-2047 random persistent', 'addresses');
  expect(family).to.equal(Family.IPV4);
  expect([...range.minAddress!]).to.deep.equal([0xc6336405 | 0, 0, 0, 0]);
  expect([...range.maxAddress!]).to.deep.equal([0xc6336409 | 0, 0, 0, 0]);
  expect(range).to.include({ minPort: 1024, maxPort: 2047, basePort: null, random: true, persistent: true });
  expect(range.fullyRandom).to.equal(false);
});

test('One address, one port, and the port it is shifted from', () => {
  const { range } = parseRange('to 198.51.100.10:8000-8099/9000', 'addresses');
  expect(range).to.include({ minPort: 8000, maxPort: 8099, basePort: 9000 });
  expect(parseRange('to 198.51.100.10', 'addresses').range).to.include({ minPort: null, maxPort: null });
});

test('IPv6 has brackets where a port follows', () => {
  const { family, range } = parseRange('to [2001:db8:2::5]-[2001:db8:2::9]:80', 'addresses');
  expect(family).to.equal(Family.IPV6);
  expect(range.minAddress![3]).to.equal(5);
  expect(range.maxAddress![3]).to.equal(9);
  expect(range.maxPort).to.equal(80);
  expect(parseRange('to 2001:db8:2::5', 'addresses').range.minPort).to.equal(null);
});

test('The router’s own address: ports only, or nothing', () => {
  expect(parseRange('', 'own')).to.deep.include({ family: null });
  expect(parseRange('to :8080', 'own').range).to.include({ minAddress: null, minPort: 8080, maxPort: 8080 });
});

test('A network is its first and its last address', () => {
  const { range } = parseRange('to 203.0.113.77/24', 'network');
  expect(range.minAddress![0]).to.equal(0xcb007100 | 0);
  expect(range.maxAddress![0]).to.equal(0xcb0071ff | 0);
  const wide = parseRange('to 2001:db8:5::/48', 'network').range;
  expect([...wide.minAddress!]).to.deep.equal([0x20010db8, 0x00050000, 0, 0]);
  expect([...wide.maxAddress!]).to.deep.equal([0x20010db8, 0x0005ffff, -1, -1]);
});

const WRONG: readonly (readonly [text: string, kind: RangeKind])[] = [
  ['', 'addresses'],
  ['to', 'addresses'],
  ['to 198.51.100.300', 'addresses'],
  ['to 198.51.100.1:70000', 'addresses'],
  ['to 198.51.100.1-2001:db8::1', 'addresses'],
  ['to 198.51.100.1 sometimes', 'addresses'],
  ['to :80', 'addresses'],
  ['to 198.51.100.1:80', 'own'],
  ['to 203.0.113.0', 'network'],
  ['to 203.0.113.0/33', 'network'],
  ['to 203.0.113.0/24 random', 'network'],
];
for (const [text, kind] of WRONG) {
  test(`"${text}" is no range of ${kind}`, () => {
    expect(() => parseRange(text, kind)).to.throw(InputError, `the range "${text}": allowed is `);
  });
}
