/** All invariants, those of events first. */
import type { Invariant } from './invariant';

export type { EventInvariant, Invariant, WorkloadContext, WorkloadInvariant } from './invariant';

export const INVARIANTS: readonly Invariant[] = [];
