/** Big-endian reads and writes on a byte array. No bounds are checked: callers know their lengths. */

/** The same memory as a plain Uint8Array: Node's Buffer is one too, but its `slice` makes no copy. */
export function plain(bytes: Uint8Array): Uint8Array {
  return bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Bytes as text, a character each: all, or from one offset to another. No more than an IP datagram may have. */
export function latin1(bytes: Uint8Array, from = 0, end = bytes.length): string {
  return String.fromCharCode.apply(null, bytes.subarray(from, end) as unknown as number[]);
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
