/** The arbitraries that others are put together of, named and used as those of fast-check. */
import { Drawn } from './drawn';
import type { Span, Tape } from './tape';

export { Drawn } from './drawn';

export interface Weighted<T> {
  readonly weight: number;
  readonly arbitrary: Drawn<T>;
}

export interface LengthConstraints {
  readonly minLength?: number;
  readonly maxLength?: number;
}

const MAX_LENGTH = 10;

/** Makes a value by drawing numbers. */
export function drawn<T>(from: (tape: Tape) => T): Drawn<T> {
  return new Drawn(from);
}

export function constant<T>(value: T): Drawn<T> {
  return drawn(() => value);
}

/** One of these, the first one the simplest. */
export function constantFrom<T>(...values: readonly T[]): Drawn<T> {
  return drawn(tape => values[tape.below(values.length)]);
}

export function boolean(): Drawn<boolean> {
  return drawn(tape => tape.below(2) === 1);
}

/** A whole number from 0 on. */
export function nat(max = 0x7fffffff): Drawn<number> {
  return drawn(tape => tape.below(max + 1));
}

/** A whole number, the simplest one nearest to 0; of 32 bits unless told. */
export function integer({ min = -0x80000000, max = 0x7fffffff } = {}): Drawn<number> {
  if (min >= 0 || max <= 0) {
    const [nearest, sign] = min >= 0 ? [min, 1] : [max, -1];
    return drawn(tape => nearest + sign * tape.below(max - min + 1));
  }
  const both = Math.min(-min, max);
  const sign = max > -min ? 1 : -1;
  return drawn(tape => {
    const number = tape.below(max - min + 1);
    // 0, 1, -1, 2, -2 and so on; then the side that goes further.
    if (number > 2 * both) return sign * (number - both);
    return number & 1 ? (number + 1) / 2 : 0 - number / 2;
  });
}

export function tuple<T extends readonly unknown[]>(...parts: { readonly [K in keyof T]: Drawn<T[K]> }): Drawn<T> {
  const from = parts.map(part => part.from);
  return drawn(tape => from.map(part => part(tape)) as unknown as T);
}

export function record<T extends object>(parts: { readonly [K in keyof T]: Drawn<T[K]> }): Drawn<T> {
  const from = Object.entries<Drawn<unknown>>(parts).map(([key, part]) => [key, part.from] as const);
  return drawn(tape => {
    const value: Record<string, unknown> = {};
    for (const [key, part] of from) value[key] = part(tape);
    return value as T;
  });
}

/** Any length from the least to the most comes as often as another. */
export function array<T>(
  { from }: Drawn<T>,
  { minLength = 0, maxLength = minLength + MAX_LENGTH }: LengthConstraints = {},
): Drawn<T[]> {
  return drawn(tape => {
    const list: T[] = [];
    const { drawing } = tape;
    const spans: Span[] = [];
    drawing?.lists.push(spans);
    for (let left = maxLength; left > 0; left--) {
      const begin = drawing ? drawing.numbers.length : 0;
      // Before each element it says whether there is one: to leave an element out, one leaves its numbers out.
      if (list.length >= minLength && tape.below(left + 1) === 0) break;
      list.push(from(tape));
      if (drawing) spans.push([begin, drawing.numbers.length]);
    }
    return list;
  });
}

export function uint8Array(lengths: LengthConstraints = {}): Drawn<Uint8Array> {
  return array(nat(255), lengths).map(bytes => Uint8Array.from(bytes));
}

/** `nil`, or one time in so many as `freq` something else than it. */
export function option<T, N>(part: Drawn<T>, { nil, freq = 5 }: { nil: N; freq?: number }): Drawn<T | N> {
  return drawn(tape => (tape.below(freq + 1) === 0 ? nil : part.from(tape)));
}

type Choice = Drawn<unknown> | Weighted<unknown>;
type ValueOf<C> = C extends Drawn<infer T> ? T : C extends Weighted<infer T> ? T : never;

/** One of several; each as often as others, or as its weight says. */
export function oneof<C extends readonly Choice[]>(...parts: C): Drawn<ValueOf<C[number]>> {
  const weighted = parts.map(part => (part instanceof Drawn ? { weight: 1, arbitrary: part } : part));
  const choices = weighted.flatMap(({ weight, arbitrary }) => Array(weight).fill(arbitrary.from));
  return drawn(tape => choices[tape.below(choices.length)](tape));
}

/** Some of a list's elements, in its order. */
export function subarray<T>(list: readonly T[], { minLength = 0, maxLength = list.length }: LengthConstraints = {}) {
  return drawn(tape => {
    let wanted = minLength + tape.below(maxLength - minLength + 1);
    return list.filter((_, at) => {
      const isTaken = tape.below(list.length - at) < wanted;
      if (isTaken) wanted--;
      return isTaken;
    });
  });
}
