import { icmpMessage } from '../datagram';
import * as draw from '../draw';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

/** One message of ICMP or ICMPv6 of any type and code: neighbour discovery and group reports among them, and nonsense. */
export function icmpOther(): draw.Drawn<PacketEvent[]> {
  const types = draw.oneof(draw.constantFrom(9, 10, 130, 131, 133, 134, 135, 136, 137, 143), draw.nat(255));
  const codes = draw.oneof(draw.constant(0), draw.nat(255));
  return draw
    .tuple(flow(), types, codes, draw.uint8Array({ minLength: 0, maxLength: 24 }))
    .map(([between, type, code, body]) => [icmpMessage(between, 0, type, code, body)]);
}
