/** Step definitions: one function under an English and a Chinese pattern, with an example for the vocabulary. */
import { Given, Then, When } from '@cucumber/cucumber';
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
  const code = async function (this: SpecWorld, ...args: unknown[]) {
    try {
      await run(this, ...args);
    } catch (error) {
      if (error instanceof NotObservable) {
        this.attach(error.message, NOT_OBSERVABLE_TYPE);
        return 'skipped';
      }
      throw placed(this, error);
    }
  };
  // Cucumber counts a function's parameters to tell whether it takes a callback.
  Object.defineProperty(code, 'length', { value: run.length - 1 });
  for (const pattern of [spec.en, spec.zh]) DEFINE[spec.keyword](pattern, code);
}

/** An error for people begins with its place and has no stack. */
function placed(world: SpecWorld, error: unknown): unknown {
  if (!(error instanceof InputError || error instanceof ExpectationError)) return error;
  const place = world.place();
  const file = place.slice(0, place.lastIndexOf(':') + 1);
  const message = error.message.startsWith(file) ? error.message : `${place}: ${error.message}`;
  const result = error instanceof InputError ? new InputError(message) : new ExpectationError(message);
  result.stack = message;
  return result;
}
