/** Step definitions: one function under an English and a Chinese pattern, with an example for the vocabulary. */
import { DataTable, Given, Then, When } from '@cucumber/cucumber';
import { NOT_OBSERVABLE_TYPE } from '../../reports/attachment';
import { NotObservable } from '../../src/backend/not-observable';
import { InputError } from '../../src/errors';
import { ExpectationError } from './expectation';
import type { SpecWorld } from './world';

export interface StepSpec {
  keyword: 'Given' | 'When' | 'Then';
  /** Cucumber expressions of the same step; their parameters come in the same order. */
  en: string;
  zh: string;
  /** One sentence about it. */
  about: string;
  /** What can stand in its table, each word with its meaning. */
  words?: Readonly<Record<string, string>>;
  /** The step as it stands in a scenario, keyword included. */
  example: string;
}

/** Every step there is, in the order of definition. */
export const vocabulary: StepSpec[] = [];

const DEFINE = { Given, When, Then };

// biome-ignore lint/suspicious/noExplicitAny: the arguments are what the pattern's parameters say
export type StepFunction = (world: SpecWorld, ...args: any[]) => void | Promise<void>;

export function step(spec: StepSpec, run: StepFunction): void {
  vocabulary.push(spec);
  // Thrown before there is a promise, for which cucumber would not wait when an argument is missing.
  const code = function (this: SpecWorld, ...args: unknown[]) {
    const missing = missingBelow(spec, args, run.length);
    if (missing) throw placed(this, new InputError(missing));
    return perform(this, args);
  };
  const perform = async (world: SpecWorld, args: unknown[]) => {
    try {
      await run(world, ...args);
    } catch (error) {
      if (error instanceof NotObservable) {
        world.attach(error.message, NOT_OBSERVABLE_TYPE);
        return 'skipped';
      }
      // Another version may lack what is set or asked for.
      const isBroken = error instanceof ExpectationError || error instanceof InputError;
      const otherwise = isBroken ? world.claim.broken() : null;
      if (otherwise !== null) {
        world.attach(otherwise, NOT_OBSERVABLE_TYPE);
        return 'skipped';
      }
      throw placed(world, error);
    }
  };
  // Cucumber counts a function's parameters to tell whether it takes a callback.
  Object.defineProperty(code, 'length', { value: run.length - 1 });
  for (const pattern of [spec.en, spec.zh]) DEFINE[spec.keyword](pattern, code);
}

/** What the step needs below it (its example shows it) and does not have; `args` end in cucumber's callback. */
function missingBelow({ keyword, example }: StepSpec, args: unknown[], count: number): string | null {
  const isText = example.includes('"""');
  if (!isText && !example.includes('\n')) return null;
  const below = args.length === count ? args[count - 2] : null;
  if (isText && typeof below === 'string') return null;
  if (!isText && below instanceof DataTable) {
    // Without rows an expectation says that there is nothing; anything else would silently do nothing.
    return keyword === 'Then' || below.raw().length > 1 ? null : 'the table has no rows below its headings';
  }
  return `this step needs ${isText ? 'lines of text between """' : 'a table'} below it`;
}

/** An error for people begins with its place and has no stack. */
export function placed(world: SpecWorld, error: unknown): unknown {
  if (!(error instanceof InputError || error instanceof ExpectationError)) return error;
  const place = world.place();
  const file = place.slice(0, place.lastIndexOf(':') + 1);
  const message = error.message.startsWith(file) ? error.message : `${place}: ${error.message}`;
  const result = error instanceof InputError ? new InputError(message) : new ExpectationError(message);
  result.stack = message;
  return result;
}
