/** How things stood before an event: what invariants about change compare with. */
import type { Statistics } from '../src/conntrack/statistics';
import { Field } from '../src/conntrack/store';
import type { World } from './world';

export class Before {
  /** The connections' records, as `ConnectionStore.words` holds them, up to `limit`. */
  words = new Int32Array(64 * Field.WORDS);
  limit = 0;
  /** Connections there were, in the table or not. */
  count = 0;
  statistics: Statistics = Object.create(null);
  /** Bytes held for fragments. */
  memory = { ipv4: 0, ipv6: 0 };
  jiffies = 0;

  /** All records are copied: which of them an event changes is what is to be found out, and a workload has some dozens. */
  take({ simulation: { conntrack, clock, defrag } }: World): void {
    const { store, statistics } = conntrack;
    this.limit = store.limit;
    this.count = store.count;
    this.statistics = { ...statistics };
    this.memory = defrag.memory;
    this.jiffies = clock.jiffies;
    const length = store.limit * Field.WORDS;
    if (length > this.words.length) this.words = new Int32Array(2 * length);
    this.words.set(store.words.subarray(0, length));
  }

  /** Whether every record is as it was. */
  isAsNow({ simulation: { conntrack } }: World): boolean {
    const { store } = conntrack;
    if (store.limit !== this.limit) return false;
    return bytesOf(store.words, this.limit).equals(bytesOf(this.words, this.limit));
  }
}

function bytesOf({ buffer, byteOffset }: Int32Array, limit: number): Buffer {
  return Buffer.from(buffer, byteOffset, limit * Field.WORDS * Int32Array.BYTES_PER_ELEMENT);
}
