/**
 * A run beside a kernel at other moments: what its ticks and its garbage collection decide is no difference, for a workload
 * does not say when they come.
 */
import { HZ } from '../src/clock';
import type { GarbageCollector } from '../src/conntrack/garbage';
import type { Workload, WorkloadEvent } from './workload';
import type { Simulate } from './world';

export interface Moments {
  readonly workload: Workload;
  readonly simulate: Simulate;
}

/**
 * The same run with a jiffy before each packet, as more or less of them pass on a kernel; on a guest (`isGuest`), where time
 * passes between packets, also with garbage that is collected sooner, later, or not at all.
 */
export function* otherMoments({ router, events }: Workload, simulate: Simulate, isGuest: boolean): Iterable<Moments> {
  const isWaiting = isGuest && events.some(({ kind }, at) => kind === 'wait' && at > 0);
  const passing = events.flatMap(event => (event.kind === 'packet' ? [JIFFY, event] : [event]));
  const after = (seconds: number): Workload => ({ router, events: [{ kind: 'wait', seconds }, ...passing] });
  yield { workload: after(0), simulate };
  if (!isWaiting) return;
  yield { workload: after(0), simulate: collecting(() => {}, simulate) };
  for (let turn = 0; turn < TURNS; turn++) {
    const workload = after((turn * TURN) / HZ);
    yield { workload, simulate };
    yield { workload, simulate: collecting(whenAwake, simulate) };
  }
}

const JIFFY: WorkloadEvent = { kind: 'wait', seconds: 1 / HZ };

/**
 * Jiffies: a router that begins so much later finds the timer wheel as it was for all that is due within a quarter of an
 * hour (`timer-wheel.ts`), and the minute, in which garbage is collected once, at another of its seconds.
 */
const TURN = 2 ** 14;
/** By then each second of it has been met. */
const TURNS = 67;

/** The timer of the scan is deferrable: should it fall due while a machine idles, it waits for something else to wake that. */
function whenAwake(garbage: GarbageCollector): void {
  if (garbage.isDue) garbage.run();
}

function collecting(collect: (garbage: GarbageCollector) => void, simulate: Simulate): Simulate {
  return router => {
    const simulation = simulate(router);
    const { garbage } = simulation.conntrack;
    garbage.runIfDue = () => collect(garbage);
    return simulation;
  };
}
