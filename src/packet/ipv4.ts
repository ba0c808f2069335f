/** IPv4 (RFC 791). */

import { put16, u16 } from './bytes';
import { checksum } from './checksum';
import { buildOptions, type Option, parseOptions, printOptions } from './options';
import { packetBytes } from './room';
import { type Checksum, leastFields, printChecksum, type Rebuilt, wrongChecksum } from './wire';

/** Offsets in the header. */
export const enum Ipv4 {
  VERSION_IHL = 0,
  TOS = 1,
  TOTAL_LENGTH = 2,
  ID = 4,
  FLAGS_OFFSET = 6,
  TTL = 8,
  PROTOCOL = 9,
  CHECKSUM = 10,
  SOURCE = 12,
  DESTINATION = 16,
  LENGTH = 20,
}

/** Flags, in place in the word they share with the offset. */
export const enum Ipv4Flag {
  RESERVED = 0x8000,
  DONT_FRAGMENT = 0x4000,
  MORE_FRAGMENTS = 0x2000,
}

const OFFSET_MASK = 0x1fff;

export interface Ipv4Fields {
  version: number;
  /** Header length in words of four bytes. */
  ihl: number;
  tos: number;
  totalLength: number;
  id: number;
  /** `Ipv4Flag` bits. */
  flags: number;
  /** Fragment offset in bytes. */
  offset: number;
  ttl: number;
  protocol: number;
  checksum: Checksum;
  source: Uint8Array;
  destination: Uint8Array;
  options: readonly Option[];
  payload: Uint8Array;
}

/** What a datagram cannot do without; the rest has defaults. */
export type Ipv4Parts = Partial<Ipv4Fields> & Pick<Ipv4Fields, 'protocol' | 'source' | 'destination' | 'payload'>;

/** Reads what is there; null when the fixed header is cut. A header length that cannot be is taken for 5. */
export function parseIpv4(bytes: Uint8Array): Ipv4Fields | null {
  if (bytes.length < Ipv4.LENGTH) return null;
  const ihl = bytes[Ipv4.VERSION_IHL] & 0xf;
  const headerLength = ihl * 4 >= Ipv4.LENGTH && ihl * 4 <= bytes.length ? ihl * 4 : Ipv4.LENGTH;
  const flagsOffset = u16(bytes, Ipv4.FLAGS_OFFSET);
  return {
    version: bytes[Ipv4.VERSION_IHL] >>> 4,
    ihl,
    tos: bytes[Ipv4.TOS],
    totalLength: u16(bytes, Ipv4.TOTAL_LENGTH),
    id: u16(bytes, Ipv4.ID),
    flags: flagsOffset & ~OFFSET_MASK,
    offset: (flagsOffset & OFFSET_MASK) * 8,
    ttl: bytes[Ipv4.TTL],
    protocol: bytes[Ipv4.PROTOCOL],
    checksum: u16(bytes, Ipv4.CHECKSUM),
    source: bytes.subarray(Ipv4.SOURCE, Ipv4.SOURCE + 4),
    destination: bytes.subarray(Ipv4.DESTINATION, Ipv4.DESTINATION + 4),
    options: parseOptions(bytes.subarray(Ipv4.LENGTH, headerLength)),
    payload: bytes.subarray(headerLength),
  };
}

/** Lengths and the checksum get their correct values where they are left out; the time to live is then 64, the rest 0. */
export function buildIpv4(fields: Ipv4Parts): Uint8Array {
  const options = buildOptions(fields.options ?? []);
  const headerLength = Ipv4.LENGTH + options.length;
  const bytes = packetBytes(headerLength + fields.payload.length);
  bytes[Ipv4.VERSION_IHL] = ((fields.version ?? 4) << 4) | ((fields.ihl ?? headerLength / 4) & 0xf);
  bytes[Ipv4.TOS] = fields.tos ?? 0;
  put16(bytes, Ipv4.TOTAL_LENGTH, fields.totalLength ?? bytes.length);
  put16(bytes, Ipv4.ID, fields.id ?? 0);
  put16(bytes, Ipv4.FLAGS_OFFSET, (fields.flags ?? 0) | ((fields.offset ?? 0) >>> 3));
  bytes[Ipv4.TTL] = fields.ttl ?? 64;
  bytes[Ipv4.PROTOCOL] = fields.protocol;
  bytes.set(fields.source, Ipv4.SOURCE);
  bytes.set(fields.destination, Ipv4.DESTINATION);
  bytes.set(options, Ipv4.LENGTH);
  bytes.set(fields.payload, headerLength);
  const correct = checksum(bytes, 0, headerLength);
  put16(bytes, Ipv4.CHECKSUM, fields.checksum === 'bad' ? wrongChecksum(correct) : (fields.checksum ?? correct));
  return bytes;
}

/** Leaves out of what was read whatever `buildIpv4` puts there by itself. */
export function reduceIpv4(fields: Ipv4Fields): Rebuilt<Ipv4Parts> {
  return leastFields<Ipv4Parts>(fields, ['ihl', 'totalLength', 'checksum'], buildIpv4, parseIpv4);
}

/** The header's unusual values in notation, for the parenthesis: `ttl 63, id 7, df`. */
export function printIpv4(fields: Ipv4Parts): string[] {
  const { ihl, tos = 0, totalLength, id = 0, flags = 0, offset = 0, ttl = 64, options = [] } = fields;
  const words: string[] = [];
  if (ihl !== undefined) words.push(`ihl ${ihl}`);
  if (ttl !== 64) words.push(`ttl ${ttl}`);
  if (tos !== 0) words.push(`tos 0x${tos.toString(16)}`);
  if (id !== 0) words.push(`id ${id}`);
  if (flags & Ipv4Flag.DONT_FRAGMENT) words.push('df');
  if (flags & Ipv4Flag.RESERVED) words.push('rf');
  const more = (flags & Ipv4Flag.MORE_FRAGMENTS) !== 0;
  if (more || offset !== 0) words.push(`frag ${offset}${more ? '+' : ''}`);
  if (options.length > 0) words.push(printOptions(options, () => null));
  if (totalLength !== undefined) words.push(`len ${totalLength}`);
  if (fields.checksum !== undefined) words.push(printChecksum(fields.checksum));
  return words;
}
