/** What is tried again and again in a campaign: a generated value, and what came of it. */
import type fc from 'fast-check';
import { isKernel } from '../src/backend/kernel-name';
import { workload as anyWorkload } from './arbitraries/workload';
import { commands } from './model/commands';
import { MODEL, modelTrial } from './model-trial';
import { checkOf } from './property';
import type { Trial } from './run-workload';
import type { Workload } from './workload';
import type { Simulate } from './world';

/** Workloads of so many stories at most for the kernel, whose clock does not wait. */
const SHORT = 30;

export interface Trials<T> {
  readonly arbitrary: fc.Arbitrary<T>;
  run(value: T): Promise<Trial>;
}

/** The trials of a property; of all that need nothing but the simulator where none is named. */
export function trialsOf(property: string | null, simulate: Simulate): Trials<unknown> {
  const trials = property === MODEL.name ? modelTrials(simulate) : workloadTrials(property, simulate);
  return trials as Trials<unknown>;
}

function workloadTrials(property: string | null, simulate: Simulate): Trials<Workload> {
  const check = checkOf(property, simulate);
  return {
    arbitrary: anyWorkload(isKernel(property ?? '') ? { maxStories: SHORT } : {}),
    run: async workload => ({ workload, violation: await check(workload) }),
  };
}

function modelTrials(
  simulate: Simulate,
): Trials<ReturnType<typeof commands> extends fc.Arbitrary<infer C> ? C : never> {
  return { arbitrary: commands(), run: async value => modelTrial(value, simulate) };
}
