/** The workers of a campaign: threads on all cores, or this thread alone. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Piscina } from 'piscina';
import { workerFile } from '../src/worker-file';
import { carryOut, type Result, type Task } from './worker';
import type { Simulate } from './world';

export interface Pool {
  /** How many tasks it works on at once. */
  readonly size: number;
  run<T extends Task>(task: T): Promise<Result<T>>;
  close(): Promise<void>;
}

/** A thread for each core unless told how many. */
export function threads(size = availableParallelism()): Pool {
  let piscina: Piscina | null = null;
  const start = () => {
    // Not loaded by whoever works in this thread alone.
    const { Piscina } = require('piscina') as typeof import('piscina');
    return new Piscina({
      ...workerFile(join(__dirname, 'worker.ts'), 'fuzz-worker.js'),
      minThreads: size,
      maxThreads: size,
      concurrentTasksPerWorker: 1,
    });
  };
  return {
    size,
    run: task => {
      piscina ??= start();
      return piscina.run(task);
    },
    close: async () => piscina?.destroy(),
  };
}

/** Works in this thread; `simulate` makes the router under test. */
export function thisThread(simulate?: Simulate): Pool {
  return { size: 1, run: task => carryOut(task, simulate), close: async () => {} };
}
