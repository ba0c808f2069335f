/** SCTP packets from their description: chunks, and the verification tags that go with them. */
import { put16, put32 } from './bytes';
import type { FlowContext, FlowDirection } from './notation-flow';
import { payloadBytes } from './notation-payload';
import type { ChunkDescription, SctpDescription } from './notation-types';
import { buildSctp, type SctpChunk } from './sctp';
import { CHUNK_HEADER, Chunk, type ChunkKind, chunkOfType, fixedBytes } from './sctp-chunks';

/** ABORT and SHUTDOWN COMPLETE may carry their sender's tag instead, back to where it came from (RFC 9260, 8.5.1). */
const REFLECTED = 0x01;

interface Way {
  sourcePort: number;
  destinationPort: number;
  flow: FlowContext | null;
  direction: FlowDirection;
}

/** What is left out is right in its flow; the tags that an INIT or INIT ACK tells are noted there, unless nobody sends it. */
export function buildSctpPacket(description: SctpDescription, way: Way, isSent: boolean): Uint8Array {
  const { flow, direction, sourcePort, destinationPort } = way;
  const chunks = description.chunks.map(chunk => describedChunk(chunk, flow?.tags[direction] ?? 0));
  const tag = description.tag ?? rightTag(description.chunks[0], way);
  if (isSent && flow)
    for (const { fields } of initiations(description)) flow.tags[direction] = fields.itag ?? flow.tags[direction];
  return buildSctp({ sourcePort, destinationPort, tag, checksum: description.checksum, chunks });
}

function initiations({ chunks }: SctpDescription) {
  return chunks.flatMap(chunk => ('raw' in chunk || !isInitiation(chunk.type) ? [] : [chunk]));
}

function isInitiation(type: number): boolean {
  return type === Chunk.INIT || type === Chunk.INIT_ACK;
}

/** The tag that the receiver has asked for; none in an INIT, for it has not yet. */
function rightTag(first: ChunkDescription | undefined, { flow, direction }: Way): number {
  if (!flow || (first && !('raw' in first) && first.type === Chunk.INIT)) return 0;
  const isReflected = first && !('raw' in first) && hasReflectedTag(first.type, first.fields.flags ?? 0);
  return isReflected ? flow.tags[direction] : flow.tags[direction === 'original' ? 'reply' : 'original'];
}

function hasReflectedTag(type: number, flags: number): boolean {
  return (type === Chunk.ABORT || type === Chunk.SHUTDOWN_COMPLETE) && (flags & REFLECTED) !== 0;
}

function describedChunk(chunk: ChunkDescription, ownTag: number): SctpChunk {
  if ('raw' in chunk) return { raw: payloadBytes(chunk.raw) };
  const known = chunkOfType(chunk.type);
  const kind: ChunkKind = chunk.bare ? { ...known, flags: 0, fields: [] } : known;
  const payload = payloadBytes(chunk.payload);
  const fixed = fixedBytes(kind) - CHUNK_HEADER;
  const body = new Uint8Array(fixed + payload.length);
  for (const { word, at, size, usual } of kind.fields) {
    const value = chunk.fields[word] ?? (word === 'itag' ? ownTag : usual);
    if (size === 2) put16(body, at - CHUNK_HEADER, value);
    else put32(body, at - CHUNK_HEADER, value);
  }
  body.set(payload, fixed);
  return { type: chunk.type, flags: chunk.fields.flags ?? kind.flags, length: chunk.fields.clen, body };
}
