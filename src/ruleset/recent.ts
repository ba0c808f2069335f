/** Lists of addresses that were seen, and when: the match `recent` (`xt_recent`). */
import { type Clock, HZ } from '../clock';
import type { Recent } from './ruleset';

/** Addresses a list remembers; with one more the one that was seen longest ago is forgotten (`ip_list_tot`). */
const MOST_ADDRESSES = 100;

/** What is known of an address: the latest packets, by the jiffies they came at. */
interface Seen {
  /** Time to live of the latest packet. */
  ttl: number;
  stamps: number[];
}

export class RecentList {
  readonly #clock: Pick<Clock, 'jiffies'>;
  /** In the order they were seen last. */
  readonly #seen = new Map<string, Seen>();
  #mostStamps = 0;

  constructor(clock: Pick<Clock, 'jiffies'>) {
    this.#clock = clock;
  }

  /** A rule asks for so many packets at once: room is made for them, and what was seen before is forgotten (`recent_mt_check`). */
  makeRoom(hits: number): void {
    const room = 2 ** Math.ceil(Math.log2(hits || DEFAULT_STAMPS));
    if (room <= this.#mostStamps) return;
    this.#mostStamps = room;
    this.#seen.clear();
  }

  /** What a rule makes of a packet (`recent_mt`). */
  matches({ act, seconds, hits, reap, withTtl, negated }: Recent, address: string, ttl: number): boolean {
    const seen = this.#seen.get(address);
    if (!seen || (withTtl && seen.ttl !== ttl)) {
      if (act !== 'set') return negated;
      this.#add(address, ttl);
      return !negated;
    }
    if (act === 'remove') {
      this.#seen.delete(address);
      return !negated;
    }
    const since = this.#clock.jiffies - seconds * HZ;
    const counted = seen.stamps.filter(stamp => seconds === 0 || stamp >= since).length;
    const holds = (act === 'set' || counted >= Math.max(hits, 1)) !== negated;
    if (act !== 'set' && reap) this.#reap(since);
    if (act === 'set' || (act === 'update' && holds)) this.#note(address, seen, ttl);
    return holds;
  }

  #add(address: string, ttl: number): void {
    if (this.#seen.size >= MOST_ADDRESSES) this.#seen.delete(this.#seen.keys().next().value!);
    this.#seen.set(address, { ttl, stamps: [this.#clock.jiffies] });
  }

  #note(address: string, seen: Seen, ttl: number): void {
    seen.ttl = ttl;
    seen.stamps.push(this.#clock.jiffies);
    if (seen.stamps.length > this.#mostStamps) seen.stamps.shift();
    this.#seen.delete(address);
    this.#seen.set(address, seen);
  }

  /** Forgets the address that was seen longest ago, where that is too long (`recent_entry_reap`). */
  #reap(since: number): void {
    const [address, seen] = this.#seen.entries().next().value!;
    if (seen.stamps.at(-1)! < since) this.#seen.delete(address);
  }
}

/** `XT_RECENT_MAX_NSTAMPS` at first, where no rule asks for a number. */
const DEFAULT_STAMPS = 32;
