/**
 * How long entries and expectations have to live, by the scenario's clock.
 *
 * The kernel tells whole seconds, rounded down, of a time that runs on while a scenario's stands still: of a timeout
 * just set to 120 s it tells 119 as soon as one tick has passed. Timeouts are set to whole seconds, though. So from the
 * number told and the ticks that have passed since the packet that set it, it can be said what it was set to, and from
 * that what is left of it in the scenario.
 */

/** What a timeout was set to, at which tick, and when in the scenario. */
interface Setting {
  seconds: number;
  tick: number;
  time: number;
}

/** Sums of times are not exact. */
const ROUNDING = 1e-6;

/** Timeouts by the key of what they are of. Ticks are the kernel's; `time` is in seconds of the scenario. */
export class RemainingTimes {
  readonly #jiffy: number;
  readonly #settings = new Map<string, Setting>();

  /** `jiffy`: seconds from a tick to the next. */
  constructor(jiffy: number) {
    this.#jiffy = jiffy;
  }

  /**
   * Takes note of what the kernel tells behind a packet that may have set the timeout. The packet came at `tick`, the
   * number was read `later` ticks behind it: 0, or at least one. Returns the seconds left in the scenario.
   */
  touched(key: string, told: number, tick: number, later: number, time: number): number {
    const old = this.#settings.get(key);
    // A packet that conntrack ignores leaves the timeout as it was. Behind a tick the two cannot be told apart.
    if (!old || later > 0 || this.#left(old, tick) !== told) this.set(key, told + Math.min(later, 1), tick, time);
    return this.shown(key, told, tick + later, time);
  }

  /** The same of one that nothing is known of yet; any other is left as it is. */
  found(key: string, told: number, tick: number, later: number, time: number): void {
    if (!this.#settings.has(key)) this.touched(key, told, tick, later, time);
  }

  /** The timeout was set to so many seconds. */
  set(key: string, seconds: number, tick: number, time: number): void {
    this.#settings.set(key, { seconds, tick, time });
  }

  /** What is left in the scenario of a timeout of which the kernel tells `told`, as whole seconds. */
  shown(key: string, told: number, tick: number, time: number): number {
    return Math.max(0, Math.floor(this.exact(key, told, tick, time) + ROUNDING));
  }

  /** The same with its fraction; what the kernel tells where nothing is known of it. */
  exact(key: string, told: number, tick: number, time: number): number {
    const setting = this.#settings.get(key);
    if (!setting || Math.abs(this.#left(setting, tick) - told) > 1) return told;
    return setting.seconds - (time - setting.time);
  }

  /** What the kernel tells at a tick of a timeout that nobody has set since. */
  #left({ seconds, tick: set }: Setting, tick: number): number {
    return Math.floor(seconds - (tick - set) * this.#jiffy + ROUNDING);
  }
}
