import fc from 'fast-check';
import { icmpMessage } from '../datagram';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

/** One message of ICMP or ICMPv6 of any type and code: neighbour discovery and group reports among them, and nonsense. */
export function icmpOther(): fc.Arbitrary<PacketEvent[]> {
  const types = fc.oneof(fc.constantFrom(9, 10, 130, 131, 133, 134, 135, 136, 137, 143), fc.nat(255));
  const codes = fc.oneof(fc.constant(0), fc.nat(255));
  return fc
    .tuple(flow(), types, codes, fc.uint8Array({ minLength: 0, maxLength: 24 }))
    .map(([between, type, code, body]) => [icmpMessage(between, 0, type, code, body)]);
}
