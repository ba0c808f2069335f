/** GRE (RFC 2784, with the key and sequence number of RFC 2890), and the enhanced GRE of PPTP (RFC 2637, 4.1). */

import { put16, put32, u16, u32 } from './bytes';
import { printPayload } from './payload';
import { NO_BYTES, packetBytes } from './room';
import { type Checksum, hex16, leastFields, printChecksum, putChecksum, type Rebuilt } from './wire';

/** The first two bytes: what is present, and the version. */
export const enum GreFlag {
  CHECKSUM = 0x8000,
  KEY = 0x2000,
  SEQUENCE = 0x1000,
  /** Enhanced GRE alone has an acknowledgment. */
  ACKNOWLEDGMENT = 0x0080,
  ENHANCED = 0x0001,
  VERSION_MASK = 0x0007,
}

/** What plain GRE carries where nothing else is said, and what enhanced GRE must carry. */
const IPV4 = 0x0800;
const PPP = 0x880b;
const HEADER = 4;

export interface GreFields {
  /** Version 1, whose key is the payload's length and the receiver's call id. */
  enhanced: boolean;
  /** The first two bytes, where they are not what the fields present make them. */
  flags?: number;
  /** Protocol type of the payload (an EtherType). */
  protocol: number;
  /** Present where it is said, right where it says `right`. */
  checksum?: Checksum | 'right';
  key?: number;
  call?: number;
  /** The length that goes with a call id. */
  payloadLength?: number;
  sequence?: number;
  acknowledgment?: number;
  payload: Uint8Array;
}

/** Reads what is there; null when the first four bytes are cut. Where the flags promise more than there is, the rest is payload. */
export function parseGre(bytes: Uint8Array): GreFields | null {
  if (bytes.length < HEADER) return null;
  const flags = u16(bytes, 0);
  const enhanced = (flags & GreFlag.VERSION_MASK) === GreFlag.ENHANCED;
  const fields: GreFields = { enhanced, flags, protocol: u16(bytes, 2), payload: bytes.subarray(HEADER) };
  const words = [GreFlag.CHECKSUM, GreFlag.KEY, GreFlag.SEQUENCE, enhanced ? GreFlag.ACKNOWLEDGMENT : 0];
  const present = words.filter(flag => flags & flag);
  const length = HEADER + 4 * present.length;
  if (length > bytes.length || (flags & GreFlag.CHECKSUM && u16(bytes, HEADER + 2) !== 0)) return fields;
  fields.payload = bytes.subarray(length);
  for (const [index, flag] of present.entries()) readWord(fields, flag, bytes, HEADER + 4 * index);
  return fields;
}

function readWord(fields: GreFields, flag: number, bytes: Uint8Array, at: number): void {
  if (flag === GreFlag.CHECKSUM) fields.checksum = u16(bytes, at);
  else if (flag === GreFlag.SEQUENCE) fields.sequence = u32(bytes, at);
  else if (flag === GreFlag.ACKNOWLEDGMENT) fields.acknowledgment = u32(bytes, at);
  else if (!fields.enhanced) fields.key = u32(bytes, at);
  else {
    fields.payloadLength = u16(bytes, at);
    fields.call = u16(bytes, at + 2);
  }
}

/** Flags, protocol type, length and checksum get their correct values where they are left out. */
export function buildGre(fields: Partial<GreFields>): Uint8Array {
  const { enhanced = false, checksum, key, call, sequence, acknowledgment, payload = NO_BYTES } = fields;
  const callKey = call === undefined ? undefined : ((fields.payloadLength ?? payload.length) << 16) | call;
  const words = [
    { flag: GreFlag.CHECKSUM, value: checksum === undefined ? undefined : 0 },
    { flag: GreFlag.KEY, value: enhanced ? callKey : key },
    { flag: GreFlag.SEQUENCE, value: sequence },
    { flag: GreFlag.ACKNOWLEDGMENT, value: enhanced ? acknowledgment : undefined },
  ].filter(({ value }) => value !== undefined);
  const length = HEADER + 4 * words.length;
  const bytes = packetBytes(length + payload.length);
  const version = enhanced ? GreFlag.ENHANCED : 0;
  put16(bytes, 0, fields.flags ?? words.reduce((flags, { flag }) => flags | flag, version));
  put16(bytes, 2, fields.protocol ?? (enhanced ? PPP : IPV4));
  for (const [index, { value }] of words.entries()) put32(bytes, HEADER + 4 * index, value!);
  bytes.set(payload, length);
  if (checksum !== undefined) putChecksum(bytes, HEADER, checksum === 'right' ? undefined : checksum, 0);
  return bytes;
}

/** Leaves out of what was read whatever `buildGre` puts there by itself. */
export function reduceGre(read: GreFields): Rebuilt<Partial<GreFields>> {
  const rebuild = (fields: Partial<GreFields>) => buildGre(present(fields, read));
  const derived = ['flags', 'protocol', 'payloadLength', 'checksum'] as const;
  const { fields, bytes } = leastFields<Partial<GreFields>>(read, derived, rebuild, parseGre);
  return { fields: present(fields, read), bytes };
}

/** A checksum that was left out because it is right is there all the same. */
function present(fields: Partial<GreFields>, read: GreFields): Partial<GreFields> {
  return read.checksum !== undefined && fields.checksum === undefined ? { ...fields, checksum: 'right' } : fields;
}

/** A header and its payload in notation: `gre proto 0x6558 key 7 len 40`, `gre1 call 2 seq 0 ack 5 len 40`. */
export function printGre(fields: Partial<GreFields>): string {
  const words: string[] = [];
  const say = (word: string, value: number | undefined) => value !== undefined && words.push(`${word} ${value}`);
  if (fields.protocol !== undefined) words.push(`proto ${hex16(fields.protocol)}`);
  say('key', fields.key);
  say('call', fields.call);
  say('seq', fields.sequence);
  say('ack', fields.acknowledgment);
  say('plen', fields.payloadLength);
  if (fields.flags !== undefined) words.push(`flags ${hex16(fields.flags)}`);
  if (fields.checksum !== undefined) {
    words.push(fields.checksum === 'right' ? 'checksum' : printChecksum(fields.checksum));
  }
  const payload = printPayload(fields.payload ?? NO_BYTES);
  if (payload !== '') words.push(payload);
  return words.join(' ');
}
