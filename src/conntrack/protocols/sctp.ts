/** SCTP (RFC 9260): states by chunks, verification tags, and multihoming's heartbeats (`nf_conntrack_proto_sctp.c`). */
import { Hook, type HookState, Verdict } from '../../netfilter/hooks';
import { u16, u32 } from '../../packet/bytes';
import { crc32c } from '../../packet/crc32c';
import { dirOf, type Packet, Protocol } from '../../packet/packet';
import { Chunk } from '../../packet/sctp-chunks';
import type { Conntrack } from '../conntrack';
import { EventBit } from '../events';
import { Status } from '../status';
import { Dir, Field } from '../store';
import { Answer, type L4Protocol, readPorts, swapPorts } from './protocol';
import { NEVER_FIRST, SCTP_STATE_NAMES, SctpState, sctpTransition } from './sctp-table';

/** The protocol's words of a record. */
const enum Sctp {
  STATE = Field.PROTO,
  /** The verification tag that packets of each direction must carry. */
  VTAG = Field.PROTO + 1,
  /** Whether each direction has sent an INIT. */
  INIT = Field.PROTO + 3,
  /** Direction of the last heartbeat with a strange tag, and whether there was one. */
  LAST_DIR = Field.PROTO + 5,
  HEARTBEAT_FAILED = Field.PROTO + 6,
}

const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 4;
/** Of INIT and INIT ACK behind the chunk header: initiate tag, window, streams, initial TSN. */
const INIT_BYTES = 16;
/** ABORT and SHUTDOWN COMPLETE: the tag is the sender's own, reflected (RFC 9260, 8.5.1). */
const REFLECTED_TAG = 0x01;

/** Chunks that have rules of their own for the tag (RFC 9260, 8.5.1). */
const TAG_CHECKED_APART =
  bit(Chunk.INIT) |
  bit(Chunk.SHUTDOWN_COMPLETE) |
  bit(Chunk.COOKIE_ECHO) |
  bit(Chunk.ABORT) |
  bit(Chunk.SHUTDOWN_ACK) |
  bit(Chunk.HEARTBEAT) |
  bit(Chunk.HEARTBEAT_ACK);
const NEVER_FIRST_BITS = NEVER_FIRST.reduce((bits, chunk) => bits | bit(chunk), 0);
const ALONE = bit(Chunk.INIT) | bit(Chunk.INIT_ACK) | bit(Chunk.SHUTDOWN_COMPLETE);

export const sctp: L4Protocol = {
  name: 'sctp',
  allowClash: false,
  tupleId: readPorts,
  invertId: swapPorts,

  packet(conntrack, packet, at, ct, state) {
    const error = headerError(conntrack, packet, at, state);
    if (error !== null) return conntrack.invalid(packet, Protocol.SCTP, error);
    const chunks = chunkSet(conntrack, packet, at);
    if (chunks === null) return Answer.INVALID;
    const words = conntrack.store.words;
    const base = ct * Field.WORDS;
    if (!(words[base + Field.STATUS] & Status.CONFIRMED)) {
      if (chunks & NEVER_FIRST_BITS || !open(packet, at, words, base)) return Answer.INVALID;
    }
    const dir = dirOf(packet.ctinfo);
    const vtag = u32(packet.bytes, at + 4);
    const expected = words[base + Sctp.VTAG + dir] >>> 0;
    if (!(chunks & TAG_CHECKED_APART) && vtag !== expected) {
      const message = `verification tag check failed ${asStored(vtag)} vs ${asStored(expected)} for dir ${dir}`;
      return conntrack.invalid(packet, Protocol.SCTP, message);
    }
    return track(conntrack, packet, at, ct, chunks);
  },

  canEarlyDrop(words, base) {
    const state = words[base + Sctp.STATE];
    return state >= SctpState.SHUTDOWN_SENT && state <= SctpState.SHUTDOWN_ACK_SENT;
  },
  stateName: (words, base) => SCTP_STATE_NAMES[words[base + Sctp.STATE]],
};

function bit(chunk: number): number {
  return chunk < 31 ? 1 << chunk : 0;
}

/** The tag as the kernel prints it on a little-endian machine, without turning it round. */
function asStored(tag: number): string {
  const turned = ((tag & 0xff) << 24) | ((tag & 0xff00) << 8) | ((tag >>> 8) & 0xff00) | (tag >>> 24);
  return (turned >>> 0).toString(16);
}

/** The kernel's complaint about the header, or null (`sctp_error`). */
function headerError(conntrack: Conntrack, packet: Packet, at: number, state: HookState): string | null {
  const { bytes, end } = packet;
  if (end - at < HEADER_BYTES) return 'nf_ct_sctp: short packet ';
  if (state.hook !== Hook.PREROUTING || !conntrack.settings.checksum) return null;
  packet.pull(at + HEADER_BYTES);
  const stored = (bytes[at + 8] | (bytes[at + 9] << 8) | (bytes[at + 10] << 16) | (bytes[at + 11] << 24)) >>> 0;
  return stored === crc32c(bytes, at, end, at + 8) ? null : 'nf_ct_sctp: bad CRC ';
}

/** Offset of the chunk behind the one at `chunk`, whose length is rounded up to four. */
function nextChunk(bytes: Uint8Array, chunk: number): number {
  return chunk + ((u16(bytes, chunk + 2) + 3) & ~3);
}

/** The set of chunk types, as bits; null where there is none, or one stands where it must not (`do_basic_checks`). */
function chunkSet(conntrack: Conntrack, packet: Packet, at: number): number | null {
  const { bytes, end } = packet;
  let chunks = 0;
  let count = 0;
  for (let chunk = at + HEADER_BYTES; chunk + CHUNK_HEADER_BYTES <= end; chunk = nextChunk(bytes, chunk)) {
    const type = bytes[chunk];
    chunks |= bit(type);
    const alone = (chunks & ALONE) !== 0;
    const mustBeFirst = type === Chunk.COOKIE_ACK || type === Chunk.COOKIE_ECHO || alone;
    if ((mustBeFirst && count !== 0) || u16(bytes, chunk + 2) === 0) {
      const length = bytes[chunk + 2] | (bytes[chunk + 3] << 8);
      const what = `chunk num ${count}, type ${type}, len ${length} flag ${alone ? 1 : 0}`;
      conntrack.invalid(packet, Protocol.SCTP, `do_basic_checks failed. ${what}\n`);
      return null;
    }
    count++;
  }
  return count === 0 ? null : chunks;
}

/** What the first packet makes of a new connection; false where none can begin like this (`sctp_new`). */
function open(packet: Packet, at: number, words: Int32Array, base: number): boolean {
  const { bytes, end } = packet;
  const vtag = u32(bytes, at + 4);
  for (let chunk = at + HEADER_BYTES; chunk + CHUNK_HEADER_BYTES <= end; chunk = nextChunk(bytes, chunk)) {
    const type = bytes[chunk];
    if (sctpTransition(Dir.ORIGINAL, type, SctpState.NONE) === SctpState.NONE) return false;
    if (type === Chunk.INIT) {
      if (vtag !== 0 || !hasInit(chunk, end)) return false;
      words[base + Sctp.VTAG + Dir.REPLY] = u32(bytes, chunk + CHUNK_HEADER_BYTES);
    } else if (type === Chunk.HEARTBEAT) {
      words[base + Sctp.VTAG + Dir.ORIGINAL] = vtag;
    } else if (type === Chunk.SHUTDOWN_ACK) {
      words[base + Sctp.VTAG + Dir.REPLY] = vtag;
    }
  }
  return true;
}

function hasInit(chunk: number, end: number): boolean {
  return chunk + CHUNK_HEADER_BYTES + INIT_BYTES <= end;
}

/** What a chunk does: goes on to the table, ends the packet as INVALID, or counts for nothing. */
const enum Effect {
  STEP,
  REFUSE,
  SKIP,
}

/** Goes through the chunks, each of which may move the state (`nf_conntrack_sctp_packet`). */
function track(conntrack: Conntrack, packet: Packet, at: number, ct: number, chunks: number): number {
  const { bytes, end } = packet;
  const words = conntrack.store.words;
  const base = ct * Field.WORDS;
  const dir = dirOf(packet.ctinfo);
  const vtag = u32(bytes, at + 4) | 0;
  let next = SctpState.NONE;
  let idle = false;
  for (let chunk = at + HEADER_BYTES; chunk + CHUNK_HEADER_BYTES <= end; chunk = nextChunk(bytes, chunk)) {
    const type = bytes[chunk];
    const strangeIsFatal = (chunks & bit(Chunk.DATA)) !== 0 || idle;
    const effect = checkTag(words, base, dir, vtag, type, bytes[chunk + 1], strangeIsFatal);
    if (effect === Effect.REFUSE) return Answer.INVALID;
    if (effect === Effect.SKIP) {
      idle = true;
      continue;
    }
    const old: SctpState = words[base + Sctp.STATE];
    next = sctpTransition(dir, type, old);
    if (next === SctpState.INVALID) {
      return conntrack.invalid(packet, Protocol.SCTP, `Invalid, old_state ${old}, dir ${dir}, type ${type}`);
    }
    if (type === Chunk.INIT || type === Chunk.INIT_ACK) {
      if (!hasInit(chunk, end)) return Answer.INVALID;
      const tag = u32(bytes, chunk + CHUNK_HEADER_BYTES) | 0;
      if (type === Chunk.INIT) noteInit(conntrack, base, dir, tag, old);
      else if (!initAckFits(words, base, dir, tag)) return Answer.INVALID;
      words[base + Sctp.VTAG + 1 - dir] = tag;
      // An INIT sent again must not keep the entry alive for ever.
      const again = next === SctpState.CLOSED && old === SctpState.CLOSED && conntrack.store.isConfirmed(ct);
      if (type === Chunk.INIT && again) idle = true;
    }
    moveTo(conntrack, words, ct, old, next);
  }
  const timeouts = conntrack.store.timeouts(ct) ?? conntrack.settings.sctpTimeouts;
  if (!idle) conntrack.refresh(ct, packet, timeouts[next]);
  return Verdict.ACCEPT;
}

/** The verification tag, by the rules of each chunk (RFC 9260, 8.5.1). */
function checkTag(
  words: Int32Array,
  base: number,
  dir: Dir,
  vtag: number,
  type: number,
  flags: number,
  strangeIsFatal: boolean,
): Effect {
  const own = base + Sctp.VTAG + dir;
  const peer = base + Sctp.VTAG + 1 - dir;
  switch (type) {
    case Chunk.INIT:
      return vtag === 0 ? Effect.STEP : Effect.REFUSE;
    case Chunk.ABORT:
    case Chunk.SHUTDOWN_COMPLETE:
      return vtag === words[flags & REFLECTED_TAG ? peer : own] ? Effect.STEP : Effect.REFUSE;
    case Chunk.COOKIE_ECHO:
      return vtag === words[own] ? Effect.STEP : Effect.REFUSE;
    case Chunk.COOKIE_ACK:
      words[base + Sctp.INIT] = words[base + Sctp.INIT + 1] = 0;
      return Effect.STEP;
    case Chunk.HEARTBEAT:
    case Chunk.HEARTBEAT_ACK:
      break;
    default:
      return Effect.STEP;
  }
  // Heartbeats may come over a path whose handshake went another way: the first tag is believed.
  if (words[own] === 0) {
    words[own] = vtag;
    return Effect.STEP;
  }
  if (vtag === words[own]) {
    words[base + Sctp.HEARTBEAT_FAILED] = 0;
    return Effect.STEP;
  }
  if (strangeIsFatal) return Effect.REFUSE;
  if (type === Chunk.HEARTBEAT) {
    words[base + Sctp.HEARTBEAT_FAILED] = 1;
    words[base + Sctp.LAST_DIR] = dir;
    return Effect.SKIP;
  }
  // A strange tag that the other side answers is a new association's.
  if (!words[base + Sctp.HEARTBEAT_FAILED] || words[base + Sctp.LAST_DIR] === dir) return Effect.REFUSE;
  words[base + Sctp.HEARTBEAT_FAILED] = 0;
  words[own] = vtag;
  words[peer] = 0;
  return Effect.STEP;
}

/** Notes who has sent an INIT, for both may (RFC 9260, 5.2.1); one that repeats the tag says nothing new. */
function noteInit({ linux, store: { words } }: Conntrack, base: number, dir: Dir, tag: number, old: SctpState): void {
  const isRepeated = old !== SctpState.NONE && words[base + Sctp.VTAG + 1 - dir] === tag;
  if (isRepeated && linux.follows['sctp-init-once']) return;
  const own = base + Sctp.INIT + dir;
  const other = base + Sctp.INIT + 1 - dir;
  if (words[own] && words[other]) words[other] = 0;
  words[own] = 1;
}

function initAckFits(words: Int32Array, base: number, dir: Dir, tag: number): boolean {
  const known = words[base + Sctp.VTAG + 1 - dir];
  const ownInit = words[base + Sctp.INIT + dir];
  const otherInit = words[base + Sctp.INIT + 1 - dir];
  if (!otherInit && known && known !== tag) return false;
  return !(ownInit && otherInit && known !== tag);
}

function moveTo(conntrack: Conntrack, words: Int32Array, ct: number, old: SctpState, next: SctpState): void {
  const base = ct * Field.WORDS;
  words[base + Sctp.STATE] = next;
  if (old === next) return;
  conntrack.event(ct, EventBit.PROTOINFO);
  if (next !== SctpState.ESTABLISHED || words[base + Field.STATUS] & Status.ASSURED) return;
  words[base + Field.STATUS] |= Status.ASSURED;
  conntrack.event(ct, EventBit.ASSURED);
}
