/**
 * Zones: the same addresses and ports may stand for different connections in different zones (`nf_conntrack_zones.h`).
 *
 * A zone is for both directions, or for one while the other stays in zone 0. Each tuple carries the zone of its own
 * direction in its KIND word, so that whoever knows nothing of zones compares and hashes it with the rest.
 */
import type { Conntrack } from './conntrack';
import { type ConnectionStore, Dir, nodeTupleAt, tupleAt } from './store';
import { type Tuple, TupleWord, tupleEquals, zoneOf } from './tuple';

export interface Zone {
  /** From 0 to 65535. */
  readonly id: number;
  /** The one direction it is for; null for both. */
  readonly dir: Dir | null;
}

export const DEFAULT_ZONE: Zone = { id: 0, dir: null };

/** The zone's number as one direction has it (`nf_ct_zone_id`). */
export function zoneIn({ id, dir }: Zone, direction: Dir): number {
  return dir === null || dir === direction ? id : 0;
}

/** The zone a connection was made in. */
export function zoneOfConnection(store: ConnectionStore, ct: number): Zone {
  const dir = store.extension(ct)?.zoneDir ?? null;
  return { id: zoneOf(store.words, tupleAt(ct, dir ?? Dir.ORIGINAL)), dir };
}

export function setZone(tuple: Tuple, id: number): void {
  tuple[TupleWord.KIND] = (tuple[TupleWord.KIND] & 0xffff) | (id << 16);
}

/** The unexpired tuplehash of a tuple in a zone, 0 when there is none. Leaves the tuple with the original direction's zone. */
export function findInZone(conntrack: Conntrack, tuple: Tuple, zone: Zone): number {
  if (zone.dir === null) {
    setZone(tuple, zone.id);
    return conntrack.find(tuple);
  }
  setZone(tuple, zoneIn(zone, Dir.REPLY));
  const reply = findDirection(conntrack, tuple, Dir.REPLY);
  setZone(tuple, zoneIn(zone, Dir.ORIGINAL));
  return findDirection(conntrack, tuple, Dir.ORIGINAL) || reply;
}

/** The same among the tuplehashes of one direction: a zone's number may mean one thing there and another here. */
function findDirection(conntrack: Conntrack, tuple: Tuple, dir: Dir): number {
  const { table, store } = conntrack;
  let node = table.first(table.bucketOf(table.hash(tuple)));
  while (node !== 0) {
    const next = table.next(node);
    if ((node & 1) === dir && tupleEquals(store.words, nodeTupleAt(node), tuple, 0)) {
      if (!conntrack.isExpired(node >> 1)) return node;
      conntrack.kill(node >> 1);
      return findDirection(conntrack, tuple, dir);
    }
    node = next;
  }
  return 0;
}
