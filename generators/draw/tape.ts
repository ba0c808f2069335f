/** The numbers that a value is made of, in the order they were drawn. */
import { Random } from '../../src/random';

/** Where an element of a list was drawn: from one number of the tape up to another. */
export type Span = readonly [from: number, to: number];

/** What was drawn so far. */
export interface Drawing {
  readonly numbers: number[];
  /** Of each list, where its elements were drawn. */
  readonly lists: Span[][];
}

export class Tape {
  /** Null where it is not kept: most values are never made simpler. */
  readonly drawing: Drawing | null;
  readonly #given: readonly number[] | null;
  readonly #random: Random;

  private constructor(given: readonly number[] | null, random: Random, drawing: Drawing | null) {
    this.#given = given;
    this.#random = random;
    this.drawing = drawing;
  }

  /** Numbers by chance. */
  static random(seed: number): Tape {
    return new Tape(null, new Random(seed), null);
  }

  /** The same numbers, which are kept. */
  static kept(seed: number): Tape {
    return new Tape(null, new Random(seed), { numbers: [], lists: [] });
  }

  /** Numbers that are given, cut down to what is asked for, and kept; zeros behind the last. */
  static of(numbers: readonly number[]): Tape {
    return new Tape(numbers, NOBODY, { numbers: [], lists: [] });
  }

  /** The next number: 0 to `limit` - 1, at most 2^32. */
  below(limit: number): number {
    if (this.drawing === null) return this.#random.below(limit);
    const { numbers } = this.drawing;
    const number = this.#given ? Math.min(this.#given[numbers.length] ?? 0, limit - 1) : this.#random.below(limit);
    numbers.push(number);
    return number;
  }
}

const NOBODY = new Random(1);
