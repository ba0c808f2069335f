import { put16, put32 } from '../../src/packet/bytes';
import { Family, Protocol } from '../../src/packet/packet';
import { datagram, type Flow, type Way } from '../datagram';
import * as draw from '../draw';
import { TcpTalk } from '../tcp-talk';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

export const PPTP_PORT = 1723;

/** A control message by its type, or packets of the tunnel; with what may be wrong about them. */
interface Step {
  readonly type: number;
  readonly way: Way;
  readonly id: number;
  readonly peer: number;
  readonly result: number;
  readonly cut: number;
}

/** A PPTP session (RFC 2637): a control connection, calls, and the tunnels that they open. */
export function pptpSession(): draw.Drawn<PacketEvent[]> {
  const id = draw.constantFrom(1, 2, 0);
  const step = draw.record({
    type: draw.constantFrom(1, 2, 3, 4, 5, 7, 8, 8, 9, 10, 11, 12, 13, 15, 0, 16, TUNNEL, TUNNEL, TUNNEL),
    way: draw.constantFrom<Way>(0, 1),
    id,
    peer: id,
    result: draw.constantFrom(1, 1, 1, 2),
    cut: draw.constantFrom(0, 0, 0, 0, 1, 160),
  });
  const begins = draw.constantFrom(OUTGOING, OUTGOING, INCOMING, []);
  return draw
    .tuple(
      flow({ port: PPTP_PORT, family: draw.constant(Family.IPV4), forwarded: true }),
      begins,
      draw.array(step, { maxLength: 10 }),
      draw.boolean(),
    )
    .map(([between, beginning, steps, ends]) => {
      const talk = new TcpTalk(between, [1000, 5000]).open();
      for (const each of [...beginning, ...steps]) {
        if (each.type === TUNNEL) talk.events.push(tunnelled(between, each));
        else talk.send(each.way, message(each));
      }
      if (ends) talk.close(0);
      return talk.events;
    });
}

const TUNNEL = -1;

/** The messages of a call as it should be, opened by either side. */
const SESSION: readonly Step[] = [
  { type: 1, way: 0, id: 0, peer: 0, result: 1, cut: 0 },
  { type: 2, way: 1, id: 0, peer: 0, result: 1, cut: 0 },
];
const OUTGOING: readonly Step[] = [
  ...SESSION,
  { type: 7, way: 0, id: 1, peer: 0, result: 1, cut: 0 },
  { type: 8, way: 1, id: 2, peer: 1, result: 1, cut: 0 },
];
const INCOMING: readonly Step[] = [
  ...SESSION,
  { type: 9, way: 1, id: 2, peer: 0, result: 1, cut: 0 },
  { type: 10, way: 0, id: 1, peer: 2, result: 1, cut: 0 },
  { type: 11, way: 1, id: 1, peer: 0, result: 1, cut: 0 },
];

/** Bytes of each message, and where its result is. */
const LENGTHS = [16, 156, 156, 16, 16, 16, 20, 168, 32, 220, 24, 28, 16, 148, 40, 24];
const RESULT_AT: Readonly<Record<number, number>> = { 2: 14, 4: 12, 8: 16, 10: 16 };

function message({ type, id, peer, result, cut }: Step): Uint8Array {
  const bytes = new Uint8Array(LENGTHS[type] ?? 16);
  put16(bytes, 0, bytes.length);
  put16(bytes, 2, 1);
  put32(bytes, 4, 0x1a2b3c4d);
  put16(bytes, 8, type);
  if (type > 4) put16(bytes, 12, id);
  if (type > 4) put16(bytes, 14, peer);
  if (RESULT_AT[type]) bytes[RESULT_AT[type]] = result;
  return bytes.subarray(0, Math.max(1, bytes.length - cut));
}

/** Enhanced GRE with PPP in it; the key is the receiver's call id. */
function tunnelled(between: Flow, { way, id }: Step): PacketEvent {
  const bytes = new Uint8Array(16);
  put16(bytes, 0, 0x3001);
  put16(bytes, 2, 0x880b);
  put16(bytes, 4, 4);
  put16(bytes, 6, id);
  return datagram(between, way, Protocol.GRE, bytes);
}
