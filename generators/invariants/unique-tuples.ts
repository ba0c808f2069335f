import { nodeTupleAt } from '../../src/conntrack/store';
import { tupleEquals } from '../../src/conntrack/tuple';
import { named } from '../table-walk';
import type { EventInvariant } from './invariant';

export const uniqueTuples: EventInvariant = {
  kind: 'event',
  name: 'unique-tuples',
  about:
    'No two connections of a zone have a tuple in common: a packet would belong to both, and the order in a bucket ' +
    'would decide.',
  source: '__nf_conntrack_confirm, nf_conntrack_hash_check_insert',
  check(world) {
    if (!world.isWhole) return null;
    const { conntrack } = world.simulation;
    const { table, store } = conntrack;
    for (let bucket = 0; bucket < table.size; bucket++) {
      // Equal tuples have equal hashes, and therefore one bucket.
      for (let node = table.first(bucket); node !== 0; node = table.next(node)) {
        for (let other = table.next(node); other !== 0; other = table.next(other)) {
          if (other >> 1 === node >> 1 || !tupleEquals(store.words, nodeTupleAt(node), store.words, nodeTupleAt(other)))
            continue;
          return `direction ${node & 1} of ${named(conntrack, node >> 1)} and direction ${other & 1} of ${named(conntrack, other >> 1)} have the same tuple`;
        }
      }
    }
    return null;
  },
};
