import { type Flow, udpDatagram } from '../datagram';
import * as draw from '../draw';
import { filled } from '../filled';
import type { PacketEvent } from '../workload';
import { flow } from './flow';
import { inFragments } from './in-fragments';

/** A UDP datagram in fragments. */
export function fragmentTrain(flows: draw.Drawn<Flow> = flow()): draw.Drawn<PacketEvent[]> {
  const datagram = draw
    .tuple(flows, draw.integer({ min: 1, max: 120 }))
    .map(([between, length]) => [udpDatagram(between, 0, filled(length))]);
  return inFragments(datagram);
}
