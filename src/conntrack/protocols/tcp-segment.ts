/** A TCP segment (RFC 9293, 3.1) as conntrack reads it: header fields, and the options that window tracking needs. */
import { i32, u16 } from '../../packet/bytes';
import { TcpFlag, TcpOption } from '../../packet/tcp';
import { FlagClass } from './tcp-table';

export const HEADER_BYTES = 20;

/** RFC 7323, 2.3. */
const MAX_WINDOW_SCALE = 14;
const SACK_BLOCK_BYTES = 8;

/** Header fields; one object is reused for all segments. Sequence numbers are signed 32-bit integers. */
export class Segment {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  flags = 0;
  flagClass: FlagClass = FlagClass.NONE;
  seq = 0;
  ack = 0;
  /** Sequence number behind the segment: data plus one each for SYN and FIN. */
  end = 0;
  window = 0;
  headerBytes = 0;

  /** What `scanOptions` found. */
  windowScale = -1;
  sackPermitted = false;

  read(bytes: Uint8Array, at: number, length: number): void {
    this.bytes = bytes;
    this.at = at;
    const flags = bytes[at + 13];
    this.flags = flags;
    this.flagClass = classOf(flags);
    this.seq = i32(bytes, at + 4);
    this.ack = i32(bytes, at + 8);
    this.window = u16(bytes, at + 14);
    this.headerBytes = (bytes[at + 12] >> 4) * 4;
    this.end = (this.seq + length - this.headerBytes + ((flags & TcpFlag.SYN) >> 1) + (flags & TcpFlag.FIN)) | 0;
  }

  get hasOptions(): boolean {
    return this.headerBytes > HEADER_BYTES;
  }

  /** Looks for window scale and SACK-permitted; a broken option ends the search (`tcp_options`). */
  scanOptions(): void {
    this.windowScale = -1;
    this.sackPermitted = false;
    for (let at = this.#firstOption(); at !== 0; at = this.#nextOption(at)) {
      const kind = this.bytes[at];
      const size = this.bytes[at + 1];
      if (kind === TcpOption.SACK_PERMITTED && size === 2) this.sackPermitted = true;
      else if (kind === TcpOption.WINDOW_SCALE && size === 3) {
        this.windowScale = Math.min(this.bytes[at + 2], MAX_WINDOW_SCALE);
      }
    }
  }

  /** The highest right edge of the SACK blocks, or the acknowledgment number when it is higher (`tcp_sack`, RFC 2018). */
  highestSack(): number {
    let highest = this.ack;
    for (let at = this.#firstOption(); at !== 0; at = this.#nextOption(at)) {
      const size = this.bytes[at + 1];
      if (this.bytes[at] !== TcpOption.SACK || size < 2 + SACK_BLOCK_BYTES || (size - 2) % SACK_BLOCK_BYTES) continue;
      for (let block = at + 2; block < at + size; block += SACK_BLOCK_BYTES) {
        const edge = i32(this.bytes, block + 4);
        if (((highest - edge) | 0) < 0) highest = edge;
      }
      break;
    }
    return highest;
  }

  /** Where the first option with a length begins, 0 when there is none. */
  #firstOption(): number {
    return this.#optionFrom(this.at + HEADER_BYTES);
  }

  #nextOption(at: number): number {
    return this.#optionFrom(at + this.bytes[at + 1]);
  }

  #optionFrom(at: number): number {
    const end = this.at + this.headerBytes;
    while (at < end && this.bytes[at] === TcpOption.NOP) at++;
    if (end - at < 2 || this.bytes[at] === TcpOption.END) return 0;
    const size = this.bytes[at + 1];
    return size < 2 || size > end - at ? 0 : at;
  }
}

/** RST counts before SYN, SYN before FIN, FIN before ACK (`get_conntrack_index`). */
function classOf(flags: number): FlagClass {
  if (flags & TcpFlag.RST) return FlagClass.RST;
  if (flags & TcpFlag.SYN) return flags & TcpFlag.ACK ? FlagClass.SYNACK : FlagClass.SYN;
  if (flags & TcpFlag.FIN) return FlagClass.FIN;
  return flags & TcpFlag.ACK ? FlagClass.ACK : FlagClass.NONE;
}

const VALID = new Set([
  TcpFlag.SYN,
  TcpFlag.SYN | TcpFlag.URG,
  TcpFlag.SYN | TcpFlag.ACK,
  TcpFlag.RST,
  TcpFlag.RST | TcpFlag.ACK,
  TcpFlag.FIN | TcpFlag.ACK,
  TcpFlag.FIN | TcpFlag.ACK | TcpFlag.URG,
  TcpFlag.ACK,
  TcpFlag.ACK | TcpFlag.URG,
]);
const VALID_FLAGS = Uint8Array.from({ length: 64 }, (_, flags) => (VALID.has(flags & ~TcpFlag.PSH) ? 1 : 0));

/** Whether an honest endpoint would ever set these flags; PSH, ECE and CWR go with any (`tcp_valid_flags`). */
export function flagsAreValid(flags: number): boolean {
  return VALID_FLAGS[flags & 0x3f] === 1;
}

/** Whether sequence number `a` comes before `b`, modulo 2^32. */
export function before(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

/** Whether sequence number `a` comes after `b`, modulo 2^32. */
export function after(a: number, b: number): boolean {
  return ((b - a) | 0) < 0;
}
