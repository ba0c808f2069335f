import { Status } from '../../src/conntrack/status';
import { Field } from '../../src/conntrack/store';
import type { World } from '../world';
import type { EventInvariant } from './invariant';

export const earlyDrop: EventInvariant = {
  kind: 'event',
  name: 'early-drop',
  about:
    'A full table makes room by connections that are not assured, and as many have gone as are counted: ' +
    'a flood of first packets must not end conversations.',
  source: 'early_drop, early_drop_list',
  check(world) {
    const drops = world.simulation.conntrack.statistics.early_drop - world.before.statistics.early_drop;
    return drops === 0 ? null : wrongVictim(world, drops);
  },
};

function wrongVictim(world: World, drops: number): string | null {
  const { lost } = world.tally;
  if (lost.length < drops) return `${drops} connections are counted that made room, and ${lost.length} have gone`;
  // Others may have gone meanwhile for other reasons, as one that a SYN opens anew.
  const assured = lost.filter(ct => wasAssured(world, ct));
  return assured.length > lost.length - drops ? `connection ${assured[0]} made room, which was assured` : null;
}

/** And had time left: one that has expired may go at any time. */
function wasAssured({ before: { words, limit, jiffies } }: World, ct: number): boolean {
  const base = ct * Field.WORDS;
  if (ct >= limit || !(words[base + Field.STATUS] & Status.ASSURED)) return false;
  return ((words[base + Field.TIMEOUT] - jiffies) | 0) > 0;
}
