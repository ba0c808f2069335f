/** The DCCP states and what each packet makes of them (`dccp_state_table` in nf_conntrack_proto_dccp.c; RFC 4340, 8). */

export const enum DccpState {
  NONE = 0,
  REQUEST = 1,
  RESPOND = 2,
  PARTOPEN = 3,
  OPEN = 4,
  CLOSEREQ = 5,
  CLOSING = 6,
  TIMEWAIT = 7,
  /** Whether the packet is right cannot be told: it passes, and changes nothing. */
  IGNORE = 8,
  INVALID = 9,
}

export const DCCP_STATE_NAMES = [
  'NONE',
  'REQUEST',
  'RESPOND',
  'PARTOPEN',
  'OPEN',
  'CLOSEREQ',
  'CLOSING',
  'TIMEWAIT',
] as const;

/** Packet types (RFC 4340, 5.1). */
export const enum DccpType {
  REQUEST = 0,
  RESPONSE = 1,
  DATA = 2,
  ACK = 3,
  DATAACK = 4,
  CLOSEREQ = 5,
  CLOSE = 6,
  RESET = 7,
  SYNC = 8,
  SYNCACK = 9,
  RESERVED = 10,
}

export const enum Role {
  CLIENT = 0,
  SERVER = 1,
}

const LETTERS: Record<string, DccpState> = {
  RQ: DccpState.REQUEST,
  RS: DccpState.RESPOND,
  PO: DccpState.PARTOPEN,
  OP: DccpState.OPEN,
  CR: DccpState.CLOSEREQ,
  CG: DccpState.CLOSING,
  TW: DccpState.TIMEWAIT,
  ig: DccpState.IGNORE,
  '--': DccpState.INVALID,
};

// A row a packet type, a column a state from NONE to TIMEWAIT; `ig` is ignored, `--` INVALID.
const CLIENT = `
  RQ RQ RS ig ig ig ig RQ
  -- ig ig ig ig ig ig --
  -- -- -- -- OP CR CG --
  -- -- PO PO OP CR CG --
  -- -- PO PO OP CR CG --
  -- -- -- -- -- -- -- --
  -- -- -- CG CG CG -- --
  -- TW TW TW TW TW TW ig
  -- ig ig ig ig ig ig ig
  -- ig ig ig ig ig ig ig`;
const SERVER = `
  -- ig ig ig ig ig ig RQ
  -- RS RS ig ig ig ig --
  -- -- -- OP OP -- CG --
  -- -- -- OP OP -- CG --
  -- -- -- OP OP -- CG --
  -- -- -- CR CR CR CR --
  -- -- -- CG CG -- CG --
  -- TW TW TW TW TW TW TW
  -- ig ig ig ig ig ig ig
  -- ig ig ig ig ig ig ig`;

const STATES = DCCP_STATE_NAMES.length;
const TRANSITIONS = Uint8Array.from(`${CLIENT} ${SERVER}`.trim().split(/\s+/), cell => LETTERS[cell]);

/** The state that a packet of whoever has this role leads to; or IGNORE or INVALID. */
export function dccpTransition(role: Role, type: DccpType, state: DccpState): DccpState {
  return TRANSITIONS[(role * DccpType.RESERVED + type) * STATES + state];
}
