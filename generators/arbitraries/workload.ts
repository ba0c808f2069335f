/** Whole workloads. */
import fc from 'fast-check';
import type { Workload } from '../workload';

export interface WorkloadConstraints {
  /** Conversations, exchanges and the like that run beside one another; 6 unless told. */
  readonly maxStories?: number;
}

export function workload(_constraints: WorkloadConstraints = {}): fc.Arbitrary<Workload> {
  return fc.constant({ router: { seed: 0, buckets: 64, sysctls: [], helpers: [] }, events: [] });
}
