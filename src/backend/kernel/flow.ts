/** Which flow a datagram is of, read off its bytes: what to ask the kernel's table for. */
import { saysTooBig } from '../../netfilter/path-mtu';
import { formatAddress } from '../../packet/address';
import { u16 } from '../../packet/bytes';
import { Family, familyOfDatagram, Protocol } from '../../packet/packet';
import { findTransport } from '../../packet/transport';
import type { TupleView } from '../backend';

/** One direction of a connection. */
export interface Flow {
  family: Family;
  protocol: number;
  tuple: TupleView;
}

interface Transport {
  family: Family;
  protocol: number;
  /** Where the header begins. */
  at: number;
}

const HEADER_BYTES: Readonly<Record<Family, number>> = { [Family.IPV4]: 20, [Family.IPV6]: 40 };

const REDIRECT6 = 137;
const ICMP_ERRORS = [3, 4, 5, 11, 12];
/** ICMP types that ask, and what answers them. */
const ICMP_ANSWERS = new Map([
  [8, 0],
  [13, 14],
  [15, 16],
  [17, 18],
  [128, 129],
  [139, 140],
]);
const ICMP_QUESTIONS = new Map([...ICMP_ANSWERS].map(([question, answer]) => [answer, question]));

/** Null where there is none of its own, as of an ICMP error, or none can be read: a later fragment, a header cut off. */
export function flowOf(bytes: Uint8Array): Flow | null {
  const found = transportOf(bytes, 0);
  return found && flowAt(bytes, 0, found);
}

export function isSame(one: Flow | null, other: Flow | null): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The flow that an ICMP error is about: that of the packet it quotes, in the direction that was answered with the
 * error. Null for whatever is no error.
 */
export function quotedFlowOf(bytes: Uint8Array): Flow | null {
  const found = errorIn(bytes);
  if (found === null || found.at + 8 > bytes.length) return null;
  const { protocol, at } = found;
  const ip = bytes[at] === REDIRECT6 && protocol === Protocol.ICMPV6 ? redirected(bytes, at) : at + 8;
  const quoted = transportOf(bytes, ip);
  const flow = quoted && flowAt(bytes, ip, quoted);
  return flow && inverse(flow);
}

/** Whether a datagram tells of what became of another. */
export function isIcmpError(bytes: Uint8Array): boolean {
  return errorIn(bytes) !== null;
}

/** Whether a datagram tells the MTU of a path. */
export function isTooBigError(bytes: Uint8Array): boolean {
  const found = errorIn(bytes);
  return found !== null && saysTooBig(bytes, found.at, found.family);
}

/** The header of an ICMP error, null in any other datagram. */
function errorIn(bytes: Uint8Array): Transport | null {
  const found = transportOf(bytes, 0);
  return found !== null && found.at < bytes.length && isError(found.protocol, bytes[found.at]) ? found : null;
}

function transportOf(bytes: Uint8Array, ip: number): Transport | null {
  const family = familyOfDatagram(bytes, ip);
  if (ip + HEADER_BYTES[family] > bytes.length) return null;
  const found = findTransport(bytes, ip, bytes.length, family);
  return found < 0 ? null : { family, protocol: found & 0xff, at: ip + (found >> 8) };
}

function flowAt(bytes: Uint8Array, ip: number, { family, protocol, at }: Transport): Flow | null {
  const addressBytes = family === Family.IPV4 ? 4 : 16;
  const addresses = ip + (family === Family.IPV4 ? 12 : 8);
  const tuple: TupleView = {
    src: formatAddress(bytes, addresses, family),
    dst: formatAddress(bytes, addresses + addressBytes, family),
    sport: null,
    dport: null,
    icmp: null,
  };
  switch (protocol) {
    case Protocol.TCP:
    case Protocol.UDP:
    case Protocol.SCTP:
      if (at + 4 > bytes.length) return null;
      return { family, protocol, tuple: { ...tuple, sport: u16(bytes, at), dport: u16(bytes, at + 2) } };
    case Protocol.UDPLITE:
    case Protocol.DCCP:
      // Where the kernel does not know them, their connections have no ports, and a header cut off is none.
      if (at + 4 > bytes.length) return { family, protocol, tuple };
      return { family, protocol, tuple: { ...tuple, sport: u16(bytes, at), dport: u16(bytes, at + 2) } };
    case Protocol.ICMP:
    case Protocol.ICMPV6:
      return icmpFlow(bytes, at, { family, protocol, tuple });
    case Protocol.GRE:
      return greFlow(bytes, at, { family, protocol, tuple });
    default:
      return { family, protocol, tuple };
  }
}

/** The direction that answers a flow. */
export function inverse({ family, protocol, tuple }: Flow): Flow {
  const { icmp } = tuple;
  const answer = icmp && (ICMP_ANSWERS.get(icmp.type) ?? ICMP_QUESTIONS.get(icmp.type) ?? icmp.type);
  return {
    family,
    protocol,
    tuple: {
      src: tuple.dst,
      dst: tuple.src,
      sport: tuple.dport,
      dport: tuple.sport,
      icmp: icmp && { ...icmp, type: answer! },
    },
  };
}

function icmpFlow(bytes: Uint8Array, at: number, flow: Flow): Flow | null {
  if (at + 8 > bytes.length) return null;
  const type = bytes[at];
  if (isError(flow.protocol, type)) return null;
  return { ...flow, tuple: { ...flow.tuple, icmp: { type, code: bytes[at + 1], id: u16(bytes, at + 4) } } };
}

function isError(protocol: number, type: number): boolean {
  if (protocol === Protocol.ICMP) return ICMP_ERRORS.includes(type);
  return protocol === Protocol.ICMPV6 && (type < 128 || type === REDIRECT6);
}

/** A redirect of IPv6 carries its packet in an option, behind target and destination (RFC 4861, 4.5 and 4.6.3). */
function redirected(bytes: Uint8Array, at: number): number {
  return bytes[at + 40] === 4 ? at + 48 : bytes.length;
}

/** Version 1 of GRE (PPTP, RFC 2637) has a call id, which is the destination's key; plain GRE has none. */
function greFlow(bytes: Uint8Array, at: number, flow: Flow): Flow {
  const isPptp = (bytes[at + 1] & 7) === 1;
  const key = isPptp && at + 8 <= bytes.length ? u16(bytes, at + 6) : 0;
  return { ...flow, tuple: { ...flow.tuple, sport: 0, dport: key } };
}
