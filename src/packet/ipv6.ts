/** IPv6 and its extension headers (RFC 8200, RFC 4302). */

import { put16, put32, u16, u32 } from './bytes';
import { Protocol } from './packet';
import { packetBytes } from './room';
import { leastFields, type Rebuilt, toHex } from './wire';

/** Offsets in the header. */
export const enum Ipv6 {
  VERSION_CLASS_FLOW = 0,
  PAYLOAD_LENGTH = 4,
  NEXT_HEADER = 6,
  HOP_LIMIT = 7,
  SOURCE = 8,
  DESTINATION = 24,
  LENGTH = 40,
}

/** What every link must carry (RFC 8200, section 5). */
export const IPV6_MINIMUM_MTU = 1280;

/** Offsets in a fragment header. */
export const enum FragmentHeader {
  NEXT_HEADER = 0,
  RESERVED = 1,
  OFFSET_FLAGS = 2,
  ID = 4,
  LENGTH = 8,
}

/** An extension header: its own protocol number, and its bytes after the one that tells the next header. */
export interface ExtensionHeader {
  type: Protocol;
  bytes: Uint8Array;
}

export interface Ipv6Fields {
  version: number;
  trafficClass: number;
  flowLabel: number;
  payloadLength: number;
  hopLimit: number;
  source: Uint8Array;
  destination: Uint8Array;
  headers: ExtensionHeader[];
  /** What follows the last extension header. */
  protocol: number;
  payload: Uint8Array;
}

/** What a datagram cannot do without; the rest has defaults. */
export type Ipv6Parts = Partial<Ipv6Fields> & Pick<Ipv6Fields, 'protocol' | 'source' | 'destination' | 'payload'>;

/** The extension headers by their words in the notation. */
export const EXTENSION_HEADERS: Readonly<Record<string, Protocol>> = {
  'hop-by-hop': Protocol.HOPOPT,
  routing: Protocol.ROUTING,
  destination: Protocol.DSTOPTS,
  fragment: Protocol.FRAGMENT,
  ah: Protocol.AH,
};

/** Bytes of an extension header of `type` whose second byte is `length`; 0 when it is none. */
export function extensionLength(type: number, length: number): number {
  switch (type) {
    case Protocol.HOPOPT:
    case Protocol.ROUTING:
    case Protocol.DSTOPTS:
      return (length + 1) * 8;
    case Protocol.AH:
      return (length + 2) * 4;
    case Protocol.FRAGMENT:
      return FragmentHeader.LENGTH;
    default:
      return 0;
  }
}

/** Reads what is there; null when the fixed header is cut. The first header that is cut, and all after it, is payload. */
export function parseIpv6(bytes: Uint8Array): Ipv6Fields | null {
  if (bytes.length < Ipv6.LENGTH) return null;
  const first = u32(bytes, Ipv6.VERSION_CLASS_FLOW);
  const headers: ExtensionHeader[] = [];
  let protocol = bytes[Ipv6.NEXT_HEADER];
  let at = Ipv6.LENGTH as number;
  while (at + 2 <= bytes.length) {
    const length = extensionLength(protocol, bytes[at + 1]);
    if (length === 0 || at + length > bytes.length) break;
    headers.push({ type: protocol, bytes: bytes.subarray(at + 1, at + length) });
    const isLaterFragment = protocol === Protocol.FRAGMENT && fragmentOffset(headers[headers.length - 1]) !== 0;
    protocol = bytes[at];
    at += length;
    if (isLaterFragment) break;
  }
  return {
    version: first >>> 28,
    trafficClass: (first >>> 20) & 0xff,
    flowLabel: first & 0xfffff,
    payloadLength: u16(bytes, Ipv6.PAYLOAD_LENGTH),
    hopLimit: bytes[Ipv6.HOP_LIMIT],
    source: bytes.subarray(Ipv6.SOURCE, Ipv6.SOURCE + 16),
    destination: bytes.subarray(Ipv6.DESTINATION, Ipv6.DESTINATION + 16),
    headers,
    protocol,
    payload: bytes.subarray(at),
  };
}

/** The length gets its correct value where it is left out; the hop limit is then 64, the rest 0. */
export function buildIpv6(fields: Ipv6Parts): Uint8Array {
  const { headers = [], payload } = fields;
  const extra = headers.reduce((length, header) => length + 1 + header.bytes.length, 0);
  const bytes = packetBytes(Ipv6.LENGTH + extra + payload.length);
  const first = ((fields.version ?? 6) << 28) | ((fields.trafficClass ?? 0) << 20) | (fields.flowLabel ?? 0);
  put32(bytes, Ipv6.VERSION_CLASS_FLOW, first);
  put16(bytes, Ipv6.PAYLOAD_LENGTH, fields.payloadLength ?? extra + payload.length);
  bytes[Ipv6.HOP_LIMIT] = fields.hopLimit ?? 64;
  bytes.set(fields.source, Ipv6.SOURCE);
  bytes.set(fields.destination, Ipv6.DESTINATION);
  let nextHeaderAt = Ipv6.NEXT_HEADER as number;
  let at = Ipv6.LENGTH as number;
  for (const header of headers) {
    bytes[nextHeaderAt] = header.type;
    nextHeaderAt = at;
    bytes.set(header.bytes, at + 1);
    at += 1 + header.bytes.length;
  }
  bytes[nextHeaderAt] = fields.protocol;
  bytes.set(payload, at);
  return bytes;
}

/**
 * An extension header of `type` holding `data`, padded with zeros to the unit its length is counted in. A fragment header
 * has no length: its data are the seven bytes after the next header.
 */
export function extensionHeader(type: Protocol, data: Uint8Array): ExtensionHeader {
  if (type === Protocol.FRAGMENT) {
    const bytes = new Uint8Array(FragmentHeader.LENGTH - 1);
    bytes.set(data.subarray(0, bytes.length));
    return { type, bytes };
  }
  const unit = type === Protocol.AH ? 4 : 8;
  const length = Math.max(8, Math.ceil((2 + data.length) / unit) * unit);
  const bytes = new Uint8Array(length - 1);
  bytes[0] = type === Protocol.AH ? length / 4 - 2 : length / 8 - 1;
  bytes.set(data, 1);
  return { type, bytes };
}

/** A fragment header; `offset` in bytes. */
export function fragmentHeader(offset: number, more: boolean, id: number): ExtensionHeader {
  const bytes = new Uint8Array(FragmentHeader.LENGTH - 1);
  put16(bytes, FragmentHeader.OFFSET_FLAGS - 1, offset | (more ? 1 : 0));
  put32(bytes, FragmentHeader.ID - 1, id);
  return { type: Protocol.FRAGMENT, bytes };
}

export function fragmentOffset(header: ExtensionHeader): number {
  return u16(header.bytes, FragmentHeader.OFFSET_FLAGS - 1) & ~7;
}

/** Leaves out of what was read whatever `buildIpv6` puts there by itself. */
export function reduceIpv6(fields: Ipv6Fields): Rebuilt<Ipv6Parts> {
  return leastFields<Ipv6Parts>(fields, ['payloadLength'], buildIpv6, parseIpv6);
}

/** The header's unusual values and the extension headers in notation, for the parenthesis: `ttl 63, frag 1480, id 7`. */
export function printIpv6(fields: Ipv6Parts): string[] {
  const { trafficClass = 0, flowLabel = 0, hopLimit = 64, payloadLength, headers = [] } = fields;
  const words: string[] = [];
  if (hopLimit !== 64) words.push(`ttl ${hopLimit}`);
  if (trafficClass !== 0) words.push(`tos 0x${trafficClass.toString(16)}`);
  if (flowLabel !== 0) words.push(`flow 0x${flowLabel.toString(16)}`);
  const first = headers.find(header => header.type === Protocol.FRAGMENT);
  for (const header of headers) words.push(...printExtension(header, first && fragmentId(first)));
  if (payloadLength !== undefined) words.push(`len ${payloadLength}`);
  return words;
}

/** `id` is that of the packet's first fragment header, undefined where there is none. */
function printExtension(header: ExtensionHeader, id: number | undefined): string[] {
  const { type, bytes } = header;
  if (type === Protocol.FRAGMENT && id !== undefined) {
    const more = (bytes[FragmentHeader.OFFSET_FLAGS] & 1) !== 0;
    const offset = fragmentOffset(header);
    // A header that no sender makes, or a second one of another datagram, has no words.
    if (toHex(fragmentHeader(offset, more, id).bytes) === toHex(bytes)) {
      return [`frag ${offset}${more ? '+' : ''}`, ...(id === 0 ? [] : [`id ${id}`])];
    }
  }
  const word = Object.keys(EXTENSION_HEADERS).find(name => EXTENSION_HEADERS[name] === type);
  return [`${word} 0x${toHex(type === Protocol.FRAGMENT ? bytes : bytes.subarray(1))}`];
}

function fragmentId(header: ExtensionHeader): number {
  return u32(header.bytes, FragmentHeader.ID - 1);
}
