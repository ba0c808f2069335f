/**
 * Questions to the system: calls, and what is told once they are done. Several are asked at once, for in the lab it is the
 * number of times that takes long, and not the number of calls.
 */
import { SystemCallError } from './linux';
import { type Call, type Outcome, system } from './system';

export interface Question<T> {
  readonly calls: readonly Call[];
  readonly answer: (outcomes: readonly Outcome[]) => T;
}

/** What is known without a call. */
export function known<T>(answer: T): Question<T> {
  return { calls: [], answer: () => answer };
}

export const NOTHING = known(null);

type Answers<Q extends readonly Question<unknown>[]> = { [I in keyof Q]: Q[I] extends Question<infer T> ? T : never };

/** Has the calls of all questions done, in their order; returns the answers. */
export function ask<const Q extends readonly Question<unknown>[]>(...questions: Q): Answers<Q> {
  return together(questions).answer(system().together(questions.flatMap(({ calls }) => calls))) as Answers<Q>;
}

/** Several questions as one. */
export function together<T>(questions: readonly Question<T>[]): Question<T[]> {
  return {
    calls: questions.flatMap(({ calls }) => calls),
    answer(outcomes) {
      let at = 0;
      return questions.map(({ calls, answer }) => {
        at += calls.length;
        return answer(outcomes.slice(at - calls.length, at));
      });
    },
  };
}

/** A question whose answer `then` makes something else of. */
export function answering<T, U>({ calls, answer }: Question<T>, then: (answer: T) => U): Question<U> {
  return { calls, answer: outcomes => then(answer(outcomes)) };
}

/** What a call has taken; throws where it failed. */
export function taken(name: string, { error, messages }: Outcome): Uint8Array[] {
  if (error) throw new SystemCallError(name, error);
  return messages;
}
