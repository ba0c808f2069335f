/** SCTP (RFC 9260): a header with ports and a verification tag, and chunks behind it. The chunks are in sctp-chunks.ts. */

import { put16, put32, u16, u32 } from './bytes';
import { crc32c } from './crc32c';
import { printPayload } from './payload';
import { packetBytes } from './room';
import { CHUNK_HEADER, type ChunkKind, chunkOfType, fixedBytes, isChunkType } from './sctp-chunks';
import { type Checksum, hex32, leastFields, type Rebuilt, wrongChecksum } from './wire';

/** Offsets in the header. */
export const enum Sctp {
  SOURCE_PORT = 0,
  DESTINATION_PORT = 2,
  TAG = 4,
  CHECKSUM = 8,
  LENGTH = 12,
}

/** A chunk, or bytes that stand where chunks would. */
export type SctpChunk = { type: number; flags: number; length?: number; body: Uint8Array } | { raw: Uint8Array };

export interface SctpFields {
  sourcePort: number;
  destinationPort: number;
  tag: number;
  /** CRC32c as the four bytes are read from the wire, most significant first. */
  checksum: Checksum;
  chunks: SctpChunk[];
}

/** Reads what is there; null when the header is cut. */
export function parseSctp(bytes: Uint8Array): SctpFields | null {
  if (bytes.length < Sctp.LENGTH) return null;
  return {
    sourcePort: u16(bytes, Sctp.SOURCE_PORT),
    destinationPort: u16(bytes, Sctp.DESTINATION_PORT),
    tag: u32(bytes, Sctp.TAG),
    checksum: u32(bytes, Sctp.CHECKSUM),
    chunks: parseChunks(bytes.subarray(Sctp.LENGTH)),
  };
}

/** A chunk that is cut, or whose length or padding cannot be, has all that is left; bytes that are none are one raw item. */
function parseChunks(bytes: Uint8Array): SctpChunk[] {
  const chunks: SctpChunk[] = [];
  let at = 0;
  while (at + CHUNK_HEADER <= bytes.length) {
    const length = u16(bytes, at + 2);
    const end = at + padded(length);
    if (length < CHUNK_HEADER || end > bytes.length || bytes.subarray(at + length, end).some(byte => byte !== 0)) break;
    chunks.push({ type: bytes[at], flags: bytes[at + 1], body: bytes.subarray(at + CHUNK_HEADER, at + length) });
    at = end;
  }
  const rest = bytes.subarray(at);
  if (rest.length > CHUNK_HEADER && rest.length % 4 === 0 && isChunkType(rest[0])) {
    const [type, flags, length] = [rest[0], rest[1], u16(rest, 2)];
    chunks.push({ type, flags, length, body: rest.subarray(CHUNK_HEADER) });
  } else if (rest.length > 0) chunks.push({ raw: rest });
  return chunks;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

/** Lengths, padding and the checksum get their correct values where they are left out. */
export function buildSctp(fields: Partial<SctpFields>): Uint8Array {
  const chunks = (fields.chunks ?? []).map(chunkBytes);
  const bytes = packetBytes(chunks.reduce((length, chunk) => length + chunk.length, Sctp.LENGTH));
  put16(bytes, Sctp.SOURCE_PORT, fields.sourcePort ?? 0);
  put16(bytes, Sctp.DESTINATION_PORT, fields.destinationPort ?? 0);
  put32(bytes, Sctp.TAG, fields.tag ?? 0);
  let at: number = Sctp.LENGTH;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  const correct = wireOrder(crc32c(bytes, 0, bytes.length));
  put32(bytes, Sctp.CHECKSUM, fields.checksum === 'bad' ? wrongChecksum(correct) : (fields.checksum ?? correct));
  return bytes;
}

function chunkBytes(chunk: SctpChunk): Uint8Array {
  if ('raw' in chunk) return chunk.raw;
  const length = CHUNK_HEADER + chunk.body.length;
  const bytes = new Uint8Array(padded(length));
  bytes[0] = chunk.type;
  bytes[1] = chunk.flags;
  put16(bytes, 2, chunk.length ?? length);
  bytes.set(chunk.body, CHUNK_HEADER);
  return bytes;
}

/** A CRC32c goes out least significant byte first (RFC 9260, appendix A). */
function wireOrder(crc: number): number {
  const swapped = ((crc & 0xff) << 24) | ((crc & 0xff00) << 8) | ((crc >>> 8) & 0xff00) | (crc >>> 24);
  return swapped >>> 0;
}

/** Leaves out of what was read whatever `buildSctp` puts there by itself. */
export function reduceSctp(fields: SctpFields): Rebuilt<Partial<SctpFields>> {
  return leastFields<Partial<SctpFields>>(fields, ['checksum'], buildSctp, parseSctp);
}

/** A packet in notation, the ports left out: `tag 0x22222222 COOKIE ECHO "cookie"; DATA [tsn 1] len 40`. */
export function printSctp({ tag = 0, chunks = [], checksum }: Partial<SctpFields>): string {
  const words = [`tag ${hex32(tag)}`];
  if (chunks.length > 0) words.push(chunks.map(printChunk).join('; '));
  if (checksum !== undefined) words.push(checksum === 'bad' ? 'bad-checksum' : `sum ${hex32(checksum)}`);
  return words.join(' ');
}

function printChunk(chunk: SctpChunk): string {
  if ('raw' in chunk) return printPayload(chunk.raw);
  const known = chunkOfType(chunk.type);
  const hasFields = chunk.body.length >= fixedBytes(known) - CHUNK_HEADER;
  const kind: ChunkKind = hasFields ? known : { ...known, name: `chunk ${chunk.type}`, flags: 0, fields: [] };
  const told = kind.fields.flatMap(({ word, at, size, usual }) => {
    const value = size === 2 ? u16(chunk.body, at - CHUNK_HEADER) : u32(chunk.body, at - CHUNK_HEADER);
    if (word !== 'itag' && value === usual) return [];
    return [`${word} ${word === 'itag' ? hex32(value) : value}`];
  });
  if (chunk.flags !== kind.flags) told.push(`flags ${chunk.flags}`);
  if (chunk.length !== undefined) told.push(`clen ${chunk.length}`);
  const words = told.length > 0 ? [kind.name, `[${told.join(', ')}]`] : [kind.name];
  const payload = printPayload(chunk.body.subarray(fixedBytes(kind) - CHUNK_HEADER));
  if (payload !== '') words.push(payload);
  return words.join(' ');
}
