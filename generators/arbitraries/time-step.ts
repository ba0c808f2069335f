import { HZ } from '../../src/clock';
import * as draw from '../draw';
import type { WaitEvent } from '../workload';

/** Time that passes: in whole jiffies, short, or about as long as one of the timeouts, a jiffy less or more. */
export function timeStep(): draw.Drawn<WaitEvent> {
  return draw
    .oneof(
      { weight: 2, arbitrary: draw.integer({ min: 1, max: 5 * HZ }) },
      {
        weight: 3,
        arbitrary: draw
          .tuple(draw.constantFrom(...TIMEOUTS), draw.integer({ min: -1, max: 1 }))
          .map(([seconds, by]) => seconds * HZ + by),
      },
    )
    .map(jiffies => ({ kind: 'wait', seconds: jiffies / HZ }));
}

/** Defaults of the timeouts, of reassembly, and of the garbage collector's rounds, in seconds. */
const TIMEOUTS = [1, 2, 3, 10, 30, 60, 120, 180, 210, 300, 600, 432000];
