import { fill } from '../src/packet/payload';

const MADE = new Map<number, Uint8Array>();

/** So many bytes of the fill pattern, the same array every time: for builders, which copy it. */
export function filled(length: number): Uint8Array {
  let bytes = MADE.get(length);
  if (!bytes) {
    bytes = fill(length);
    MADE.set(length, bytes);
  }
  return bytes;
}
