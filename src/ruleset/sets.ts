/** Sets and maps as packets meet them: elements come and go with what rules say, and with time. */
import type { Clock } from '../clock';
import type { Packet } from '../packet/packet';
import { NEXT, type Outcome, type Step } from './host';
import type { Interval, RuleVerdict, SetData, SetElement, Statement, Value } from './ruleset';

/** An element, with what it remembers. */
export interface LiveElement {
  readonly verdict: RuleVerdict | null;
  readonly data: string | null;
  readonly among: readonly Interval[];
  readonly steps: readonly Step[];
  readonly isException: boolean;
  /** When it goes; null never. */
  until: number | null;
}

/** Makes what an element remembers. */
type MakeSteps = (statements: readonly Statement[]) => Step[];

/** How often garbage is collected, where a set says nothing of it. */
const GARBAGE_SECONDS = 1;

export class LiveSet {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #makeSteps: MakeSteps;
  #data: SetData;
  /** Single values by their text; a value that is looked up is a single one. */
  readonly #exact = new Map<string, LiveElement>();
  readonly #ranges = new Set<LiveElement>();
  /** When elements went whose place is not free yet. */
  #leaving: number[] = [];
  #loaded = new Map<SetElement, LiveElement>();

  constructor(data: SetData, clock: Pick<Clock, 'now'>, makeSteps: MakeSteps) {
    this.#clock = clock;
    this.#makeSteps = makeSteps;
    this.#data = data;
    this.load(data);
  }

  /** Takes over what was declared anew: elements that are declared no more are gone, the others keep what they remember. */
  load(data: SetData): void {
    this.#data = data;
    const declared = new Set(data.elements);
    for (const [element, live] of this.#loaded) {
      if (declared.has(element)) continue;
      this.#loaded.delete(element);
      this.#remove(live);
    }
    for (const element of data.elements) {
      if (!this.#loaded.has(element)) this.#loaded.set(element, this.#put(element));
    }
  }

  find(values: readonly Value[]): LiveElement | null {
    const exact = this.#exact.get(keyOf(values));
    if (exact && !this.#isExpired(exact)) return exact;
    for (const element of this.#ranges) {
      if (isWithin(values, element.among) && !this.#isExpired(element)) return element;
    }
    return null;
  }

  /** Puts a value in; null where the set is full: what is gone leaves its place with the next garbage (`nft_rhash_gc`). */
  add(values: readonly Value[], timeout: number | null, also: readonly Statement[]): LiveElement | null {
    const { now } = this.#clock;
    this.#leaving = this.#leaving.filter(gone => gone > now - GARBAGE_SECONDS);
    for (const element of this.#exact.values()) if (this.#isExpired(element)) this.#free(element, element.until!);
    if (this.#exact.size + this.#ranges.size + this.#leaving.length >= this.#data.size) return null;
    const among = values.map((value): Interval => [value, value]);
    return this.#put({ among, verdict: null, data: null, timeout, also });
  }

  refresh(element: LiveElement, timeout: number | null): void {
    if (element.until !== null) element.until = this.#expiry(timeout);
  }

  delete(values: readonly Value[]): void {
    const element = this.#exact.get(keyOf(values));
    if (element) this.#free(element, this.#clock.now);
  }

  #free(element: LiveElement, at: number): void {
    this.#remove(element);
    this.#leaving.push(at);
  }

  #put({ among, verdict, data, timeout, also, isException = false }: SetElement): LiveElement {
    const steps = this.#makeSteps(also.length > 0 ? also : this.#data.also);
    const element = { among, verdict, data, steps, isException, until: this.#expiry(timeout) };
    if (isSingle(among)) this.#exact.set(keyOf(among.map(([value]) => value)), element);
    else this.#ranges.add(element);
    return element;
  }

  #remove(element: LiveElement): void {
    const key = keyOf(element.among.map(([value]) => value));
    if (this.#exact.get(key) === element) this.#exact.delete(key);
    this.#ranges.delete(element);
  }

  #expiry(timeout: number | null): number | null {
    const seconds = timeout ?? this.#data.timeout;
    return seconds === null ? null : this.#clock.now + seconds;
  }

  #isExpired({ until }: LiveElement): boolean {
    return until !== null && until <= this.#clock.now;
  }
}

/** What an element remembers lets the packet on, or not. */
export function passes({ steps }: LiveElement, packet: Packet, state: Parameters<Step>[1]): Outcome {
  for (const step of steps) {
    const outcome = step(packet, state);
    if (outcome.kind !== 'next') return outcome;
  }
  return NEXT;
}

export function isWithin(values: readonly Value[], intervals: readonly Interval[]): boolean {
  return intervals.every(([from, to], at) => values[at] >= from && values[at] <= to);
}

function isSingle(among: readonly Interval[]): boolean {
  return among.every(([from, to]) => from === to);
}

function keyOf(values: readonly Value[]): string {
  return values.join(' ');
}
