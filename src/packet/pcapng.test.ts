import { test } from 'node:test';
import { expect } from 'chai';
import { LinkType } from './link';
import { Family } from './packet';
import { CaptureError, CaptureReader } from './pcap';
import { fromHex } from './wire';

const UDP4 = fromHex('4500001c00010000401100000a0000010a00000204d2162e00080000');
const ETHERNET = Uint8Array.of(...new Uint8Array(12), 8, 0, ...UDP4);

/** Writes a file block by block, in one byte order a section. */
class Blocks {
  #bytes: number[] = [];
  #littleEndian = true;

  section(littleEndian: boolean): this {
    this.#littleEndian = littleEndian;
    return this.block(0x0a0d0d0a, [this.u32(0x1a2b3c4d), this.u16(1), this.u16(0), this.u64(-1n)].flat());
  }

  interface(linkType: number, snaplen = 0, options: number[] = []): this {
    return this.block(1, [this.u16(linkType), this.u16(0), this.u32(snaplen), options].flat());
  }

  enhanced(device: number, ticks: bigint, frame: Uint8Array): this {
    const time = [this.u32(Number(ticks >> 32n)), this.u32(Number(ticks & 0xffffffffn))].flat();
    return this.block(6, [this.u32(device), time, this.u32(frame.length), this.u32(frame.length), [...frame]].flat());
  }

  block(type: number, body: number[]): this {
    while (body.length % 4 !== 0) body.push(0);
    const length = this.u32(12 + body.length);
    this.#bytes.push(...this.u32(type), ...length, ...body, ...length);
    return this;
  }

  option(code: number, value: number[]): number[] {
    const padding = new Array<number>((4 - (value.length % 4)) % 4).fill(0);
    return [...this.u16(code), ...this.u16(value.length), ...value, ...padding];
  }

  u16(value: number): number[] {
    return this.#ordered([value >>> 8, value & 0xff]);
  }

  u32(value: number): number[] {
    return this.#ordered([24, 16, 8, 0].map(shift => (value >>> shift) & 0xff));
  }

  u64(value: bigint): number[] {
    return this.#ordered([56n, 48n, 40n, 32n, 24n, 16n, 8n, 0n].map(shift => Number((value >> shift) & 0xffn)));
  }

  #ordered(bytes: number[]): number[] {
    return this.#littleEndian ? bytes.reverse() : bytes;
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

function timesOf(bytes: Uint8Array): number[] {
  const reader = new CaptureReader(bytes);
  const times: number[] = [];
  while (reader.next()) {
    expect([reader.family, reader.end - reader.start]).to.deep.equal([Family.IPV4, UDP4.length]);
    times.push(reader.time);
  }
  return times;
}

test('Sections have byte orders and interfaces of their own; blocks of other kinds are passed over', () => {
  const blocks = new Blocks();
  blocks.section(true).interface(LinkType.RAW).block(5, [0, 0, 0, 0]).enhanced(0, 5_000_000n, UDP4);
  blocks.section(false).interface(LinkType.ETHERNET).interface(LinkType.RAW);
  blocks.enhanced(1, 6_000_000n, UDP4).enhanced(0, 7_500_000n, ETHERNET).block(0x0bad, []);
  expect(timesOf(blocks.bytes())).to.deep.equal([0, 1, 2.5]);
});

test('Time stamps have the resolution and the offset of their interface, beyond the precision of a double too', () => {
  for (const littleEndian of [true, false]) {
    const blocks = new Blocks().section(littleEndian);
    blocks.interface(LinkType.RAW, 0, blocks.option(9, [9]));
    blocks.interface(LinkType.RAW, 0, [...blocks.option(2, [0x65, 0x68, 0]), ...blocks.option(9, [0x80 | 10])]);
    blocks.interface(LinkType.RAW, 0, [...blocks.option(9, [12]), ...blocks.option(14, blocks.u64(1_700_000_000n))]);
    blocks.interface(LinkType.RAW, 0, blocks.option(14, blocks.u64(-5n)));
    blocks.enhanced(0, 1_700_000_000_000_000_001n, UDP4);
    blocks.enhanced(0, 1_700_000_000_000_000_002n, UDP4);
    blocks.enhanced(1, 1_700_000_001n * 1024n + 512n, UDP4);
    blocks.enhanced(2, 2_000_000_001_000n, UDP4);
    blocks.enhanced(3, 1_700_000_008_000_000n, UDP4);
    expect(timesOf(blocks.bytes())).to.deep.equal([0, 1e-9, 1.499999999, 2, 2.999999999]);
  }
});

test('The older kinds of packet block are read: obsolete, and simple, which has no time of its own', () => {
  const blocks = new Blocks().section(true).interface(LinkType.RAW).interface(LinkType.ETHERNET, 42);
  const length = blocks.u32(UDP4.length);
  const body = [blocks.u16(0), blocks.u16(9), blocks.u32(0), blocks.u32(1_000_000), length, length, [...UDP4]].flat();
  blocks
    .enhanced(0, 0n, UDP4)
    .block(2, body)
    .block(3, [...length, ...UDP4]);
  expect(timesOf(blocks.bytes())).to.deep.equal([0, 1, 1]);
  const cut = new Blocks().section(true).interface(LinkType.ETHERNET, 42);
  cut.block(3, [...cut.u32(1500), ...ETHERNET]);
  const reader = new CaptureReader(cut.bytes());
  expect([reader.next(), reader.cut, reader.end - reader.start]).to.deep.equal([true, true, UDP4.length]);
});

test('Blocks that contradict themselves are refused, with the byte', () => {
  const start = () => new Blocks().section(true).interface(LinkType.RAW);
  const fails = (blocks: Blocks, message: string, change: [number, number] = [0, 0x0a]) => {
    const bytes = blocks.bytes();
    bytes[change[0]] = change[1];
    expect(() => timesOf(bytes), message).to.throw(CaptureError, message);
  };
  fails(start().enhanced(1, 0n, UDP4), 'packet 1, byte 56: interface 1; allowed are 0 to 0');
  fails(new Blocks().section(true).enhanced(0, 0n, UDP4), 'interface 0; none is described before it');
  fails(new Blocks().section(true).interface(147).enhanced(0, 0n, UDP4), 'packet 1, byte 36: unknown link type 147');
  fails(start(), 'byte-order magic', [8, 0]);
  fails(start(), 'packet 1, byte 12: pcapng version 9; allowed is 1', [12, 9]);
  fails(start().enhanced(0, 0n, UDP4), 'byte 52: block length 61; allowed are multiples of 4 from 32', [52, 61]);
  fails(start().enhanced(0, 0n, UDP4), 'byte 52: block length 0; allowed are multiples of 4 from 32', [52, 0]);
  fails(start().enhanced(0, 0n, UDP4), 'byte 104: block length 0 at its end; allowed is 60', [104, 0]);
  fails(start().enhanced(0, 0n, UDP4), 'packet 1, byte 68: the capture is truncated: the packet has 255', [68, 255]);
  const fine = new Blocks().section(true);
  fails(fine.interface(LinkType.RAW, 0, fine.option(9, [15])), 'time stamp resolution 15; allowed are up to 10^-12');
});
