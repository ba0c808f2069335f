import { buildIpv4, Ipv4Flag, parseIpv4, reduceIpv4 } from '../../src/packet/ipv4';
import { buildIpv6, fragmentHeader, Ipv6, parseIpv6 } from '../../src/packet/ipv6';
import { Protocol } from '../../src/packet/packet';
import { packetBytes } from '../../src/packet/room';
import * as draw from '../draw';
import { type PacketEvent, withBytes } from '../workload';
import { altered, type Change } from './altered';

/** A piece of the datagram that was cut, in bytes of what can be cut. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly more: boolean;
  /** Traffic class, where it is another than that of the datagram. */
  readonly tos?: number;
  /** The protocol, where the piece tells another one. */
  readonly protocol?: number;
}

/**
 * What goes wrong with a train: nothing; a piece that never comes, that comes twice, that overlaps another, that is no
 * multiple of eight bytes, or empty, or lies beyond the end or where no datagram reaches; another end; two trains mixed;
 * marks of congestion or a protocol that do not fit.
 */
const FAULTS = [
  'none',
  'none',
  'none',
  'none',
  'lost',
  'repeated',
  'overlapping',
  'uneven',
  'empty',
  'beyond',
  'huge',
  'end',
  'mixed',
  'marked',
  'protocol',
] as const;
type Fault = (typeof FAULTS)[number];

interface Cut {
  readonly id: number;
  /** Lengths of the pieces, in units of eight bytes; the last piece is the rest. */
  readonly units: readonly number[];
  readonly order: readonly number[];
  readonly fault: Fault;
  readonly at: number;
}

/** A conversation whose datagrams come in fragments, some of them or all, in any order; most trains are whole. */
export function inFragments(conversation: draw.Drawn<PacketEvent[]>): draw.Drawn<PacketEvent[]> {
  return altered(conversation, cuts());
}

function cuts(): draw.Drawn<Change> {
  return draw
    .record<Cut>({
      id: draw.nat(3),
      units: draw.array(draw.constantFrom(1, 2, 3, 4, 8, 60), { maxLength: 4 }),
      order: draw.array(draw.nat(5), { maxLength: 4 }),
      fault: draw.constantFrom<Fault>(...FAULTS),
      at: draw.nat(5),
    })
    .map(cut => event => fragments(event, cut));
}

function fragments(event: PacketEvent, { id, units, order, fault, at }: Cut): PacketEvent[] {
  const build = event.bytes[0] >> 4 === 6 ? ipv6Fragments(event.bytes) : ipv4Fragments(event.bytes);
  if (!build) return [event];
  const pieces = shuffled(spoilt(piecesOf(build.length, units), fault, at), order);
  const ids = fault === 'mixed' ? [id, id + 1] : [id];
  const events: PacketEvent[] = [];
  for (const piece of pieces) for (const each of ids) events.push(withBytes(event, build.fragment(piece, each)));
  return events;
}

function piecesOf(length: number, units: readonly number[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const each of units) {
    if (from + 8 * each >= length) break;
    pieces.push({ from, to: from + 8 * each, more: true });
    from += 8 * each;
  }
  return [...pieces, { from, to: length, more: false }];
}

function spoilt(pieces: Piece[], fault: Fault, index: number): Piece[] {
  const at = index % pieces.length;
  const piece = pieces[at];
  const { length } = pieces;
  const end = pieces[length - 1].to;
  const also = (more: Piece) => pieces.toSpliced(at, 0, more);
  switch (fault) {
    case 'none':
    case 'mixed':
      return pieces;
    case 'lost':
      return pieces.toSpliced(at, 1);
    case 'repeated':
      return also(piece);
    case 'overlapping':
      return also({ ...piece, from: Math.max(0, piece.from - 8), to: piece.to + (piece.more ? 8 : 0) });
    case 'uneven':
      return pieces.with(at, { ...piece, to: piece.to - 3, more: true });
    case 'empty':
      return also({ ...piece, to: piece.from });
    case 'beyond':
      return also({ from: (end + 15) & ~7, to: ((end + 15) & ~7) + 8, more: true });
    case 'huge':
      return also({ from: 65528, to: 65528 + 16, more: index % 2 === 0 });
    case 'end':
      return also({ ...piece, more: false });
    case 'marked':
      return pieces.with(at, { ...piece, tos: index % 4 });
    case 'protocol':
      return pieces.with(at, { ...piece, protocol: Protocol.TCP });
  }
}

/** Takes the pieces out one by one at the places that `order` names. */
function shuffled(pieces: readonly Piece[], order: readonly number[]): Piece[] {
  const left = [...pieces];
  const taken: Piece[] = [];
  for (const place of order) if (left.length > 0) taken.push(...left.splice(place % left.length, 1));
  return [...taken, ...left];
}

/** How a datagram is cut: the bytes that can be, and the fragment of a piece. */
interface Cutter {
  readonly length: number;
  fragment(piece: Piece, id: number): Uint8Array;
}

function ipv4Fragments(bytes: Uint8Array): Cutter | null {
  const read = parseIpv4(bytes);
  if (!read) return null;
  const { fields } = reduceIpv4(read);
  const { version, ihl, totalLength, ttl, checksum, source, destination, options, payload } = fields;
  return {
    length: payload.length,
    fragment: ({ from, to, more, tos = fields.tos, protocol = fields.protocol }, id) =>
      buildIpv4({
        version,
        ihl,
        tos,
        totalLength,
        id,
        flags: more ? Ipv4Flag.MORE_FRAGMENTS : 0,
        offset: from & 0xfff8,
        ttl,
        protocol,
        checksum,
        source,
        destination,
        options,
        payload: slice(payload, from, to),
      }),
  };
}

/** What routers on the way look at stays before the fragment header (RFC 8200, 4.5). */
function ipv6Fragments(bytes: Uint8Array): Cutter | null {
  const fields = parseIpv6(bytes);
  if (!fields) return null;
  const { version, flowLabel, hopLimit, source, destination, headers } = fields;
  const first = headers.findIndex(({ type }) => type !== Protocol.HOPOPT && type !== Protocol.ROUTING);
  const kept = headers.slice(0, first < 0 ? headers.length : first);
  const at = kept.reduce((sum, header) => sum + 1 + header.bytes.length, Ipv6.LENGTH as number);
  const next = headers[kept.length]?.type ?? fields.protocol;
  const payload = bytes.subarray(at);
  return {
    length: payload.length,
    fragment: ({ from, to, more, tos = fields.trafficClass, protocol = next }, id) =>
      buildIpv6({
        version,
        trafficClass: tos,
        flowLabel,
        hopLimit,
        source,
        destination,
        headers: [...kept, fragmentHeader(from & 0xfff8, more, id)],
        protocol,
        payload: slice(payload, from, to),
      }),
  };
}

/** Beyond the end there are zeros. */
function slice(payload: Uint8Array, from: number, to: number): Uint8Array {
  const piece = packetBytes(Math.max(0, to - from));
  piece.set(payload.subarray(from, from + piece.length));
  return piece;
}
