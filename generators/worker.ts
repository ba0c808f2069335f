/** What a worker of a campaign does: a part of it, or all that is to be done about one failure. */
import fc from 'fast-check';
import { workload as anyWorkload } from './arbitraries/workload';
import { Coverage, type CoverageCounts } from './coverage';
import { type Check, checkOf } from './property';
import type { Violation } from './run-workload';
import { shrink } from './shrink';
import type { Workload } from './workload';
import { type Simulate, simulationFor } from './world';

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
}

export type Task = ChunkTask | PlaceTask;
export type Result<T extends Task> = T extends ChunkTask ? ChunkResult : PlaceResult;

/** So often fast-check may try its own way of shrinking. */
const GENERATED_ATTEMPTS = 500;

/** Carries out a task. `simulate` makes the router under test: a broken one proves that a property bites. */
export function carryOut<T extends Task>(task: T, simulate: Simulate = simulationFor): Promise<Result<T>> {
  const done = task.kind === 'chunk' ? runChunk(task, simulate) : lookAt(task, simulate);
  return done as Promise<Result<T>>;
}

async function runChunk({ property, seed, runs }: ChunkTask, simulate: Simulate): Promise<ChunkResult> {
  const coverage = new Coverage();
  const check = checkOf(property, router => coverage.watch(simulate(router)));
  let packets = 0;
  let violation: Violation | null = null;
  const holds = fc.asyncProperty(anyWorkload(), async workload => {
    packets += packetsIn(workload);
    violation = await check(workload);
    return violation === null;
  });
  const details = await fc.check(holds, { seed, numRuns: runs, endOnFailure: true });
  const failure = violation && { seed, path: details.counterexamplePath!, violation };
  return { runs: details.numRuns, packets, coverage: coverage.counts(), failure };
}

async function lookAt({ property, seed, path }: PlaceTask, simulate: Simulate): Promise<PlaceResult> {
  const coverage = new Coverage();
  const watched = checkOf(property, router => coverage.watch(simulate(router)));
  const generated = await workloadAt(seed, path);
  const packets = packetsIn(generated);
  const violation = await watched(generated);
  if (violation === null) return { packets, coverage: coverage.counts(), counterexample: null };
  const check = checkOf(violation.invariant === 'crash' ? property : violation.invariant, simulate);
  const smaller = await shrinkAsGenerated(check, violation.invariant, seed, path);
  const fails = async (workload: Workload) => (await check(workload))?.invariant === violation.invariant;
  const workload = await shrink(smaller ?? generated, fails);
  const counterexample = { workload, violation: (await check(workload))!, events: generated.events.length };
  return { packets, coverage: coverage.counts(), counterexample };
}

/** The workload that a seed and a path stand for. */
async function workloadAt(seed: number, path: string): Promise<Workload> {
  let found: Workload | null = null;
  const take = fc.property(anyWorkload(), workload => {
    found ??= workload;
  });
  fc.check(take, { seed, path, numRuns: 1 });
  return found!;
}

/** Lets fast-check shrink by the way the workload was generated; null when it finds nothing. */
async function shrinkAsGenerated(
  check: Check,
  invariant: string,
  seed: number,
  path: string,
): Promise<Workload | null> {
  let attempts = 0;
  const holds = fc.asyncProperty(anyWorkload(), async workload => {
    if (attempts++ > GENERATED_ATTEMPTS) return true;
    return (await check(workload))?.invariant !== invariant;
  });
  const { counterexample } = await fc.check(holds, { seed, path, numRuns: 1 });
  return counterexample?.[0] ?? null;
}

function packetsIn({ events }: Workload): number {
  return events.reduce((sum, { kind }) => sum + (kind === 'packet' ? 1 : 0), 0);
}

export default (task: Task): Promise<ChunkResult | PlaceResult> => carryOut(task);
