import { put16, put32, u16, u32 } from '../../src/packet/bytes';
import { checksum, pseudoHeaderSum } from '../../src/packet/checksum';
import { Family, Protocol } from '../../src/packet/packet';
import { Tcp } from '../../src/packet/tcp';
import * as draw from '../draw';
import { type PacketEvent, withBytes } from '../workload';
import { sequenceOffset } from './sequence-offset';
import { tcpFlags } from './tcp-flags';

/** What happens to one packet of a conversation; `at` counts from the first and goes round at the end. */
type Bend =
  | { readonly kind: 'lose'; readonly at: number }
  | { readonly kind: 'repeat' | 'delay'; readonly at: number; readonly by: number }
  | { readonly kind: 'alter'; readonly at: number; readonly extra: boolean; readonly change: Change }
  | { readonly kind: 'garble'; readonly at: number; readonly byte: number; readonly bits: number };

/** Changes to the fields of a TCP header; the checksum follows. */
interface Change {
  readonly seq: number;
  readonly ack: number;
  readonly flags: number | null;
  readonly window: number | null;
}

/** A conversation to which something happens: packets are lost, repeated, late, garbled, or altered and sent beside the true ones. */
export function bent(conversation: draw.Drawn<PacketEvent[]>, maxBends = 3): draw.Drawn<PacketEvent[]> {
  return draw
    .tuple(conversation, draw.array(bend(), { minLength: 1, maxLength: maxBends }))
    .map(([events, bends]) => bends.reduce(applied, events));
}

function bend(): draw.Drawn<Bend> {
  const at = draw.nat(30);
  return draw.oneof(
    draw.record({ kind: draw.constant('lose' as const), at }),
    draw.record({
      kind: draw.constantFrom('repeat' as const, 'delay' as const),
      at,
      by: draw.integer({ min: 1, max: 4 }),
    }),
    {
      weight: 3,
      arbitrary: draw.record({ kind: draw.constant('alter' as const), at, extra: draw.boolean(), change: change() }),
    },
    draw.record({
      kind: draw.constant('garble' as const),
      at,
      byte: draw.nat(60),
      bits: draw.integer({ min: 1, max: 255 }),
    }),
  );
}

function change(): draw.Drawn<Change> {
  return draw.record({
    seq: sequenceOffset(),
    ack: sequenceOffset(),
    flags: draw.option(tcpFlags(), { nil: null }),
    window: draw.option(draw.constantFrom(0, 1, 65535), { nil: null, freq: 3 }),
  });
}

function applied(events: PacketEvent[], step: Bend): PacketEvent[] {
  if (events.length === 0) return events;
  const at = step.at % events.length;
  const event = events[at];
  switch (step.kind) {
    case 'lose':
      return events.toSpliced(at, 1);
    case 'repeat':
      return events.toSpliced(at + step.by, 0, ...Array<PacketEvent>(step.by).fill(event));
    case 'delay':
      return events.toSpliced(at, 1).toSpliced(at + step.by, 0, event);
    case 'alter':
      return events.toSpliced(at, step.extra ? 0 : 1, withBytes(event, altered(event.bytes, step.change)));
    case 'garble': {
      const bytes = event.bytes.slice();
      bytes[step.byte % bytes.length] ^= step.bits;
      return events.toSpliced(at, 1, withBytes(event, bytes));
    }
  }
}

/** The same segment with other numbers and flags; what is no plain TCP stays as it is. */
function altered(original: Uint8Array, { seq, ack, flags, window }: Change): Uint8Array {
  const family = original[0] >> 4 === 4 ? Family.IPV4 : Family.IPV6;
  const at = family === Family.IPV4 ? 20 : 40;
  const protocol = original[family === Family.IPV4 ? 9 : 6];
  if (protocol !== Protocol.TCP || original.length < at + Tcp.LENGTH) return original;
  const bytes = original.slice();
  put32(bytes, at + Tcp.SEQ, u32(bytes, at + Tcp.SEQ) + seq);
  put32(bytes, at + Tcp.ACK, u32(bytes, at + Tcp.ACK) + ack);
  if (flags !== null) bytes[at + Tcp.FLAGS] = flags;
  put16(bytes, at + Tcp.WINDOW, window ?? u16(bytes, at + Tcp.WINDOW));
  put16(bytes, at + Tcp.CHECKSUM, 0);
  const pseudo = pseudoHeaderSum(bytes, 0, family, Protocol.TCP, bytes.length - at);
  put16(bytes, at + Tcp.CHECKSUM, checksum(bytes, at, bytes.length, pseudo));
  return bytes;
}
