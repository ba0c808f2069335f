/**
 * When the kernel's timers fire: its timer wheel keeps the distant ones in coarser slots, and never fires early
 * (`calc_wheel_index` in kernel/time/timer.c).
 */

import { type Clock, HZ, type Timer } from './clock';

/** Each level has 64 slots, eight times as long as those of the level below. */
const LEVEL_SHIFT = 3;
const LAST_SLOT = 63;

/** The jiffy in which a timer fires that is set at `now` for `expires`, both in jiffies. */
export function firing(expires: number, now: number): number {
  const delta = (expires - now) | 0;
  let shift = 0;
  for (let level = LAST_SLOT; delta >= level; level *= 2 ** LEVEL_SHIFT) shift += LEVEL_SHIFT;
  return ((expires >> shift) + 1) << shift;
}

/** Calls `task` once so many seconds have passed, when the kernel would. */
export function startTimer(clock: Clock, seconds: number, task: () => void): Timer {
  const wait = (firing((clock.jiffies + seconds * HZ) | 0, clock.jiffies) - clock.jiffies) | 0;
  const due = (Math.floor(clock.now * HZ) + wait) / HZ;
  return clock.schedule(due - clock.now, task);
}
