/** Which cells of the transition tables packets have reached, judged from what was seen of them. */

import {
  CHUNK_NAMES,
  NEVER_FIRST,
  SCTP_STATE_NAMES,
  SctpState,
  sctpTransition,
} from '../src/conntrack/protocols/sctp-table';
import { Segment } from '../src/conntrack/protocols/tcp-segment';
import { FLAG_CLASS_NAMES, FlagClass } from '../src/conntrack/protocols/tcp-table';
import { formatAddress } from '../src/packet/address';
import { u16 } from '../src/packet/bytes';
import { Family, familyOfDatagram, Protocol } from '../src/packet/packet';
import { findTransport } from '../src/packet/transport';
import type { Family as FamilyName, SeenPacket, Transition } from './model';

const TCP_HEADER_BYTES = 20;
const SCTP_HEADER_BYTES = 12;

/** Complaints about a header: the tables were never asked. A segment without flags is refused so, which is its cell. */
const HEADER_REASONS = ['truncated packet', 'bad checksum', 'invalid tcp flag combination'];

export function familiesOf(packets: readonly SeenPacket[]): FamilyName[] {
  const versions = new Set(packets.map(({ bytes }) => bytes[0]));
  return [...(versions.has('4') ? ['ipv4' as const] : []), ...(versions.has('6') ? ['ipv6' as const] : [])];
}

/** Each cell once, in the order they were reached. */
export function transitionsOf(packets: readonly SeenPacket[]): Transition[] {
  const found = new Map<string, Transition>();
  for (const packet of packets) {
    for (const each of cellsOf(packet)) found.set(Object.values(each).join(' '), each);
  }
  return [...found.values()];
}

function cellsOf(packet: SeenPacket): Transition[] {
  if (!packet.path.some(({ ctstate }) => ctstate !== null && ctstate !== 'UNTRACKED')) return [];
  const bytes = Buffer.from(packet.bytes, 'hex');
  const family = familyOfDatagram(bytes);
  const found = findTransport(bytes, 0, bytes.length, family);
  if (found < 0) return [];
  const at = found >> 8;
  const direction = directionOf(packet, bytes, family);
  if ((found & 0xff) === Protocol.TCP) return tcpCell(packet, bytes, at, direction);
  return (found & 0xff) === Protocol.SCTP ? sctpCells(packet, bytes, at, direction) : [];
}

/** Told by whose address it comes from: a packet that reopens a closed connection is the first of another one then. */
function directionOf({ before }: SeenPacket, bytes: Uint8Array, family: Family): Transition['direction'] {
  if (before === null) return 'original';
  const source = formatAddress(bytes, family === Family.IPV4 ? 12 : 8, family);
  const [src, sport] = ['src', 'sport'].map(word => new RegExp(` ${word}=(\\S+)`).exec(before.line)?.[1]);
  const port = u16(bytes, findTransport(bytes, 0, bytes.length, family) >> 8);
  return source === src && String(port) === sport ? 'original' : 'reply';
}

function tcpCell(packet: SeenPacket, bytes: Uint8Array, at: number, direction: Transition['direction']): Transition[] {
  if (bytes.length - at < TCP_HEADER_BYTES) return [];
  const segment = new Segment();
  segment.read(bytes, at, bytes.length - at);
  const isRefused = packet.ctstate === 'INVALID' && HEADER_REASONS.includes(packet.reason?.trim() ?? '');
  if (isRefused && segment.flagClass !== FlagClass.NONE) return [];
  const from = packet.before?.state ?? 'NONE';
  return [{ protocol: 'tcp', direction, from, on: FLAG_CLASS_NAMES[segment.flagClass] }];
}

/** Each chunk moves the state on. */
function sctpCells(
  packet: SeenPacket,
  bytes: Uint8Array,
  at: number,
  direction: Transition['direction'],
): Transition[] {
  const { ctstate, reason, before } = packet;
  const isOutOfTheBlue = before === null && NEVER_FIRST.includes(bytes[at + SCTP_HEADER_BYTES]);
  const isJudged = ctstate !== 'INVALID' || reason?.startsWith('Invalid, old_state') || isOutOfTheBlue;
  if (!isJudged) return [];
  const cells: Transition[] = [];
  const names: readonly string[] = SCTP_STATE_NAMES;
  let state: SctpState = names.indexOf(before?.state ?? 'NONE');
  for (let chunk = at + SCTP_HEADER_BYTES; chunk + 4 <= bytes.length; ) {
    const on = CHUNK_NAMES[bytes[chunk]];
    if (on !== undefined) cells.push({ protocol: 'sctp', direction, from: names[state], on });
    state = sctpTransition(direction === 'original' ? 0 : 1, bytes[chunk], state);
    if (state === SctpState.INVALID || u16(bytes, chunk + 2) === 0) break;
    chunk += (u16(bytes, chunk + 2) + 3) & ~3;
  }
  return cells;
}
