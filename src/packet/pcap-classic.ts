/**
 * The classic pcap format (draft-ietf-opsawg-pcap): a file header of 24 bytes, then a header of 16 bytes before each
 * packet, all in the byte order of the writing machine, which the magic number shows.
 */
import {
  CaptureError,
  type CaptureRecord,
  fileU16,
  fileU32,
  MAX_PACKET_LENGTH,
  type RecordSource,
  requireLength,
  requireLinkType,
} from './pcap-record';
import type { Window } from './window';

export const MAGIC_MICROSECONDS = 0xa1b2c3d4;
export const MAGIC_NANOSECONDS = 0xa1b23c4d;

/** Offsets in the file header. */
export const enum FileHeader {
  MAGIC = 0,
  MAJOR = 4,
  MINOR = 6,
  SNAPLEN = 16,
  LINK_TYPE = 20,
  LENGTH = 24,
}

/** Offsets in the header of a packet. */
export const enum RecordHeader {
  SECONDS = 0,
  FRACTION = 4,
  CAPTURED = 8,
  ORIGINAL = 12,
  LENGTH = 16,
}

export class PcapRecords implements RecordSource {
  readonly #window: Window;
  readonly #littleEndian: boolean;
  /** Nanoseconds in a unit of the time stamps' fraction. */
  readonly #unit: number;
  readonly #linkType: number;
  /** Where the next packet begins, in the window. */
  #at: number;

  constructor(window: Window) {
    this.#window = window;
    window.reach(0, FileHeader.LENGTH);
    const bytes = window.bytes.subarray(0, window.end);
    this.#littleEndian = isMagic(fileU32(bytes, 0, true));
    const magic = fileU32(bytes, 0, this.#littleEndian);
    if (bytes.length < 4 || !isMagic(magic)) {
      throw new CaptureError(
        1,
        0,
        `not a capture (${magicText(bytes)}); allowed are pcap (a1b2c3d4, a1b23c4d, in either byte order) and pcapng (0a0d0d0a)`,
      );
    }
    if (bytes.length < FileHeader.LENGTH) {
      throw new CaptureError(1, 0, `the file header is truncated: it has 24 bytes, of which ${bytes.length} are there`);
    }
    const major = fileU16(bytes, FileHeader.MAJOR, this.#littleEndian);
    if (major !== 2) throw new CaptureError(1, FileHeader.MAJOR, `pcap version ${major}; allowed is 2`);
    this.#unit = magic === MAGIC_NANOSECONDS ? 1 : 1000;
    // The upper half tells of frame check sequences, which the datagram's own length leaves out.
    this.#linkType = fileU32(bytes, FileHeader.LINK_TYPE, this.#littleEndian) & 0xffff;
    requireLinkType(this.#linkType, 1, FileHeader.LINK_TYPE);
    this.#at = FileHeader.LENGTH;
  }

  next(record: CaptureRecord): boolean {
    const window = this.#window;
    let at = window.reach(this.#at, RecordHeader.LENGTH);
    if (at === window.end) return false;
    if (at + RecordHeader.LENGTH > window.end) {
      throw new CaptureError(
        record.packet + 1,
        window.base + at,
        `the capture is truncated: a packet header has 16 bytes, of which ${window.end - at} are there`,
      );
    }
    const captured = fileU32(window.bytes, at + RecordHeader.CAPTURED, this.#littleEndian);
    if (captured <= MAX_PACKET_LENGTH) at = window.reach(at, RecordHeader.LENGTH + captured);
    const frame = at + RecordHeader.LENGTH;
    requireLength(captured, frame, window.end, record.packet + 1, window.base + at);
    const { bytes } = window;
    record.seconds = fileU32(bytes, at + RecordHeader.SECONDS, this.#littleEndian);
    record.nanoseconds = fileU32(bytes, at + RecordHeader.FRACTION, this.#littleEndian) * this.#unit;
    record.frameStart = frame;
    record.frameEnd = frame + captured;
    record.originalLength = fileU32(bytes, at + RecordHeader.ORIGINAL, this.#littleEndian);
    record.linkType = this.#linkType;
    this.#at = frame + captured;
    return true;
  }
}

function isMagic(magic: number): boolean {
  return magic === MAGIC_MICROSECONDS || magic === MAGIC_NANOSECONDS;
}

function magicText(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'the file is empty';
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'it is compressed with gzip: uncompress it first';
  return `it begins with ${Array.from(bytes.subarray(0, 4), byte => byte.toString(16).padStart(2, '0')).join('')}`;
}
