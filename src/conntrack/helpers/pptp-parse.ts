/** The control messages of PPTP (RFC 2637, 2), as far as the helper reads them. */
import { u16, u32 } from '../../packet/bytes';

/** Control message types. */
export const enum PptpType {
  START_SESSION_REQUEST = 1,
  START_SESSION_REPLY = 2,
  STOP_SESSION_REQUEST = 3,
  STOP_SESSION_REPLY = 4,
  OUT_CALL_REQUEST = 7,
  OUT_CALL_REPLY = 8,
  IN_CALL_REQUEST = 9,
  IN_CALL_REPLY = 10,
  IN_CALL_CONNECT = 11,
  CALL_CLEAR_REQUEST = 12,
  CALL_DISCONNECT_NOTIFY = 13,
  WAN_ERROR_NOTIFY = 14,
  SET_LINK_INFO = 15,
}

export interface PptpMessage {
  readonly type: number;
  /** The field every message but the first ones begins with: the sender's call id, or its peer's. */
  readonly callId: number;
  /** The second id of a reply. */
  readonly peerCallId: number;
  /** What a reply says; 1 is success in all of them. */
  readonly result: number;
}

const CONTROL = 1;
const MAGIC_COOKIE = 0x1a2b3c4d;
const HEADER = 8;
const CONTROL_HEADER = 4;
/** Behind both headers, counted from the payload's first byte. */
export const PPTP_BODY = HEADER + CONTROL_HEADER;

/** Bytes behind both headers that a message must have, by type; where there is no number, none are needed. */
const LENGTHS = [0, 144, 144, 4, 4, 0, 0, 156, 20, 208, 12, 16, 4, 136, 28, 12];

/** Where the result stands behind both headers. */
const RESULT_AT: { readonly [type: number]: number } = {
  [PptpType.START_SESSION_REPLY]: 2,
  [PptpType.STOP_SESSION_REPLY]: 0,
  [PptpType.OUT_CALL_REPLY]: 4,
  [PptpType.IN_CALL_REPLY]: 4,
};

/** Reads the message that the payload `bytes[at..end)` begins with; null where it is none, or too short. */
export function parsePptp(bytes: Uint8Array, at: number, end: number): PptpMessage | null {
  const body = at + PPTP_BODY;
  if (body > end || u16(bytes, at + 2) !== CONTROL || u32(bytes, at + 4) !== MAGIC_COOKIE) return null;
  const type = u16(bytes, at + HEADER);
  if (end - body < (LENGTHS[type] ?? 0)) return null;
  const field = (offset: number) => (body + offset + 2 <= end ? u16(bytes, body + offset) : 0);
  return { type, callId: field(0), peerCallId: field(2), result: bytes[body + (RESULT_AT[type] ?? 0)] };
}
