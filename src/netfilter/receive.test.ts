import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { put16 } from '../packet/bytes';
import { extensionHeader } from '../packet/ipv6';
import { Family, Packet, Protocol } from '../packet/packet';
import { BAD_FIELD, BAD_OPTION } from './icmp-error';
import { receiveIpv4, receiveIpv6 } from './receive';
import { CLIENT, CLIENT6, datagram, packetOf, SERVER, SERVER6 } from './test-packets';

const receive = (bytes: Uint8Array) =>
  packetOf(bytes).family === Family.IPV4 ? receiveIpv4(packetOf(bytes)) : receiveIpv6(packetOf(bytes));

const v4 = (fields = {}) => datagram(CLIENT, SERVER, fields);
const v6 = (fields = {}) => datagram(CLIENT6, SERVER6, fields);
const options = (...bytes: number[]) => v6({ headers: [extensionHeader(Protocol.HOPOPT, Uint8Array.from(bytes))] });

/** What is dropped before the first hook, and the kernel's word for it. */
const REFUSED: [name: string, bytes: Uint8Array, reason: string | null][] = [
  ['less than a header', v4().subarray(0, 19), 'IP_INHDR'],
  ['a header length below 5', v4({ ihl: 4 }), 'IP_INHDR'],
  ['a header longer than the packet', v4({ ihl: 15 }), 'IP_INHDR'],
  ['a version that is neither', v4({ version: 5 }), 'IP_INHDR'],
  ['a wrong header checksum', v4({ checksum: 0x1234 }), 'IP_CSUM'],
  ['a total length beyond the packet', v4({ totalLength: 60 }), 'PKT_TOO_SMALL'],
  ['a total length below the header', v4({ totalLength: 19 }), 'IP_INHDR'],
  ['a total length of zero', v4({ totalLength: 0 }), 'IP_INHDR'],
  ['less than an IPv6 header', v6().subarray(0, 39), 'IP_INHDR'],
  ['an IPv6 payload beyond the packet', v6({ payloadLength: 60 }), 'PKT_TOO_SMALL'],
  ['a loopback source', datagram('::1', SERVER6), 'IP_INHDR'],
  ['a loopback destination', datagram(CLIENT6, '::1'), 'IP_INHDR'],
  ['a group as source', datagram('ff02::1', SERVER6), 'IP_INHDR'],
  ['an interface-local group', datagram(CLIENT6, 'ff01::1'), 'IP_INHDR'],
  ['a group of reserved scope', datagram(CLIENT6, 'ff00::1'), 'IP_INHDR'],
  ['padding of eight bytes', options(1, 4, 0, 0, 0, 0, 0, 0, 0x1e, 4, 0, 0, 0, 0), 'IP_INHDR'],
  ['padding that is not zero', options(1, 4, 0, 0, 0, 1), 'IP_INHDR'],
  ['a router alert of the wrong length', options(5, 4, 0, 0, 0, 0), 'IP_INHDR'],
  ['an option beyond the header', options(0x1e, 0x40, 0, 0, 0, 0), 'IP_INHDR'],
  ['an unknown option to be discarded', options(0x5e, 4, 0, 0, 0, 0), 'UNHANDLED_PROTO'],
  ['nine options', options(...new Array(9).fill([0x1e, 0]).flat(), 1, 2, 0, 0), 'IP_INHDR'],
];

for (const [name, bytes, reason] of REFUSED) {
  test(`dropped unseen: ${name}`, () => {
    expect(receive(bytes)).to.deep.equal({ reason });
  });
}

test('options beyond the packet are dropped without a word', () => {
  const bytes = options(1, 4, 0, 0, 0, 0);
  bytes[41] = 9;
  expect(receive(bytes)).to.deep.equal({ reason: null });
});

/** What the sender is told of hop-by-hop options (RFC 8200, 4.2). */
const REPORTED: [name: string, bytes: Uint8Array, expected: object][] = [
  ['an unknown option', options(0x9e, 4, 0, 0, 0, 0), { reason: 'UNHANDLED_PROTO', error: BAD_OPTION, info: 42 }],
  [
    'one not to be reported to groups',
    options(0xde, 4, 0, 0, 0, 0),
    { reason: 'UNHANDLED_PROTO', error: BAD_OPTION, info: 42 },
  ],
  ['a jumbogram that is none', options(0xc2, 4, 0, 0, 0, 1), { reason: 'IP_INHDR', error: BAD_FIELD, info: 44 }],
];

for (const [name, bytes, refusal] of REPORTED) {
  test(`dropped and reported: ${name}`, () => {
    expect(receive(bytes)).to.deep.equal(refusal);
  });
}

test('an unknown option is reported to groups only if it asks for that', () => {
  const toGroup = (type: number) =>
    datagram(CLIENT6, 'ff02::1', {
      headers: [extensionHeader(Protocol.HOPOPT, Uint8Array.of(type, 4, 0, 0, 0, 0))],
    });
  expect(receive(toGroup(0x9e))).to.have.property('error', BAD_OPTION);
  expect(receive(toGroup(0xde))).to.deep.equal({ reason: 'UNHANDLED_PROTO' });
});

/** What passes though it looks odd. */
const PASSED: [name: string, bytes: Uint8Array][] = [
  ['a payload cut by the total length', v4({ totalLength: 25 })],
  ['an IPv6 payload length of zero', v6({ payloadLength: 0 })],
  ['the reserved flag', v4({ flags: 0x8000 })],
  ['a time to live of zero', v4({ ttl: 0 })],
  ['an unspecified IPv6 source', datagram('::', SERVER6)],
  ['a v4-mapped IPv6 source', datagram('::ffff:192.0.2.10', SERVER6)],
  ['padding of seven bytes', options(0, 1, 4, 0, 0, 0, 0, 0x1e, 5, 0, 0, 0, 0, 0)],
  ['a router alert', options(5, 2, 0, 0, 1, 0)],
  ['an unknown option to be skipped', options(0x1e, 4, 0, 0, 0, 1)],
];

for (const [name, bytes] of PASSED) {
  test(`passed: ${name}`, () => {
    expect(receive(bytes)).to.equal(null);
  });
}

test('link-layer padding is cut off', () => {
  for (const bytes of [v4(), v6()]) {
    const packet = packetOf(Uint8Array.of(...bytes, 1, 2, 3, 4));
    expect(packet.family === Family.IPV4 ? receiveIpv4(packet) : receiveIpv6(packet)).to.equal(null);
    expect(packet.datagram()).to.deep.equal(bytes);
  }
});

test('any bytes are either refused or lie inside the buffer', () => {
  const bytes = fc.uint8Array({ maxLength: 90 }).map(random => {
    if (random.length > 4) put16(random, 2, random.length);
    return random;
  });
  fc.assert(
    fc.property(bytes, fc.constantFrom(0x45, 0x46, 0x60), fc.boolean(), (random, first, hasOptions) => {
      if (random.length > 0) random[0] = first;
      if (first === 0x60 && hasOptions && random.length > 6) random[6] = 0;
      const packet = new Packet(random);
      const refusal = first === 0x60 ? receiveIpv6(packet) : receiveIpv4(packet);
      if (refusal === null) expect(packet.end).to.be.within(packet.start + 20, random.length);
    }),
  );
});
