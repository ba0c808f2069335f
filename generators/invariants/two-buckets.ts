import { Status } from '../../src/conntrack/status';
import { Field, tupleAt } from '../../src/conntrack/store';
import { named } from '../table-walk';
import type { EventInvariant } from './invariant';

export const twoBuckets: EventInvariant = {
  kind: 'event',
  name: 'two-buckets',
  about:
    'A confirmed connection stands in exactly two places of the table, once in the bucket of each of its tuples, ' +
    'and nothing else stands anywhere: a link too many is a lookup that never ends or finds the dead.',
  source: '__nf_conntrack_hash_insert, clean_from_lists',
  check(world) {
    if (!world.isWhole) return null;
    const { conntrack } = world.simulation;
    const { table, store } = conntrack;
    let places = 0;
    for (let bucket = 0; bucket < table.size; bucket++) {
      for (let node = table.first(bucket); node !== 0; node = table.next(node)) {
        if (++places > 2 * store.limit) return `bucket ${bucket} has no end`;
        const ct = node >> 1;
        const status = store.status(ct);
        if (status & Status.DYING || !(status & Status.CONFIRMED)) {
          return `bucket ${bucket} holds connection ${ct}, which is not in the table`;
        }
        const home = table.bucketOf(table.hash(store.words, tupleAt(ct, node & 1)));
        if (home !== bucket)
          return `bucket ${bucket} holds direction ${node & 1} of ${named(conntrack, ct)}: its own is ${home}`;
        if (!isLinked(store.words, node, bucket)) return `bucket ${bucket}: the way back to connection ${ct} is broken`;
      }
    }
    let expected = 0;
    for (const ct of world.connections) expected += store.status(ct) & Status.NAT_CLASH ? 1 : 2;
    return places === expected ? null : `${world.connections.length} connections stand in ${places} places`;
  },
};

/** Whether the node before this one, or the bucket, is noted in it: a node that stands twice cannot have both. */
function isLinked(words: Int32Array, node: number, bucket: number): boolean {
  const prev = words[(node >> 1) * Field.WORDS + Field.PREV + (node & 1)];
  if (prev < 0) return ~prev === bucket;
  return words[(prev >> 1) * Field.WORDS + Field.NEXT + (prev & 1)] === node;
}
