/** What an invariant is: something that holds whatever packets come. */
import type { Workload } from '../workload';
import type { Simulate, World } from '../world';

interface Described {
  /** Short and fixed: selections and reports know it by this. */
  readonly name: string;
  /** The rule and its reason, in a sentence or two. */
  readonly about: string;
  /** Where it comes from: a kernel function, an RFC section. */
  readonly source: string;
}

/** Holds after every event. */
export interface EventInvariant extends Described {
  readonly kind: 'event';
  /** What is wrong after the event that the world has just seen, in one line; null when nothing is. */
  check(context: World): string | null;
}

/** What a rule about whole workloads is given. */
export interface WorkloadContext {
  readonly workload: Workload;
  /** Makes the router under test. */
  readonly simulate: Simulate;
}

/** Holds for a packet's bytes, whatever becomes of it. */
export interface PacketInvariant extends Described {
  readonly kind: 'packet';
  check(datagram: Uint8Array): string | null;
}

/** Holds for a workload as a whole: it is told by running it once more, or from its packets alone. */
export interface WorkloadInvariant extends Described {
  readonly kind: 'workload';
  check(context: WorkloadContext): string | null;
}

export type Invariant = EventInvariant | PacketInvariant | WorkloadInvariant;
