/** Looking into the connection table without changing it. */
import type { Conntrack } from '../../src/conntrack/conntrack';
import { Field, nodeTupleAt } from '../../src/conntrack/store';
import { newTuple, tupleEquals } from '../../src/conntrack/tuple';
import type { Packet } from '../../src/packet/packet';

const tuple = newTuple();

/** The unexpired tuplehash that a packet's own addresses and ports lead to; 0 for none. Expired ones are left where they are. */
export function tuplehashOf(conntrack: Conntrack, packet: Packet): number {
  const { table, store, clock } = conntrack;
  if (!conntrack.readTuple(packet, packet.start, packet.family, tuple)) return 0;
  const bucket = table.bucketOf(table.hash(tuple));
  for (let node = table.first(bucket); node !== 0; node = table.next(node)) {
    const at = (node >> 1) * Field.WORDS;
    if (((store.words[at + Field.TIMEOUT] - clock.jiffies) | 0) <= 0) continue;
    if (tupleEquals(store.words, nodeTupleAt(node), tuple, 0)) return node;
  }
  return 0;
}
