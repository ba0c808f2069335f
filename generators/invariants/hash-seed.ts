import { difference, traceOf } from '../trace';
import { World } from '../world';
import type { WorkloadInvariant } from './invariant';

export const hashSeed: WorkloadInvariant = {
  kind: 'workload',
  name: 'hash-seed',
  about:
    'The key of the hash decides in which bucket a connection stands, and nothing else, as long as there is room: ' +
    'which entry goes when the table or a bucket is full does depend on it, and which port NAT takes for one that is taken.',
  source: 'hash_conntrack_raw, early_drop',
  check({ workload, simulate }) {
    const first = new World(workload, simulate);
    const router = { ...workload.router, seed: (workload.router.seed ^ 0x5bd1e995) >>> 0 };
    const other = new World({ ...workload, router }, simulate);
    const traces = [traceOf(first), traceOf(other)];
    if (wasFull(first) || wasFull(other) || hasChosen(first) || hasChosen(other)) return null;
    return difference(traces[0], traces[1], 'with another seed');
  },
};

/**
 * Whether NAT found a port taken, or may have had a range of them to choose from, as rulesets give it: one is chosen by
 * chance, which the seed decides as well.
 */
function hasChosen({ workload, simulation: { conntrack } }: World): boolean {
  return conntrack.statistics.found > 0 || (conntrack.nat !== null && workload.router.rulesets.length > 0);
}

/** Whether a packet found the table full, or a bucket. */
export function wasFull({ simulation }: World): boolean {
  const { early_drop, drop, chaintoolong } = simulation.conntrack.statistics;
  return early_drop + drop + chaintoolong > 0;
}
