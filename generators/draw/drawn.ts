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
    const seed = random.nextInt();
    return new fc.Value(this.from(Tape.random(seed)), seed);
  }

  override canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }

  /** The context is the seed of a value's numbers, or these. */
  override shrink(_value: T, context: unknown): fc.Stream<fc.Value<T>> {
    const tape = typeof context === 'number' ? Tape.kept(context) : Tape.of(context as readonly number[]);
    return fc.stream(this.#simpler(tape));
  }

  *#simpler(tape: Tape): IterableIterator<fc.Value<T>> {
    this.from(tape);
    const { numbers } = tape.drawing!;
    for (const simpler of simplerTapes(tape.drawing!)) {
      const again = Tape.of(simpler);
      const value = this.from(again);
      const drawn = again.drawing!.numbers;
      if (isSimpler(drawn, numbers)) yield new fc.Value(value, drawn);
    }
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
