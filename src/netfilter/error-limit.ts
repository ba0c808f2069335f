/**
 * How many ICMP errors one host may be sent: a bucket of six, filled up at a steady pace (`inet_peer_xrlim_allow`).
 *
 * Errors to all hosts together are limited as well, by 1,000 a second with an element of chance; that is left out here.
 */
import { type Clock, HZ } from '../clock';

const BURST = 6;
/** Hosts remembered at most (`inet_peer_threshold`). */
const HOSTS = 65664;

/** Redirects to a host that does not heed them: how many, and the jiffies to the second, doubled each time (`ip_rt_redirect_load`). */
const REDIRECTS = 9;
const REDIRECT_LOAD = HZ / 50;
/** After so many jiffies a host has forgotten (`ip_rt_redirect_silence`). */
const REDIRECT_SILENCE = REDIRECT_LOAD << (REDIRECTS + 1);

/** A new host begins as one not heard of for a minute: with a full bucket (`inet_getpeer`). */
const NEW_HOST_AGE = 60 * HZ;

interface Bucket {
  /** In jiffies. */
  tokens: number;
  last: number;
  redirects: number;
}

export class ErrorLimit {
  readonly #clock: Clock;
  readonly #capsInTime: boolean;
  readonly #buckets = new Map<string, Bucket>();

  /** `capsInTime`: whether errors of one moment leave a bucket as full as it is. */
  constructor(clock: Clock, capsInTime: boolean) {
    this.#clock = clock;
    this.#capsInTime = capsInTime;
  }

  /**
   * Whether `host` may be sent an error now, at one in `interval` jiffies on the long run; takes it off if so. A `burst`
   * of its own is what the bucket holds at any time.
   */
  allow(host: string, interval: number, burst?: number): boolean {
    const now = this.#clock.jiffies;
    const bucket = this.#bucket(host);
    const passed = (now - bucket.last) | 0;
    bucket.tokens += passed;
    if (passed !== 0 || burst !== undefined || !this.#capsInTime) {
      bucket.tokens = Math.min(bucket.tokens, (burst ?? BURST) * interval);
    }
    bucket.last = now;
    if (bucket.tokens < interval) return false;
    bucket.tokens -= interval;
    return true;
  }

  /** Whether `host` may be sent a redirect now (`ip_rt_send_redirect`); counts it if so. */
  allowRedirect(host: string): boolean {
    const now = this.#clock.jiffies;
    const bucket = this.#bucket(host);
    if (((now - bucket.last) | 0) > REDIRECT_SILENCE) {
      bucket.tokens = 0;
      bucket.redirects = 0;
    }
    if (bucket.redirects >= REDIRECTS) {
      bucket.last = now;
      return false;
    }
    const wait = bucket.redirects === 0 ? -1 : REDIRECT_LOAD << bucket.redirects;
    if (((now - bucket.last) | 0) <= wait) return false;
    bucket.last = now;
    bucket.redirects++;
    return true;
  }

  #bucket(host: string): Bucket {
    let bucket = this.#buckets.get(host);
    if (bucket === undefined) {
      if (this.#buckets.size >= HOSTS) this.#buckets.delete(this.#buckets.keys().next().value!);
      bucket = { tokens: 0, last: (this.#clock.jiffies - NEW_HOST_AGE) | 0, redirects: 0 };
      this.#buckets.set(host, bucket);
    }
    return bucket;
  }
}
