import { put32 } from '../../src/packet/bytes';
import { IcmpType } from '../../src/packet/icmp';
import { Icmpv6Type } from '../../src/packet/icmpv6';
import { Family } from '../../src/packet/packet';
import { packetBytes } from '../../src/packet/room';
import { type End, icmpMessage, udpDatagram } from '../datagram';
import * as draw from '../draw';
import { filled } from '../filled';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

interface ErrorParts {
  /** Which packet it is about, counted round. */
  readonly about: number;
  /** How many packets later it comes. */
  readonly later: number;
  readonly kind: number;
  readonly code: number;
  /** The four bytes after the checksum: an MTU, a pointer, a gateway. */
  readonly rest: number;
  /** How much of the packet it quotes. */
  readonly quoted: number;
  /** A byte of the quotation that is not as it was, and by which bits; none when these are 0. */
  readonly byte: number;
  readonly bits: number;
  /** Sent by a router on the way, not by the end itself. */
  readonly byOther: boolean;
}

/** Packets to which errors come back that quote them, the quotations at times cut or untrue. */
export function quotedByErrors(conversation: draw.Drawn<PacketEvent[]>): draw.Drawn<PacketEvent[]> {
  return draw
    .tuple(conversation, draw.array(errorParts(), { minLength: 1, maxLength: 2 }))
    .map(([events, errors]) => errors.reduce(withError, events));
}

/** Errors that quote a packet which never was. */
export function strayError(): draw.Drawn<PacketEvent[]> {
  const never = draw.tuple(flow(), draw.constantFrom(0, 40)).map(([of, length]) => udpDatagram(of, 0, filled(length)));
  return draw.tuple(never, errorParts()).map(([about, parts]) => [errorAbout(about, parts)]);
}

function errorParts(): draw.Drawn<ErrorParts> {
  return draw.record({
    about: draw.nat(20),
    later: draw.nat(2),
    kind: draw.nat(4),
    code: draw.oneof(draw.nat(4), draw.nat(255)),
    rest: draw.constantFrom(0, 1280, 0x01000000),
    quoted: draw.oneof(
      { weight: 3, arbitrary: draw.constant(2000) },
      { weight: 1, arbitrary: draw.integer({ min: 0, max: 60 }) },
    ),
    byte: draw.nat(47),
    bits: draw.oneof(
      { weight: 3, arbitrary: draw.constant(0) },
      { weight: 1, arbitrary: draw.integer({ min: 1, max: 255 }) },
    ),
    byOther: draw.boolean(),
  });
}

function withError(events: PacketEvent[], parts: ErrorParts): PacketEvent[] {
  if (events.length === 0) return events;
  const about = parts.about % events.length;
  return events.toSpliced(about + 1 + parts.later, 0, errorAbout(events[about], parts));
}

function errorAbout({ bytes, device }: PacketEvent, parts: ErrorParts): PacketEvent {
  const family = bytes[0] >> 4 === 4 ? Family.IPV4 : Family.IPV6;
  const quoted = bytes.slice(0, family === Family.IPV4 ? Math.min(parts.quoted, 548) : Math.min(parts.quoted, 1232));
  if (quoted.length > 0) quoted[parts.byte % quoted.length] ^= parts.bits;
  const body = packetBytes(4 + quoted.length);
  put32(body, 0, parts.rest);
  body.set(quoted, 4);
  const types = family === Family.IPV4 ? ICMP_ERRORS : ICMPV6_ERRORS;
  const [source, target] = addresses(bytes, family);
  const reporter = parts.byOther ? target.map((byte, at) => (at === target.length - 1 ? OTHER_HOST : byte)) : target;
  const ends: [End, End] = [
    { device: across(device), address: reporter, port: 0 },
    { device, address: source, port: 0 },
  ];
  return icmpMessage({ family, ends }, 0, types[parts.kind], parts.code, body);
}

function addresses(bytes: Uint8Array, family: Family): [source: Uint8Array, destination: Uint8Array] {
  return family === Family.IPV4
    ? [bytes.slice(12, 16), bytes.slice(16, 20)]
    : [bytes.slice(8, 24), bytes.slice(24, 40)];
}

/** The side an error comes from. */
function across(device: string): string {
  return device === 'c0' ? 's0' : device === 's0' ? 'c0' : 's0';
}

/** Last byte of the address of a host that no flow has. */
const OTHER_HOST = 99;

const ICMP_ERRORS = [
  IcmpType.UNREACHABLE,
  IcmpType.TIME_EXCEEDED,
  IcmpType.PARAMETER_PROBLEM,
  IcmpType.SOURCE_QUENCH,
  IcmpType.REDIRECT,
] as const;
const ICMPV6_ERRORS = [
  Icmpv6Type.UNREACHABLE,
  Icmpv6Type.PACKET_TOO_BIG,
  Icmpv6Type.TIME_EXCEEDED,
  Icmpv6Type.PARAMETER_PROBLEM,
  Icmpv6Type.UNREACHABLE,
] as const;
