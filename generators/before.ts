/** How things stood before an event: what invariants about change compare with. */
import type { Statistics } from '../src/conntrack/statistics';
import { RECORD_WORDS } from '../src/conntrack/store';
import type { World } from './world';

/** Of larger tables no copy is taken but at times: it would cost more than the packet. */
const FEW = 64;
const ROUND = 16;

export class Before {
  /** The connections' records, as `ConnectionStore.words` holds them, up to `limit`; none where `isWhole` is not set. */
  words = new Int32Array(8 * RECORD_WORDS);
  limit = 0;
  isWhole = true;
  /** Connections in the table; -1 where they were not all looked at. */
  connections = 0;
  statistics: Statistics = Object.create(null);
  /** Bytes held for fragments. */
  memory = { ipv4: 0, ipv6: 0 };
  jiffies = 0;

  take({ simulation, index, connections, isWhole }: World): void {
    const { conntrack, clock, defrag } = simulation;
    const { store, statistics } = conntrack;
    this.isWhole = store.limit <= FEW || index % ROUND === 0;
    this.limit = this.isWhole ? store.limit : 0;
    this.connections = isWhole ? connections.length : -1;
    this.statistics = { ...statistics };
    this.memory = defrag.memory;
    this.jiffies = clock.jiffies;
    if (!this.isWhole) return;
    const length = store.limit * RECORD_WORDS;
    if (length > this.words.length) this.words = new Int32Array(2 * length);
    this.words.set(store.words.subarray(0, length));
  }
}
