/** Writing captures: packets in, the bytes of a pcap or pcapng file out. */
import { LinkType } from './link';
import { FileHeader, MAGIC_MICROSECONDS, MAGIC_NANOSECONDS, RecordHeader } from './pcap-classic';
import { MAX_PACKET_LENGTH } from './pcap-record';
import { BLOCK_OVERHEAD, BlockType, BYTE_ORDER_MAGIC, Option } from './pcapng';

export interface CaptureFormat {
  /** `pcap` has microseconds, the others nanoseconds. */
  format?: 'pcap' | 'pcap-ns' | 'pcapng';
  /** Raw IP where left out. Datagrams get an Ethernet header where that is asked for. */
  linkType?: LinkType;
  bigEndian?: boolean;
}

/** Locally administered addresses (IEEE 802, 8.2): the receiver's, then the sender's. */
const ETHERNET_ADDRESSES = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1];

export class CaptureWriter {
  readonly #format: Required<CaptureFormat>;
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  constructor(format: CaptureFormat = {}) {
    this.#format = { format: 'pcap', linkType: LinkType.RAW, bigEndian: false, ...format };
    if (this.#format.format === 'pcapng') this.#pcapngHeader();
    else this.#pcapHeader();
  }

  /** Adds an IP datagram; `time` in seconds since 1970 or since whatever the caller counts from. */
  write(datagram: Uint8Array, time: number): void {
    this.writeFrame(this.#format.linkType === LinkType.ETHERNET ? ethernetFrame(datagram) : datagram, time);
  }

  /** Adds a frame as it is; `originalLength` where it was cut. */
  writeFrame(frame: Uint8Array, time: number, originalLength = frame.length): void {
    if (frame.length > MAX_PACKET_LENGTH) throw new RangeError(`a packet of ${frame.length} bytes`);
    if (this.#format.format === 'pcapng') this.#enhancedBlock(frame, time, originalLength);
    else this.#record(frame, time, originalLength);
  }

  /** The file so far. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #pcapHeader(): void {
    const at = this.#grow(FileHeader.LENGTH);
    this.#u32(at + FileHeader.MAGIC, this.#format.format === 'pcap' ? MAGIC_MICROSECONDS : MAGIC_NANOSECONDS);
    this.#u16(at + FileHeader.MAJOR, 2);
    this.#u16(at + FileHeader.MINOR, 4);
    this.#u32(at + FileHeader.SNAPLEN, MAX_PACKET_LENGTH);
    this.#u32(at + FileHeader.LINK_TYPE, this.#format.linkType);
  }

  #record(frame: Uint8Array, time: number, originalLength: number): void {
    const at = this.#grow(RecordHeader.LENGTH + frame.length);
    const unitsPerSecond = this.#format.format === 'pcap' ? 1e6 : 1e9;
    const { seconds, fraction } = split(time, unitsPerSecond);
    this.#u32(at + RecordHeader.SECONDS, seconds);
    this.#u32(at + RecordHeader.FRACTION, fraction);
    this.#u32(at + RecordHeader.CAPTURED, frame.length);
    this.#u32(at + RecordHeader.ORIGINAL, originalLength);
    this.#bytes.set(frame, at + RecordHeader.LENGTH);
  }

  #pcapngHeader(): void {
    const section = this.#block(BlockType.SECTION_HEADER, 16);
    this.#u32(section, BYTE_ORDER_MAGIC);
    this.#u16(section + 4, 1);
    // The section's length is not said: all ones.
    this.#u32(section + 8, 0xffffffff);
    this.#u32(section + 12, 0xffffffff);
    const device = this.#block(BlockType.INTERFACE, 16);
    this.#u16(device, this.#format.linkType);
    this.#u32(device + 4, MAX_PACKET_LENGTH);
    this.#u16(device + 8, Option.TIMESTAMP_RESOLUTION);
    this.#u16(device + 10, 1);
    this.#bytes[device + 12] = 9;
  }

  #enhancedBlock(frame: Uint8Array, time: number, originalLength: number): void {
    const body = this.#block(BlockType.ENHANCED_PACKET, 20 + frame.length);
    const { seconds, fraction } = split(time, 1e9);
    const ticks = BigInt(seconds) * 1_000_000_000n + BigInt(fraction);
    this.#u32(body + 4, Number(ticks >> 32n));
    this.#u32(body + 8, Number(ticks & 0xffffffffn));
    this.#u32(body + 12, frame.length);
    this.#u32(body + 16, originalLength);
    this.#bytes.set(frame, body + 20);
  }

  /** Makes room for a block, fills in its type and lengths, and tells where its body begins. */
  #block(type: BlockType, bodyLength: number): number {
    const length = BLOCK_OVERHEAD + ((bodyLength + 3) & ~3);
    const at = this.#grow(length);
    this.#u32(at, type);
    this.#u32(at + 4, length);
    this.#u32(at + length - 4, length);
    return at + 8;
  }

  /** Adds `count` zero bytes and tells where they begin. */
  #grow(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }

  #u16(at: number, value: number): void {
    this.#view.setUint16(at, value, !this.#format.bigEndian);
  }

  #u32(at: number, value: number): void {
    this.#view.setUint32(at, value, !this.#format.bigEndian);
  }
}

/** Rounds to whole units, the carry included. */
function split(time: number, unitsPerSecond: number): { seconds: number; fraction: number } {
  const seconds = Math.floor(time);
  const fraction = Math.round((time - seconds) * unitsPerSecond);
  return fraction === unitsPerSecond ? { seconds: seconds + 1, fraction: 0 } : { seconds, fraction };
}

function ethernetFrame(datagram: Uint8Array): Uint8Array {
  const frame = new Uint8Array(14 + datagram.length);
  frame.set(ETHERNET_ADDRESSES);
  frame.set(datagram[0] >>> 4 === 6 ? [0x86, 0xdd] : [0x08, 0x00], 12);
  frame.set(datagram, 14);
  return frame;
}
