import { difference, traceOf } from '../trace';
import { World } from '../world';
import type { WorkloadInvariant } from './invariant';

export const sameTrace: WorkloadInvariant = {
  kind: 'workload',
  name: 'same-trace',
  about: 'The same seed and the same packets give the same run: nothing depends on the hour, the machine or luck.',
  source: 'a fault that cannot be repeated cannot be mended',
  check({ workload, simulate }) {
    const run = () => traceOf(new World(workload, simulate));
    return difference(run(), run(), 'the second time');
  },
};
