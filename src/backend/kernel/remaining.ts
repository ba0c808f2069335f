/**
 * How long entries have to live, by the scenario's clock.
 *
 * The kernel tells whole seconds, rounded down, of a time that runs on while a scenario's stands still: of a timeout
 * just set to 120 s it tells 119 as soon as one tick has passed. Timeouts are set to whole seconds, though. So from the
 * number told and the ticks that have passed since the packet that set it, it can be said what it was set to, and from
 * that what is left of it in the scenario.
 */
import type { Entry } from '../backend';

/** What a timeout was set to, at which tick, and when in the scenario. */
interface Setting {
  seconds: number;
  tick: number;
  time: number;
}

/** Sums of times are not exact. */
const ROUNDING = 1e-6;

export class RemainingTimes {
  readonly #jiffy: number;
  readonly #settings = new Map<string, Setting>();

  /** `jiffy`: seconds from a tick to the next. */
  constructor(jiffy: number) {
    this.#jiffy = jiffy;
  }

  /**
   * Takes note of an entry that a packet has just been through, and tells it by the scenario's clock (`time`). The
   * packet came at `tick`, the entry was read `later` ticks behind it: 0, or at least one.
   */
  touched(entry: Entry, tick: number, later: number, time: number): Entry {
    const key = keyOf(entry);
    const old = this.#settings.get(key);
    // A packet that conntrack ignores leaves the timeout as it was.
    if (!old || this.#left(old, tick + later) !== entry.timeout) {
      this.#settings.set(key, { seconds: entry.timeout + Math.min(later, 1), tick, time });
    }
    return this.shown(entry, tick + later, time);
  }

  /** An entry, read at `tick`, by the scenario's clock; as the kernel tells it where nothing is known of it. */
  shown(entry: Entry, tick: number, time: number): Entry {
    const setting = this.#settings.get(keyOf(entry));
    if (!setting || Math.abs(this.#left(setting, tick) - entry.timeout) > 1) return entry;
    const timeout = Math.max(0, Math.floor(setting.seconds - (time - setting.time) + ROUNDING));
    return { ...entry, timeout, line: entry.line.replace(/^(\S+ +\d+ \S+ +\d+) \d+/, `$1 ${timeout}`) };
  }

  /** What the kernel tells at a tick of a timeout that nobody has set since. */
  #left({ seconds, tick: set }: Setting, tick: number): number {
    return Math.floor(seconds - (tick - set) * this.#jiffy + ROUNDING);
  }
}

function keyOf({ family, protocolNumber, zone, original }: Entry): string {
  const { src, dst, sport, dport, icmp } = original;
  return [family, protocolNumber, zone, src, dst, sport, dport, icmp?.type, icmp?.code, icmp?.id].join(' ');
}
