/**
 * What ICMP (RFC 792) and ICMPv6 (RFC 4443) have in common: a header of type, code, checksum and four bytes that each
 * message uses in its own way. The messages themselves are tables in icmp.ts and icmpv6.ts.
 */

import { formatAddress } from './address';
import { u16, u32 } from './bytes';
import { Family } from './packet';
import { printPayload } from './payload';
import { packetBytes } from './room';
import { type Checksum, leastFields, printChecksum, putChecksum, type Rebuilt, toHex } from './wire';

/** Offsets in the header. */
export const enum Icmp {
  TYPE = 0,
  CODE = 1,
  CHECKSUM = 2,
  REST = 4,
  LENGTH = 8,
}

/** A field of a message: its word in the notation, its offset from the type, and its size in bytes or that it is an address. */
export interface IcmpField {
  readonly word: string;
  readonly at: number;
  readonly size: 1 | 2 | 4 | 'ipv4' | 'ipv6';
}

export interface IcmpMessage {
  readonly name: string;
  readonly type: number;
  /** Names of the codes from 0 on; a message without them writes `code 1`. */
  readonly codes: readonly string[];
  readonly fields: readonly IcmpField[];
  /** Whether the payload is the datagram that the message is about. */
  readonly quotes: boolean;
}

export interface IcmpFields {
  type: number;
  code: number;
  checksum: Checksum;
  /** Everything after the checksum: the message's own fields, then its payload. */
  body: Uint8Array;
}

/** Bytes of the message's fixed part, counted from the type. */
export function fixedLength(message: IcmpMessage): number {
  return message.fields.reduce((length, field) => Math.max(length, field.at + sizeOf(field)), Icmp.LENGTH);
}

export function sizeOf(field: IcmpField): number {
  if (field.size === 'ipv4') return 4;
  return field.size === 'ipv6' ? 16 : field.size;
}

/** Reads what is there; null when the header is cut. */
export function parseIcmp(bytes: Uint8Array): IcmpFields | null {
  if (bytes.length < Icmp.LENGTH) return null;
  return {
    type: bytes[Icmp.TYPE],
    code: bytes[Icmp.CODE],
    checksum: u16(bytes, Icmp.CHECKSUM),
    body: bytes.subarray(Icmp.REST),
  };
}

/** The checksum gets its correct value where it is left out; `pseudo` is the pseudo-header's sum, null for ICMP over IPv4. */
export function buildIcmp(fields: Partial<IcmpFields>, pseudo: number | null): Uint8Array {
  const body = fields.body ?? new Uint8Array(4);
  const bytes = packetBytes(Icmp.REST + body.length);
  bytes[Icmp.TYPE] = fields.type ?? 0;
  bytes[Icmp.CODE] = fields.code ?? 0;
  bytes.set(body, Icmp.REST);
  putChecksum(bytes, Icmp.CHECKSUM, fields.checksum, pseudo === null ? 0 : pseudo + bytes.length);
  return bytes;
}

/** Leaves out of what was read whatever `buildIcmp` puts there by itself. */
export function reduceIcmp(fields: IcmpFields, pseudo: number | null): Rebuilt<Partial<IcmpFields>> {
  return leastFields<Partial<IcmpFields>>(fields, ['checksum'], least => buildIcmp(least, pseudo), parseIcmp);
}

/** A message in notation: `echo-request id 1 seq 1 len 56`; `quote` prints the datagram in an error. */
export function printIcmp(
  fields: Partial<IcmpFields>,
  messages: readonly IcmpMessage[],
  quote: (datagram: Uint8Array) => string,
): string {
  const { type = 0, code = 0, body = new Uint8Array(4) } = fields;
  const message = messages.find(candidate => candidate.type === type && expresses(candidate, body));
  const words = message ? messageWords(message, code, body, quote) : numberWords(type, code, body);
  if (fields.checksum !== undefined) words.push(printChecksum(fields.checksum));
  return words.join(' ');
}

/** Whether the message's fields tell all of its fixed part: what lies between them must be zero. */
function expresses(message: IcmpMessage, body: Uint8Array): boolean {
  const length = fixedLength(message) - Icmp.REST;
  if (body.length < length) return false;
  const rest = Uint8Array.from(body.subarray(0, length));
  for (const field of message.fields) rest.fill(0, field.at - Icmp.REST, field.at - Icmp.REST + sizeOf(field));
  return rest.every(byte => byte === 0);
}

function messageWords(
  message: IcmpMessage,
  code: number,
  body: Uint8Array,
  quote: (datagram: Uint8Array) => string,
): string[] {
  const words = [message.name];
  if (code < message.codes.length) words.push(message.codes[code]);
  else if (code !== 0) words.push(`code ${code}`);
  for (const field of message.fields) {
    const at = field.at - Icmp.REST;
    // An error's own field is told where it is used.
    if (message.quotes && body.subarray(at, at + sizeOf(field)).every(byte => byte === 0)) continue;
    words.push(`${field.word} ${fieldText(field, body, at)}`);
  }
  const payload = body.subarray(fixedLength(message) - Icmp.REST);
  const text = message.quotes && payload.length > 0 ? `{${quote(payload)}}` : printPayload(payload);
  if (text !== '') words.push(text);
  return words;
}

function fieldText(field: IcmpField, body: Uint8Array, at: number): string {
  switch (field.size) {
    case 'ipv4':
      return formatAddress(body, at, Family.IPV4);
    case 'ipv6':
      return formatAddress(body, at, Family.IPV6);
    case 1:
      return `${body[at]}`;
    case 2:
      return `${u16(body, at)}`;
    case 4:
      return `${u32(body, at)}`;
  }
}

function numberWords(type: number, code: number, body: Uint8Array): string[] {
  const words = [`type ${type}`, `code ${code}`];
  const rest = body.subarray(0, 4);
  if (rest.some(byte => byte !== 0)) words.push(`rest 0x${toHex(rest)}`);
  const payload = printPayload(body.subarray(4));
  if (payload !== '') words.push(payload);
  return words;
}
