import fc from 'fast-check';
import type { Flow, Way } from '../datagram';
import { udpDatagram, udpLiteDatagram } from '../datagram';
import { filled } from '../filled';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

/** Datagrams of UDP, or at times UDP-Lite, both ways between two ends; the first one may well stay without an answer. */
export function udpExchange(flows: fc.Arbitrary<Flow> = flow()): fc.Arbitrary<PacketEvent[]> {
  const datagrams = fc.array(fc.tuple(fc.constantFrom<Way>(0, 0, 1), fc.constantFrom(0, 1, 40, 1400)), {
    minLength: 1,
    maxLength: 6,
  });
  return fc
    .tuple(flows, fc.constantFrom(udpDatagram, udpDatagram, udpDatagram, udpLiteDatagram), datagrams)
    .map(([between, build, list]) => list.map(([way, length]) => build(between, way, filled(length))));
}
