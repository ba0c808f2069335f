/** What the builders and printers of all protocols share. */
import { put16 } from './bytes';
import { checksum, sum } from './checksum';

/** A checksum to put into a packet: a value of one's own, or one that is certain to be wrong. */
export type Checksum = number | 'bad';

/** A checksum, of 16 bits or 32, that is not the correct one, and not 0 or 0xffff, which may mean "none" or equal the correct one. */
export function wrongChecksum(correct: number): number {
  return correct >= 0xfffe ? 1 : correct + 1;
}

/** The sum over a pseudo-header but for the length, which each protocol adds (RFC 9293, 3.1; RFC 8200, 8.1). */
export function pseudoHeader(source: Uint8Array, destination: Uint8Array, protocol: number): number {
  return sum(source, 0, source.length) + sum(destination, 0, destination.length) + protocol;
}

/** Writes the checksum over all of `bytes` at `at`, or the one that was asked for; `start` is the pseudo-header's sum. */
export function putChecksum(bytes: Uint8Array, at: number, asked: Checksum | undefined, start: number): void {
  put16(bytes, at, 0);
  const correct = checksum(bytes, 0, bytes.length, start);
  put16(bytes, at, asked === 'bad' ? wrongChecksum(correct) : (asked ?? correct));
}

/** Fields of a packet, and the bytes a builder makes of them. */
export interface Rebuilt<Fields> {
  fields: Fields;
  bytes: Uint8Array;
}

/**
 * The least description of a packet: what was `read` from it, but those of the `derived` fields that the builder puts
 * there by itself. A checksum comes last among these, for it covers the others.
 */
export function leastFields<Fields extends object>(
  read: Fields,
  derived: readonly (keyof Fields)[],
  build: (fields: Fields) => Uint8Array,
  parse: (bytes: Uint8Array) => Fields | null,
): Rebuilt<Fields> {
  const fields = { ...read };
  for (const name of derived) fields[name] = undefined as never;
  let bytes = build(fields);
  let built = parse(bytes)!;
  for (const name of derived) {
    if (read[name] === built[name]) continue;
    const isBad = name === 'checksum' && read[name] === wrongChecksum(built[name] as number);
    fields[name] = (isBad ? 'bad' : read[name]) as never;
    bytes = build(fields);
    built = parse(bytes)!;
  }
  return { fields, bytes };
}

export function printChecksum(value: Checksum): string {
  return value === 'bad' ? 'bad-checksum' : `sum ${hex16(value)}`;
}

export function hex16(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`;
}

export function hex32(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

/** Bytes as hexadecimal digits. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The bytes of an even number of hexadecimal digits. */
export function fromHex(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
