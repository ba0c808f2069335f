/** What `recvmmsg` is given: for each message it may receive a header (`struct mmsghdr`), and where its bytes are to go. */
import { SHARED_BASE } from './agent';

const HEADER_BYTES = 64;
const HEADER_IOVEC = 16;
const HEADER_IOVECS = 24;
const HEADER_LENGTH = 56;
const IOVEC_BYTES = 16;

export function vectorBytes(count: number): number {
  return count * (HEADER_BYTES + IOVEC_BYTES);
}

/**
 * A vector for so many messages, of at most so many bytes each, one behind the other. It is to stand at `at` of the shared
 * memory, and they at `data`.
 */
export function messageVector(at: number, count: number, data: number, longest: number): Uint8Array {
  const vector = new Int32Array(vectorBytes(count) >> 2);
  for (let each = 0; each < count; each++) {
    const header = (each * HEADER_BYTES) >> 2;
    const iovec = (count * HEADER_BYTES + each * IOVEC_BYTES) >> 2;
    vector[header + (HEADER_IOVEC >> 2)] = SHARED_BASE + at + 4 * iovec;
    vector[header + (HEADER_IOVECS >> 2)] = 1;
    vector[iovec] = SHARED_BASE + data + each * longest;
    vector[iovec + 2] = longest;
  }
  return new Uint8Array(vector.buffer);
}

/** Where the length of a message that was received stands, by the vector's place. */
export function lengthAt(vector: number, message: number): number {
  return vector + message * HEADER_BYTES + HEADER_LENGTH;
}
