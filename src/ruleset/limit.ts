/** Limits: buckets of tokens that fill with the clock. */
import type { Clock } from '../clock';
import type { Packet } from '../packet/packet';
import { ByteBucket } from './byte-rate';
import type { ByteRate, Limit, Quota } from './ruleset';

/** Tokens are counted in seconds of filling, so that a rate that does not divide loses nothing worth telling. */
const ROUNDING = 1e-9;

/** A bucket that is full at first (`nft_limit_eval`, `limit_mt`). */
export class TokenBucket {
  readonly #cost: number;
  readonly #most: number;
  #tokens: number;
  #last: number;

  constructor({ rate, seconds, burst, ofBytes }: Omit<Limit, 'kind' | 'over'>, now: number) {
    this.#cost = seconds / rate;
    // Of bytes what one unit of time brings comes on top (`nft_limit_init`).
    this.#most = this.#cost * (ofBytes ? rate + burst : burst);
    this.#tokens = this.#most;
    this.#last = now;
  }

  /** Takes so many tokens; false where there are not enough. */
  take(now: number, count = 1): boolean {
    this.#tokens = Math.min(this.#most, this.#tokens + now - this.#last);
    this.#last = now;
    const cost = this.#cost * count;
    if (this.#tokens < cost - ROUNDING) return false;
    this.#tokens -= cost;
    return true;
  }
}

/** Whether a packet at this moment matches. */
export function limiter(limit: Limit, clock: Pick<Clock, 'now'>): (packet: Packet) => boolean {
  const bucket = new TokenBucket(limit, clock.now);
  return ({ start, end }) => bucket.take(clock.now, limit.ofBytes ? end - start : 1) !== limit.over;
}

/** Counts bytes until there are enough (`nft_quota_eval`). `isExact`: the last that there are is one of them. */
export function quota({ bytes, used, over }: Quota, isExact: boolean): (packet: Packet) => boolean {
  let seen = used;
  return ({ start, end }) => {
    seen += end - start;
    return (isExact ? seen > bytes : seen >= bytes) === over;
  };
}

/** A bucket for each key, as long as the key is seen again in time (`xt_hashlimit`). */
export class KeyedLimit {
  readonly #limit: Limit | ByteRate;
  readonly #expires: number;
  readonly #clock: Pick<Clock, 'now' | 'jiffies'>;
  readonly #buckets = new Map<string, { take: (bytes: number) => boolean; until: number }>();

  /** `expires`: seconds for which a key is remembered. */
  constructor(limit: Limit | ByteRate, expires: number, clock: Pick<Clock, 'now' | 'jiffies'>) {
    this.#limit = limit;
    this.#expires = expires;
    this.#clock = clock;
  }

  take(key: string, bytes: number): boolean {
    const { now } = this.#clock;
    let found = this.#buckets.get(key);
    if (!found || found.until <= now) {
      found = { take: this.#bucket(), until: now };
      this.#buckets.set(key, found);
    }
    found.until = now + this.#expires;
    return found.take(bytes);
  }

  #bucket(): (bytes: number) => boolean {
    const clock = this.#clock;
    if (this.#limit.kind === 'byte rate') {
      const bucket = new ByteBucket(this.#limit, clock.jiffies);
      return bytes => bucket.take(clock.jiffies, bytes);
    }
    const bucket = new TokenBucket(this.#limit, clock.now);
    return () => bucket.take(clock.now);
  }
}
