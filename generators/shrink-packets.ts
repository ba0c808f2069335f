/** Simpler packets, and fewer flows: what shrinking tries with the packets of a workload, by way of the notation. */
import { parseAddress } from '../src/packet/address';
import { buildPacket, type PacketDescription, parsePacket, printPacket } from '../src/packet/notation';
import type { DatagramDescription, PayloadDescription, TcpDescription } from '../src/packet/notation-types';
import { type PacketEvent, type Workload, type WorkloadEvent, withBytes } from './workload';

/** The same packet with one thing less that is unusual about it, the greatest simplifications first. */
export function* simplerPackets({ device, bytes }: PacketEvent): Iterable<PacketEvent> {
  const description = parsePacket(printPacket(bytes));
  for (const simpler of simplerDescriptions(description)) {
    const built = build(simpler);
    if (built && !isSame(built, bytes)) yield { kind: 'packet', device, bytes: built };
  }
}

/** The workload with one host, or one port, less: another one that was there earlier takes its place in every packet. */
export function* mergedFlows(workload: Workload): Iterable<Workload> {
  const packets = workload.events.map(event =>
    event.kind === 'packet' ? parsePacket(printPacket(event.bytes)) : null,
  );
  const opposites = packets.flatMap(packet => (packet ? oppositesIn(packet) : []));
  const ends = opposites.flat();
  const hosts = [...new Set(ends.map(({ host }) => host))];
  for (const [host, other] of pairs(hosts)) {
    if (isIpv6(host) !== isIpv6(other) || areOpposites(opposites, end => end.host, host, other)) continue;
    yield* replaced(workload, packets, end => (end.host === host ? { ...end, host: other } : end));
  }
  const ports = [...new Set(ends.map(({ port }) => port).filter(port => port !== undefined))];
  for (const [port, other] of pairs(ports)) {
    if (areOpposites(opposites, end => end.port, port, other)) continue;
    yield* replaced(workload, packets, end => (end.port === port ? { ...end, port: other } : end));
  }
}

type Endpoint = NonNullable<DatagramDescription['from']>;

/** Both ends of a packet, and of the one it quotes. */
function oppositesIn(packet: PacketDescription): [Endpoint, Endpoint][] {
  if (packet.kind === 'raw' || !packet.from || !packet.to) return [];
  const quoted = 'quote' in packet && packet.quote ? oppositesIn(packet.quote) : [];
  return [[packet.from, packet.to], ...quoted];
}

/** Whether packets go between the two: what talks to itself is no simpler. */
function areOpposites<T>(
  opposites: readonly [Endpoint, Endpoint][],
  of: (end: Endpoint) => T,
  one: T,
  other: T,
): boolean {
  return opposites.some(
    ([from, to]) => (of(from) === one && of(to) === other) || (of(from) === other && of(to) === one),
  );
}

/** Each thing with each one before it. */
function* pairs<T>(list: readonly T[]): Iterable<[T, T]> {
  for (const [at, each] of list.entries()) for (const before of list.slice(0, at)) yield [each, before];
}

/** One workload, with the ends of all packets changed; none where a packet cannot be so. */
function* replaced(
  workload: Workload,
  packets: readonly (PacketDescription | null)[],
  change: (end: Endpoint) => Endpoint,
): Iterable<Workload> {
  const events: WorkloadEvent[] = [];
  for (const [at, event] of workload.events.entries()) {
    const packet = packets[at];
    const bytes = packet && build(withEnds(packet, change));
    if (event.kind === 'packet' && !bytes) return;
    events.push(event.kind === 'packet' ? withBytes(event, bytes!) : event);
  }
  yield { ...workload, events };
}

function withEnds(packet: PacketDescription, change: (end: Endpoint) => Endpoint): PacketDescription {
  if (packet.kind === 'raw') return packet;
  const changed = { ...packet, from: packet.from && change(packet.from), to: packet.to && change(packet.to) };
  if ('quote' in changed && changed.quote) changed.quote = withEnds(changed.quote, change);
  return changed;
}

function* simplerDescriptions(packet: PacketDescription): Iterable<PacketDescription> {
  if (packet.kind === 'raw') {
    for (const length of shorter(packet.hex.length / 2)) yield { ...packet, hex: packet.hex.slice(0, 2 * length) };
    return;
  }
  yield* without(packet, ['trunc', 'checksum']);
  for (const at of packet.ip.keys()) yield { ...packet, ip: packet.ip.toSpliced(at, 1) };
  for (const payload of simplerPayloads(packet.payload)) yield { ...packet, payload };
  if (packet.kind === 'tcp') yield* simplerSegments(packet);
  if (packet.kind === 'udp') yield* without(packet, ['length']);
  if (packet.kind === 'icmp' || packet.kind === 'icmp6') {
    for (const field of Object.keys(packet.fields)) {
      const { [field]: _, ...fields } = packet.fields;
      yield { ...packet, fields };
    }
    if (packet.quote) for (const quote of simplerDescriptions(packet.quote)) yield { ...packet, quote };
  }
}

function* simplerSegments(packet: TcpDescription): Iterable<TcpDescription> {
  if (packet.options.length > 0) yield { ...packet, options: [] };
  for (const at of packet.options.keys()) yield { ...packet, options: packet.options.toSpliced(at, 1) };
  yield* without(packet, ['urgent', 'reserved', 'dataOffset', 'ackField', 'window']);
  for (const flag of packet.flags) {
    if (flag !== '.') yield { ...packet, flags: packet.flags.replace(flag, '') };
  }
}

function* without<T extends object>(packet: T, fields: (keyof T)[]): Iterable<T> {
  for (const field of fields) if (packet[field] !== undefined) yield { ...packet, [field]: undefined };
}

function* simplerPayloads(payload: PayloadDescription | undefined): Iterable<PayloadDescription | undefined> {
  if (!payload) return;
  const length = payloadLength(payload);
  if (length > 0) yield undefined;
  if (!('fill' in payload) || payload.from) yield { fill: length };
  for (const fewer of shorter(length)) yield { fill: fewer };
}

function payloadLength(payload: PayloadDescription): number {
  if ('fill' in payload) return payload.fill;
  return 'hex' in payload ? payload.hex.length / 2 : new TextEncoder().encode(payload.text).length;
}

/** Shorter lengths, the shortest first. */
function* shorter(length: number): Iterable<number> {
  for (let fewer = 1; fewer < length; fewer *= 2) yield fewer;
  if (length > 2) yield length - 1;
}

/** The bytes of a description; null where there can be none. */
function build(packet: PacketDescription): Uint8Array | null {
  try {
    return buildPacket(packet);
  } catch {
    return null;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function isIpv6(host: string): boolean {
  return parseAddress(host)?.length === 16;
}
