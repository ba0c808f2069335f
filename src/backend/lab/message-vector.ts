/** What `recvmmsg` is given: for each message it may receive a header (`struct mmsghdr`), and where its bytes are to go. */
import { DATA, SHARED_BASE, SHARED_BYTES } from './agent';

/** Behind all that is read and written; the vector's own address there. */
export const SECOND = SHARED_BYTES - (1 << 16);

const HEADER_BYTES = 64;
const HEADER_IOVEC = 16;
const HEADER_IOVECS = 24;
const HEADER_LENGTH = 56;
const IOVEC_BYTES = 16;

/** A vector for so many messages, of at most so many bytes each, one behind the other in the shared memory. */
export function messageVector(count: number, longest: number): Uint8Array {
  const vector = new DataView(new ArrayBuffer(count * (HEADER_BYTES + IOVEC_BYTES)));
  for (let at = 0; at < count; at++) {
    const header = at * HEADER_BYTES;
    const iovec = count * HEADER_BYTES + at * IOVEC_BYTES;
    vector.setBigUint64(header + HEADER_IOVEC, BigInt(SHARED_BASE + SECOND + iovec), true);
    vector.setBigUint64(header + HEADER_IOVECS, 1n, true);
    vector.setBigUint64(iovec, BigInt(SHARED_BASE + DATA + at * longest), true);
    vector.setBigUint64(iovec + 8, BigInt(longest), true);
  }
  return new Uint8Array(vector.buffer);
}

/** Where the length of a message that was received stands in the vector. */
export function lengthAt(message: number): number {
  return message * HEADER_BYTES + HEADER_LENGTH;
}
