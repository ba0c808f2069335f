import { buildIpv4, Ipv4, Ipv4Flag } from '../../src/packet/ipv4';
import { buildIpv6, fragmentHeader, Ipv6 } from '../../src/packet/ipv6';
import { Family, Protocol } from '../../src/packet/packet';
import { type Flow, udpDatagram } from '../datagram';
import * as draw from '../draw';
import { filled } from '../filled';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

/** A piece of the datagram that was cut: offset and length in units of eight bytes. */
interface Piece {
  readonly offset: number;
  readonly units: number;
  /** Behind the end of the datagram, and yet not the last. */
  readonly isBeyond?: boolean;
}

/** What goes wrong with a train: nothing, a piece that never comes, one that comes twice, one that overlaps another or lies beyond the end; or two trains are mixed. */
type Fault = 'none' | 'lost' | 'repeated' | 'overlapping' | 'beyond' | 'mixed';

/** A UDP datagram in fragments, in any order: most trains are whole. */
export function fragmentTrain(flows: draw.Drawn<Flow> = flow()): draw.Drawn<PacketEvent[]> {
  return draw
    .record({
      between: flows,
      id: draw.nat(3),
      cuts: draw.array(draw.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
      /** Bytes of the last piece beyond whole units. */
      rest: draw.nat(7),
      order: draw.array(draw.nat(5), { maxLength: 5 }),
      fault: draw.constantFrom<Fault>('none', 'none', 'none', 'lost', 'repeated', 'overlapping', 'beyond', 'mixed'),
      at: draw.nat(5),
    })
    .map(({ between, id, cuts, rest, order, fault, at }) => {
      const pieces = shuffled(spoilt(piecesOf(cuts), fault, at), order);
      const last = cuts.reduce((sum, units) => sum + units, 0);
      const whole = udpDatagram(between, 0, filled(8 * last + rest - UDP_HEADER));
      const ids = fault === 'mixed' ? [id, id + 1] : [id];
      return pieces.flatMap(piece => ids.map(each => fragment(between, each, piece, whole)));
    });
}

/** The last piece has one unit more, so that there is always something to come after a cut. */
function piecesOf(cuts: readonly number[]): Piece[] {
  let offset = 0;
  return cuts.map(units => {
    const piece = { offset, units };
    offset += units;
    return piece;
  });
}

function spoilt(pieces: Piece[], fault: Fault, index: number): Piece[] {
  const at = index % pieces.length;
  const piece = pieces[at];
  switch (fault) {
    case 'none':
    case 'mixed':
      return pieces;
    case 'lost':
      return pieces.toSpliced(at, 1);
    case 'repeated':
      return pieces.toSpliced(at, 0, piece);
    case 'beyond':
      return pieces.toSpliced(at, 0, { offset: pieces[pieces.length - 1].offset + 8, units: 1, isBeyond: true });
    case 'overlapping':
      return pieces.toSpliced(at, 0, { offset: Math.max(0, piece.offset - 1), units: piece.units + 1 });
  }
}

/** Takes the pieces out one by one at the places that `order` names. */
function shuffled(pieces: readonly Piece[], order: readonly number[]): Piece[] {
  const left = [...pieces];
  const taken: Piece[] = [];
  for (const place of order) if (left.length > 0) taken.push(...left.splice(place % left.length, 1));
  return [...taken, ...left];
}

function fragment(
  between: Flow,
  id: number,
  { offset, units, isBeyond = false }: Piece,
  whole: PacketEvent,
): PacketEvent {
  const isIpv4 = between.family === Family.IPV4;
  const payload = whole.bytes.subarray(isIpv4 ? Ipv4.LENGTH : Ipv6.LENGTH);
  const from = 8 * offset;
  // Less than a unit is left behind the last cut: it belongs to the piece before it.
  const to = payload.length - (from + 8 * units) < 8 ? payload.length : from + 8 * units;
  const more = isBeyond || to < payload.length;
  const [source, target] = between.ends;
  const fields = {
    source: source.address,
    destination: target.address,
    protocol: Protocol.UDP,
    payload: isBeyond ? payload.subarray(0, UDP_HEADER) : payload.subarray(from, to),
  };
  const bytes = isIpv4
    ? buildIpv4({ ...fields, id, offset: from, flags: more ? Ipv4Flag.MORE_FRAGMENTS : 0 })
    : buildIpv6({ ...fields, headers: [fragmentHeader(from, more, id)] });
  return { ...whole, bytes };
}

const UDP_HEADER = 8;
