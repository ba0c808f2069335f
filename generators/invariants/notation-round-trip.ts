import { buildPacket, parsePacket, printPacket } from '../../src/packet/notation';
import { toHex } from '../../src/packet/wire';
import type { PacketInvariant } from './invariant';

/** The invariant for a way to write packets as text and to read them. */
export function roundTripThrough(
  print: (bytes: Uint8Array) => string,
  read: (text: string) => Uint8Array,
): PacketInvariant {
  return {
    kind: 'packet',
    name: 'notation-round-trip',
    about: 'A packet that is printed in notation and read again has the same bytes, however bent it is.',
    source: 'docs/notation.md',
    check(datagram) {
      const text = print(datagram);
      const again = read(text);
      if (Buffer.compare(again, datagram) === 0) return null;
      return `${toHex(datagram)} prints as "${text}", which reads as ${toHex(again)}`;
    },
  };
}

export const notationRoundTrip = roundTripThrough(
  bytes => printPacket(bytes),
  text => buildPacket(parsePacket(text)),
);
