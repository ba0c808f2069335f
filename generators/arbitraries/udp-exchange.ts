import type { Flow, Way } from '../datagram';
import { udpDatagram, udpLiteDatagram, unsummedUdpDatagram } from '../datagram';
import * as draw from '../draw';
import { filled } from '../filled';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

const BUILDERS = [udpDatagram, udpDatagram, udpDatagram, unsummedUdpDatagram, udpLiteDatagram];

/** Datagrams of UDP, or at times UDP-Lite, both ways between two ends; the first one may well stay without an answer. */
export function udpExchange(flows: draw.Drawn<Flow> = flow()): draw.Drawn<PacketEvent[]> {
  const datagrams = draw.array(draw.tuple(draw.constantFrom<Way>(0, 0, 1), draw.constantFrom(0, 1, 40, 1400)), {
    minLength: 1,
    maxLength: 6,
  });
  return draw
    .tuple(flows, draw.constantFrom(...BUILDERS), datagrams)
    .map(([between, build, list]) => list.map(([way, length]) => build(between, way, filled(length))));
}
