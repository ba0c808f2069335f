/** The report that is part of the page: unpacked piece by piece. */
import type { Requirement } from '../../model';
import type { PageIndex } from '../pack';

/** As `pack.ts` cuts them. */
const CHUNK = 50;

export function readIndex(): Promise<PageIndex> {
  return unpack('index');
}

const chunks = new Map<number, Promise<Requirement[]>>();

/** The requirement at a position of the index. */
export async function readRequirement(position: number): Promise<Requirement> {
  const number = Math.floor(position / CHUNK);
  let chunk = chunks.get(number);
  if (!chunk) {
    chunk = unpack<Requirement[]>(`chunk-${number}`);
    chunks.set(number, chunk);
  }
  return (await chunk)[position % CHUNK];
}

async function unpack<T>(id: string): Promise<T> {
  const packed = Uint8Array.from(atob(document.getElementById(id)!.textContent!), character => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}
