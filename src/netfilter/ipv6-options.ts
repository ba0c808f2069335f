/** Hop-by-hop and destination options of IPv6 (RFC 8200, 4.2, 4.3 and 4.6), with the limits of `ip6_parse_tlv`. */
import { u16, u32 } from '../packet/bytes';
import type { Packet } from '../packet/packet';
import { BAD_FIELD, BAD_OPTION } from './icmp-error';
import { BAD_HEADER, type Refusal, TOO_SHORT, UNSAID } from './refusal';
import { isGroup } from './route';

const enum Option {
  PAD1 = 0,
  PADN = 1,
  ROUTER_ALERT = 5,
  CALIPSO = 7,
  IOAM = 49,
  JUMBO = 0xc2,
  HOME_ADDRESS = 0xc9,
}

/** What to do about an option nobody knows, in its two highest bits (RFC 8200, 4.2). */
const enum Unknown {
  SKIP = 0,
  DISCARD = 1,
  REPORT = 2,
}

const IPV6_HEADER = 40;
/** `net.ipv6.max_hbh_opts_number`, and that of destination options. */
const MAX_OPTIONS = 8;
const MAX_PADDING = 7;

/** Checks the options right behind the IPv6 header. Returns null when they are in order. */
export function checkHopByHop(packet: Packet): Refusal | null {
  return checkOptions(packet, packet.start + IPV6_HEADER, checkOption);
}

/** Checks the destination options whose header begins at `header`. Of those nobody knows any, but where there is Mobile IPv6. */
export function checkDestinationOptions(packet: Packet, header: number, isMobile: boolean): Refusal | null {
  return checkOptions(packet, header, isMobile ? checkMobile : checkUnknown);
}

function checkOptions(packet: Packet, header: number, check: typeof checkOption): Refusal | null {
  const { bytes } = packet;
  if (packet.end - header < 8) return UNSAID;
  const end = header + ((bytes[header + 1] + 1) << 3);
  if (end > packet.end) return UNSAID;
  let options = 0;
  let padding = 0;
  for (let at = header + 2; at < end; ) {
    const type = bytes[at];
    if (type !== Option.PAD1 && end - at < 2) return BAD_HEADER;
    const size = type === Option.PAD1 ? 1 : bytes[at + 1] + 2;
    if (at + size > end) return BAD_HEADER;
    if (type === Option.PAD1 || type === Option.PADN) {
      padding += size;
      if (padding > MAX_PADDING || !isZero(bytes, at + 2, at + size)) return BAD_HEADER;
    } else {
      padding = 0;
      if (++options > MAX_OPTIONS) return BAD_HEADER;
      const refusal = check(packet, at);
      if (refusal !== null) return refusal;
    }
    at += size;
  }
  return null;
}

function checkOption(packet: Packet, at: number): Refusal | null {
  const { bytes, start } = packet;
  const length = bytes[at + 1];
  switch (bytes[at]) {
    case Option.ROUTER_ALERT:
      return length === 2 ? null : BAD_HEADER;
    case Option.CALIPSO:
      return length >= 8 && bytes[at + 6] * 4 + 8 <= length ? null : BAD_HEADER;
    case Option.IOAM:
      return (at - start) & 3 ? BAD_HEADER : null;
    case Option.JUMBO:
      return checkJumbo(packet, at);
    default:
      return checkUnknown(packet, at);
  }
}

/** RFC 2675, 3. */
function checkJumbo(packet: Packet, at: number): Refusal | null {
  const { bytes, start } = packet;
  if (bytes[at + 1] !== 4 || ((at - start) & 3) !== 2) return BAD_HEADER;
  const length = u32(bytes, at + 2);
  if (length <= 0xffff) return { ...BAD_HEADER, error: BAD_FIELD, info: at + 2 - start };
  if (u16(bytes, start + 4) !== 0) return { ...BAD_HEADER, error: BAD_FIELD, info: at - start };
  return length > packet.end - start - IPV6_HEADER ? TOO_SHORT : null;
}

/** RFC 6275, 6.3; nobody is a mobile node's correspondent here (`ipv6_dest_hao`). */
function checkMobile(packet: Packet, at: number): Refusal | null {
  return packet.bytes[at] === Option.HOME_ADDRESS ? BAD_HEADER : checkUnknown(packet, at);
}

function checkUnknown({ bytes, start }: Packet, at: number): Refusal | null {
  const action = bytes[at] >> 6;
  if (action === Unknown.SKIP) return null;
  const isForGroup = isGroup(bytes, start + 24);
  const isReported = action === Unknown.REPORT || (action !== Unknown.DISCARD && !isForGroup);
  return { reason: 'UNHANDLED_PROTO', ...(isReported && { error: BAD_OPTION, info: at - start }) };
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}
