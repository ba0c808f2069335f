/** How things stood before an event: what invariants about change compare with. */
import type { Statistics } from '../src/conntrack/statistics';
import { RECORD_WORDS } from '../src/conntrack/store';
import type { World } from './world';

/** Of so many records all are copied before each event; of more, now and then. */
const FEW = 64;
const ROUND = 64;

export class Before {
  /**
   * The connections' records, as `ConnectionStore.words` holds them, up to `limit`. Where not `isWhole`, those that no
   * packet has had to do with lately may be older.
   */
  words = new Int32Array(8 * RECORD_WORDS);
  limit = 0;
  isWhole = true;
  /** Connections there were, in the table or not. */
  count = 0;
  statistics: Statistics = Object.create(null);
  /** Bytes held for fragments. */
  memory = { ipv4: 0, ipv6: 0 };
  jiffies = 0;

  take({ simulation, index, ct, tally }: World): void {
    const { conntrack, clock, defrag } = simulation;
    const { store, statistics } = conntrack;
    this.limit = store.limit;
    this.count = store.count;
    this.statistics = { ...statistics };
    this.memory = defrag.memory;
    this.jiffies = clock.jiffies;
    const length = store.limit * RECORD_WORDS;
    this.isWhole = store.limit <= FEW || index % ROUND === 0 || length > this.words.length;
    if (this.isWhole) this.#copyAll(store.words, length);
    else {
      this.#copy(store.words, ct);
      for (const born of tally.born) this.#copy(store.words, born);
    }
  }

  #copyAll(words: Int32Array, length: number): void {
    if (length > this.words.length) this.words = new Int32Array(2 * length);
    this.words.set(words.subarray(0, length));
  }

  #copy(words: Int32Array, ct: number): void {
    for (let at = ct * RECORD_WORDS; at < (ct + 1) * RECORD_WORDS; at++) this.words[at] = words[at];
  }
}
