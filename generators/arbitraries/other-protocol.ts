import { put16 } from '../../src/packet/bytes';
import { Protocol } from '../../src/packet/packet';
import { datagram, type Way } from '../datagram';
import * as draw from '../draw';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

/** GRE of both kinds, and protocols that conntrack tells apart by their addresses alone. */
export function otherProtocol(): draw.Drawn<PacketEvent[]> {
  const ways = draw.array(draw.constantFrom<Way>(0, 0, 1), { minLength: 1, maxLength: 4 });
  return draw
    .tuple(flow(), ways, draw.oneof(grePayload(), anyPayload()))
    .map(([between, list, { protocol, payload }]) => list.map(way => datagram(between, way, protocol, payload)));
}

interface Content {
  readonly protocol: number;
  readonly payload: Uint8Array;
}

/** Plain GRE (RFC 2784), or the enhanced one with a call id (RFC 2637, 4.1), at times of another payload type, or cut. */
function grePayload(): draw.Drawn<Content> {
  return draw
    .tuple(draw.nat(2), draw.constantFrom(0x880b, 0x0800), draw.nat(2), draw.constantFrom(12, 12, 12, 7, 3))
    .map(([version, type, call, length]) => {
      const payload = new Uint8Array(12);
      put16(payload, 0, version === 1 ? 0x2001 : version);
      put16(payload, 2, type);
      put16(payload, 4, 4);
      put16(payload, 6, call);
      return { protocol: Protocol.GRE, payload: payload.subarray(0, length) };
    });
}

function anyPayload(): draw.Drawn<Content> {
  const protocol = draw.constantFrom(2, 4, Protocol.DCCP, Protocol.ESP, 89, 112, 253);
  return draw.record({ protocol, payload: draw.uint8Array({ maxLength: 24 }) });
}
