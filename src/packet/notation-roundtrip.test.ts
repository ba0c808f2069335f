import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { InputError } from '../errors';
import { buildGre } from './gre';
import { ICMP_MESSAGES } from './icmp';
import { buildIcmp } from './icmp-message';
import { ICMPV6_MESSAGES } from './icmpv6';
import { buildIpv4 } from './ipv4';
import { buildIpv6, type ExtensionHeader, extensionHeader, fragmentHeader } from './ipv6';
import { buildPacket, FlowContext, NotationError, type PacketContext, parsePacket, printPacket } from './notation';
import type { Option } from './options';
import { Protocol } from './packet';
import { fill } from './payload';
import { buildSctp, type SctpChunk } from './sctp';
import { CHUNKS } from './sctp-chunks';
import { buildTcp } from './tcp';
import { buildUdp } from './udp';
import { pseudoHeader } from './wire';

const bits = (count: number) => fc.integer({ min: 0, max: 2 ** count - 1 });
const bytes = (least: number, most: number) => fc.uint8Array({ minLength: least, maxLength: most });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });
const sum = maybe(fc.oneof(bits(16), fc.constant('bad' as const)));

const payload = fc.oneof(
  fc.nat(60).map(length => fill(length)),
  fc.string({ maxLength: 20 }).map(text => new TextEncoder().encode(text)),
  bytes(0, 20),
);

const option: fc.Arbitrary<Option> = fc.oneof(
  fc.record({ kind: fc.integer({ min: 1, max: 255 }), data: bytes(0, 6) }),
  fc
    .constantFrom([2, 2], [3, 1], [4, 0], [5, 8], [8, 8], [1, 0])
    .map(([kind, length]) => ({ kind, data: fill(length) })),
  bytes(1, 4).map(raw => ({ raw })),
);
const options = fc.array(option, { maxLength: 3 });

type Ends = { source: Uint8Array; destination: Uint8Array };
const ends = (length: number): fc.Arbitrary<Ends> =>
  fc.record({ source: bytes(length, length), destination: bytes(length, length) });

const tcp = fc.record({
  sourcePort: bits(16),
  destinationPort: bits(16),
  seq: bits(32),
  ack: fc.oneof(fc.constant(0), bits(32)),
  flags: bits(8),
  window: bits(16),
  urgent: bits(16),
  reserved: bits(4),
  dataOffset: maybe(bits(4)),
  checksum: sum,
  options,
  payload,
});
const udp = fc.record({
  sourcePort: bits(16),
  destinationPort: bits(16),
  length: maybe(bits(16)),
  checksum: fc.oneof(sum, fc.constant(0)),
  payload,
});
const chunk: fc.Arbitrary<SctpChunk> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      type: fc.oneof(fc.constantFrom(...CHUNKS.map(({ type }) => type)), bits(8)),
      flags: fc.oneof(fc.nat(3), bits(8)),
      length: maybe(bits(16)),
      body: fc.oneof(
        payload,
        fc.tuple(bytes(16, 16), payload).map(parts => Uint8Array.from(parts.flatMap(part => [...part]))),
      ),
    }),
  },
  { weight: 1, arbitrary: bytes(1, 9).map(raw => ({ raw })) },
);
const sctp = fc.record({
  sourcePort: bits(16),
  destinationPort: bits(16),
  tag: bits(32),
  checksum: maybe(fc.oneof(bits(32), fc.constant('bad' as const))),
  chunks: fc.array(chunk, { maxLength: 3 }),
});
const gre = fc.record({
  enhanced: fc.boolean(),
  flags: maybe(bits(16)),
  protocol: maybe(bits(16)),
  checksum: maybe(fc.oneof(bits(16), fc.constantFrom('bad' as const, 'right' as const))),
  key: maybe(bits(32)),
  call: maybe(bits(16)),
  payloadLength: maybe(bits(16)),
  sequence: maybe(bits(32)),
  acknowledgment: maybe(bits(32)),
  payload,
});

/** An error quotes a datagram, perhaps cut. */
const quoted = fc.tuple(ends(4), udp, fc.nat(40)).map(([addresses, fields, cut]) =>
  buildIpv4({
    ...addresses,
    protocol: 17,
    payload: buildUdp(fields, pseudoHeader(addresses.source, addresses.destination, 17)),
  }).subarray(0, 20 + cut),
);
const icmp = (messages: typeof ICMP_MESSAGES) =>
  fc.record({
    type: fc.oneof(fc.constantFrom(...messages.map(message => message.type)), bits(8)),
    code: fc.oneof(fc.nat(4), bits(8)),
    checksum: sum,
    body: fc
      .tuple(fc.oneof(bytes(4, 4), fc.constant(new Uint8Array(4))), fc.oneof(payload, quoted, bytes(16, 40)))
      .map(([rest, after]) => Uint8Array.of(...rest, ...after)),
  });

/** A transport protocol's number, and its bytes between two ends. */
type Transport = { protocol: number; build: (between: Ends) => Uint8Array };
const pseudo = ({ source, destination }: Ends, protocol: number) => pseudoHeader(source, destination, protocol);
const transport = (messages: typeof ICMP_MESSAGES, icmpProtocol: number): fc.Arbitrary<Transport> =>
  fc.oneof(
    tcp.map(fields => ({ protocol: 6, build: (between: Ends) => buildTcp(fields, pseudo(between, 6)) })),
    udp.map(fields => ({ protocol: 17, build: (between: Ends) => buildUdp(fields, pseudo(between, 17)) })),
    sctp.map(fields => ({ protocol: 132, build: () => buildSctp(fields) })),
    gre.map(fields => ({ protocol: 47, build: () => buildGre(fields) })),
    icmp(messages).map(fields => ({
      protocol: icmpProtocol,
      build: (between: Ends) => buildIcmp(fields, icmpProtocol === 1 ? null : pseudo(between, 58)),
    })),
    fc.tuple(bits(8), payload).map(([protocol, data]) => ({ protocol, build: () => data })),
  );

const ipv4 = fc
  .record({
    ends: ends(4),
    transport: transport(ICMP_MESSAGES, Protocol.ICMP),
    fields: fc.record({
      ttl: bits(8),
      tos: bits(8),
      id: bits(16),
      flags: bits(3).map(flags => flags << 13),
      offset: fc.oneof(
        fc.constant(0),
        bits(13).map(words => words * 8),
      ),
      options,
      ihl: maybe(bits(4)),
      totalLength: maybe(bits(16)),
      checksum: sum,
    }),
  })
  .map(({ ends: between, transport: { protocol, build }, fields }) =>
    buildIpv4({ ...fields, ...between, protocol, payload: build(between) }),
  );

const header: fc.Arbitrary<ExtensionHeader> = fc.oneof(
  fc
    .tuple(fc.constantFrom(Protocol.HOPOPT, Protocol.ROUTING, Protocol.DSTOPTS, Protocol.AH), bytes(0, 20))
    .map(([type, data]) => extensionHeader(type, data)),
  fc.tuple(fc.oneof(fc.constant(0), bits(13)), fc.boolean()).map(([words, more]) => fragmentHeader(words * 8, more, 7)),
);

const ipv6 = fc
  .record({
    ends: ends(16),
    transport: transport(ICMPV6_MESSAGES, Protocol.ICMPV6),
    fields: fc.record({
      hopLimit: bits(8),
      trafficClass: bits(8),
      flowLabel: bits(20),
      payloadLength: maybe(bits(16)),
      headers: fc.array(header, { maxLength: 3 }),
    }),
  })
  .map(({ ends: between, transport: { protocol, build }, fields }) =>
    buildIpv6({ ...fields, ...between, protocol, payload: build(between) }),
  );

/** Datagrams with bytes changed and the end cut off. */
const bent = fc
  .tuple(fc.oneof(ipv4, ipv6), fc.array(fc.tuple(fc.nat(), bits(8)), { maxLength: 3 }), maybe(fc.nat(120)))
  .map(([datagram, changes, length]) => {
    const copy = datagram.slice(0, length);
    for (const [at, value] of changes) if (copy.length > 0) copy[at % copy.length] = value;
    return copy;
  });

const hex = (data: Uint8Array) => Buffer.from(data).toString('hex');

function expectRoundTrip(packet: Uint8Array, context: PacketContext = {}): string {
  const text = printPacket(packet, context);
  expect(text).not.to.match(/[\r\n]/);
  const description = parsePacket(text);
  expect(hex(buildPacket(JSON.parse(JSON.stringify(description)), context)), text).to.equal(hex(packet));
  return text;
}

test('Printing and reading gives the same bytes for every datagram the builders make, without falling back to digits', () => {
  fc.assert(
    fc.property(fc.oneof(ipv4, ipv6), packet => {
      expect(expectRoundTrip(packet)).not.to.match(/^raw/);
    }),
    { numRuns: 300 },
  );
});

test('Printing and reading gives the same bytes for bent and cut datagrams', () => {
  fc.assert(
    fc.property(bent, packet => {
      expectRoundTrip(packet);
    }),
    { numRuns: 300 },
  );
});

test('Printing and reading gives the same bytes for any bytes', () => {
  fc.assert(
    fc.property(bytes(0, 80), packet => {
      expectRoundTrip(packet);
    }),
  );
});

test('Printing and reading gives the same bytes for segments of a flow, whatever is known of its numbers', () => {
  const flowEnds = { source: '192.0.2.10', sourcePort: 40000, destination: '198.51.100.10', destinationPort: 80 };
  const between = { source: Uint8Array.of(192, 0, 2, 10), destination: Uint8Array.of(198, 51, 100, 10) };
  fc.assert(
    fc.property(tcp, fc.array(fc.constantFrom('original', 'reply'), { maxLength: 2 }), (fields, seen) => {
      const segment = { ...fields, sourcePort: 40000, destinationPort: 80 };
      const packet = buildIpv4({ ...between, protocol: 6, payload: buildTcp(segment, pseudo(between, 6)) });
      const flow = new FlowContext(flowEnds);
      for (const direction of seen) flow.absolute(direction, { value: 0, absolute: false });
      expect(expectRoundTrip(packet, { flow })).not.to.match(/^tcp|^raw/);
    }),
    { numRuns: 200 },
  );
});

test('Text that is no packet ends in one line that names the column', () => {
  const mutated = fc
    .tuple(fc.oneof(ipv4, ipv6), fc.nat(), fc.string({ maxLength: 3 }), fc.nat(3))
    .map(([packet, at, text, cut]) => {
      const notation = printPacket(packet);
      const from = at % notation.length;
      return notation.slice(0, from) + text + notation.slice(from + cut);
    });
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string()), text => {
      try {
        buildPacket(parsePacket(text));
      } catch (error) {
        expect(error).to.be.instanceOf(InputError);
        expect((error as Error).message).not.to.include('\n');
        if (error instanceof NotationError) expect(error.message).to.match(/^column \d+: .* (allowed|is no) /);
      }
    }),
    { numRuns: 200 },
  );
});
