/**
 * The pcapng format (draft-ietf-opsawg-pcapng): sections, each with a byte order and interfaces of its own, made of
 * blocks that begin and end with their length.
 */
import {
  CaptureError,
  type CaptureRecord,
  fileU16,
  fileU32,
  type RecordSource,
  requireLength,
  requireLinkType,
} from './pcap-record';
import type { Window } from './window';

export const enum BlockType {
  INTERFACE = 1,
  OBSOLETE_PACKET = 2,
  SIMPLE_PACKET = 3,
  ENHANCED_PACKET = 6,
  SECTION_HEADER = 0x0a0d0d0a,
}

export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** Type and length before a block's body, and the length again after it. */
export const BLOCK_OVERHEAD = 12;

/** Up to the version of a section. */
const SECTION_BYTES = 14;

/** Longer ones are no capture's; Wireshark draws its line there too. */
const MAX_BLOCK_LENGTH = 1 << 27;

export const enum Option {
  END = 0,
  TIMESTAMP_RESOLUTION = 9,
  TIMESTAMP_OFFSET = 14,
}

/** Finer ones would not fit the arithmetic of `splitTime`. */
const MAX_TICKS_PER_SECOND = 2 ** 40;

interface Interface {
  linkType: number;
  snaplen: number;
  ticksPerSecond: number;
  /** Seconds to add to each time stamp. */
  offset: number;
  /** Where the description lies in the file. */
  at: number;
}

export function isPcapng(window: Window): boolean {
  window.reach(0, 4);
  return window.end >= 4 && fileU32(window.bytes, 0, false) === BlockType.SECTION_HEADER;
}

export class PcapngRecords implements RecordSource {
  readonly #window: Window;
  /** Where the next block begins, in the window. */
  #at = 0;
  #littleEndian = false;
  #interfaces: Interface[] = [];

  constructor(window: Window) {
    this.#window = window;
    this.#readByteOrder(1);
  }

  next(record: CaptureRecord): boolean {
    const window = this.#window;
    for (;;) {
      const packet = record.packet + 1;
      this.#at = window.reach(this.#at, BLOCK_OVERHEAD);
      if (this.#at === window.end) return false;
      const bodyEnd = this.#blockEnd(packet) - 4;
      const at = this.#at;
      const { bytes } = window;
      const type = fileU32(bytes, at, this.#littleEndian);
      this.#at = bodyEnd + 4;
      switch (type) {
        case BlockType.SECTION_HEADER:
          this.#interfaces = [];
          break;
        case BlockType.INTERFACE:
          this.#addInterface(at, bodyEnd, packet);
          break;
        case BlockType.ENHANCED_PACKET:
          this.#enhanced(record, at, bodyEnd, fileU32(bytes, at + 8, this.#littleEndian));
          return true;
        case BlockType.OBSOLETE_PACKET:
          // The interface shares its word with a count of drops; the rest lies as in an enhanced packet block.
          this.#enhanced(record, at, bodyEnd, fileU16(bytes, at + 8, this.#littleEndian));
          return true;
        case BlockType.SIMPLE_PACKET:
          this.#simple(record, at, bodyEnd);
          return true;
      }
    }
  }

  /** One past the block at the cursor, after checking its lengths. */
  #blockEnd(packet: number): number {
    const window = this.#window;
    if (this.#at + BLOCK_OVERHEAD > window.end) this.#truncated(packet, BLOCK_OVERHEAD);
    if (fileU32(window.bytes, this.#at, false) === BlockType.SECTION_HEADER) this.#readByteOrder(packet);
    const length = fileU32(window.bytes, this.#at + 4, this.#littleEndian);
    const least = BLOCK_OVERHEAD + leastBody(fileU32(window.bytes, this.#at, this.#littleEndian));
    if (length < least || length > MAX_BLOCK_LENGTH || length % 4 !== 0) {
      const allowed = `multiples of 4 from ${least} to ${MAX_BLOCK_LENGTH}`;
      throw this.#error(packet, this.#at + 4, `block length ${length}; allowed are ${allowed}`);
    }
    this.#at = window.reach(this.#at, length);
    const end = this.#at + length;
    if (end > window.end) this.#truncated(packet, length);
    const again = fileU32(window.bytes, end - 4, this.#littleEndian);
    if (again !== length) {
      throw this.#error(packet, end - 4, `block length ${again} at its end; allowed is ${length}, as at its start`);
    }
    return end;
  }

  #truncated(packet: number, length: number): never {
    const there = this.#window.end - this.#at;
    const truncation = `the capture is truncated: a block has ${length} bytes, of which ${there} are there`;
    throw this.#error(packet, this.#at, truncation);
  }

  /** The error at a place in the window. */
  #error(packet: number, at: number, what: string): CaptureError {
    return new CaptureError(packet, this.#window.base + at, what);
  }

  #readByteOrder(packet: number): void {
    const window = this.#window;
    this.#at = window.reach(this.#at, SECTION_BYTES);
    const { bytes } = window;
    const at = this.#at;
    if (at + BLOCK_OVERHEAD > window.end) this.#truncated(packet, BLOCK_OVERHEAD);
    const magic = fileU32(bytes, at + 8, false);
    this.#littleEndian = fileU32(bytes, at + 8, true) === BYTE_ORDER_MAGIC;
    if (!this.#littleEndian && magic !== BYTE_ORDER_MAGIC) {
      throw this.#error(packet, at + 8, `byte-order magic ${magic.toString(16)}; allowed are 1a2b3c4d and 4d3c2b1a`);
    }
    const major = at + SECTION_BYTES <= window.end ? fileU16(bytes, at + 12, this.#littleEndian) : 1;
    if (major !== 1) throw this.#error(packet, at + 12, `pcapng version ${major}; allowed is 1`);
  }

  #addInterface(at: number, bodyEnd: number, packet: number): void {
    const { bytes, base } = this.#window;
    const little = this.#littleEndian;
    const description: Interface = {
      linkType: fileU16(bytes, at + 8, little),
      snaplen: fileU32(bytes, at + 12, little),
      ticksPerSecond: 1e6,
      offset: 0,
      at: base + at,
    };
    let option = at + 16;
    while (option + 4 <= bodyEnd) {
      const code = fileU16(bytes, option, little);
      const length = fileU16(bytes, option + 2, little);
      const value = option + 4;
      if (code === Option.END) break;
      if (value + length > bodyEnd) {
        throw this.#error(packet, option, `option length ${length}; allowed are at most ${bodyEnd - value} here`);
      }
      if (code === Option.TIMESTAMP_RESOLUTION && length >= 1) {
        description.ticksPerSecond = ticksPerSecond(bytes[value], packet, base + value);
      } else if (code === Option.TIMESTAMP_OFFSET && length >= 8) {
        const low = fileU32(bytes, value + (little ? 0 : 4), little);
        const high = fileU32(bytes, value + (little ? 4 : 0), little) | 0;
        description.offset = high * 2 ** 32 + low;
      }
      option = value + ((length + 3) & ~3);
    }
    this.#interfaces.push(description);
  }

  #enhanced(record: CaptureRecord, at: number, bodyEnd: number, index: number): void {
    const { bytes, base } = this.#window;
    const little = this.#littleEndian;
    const by = this.#interface(index, record.packet + 1, at);
    const captured = fileU32(bytes, at + 20, little);
    requireLength(captured, at + 28, bodyEnd, record.packet + 1, base + at + 20);
    splitTime(fileU32(bytes, at + 12, little), fileU32(bytes, at + 16, little), by, record);
    record.frameStart = at + 28;
    record.frameEnd = at + 28 + captured;
    record.originalLength = fileU32(bytes, at + 24, little);
    record.linkType = by.linkType;
    record.interfaceIndex = index;
  }

  /** A simple packet block has neither time stamp nor captured length: it keeps the time of the packet before it. */
  #simple(record: CaptureRecord, at: number, bodyEnd: number): void {
    const by = this.#interface(0, record.packet + 1, at);
    const { bytes, base } = this.#window;
    const original = fileU32(bytes, at + 8, this.#littleEndian);
    const captured = by.snaplen === 0 ? original : Math.min(original, by.snaplen);
    requireLength(captured, at + 12, bodyEnd, record.packet + 1, base + at + 8);
    record.frameStart = at + 12;
    record.frameEnd = at + 12 + captured;
    record.originalLength = original;
    record.linkType = by.linkType;
    record.interfaceIndex = 0;
  }

  #interface(index: number, packet: number, at: number): Interface {
    const count = this.#interfaces.length;
    if (index >= count) {
      const allowed = count === 0 ? 'none is described before it' : `allowed are 0 to ${count - 1}`;
      throw this.#error(packet, at + 8, `interface ${index}; ${allowed}`);
    }
    const by = this.#interfaces[index];
    requireLinkType(by.linkType, packet, by.at + 8);
    return by;
  }
}

/** Bytes of the fixed fields of a block's body. */
function leastBody(type: number): number {
  switch (type) {
    case BlockType.SECTION_HEADER:
      return 16;
    case BlockType.INTERFACE:
      return 8;
    case BlockType.ENHANCED_PACKET:
    case BlockType.OBSOLETE_PACKET:
      return 20;
    case BlockType.SIMPLE_PACKET:
      return 4;
    default:
      return 0;
  }
}

/** `if_tsresol`: a negative power of ten, or of two when the highest bit is set. */
function ticksPerSecond(value: number, packet: number, offset: number): number {
  const ticks = value & 0x80 ? 2 ** (value & 0x7f) : 10 ** value;
  if (ticks > MAX_TICKS_PER_SECOND) {
    throw new CaptureError(
      packet,
      offset,
      `time stamp resolution ${value}; allowed are up to 10^-12 (12) and 2^-40 (168)`,
    );
  }
  return ticks;
}

/**
 * Splits a 64-bit count of ticks into seconds and nanoseconds. Such a count has more bits than a double holds exactly,
 * so it is divided a byte at a time; the remainder stays below 2^40 and thus every step below 2^48.
 */
function splitTime(high: number, low: number, by: Interface, record: CaptureRecord): void {
  const ticks = by.ticksPerSecond;
  let seconds: number;
  let rest: number;
  if (high < 0x200000) {
    const whole = high * 2 ** 32 + low;
    seconds = Math.floor(whole / ticks);
    rest = whole - seconds * ticks;
  } else {
    seconds = Math.floor(high / ticks);
    rest = high - seconds * ticks;
    for (let shift = 24; shift >= 0; shift -= 8) {
      const part = rest * 256 + ((low >>> shift) & 0xff);
      const quotient = Math.floor(part / ticks);
      seconds = seconds * 256 + quotient;
      rest = part - quotient * ticks;
    }
  }
  record.seconds = seconds + by.offset;
  record.nanoseconds = ticks === 1e9 ? rest : (rest * 1e9) / ticks;
}
