import { describe, test } from 'node:test';
import { expect } from 'chai';
import { checksum } from '../packet/checksum';
import { parseIpv4 } from '../packet/ipv4';
import { extensionHeader, fragmentOffset, parseIpv6 } from '../packet/ipv6';
import { Family, type Packet, Protocol } from '../packet/packet';
import { Bench, ipv4Fragment, ipv6Fragment, packetOf, pattern } from './fragments.fixture';

const DF = 0x4000;
const MF = 0x2000;
const DATA = pattern(4000);

/** The datagram that these fragments make. */
function whole(bench: Bench, ...fragments: Packet[]): Packet {
  for (const fragment of fragments) bench.give(fragment);
  return fragments.at(-1)!;
}

/** Offset, bytes of data and flags of each piece; checks the headers' checksums and the data. */
function ipv4Pieces(fragments: Uint8Array[] | null, data = DATA): [offset: number, length: number, flags: number][] {
  return fragments!.map(bytes => {
    const { offset, payload, flags, totalLength, ihl } = parseIpv4(bytes)!;
    expect(checksum(bytes, 0, ihl * 4)).to.equal(0);
    expect(totalLength).to.equal(bytes.length);
    expect(payload).to.deep.equal(data.slice(offset, offset + payload.length));
    return [offset, payload.length, flags];
  });
}

/** Bytes that the first of two pieces goes out with, of which `first` came in the first. */
function firstPiece(protocol: Protocol, first: number, read = (_: Packet) => {}): number {
  const bench = new Bench();
  const pieces = [ipv4Fragment(DATA, 0, first, { protocol }), ipv4Fragment(DATA, first, 4000, { protocol })];
  const datagram = whole(bench, ...pieces);
  read(datagram);
  return ipv4Pieces(bench.defrag.fragmentForOutput(datagram, 9000))[0][1];
}

describe('IPv4 fragmentation', () => {
  test('cuts what is too large into pieces of a multiple of eight', () => {
    const { defrag } = new Bench();
    const fragments = defrag.fragmentForOutput(ipv4Fragment(DATA, 0, 4000), 1500)!;
    expect(ipv4Pieces(fragments)).to.deep.equal([
      [0, 1480, MF],
      [1480, 1480, MF],
      [2960, 1040, 0],
    ]);
    expect(fragments.map(bytes => parseIpv4(bytes)!.id)).to.deep.equal([7, 7, 7]);
    expect(defrag.statistics.ipv4).to.include({ fragOKs: 1, fragCreates: 3, fragFails: 0 });
  });

  test('sends a reassembled datagram as it came, even where it would fit whole', () => {
    const bench = new Bench();
    const cuts: Packet[] = [ipv4Fragment(DATA, 2400, 4000), ipv4Fragment(DATA, 0, 800), ipv4Fragment(DATA, 800, 2400)];
    expect(ipv4Pieces(bench.defrag.fragmentForOutput(whole(bench, ...cuts), 9000))).to.deep.equal([
      [0, 800, MF],
      [800, 1600, MF],
      [2400, 1600, 0],
    ]);
  });

  test('cuts it anew where a piece would not fit', () => {
    const bench = new Bench();
    const datagram = whole(bench, ipv4Fragment(DATA, 0, 800), ipv4Fragment(DATA, 800, 4000));
    expect(ipv4Pieces(bench.defrag.fragmentForOutput(datagram, 1500))).to.deep.equal([
      [0, 1480, MF],
      [1480, 1480, MF],
      [2960, 1040, 0],
    ]);
  });

  test('cuts it anew, no larger than it came, when its buffer was exchanged', () => {
    const bench = new Bench();
    const datagram = whole(bench, ipv4Fragment(DATA, 0, 800), ipv4Fragment(DATA, 800, 4000)).clone();
    expect(ipv4Pieces(bench.defrag.fragmentForOutput(datagram, 9000))).to.deep.equal([
      [0, 3200, MF],
      [3200, 800, 0],
    ]);
  });

  test('cuts it anew when a transport header lay across pieces and was read', () => {
    const readTcp = (first: number) => firstPiece(Protocol.TCP, first);
    const readSctp = (first: number) => firstPiece(Protocol.SCTP, first, packet => packet.pull(packet.start + 20 + 12));
    expect([16, 24].map(readTcp)).to.deep.equal([3984, 24]);
    expect([8, 16].map(readSctp)).to.deep.equal([3992, 16]);
    expect(firstPiece(Protocol.SCTP, 8)).to.equal(8);
  });

  test('does not fragment what may not be', () => {
    const bench = new Bench();
    expect(bench.defrag.fragmentForOutput(ipv4Fragment(DATA, 0, 4000, { flags: DF }), 1500)).to.deep.equal([]);
    const pieces = [ipv4Fragment(DATA, 0, 2000, { flags: DF }), ipv4Fragment(DATA, 2000, 4000, { flags: DF })];
    expect(bench.defrag.fragmentForOutput(whole(bench, ...pieces), 1500)).to.deep.equal([]);
    expect(bench.defrag.fragmentForOutput(ipv4Fragment(DATA, 0, 4000), 27)).to.deep.equal([]);
    expect(bench.defrag.statistics.ipv4.fragFails).to.equal(3);
  });

  test('fragments cut anew carry the don’t-fragment bit of those received, restored ones lose it', () => {
    const bench = new Bench();
    const pieces = () => [ipv4Fragment(DATA, 0, 2000, { flags: DF }), ipv4Fragment(DATA, 2000, 4000, { flags: DF })];
    const flags = (packet: Packet) => ipv4Pieces(bench.defrag.fragmentForOutput(packet, 9000)).map(piece => piece[2]);
    expect(flags(whole(bench, ...pieces()))).to.deep.equal([MF, 0]);
    expect(flags(whole(bench, ...pieces()).clone())).to.deep.equal([DF | MF, DF]);
  });

  test('fragments a fragment further', () => {
    const { defrag } = new Bench();
    expect(ipv4Pieces(defrag.fragmentForOutput(ipv4Fragment(DATA, 800, 1600), 520))).to.deep.equal([
      [800, 496, MF],
      [1296, 304, MF],
    ]);
  });

  test('repeats options with the copied flag only', () => {
    const { defrag } = new Bench();
    const options = [
      { kind: 0x1e, data: Uint8Array.of(1, 2) },
      { kind: 0x9e, data: Uint8Array.of(3, 4) },
    ];
    const sent = defrag.fragmentForOutput(ipv4Fragment(DATA, 0, 3000, { options }), 1500)!;
    expect(sent.map(bytes => [...bytes.subarray(20, 28)])).to.deep.equal([
      [0x1e, 4, 1, 2, 0x9e, 4, 3, 4],
      [1, 1, 1, 1, 0x9e, 4, 3, 4],
      [1, 1, 1, 1, 0x9e, 4, 3, 4],
    ]);
  });
});

/** Offset and bytes of data of each piece; checks the lengths, the data, and that the identification is one. */
function ipv6Pieces(fragments: Uint8Array[]): [offset: number, length: number][] {
  const identifications = new Set<string>();
  const pieces = fragments.map((bytes, i): [number, number] => {
    const { headers, payload, payloadLength, protocol } = parseIpv6(bytes)!;
    const fragment = headers.at(-1)!;
    expect(fragment.type).to.equal(Protocol.FRAGMENT);
    expect(fragment.bytes[2] & 1).to.equal(i < fragments.length - 1 ? 1 : 0);
    expect(protocol).to.equal(Protocol.UDP);
    expect(payloadLength).to.equal(bytes.length - 40);
    const offset = fragmentOffset(fragment);
    expect(payload).to.deep.equal(DATA.slice(offset, offset + payload.length));
    identifications.add(String(fragment.bytes.slice(3)));
    return [offset, payload.length];
  });
  expect(identifications.size).to.equal(fragments.length > 0 ? 1 : 0);
  return pieces;
}

describe('IPv6 fragmentation', () => {
  const pieces = (...ends: number[]) => ends.map((end, i) => ipv6Fragment(DATA, i === 0 ? 0 : ends[i - 1], end));

  test('sends a reassembled datagram as it came, under a new identification', () => {
    const bench = new Bench();
    const sent = bench.defrag.fragmentForOutput(whole(bench, ...pieces(800, 2400, 4000)), 9000)!;
    expect(ipv6Pieces(sent)).to.deep.equal([
      [0, 800],
      [800, 1600],
      [2400, 1600],
    ]);
    expect([...parseIpv6(sent[0])!.headers[0].bytes.slice(3)]).to.deep.equal([0, 0, 0, 1]);
    expect(bench.defrag.statistics.ipv6).to.include({ fragOKs: 1, fragCreates: 3 });
  });

  test('cuts it anew, no larger than it came but for 1280 bytes, when its buffer was exchanged', () => {
    const bench = new Bench();
    const cut = (...ends: number[]) =>
      ipv6Pieces(bench.defrag.fragmentForOutput(whole(bench, ...pieces(...ends)).clone(), 9000)!);
    expect(cut(2000, 4000)).to.deep.equal([
      [0, 2000],
      [2000, 2000],
    ]);
    expect(cut(1000, 2000, 3000, 4000)[0]).to.deep.equal([0, 1232]);
  });

  test('cuts it anew when a piece has no room before it for headers that stood behind the Fragment header', () => {
    for (const [eights, expected] of [
      [1, [1592, 800, 1200]],
      [8, [1536, 1536, 464]],
    ] as const) {
      const bench = new Bench();
      const padding = [1, 8 * eights - 4, ...Array.from({ length: 8 * eights - 4 }, () => 0)];
      const data = Uint8Array.of(Protocol.UDP, eights - 1, ...padding, ...pattern(3600 - 8 * eights));
      const fragment = (from: number, to: number) => ipv6Fragment(data, from, to, { protocol: Protocol.DSTOPTS });
      const datagram = whole(bench, fragment(0, 1600), fragment(1600, 2400), fragment(2400, data.length));
      const lengths = ipv6Pieces(bench.defrag.fragmentForOutput(datagram, 9000)!).map(([, length]) => length);
      expect(lengths).to.deep.equal(expected);
    }
  });

  test('does not fragment what its source did not, nor smaller than its source did', () => {
    const bench = new Bench();
    const { bytes } = ipv6Fragment(DATA, 0, 4000);
    expect(bench.defrag.fragmentForOutput(packetOf(bytes, Family.IPV6), 1500)).to.deep.equal([]);
    expect(bench.defrag.fragmentForOutput(whole(bench, ...pieces(2000, 4000)), 1500)).to.deep.equal([]);
    expect(bench.defrag.statistics.ipv6.fragFails).to.equal(2);
  });

  test('fails when an extension header lies in a page of a large first fragment', () => {
    const options = Uint8Array.of(Protocol.UDP, 0, 1, 4, 0, 0, 0, 0);
    for (const [first, pieces] of [
      [4000, 2],
      [4024, null],
    ] as const) {
      const bench = new Bench();
      const data = Uint8Array.of(...options, ...pattern(6000));
      const parts = { protocol: Protocol.DSTOPTS };
      const datagram = whole(bench, ipv6Fragment(data, 0, first, parts), ipv6Fragment(data, first, 6008, parts));
      expect(bench.defrag.fragmentForOutput(datagram, 9000)?.length ?? null).to.equal(pieces);
    }
  });

  test('puts the Fragment header behind the headers for every router', () => {
    const hop = extensionHeader(Protocol.HOPOPT, new Uint8Array(6));
    const routing = extensionHeader(Protocol.ROUTING, new Uint8Array(6));
    const options = extensionHeader(Protocol.DSTOPTS, new Uint8Array(6));
    for (const [before, types] of [
      [[hop], [Protocol.HOPOPT, Protocol.FRAGMENT]],
      [
        [options, routing],
        [Protocol.DSTOPTS, Protocol.ROUTING, Protocol.FRAGMENT],
      ],
      [
        [routing, options],
        [Protocol.ROUTING, Protocol.FRAGMENT, Protocol.DSTOPTS],
      ],
    ] as const) {
      const bench = new Bench();
      const parts = { before: [...before] };
      const datagram = whole(bench, ipv6Fragment(DATA, 0, 2000, parts), ipv6Fragment(DATA, 2000, 4000, parts));
      const [first] = bench.defrag.fragmentForOutput(datagram, 9000)!;
      expect(parseIpv6(first)!.headers.map(header => header.type)).to.deep.equal([...types]);
    }
  });
});
