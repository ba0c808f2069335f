/** What a worker of a campaign does: a part of it, or all that is to be done about one failure. */
import fc from 'fast-check';
import { isKernel, labVersion } from '../src/backend/kernel-name';
import { Coverage, type CoverageCounts } from './coverage';
import { seenByKernel } from './differential';
import { MODEL } from './model-trial';
import { CRASH, checkOf } from './property';
import type { Trial, Violation } from './run-workload';
import { USUAL_TABLE } from './scenario';
import { shrink } from './shrink';
import { type Trials, trialsOf } from './trials';
import type { Workload } from './workload';
import { type Simulate, simulationOf } from './world';

/** So many runs, with the workloads that the seed gives. */
export interface ChunkTask {
  readonly kind: 'chunk';
  /** All where none is named. */
  readonly property: string | null;
  readonly seed: number;
  readonly runs: number;
}

export interface ChunkResult {
  /** Up to the failing one, that included. */
  readonly runs: number;
  readonly packets: number;
  readonly coverage: CoverageCounts;
  readonly failure: Failure | null;
}

/** Where a failure is: with its property, that is all one needs to have it again. */
export interface Failure {
  readonly seed: number;
  /** fast-check's: the number of the run, and where it was shrunk the way from there. */
  readonly path: string;
  readonly violation: Violation;
}

/** Finds out about the workload at one place, and makes it small if it fails. */
export interface PlaceTask {
  readonly kind: 'place';
  readonly property: string | null;
  readonly seed: number;
  readonly path: string;
}

export interface PlaceResult {
  readonly packets: number;
  readonly coverage: CoverageCounts;
  readonly counterexample: Counterexample | null;
}

export interface Counterexample {
  /** Of the small workload. */
  readonly violation: Violation;
  readonly workload: Workload;
  /** Events of the workload as it was generated. */
  readonly events: number;
  /** What the kernel says of each event's packet, by column of a scenario, where it was compared with the kernel. */
  readonly seen?: readonly (Readonly<Record<string, string>> | undefined)[];
}

export type Task = ChunkTask | PlaceTask;
export type Result<T extends Task> = T extends ChunkTask ? ChunkResult : PlaceResult;

/** So often a failure is tried to be made smaller the way it was generated, and then packet by packet. */
interface Attempts {
  readonly generated: number;
  readonly packets?: number;
}

const ATTEMPTS: Attempts = { generated: 500 };
/** Each takes a router on the kernel, and packet by packet fewer lead further. */
const ON_KERNEL: Attempts = { generated: 20, packets: 300 };

/**
 * Carries out a task. `simulate` makes the router under test: a broken one proves that a property bites. Compared with a
 * kernel of the lab it is one of that version.
 */
export function carryOut<T extends Task>(task: T, simulate: Simulate = simulationBeside(task)): Promise<Result<T>> {
  const done = task.kind === 'chunk' ? runChunk(task, simulate) : lookAt(task, simulate);
  return done as Promise<Result<T>>;
}

function simulationBeside({ property }: Task): Simulate {
  return simulationOf(labVersion(property ?? '') ?? undefined);
}

async function runChunk({ property, seed, runs }: ChunkTask, simulate: Simulate): Promise<ChunkResult> {
  const coverage = new Coverage();
  const { arbitrary, run } = trialsOf(property, router => coverage.watch(simulate(router)));
  let packets = 0;
  let violation: Violation | null = null;
  const holds = fc.asyncProperty(arbitrary, async value => {
    violation = null;
    const trial = await run(value);
    packets += packetsIn(trial.workload);
    violation = trial.violation;
    return violation === null;
  });
  const details = await fc.check(holds, { seed, numRuns: runs, endOnFailure: true });
  // fast-check makes an error of `false`, too.
  if (violation === null && details.errorInstance) throw details.errorInstance;
  const failure = violation && { seed, path: details.counterexamplePath!, violation };
  return { runs: details.numRuns, packets, coverage: coverage.counts(), failure };
}

async function lookAt({ property, seed, path }: PlaceTask, simulate: Simulate): Promise<PlaceResult> {
  const coverage = new Coverage();
  const generated = await trialAt(property, seed, path, router => coverage.watch(simulate(router)));
  const packets = packetsIn(generated.workload);
  const counterexample = generated.violation && (await minimise(generated, { property, seed, path }, simulate));
  return { packets, coverage: coverage.counts(), counterexample };
}

/** First the way it was generated, then, where a workload was, packet by packet. */
async function minimise(
  generated: Trial,
  { property, seed, path }: Omit<PlaceTask, 'kind'>,
  simulate: Simulate,
): Promise<Counterexample> {
  const { invariant } = generated.violation!;
  const named = invariant === CRASH.name ? property : invariant;
  const attempts = isKernel(property ?? '') ? ON_KERNEL : ATTEMPTS;
  const place = { seed, path, attempts: attempts.generated };
  let best = await shrinkAsGenerated(trialsOf(named, simulate), generated, place);
  if (property !== MODEL.name) {
    const check = checkOf(named, simulate);
    const fails = async (workload: Workload) => (await check(workload))?.invariant === invariant;
    const workload = await shrink(best.workload, fails, attempts.packets);
    best = { workload, violation: (await check(workload)) ?? best.violation };
  }
  const { workload, violation } = best;
  const events = generated.workload.events.length;
  if (property === null || !isKernel(property)) return { workload, violation: violation!, events };
  // Of its table a kernel cannot be told anything.
  const router = { ...workload.router, ...USUAL_TABLE };
  const seen = await seenByKernel(workload, property);
  return { workload: { ...workload, router }, violation: violation!, events, seen };
}

/** What came of the value that a seed and a path stand for. */
async function trialAt(property: string | null, seed: number, path: string, simulate: Simulate): Promise<Trial> {
  const { arbitrary, run } = trialsOf(property, simulate);
  let found: Trial | null = null;
  const take = fc.asyncProperty(arbitrary, async value => {
    found ??= await run(value);
  });
  const { errorInstance } = await fc.check(take, { seed, path, numRuns: 1 });
  if (errorInstance) throw errorInstance;
  return found!;
}

/** Lets fast-check shrink by the way the value was generated; the smallest that fails alike. */
async function shrinkAsGenerated(
  { arbitrary, run }: Trials<unknown>,
  generated: Trial,
  { seed, path, attempts }: { seed: number; path: string; attempts: number },
): Promise<Trial> {
  let best = generated;
  let left = attempts;
  const holds = fc.asyncProperty(arbitrary, async value => {
    if (left-- <= 0) return true;
    const trial = await run(value);
    if (trial.violation?.invariant !== generated.violation!.invariant) return true;
    best = trial;
    return false;
  });
  await fc.check(holds, { seed, path, numRuns: 1 });
  return best;
}

export function packetsIn({ events }: Workload): number {
  return events.reduce((sum, { kind }) => sum + (kind === 'packet' ? 1 : 0), 0);
}

export default (task: Task): Promise<ChunkResult | PlaceResult> => carryOut(task);
