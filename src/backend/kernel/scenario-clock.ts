/**
 * The scenario's clock on a kernel whose own cannot be moved.
 *
 * Time passes in one of two ways. A few seconds pass really. More is taken off the timeouts of all entries and
 * expectations (ctnetlink can set them): conntrack knows no other time than these deadlines, but for the two seconds
 * after which UDP becomes a stream (`udp.stream_ts`), and those pass really too.
 */
import { setTimeout } from 'node:timers/promises';
import { Protocol } from '../../packet/packet';
import type { Entry, Expectation, TupleView } from '../backend';
import { awaitRoom, awaitTick, isTickDue, JIFFY, jiffies } from './jiffies';
import { CLOCK_MONOTONIC } from './linux';
import { RemainingTimes } from './remaining';
import { system } from './system';

/** A time up to this passes really. */
const LONGEST_WAIT_SECONDS = 3;
const STREAM_SECONDS = 2;
/** Sums of times are not exact. */
const ROUNDING = 1e-6;

export class ScenarioClock {
  /** Seconds that the scenario has let pass. It stands still while packets are given in; the kernel's own runs on. */
  time = 0;

  readonly #remaining = new RemainingTimes(JIFFY);
  /** When the scenario's time was last the kernel's: at a packet, or when a wait was over. Milliseconds. */
  #moment = milliseconds();

  /** When connections were made, by key. */
  readonly #births = new Map<string, number>();

  /** When the youngest UDP connection was made, in milliseconds. */
  #lastBirth = Number.NEGATIVE_INFINITY;

  /** To be called just before a packet is let in; returns the tick it comes at, or the one before. */
  packet(): number {
    awaitRoom();
    this.packets();
    return jiffies();
  }

  /** The same before packets of whose time nothing is told. */
  packets(): void {
    this.#moment = milliseconds();
  }

  /** An entry behind a packet that came at `tick`, as it was just read, with its time by this clock. `read` reads it once more. */
  behindPacket(tick: number, first: Entry | null, read: () => Entry | null): Entry | null {
    let entry = first;
    let later = jiffies() - tick;
    if (entry && (later > 0 || isTickDue())) {
      // On which side of a tick the packet came cannot be said; one more tick, and it came before.
      awaitTick();
      later = jiffies() - tick;
      entry = read();
    }
    if (!entry) return null;
    const left = this.#remaining.touched(keyOf(entry), entry.timeout, tick, later, this.time);
    return this.aged(withTimeout(entry, left));
  }

  /** An entry or an expectation that was just read, with its time by this clock. */
  shown<T extends Entry | Expectation>(read: T): T {
    return this.aged(withTimeout(read, this.#remaining.shown(keyOf(read), read.timeout, jiffies(), this.time)));
  }

  /** With its age by this clock, where it has one, and where it is known when it was made. */
  aged<T extends Entry | Expectation>(of: T): T {
    if (!('age' in of) || of.age === null) return of;
    const birth = this.#births.get(keyOf(of));
    if (birth === undefined) return of;
    const age = Math.floor(this.time - birth + ROUNDING);
    return { ...of, age, line: of.line.replace(/ delta-time=\d+/, ` delta-time=${age}`) };
  }

  /** Word of entries that are there behind what happened at `tick`: those that nobody knew yet were made by it. */
  found(entries: readonly Entry[], tick: number): void {
    const later = jiffies() - tick;
    for (const entry of entries) this.#remaining.found(keyOf(entry), entry.timeout, tick, later, this.time);
  }

  /** Word of an expectation that was just made. */
  made(expectation: Expectation): void {
    this.#remaining.set(keyOf(expectation), expectation.timeout, jiffies(), this.time);
  }

  /** The part of a time that must pass really: all of a short one, and what `entries` need of a long one. */
  realPart(seconds: number, entries: () => Entry[]): number {
    if (system().movesTime || seconds <= LONGEST_WAIT_SECONDS) return seconds;
    const isYoung = (entry: Entry) => isUdp(entry) && !entry.status.includes('ASSURED');
    if (!entries().some(isYoung)) return 0;
    return Math.max(0, STREAM_SECONDS + 0.1 - (this.#moment - this.#lastBirth) / 1000);
  }

  /** Word of a connection that was just made. */
  born(entry: Entry): void {
    this.#births.set(keyOf(entry), this.time);
    if (isUdp(entry)) this.#lastBirth = milliseconds();
  }

  async wait(seconds: number): Promise<void> {
    const end = this.#moment + seconds * 1000;
    if (system().movesTime) system().sleepUntil(end * 1e6);
    else {
      if (end > milliseconds()) await setTimeout(end - milliseconds());
      // Timers are early by up to a millisecond.
      while (milliseconds() < end);
    }
    this.#moment = milliseconds();
    this.time += seconds;
  }

  /** What is left of each of these when so much time has been skipped; `set` tells the kernel, in whole seconds. */
  age<T extends Entry | Expectation>(seconds: number, all: T[], set: (one: T, seconds: number) => void): void {
    for (const one of all) {
      const left = this.#remaining.exact(keyOf(one), one.timeout, jiffies(), this.time) - seconds;
      // Were the tick looked up behind it, it could be one too late, which is not noticed afterwards.
      const tick = jiffies();
      set(one, Math.max(0, Math.ceil(left - ROUNDING)));
      this.#remaining.set(keyOf(one), left, tick, this.time + seconds);
    }
    this.#moment = milliseconds();
  }
}

function milliseconds(): number {
  return system().clockGetTime(CLOCK_MONOTONIC) / 1e6;
}

function isUdp({ protocolNumber }: Entry): boolean {
  return protocolNumber === Protocol.UDP || protocolNumber === Protocol.UDPLITE;
}

function withTimeout<T extends Entry | Expectation>(of: T, timeout: number): T {
  // The first number of an expectation's line; of an entry's, the third.
  return { ...of, timeout, line: of.line.replace(/^(\S+ +\d+ \S+ +\d+ )?\d+/, `$1${timeout}`) };
}

/** Two connections may have one tuple in common, where a clash of two NAT mappings was resolved. */
function keyOf(of: Entry | Expectation): string {
  const tuples =
    'original' in of
      ? [of.family, of.zone, of.zoneDirection, key(of.original), key(of.reply)]
      : ['expected', key(of.tuple), key(of.mask)];
  return [of.protocolNumber, ...tuples].join(' ');
}

function key({ src, dst, sport, dport, icmp }: TupleView): string {
  return [src, dst, sport, dport, icmp?.type, icmp?.code, icmp?.id].join(' ');
}
