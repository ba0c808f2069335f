/** The simulator's connection table from inside: where each connection's two tuplehashes stand. */
import type { Conntrack } from '../conntrack/conntrack';
import { copyTuple, Dir, Field } from '../conntrack/store';
import type { TableInsight, TuplehashInsight } from './backend';
import { entryOf } from './snapshot';

export function insightOf(conntrack: Conntrack): TableInsight[] {
  const buckets = bucketsOfNodes(conntrack);
  return [...conntrack.connections()].map(ct => ({
    entry: entryOf(conntrack, ct),
    original: tuplehash(conntrack, ct, Dir.ORIGINAL, buckets),
    reply: tuplehash(conntrack, ct, Dir.REPLY, buckets),
  }));
}

/** Walks every bucket: the buckets each tuplehash is met in. */
function bucketsOfNodes({ table }: Conntrack): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let bucket = 0; bucket < table.size; bucket++) {
    for (let node = table.first(bucket); node !== 0; node = table.next(node)) {
      found.set(node, [...(found.get(node) ?? []), bucket]);
    }
  }
  return found;
}

function tuplehash(conntrack: Conntrack, ct: number, dir: Dir, buckets: Map<number, number[]>): TuplehashInsight {
  const { table, store } = conntrack;
  const node = 2 * ct + dir;
  return {
    bucket: table.bucketOf(store.words[ct * Field.WORDS + Field.HASH + dir]),
    foundIn: buckets.get(node) ?? [],
    resolves: conntrack.find(copyTuple(store, ct, dir)) === node,
  };
}
