/** How things stood before an event: what invariants about change compare with. */
import { Statistics } from '../src/conntrack/statistics';
import { type ConnectionStore, Field } from '../src/conntrack/store';
import type { World } from './world';

export class Before {
  /** The connections' records, as `ConnectionStore.words` holds them, up to `limit`. */
  words = new Int32Array(64 * Field.WORDS);
  limit = 0;
  /** Connections there were, in the table or not. */
  count = 0;
  readonly statistics = new Statistics();
  /** Bytes held for fragments. */
  memory = { ipv4: 0, ipv6: 0 };
  jiffies = 0;

  /** The records in memory, now and then: such a view takes longer to make than a workload's records to compare. */
  #seen = this.words;
  #now = bytesOf(this.words, 0);
  #then = this.#now;

  /** All records are copied: which of them an event changes is what is to be found out, and a workload has some dozens. */
  take({ simulation: { conntrack, clock, defrag } }: World): void {
    const { store, statistics } = conntrack;
    this.limit = store.limit;
    this.count = store.count;
    this.statistics.take(statistics);
    this.memory = defrag.memory;
    this.jiffies = clock.jiffies;
    if (store.limit * Field.WORDS > this.words.length) this.words = new Int32Array(2 * store.limit * Field.WORDS);
    this.#look(store);
    this.#then.set(this.#now);
  }

  /** Whether every record is as it was. */
  isAsNow({ simulation: { conntrack } }: World): boolean {
    const { store } = conntrack;
    if (store.limit !== this.limit) return false;
    this.#look(store);
    return Buffer.compare(this.#now, this.#then) === 0;
  }

  #look({ words, limit }: ConnectionStore): void {
    if (this.#seen === words && this.#now.length === limit * RECORD_BYTES) return;
    this.#seen = words;
    this.#now = bytesOf(words, limit);
    this.#then = bytesOf(this.words, limit);
  }
}

const RECORD_BYTES = Field.WORDS * Int32Array.BYTES_PER_ELEMENT;

function bytesOf({ buffer, byteOffset }: Int32Array, limit: number): Uint8Array {
  return new Uint8Array(buffer, byteOffset, limit * RECORD_BYTES);
}
