/**
 * The TCP states and the table that says which flags lead from one to the next, as conntrack sees it from the middle
 * (`tcp_conntracks` in nf_conntrack_proto_tcp.c).
 */
import type { Dir } from '../store';

export const enum TcpState {
  NONE = 0,
  SYN_SENT = 1,
  SYN_RECV = 2,
  ESTABLISHED = 3,
  FIN_WAIT = 4,
  CLOSE_WAIT = 5,
  LAST_ACK = 6,
  TIME_WAIT = 7,
  CLOSE = 8,
  SYN_SENT2 = 9,
  /** The packet is let through and changes nothing: it may be a sign that conntrack is out of step. */
  IGNORE = 10,
  INVALID = 11,
}

export const TCP_STATE_NAMES = [
  'NONE',
  'SYN_SENT',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'CLOSE',
  'SYN_SENT2',
] as const;

/** The classes the table sorts flags into; the number is the "index" of the kernel's log lines. */
export const enum FlagClass {
  SYN = 0,
  SYNACK = 1,
  FIN = 2,
  ACK = 3,
  RST = 4,
  NONE = 5,
}

export const FLAG_CLASS_NAMES = ['SYN', 'SYN/ACK', 'FIN', 'ACK', 'RST', 'NONE'] as const;

const LETTERS: Record<string, TcpState> = {
  SS: TcpState.SYN_SENT,
  SR: TcpState.SYN_RECV,
  ES: TcpState.ESTABLISHED,
  FW: TcpState.FIN_WAIT,
  CW: TcpState.CLOSE_WAIT,
  LA: TcpState.LAST_ACK,
  TW: TcpState.TIME_WAIT,
  CL: TcpState.CLOSE,
  S2: TcpState.SYN_SENT2,
  ig: TcpState.IGNORE,
  '--': TcpState.INVALID,
};

// A row a flag class, a column a state from NONE to SYN_SENT2; `ig` is ignored, `--` INVALID.
const ORIGINAL = `
  SS SS ig ig ig ig ig SS SS S2
  -- -- SR -- -- -- -- -- -- SR
  -- -- FW FW LA LA LA TW CL --
  ES -- ES ES CW CW TW TW CL --
  -- CL CL CL CL CL CL CL CL CL
  -- -- -- -- -- -- -- -- -- --`;
const REPLY = `
  -- S2 -- -- -- -- -- SS -- S2
  -- SR ig ig ig ig ig ig ig SR
  -- -- FW FW LA LA LA TW CL --
  -- ig SR ES CW CW TW TW CL ig
  -- CL CL CL CL CL CL CL CL CL
  -- -- -- -- -- -- -- -- -- --`;

const STATES = TCP_STATE_NAMES.length;
const CLASSES = FLAG_CLASS_NAMES.length;
const TRANSITIONS = Uint8Array.from(`${ORIGINAL} ${REPLY}`.trim().split(/\s+/), cell => LETTERS[cell]);

/** The state that a segment of this class, coming from this side, leads to; or IGNORE or INVALID. */
export function transition(dir: Dir, flags: FlagClass, state: TcpState): TcpState {
  return TRANSITIONS[(dir * CLASSES + flags) * STATES + state];
}
