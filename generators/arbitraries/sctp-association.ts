import { put16, put32 } from '../../src/packet/bytes';
import { Chunk } from '../../src/packet/sctp-chunks';
import { type Flow, sctpPacket, type Way } from '../datagram';
import * as draw from '../draw';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

/** One packet: who sends it, the chunks in it, and whether it carries the wrong tag. */
interface Step {
  readonly way: Way;
  readonly chunks: readonly number[];
  readonly strange: boolean;
}

/** An SCTP association (RFC 9260): set up in four packets, used, shut down; cut short, and with packets that do not belong. */
export function sctpAssociation(): draw.Drawn<PacketEvent[]> {
  const extra = draw.record({
    way: draw.constantFrom<Way>(0, 1),
    chunks: draw.array(draw.constantFrom(...CHUNKS), { minLength: 1, maxLength: 2 }),
    strange: draw.constantFrom(false, false, true),
  });
  return draw
    .tuple(
      flow({ port: 5060 }),
      draw.nat(LIFE.length),
      draw.array(draw.tuple(draw.nat(LIFE.length), extra), { maxLength: 3 }),
    )
    .map(([between, length, extras]) => {
      const steps: Step[] = LIFE.slice(0, length + 1);
      for (const [at, step] of extras) steps.splice(at, 0, step);
      return steps.map(step => packetOf(between, step));
    });
}

/** Tags that each end wants to see, by the way its packets go. */
const TAGS = [0x11111111, 0x22222222] as const;

function packetOf(between: Flow, { way, chunks, strange }: Step): PacketEvent {
  // An INIT goes to an end that has no tag yet.
  const right = chunks.includes(Chunk.INIT) ? 0 : TAGS[1 - way];
  return sctpPacket(
    between,
    way,
    strange ? right + 1 : right,
    chunks.map(type => chunk(type, TAGS[way])),
  );
}

function chunk(type: number, tag: number): Uint8Array {
  const hasTag = type === Chunk.INIT || type === Chunk.INIT_ACK;
  const bytes = new Uint8Array(hasTag ? 20 : 8);
  bytes[0] = type;
  put16(bytes, 2, bytes.length);
  if (hasTag) put32(bytes, 4, tag);
  return bytes;
}

function honest(way: Way, type: number): Step {
  return { way, chunks: [type], strange: false };
}

const LIFE: readonly Step[] = [
  honest(0, Chunk.INIT),
  honest(1, Chunk.INIT_ACK),
  honest(0, Chunk.COOKIE_ECHO),
  honest(1, Chunk.COOKIE_ACK),
  honest(0, Chunk.DATA),
  honest(1, Chunk.HEARTBEAT),
  honest(0, Chunk.HEARTBEAT_ACK),
  honest(0, Chunk.SHUTDOWN),
  honest(1, Chunk.SHUTDOWN_ACK),
  honest(0, Chunk.SHUTDOWN_COMPLETE),
];

const CHUNKS = [
  Chunk.DATA,
  Chunk.INIT,
  Chunk.INIT_ACK,
  Chunk.HEARTBEAT,
  Chunk.HEARTBEAT_ACK,
  Chunk.ABORT,
  Chunk.SHUTDOWN,
  Chunk.SHUTDOWN_ACK,
  Chunk.ERROR,
  Chunk.COOKIE_ECHO,
  Chunk.COOKIE_ACK,
  Chunk.SHUTDOWN_COMPLETE,
] as const;
