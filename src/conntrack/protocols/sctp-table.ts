/** The SCTP states and what each chunk makes of them (`sctp_conntracks` in nf_conntrack_proto_sctp.c; RFC 9260, 4). */
import { Chunk, chunkOfType } from '../../packet/sctp-chunks';
import type { Dir } from '../store';

export const enum SctpState {
  NONE = 0,
  CLOSED = 1,
  COOKIE_WAIT = 2,
  COOKIE_ECHOED = 3,
  ESTABLISHED = 4,
  SHUTDOWN_SENT = 5,
  SHUTDOWN_RECD = 6,
  SHUTDOWN_ACK_SENT = 7,
  HEARTBEAT_SENT = 8,
  INVALID = 9,
}

export const SCTP_STATE_NAMES = [
  'NONE',
  'CLOSED',
  'COOKIE_WAIT',
  'COOKIE_ECHOED',
  'ESTABLISHED',
  'SHUTDOWN_SENT',
  'SHUTDOWN_RECD',
  'SHUTDOWN_ACK_SENT',
  'HEARTBEAT_SENT',
] as const;

const LETTERS: Record<string, SctpState> = {
  CL: SctpState.CLOSED,
  CW: SctpState.COOKIE_WAIT,
  CE: SctpState.COOKIE_ECHOED,
  ES: SctpState.ESTABLISHED,
  SS: SctpState.SHUTDOWN_SENT,
  SR: SctpState.SHUTDOWN_RECD,
  SA: SctpState.SHUTDOWN_ACK_SENT,
  HS: SctpState.HEARTBEAT_SENT,
  '--': SctpState.INVALID,
};

/** The chunks that change the state, in the order of the rows below. */
const ROWS = [
  Chunk.INIT,
  Chunk.INIT_ACK,
  Chunk.ABORT,
  Chunk.SHUTDOWN,
  Chunk.SHUTDOWN_ACK,
  Chunk.ERROR,
  Chunk.COOKIE_ECHO,
  Chunk.COOKIE_ACK,
  Chunk.SHUTDOWN_COMPLETE,
  Chunk.HEARTBEAT,
  Chunk.HEARTBEAT_ACK,
];

/** Their names, by type. */
export const CHUNK_NAMES: Readonly<Record<number, string>> = Object.fromEntries(
  ROWS.map(type => [type, chunkOfType(type).name]),
);

/** Out of the blue these are discarded (RFC 9260, 8.4): the table is not asked. */
export const NEVER_FIRST: readonly Chunk[] = [Chunk.ABORT, Chunk.SHUTDOWN_COMPLETE, Chunk.COOKIE_ACK];

// A row a chunk, a column a state from NONE to HEARTBEAT_SENT; `--` is INVALID.
const ORIGINAL = `
  CL CL CW CE ES CL CL SA CW
  CL CL CW CE ES SS SR SA CL
  CL CL CL CL CL CL CL CL CL
  CL CL CW CE SS SS SR SA CL
  SA CL CW CE ES SA SA SA SA
  CL CL CW CE ES SS SR SA CL
  CL CL CE CE ES SS SR SA CL
  CL CL CW ES ES SS SR SA CL
  CL CL CW CE ES SS SR CL CL
  HS CL CW CE ES SS SR SA HS
  CL CL CW CE ES SS SR SA HS`;
const REPLY = `
  -- CL CW CE ES SS SR SA --
  -- CW CW CE ES SS SR SA --
  -- CL CL CL CL CL CL CL --
  -- CL CW CE SR SS SR SA --
  -- CL CW CE ES SA SA SA --
  -- CL CW CL ES SS SR SA --
  -- CL CE CE ES SS SR SA --
  -- CL CW ES ES SS SR SA --
  -- CL CW CE ES SS SR CL --
  -- CL CW CE ES SS SR SA HS
  -- CL CW CE ES SS SR SA ES`;

const STATES = SCTP_STATE_NAMES.length;
const TRANSITIONS = Uint8Array.from(`${ORIGINAL} ${REPLY}`.trim().split(/\s+/), cell => LETTERS[cell]);

/** The state that a chunk leads to; DATA, SACK and others leave it as it is. */
export function sctpTransition(dir: Dir, chunk: number, state: SctpState): SctpState {
  const row = ROWS.indexOf(chunk);
  return row < 0 ? state : TRANSITIONS[(dir * ROWS.length + row) * STATES + state];
}
