/** What makes room in a full table: early drop as Linux does it, or the least recently used entry as the article tells it. */
import type { Conntrack } from './conntrack';
import { Status } from './status';

/** How many buckets are searched for a victim (`NF_CT_EVICTION_RANGE`). */
const EVICTION_RANGE = 8;

/**
 * Kills every unassured entry of the first bucket that has one, from the new packet's bucket on (`early_drop`).
 * Returns how many there were: none means that the packet has to go.
 */
export function earlyDrop(conntrack: Conntrack, hash: number): number {
  const { store, table } = conntrack;
  let bucket = table.bucketOf(hash);
  for (let i = 0; i < EVICTION_RANGE; i++) {
    let drops = 0;
    for (const ct of connectionsIn(conntrack, bucket)) {
      if (conntrack.isExpired(ct)) conntrack.kill(ct);
      else if (!(store.status(ct) & (Status.ASSURED | Status.DYING)) && conntrack.kill(ct)) drops++;
    }
    if (drops > 0) return drops;
    bucket = (bucket + 1) % table.size;
  }
  return 0;
}

/** The connections with a tuplehash in this bucket, each once, gathered before any is killed. */
function connectionsIn({ table }: Conntrack, bucket: number): readonly number[] {
  const found: number[] = [];
  for (let node = table.first(bucket); node !== 0; node = table.next(node)) {
    if (!found.includes(node >> 1)) found.push(node >> 1);
  }
  return found;
}

/** Connections in the order of their last packet: a doubly linked list through two arrays, 0 its head and end. */
export class LeastRecentlyUsed {
  #older = new Int32Array(64);
  #newer = new Int32Array(64);

  /** Makes `ct` the most recently used. */
  touch(ct: number): void {
    if (ct >= this.#older.length) this.#grow(ct);
    this.forget(ct);
    const newest = this.#older[0];
    this.#older[ct] = newest;
    this.#newer[ct] = 0;
    this.#newer[newest] = ct;
    this.#older[0] = ct;
  }

  forget(ct: number): void {
    if (ct >= this.#older.length || !this.#holds(ct)) return;
    this.#newer[this.#older[ct]] = this.#newer[ct];
    this.#older[this.#newer[ct]] = this.#older[ct];
    this.#older[ct] = this.#newer[ct] = 0;
  }

  /** Kills the least recently used connection that is in the table; returns 1, or 0 when there is none. */
  evict(conntrack: Conntrack): number {
    for (let ct = this.#newer[0]; ct !== 0; ct = this.#newer[ct]) {
      if (conntrack.store.isConfirmed(ct)) return conntrack.kill(ct) ? 1 : 0;
    }
    return 0;
  }

  #holds(ct: number): boolean {
    return this.#older[0] === ct || this.#newer[ct] !== 0;
  }

  #grow(ct: number): void {
    const copy = (from: Int32Array) => {
      const to = new Int32Array(2 * ct);
      to.set(from);
      return to;
    };
    this.#older = copy(this.#older);
    this.#newer = copy(this.#newer);
  }
}
