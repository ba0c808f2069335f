/**
 * An arbitrary of fast-check whose values are made of drawn numbers by a function of its own: 0 stands for the simplest
 * choice, and to make a value simpler is to make numbers smaller or to leave them out. Thousands of nested arbitraries
 * would each remember how to shrink; here, a list of numbers does.
 */
import fc from 'fast-check';
import { simplerTapes } from './simpler';
import { Tape } from './tape';

export class Drawn<T> extends fc.Arbitrary<T> {
  constructor(
    /** Makes a value of what it draws, and of nothing else. */
    readonly from: (tape: Tape) => T,
  ) {
    super();
  }

  override map<U>(mapper: (value: T) => U): Drawn<U> {
    const { from } = this;
    return new Drawn(tape => mapper(from(tape)));
  }

  override chain<U>(next: (value: T) => Drawn<U>): Drawn<U> {
    const { from } = this;
    return new Drawn(tape => next(from(tape)).from(tape));
  }

  override generate(random: fc.Random): fc.Value<T> {
    return this.#made(Tape.random(random.nextInt()));
  }

  override canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }

  override shrink(_value: T, numbers: unknown): fc.Stream<fc.Value<T>> {
    return fc.stream(this.#simpler(numbers as readonly number[]));
  }

  *#simpler(numbers: readonly number[]): IterableIterator<fc.Value<T>> {
    const tape = Tape.of(numbers);
    this.from(tape);
    for (const simpler of simplerTapes(tape)) {
      const again = Tape.of(simpler);
      const value = this.from(again);
      if (isSimpler(again.numbers, tape.numbers)) yield new fc.Value(value, again.numbers);
    }
  }

  #made(tape: Tape): fc.Value<T> {
    return new fc.Value(this.from(tape), tape.numbers);
  }
}

/** Smaller in sum, or as large and earlier at an end: so that shrinking comes to one. */
function isSimpler(a: readonly number[], b: readonly number[]): boolean {
  const [left, right] = [sum(a), sum(b)];
  return left < right || (left === right && lastChoice(a) < lastChoice(b));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function lastChoice(numbers: readonly number[]): number {
  return numbers.findLastIndex(number => number !== 0);
}
