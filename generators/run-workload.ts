/** Carries out a workload on the simulator and holds the invariants against it. */
import { INVARIANTS } from './invariants';
import type { EventInvariant, Invariant, WorkloadInvariant } from './invariants/invariant';
import type { Workload } from './workload';
import { type Simulate, simulationFor, World } from './world';

/** A broken invariant. */
export interface Violation {
  /** The invariant's name. */
  readonly invariant: string;
  /** What was found, in one line. */
  readonly message: string;
  /** Index of the event after which it was found; that of the last one for an invariant of the whole workload. */
  readonly event: number;
}

export interface RunOptions {
  /** All where left out. */
  readonly invariants?: readonly Invariant[];
  /**
   * The invariants of the whole, which run a workload again, are asked of one workload in so many each; of all unless
   * told.
   */
  readonly oneIn?: number;
  /** Told of every event when it has been carried out, before the invariants are asked. */
  readonly observe?: (world: World) => void;
  /** Makes the router under test; a broken one proves that an invariant bites. */
  readonly simulate?: Simulate;
}

/** Runs a workload: the first invariant that breaks, or null. The invariants of events come before those of the whole. */
export function runWorkload(workload: Workload, options: RunOptions = {}): Violation | null {
  const { invariants = INVARIANTS, oneIn = 1, observe, simulate = simulationFor } = options;
  const world = new World(workload, simulate);
  const afterEach = invariants.filter((each): each is EventInvariant => each.kind === 'event');
  while (world.step()) {
    observe?.(world);
    for (const invariant of afterEach) {
      const message = invariant.check(world);
      if (message !== null) return { invariant: invariant.name, message, event: world.index };
    }
  }
  const ofTheWhole = invariants.filter((each): each is WorkloadInvariant => each.kind === 'workload');
  for (const [number, invariant] of ofTheWhole.entries()) {
    if ((workload.router.seed + number) % oneIn !== 0) continue;
    const message = invariant.check({ workload, simulate });
    if (message !== null) return { invariant: invariant.name, message, event: workload.events.length - 1 };
  }
  return null;
}
