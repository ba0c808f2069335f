/**
 * A campaign: a property, or all of them, held against as many generated workloads as are asked for.
 *
 * It is cut into chunks, each with a seed of its own that follows from the campaign's, and the chunks are counted in
 * order: so it comes out the same on any number of cores, and can be taken up again where it was left.
 */
import { isKernel } from '../src/backend/kernel-name';
import { addCoverage, type CoverageCounts, noCoverage } from './coverage';
import type { Pool } from './pool';
import type { ChunkResult, Failure } from './worker';

export interface CampaignPlan {
  /** All that need nothing but the simulator where none is named. */
  readonly property: string | null;
  readonly seed: number;
  /** How many workloads, and for how many seconds; null for no limit. */
  readonly runs: number | null;
  readonly seconds: number | null;
}

/** How far a campaign has come; plain data, to be kept and taken up again. */
export interface CampaignState {
  /** Chunks that are done, which are the first ones. */
  chunks: number;
  runs: number;
  packets: number;
  seconds: number;
  coverage: CoverageCounts;
  failure: Failure | null;
}

export interface CampaignWatch {
  readonly signal?: AbortSignal;
  /** Told whenever a chunk is done. */
  readonly onProgress?: (state: CampaignState) => void;
}

/** Runs in a chunk: long enough to be worth a message, short enough that nobody waits for its end. */
const CHUNK = 10;
const KERNEL_CHUNK = 5;

export function newCampaign(): CampaignState {
  return { chunks: 0, runs: 0, packets: 0, seconds: 0, coverage: noCoverage(), failure: null };
}

/** Goes on with a campaign until it is through, or stopped, or something is found. Changes and returns `state`. */
export async function runCampaign(
  plan: CampaignPlan,
  pool: Pool,
  state: CampaignState = newCampaign(),
  { signal, onProgress }: CampaignWatch = {},
): Promise<CampaignState> {
  const started = performance.now();
  const secondsBefore = state.seconds;
  const results = new Map<number, ChunkResult>();
  let next = state.chunks;
  const elapsed = () => secondsBefore + (performance.now() - started) / 1000;
  const mayGoOn = () =>
    !signal?.aborted &&
    state.failure === null &&
    (plan.seconds === null || elapsed() < plan.seconds) &&
    runsOf(plan, next) > 0;

  const work = async () => {
    while (mayGoOn()) {
      const chunk = next++;
      const { property, seed } = plan;
      const task = { kind: 'chunk', property, seed: chunkSeed(seed, chunk), runs: runsOf(plan, chunk) } as const;
      results.set(chunk, await pool.run(task));
      state.seconds = elapsed();
      // In order, so that what counts is the first failure, whichever was found first.
      for (let result = results.get(state.chunks); result && !state.failure; result = results.get(state.chunks)) {
        results.delete(state.chunks);
        take(state, result);
      }
      onProgress?.(state);
    }
  };
  await Promise.all(Array.from({ length: pool.size }, work));
  return state;
}

function take(state: CampaignState, { runs, packets, coverage, failure }: ChunkResult): void {
  state.chunks++;
  state.runs += runs;
  state.packets += packets;
  addCoverage(state.coverage, coverage);
  state.failure = failure;
}

/** How many runs chunk number `chunk` has. */
function runsOf({ property, runs }: CampaignPlan, chunk: number): number {
  const size = isKernel(property ?? '') ? KERNEL_CHUNK : CHUNK;
  return runs === null ? size : Math.max(0, Math.min(size, runs - chunk * size));
}

/** The first chunk has the campaign's own seed; the others' are spread over all 32 bits. */
export function chunkSeed(seed: number, chunk: number): number {
  if (chunk === 0) return seed;
  let mixed = (seed ^ Math.imul(chunk, 0x9e3779b1)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}
