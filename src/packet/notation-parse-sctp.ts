/** What the grammar's actions do for SCTP: which words a chunk has, and its description. */
import type { ChunkDescription, PayloadDescription, SctpDescription } from './notation-types';
import { chunkNamed } from './sctp-chunks';

/** The words of a chunk, by its name or its type: its own fields, and what every chunk has. */
export function wordsOf(chunk: string | number) {
  const fields = (typeof chunk === 'string' && chunkNamed(chunk)?.fields) || [];
  const most = new Map(fields.map(({ word, size }) => [word, 2 ** (8 * size) - 1]));
  most.set('flags', 0xff).set('clen', 0xffff);
  return {
    includes: (word: string) => most.has(word),
    /** The largest number that the field holds. */
    most: (word: string) => most.get(word)!,
    join: (separator: string) => [...most.keys()].join(separator),
  };
}

/** By its type alone a chunk has no fields: all of it is payload. */
export function chunkDescription(
  chunk: string | number,
  { ip: _, ...fields }: Record<string, unknown>,
  payload: PayloadDescription | null,
): ChunkDescription {
  const type = typeof chunk === 'string' ? chunkNamed(chunk)!.type : chunk;
  return {
    type,
    ...(type === chunk && { bare: true }),
    fields: fields as Record<string, number>,
    ...(payload && { payload }),
  };
}

export function sctpDescription(
  tag: number | null,
  chunks: ChunkDescription[] | null,
  rest: { ip: [] },
): SctpDescription {
  return { kind: 'sctp', ...(tag !== null && { tag }), chunks: chunks ?? [], ...rest };
}
