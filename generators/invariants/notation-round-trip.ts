import { buildPacket, parsePacket, printPacket } from '../../src/packet/notation';
import { toHex } from '../../src/packet/wire';
import type { WorkloadInvariant } from './invariant';

/** The invariant for a way to write packets as text and to read them. */
export function roundTripThrough(
  print: (bytes: Uint8Array) => string,
  read: (text: string) => Uint8Array,
): WorkloadInvariant {
  return {
    kind: 'workload',
    name: 'notation-round-trip',
    about: 'A packet that is printed in notation and read again has the same bytes, however bent it is.',
    source: 'docs/notation.md',
    check({ workload }) {
      for (const event of workload.events) {
        if (event.kind !== 'packet') continue;
        const text = print(event.bytes);
        const again = read(text);
        if (Buffer.compare(again, event.bytes) === 0) continue;
        return `${toHex(event.bytes)} prints as "${text}", which reads as ${toHex(again)}`;
      }
      return null;
    },
  };
}

export const notationRoundTrip = roundTripThrough(
  bytes => printPacket(bytes),
  text => buildPacket(parsePacket(text)),
);
