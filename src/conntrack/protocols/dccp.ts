/** DCCP (RFC 4340): states by packet types, and who is client and who server (`nf_conntrack_proto_dccp.c`, until Linux 6.15). */
import { Hook, type HookState, Verdict } from '../../netfilter/hooks';
import { u16, u32 } from '../../packet/bytes';
import { dirOf, type Packet, Protocol } from '../../packet/packet';
import type { Conntrack } from '../conntrack';
import { EventBit } from '../events';
import { Status } from '../status';
import { Dir, Field } from '../store';
import { DCCP_STATE_NAMES, DccpState, DccpType, dccpTransition, Role } from './dccp-table';
import { Answer, type L4Protocol, readPorts, swapPorts } from './protocol';

/** The protocol's words of a record. */
const enum Dccp {
  STATE = Field.PROTO,
  /** The role of each direction. */
  ROLE = Field.PROTO + 1,
  /** Direction and type of the last packet. */
  LAST_DIR = Field.PROTO + 3,
  LAST_TYPE = Field.PROTO + 4,
  /** The sequence number of the Response, 48 bits, which the client's Ack is to acknowledge. */
  HANDSHAKE_HIGH = Field.PROTO + 5,
  HANDSHAKE_LOW = Field.PROTO + 6,
}

const HEADER_BYTES = 12;
const LONG_HEADER_BYTES = 16;
/** The acknowledgment number, and the service code or reset code behind it (RFC 4340, 5.1 to 5.6). */
const ACK_BYTES = 8;
const CODE_BYTES = 4;

/** Of these the sequence number has 48 bits (RFC 4340, 5.1). */
const LONG_TYPES = new Set([
  ...[DccpType.REQUEST, DccpType.RESPONSE, DccpType.CLOSEREQ, DccpType.CLOSE],
  ...[DccpType.RESET, DccpType.SYNC, DccpType.SYNCACK],
]);

export const dccp: L4Protocol = {
  name: 'dccp',
  allowClash: true,
  tupleId: readPorts,
  invertId: swapPorts,

  packet(conntrack, packet, at, ct, state) {
    if (packet.end - at < HEADER_BYTES) return cutOff(conntrack);
    const error = headerError(conntrack, packet, at, state);
    if (error !== null) return conntrack.invalid(packet, Protocol.DCCP, error);
    if (packet.end - at < headerBytes(packet.bytes, at)) return cutOff(conntrack);
    const type = typeOf(packet.bytes, at);
    const words = conntrack.store.words;
    const base = ct * Field.WORDS;
    if (!(words[base + Field.STATUS] & Status.CONFIRMED)) {
      if (dccpTransition(Role.CLIENT, type, DccpState.NONE) === DccpState.INVALID) {
        return conntrack.invalid(packet, Protocol.DCCP, 'invalid state transition ');
      }
      beginAs(words, base, Dir.ORIGINAL);
      words[base + Dccp.LAST_TYPE] = DccpType.REQUEST;
    }
    if (type === DccpType.RESET && !(words[base + Field.STATUS] & Status.SEEN_REPLY)) {
      conntrack.account(ct, packet);
      conntrack.kill(ct);
      return Verdict.ACCEPT;
    }
    return track(conntrack, packet, at, ct, type);
  },

  canEarlyDrop(words, base) {
    const state = words[base + Dccp.STATE];
    return state >= DccpState.CLOSEREQ && state <= DccpState.TIMEWAIT;
  },
  stateName: (words, base) => DCCP_STATE_NAMES[words[base + Dccp.STATE]],
};

/** What is answered where the header cannot be read to its end. */
function cutOff({ linux }: Conntrack): number {
  return linux.follows['dccp-cut-passes'] ? Answer.INVALID : Verdict.DROP;
}

function typeOf(bytes: Uint8Array, at: number): DccpType {
  return (bytes[at + 8] >> 1) & 0x0f;
}

function isLong(bytes: Uint8Array, at: number): boolean {
  return (bytes[at + 8] & 1) !== 0;
}

/** The kernel's complaint about the header, or null (`dccp_error`). */
function headerError(conntrack: Conntrack, packet: Packet, at: number, state: HookState): string | null {
  const { bytes, end } = packet;
  const length = end - at;
  const offset = bytes[at + 4] * 4;
  if (offset < HEADER_BYTES || offset > length) return 'nf_ct_dccp: truncated/malformed packet ';
  // RFC 4340, 9.2: 0 covers all, 1 the header alone, and each more another four bytes.
  const coverage = bytes[at + 5] & 0x0f;
  const covered = coverage === 0 ? length : (coverage - 1) * 4;
  if (covered > length) return 'nf_ct_dccp: bad checksum coverage ';
  if (state.hook === Hook.PREROUTING && !conntrack.checksumHolds(packet, at, Protocol.DCCP, at + covered)) {
    return 'nf_ct_dccp: bad checksum ';
  }
  const type = typeOf(bytes, at);
  if (type >= DccpType.RESERVED) return 'nf_ct_dccp: reserved packet type ';
  return LONG_TYPES.has(type) && !isLong(bytes, at) ? 'nf_ct_dccp: type lacks 48bit sequence numbers' : null;
}

/** What is read of the header: numbers and codes by the type, options left out (`__dccp_hdr_len`). */
function headerBytes(bytes: Uint8Array, at: number): number {
  const basic = isLong(bytes, at) ? LONG_HEADER_BYTES : HEADER_BYTES;
  switch (typeOf(bytes, at)) {
    case DccpType.DATA:
      return basic;
    case DccpType.REQUEST:
      return basic + CODE_BYTES;
    case DccpType.RESPONSE:
    case DccpType.RESET:
      return basic + ACK_BYTES + CODE_BYTES;
    default:
      return basic + ACK_BYTES;
  }
}

/** What a packet does to its connection (`nf_conntrack_dccp_packet`). */
function track(conntrack: Conntrack, packet: Packet, at: number, ct: number, type: DccpType): number {
  const { bytes } = packet;
  const words = conntrack.store.words;
  const base = ct * Field.WORDS;
  const dir = dirOf(packet.ctinfo);
  const role: Role = words[base + Dccp.ROLE + dir];
  const old: DccpState = words[base + Dccp.STATE];
  let next = dccpTransition(role, type, old);
  switch (next) {
    case DccpState.REQUEST:
      // Opened anew from the other side.
      if (old === DccpState.TIMEWAIT && role === Role.SERVER) takeRoles(words, base, dir);
      break;
    case DccpState.RESPOND:
      if (old === DccpState.REQUEST) noteResponse(words, base, bytes, at);
      break;
    case DccpState.PARTOPEN:
      if (old === DccpState.RESPOND && type === DccpType.ACK && acknowledgesResponse(words, base, bytes, at)) {
        words[base + Field.STATUS] |= Status.ASSURED;
      }
      break;
    case DccpState.IGNORE: {
      const answers = words[base + Dccp.LAST_DIR] !== dir && words[base + Dccp.LAST_TYPE] === DccpType.REQUEST;
      if (!answers || type !== DccpType.RESPONSE) {
        noteLast(words, base, dir, type);
        conntrack.logInvalid(packet, Protocol.DCCP, 'invalid packet');
        return Verdict.ACCEPT;
      }
      // A Request was let through and is answered: both ends are in step, and we were not.
      takeRoles(words, base, (1 - dir) as Dir);
      noteResponse(words, base, bytes, at);
      next = DccpState.RESPOND;
      break;
    }
    case DccpState.INVALID:
      return conntrack.invalid(packet, Protocol.DCCP, 'invalid state transition');
  }
  noteLast(words, base, dir, type);
  words[base + Dccp.STATE] = next;
  if (next !== old) conntrack.event(ct, EventBit.PROTOINFO);
  conntrack.refresh(ct, packet, (conntrack.store.timeouts(ct) ?? conntrack.settings.dccpTimeouts)[next]);
  return Verdict.ACCEPT;
}

function beginAs(words: Int32Array, base: number, client: Dir): void {
  takeRoles(words, base, client);
  words[base + Dccp.STATE] = DccpState.NONE;
  words[base + Dccp.LAST_DIR] = client;
  words[base + Dccp.HANDSHAKE_HIGH] = words[base + Dccp.HANDSHAKE_LOW] = 0;
}

function takeRoles(words: Int32Array, base: number, client: Dir): void {
  words[base + Dccp.ROLE + client] = Role.CLIENT;
  words[base + Dccp.ROLE + 1 - client] = Role.SERVER;
}

function noteLast(words: Int32Array, base: number, dir: Dir, type: DccpType): void {
  words[base + Dccp.LAST_DIR] = dir;
  words[base + Dccp.LAST_TYPE] = type;
}

/** A Response always has a long sequence number. */
function noteResponse(words: Int32Array, base: number, bytes: Uint8Array, at: number): void {
  words[base + Dccp.HANDSHAKE_HIGH] = u16(bytes, at + 10);
  words[base + Dccp.HANDSHAKE_LOW] = u32(bytes, at + 12) | 0;
}

function acknowledgesResponse(words: Int32Array, base: number, bytes: Uint8Array, at: number): boolean {
  const ack = at + (isLong(bytes, at) ? LONG_HEADER_BYTES : HEADER_BYTES);
  const high = u16(bytes, ack + 2) === words[base + Dccp.HANDSHAKE_HIGH];
  return high && (u32(bytes, ack + 4) | 0) === words[base + Dccp.HANDSHAKE_LOW];
}
