/** TCP (RFC 9293). */

import { put16, put32, u16, u32 } from './bytes';
import { buildOptions, type Option, parseOptions, printOptions } from './options';
import { printPayload } from './payload';
import { NO_BYTES, packetBytes } from './room';
import { type Checksum, leastFields, printChecksum, putChecksum, type Rebuilt } from './wire';

/** Offsets in the header. */
export const enum Tcp {
  SOURCE_PORT = 0,
  DESTINATION_PORT = 2,
  SEQ = 4,
  ACK = 8,
  DATA_OFFSET = 12,
  FLAGS = 13,
  WINDOW = 14,
  CHECKSUM = 16,
  URGENT = 18,
  LENGTH = 20,
}

export const enum TcpFlag {
  FIN = 0x01,
  SYN = 0x02,
  RST = 0x04,
  PSH = 0x08,
  ACK = 0x10,
  URG = 0x20,
  ECE = 0x40,
  CWR = 0x80,
}

export const enum TcpOption {
  END = 0,
  NOP = 1,
  MSS = 2,
  WINDOW_SCALE = 3,
  SACK_PERMITTED = 4,
  SACK = 5,
  TIMESTAMPS = 8,
}

export interface TcpFields {
  sourcePort: number;
  destinationPort: number;
  seq: number;
  ack: number;
  /** Header length in words of four bytes. */
  dataOffset: number;
  /** The four bits between the header length and the flags. */
  reserved: number;
  flags: number;
  window: number;
  checksum: Checksum;
  urgent: number;
  options: Option[];
  payload: Uint8Array;
}

/** The window of a segment that says none. */
export const DEFAULT_WINDOW = 65535;

/** Where the header at `at` ends, its options included; -1 where it is cut off, or is none by its own length. */
export function tcpHeaderEnd(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < Tcp.LENGTH) return -1;
  const length = (bytes[at + Tcp.DATA_OFFSET] >>> 4) * 4;
  return length < Tcp.LENGTH || length > end - at ? -1 : at + length;
}

/** Reads what is there; null when the fixed header is cut. A header length that cannot be is taken for 5. */
export function parseTcp(bytes: Uint8Array): TcpFields | null {
  if (bytes.length < Tcp.LENGTH) return null;
  const dataOffset = bytes[Tcp.DATA_OFFSET] >>> 4;
  const headerLength = dataOffset * 4 >= Tcp.LENGTH && dataOffset * 4 <= bytes.length ? dataOffset * 4 : Tcp.LENGTH;
  return {
    sourcePort: u16(bytes, Tcp.SOURCE_PORT),
    destinationPort: u16(bytes, Tcp.DESTINATION_PORT),
    seq: u32(bytes, Tcp.SEQ),
    ack: u32(bytes, Tcp.ACK),
    dataOffset,
    reserved: bytes[Tcp.DATA_OFFSET] & 0xf,
    flags: bytes[Tcp.FLAGS],
    window: u16(bytes, Tcp.WINDOW),
    checksum: u16(bytes, Tcp.CHECKSUM),
    urgent: u16(bytes, Tcp.URGENT),
    options: parseOptions(bytes.subarray(Tcp.LENGTH, headerLength)),
    payload: bytes.subarray(headerLength),
  };
}

/** The header length and the checksum get their correct values where they are left out; `pseudo` as `pseudoHeader` gives it. */
export function buildTcp(fields: Partial<TcpFields>, pseudo: number): Uint8Array {
  const options = buildOptions(fields.options ?? []);
  const payload = fields.payload ?? NO_BYTES;
  const headerLength = Tcp.LENGTH + options.length;
  const bytes = packetBytes(headerLength + payload.length);
  put16(bytes, Tcp.SOURCE_PORT, fields.sourcePort ?? 0);
  put16(bytes, Tcp.DESTINATION_PORT, fields.destinationPort ?? 0);
  put32(bytes, Tcp.SEQ, fields.seq ?? 0);
  put32(bytes, Tcp.ACK, fields.ack ?? 0);
  bytes[Tcp.DATA_OFFSET] = ((fields.dataOffset ?? headerLength / 4) << 4) | (fields.reserved ?? 0);
  bytes[Tcp.FLAGS] = fields.flags ?? 0;
  put16(bytes, Tcp.WINDOW, fields.window ?? DEFAULT_WINDOW);
  put16(bytes, Tcp.URGENT, fields.urgent ?? 0);
  bytes.set(options, Tcp.LENGTH);
  bytes.set(payload, headerLength);
  putChecksum(bytes, Tcp.CHECKSUM, fields.checksum, pseudo + bytes.length);
  return bytes;
}

/** Leaves out of what was read whatever `buildTcp` puts there by itself. */
export function reduceTcp(fields: TcpFields, pseudo: number): Rebuilt<Partial<TcpFields>> {
  return leastFields<Partial<TcpFields>>(
    fields,
    ['dataOffset', 'checksum'],
    least => buildTcp(least, pseudo),
    parseTcp,
  );
}

/** Flags in the order tcpdump prints them, with the letters it shares with packetdrill. */
export const FLAG_LETTERS: readonly (readonly [string, TcpFlag])[] = [
  ['F', TcpFlag.FIN],
  ['S', TcpFlag.SYN],
  ['R', TcpFlag.RST],
  ['P', TcpFlag.PSH],
  ['.', TcpFlag.ACK],
  ['U', TcpFlag.URG],
  ['E', TcpFlag.ECE],
  ['W', TcpFlag.CWR],
];

/** `S.`, `P.`, … or `-` for no flag at all. */
export function printFlags(flags: number): string {
  const letters = FLAG_LETTERS.filter(([, flag]) => flags & flag).map(([letter]) => letter);
  return letters.join('') || '-';
}

/** The initial sequence numbers that numbers are relative to: the sender's, and the receiver's for what it acknowledges. */
export interface SequenceBases {
  seq: number | null;
  ack: number | null;
}

/** A segment in notation, its ports left out: `P. 1:11(10) ack 1 win 502 len 10`. */
export function printTcp(fields: Partial<TcpFields>, bases: SequenceBases): string {
  const { seq = 0, ack = 0, flags = 0, payload = NO_BYTES, options = [] } = fields;
  const end = (seq + payload.length) >>> 0;
  const words = [printFlags(flags), `${printSeq(seq, bases.seq)}:${printSeq(end, bases.seq, true)}(${payload.length})`];
  if (flags & TcpFlag.ACK) words.push(`ack ${printSeq(ack, bases.ack)}`);
  else if (ack !== 0) words.push(`ack-field ${ack}`);
  words.push(`win ${fields.window ?? DEFAULT_WINDOW}`);
  if (fields.urgent) words.push(`urg ${fields.urgent}`);
  if (fields.reserved) words.push(`reserved ${fields.reserved}`);
  if (fields.dataOffset !== undefined) words.push(`doff ${fields.dataOffset}`);
  if (options.length > 0) words.push(printOptions(options, (kind, data) => optionText(kind, data, bases.ack)));
  const text = printPayload(payload);
  // The length alone is already told.
  if (text !== '' && text !== `len ${payload.length}`) words.push(text);
  if (fields.checksum !== undefined) words.push(printChecksum(fields.checksum));
  return words.join(' ');
}

/** Numbers in the last quarter below the base are those before it, and print as negative ones. */
function printSeq(value: number, base: number | null, isEnd = false): string {
  if (base === null) return `${isEnd ? '' : '='}${value}`;
  const relative = (value - base) >>> 0;
  return `${base !== 0 && relative >= 0xc0000000 ? relative - 2 ** 32 : relative}`;
}

function optionText(kind: number, data: Uint8Array, ackBase: number | null): string | null {
  if (kind === TcpOption.MSS && data.length === 2) return `mss ${u16(data, 0)}`;
  if (kind === TcpOption.WINDOW_SCALE && data.length === 1) return `ws ${data[0]}`;
  if (kind === TcpOption.SACK_PERMITTED && data.length === 0) return 'sackOK';
  if (kind === TcpOption.TIMESTAMPS && data.length === 8) return `TS val ${u32(data, 0)} ecr ${u32(data, 4)}`;
  if (kind === TcpOption.SACK && data.length > 0 && data.length % 8 === 0) {
    const blocks: string[] = [];
    for (let at = 0; at < data.length; at += 8) {
      blocks.push(`${printSeq(u32(data, at), ackBase)}:${printSeq(u32(data, at + 4), ackBase, true)}`);
    }
    return `sack ${blocks.join(' ')}`;
  }
  return null;
}
