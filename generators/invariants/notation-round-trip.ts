import { buildPacket, parsePacket, printPacket } from '../../src/packet/notation';
import { toHex } from '../../src/packet/wire';
import type { WorkloadInvariant } from './invariant';

export const notationRoundTrip: WorkloadInvariant = {
  kind: 'workload',
  name: 'notation-round-trip',
  about: 'A packet that is printed in notation and read again has the same bytes, however bent it is.',
  source: 'docs/notation.md',
  check({ workload }) {
    for (const event of workload.events) {
      if (event.kind !== 'packet') continue;
      const text = printPacket(event.bytes);
      const again = toHex(buildPacket(parsePacket(text)));
      if (again !== toHex(event.bytes)) return `${toHex(event.bytes)} prints as "${text}", which reads as ${again}`;
    }
    return null;
  },
};
