/** Runs a campaign as the command line asks for it, and tells what came of it. */
import { randomInt } from 'node:crypto';
import { type CampaignPlan, type CampaignState, runCampaign } from '../../generators/campaign';
import { KERNEL, NORMALISED } from '../../generators/differential';
import { type Pool, threads } from '../../generators/pool';
import { PROPERTIES, propertyNamed } from '../../generators/property';
import { parseDuration } from '../../steps/support/duration';
import { isKernel } from '../backend/kernel-name';
import { InputError } from '../errors';
import { Exit } from './exit';
import type { FuzzOptions } from './fuzz';
import { writeCounterexample } from './fuzz-counterexample';
import { type CoverageNeed, coverageNeeds, coverageText, progressText, propertyList, summaryText } from './fuzz-report';
import { openResults, type Results } from './fuzz-results';
import { requireKernel } from './require_kernel';

/** What surrounds a run; the terminal's own unless told. */
export interface FuzzSurroundings {
  write(text: string): void;
  isTerminal: boolean;
  /** Makes the workers. */
  pool(jobs: number | undefined): Pool;
}

const TERMINAL: FuzzSurroundings = {
  write: text => void process.stdout.write(text),
  isTerminal: process.stdout.isTTY === true,
  pool: threads,
};

const RUNS = 1000;
/** Where counterexamples go when no folder is named. */
const FOLDER = 'counterexamples';

/** Returns the exit status. */
export async function fuzz(options: FuzzOptions, around: FuzzSurroundings = TERMINAL): Promise<Exit> {
  if (options.list) {
    around.write(propertyList(PROPERTIES));
    return Exit.CONFORMS;
  }
  const needs = coverageNeeds(options.requireCoverage);
  const property = propertyOf(options);
  const results = options.out === undefined || options.path !== undefined ? null : openResults(options.out);
  const plan = planOf(options, property, results);
  const jobs = options.jobs === undefined ? undefined : wholeNumber('--jobs', options.jobs, 1);
  if (property !== null && isKernel(property)) around.write(kernelText(property));
  const pool = around.pool(jobs);
  const folder = options.out ?? FOLDER;
  try {
    if (options.path !== undefined) return await runPlace(plan, options.path, pool, folder, around);
    return await runAll(plan, needs, results, pool, folder, around);
  } finally {
    await pool.close();
  }
}

async function runAll(
  plan: CampaignPlan,
  needs: readonly CoverageNeed[],
  results: Results | null,
  pool: Pool,
  folder: string,
  around: FuzzSurroundings,
): Promise<Exit> {
  const stop = new AbortController();
  const state = await interruptible(stop, () =>
    runCampaign(plan, pool, results?.state, watch(stop.signal, results, around)),
  );
  if (around.isTerminal) around.write('\r\x1b[K');
  results?.keep(state);
  around.write(summaryText(state, plan, stop.signal.aborted));
  if (state.failure) {
    const { seed, path, violation } = state.failure;
    const status = await runPlace({ ...plan, seed }, path, pool, folder, around);
    if (status === Exit.CONFORMS) around.write(`it was seen in the campaign, and not again: ${violation.message}\n`);
    return Exit.INVARIANT_BROKEN;
  }
  const { text, isEnough } = coverageText(state.coverage, needs);
  around.write(text);
  if (stop.signal.aborted) return Exit.INTERRUPTED;
  return isEnough ? Exit.CONFORMS : Exit.DIFFERS;
}

/** Finds out about one workload, and makes a counterexample of it when it is one. */
async function runPlace(
  { property, seed }: CampaignPlan,
  path: string,
  pool: Pool,
  folder: string,
  { write }: FuzzSurroundings,
): Promise<Exit> {
  if (!/^\d+(:\d+)*$/.test(path)) throw new InputError(`--path ${path}: allowed are numbers with : between them`);
  const { counterexample } = await pool.run({ kind: 'place', property, seed, path });
  if (counterexample === null) {
    write(`${property ?? 'every property'} holds for the workload at ${path} of seed ${seed}\n`);
    return Exit.CONFORMS;
  }
  write(writeCounterexample(counterexample, { seed, path }, folder));
  return Exit.INVARIANT_BROKEN;
}

/** Ctrl-C asks `run` to come to an end; once more, and it ends at once. */
async function interruptible<T>(stop: AbortController, run: () => Promise<T>): Promise<T> {
  const interrupted = () => {
    if (stop.signal.aborted) process.exit(Exit.INTERRUPTED);
    stop.abort();
  };
  process.on('SIGINT', interrupted);
  try {
    return await run();
  } finally {
    process.off('SIGINT', interrupted);
  }
}

const PROGRESS_MILLISECONDS = 100;
const KEPT_MILLISECONDS = 1000;

function watch(signal: AbortSignal, results: Results | null, { isTerminal, write }: FuzzSurroundings) {
  let shown = 0;
  let kept = performance.now();
  const onProgress = (state: CampaignState) => {
    const now = performance.now();
    if (isTerminal && now - shown > PROGRESS_MILLISECONDS) {
      shown = now;
      write(`\r\x1b[K${progressText(state)}`);
    }
    if (now - kept > KEPT_MILLISECONDS) {
      kept = now;
      results?.keep(state);
    }
  };
  return { signal, onProgress };
}

function propertyOf({ property, differential, backend }: FuzzOptions): string | null {
  if (property !== undefined) propertyNamed(property);
  if (backend !== undefined && !isKernel(backend)) throw new InputError(`--backend ${backend}: allowed is a kernel`);
  if (!differential && backend === undefined) return property ?? null;
  if (property === undefined || isKernel(property)) return backend ?? property ?? KERNEL.name;
  throw new InputError(`--differential checks the property ${KERNEL.name}: leave out --property ${property}`);
}

function planOf({ seed, runs, time }: FuzzOptions, property: string | null, results: Results | null): CampaignPlan {
  const plan = {
    property,
    seed: seed === undefined ? (results?.seed ?? randomInt(0x7fffffff)) : wholeNumber('--seed', seed, -0x80000000),
    runs: runs === undefined ? (time === undefined ? RUNS : null) : wholeNumber('--runs', runs, 1),
    seconds: time === undefined ? null : parseDuration(time),
  };
  results?.begin(plan);
  return plan;
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= 0x7fffffff) return value;
  throw new InputError(`${option} ${text}: allowed is a whole number from ${least} to ${0x7fffffff}`);
}

/** Which kernel it is, and how both are made alike; throws InputError where there is none. */
function kernelText(kernel: string): string {
  return [`compared with ${requireKernel(kernel)}`, ...NORMALISED.map(line => `  ${line}`), ''].join('\n');
}
