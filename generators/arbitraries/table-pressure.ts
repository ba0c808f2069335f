import { udpDatagram } from '../datagram';
import * as draw from '../draw';
import { filled } from '../filled';
import type { SysctlEvent, WorkloadEvent } from '../workload';
import { flow } from './flow';

/** For a while a small table, and more flows than it can hold, some of them answered and thus harder to get rid of. */
export function tablePressure(): draw.Drawn<WorkloadEvent[]> {
  const max = draw.integer({ min: 1, max: 12 });
  const flows = draw.array(draw.tuple(flow(), draw.nat(ANSWERED)), { minLength: 2, maxLength: 24 });
  return draw.tuple(max, flows).map(([entries, list]) => [
    size(entries),
    ...list.flatMap(([between, answers]) => {
      const there = udpDatagram(between, 0, filled(1));
      // Of every so many flows, one is answered.
      return answers === ANSWERED ? [there, udpDatagram(between, 1, filled(1))] : [there];
    }),
    size(USUAL),
  ]);
}

function size(entries: number): SysctlEvent {
  return { kind: 'sysctl', name: 'net.netfilter.nf_conntrack_max', value: String(entries) };
}

const ANSWERED = 2;
const USUAL = 262144;
