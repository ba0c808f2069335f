/** The kernel's own tick, by which conntrack counts its timeouts. */
import { clockGetRes, clockGetTime } from './libc';

/** The time at the last tick (`clock_gettime(2)`). */
const CLOCK_MONOTONIC_COARSE = 6;
const CLOCK_MONOTONIC = 1;

/** Seconds from one tick to the next: 1/HZ. */
export const JIFFY = clockGetRes(CLOCK_MONOTONIC_COARSE) / 1e9;

/** The number of the last tick. */
export function jiffies(): number {
  return Math.round(clockGetTime(CLOCK_MONOTONIC_COARSE) / 1e9 / JIFFY);
}

/** Returns right behind the next tick, within a few milliseconds. */
export function awaitTick(): void {
  const last = jiffies();
  while (jiffies() === last);
}

/** Enough for a packet and what is read behind it. */
const ROOM = Math.min(0.001, JIFFY / 4);

/** Returns when the next tick is not close at hand. */
export function awaitRoom(): void {
  const sinceTick = (clockGetTime(CLOCK_MONOTONIC) - clockGetTime(CLOCK_MONOTONIC_COARSE)) / 1e9;
  if (sinceTick > JIFFY - ROOM) awaitTick();
}
