import type { TcpFields } from '../../src/packet/tcp';
import type { Flow, Way } from '../datagram';
import { tcpSegment } from '../datagram';
import * as draw from '../draw';
import { filled } from '../filled';
import type { PacketEvent } from '../workload';
import { flow } from './flow';
import { sequenceOffset } from './sequence-offset';
import { tcpFlags } from './tcp-flags';
import { tcpOptions } from './tcp-options';

/** The fields of a segment that may fit or not, its numbers counted from `seq` and `ack`: near the window and far from it. */
export function segmentFields(seq = 0, ack = 0): draw.Drawn<Partial<TcpFields>> {
  return draw
    .record({
      flags: tcpFlags(),
      seq: sequenceOffset().map(offset => (seq + offset) >>> 0),
      ack: sequenceOffset().map(offset => (ack + offset) >>> 0),
      window: draw.constantFrom(65535, 0, 1, 512, 8192),
      length: draw.constantFrom(0, 0, 1, 10, 1460),
      options: tcpOptions(),
    })
    .map(({ flags, seq, ack, window, length, options }) => ({
      flags,
      seq,
      ack,
      window,
      options,
      payload: filled(length),
    }));
}

/** Segments of one flow that nobody agreed upon. */
export function segments(): draw.Drawn<PacketEvent[]> {
  const ways = draw.constantFrom<Way>(0, 0, 1);
  return draw
    .tuple(flow(), draw.array(draw.tuple(ways, segmentFields(1000, 5000)), { minLength: 1, maxLength: 6 }))
    .map(([between, list]) => list.map(([way, fields]) => segmentOf(between, way, fields)));
}

/** The other way the two numbers change places. */
function segmentOf(between: Flow, way: Way, fields: Partial<TcpFields>): PacketEvent {
  const { flags, seq, ack, window, options, payload } = fields;
  return tcpSegment(between, way, way === 0 ? fields : { flags, seq: ack, ack: seq, window, options, payload });
}
