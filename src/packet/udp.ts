/** UDP (RFC 768). */

import { put16, u16 } from './bytes';
import { printPayload } from './payload';
import { NO_BYTES, packetBytes } from './room';
import { type Checksum, leastFields, printChecksum, putChecksum, type Rebuilt } from './wire';

/** Offsets in the header. */
export const enum Udp {
  SOURCE_PORT = 0,
  DESTINATION_PORT = 2,
  LENGTH_FIELD = 4,
  CHECKSUM = 6,
  LENGTH = 8,
}

export interface UdpFields {
  sourcePort: number;
  destinationPort: number;
  /** Of header and payload. */
  length: number;
  /** 0: none was computed. */
  checksum: Checksum;
  payload: Uint8Array;
}

/** Reads what is there; null when the header is cut. */
export function parseUdp(bytes: Uint8Array): UdpFields | null {
  if (bytes.length < Udp.LENGTH) return null;
  return {
    sourcePort: u16(bytes, Udp.SOURCE_PORT),
    destinationPort: u16(bytes, Udp.DESTINATION_PORT),
    length: u16(bytes, Udp.LENGTH_FIELD),
    checksum: u16(bytes, Udp.CHECKSUM),
    payload: bytes.subarray(Udp.LENGTH),
  };
}

/** Length and checksum get their correct values where they are left out; `pseudo` as `pseudoHeader` gives it. */
export function buildUdp(fields: Partial<UdpFields>, pseudo: number): Uint8Array {
  const payload = fields.payload ?? NO_BYTES;
  const bytes = packetBytes(Udp.LENGTH + payload.length);
  put16(bytes, Udp.SOURCE_PORT, fields.sourcePort ?? 0);
  put16(bytes, Udp.DESTINATION_PORT, fields.destinationPort ?? 0);
  put16(bytes, Udp.LENGTH_FIELD, fields.length ?? bytes.length);
  bytes.set(payload, Udp.LENGTH);
  putChecksum(bytes, Udp.CHECKSUM, fields.checksum, pseudo + bytes.length);
  // A computed checksum of zero is sent as all ones: zero means none (RFC 768).
  if (fields.checksum === undefined && u16(bytes, Udp.CHECKSUM) === 0) put16(bytes, Udp.CHECKSUM, 0xffff);
  return bytes;
}

/** Leaves out of what was read whatever `buildUdp` puts there by itself. */
export function reduceUdp(fields: UdpFields, pseudo: number): Rebuilt<Partial<UdpFields>> {
  return leastFields<Partial<UdpFields>>(fields, ['length', 'checksum'], least => buildUdp(least, pseudo), parseUdp);
}

/** A UDP header and its payload in notation, the ports left out: `len 40 no-checksum`. */
export function printUdp(fields: Partial<UdpFields>): string {
  const words = [printPayload(fields.payload ?? NO_BYTES) || 'len 0'];
  if (fields.length !== undefined) words.push(`ulen ${fields.length}`);
  if (fields.checksum === 0) words.push('no-checksum');
  else if (fields.checksum !== undefined) words.push(printChecksum(fields.checksum));
  return words.join(' ');
}
