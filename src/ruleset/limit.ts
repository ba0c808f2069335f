/** Limits: buckets of tokens that fill with the clock. */
import type { Clock } from '../clock';
import type { Limit } from './ruleset';

/** Tokens are counted in seconds of filling, so that a rate that does not divide loses nothing worth telling. */
const ROUNDING = 1e-9;

/** A bucket that is full at first (`nft_limit_eval`, `limit_mt`). */
export class TokenBucket {
  readonly #cost: number;
  readonly #most: number;
  #tokens: number;
  #last: number;

  constructor({ rate, seconds, burst }: Pick<Limit, 'rate' | 'seconds' | 'burst'>, now: number) {
    this.#cost = seconds / rate;
    this.#most = this.#cost * burst;
    this.#tokens = this.#most;
    this.#last = now;
  }

  /** Takes a token; false where there is none. */
  take(now: number): boolean {
    this.#tokens = Math.min(this.#most, this.#tokens + now - this.#last);
    this.#last = now;
    if (this.#tokens < this.#cost - ROUNDING) return false;
    this.#tokens -= this.#cost;
    return true;
  }
}

/** Whether a packet at this moment matches. */
export function limiter(limit: Limit, clock: Pick<Clock, 'now'>): () => boolean {
  const bucket = new TokenBucket(limit, clock.now);
  return () => bucket.take(clock.now) !== limit.over;
}

/** A bucket for each key, as long as the key is seen again in time (`xt_hashlimit`). */
export class KeyedLimit {
  readonly #limit: Limit;
  readonly #expires: number;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #buckets = new Map<string, { bucket: TokenBucket; until: number }>();

  /** `expires`: seconds for which a key is remembered. */
  constructor(limit: Limit, expires: number, clock: Pick<Clock, 'now'>) {
    this.#limit = limit;
    this.#expires = expires;
    this.#clock = clock;
  }

  take(key: string): boolean {
    const { now } = this.#clock;
    let found = this.#buckets.get(key);
    if (!found || found.until <= now) {
      found = { bucket: new TokenBucket(this.#limit, now), until: now };
      this.#buckets.set(key, found);
    }
    found.until = now + this.#expires;
    return found.bucket.take(now);
  }
}
