/** Rates of bytes as `hashlimit` counts them (`xt_hashlimit.c`): in credits, of which each piece of 16 bytes costs some. */
import { HZ } from '../clock';
import type { ByteRate } from './ruleset';

const PIECE_BITS = 4;
/** The largest power of two of which a second's worth fits into 32 bits (`CREDITS_PER_JIFFY_BYTES`). */
const CREDITS_PER_JIFFY = 2 ** 24;
const MOST = CREDITS_PER_JIFFY * HZ;
const MOST_UINT = 0xffffffff;

/** What iptables tells the kernel of a rate, in bytes a second, and of a burst, in bytes: the cost of a piece in a number of its own, and how often the bucket may be filled anew (`bytes_to_cost`, `hashlimit_mt_check`). */
export function byteRate(rate: number, burst: number | null, over: boolean): ByteRate | null {
  const average = Math.floor(MOST_UINT / ((rate >>> PIECE_BITS) + 1));
  const second = (Math.floor(MOST_UINT / average) - 1) * 2 ** PIECE_BITS;
  if (burst !== null && burst < second) return null;
  const cost = Number((BigInt(average) * BigInt(MOST)) >> 32n);
  return { kind: 'byte rate', cost, refills: burst === null ? 0 : Math.ceil(burst / second), over };
}

export class ByteBucket {
  readonly #cost: number;
  #refills: number;
  #credit = MOST;
  #last: number;

  constructor({ cost, refills }: ByteRate, jiffies: number) {
    this.#cost = cost;
    this.#refills = refills;
    this.#last = jiffies;
  }

  /** False where a packet of so many bytes costs more than there is (`hashlimit_byte_cost`). */
  take(jiffies: number, bytes: number): boolean {
    this.#credit = Math.min(MOST, this.#credit + CREDITS_PER_JIFFY * ((jiffies - this.#last) | 0));
    this.#last = jiffies;
    const cost = Math.min(MOST, this.#cost * ((bytes >>> PIECE_BITS) + 1));
    if (this.#credit < cost && this.#refills > 0) {
      this.#refills--;
      this.#credit = MOST;
    }
    if (this.#credit < cost) return false;
    this.#credit -= cost;
    return true;
  }
}
