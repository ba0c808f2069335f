import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { formatAddress, parseAddress } from './address';
import { Family } from './packet';

const ipv6 = (text: string) => formatAddress(parseAddress(text)!, 0, Family.IPV6);

test('IPv6 addresses are written as RFC 5952 says', () => {
  expect(ipv6('2001:0db8:0:0:0:0:0:1')).to.equal('2001:db8::1');
  expect(ipv6('2001:db8:0:1:1:1:1:1')).to.equal('2001:db8:0:1:1:1:1:1');
  expect(ipv6('2001:0:0:1:0:0:0:1')).to.equal('2001:0:0:1::1');
  expect(ipv6('2001:db8:0:0:1:0:0:1')).to.equal('2001:db8::1:0:0:1');
  expect(ipv6('::')).to.equal('::');
  expect(ipv6('1::')).to.equal('1::');
  expect(ipv6('::FFFF:192.0.2.1')).to.equal('::ffff:c000:201');
});

test('What is no address is refused', () => {
  const texts = [
    '',
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4.5',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '::12345',
    '::g',
  ];
  for (const text of [...texts, '1:2:3:4:5:6:7:8::', '::1.2.3', '1:2:3:4:5:6:7:1.2.3.4']) {
    expect(parseAddress(text), text).to.equal(null);
  }
});

test('Formatting and parsing an address gives the same bytes', () => {
  const group = fc.oneof(fc.constant(0), fc.nat(0xffff));
  const bytes = fc.array(group, { minLength: 8, maxLength: 8 }).map(groups => groups.flatMap(g => [g >>> 8, g & 0xff]));
  fc.assert(
    fc.property(bytes, address => {
      expect([...parseAddress(formatAddress(Uint8Array.from(address), 0, Family.IPV6))!]).to.deep.equal(address);
    }),
  );
  expect([...parseAddress('192.0.2.10')!]).to.deep.equal([192, 0, 2, 10]);
  expect(formatAddress(Uint8Array.of(9, 192, 0, 2, 10), 1, Family.IPV4)).to.equal('192.0.2.10');
});
