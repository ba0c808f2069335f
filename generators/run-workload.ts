/** Carries out a workload on the simulator and holds the invariants against it. */
import { INVARIANTS } from './invariants';
import type { EventInvariant, Invariant, PacketInvariant, WorkloadInvariant } from './invariants/invariant';
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

/** A workload that was tried, and what came of it. */
export interface Trial {
  readonly workload: Workload;
  /** What was broken first, or null. */
  readonly violation: Violation | null;
}

/** What costs much is asked of some only. */
export interface Turns {
  /**
   * An invariant of packets is asked in one workload of so many, there of one event in so many: of several in a row, for
   * what reads and writes text takes thrice as long where it is called now and then.
   */
  readonly packets: { readonly workloads: number; readonly events: number };
  /** One of the whole, which runs the workload again, of one workload in so many. */
  readonly workloads: number;
}

export const EVERY_ONE: Turns = { packets: { workloads: 1, events: 1 }, workloads: 1 };

export interface RunOptions {
  /** All where left out. */
  readonly invariants?: readonly Invariant[];
  /** Of how many one is asked; all unless told. */
  readonly turns?: Turns;
  /** Told of every event when it has been carried out, before the invariants are asked. */
  readonly observe?: (world: World) => void;
  /** Makes the router under test; a broken one proves that an invariant bites. */
  readonly simulate?: Simulate;
}

/** Runs a workload: the first invariant that breaks, or null. The invariants of events come before those of the whole. */
export function runWorkload(workload: Workload, options: RunOptions = {}): Violation | null {
  const { invariants = INVARIANTS, turns = EVERY_ONE, observe, simulate = simulationFor } = options;
  return (
    afterEvents(new World(workload, simulate), invariants.filter(isOfEvents), observe) ??
    ofPackets(workload, invariants.filter(isOfPackets), turns) ??
    ofTheWhole(workload, invariants.filter(isOfTheWhole), turns, simulate)
  );
}

function afterEvents(
  world: World,
  invariants: readonly EventInvariant[],
  observe: RunOptions['observe'],
): Violation | null {
  // By themselves: each invariant has a shape of its own, and there are a score of them for every packet.
  const checks = invariants.map(({ check }) => check);
  while (world.step()) {
    observe?.(world);
    for (let at = 0; at < checks.length; at++) {
      const message = checks[at](world);
      if (message !== null) return { invariant: invariants[at].name, message, event: world.index };
    }
  }
  return null;
}

function ofPackets(
  { router, events }: Workload,
  invariants: readonly PacketInvariant[],
  turns: Turns,
): Violation | null {
  const { packets } = turns;
  if (router.seed % packets.workloads !== 0) return null;
  for (const invariant of invariants) {
    const first = Math.floor(router.seed / packets.workloads) % packets.events;
    for (let at = first; at < events.length; at += packets.events) {
      const event = events[at];
      const message = event.kind === 'packet' ? invariant.check(event.bytes) : null;
      if (message !== null) return { invariant: invariant.name, message, event: at };
    }
  }
  return null;
}

function ofTheWhole(
  workload: Workload,
  invariants: readonly WorkloadInvariant[],
  turns: Turns,
  simulate: Simulate,
): Violation | null {
  for (const [number, invariant] of invariants.entries()) {
    if ((workload.router.seed + number) % turns.workloads !== 0) continue;
    const message = invariant.check({ workload, simulate });
    if (message !== null) return { invariant: invariant.name, message, event: workload.events.length - 1 };
  }
  return null;
}

function isOfEvents(each: Invariant): each is EventInvariant {
  return each.kind === 'event';
}

function isOfPackets(each: Invariant): each is PacketInvariant {
  return each.kind === 'packet';
}

function isOfTheWhole(each: Invariant): each is WorkloadInvariant {
  return each.kind === 'workload';
}
