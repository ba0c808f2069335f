import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { Verdict } from '../netfilter/hooks';
import { parseIpv4 } from '../packet/ipv4';
import { parseIpv6 } from '../packet/ipv6';
import { Family, type Packet } from '../packet/packet';
import { Bench, ipv4Fragment, ipv6Fragment, LATE, packetOf, pattern } from './fragments.fixture';
import { truesize } from './truesize';

const family = fc.constantFrom(Family.IPV4, Family.IPV6);

/** A datagram's length and the places it is cut at, in the order the pieces come, some of them twice. */
const train = fc
  .record({ length: fc.integer({ min: 32, max: 6000 }), cuts: fc.array(fc.integer({ min: 3, max: 749 })) })
  .map(({ length, cuts }) => {
    const inside = [...new Set(cuts.map(cut => cut * 8).filter(cut => cut < length))].sort((a, b) => a - b);
    const ends = [...inside, length];
    return { length, pieces: ends.map((end, i) => [i === 0 ? 0 : ends[i - 1], end] as const) };
  })
  .chain(({ length, pieces }) =>
    fc.record({
      data: fc.constant(pattern(length)),
      pieces: fc.constant(pieces),
      order: fc
        .tuple(fc.shuffledSubarray(pieces, { minLength: pieces.length }), fc.subarray(pieces))
        .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
    }),
  );

const fragmentOf = (family: Family) => (family === Family.IPV4 ? ipv4Fragment : ipv6Fragment);
const payloadOf = (bytes: Uint8Array, family: Family) =>
  (family === Family.IPV4 ? parseIpv4(bytes) : parseIpv6(bytes))!.payload;

test('fragments in any order, any of them repeated, make the original datagram', () => {
  fc.assert(
    fc.property(family, train, (family, { data, pieces, order }) => {
      const bench = new Bench();
      const missing = new Set(pieces);
      for (const piece of order) {
        const isLast = missing.delete(piece) && missing.size === 0 && pieces.length > 1;
        const packet = fragmentOf(family)(data, ...piece);
        expect(bench.give(packet) === Verdict.ACCEPT).to.equal(isLast || pieces.length === 1);
        if (!isLast) continue;
        expect(payloadOf(packet.datagram(), family)).to.deep.equal(data);
        return;
      }
    }),
  );
});

test('what leaves in fragments and comes back in them is the same datagram', () => {
  fc.assert(
    fc.property(family, train, fc.integer({ min: 1280, max: 9000 }), fc.boolean(), (family, sent, mtu, exchanged) => {
      const bench = new Bench();
      const largest = Math.max(...sent.pieces.map(([start, end]) => end - start));
      fc.pre(sent.pieces.length > 1 && largest + 48 <= mtu);
      let datagram: Packet | null = null;
      for (const piece of sent.pieces) {
        const packet = fragmentOf(family)(sent.data, ...piece);
        if (bench.give(packet) === Verdict.ACCEPT) datagram = packet;
      }
      const original = datagram!.datagram().slice();
      const fragments = bench.defrag.fragmentForOutput(exchanged ? datagram!.clone() : datagram!, mtu)!;
      expect(Math.max(...fragments.map(bytes => bytes.length))).to.be.at.most(mtu);
      const received = fragments.map(bytes => packetOf(bytes, family));
      for (const packet of received) bench.give(packet);
      expect(received.at(-1)!.datagram()).to.deep.equal(original);
    }),
  );
});

/** Any fragment at all: its datagram, place, length, and how long after the one before it comes. */
const anyFragment = fc.record({
  family,
  id: fc.integer({ min: 1, max: 4 }),
  start: fc.integer({ min: 0, max: 40 }).map(n => n * 8),
  length: fc.integer({ min: 0, max: 200 }),
  isLast: fc.boolean(),
  delay: fc.constantFrom(0, 0, 0, 1, 20, 70),
});

test('whatever comes, the memory held stays near the threshold and is given back in the end', () => {
  fc.assert(
    fc.property(fc.array(anyFragment, { maxLength: 60 }), fc.integer({ min: 0, max: 8000 }), (fragments, threshold) => {
      const bench = new Bench();
      const { settings, defrag, clock } = bench;
      settings.ipv4.highThresh = threshold;
      settings.ipv6.highThresh = threshold;
      for (const { family, id, start, length, isLast, delay } of fragments) {
        clock.advance(delay);
        const end = start + length;
        bench.give(fragmentOf(family)(pattern(isLast ? end : end + 8), start, end, { id }));
        const most = threshold === 0 ? 0 : threshold + truesize(260) + 200;
        expect(Math.max(defrag.memory.ipv4, defrag.memory.ipv6)).to.be.at.most(most);
      }
      clock.advance(60 + LATE);
      expect(defrag.memory).to.deep.equal({ ipv4: 0, ipv6: 0 });
      expect(defrag.queues).to.deep.equal({ ipv4: 0, ipv6: 0 });
    }),
  );
});
