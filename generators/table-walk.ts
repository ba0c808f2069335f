/** The connection table looked at from outside, by hand: no lookup of its own is trusted, and nothing is removed. */
import type { Conntrack } from '../src/conntrack/conntrack';
import { procLine } from '../src/conntrack/print';
import { type Dir, nodeTupleAt, tupleAt } from '../src/conntrack/store';
import { tupleEquals } from '../src/conntrack/tuple';

/** The first tuplehash with the tuple that connection `ct` has in this direction, 0 when none has. */
export function nodeWithTupleOf(conntrack: Conntrack, ct: number, dir: Dir): number {
  return nodeWithTuple(conntrack, conntrack.store.words, tupleAt(ct, dir));
}

/** The first tuplehash with the tuple that these words hold from `at` on, 0 when none has it. */
function nodeWithTuple({ store: { words }, table }: Conntrack, tuple: Int32Array, at: number): number {
  for (let node = table.first(table.bucketOf(table.hash(tuple, at))); node !== 0; node = table.next(node)) {
    if (tupleEquals(words, nodeTupleAt(node), tuple, at)) return node;
  }
  return 0;
}

/** How messages name a connection. */
export function named(conntrack: Conntrack, ct: number): string {
  return `connection ${ct} (${procLine(conntrack, ct).replace(/ +/g, ' ')})`;
}
