/**
 * IPv4 options on the way through the router: checked, and filled in where they ask for it (`ip_options_compile`,
 * `ip_forward_options`).
 *
 * It happens behind PREROUTING, so that conntrack has seen a packet whose options end it.
 */
import { i32, put16, put32 } from '../packet/bytes';
import { checksum } from '../packet/checksum';
import type { Packet, Recorded } from '../packet/packet';

export const enum OptionKind {
  END = 0,
  NOP = 1,
  RECORD_ROUTE = 7,
  TIMESTAMP = 68,
  LOOSE_SOURCE_ROUTE = 131,
  CIPSO = 134,
  STRICT_SOURCE_ROUTE = 137,
  ROUTER_ALERT = 148,
}

/** The least length of a security label: the option's header, its domain, the header of one tag (FIPS 188). */
const CIPSO_BYTES = 8;

/** What a timestamp option asks for, in the lower half of its fourth byte (RFC 781). */
export const enum Stamp {
  TIME = 0,
  TIME_AND_ADDRESS = 1,
  PRESPECIFIED = 3,
}

/** The options are in order. */
export const OPTIONS_PASS = 0;
/** A source route asks for what no router does today (`accept_source_route` is off for all interfaces). */
export const OPTIONS_SOURCE_ROUTED = -1;

/** The router as its options see it. */
export interface OptionsContext {
  /** What it writes down as its address: where it would answer from. */
  readonly source: Uint8Array;
  /** Milliseconds since midnight. */
  readonly milliseconds: number;
  /** Whether an address is one of its own, or of many hosts. */
  isNoNeighbour(address: number): boolean;
}

/**
 * Checks the options of a packet and fills them in. Returns `OPTIONS_PASS`, `OPTIONS_SOURCE_ROUTED`, or for the
 * sender's ICMP parameter problem the offset of the byte that is wrong. The checksum of the header stays what it was.
 */
export function processOptions(packet: Packet, context: OptionsContext): number {
  const { bytes, start } = packet;
  const end = start + ((bytes[start] & 0x0f) << 2);
  const recorded: Recorded[] = [];
  packet.recorded = recorded;
  let seen = 0;
  for (let at = start + 20; at < end; ) {
    const type = bytes[at];
    if (type === OptionKind.END) {
      bytes.fill(0, at, end);
      break;
    }
    if (type === OptionKind.NOP) {
      at++;
      continue;
    }
    const length = at + 1 < end ? bytes[at + 1] : 0;
    if (length < 2 || at + length > end) return at - start;
    const kind = kindOf(type);
    const isRepeated = (seen & kind) !== 0;
    if (isRepeated && !isSourceRoute(type)) return at - start;
    seen |= kind;
    const pointer = bytes[at + 2];
    if (type === OptionKind.CIPSO) recorded.push({ at: at - start, isWritten: false });
    const wrong = processOption(bytes, at, length, context);
    if (wrong !== 0) return at + wrong - start;
    // A second source route is looked at before it is found to be one too many (`__ip_options_compile`).
    if (isRepeated) return at - start;
    if (kind !== 0) recorded.push({ at: at - start, isWritten: bytes[at + 2] !== pointer });
    at += length;
  }
  return seen & kindOf(OptionKind.LOOSE_SOURCE_ROUTE) ? OPTIONS_SOURCE_ROUTED : OPTIONS_PASS;
}

/**
 * What is left to the end of forwarding: the router's place on the route becomes the address that the packet leaves by,
 * and the checksum fits again (`ip_forward_options`).
 */
export function sealOptions({ bytes, start, recorded }: Packet, wayOut: Uint8Array | null): void {
  const route = recorded.find(({ at, isWritten }) => isWritten && bytes[start + at] === OptionKind.RECORD_ROUTE);
  if (route && wayOut) bytes.set(wayOut, start + route.at + bytes[start + route.at + 2] - 5);
  put16(bytes, start + 10, 0);
  put16(bytes, start + 10, checksum(bytes, start, start + ((bytes[start] & 0x0f) << 2)));
}

export function isSourceRoute(type: number): boolean {
  return type === OptionKind.LOOSE_SOURCE_ROUTE || type === OptionKind.STRICT_SOURCE_ROUTE;
}

/** A bit for each option that may appear only once (RFC 1812, 5.2.4.1), 0 for the others. */
function kindOf(type: number): number {
  if (isSourceRoute(type)) return 1;
  if (type === OptionKind.RECORD_ROUTE) return 2;
  return type === OptionKind.TIMESTAMP ? 4 : 0;
}

/** Returns 0, or the offset in the option of the byte that is wrong. */
function processOption(bytes: Uint8Array, at: number, length: number, context: OptionsContext): number {
  switch (bytes[at]) {
    case OptionKind.LOOSE_SOURCE_ROUTE:
    case OptionKind.STRICT_SOURCE_ROUTE:
      return length < 3 ? 1 : pointerAtLeast(bytes, at, 4);
    case OptionKind.RECORD_ROUTE:
      return recordRoute(bytes, at, length, context);
    case OptionKind.TIMESTAMP:
      return recordTime(bytes, at, length, context);
    case OptionKind.ROUTER_ALERT:
      return length < 4 ? 1 : 0;
    case OptionKind.CIPSO:
      // Nobody told the router of a domain of interpretation, so each is unknown (`cipso_v4_validate`).
      return length < CIPSO_BYTES ? 1 : 2;
    default:
      return 0;
  }
}

function pointerAtLeast(bytes: Uint8Array, at: number, least: number): number {
  return bytes[at + 2] < least ? 2 : 0;
}

function recordRoute(bytes: Uint8Array, at: number, length: number, context: OptionsContext): number {
  if (length < 3) return 1;
  const pointer = bytes[at + 2];
  if (pointer < 4) return 2;
  if (pointer > length) return 0;
  if (pointer + 3 > length) return 2;
  bytes.set(context.source, at + pointer - 1);
  bytes[at + 2] = pointer + 4;
  return 0;
}

function recordTime(bytes: Uint8Array, at: number, length: number, context: OptionsContext): number {
  if (length < 4) return 1;
  const pointer = bytes[at + 2];
  if (pointer < 5) return 2;
  const asks = bytes[at + 3] & 0x0f;
  if (pointer > length) return asks === Stamp.PRESPECIFIED ? 0 : countOverflow(bytes, at);
  const slot = at + pointer - 1;
  if (pointer + 3 > length) return 2;
  if (asks === Stamp.TIME) {
    put32(bytes, slot, context.milliseconds);
    bytes[at + 2] = pointer + 4;
  } else if (asks === Stamp.TIME_AND_ADDRESS || asks === Stamp.PRESPECIFIED) {
    if (pointer + 7 > length) return 2;
    if (asks === Stamp.TIME_AND_ADDRESS) bytes.set(context.source, slot);
    else if (!context.isNoNeighbour(i32(bytes, slot))) return 0;
    put32(bytes, slot + 4, context.milliseconds);
    bytes[at + 2] = pointer + 8;
  }
  return 0;
}

/** Routers that found no room left, in the upper half of the fourth byte. */
function countOverflow(bytes: Uint8Array, at: number): number {
  const overflow = bytes[at + 3] >> 4;
  if (overflow === 15) return 3;
  bytes[at + 3] += 0x10;
  return 0;
}
