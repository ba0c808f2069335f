/**
 * The hash table of tuplehashes: buckets of doubly linked lists, two nodes for each connection (`nf_conntrack_hash`).
 *
 * A node is the number `2 * connection + direction`; its links lie in the connection's record.
 */
import { halfSipHash } from './siphash';
import { type ConnectionStore, Field, nodeTupleAt } from './store';
import { type Tuple, TupleWord, tupleEquals } from './tuple';

export class ConnectionTable {
  readonly #store: ConnectionStore;
  readonly #key0: number;
  readonly #key1: number;
  #buckets: Int32Array;
  /** How many bits of a hash do not choose the bucket; 0 when that is not a matter of bits. */
  #shift: number;

  /** `seed` keys the hash: the same seed puts the same connections into the same buckets. */
  constructor(store: ConnectionStore, size: number, seed: number) {
    this.#store = store;
    this.#buckets = new Int32Array(size);
    this.#shift = shiftFor(size);
    this.#key0 = Math.imul(seed, 0x9e3779b1) | 0;
    this.#key1 = Math.imul(seed ^ 0x85ebca6b, 0xc2b2ae35) | 0;
  }

  get size(): number {
    return this.#buckets.length;
  }

  hash(words: Int32Array, at = 0): number {
    if (((words[at + TupleWord.KIND] >>> 8) & 0xff) === 2) return this.#hash4(words, at);
    return halfSipHash(words, at, TupleWord.COUNT, this.#key0, this.#key1);
  }

  /** The bucket a hash falls into: scaled, not masked, as `reciprocal_scale` does. */
  bucketOf(hash: number): number {
    // What scaling comes to where the number of buckets is a power of two: the upper bits.
    if (this.#shift > 0) return hash >>> this.#shift;
    return Math.floor(((hash >>> 0) * this.#buckets.length) / 0x100000000);
  }

  /** First node of a bucket, 0 when it is empty. */
  first(bucket: number): number {
    return this.#buckets[bucket];
  }

  /** The node behind `node` in its bucket, 0 at the end. */
  next(node: number): number {
    return this.#store.words[(node >> 1) * Field.WORDS + Field.NEXT + (node & 1)];
  }

  /** The node of this tuple that has not expired at `now` (jiffies), else 0. `expired` is told each one that has. */
  find(tuple: Tuple, hash: number, now: number, expired: (ct: number) => void): number {
    const words = this.#store.words;
    const id = tuple[TupleWord.ID];
    let node = this.#buckets[this.bucketOf(hash)];
    while (node !== 0) {
      const base = (node >> 1) * Field.WORDS;
      const at = nodeTupleAt(node);
      const next = words[base + Field.NEXT + (node & 1)];
      if (((words[base + Field.TIMEOUT] - now) | 0) <= 0) {
        expired(node >> 1);
        // Both nodes of the expired connection may have stood here: begin again rather than follow a dead link.
        return this.find(tuple, hash, now, expired);
      }
      if (words[at + TupleWord.ID] === id && tupleEquals(words, at, tuple, 0)) return node;
      node = next;
    }
    return 0;
  }

  insert(node: number, hash: number): void {
    const words = this.#store.words;
    const link = (node >> 1) * Field.WORDS + (node & 1);
    const bucket = this.bucketOf(hash);
    const head = this.#buckets[bucket];
    words[link + Field.HASH] = hash;
    words[link + Field.NEXT] = head;
    words[link + Field.PREV] = ~bucket;
    if (head !== 0) words[(head >> 1) * Field.WORDS + (head & 1) + Field.PREV] = node;
    this.#buckets[bucket] = node;
  }

  remove(node: number): void {
    const words = this.#store.words;
    const link = (node >> 1) * Field.WORDS + (node & 1);
    const next = words[link + Field.NEXT];
    const prev = words[link + Field.PREV];
    if (prev === 0) return; // never inserted: the original side of a clashing entry
    if (prev < 0) this.#buckets[~prev] = next;
    else words[(prev >> 1) * Field.WORDS + (prev & 1) + Field.NEXT] = next;
    if (next !== 0) words[(next >> 1) * Field.WORDS + (next & 1) + Field.PREV] = prev;
    words[link + Field.NEXT] = words[link + Field.PREV] = 0;
  }

  /** Changes the number of buckets and puts every node where it now belongs (`nf_conntrack_hash_resize`). */
  resize(size: number): void {
    const old = this.#buckets;
    const words = this.#store.words;
    this.#buckets = new Int32Array(size);
    this.#shift = shiftFor(size);
    for (let bucket = 0; bucket < old.length; bucket++) {
      let node = old[bucket];
      while (node !== 0) {
        const link = (node >> 1) * Field.WORDS + (node & 1);
        const next = words[link + Field.NEXT];
        this.insert(node, words[link + Field.HASH]);
        node = next;
      }
    }
  }

  /** Bytes held by the buckets. */
  get bytes(): number {
    return this.#buckets.byteLength;
  }

  #hash4(words: Int32Array, at: number): number {
    SCRATCH[0] = words[at + TupleWord.SRC];
    SCRATCH[1] = words[at + TupleWord.DST];
    SCRATCH[2] = words[at + TupleWord.ID];
    SCRATCH[3] = words[at + TupleWord.KIND];
    return halfSipHash(SCRATCH, 0, 4, this.#key0, this.#key1);
  }
}

function shiftFor(size: number): number {
  const isPowerOfTwo = size > 1 && (size & (size - 1)) === 0;
  return isPowerOfTwo ? Math.clz32(size) + 1 : 0;
}

const SCRATCH = new Int32Array(4);
