/** What every arbitrary has to keep, whatever it makes. */
import { expect } from 'chai';
import fc from 'fast-check';

const SEED = 42;
const RUNS = 60;
/** More attempts than this to make one value smaller would keep a campaign waiting. */
const MOST_SHRINKS = 20_000;

export interface Kept<T> {
  /** Throws, or returns false, for a value that nobody may make. */
  valid(value: T): boolean;
  /** How large a value is, for the judgement that shrinking makes it smaller. */
  size(value: T): number;
}

/** Asserts that an arbitrary is repeatable, makes valid values only, and shrinks: to an end, to less, and every time to the same. */
export function assertKept<T>(arbitrary: fc.Arbitrary<T>, kept: Kept<T>): void {
  assertRepeatable(arbitrary);
  assertValid(arbitrary, kept);
  assertShrinks(arbitrary, kept);
}

function assertRepeatable<T>(arbitrary: fc.Arbitrary<T>): void {
  const sample = () => fc.sample(arbitrary, { seed: SEED, numRuns: RUNS }).map(text);
  expect(sample(), 'same seed, same values').to.deep.equal(sample());
  const others = fc.sample(arbitrary, { seed: SEED + 1, numRuns: RUNS }).map(text);
  expect(others, 'another seed, other values').not.to.deep.equal(sample());
}

function assertValid<T>(arbitrary: fc.Arbitrary<T>, { valid }: Kept<T>): void {
  for (const value of fc.sample(arbitrary, { seed: SEED, numRuns: RUNS })) {
    expect(valid(value), `valid: ${text(value)}`).to.equal(true);
  }
}

/** Takes every value for a fault that is as large as the middle one: the smallest such value is what is left. */
function assertShrinks<T>(arbitrary: fc.Arbitrary<T>, { valid, size }: Kept<T>): void {
  const sizes = fc.sample(arbitrary, { seed: SEED, numRuns: RUNS }).map(size);
  const middle = [...sizes].sort((a, b) => a - b)[RUNS / 2];
  const property = fc.property(arbitrary, value => {
    expect(valid(value), `valid when shrunk: ${text(value)}`).to.equal(true);
    if (size(value) >= middle) throw new Error(LARGE);
  });
  const found = fc.check(property, { seed: SEED, numRuns: RUNS });
  expect((found.errorInstance as Error | null)?.message).to.equal(LARGE);
  expect(found.numShrinks, 'shrinks').to.be.below(MOST_SHRINKS);
  const smallest = found.counterexample![0];
  expect(size(smallest), 'what is left').to.be.at.most(Math.max(...sizes));
  const again = fc.check(property, { seed: SEED, path: found.counterexamplePath!, endOnFailure: true });
  expect(text(again.counterexample![0]), 'the same path leads to the same').to.equal(text(smallest));
  const anew = fc.check(property, { seed: SEED, numRuns: RUNS });
  expect(text(anew.counterexample![0]), 'the same seed shrinks to the same').to.equal(text(smallest));
}

const LARGE = 'large';

/** Bytes as digits, so that values can be compared and read. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, part) => (part instanceof Uint8Array ? Buffer.from(part).toString('hex') : part));
}
