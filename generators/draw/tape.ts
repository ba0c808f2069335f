/** The numbers that a value is made of, in the order they were drawn. */
import { Random } from '../../src/random';

/** Where an element of a list was drawn: from one number of the tape up to another. */
export type Span = readonly [from: number, to: number];

export class Tape {
  /** All that was drawn so far. */
  readonly numbers: number[] = [];
  /** Of each list, where its elements were drawn; null when nobody asks. */
  readonly lists: Span[][] | null;
  readonly #given: readonly number[] | null;
  readonly #random: Random;

  private constructor(given: readonly number[] | null, random: Random) {
    this.#given = given;
    this.#random = random;
    this.lists = given === null ? null : [];
  }

  /** Numbers by chance. */
  static random(seed: number): Tape {
    return new Tape(null, new Random(seed));
  }

  /** Numbers that are given, cut down to what is asked for; zeros behind the last. */
  static of(numbers: readonly number[]): Tape {
    return new Tape(numbers, NOBODY);
  }

  /** The next number: 0 to `limit` - 1, at most 2^32. */
  below(limit: number): number {
    const number = this.#given === null ? this.#random.below(limit) : this.#givenBelow(limit);
    this.numbers.push(number);
    return number;
  }

  #givenBelow(limit: number): number {
    return Math.min(this.#given![this.numbers.length] ?? 0, limit - 1);
  }
}

const NOBODY = new Random(1);
