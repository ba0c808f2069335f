/** The chunks of SCTP (RFC 9260, 3.3; RFC 4895, 5061, 6525, 3758, 4820): names, and the fields that each begins with. */

/** Chunk types. */
export const enum Chunk {
  DATA = 0,
  INIT = 1,
  INIT_ACK = 2,
  SACK = 3,
  HEARTBEAT = 4,
  HEARTBEAT_ACK = 5,
  ABORT = 6,
  SHUTDOWN = 7,
  SHUTDOWN_ACK = 8,
  ERROR = 9,
  COOKIE_ECHO = 10,
  COOKIE_ACK = 11,
  ECNE = 12,
  CWR = 13,
  SHUTDOWN_COMPLETE = 14,
  AUTH = 15,
  ASCONF_ACK = 0x80,
  RECONFIG = 0x82,
  PAD = 0x84,
  FORWARD_TSN = 0xc0,
  ASCONF = 0xc1,
}

/** A field: its word in the notation, its offset from the chunk's type, its bytes, and what it is where it is left out. */
export interface ChunkField {
  readonly word: string;
  readonly at: number;
  readonly size: 2 | 4;
  readonly usual: number;
}

export interface ChunkKind {
  /** As the RFCs write it. */
  readonly name: string;
  readonly type: Chunk;
  /** The flags of a chunk that says none. */
  readonly flags: number;
  readonly fields: readonly ChunkField[];
}

/** Of every chunk: type, flags, length. */
export const CHUNK_HEADER = 4;

/** Bytes before what has no words. */
export function fixedBytes({ fields }: ChunkKind): number {
  return fields.reduce((bytes, { at, size }) => Math.max(bytes, at + size), CHUNK_HEADER);
}

/** Both begin an association for their sender: the tag that packets to it must carry, window, streams, first TSN. */
const INIT = [
  { word: 'itag', at: 4, size: 4, usual: 0 },
  { word: 'rwnd', at: 8, size: 4, usual: 65535 },
  { word: 'out', at: 12, size: 2, usual: 1 },
  { word: 'in', at: 14, size: 2, usual: 1 },
  { word: 'tsn', at: 16, size: 4, usual: 1 },
] as const;
const DATA = [
  { word: 'tsn', at: 4, size: 4, usual: 1 },
  { word: 'sid', at: 8, size: 2, usual: 0 },
  { word: 'ssn', at: 10, size: 2, usual: 0 },
  { word: 'ppid', at: 12, size: 4, usual: 0 },
] as const;
const CUMULATIVE = { word: 'cum', at: 4, size: 4, usual: 1 } as const;
const SACK = [
  CUMULATIVE,
  { word: 'rwnd', at: 8, size: 4, usual: 65535 },
  { word: 'gaps', at: 12, size: 2, usual: 0 },
  { word: 'dups', at: 14, size: 2, usual: 0 },
] as const;
const LOWEST = [{ word: 'tsn', at: 4, size: 4, usual: 1 }] as const;

function kind(type: Chunk, name: string, fields: readonly ChunkField[] = [], flags = 0): ChunkKind {
  return { type, name, fields, flags };
}

/** First and last fragment of its message: DATA that is not told otherwise is a whole one. */
const WHOLE_MESSAGE = 0x03;

export const CHUNKS: readonly ChunkKind[] = [
  kind(Chunk.DATA, 'DATA', DATA, WHOLE_MESSAGE),
  kind(Chunk.INIT, 'INIT', INIT),
  kind(Chunk.INIT_ACK, 'INIT ACK', INIT),
  kind(Chunk.SACK, 'SACK', SACK),
  kind(Chunk.HEARTBEAT, 'HEARTBEAT'),
  kind(Chunk.HEARTBEAT_ACK, 'HEARTBEAT ACK'),
  kind(Chunk.ABORT, 'ABORT'),
  kind(Chunk.SHUTDOWN, 'SHUTDOWN', [CUMULATIVE]),
  kind(Chunk.SHUTDOWN_ACK, 'SHUTDOWN ACK'),
  kind(Chunk.ERROR, 'ERROR'),
  kind(Chunk.COOKIE_ECHO, 'COOKIE ECHO'),
  kind(Chunk.COOKIE_ACK, 'COOKIE ACK'),
  kind(Chunk.ECNE, 'ECNE', LOWEST),
  kind(Chunk.CWR, 'CWR', LOWEST),
  kind(Chunk.SHUTDOWN_COMPLETE, 'SHUTDOWN COMPLETE'),
  kind(Chunk.AUTH, 'AUTH'),
  kind(Chunk.ASCONF_ACK, 'ASCONF ACK'),
  kind(Chunk.RECONFIG, 'RE-CONFIG'),
  kind(Chunk.PAD, 'PAD'),
  kind(Chunk.FORWARD_TSN, 'FORWARD TSN', [CUMULATIVE]),
  kind(Chunk.ASCONF, 'ASCONF'),
];

const BY_TYPE = new Map(CHUNKS.map(each => [each.type as number, each]));
const BY_NAME = new Map(CHUNKS.map(each => [each.name, each]));

export function isChunkType(type: number): boolean {
  return BY_TYPE.has(type);
}

/** What is known of a type; a chunk that no RFC of these names has no fields. */
export function chunkOfType(type: number): ChunkKind {
  return BY_TYPE.get(type) ?? kind(type, `chunk ${type}`);
}

export function chunkNamed(name: string): ChunkKind | undefined {
  return BY_NAME.get(name);
}
