/**
 * Sequence numbers of connections whose payload NAT has made longer or shorter: what lies behind the change is moved by
 * the difference, acknowledgments back (`nf_conntrack_seqadj.c`).
 */
import { put32, u16, u32 } from '../packet/bytes';
import { carryOn } from '../packet/checksum';
import { dirOf, type Packet } from '../packet/packet';
import { Status } from './status';
import { type ConnectionStore, type Dir, Field } from './store';

/** What is done to the numbers of one direction (`struct nf_ct_seqadj`). */
export interface Adjustment {
  /** Sequence number of the last segment that was changed. */
  position: number;
  /** Bytes added so far: to what comes up to that segment, and behind it. */
  before: number;
  after: number;
}

export type Adjustments = [original: Adjustment, reply: Adjustment];

/** Notes that a segment's payload has got longer by `growth` bytes (`nf_ct_seqadj_set`). */
export function adjustFrom(store: ConnectionStore, packet: Packet, sequence: number, growth: number): void {
  if (growth === 0) return;
  const extension = store.extend(packet.ct);
  extension.adjustments ??= [
    { position: 0, before: 0, after: 0 },
    { position: 0, before: 0, after: 0 },
  ];
  store.words[packet.ct * Field.WORDS + Field.STATUS] |= Status.SEQ_ADJUST;
  const adjustment = extension.adjustments[dirOf(packet.ctinfo)];
  // One change within a window is all that can be remembered; a retransmission is none.
  if (adjustment.before !== adjustment.after && !isAfter(sequence, adjustment.position)) return;
  adjustment.position = sequence;
  adjustment.before = adjustment.after;
  adjustment.after += growth;
}

/** What to take off an acknowledgment number that speaks of the data of `dir` (`nf_ct_seq_offset`). */
export function sequenceOffset(store: ConnectionStore, ct: number, dir: Dir, sequence: number): number {
  const adjustment = store.extension(ct)?.adjustments?.[dir];
  return adjustment ? offsetAt(adjustment, sequence) : 0;
}

/** Moves a segment's sequence number, acknowledgment and selective acknowledgments; false where its options are broken (`nf_ct_seq_adjust`). */
export function adjust(adjustments: Adjustments, packet: Packet, at: number): boolean {
  const { bytes, end } = packet;
  if (end - at < 20) return false;
  const dir = dirOf(packet.ctinfo);
  const sequence = u32(bytes, at + 4);
  replace(bytes, at, at + 4, sequence + offsetAt(adjustments[dir], sequence));
  if (!(bytes[at + 13] & ACK)) return true;
  const other = adjustments[dir ^ 1];
  replace(bytes, at, at + 8, acknowledged(other, u32(bytes, at + 8)));
  return adjustSacks(packet, at, other);
}

const ACK = 0x10;
const SACK = 5;
const BLOCK_BYTES = 8;

function adjustSacks({ bytes, end }: Packet, at: number, other: Adjustment): boolean {
  const last = at + ((bytes[at + 12] >>> 4) << 2);
  if (last > end) return false;
  for (let option = at + 20; option < last; ) {
    const kind = bytes[option];
    if (kind === 0) return true;
    if (kind === 1) {
      option++;
      continue;
    }
    const length = bytes[option + 1];
    if (option + 1 === last || option + length > last || length < 2) return false;
    if (kind === SACK && length > 2 && (length - 2) % BLOCK_BYTES === 0) {
      for (let edge = option + 2; edge < option + length; edge += 4) {
        replace(bytes, at, edge, acknowledged(other, u32(bytes, edge)));
      }
    }
    option += length;
  }
  return true;
}

function acknowledged(other: Adjustment, number: number): number {
  return number - offsetAt(other, number - other.before);
}

function offsetAt({ position, before, after }: Adjustment, sequence: number): number {
  return isAfter(sequence, position) ? after : before;
}

function isAfter(a: number, b: number): boolean {
  return ((a - b) | 0) > 0;
}

/** Replaces 32 bits of a segment, and in its checksum. */
function replace(bytes: Uint8Array, segment: number, at: number, value: number): void {
  const before = u16(bytes, at) + u16(bytes, at + 2);
  put32(bytes, at, value);
  carryOn(bytes, segment + 16, before, u16(bytes, at) + u16(bytes, at + 2));
}
