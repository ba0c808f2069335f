/**
 * Where connections live: one typed array of equal records, so that a million of them cost neither pointers nor
 * garbage collection. A connection is the index of its record; 0 means none.
 *
 * What few connections have (a helper, a master, counters) is kept beside the records in `Extension` objects, as the
 * kernel keeps it in `nf_ct_ext`.
 */
import { ALL_EVENTS } from './events';
import type { Helper } from './helpers/helper';
import type { Adjustments } from './sequence';
import { Status } from './status';
import { TupleWord } from './tuple';

/** The words of a record. `ORIGINAL` and `REPLY` are the tuples; a tuplehash is `2 * connection + direction`. */
export const enum Field {
  ORIGINAL = 0,
  // What every lookup reads lies beside the tuple, in the same cache line.
  STATUS = 10,
  /** In jiffies: when it expires; before confirmation, how long it is to live from then on. */
  TIMEOUT = 11,
  /** Next tuplehash in the bucket, for each direction; 0 ends it. */
  NEXT = 12,
  /** Previous tuplehash, or the complement of the bucket's number for the first one. */
  PREV = 14,
  REPLY = 16,
  /** Hash of the tuple, for each direction. */
  HASH = 26,
  MARK = 28,
  /** References held: by the table, packets and connections that have it as their master. */
  USE = 29,
  /** Event bits waiting to be delivered. */
  EVENTS = 30,
  /** 1 when it has an `Extension`. */
  EXTENDED = 31,
  /** The protocol's own words begin here: as many as TCP, which has most, needs. */
  PROTO = 32,
  /** Words of a record. A member, since what an enum says is written where it is used: every packet needs it often. */
  WORDS = PROTO + 22,
}

export const enum Dir {
  ORIGINAL = 0,
  REPLY = 1,
}

/** What few connections have. */
export interface Extension {
  helper: Helper | null;
  /** The helper's notes on this connection. */
  helperData: unknown;
  /** The connection that expected this one; 0 for none. */
  master: number;
  /** Packets and bytes, original then reply; null when `nf_conntrack_acct` was off at its birth. */
  counters: [packets: number, bytes: number, replyPackets: number, replyBytes: number] | null;
  /** Index of the interface by whose address it was masqueraded; null for any other. */
  masqueradeDevice: number | null;
  /** What NAT does to its sequence numbers; null until a payload was changed. */
  adjustments: Adjustments | null;
  /** Seconds on the clock when it was confirmed; null when `nf_conntrack_timestamp` was off at its birth. */
  started: number | null;
  /** The one direction its zone is for; null where it is for both. */
  zoneDir: Dir | null;
  /** 128 bits; null when no rule named a label at its birth. */
  labels: Uint32Array | null;
  /** Timeouts of its own, in jiffies as its protocol's tracker orders them; null where the sysctls hold. */
  timeouts: Int32Array | null;
  /** The bits of `EventBit` of which one must be set for an event to be reported. */
  events: number;
}

const FIRST_CAPACITY = 32;

export class ConnectionStore {
  /** All records. The array is replaced when it grows: never keep it across an allocation. */
  words = new Int32Array(FIRST_CAPACITY * Field.WORDS);
  readonly extensions = new Map<number, Extension>();
  /** Told of a connection whose source NAT has noted before it is gone; null without NAT. */
  sourceFreed: ((ct: number) => void) | null = null;
  /** Connections allocated, confirmed or not: what the kernel counts against `nf_conntrack_max`. */
  count = 0;
  /** One past the highest index in use so far. */
  limit = 1;

  #capacity = FIRST_CAPACITY;
  readonly #freeing: (ct: number) => void;
  /** First free record; the free ones are chained through their first word. */
  #free = 0;

  /** `freeing` is told of a connection with an extension before it is gone. */
  constructor(freeing: (ct: number) => void = () => {}) {
    this.#freeing = freeing;
  }

  /** A zeroed record with one reference. */
  allocate(): number {
    let ct = this.#free;
    if (ct !== 0) {
      const base = ct * Field.WORDS;
      this.#free = this.words[base];
      this.words.fill(0, base, base + Field.WORDS);
    } else {
      if (this.limit === this.#capacity) this.#grow();
      ct = this.limit++;
    }
    this.words[ct * Field.WORDS + Field.USE] = 1;
    this.count++;
    return ct;
  }

  get(ct: number): void {
    this.words[ct * Field.WORDS + Field.USE]++;
  }

  /** Drops a reference; the last one frees the record, and lets go of its master. */
  put(ct: number): void {
    const base = ct * Field.WORDS;
    if (--this.words[base + Field.USE] > 0) return;
    if (this.sourceFreed !== null && this.words[base + Field.STATUS] & Status.SRC_NAT_DONE) this.sourceFreed(ct);
    let master = 0;
    if (this.words[base + Field.EXTENDED]) {
      this.#freeing(ct);
      master = this.extensions.get(ct)!.master;
      this.extensions.delete(ct);
    }
    this.words[base + Field.STATUS] = Status.DYING;
    this.words[base] = this.#free;
    this.#free = ct;
    this.count--;
    if (master) this.put(master);
  }

  extend(ct: number): Extension {
    let extension = this.extensions.get(ct);
    if (!extension) {
      extension = {
        helper: null,
        helperData: null,
        master: 0,
        counters: null,
        masqueradeDevice: null,
        adjustments: null,
        started: null,
        zoneDir: null,
        labels: null,
        timeouts: null,
        events: ALL_EVENTS,
      };
      this.extensions.set(ct, extension);
      this.words[ct * Field.WORDS + Field.EXTENDED] = 1;
    }
    return extension;
  }

  extension(ct: number): Extension | undefined {
    return this.words[ct * Field.WORDS + Field.EXTENDED] ? this.extensions.get(ct) : undefined;
  }

  /** Timeouts that a connection has in place of the sysctls (`nf_ct_timeout_lookup`). */
  timeouts(ct: number): Int32Array | null {
    return this.words[ct * Field.WORDS + Field.EXTENDED] ? this.extensions.get(ct)!.timeouts : null;
  }

  status(ct: number): number {
    return this.words[ct * Field.WORDS + Field.STATUS];
  }

  isConfirmed(ct: number): boolean {
    return (this.words[ct * Field.WORDS + Field.STATUS] & Status.CONFIRMED) !== 0;
  }

  isDying(ct: number): boolean {
    return (this.words[ct * Field.WORDS + Field.STATUS] & Status.DYING) !== 0;
  }

  /** Bytes held by the records. */
  get bytes(): number {
    return this.words.byteLength;
  }

  #grow(): void {
    // Growing copies, so it takes large steps. What lies beyond the last record is zero pages nobody has touched yet,
    // for which the system gives no memory.
    this.#capacity *= this.#capacity < 1 << 17 ? 4 : 2;
    const larger = new Int32Array(this.#capacity * Field.WORDS);
    larger.set(this.words);
    this.words = larger;
  }
}

/** Where the tuple of one direction begins in the store. */
export function tupleAt(ct: number, dir: Dir): number {
  return ct * Field.WORDS + dir * Field.REPLY;
}

/** Where the tuple of a tuplehash begins in the store. */
export function nodeTupleAt(node: number): number {
  return tupleAt(node >> 1, node & 1);
}

/** The tuple of one direction, as a copy that outlives the connection. */
export function copyTuple(store: ConnectionStore, ct: number, dir: Dir): Int32Array {
  const at = tupleAt(ct, dir);
  return store.words.slice(at, at + TupleWord.COUNT);
}

/** Fills words, with those of a tuple or of an address, from what lies at `at`. */
export function takeWords(into: Int32Array, { words }: ConnectionStore, at: number): void {
  for (let word = 0; word < into.length; word++) into[word] = words[at + word];
}
