import { Status } from '../../src/conntrack/status';
import { Field, RECORD_WORDS } from '../../src/conntrack/store';
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
    if (!world.isWhole) return null;
    const { store, settings } = world.simulation.conntrack;
    const held = heldConnections(world);
    const there = world.connections.length;
    if (store.count !== there + held.length) {
      return `the count is ${store.count}; ${there} connections are in the table and ${held.length} beside it`;
    }
    for (const ct of held) {
      if (!store.isDying(ct)) return `connection ${ct} is still unconfirmed after its packet has gone`;
      if (!isMaster(world, ct)) return `connection ${ct} has left the table, and nobody lets go of it`;
    }
    const { connections } = world.before;
    // A table that was lowered to a smaller size keeps what is in it; what a child holds does not count for the table.
    const grew = connections >= 0 && there > connections;
    if (settings.max === 0 || !grew || there <= settings.max) return null;
    return `${there} connections are in a table of at most ${settings.max}`;
  },
};

/** Connections that somebody refers to though they are not in the table. */
function heldConnections({ simulation }: World): number[] {
  const { words, limit } = simulation.conntrack.store;
  const held: number[] = [];
  for (let ct = 1; ct < limit; ct++) {
    const base = ct * RECORD_WORDS;
    const isInTable = (words[base + Field.STATUS] & (Status.CONFIRMED | Status.DYING)) === Status.CONFIRMED;
    if (words[base + Field.USE] > 0 && !isInTable) held.push(ct);
  }
  return held;
}

function isMaster({ simulation }: World, ct: number): boolean {
  for (const extension of simulation.conntrack.store.extensions.values()) if (extension.master === ct) return true;
  return false;
}
