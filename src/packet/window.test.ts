import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { CaptureReader } from './pcap';
import { CaptureWriter } from './pcap-write';
import type { ReadBytes } from './window';

/** Gives bytes as a pipe does: in pieces of these sizes, in turn. */
function pieces(bytes: Uint8Array, sizes: readonly number[]): ReadBytes {
  let at = 0;
  let turn = 0;
  return into => {
    const piece = bytes.subarray(at, at + Math.min(into.length, sizes[turn++ % sizes.length]));
    into.set(piece);
    at += piece.length;
    return piece.length;
  };
}

/** Everything a reader tells, its error included. */
function told(source: Uint8Array | ReadBytes): unknown[] {
  const found: unknown[] = [];
  try {
    const reader = new CaptureReader(source);
    while (reader.next()) {
      const { packet, time, family, cut, position, bytes, start, end } = reader;
      found.push({
        packet,
        time,
        family,
        cut,
        position,
        datagram: Buffer.from(bytes.slice(start, end)).toString('hex'),
      });
    }
  } catch (error) {
    found.push((error as Error).message);
  }
  return found;
}

/** Frames of a few bytes, and of more than a window holds at first. */
const frame = fc
  .tuple(fc.constantFrom(0, 1, 60, 1514, 100_000, 262_144), fc.nat(255))
  .map(([length, byte]) => new Uint8Array(length).fill(byte));

test('a capture read piece by piece is the one that is read whole, wherever it is cut', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('pcap' as const, 'pcapng' as const),
      fc.boolean(),
      fc.array(frame, { maxLength: 6 }),
      fc.array(fc.constantFrom(1, 7, 4096, 70_000, 1 << 20), { minLength: 1, maxLength: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (format, bigEndian, frames, sizes, part) => {
        const writer = new CaptureWriter({ format, bigEndian });
        for (const [index, bytes] of frames.entries()) writer.writeFrame(bytes, 1000 + index, bytes.length);
        const bytes = writer.bytes();
        const cut = bytes.subarray(0, Math.ceil(bytes.length * part));
        for (const source of [bytes, cut]) expect(told(pieces(source, sizes))).to.deep.equal(told(source));
      },
    ),
    { numRuns: 60 },
  );
});
