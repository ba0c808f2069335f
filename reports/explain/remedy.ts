/** What would have made a packet valid: packets that differ from it in one thing, each of them tried. */
import { Segment } from '../../src/conntrack/protocols/tcp-segment';
import type { Dir } from '../../src/conntrack/store';
import { put32 } from '../../src/packet/bytes';
import { buildPacket, parsePacket, printPacket } from '../../src/packet/notation';
import { familyOfDatagram, Protocol } from '../../src/packet/packet';
import { Tcp, TcpFlag } from '../../src/packet/tcp';
import { findTransport } from '../../src/packet/transport';
import { deliver, witness } from './deliver';
import type { MakeStage } from './stage';
import { windowRules } from './tcp';

export interface Remedy {
  /** What is to be different. */
  what: string;
  /** Its class then. */
  ctstate: string;
}

interface Candidate {
  what: string;
  /** The packet to give instead; null to give the same. */
  bytes: Uint8Array;
  /** Packets that come before. */
  first?: Uint8Array[];
}

/** Those that were found, the smallest change first; none for a packet that is valid as it is. */
export async function remediesOf(make: MakeStage): Promise<Remedy[]> {
  const remedies: Remedy[] = [];
  for (const { what, bytes, first = [] } of await candidates(make)) {
    const stage = await make();
    for (const earlier of first) deliver(stage, earlier);
    const { ctstate, verdict, remarks } = deliver(stage, bytes);
    if (ctstate === null || ctstate === 'INVALID' || verdict !== 'ACCEPT' || remarks.length > 0) continue;
    remedies.push({ what, ctstate });
  }
  return remedies;
}

async function candidates(make: MakeStage): Promise<Candidate[]> {
  const { datagram } = await make();
  const family = familyOfDatagram(datagram);
  const found = findTransport(datagram, 0, datagram.length, family);
  if (found < 0) return [];
  const protocol = found & 0xff;
  const at = found >> 8;
  const fixed = withChecksum(datagram);
  return [
    ...(fixed ? [{ what: 'a right checksum', bytes: fixed }] : []),
    ...(protocol === Protocol.TCP && datagram.length >= at + Tcp.LENGTH
      ? await ofTcp(make, fixed ?? datagram, at)
      : []),
    ...(protocol === Protocol.ICMP || protocol === Protocol.ICMPV6 ? ofIcmp(datagram, at, protocol) : []),
  ];
}

/** Written down without its checksum and built anew; null where that changes nothing, or cannot be done. */
function withChecksum(datagram: Uint8Array): Uint8Array | null {
  const text = printPacket(datagram);
  const without = text.replace(/ (bad-checksum|sum 0x[0-9a-f]+)/g, '');
  return without === text ? null : buildPacket(parsePacket(without));
}

/** The same segment with other words, and the checksum that belongs to them. */
function changed(datagram: Uint8Array, change: (bytes: Uint8Array) => void): Uint8Array {
  const bytes = datagram.slice();
  change(bytes);
  return withChecksum(bytes) ?? bytes;
}

const FLAGS: [name: string, flags: number][] = [
  ['ACK', TcpFlag.ACK],
  ['SYN', TcpFlag.SYN],
  ['SYN/ACK', TcpFlag.SYN | TcpFlag.ACK],
  ['FIN/ACK', TcpFlag.FIN | TcpFlag.ACK],
  ['RST', TcpFlag.RST],
];

async function ofTcp(make: MakeStage, datagram: Uint8Array, at: number): Promise<Candidate[]> {
  const inWindow = await ofWindow(make, datagram, at);
  const flags = FLAGS.filter(([, value]) => value !== (datagram[at + Tcp.FLAGS] & 0x3f)).map(([name, value]) => ({
    what: `the flags ${name}`,
    bytes: changed(datagram, bytes => {
      bytes[at + Tcp.FLAGS] = value;
    }),
  }));
  return [...inWindow, ...flags];
}

/** Sequence and acknowledgment numbers at the bounds that they lie outside of, one by one and together. */
async function ofWindow(make: MakeStage, datagram: Uint8Array, at: number): Promise<Candidate[]> {
  const { found } = (await witness(make)).seen;
  if (found === null) return [];
  const dir: Dir = found.direction === 'ORIGINAL' ? 0 : 1;
  const segment = new Segment();
  segment.read(datagram, at, datagram.length - at);
  const broken = windowRules(found.words, dir, segment).filter(({ holds }) => !holds);
  const single = broken.map(({ name, relation, bound }) => {
    const isSeq = name === 'I' || name === 'II';
    const field = isSeq ? Tcp.SEQ : Tcp.ACK;
    const length = name === 'II' ? (segment.end - segment.seq) | 0 : 0;
    const value = (bound - length) >>> 0;
    const limit = relation === '<=' ? 'at most' : 'at least';
    return { what: `${isSeq ? 'a sequence' : 'an acknowledgment'} number of ${limit} ${value}`, at: at + field, value };
  });
  const put = (bytes: Uint8Array, changes: typeof single) => {
    for (const change of changes) put32(bytes, change.at, change.value);
  };
  const alone = single.map(each => ({ what: each.what, bytes: changed(datagram, bytes => put(bytes, [each])) }));
  if (single.length < 2) return alone;
  const what = single.map(each => each.what).join(' and ');
  return [...alone, { what, bytes: changed(datagram, bytes => put(bytes, single)) }];
}

/** An error is about a packet that has passed: that one first, as it is quoted. */
function ofIcmp(datagram: Uint8Array, at: number, protocol: number): Candidate[] {
  const isError = protocol === Protocol.ICMP ? [3, 4, 5, 11, 12].includes(datagram[at]) : datagram[at] < 128;
  if (!isError) return [];
  const quoted = datagram.slice(at + 8);
  return [{ what: 'the packet it quotes having passed before', bytes: datagram, first: [quoted] }];
}
