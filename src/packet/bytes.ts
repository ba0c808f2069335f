/** Big-endian reads and writes on a byte array. No bounds are checked: callers know their lengths. */

import { packetBytes } from './room';

/** The same memory as a plain Uint8Array: Node's Buffer is one too, but its `slice` makes no copy. */
export function plain(bytes: Uint8Array): Uint8Array {
  return bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Bytes as text, a character each: all, or from one offset to another. No more than an IP datagram may have. */
export function latin1(bytes: Uint8Array, from = 0, end = bytes.length): string {
  // A part of a small array costs a memory of its own.
  const part = from === 0 && end === bytes.length ? bytes : bytes.subarray(from, end);
  return String.fromCharCode.apply(null, part as unknown as number[]);
}

/** The bytes of a text whose characters have one each. */
export function fromLatin1(text: string): Uint8Array {
  const bytes = packetBytes(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

export function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}

/** The 32 bits at `at` as a signed integer: sequence numbers and addresses are compared as such. */
export function i32(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
}

export function u32(bytes: Uint8Array, at: number): number {
  return i32(bytes, at) >>> 0;
}

export function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

export function put32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}
