import type { Conntrack } from '../../src/conntrack/conntrack';
import { Status } from '../../src/conntrack/status';
import { Dir, tupleAt } from '../../src/conntrack/store';
import { newTuple, TupleWord, tupleEquals } from '../../src/conntrack/tuple';
import { named, nodeWithTupleOf } from '../table-walk';
import type { World } from '../world';
import type { EventInvariant } from './invariant';

export const tuplesResolve: EventInvariant = {
  kind: 'event',
  name: 'tuples-resolve',
  about:
    'The original and the reply tuple of a connection lead to that very connection, each in its direction: ' +
    'otherwise a reply would open a connection of its own.',
  source: 'nf_conntrack_find_get, resolve_normal_ct',
  check(world) {
    // Where none has come or gone, what led to a connection leads to it still.
    if (!world.isWhole && world.tally.born.length === 0) return null;
    const { conntrack } = world.simulation;
    // A lookup removes what has expired: with such connections about, the buckets are walked by hand.
    const lookUp = world.connections.some(ct => conntrack.isExpired(ct)) ? nodeWithTupleOf : find;
    for (const ct of world.connections) {
      const message = unresolved(world, ct, lookUp);
      if (message) return message;
    }
    return null;
  },
};

function unresolved({ simulation: { conntrack } }: World, ct: number, lookUp: typeof nodeWithTupleOf): string | null {
  const isClash = conntrack.store.status(ct) & Status.NAT_CLASH;
  for (const dir of isClash ? [Dir.REPLY] : [Dir.ORIGINAL, Dir.REPLY]) {
    const node = lookUp(conntrack, ct, dir);
    if (node === 2 * ct + dir) continue;
    // A host that talks to itself by one port has the same tuple both ways.
    if (node >> 1 === ct && isOwnInverse(conntrack, ct)) continue;
    const found = node === 0 ? 'nothing' : `connection ${node >> 1}, direction ${node & 1}`;
    return `the tuple of direction ${dir} leads to ${found} instead of ${named(conntrack, ct)}`;
  }
  return null;
}

function isOwnInverse({ store: { words } }: Conntrack, ct: number): boolean {
  return tupleEquals(words, tupleAt(ct, Dir.ORIGINAL), words, tupleAt(ct, Dir.REPLY));
}

const find: typeof nodeWithTupleOf = (conntrack, ct, dir) => {
  const { words } = conntrack.store;
  const at = tupleAt(ct, dir);
  for (let word = 0; word < TupleWord.COUNT; word++) tuple[word] = words[at + word];
  return conntrack.find(tuple);
};

const tuple = newTuple();
