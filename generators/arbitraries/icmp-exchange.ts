import { put16 } from '../../src/packet/bytes';
import { IcmpType } from '../../src/packet/icmp';
import { Icmpv6Type } from '../../src/packet/icmpv6';
import { Family } from '../../src/packet/packet';
import { type Flow, icmpMessage, type Way } from '../datagram';
import * as draw from '../draw';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

/** A request and its answer by their types, and how many bytes follow id and sequence number. */
type Query = readonly [request: number, answer: number, length: number];

const ICMP_QUERIES: readonly Query[] = [
  [IcmpType.ECHO_REQUEST, IcmpType.ECHO_REPLY, 8],
  [IcmpType.ECHO_REQUEST, IcmpType.ECHO_REPLY, 8],
  [IcmpType.TIMESTAMP_REQUEST, IcmpType.TIMESTAMP_REPLY, 12],
  [IcmpType.INFO_REQUEST, IcmpType.INFO_REPLY, 0],
  [IcmpType.ADDRESS_MASK_REQUEST, IcmpType.ADDRESS_MASK_REPLY, 4],
];

const ICMPV6_QUERIES: readonly Query[] = [
  [Icmpv6Type.ECHO_REQUEST, Icmpv6Type.ECHO_REPLY, 8],
  [Icmpv6Type.ECHO_REQUEST, Icmpv6Type.ECHO_REPLY, 8],
  [Icmpv6Type.NODE_INFO_QUERY, Icmpv6Type.NODE_INFO_REPLY, 12],
];

/** Requests of ICMP or ICMPv6 and their answers: some requests without, some answers nobody asked for. */
export function icmpExchange(flows: draw.Drawn<Flow> = flow()): draw.Drawn<PacketEvent[]> {
  const messages = draw.array(draw.tuple(draw.constantFrom<Way>(0, 0, 1), draw.nat(3)), { minLength: 1, maxLength: 5 });
  return draw
    .tuple(flows, draw.nat(ICMP_QUERIES.length - 1), draw.nat(3), messages)
    .map(([between, kind, id, list]) => {
      const queries = between.family === Family.IPV4 ? ICMP_QUERIES : ICMPV6_QUERIES;
      const query = queries[kind % queries.length];
      return list.map(([way, sequence]) => message(between, way, query, id, sequence));
    });
}

function message(between: Flow, way: Way, [request, answer, length]: Query, id: number, sequence: number): PacketEvent {
  const body = new Uint8Array(4 + length);
  put16(body, 0, id);
  put16(body, 2, sequence);
  return icmpMessage(between, way, way === 0 ? request : answer, 0, body);
}
