/**
 * The virtual clock: time moves only when told to, and timers fire on the way.
 *
 * Conntrack counts in jiffies of 4 ms (CONFIG_HZ=250, as Debian builds the kernel), so that remaining times round the
 * way the kernel's do.
 */
export const HZ = 250;

export interface Timer {
  readonly due: number;
  readonly fire: () => void;
  cancelled: boolean;
}

export class Clock {
  /** Seconds since the clock was made. */
  now = 0;
  /** The same in jiffies, as the kernel's 32-bit counter: compare by signed difference. */
  jiffies = 0;

  #timers: Timer[] = [];
  #nextDue = Number.POSITIVE_INFINITY;

  /** Calls `fire` once, `seconds` from now. */
  schedule(seconds: number, fire: () => void): Timer {
    const timer: Timer = { due: this.now + seconds, fire, cancelled: false };
    const timers = this.#timers;
    let at = timers.length;
    while (at > 0 && timers[at - 1].due > timer.due) at--;
    timers.splice(at, 0, timer);
    this.#nextDue = timers[0].due;
    return timer;
  }

  cancel(timer: Timer): void {
    timer.cancelled = true;
  }

  /** Moves time forward to `seconds`, firing what falls due in order; an earlier time leaves the clock alone. */
  advanceTo(seconds: number): void {
    while (this.#nextDue <= seconds) {
      const timer = this.#timers.shift()!;
      this.#nextDue = this.#timers.length > 0 ? this.#timers[0].due : Number.POSITIVE_INFINITY;
      if (timer.cancelled) continue;
      this.#set(timer.due);
      timer.fire();
    }
    this.#set(seconds);
  }

  advance(seconds: number): void {
    this.advanceTo(this.now + seconds);
  }

  #set(seconds: number): void {
    if (seconds <= this.now) return;
    this.now = seconds;
    this.jiffies = Math.floor(seconds * HZ) | 0;
  }
}

const MILLISECONDS_A_DAY = 86_400_000;

/** Since midnight, as timestamps on the wire count (RFC 791, 3.1). */
export function millisecondsOfDay(clock: Clock): number {
  return Math.floor(clock.now * 1000) % MILLISECONDS_A_DAY;
}
