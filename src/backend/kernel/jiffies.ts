/** The kernel's own tick, by which conntrack counts its timeouts. */
import { CLOCK_MONOTONIC, CLOCK_MONOTONIC_COARSE } from './linux';
import { system } from './system';

/** Seconds from one tick to the next: 1/HZ. */
export const JIFFY = system().clockGetRes(CLOCK_MONOTONIC_COARSE) / 1e9;

/** Enough for a packet and what is read behind it. */
const ROOM = Math.min(0.0005, JIFFY / 4);

/** The same where the clock goes by the instructions that are done. */
const MOVED_ROOM = JIFFY / 8;

/** How exactly a tick's moment is known, in seconds. */
const MARGIN = 0.0001;

/** How far the coarse clock is behind right after a tick, in seconds: it counts whole ticks only. */
let behind = Number.POSITIVE_INFINITY;

/**
 * A clock that is moved leaves the coarse one behind at times, so there ticks are counted by the exact one, from where
 * they were once seen to come, in nanoseconds.
 */
const { phase, first } = system().movesTime ? aTick() : { phase: 0, first: 0 };

/** The number of the last tick. */
export function jiffies(): number {
  if (system().movesTime) return Math.floor((system().clockGetTime(CLOCK_MONOTONIC) - phase) / 1e9 / JIFFY);
  return Math.floor(system().clockGetTime(CLOCK_MONOTONIC_COARSE) / 1e9 / JIFFY);
}

/** The ticks that a kernel whose clock is moved has counted, which decide when its timers fire (`timer-wheel.ts`); 0 of others. */
export function ticks(): number {
  return system().movesTime ? first + jiffies() : 0;
}

/** Returns right behind the next tick, within a few milliseconds. */
export function awaitTick(): void {
  if (system().movesTime) {
    system().sleepUntil(phase + ((jiffies() + 1) * JIFFY + MARGIN) * 1e9);
    return;
  }
  const last = jiffies();
  while (jiffies() === last);
  behind = Math.min(behind, coarseLag());
}

/** Returns when the next tick is not close at hand. */
export function awaitRoom(): void {
  if (system().movesTime) {
    const since = (system().clockGetTime(CLOCK_MONOTONIC) - phase) / 1e9;
    if (JIFFY - (since % JIFFY) < MOVED_ROOM) awaitTick();
    return;
  }
  // Somebody else may have had the processor when a tick came; of several, one is met on time.
  if (behind === Number.POSITIVE_INFINITY) for (let ticks = 0; ticks < 5; ticks++) awaitTick();
  const lag = coarseLag();
  if (lag < behind) behind = lag;
  if (lag - behind > JIFFY - ROOM) awaitTick();
}

/**
 * Whether a tick is due that the clock does not show yet: the kernel counts its jiffies before it sets the clock, and a
 * virtual machine may be held up between the two.
 */
export function isTickDue(): boolean {
  return !system().movesTime && coarseLag() - behind > JIFFY - MARGIN;
}

/** When in a jiffy the kernel's ticks come, in nanoseconds, and how many it had counted before its clock began. */
function aTick(): { phase: number; first: number } {
  const list = system().readText('/proc/timer_list');
  const [tick, now, counted] = [/\.last_tick\s*: (\d+) nsecs/, /^now at (\d+) nsecs/m, /^jiffies: (\d+)/m].map(each =>
    Number(each.exec(list)![1]),
  );
  const phase = tick % (JIFFY * 1e9);
  return { phase, first: counted - Math.floor((now - phase) / 1e9 / JIFFY) };
}

function coarseLag(): number {
  return (system().clockGetTime(CLOCK_MONOTONIC) - system().clockGetTime(CLOCK_MONOTONIC_COARSE)) / 1e9;
}
