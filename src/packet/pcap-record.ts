/** What the readers of both capture formats share: the record they fill, their error, their checks. */
import { InputError } from '../errors';
import { isLinkType, LINK_TYPES_ALLOWED } from './link';

/** A capture that cannot be read on: says at which packet (the next one, counted from 1) and byte, and what is allowed. */
export class CaptureError extends InputError {
  constructor(
    readonly packet: number,
    readonly offset: number,
    what: string,
  ) {
    super(`packet ${packet}, byte ${offset}: ${what}`);
  }
}

/** What a file format tells of each packet. The frame is `bytes[frameStart..frameEnd)`. */
export interface CaptureRecord {
  /** Number of the packet, from 1. */
  packet: number;
  frameStart: number;
  frameEnd: number;
  /** Length of the frame on the wire. */
  originalLength: number;
  linkType: number;
  /** Index of the interface in its section. */
  interfaceIndex: number;
  /** Time stamp: whole seconds since 1970, and nanoseconds (with a fraction where the capture is finer). */
  seconds: number;
  nanoseconds: number;
}

/** One file format: fills the record with the next packet, false at the end of the file. */
export interface RecordSource {
  next(record: CaptureRecord): boolean;
}

/** No capture tool writes longer packets (libpcap's MAXIMUM_SNAPLEN is 256 KiB; some interfaces use 128 MiB for USB). */
export const MAX_PACKET_LENGTH = 262144;

/** Throws unless frames of the link type can be read. */
export function requireLinkType(type: number, packet: number, offset: number): void {
  if (!isLinkType(type)) {
    throw new CaptureError(packet, offset, `unknown link type ${type}; allowed are ${LINK_TYPES_ALLOWED}`);
  }
}

/** Throws unless `length` bytes captured of a packet are there, at `at`. */
export function requireLength(length: number, at: number, end: number, packet: number, offset: number): void {
  if (length > MAX_PACKET_LENGTH) {
    throw new CaptureError(packet, offset, `captured length ${length}; allowed are at most ${MAX_PACKET_LENGTH}`);
  }
  if (at + length > end) {
    throw new CaptureError(
      packet,
      offset,
      `the capture is truncated: the packet has ${length} captured bytes, of which ${Math.max(0, end - at)} are there`,
    );
  }
}

/** The 32 bits at `at` in the file's byte order. */
export function fileU32(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  return littleEndian
    ? (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0
    : ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}

/** The 16 bits at `at` in the file's byte order. */
export function fileU16(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  return littleEndian ? bytes[at] | (bytes[at + 1] << 8) : (bytes[at] << 8) | bytes[at + 1];
}
