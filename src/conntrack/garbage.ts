/**
 * Garbage collection: expired connections that no packet asks for any more leave the table at the next scan.
 *
 * The kernel scans by a timer (`gc_worker`). Here the scans are made up for when the next packet, or whoever moves the
 * clock, comes by, and what has expired since the last of them is left to the next: NAT still knows its source. A scan
 * that no other follows within the longest interval finds what all before it would have found: five days cost one.
 */
import { HZ } from '../clock';
import type { Conntrack } from './conntrack';
import { isInTable, Status } from './status';
import { Field } from './store';
import { protocolOf } from './tuple';

/** From one scan to the next at most: what has expired is in the table no longer. */
export const SCAN_SECONDS = 60;
/** Jiffies between scans, at least and at most (`GC_SCAN_INTERVAL_MIN`, `_MAX`), and how far an entry's timeout counts. */
const INTERVAL_MIN = HZ;
const INTERVAL_MAX = SCAN_SECONDS * HZ;
const TIMEOUT_CLAMP = 300 * HZ;
/** The average of remaining timeouts begins as if so many entries would live for ever (`GC_SCAN_INITIAL_COUNT`). */
const INITIAL_COUNT = 100;
const INITIAL_AVERAGE = 0x7fffffff;

export class GarbageCollector {
  /** Set when a packet found the table full: the next scan then makes room by force. */
  underPressure = false;

  readonly #conntrack: Conntrack;
  #due: number;

  constructor(conntrack: Conntrack) {
    this.#conntrack = conntrack;
    this.#due = conntrack.clock.jiffies + INTERVAL_MAX;
  }

  get isDue(): boolean {
    return this.#late() >= 0;
  }

  runIfDue(): void {
    for (let late = this.#late(); late >= 0; late = this.#late()) {
      this.run((this.#due + late - (late % INTERVAL_MAX)) | 0);
    }
  }

  /** Jiffies since the next scan was due; below 0 until it is. */
  #late(): number {
    return (this.#conntrack.clock.jiffies - this.#due) | 0;
  }

  /** Removes what has expired by a jiffy, now unless told, and sets the time of the next scan by what is left. */
  run(now = this.#conntrack.clock.jiffies): void {
    const conntrack = this.#conntrack;
    const { store, settings, expectations } = conntrack;
    const pressure95 = this.underPressure ? Math.floor(settings.max / 100) * 95 : 0;
    let average = INITIAL_AVERAGE;
    let count = INITIAL_COUNT;
    const words = store.words;
    for (let ct = 1; ct < store.limit; ct++) {
      const base = ct * Field.WORDS;
      const status = words[base + Field.STATUS];
      if (!isInTable(status)) continue;
      const left = (words[base + Field.TIMEOUT] - now) | 0;
      if (left <= 0) {
        conntrack.kill(ct);
        continue;
      }
      expectations.reap(ct, now);
      average += Math.trunc((Math.min(Math.max(left, INTERVAL_MIN), TIMEOUT_CLAMP) - average) / ++count);
      if (pressure95 && store.count >= pressure95 && this.#mayGo(words, base, status)) conntrack.kill(ct);
    }
    this.underPressure = false;
    this.#due = now + Math.min(Math.max(average, INTERVAL_MIN), INTERVAL_MAX);
  }

  /** Under pressure unassured entries go, and those whose connection is closing (`gc_worker_can_early_drop`). */
  #mayGo(words: Int32Array, base: number, status: number): boolean {
    return (
      !(status & Status.ASSURED) ||
      this.#conntrack.trackerOf(protocolOf(words, base)).canEarlyDrop?.(words, base) === true
    );
  }
}
