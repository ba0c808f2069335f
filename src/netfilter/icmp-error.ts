/**
 * The ICMP errors that the router sends: which packets may be answered by one, and what it looks like (`icmp_send`,
 * `icmp6_send`; RFC 1122, 3.2.2; RFC 4443, 2.4).
 */

import { put32, u16 } from '../packet/bytes';
import { destinationOf, sourceOf } from '../packet/ends';
import { findFragmentHeader, fragmentField } from '../packet/extension';
import { ICMP_QUERIES, IcmpType } from '../packet/icmp';
import { buildIcmp } from '../packet/icmp-message';
import { Icmpv6Type } from '../packet/icmpv6';
import { buildIpv4 } from '../packet/ipv4';
import { buildIpv6, IPV6_MINIMUM_MTU, Ipv6 } from '../packet/ipv6';
import { buildOptions, type Option } from '../packet/options';
import { Family, type Packet, Protocol } from '../packet/packet';
import { packetBytes } from '../packet/room';
import { findTransport } from '../packet/transport';
import { pseudoHeader } from '../packet/wire';
import { isGroup, isUnspecified } from './route';

/** Type and code of an error. */
export type IcmpError = readonly [type: number, code: number];

/** An error of both families. */
export type ErrorKind = Readonly<Record<Family, IcmpError>>;

export const TIME_EXCEEDED = kind([IcmpType.TIME_EXCEEDED, 0], [Icmpv6Type.TIME_EXCEEDED, 0]);
/** A datagram did not become whole in time. */
export const REASSEMBLY_TIME_EXCEEDED = kind([IcmpType.TIME_EXCEEDED, 1], [Icmpv6Type.TIME_EXCEEDED, 1]);
export const NO_ROUTE = kind([IcmpType.UNREACHABLE, 0], [Icmpv6Type.UNREACHABLE, 0]);
export const TOO_BIG = kind([IcmpType.UNREACHABLE, 4], [Icmpv6Type.PACKET_TOO_BIG, 0]);
export const BEYOND_SCOPE = kind([IcmpType.UNREACHABLE, 0], [Icmpv6Type.UNREACHABLE, 2]);
export const NO_PORT = kind([IcmpType.UNREACHABLE, 3], [Icmpv6Type.UNREACHABLE, 4]);
export const NO_PROTOCOL = kind([IcmpType.UNREACHABLE, 2], [Icmpv6Type.PARAMETER_PROBLEM, 1]);
/** A header field that makes no sense; `info` points at it. */
export const BAD_FIELD = kind([IcmpType.PARAMETER_PROBLEM, 0], [Icmpv6Type.PARAMETER_PROBLEM, 0]);
/** An option of IPv6 that is not known and says so must be reported. */
export const BAD_OPTION = kind([IcmpType.PARAMETER_PROBLEM, 0], [Icmpv6Type.PARAMETER_PROBLEM, 2]);

/** The sender needs no router to reach this host; `info` is its address. Of IPv4 only. */
export const REDIRECT: IcmpError = [IcmpType.REDIRECT, 1];

/** ICMPv6 parameter problem of any code; `info` points at the field. */
export function parameterProblem(code: number): ErrorKind {
  return kind([IcmpType.PARAMETER_PROBLEM, 0], [Icmpv6Type.PARAMETER_PROBLEM, code]);
}

function kind(ipv4: IcmpError, ipv6: IcmpError): ErrorKind {
  return { [Family.IPV4]: ipv4, [Family.IPV6]: ipv6 };
}

/** Type of service of an error: precedence "internetwork control" (RFC 1812, 4.3.2.5), the rest the packet's. */
const INTERNETWORK_CONTROL = 0xc0;
const TOS_MASK = 0x1e;

/** Bytes of an error at most (RFC 1812, 4.3.2.3; RFC 4443, 2.4 (c)). */
const MAX_IPV4 = 576;

/** Whether an error may be sent about this packet at all, whatever its destination. */
export function mayCauseError(packet: Packet): boolean {
  const { bytes, start, end, family } = packet;
  if (family === Family.IPV6) return mayCauseErrorIpv6(packet);
  if (u16(bytes, start + 6) & 0x1fff) return false;
  if (bytes[start + 9] !== Protocol.ICMP) return true;
  const at = start + ((bytes[start] & 0x0f) << 2);
  // All other types, those that nobody has assigned too, are taken for errors (`icmp_pointers`).
  return at < end && ICMP_QUERIES.has(bytes[at]);
}

function mayCauseErrorIpv6(packet: Packet): boolean {
  const { bytes, start, end } = packet;
  if (isUnspecified(bytes, start + 8) || isGroup(bytes, start + 8)) return false;
  const transport = findTransport(bytes, start, end, Family.IPV6);
  if (transport < 0 || (transport & 0xff) !== Protocol.ICMPV6) return true;
  const at = start + (transport >> 8);
  if (at < end) return (bytes[at] & 0x80) !== 0;
  // A fragment too short to tell its type may be answered (`is_ineligible`).
  const fragment = findFragmentHeader(packet);
  return fragment !== null && fragmentField(packet, fragment) !== 0;
}

const REDIRECTED_HEADER_OPTION = 4;

/**
 * The redirect (RFC 4861, 4.5) to the sender of an IPv6 packet whose destination is its neighbour: with as many whole
 * eights of bytes of the packet as there is room for (`ndisc_send_redirect`).
 */
export function buildRedirectIpv6(packet: Packet, source: Uint8Array): Uint8Array {
  const { bytes, start, end } = packet;
  const target = destinationOf(packet);
  const option = Math.min(IPV6_MINIMUM_MTU - 80, end - start + 8) & ~7;
  const body = packetBytes(36 + option);
  body.set(target, 4);
  body.set(target, 20);
  body.set([REDIRECTED_HEADER_OPTION, option >> 3], 36);
  body.set(bytes.subarray(start, start + option - 8), 44);
  // Its hop limit is still as it came (`ip6_forward`).
  body[44 + Ipv6.HOP_LIMIT]++;
  const destination = sourceOf(packet);
  const payload = buildIcmp({ type: Icmpv6Type.REDIRECT, body }, pseudoHeader(source, destination, Protocol.ICMPV6));
  return buildIpv6({ hopLimit: 255, protocol: Protocol.ICMPV6, source, destination, payload });
}

/** Who sends an error, and to whom: the identification and the options are of IPv4. */
export interface ErrorSender {
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  /** What goes there in one piece. */
  readonly mtu: number;
  readonly id: number;
  readonly options: readonly Option[];
}

/** The error about `cause`. `info` is the message's own word: an MTU, a pointer. */
export function buildError(
  cause: Packet,
  [type, code]: IcmpError,
  info: number,
  { source, destination, mtu, id, options }: ErrorSender,
): Uint8Array {
  const { bytes, start, end, family } = cause;
  const isIpv4 = family === Family.IPV4;
  const room = isIpv4 ? Math.min(MAX_IPV4, mtu) - 28 - buildOptions(options).length : IPV6_MINIMUM_MTU - 48;
  const body = packetBytes(4 + Math.min(room, end - start));
  put32(body, 0, info);
  body.set(bytes.subarray(start, start + body.length - 4), 4);
  if (isIpv4) {
    const tos = (bytes[start + 1] & TOS_MASK) | INTERNETWORK_CONTROL;
    const payload = buildIcmp({ type, code, body }, null);
    return buildIpv4({ tos, id, options, protocol: Protocol.ICMP, source, destination, payload });
  }
  const payload = buildIcmp({ type, code, body }, pseudoHeader(source, destination, Protocol.ICMPV6));
  return buildIpv6({ protocol: Protocol.ICMPV6, source, destination, payload });
}
