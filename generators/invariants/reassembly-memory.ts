import { truesize } from '../../src/defrag/truesize';
import type { EventInvariant } from './invariant';

export const reassemblyMemory: EventInvariant = {
  kind: 'event',
  name: 'reassembly-memory',
  about:
    'Fragments that wait take no more memory than the threshold and the one that crosses it; above it none is taken ' +
    'in. Where no datagram is incomplete, none is taken up at all.',
  source: 'inet_frag_find, fqdir_mem_limit',
  check({ simulation: { defrag }, before, packet }) {
    const { memory, queues, settings } = defrag;
    if (memory.ipv4 === 0 && memory.ipv6 === 0) return null;
    for (const family of FAMILIES) {
      const { highThresh } = settings[family];
      const now = memory[family];
      const then = before.memory[family];
      if (queues[family] === 0 && now !== 0) return `${now} bytes are held for no ${family} datagram`;
      const isBound = highThresh > 0 && now > then;
      if (!isBound) continue;
      if (then > highThresh) return `${family} memory grew from ${then} to ${now}, above ${highThresh}`;
      const most = highThresh + QUEUE + truesize(packet.end - packet.start);
      if (now > most) return `${family} memory is ${now}; the threshold is ${highThresh}`;
    }
    return null;
  },
};

const FAMILIES = ['ipv4', 'ipv6'] as const;

/** More than a queue itself weighs. */
const QUEUE = 1024;
