import { isInTable } from '../../src/conntrack/status';
import { Field } from '../../src/conntrack/store';
import type { World } from '../world';
import type { EventInvariant } from './invariant';

export const count: EventInvariant = {
  kind: 'event',
  name: 'count',
  about:
    'The count is the number of connections there are, those that only a child still holds among them; a packet that ' +
    'has gone leaves no unconfirmed one behind; and a new one never takes the table beyond nf_conntrack_max.',
  source: '__nf_conntrack_alloc, nf_conntrack_free',
  check(world) {
    return admittedTooMany(world) ?? (world.isWhole ? miscounted(world) : null);
  },
};

function admittedTooMany({ simulation, before, tally }: World): string | null {
  const { store, settings, statistics } = simulation.conntrack;
  // One that another made room for is no more than there were, unless a child still holds that other.
  if (settings.max === 0 || store.count <= settings.max || statistics.early_drop > before.statistics.early_drop) {
    return null;
  }
  for (const ct of tally.born) {
    if (isInTable(store.status(ct))) return `connection ${ct} is one of ${store.count}, of ${settings.max} at most`;
  }
  return null;
}

function miscounted(world: World): string | null {
  const { store } = world.simulation.conntrack;
  const held = heldConnections(world);
  const there = world.connections.length;
  if (store.count !== there + held.length) {
    return `the count is ${store.count}; ${there} connections are in the table and ${held.length} beside it`;
  }
  for (const ct of held) {
    if (!store.isDying(ct)) return `connection ${ct} is still unconfirmed after its packet has gone`;
    if (!isMaster(world, ct)) return `connection ${ct} has left the table, and nobody lets go of it`;
  }
  return null;
}

/** Connections that somebody refers to though they are not in the table. */
function heldConnections({ simulation }: World): number[] {
  const { words, limit } = simulation.conntrack.store;
  const held: number[] = [];
  for (let ct = 1; ct < limit; ct++) {
    const base = ct * Field.WORDS;
    if (words[base + Field.USE] > 0 && !isInTable(words[base + Field.STATUS])) held.push(ct);
  }
  return held;
}

function isMaster({ simulation }: World, ct: number): boolean {
  for (const extension of simulation.conntrack.store.extensions.values()) if (extension.master === ct) return true;
  return false;
}
