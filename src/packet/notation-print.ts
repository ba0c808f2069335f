/**
 * From a packet's bytes to notation.
 *
 * A packet is taken apart into the fields that differ from what the builders put there by themselves, and these are
 * printed. If the builders do not make the very same bytes of them, the packet is printed in hexadecimal digits
 * instead: whatever is printed, reading it gives the same bytes.
 */
import { buildIpv4, parseIpv4, printIpv4, reduceIpv4 } from './ipv4';
import { buildIpv6, fragmentOffset, Ipv6, parseIpv6, printIpv6, reduceIpv6 } from './ipv6';
import { type Printed, printRoute, type Surroundings, transportPrinter } from './notation-print-transport';
import type { PacketContext } from './notation-types';
import { Family, Protocol } from './packet';
import { fill, printPayload } from './payload';
import { Tcp } from './tcp';
import { pseudoHeader, toHex } from './wire';

/**
 * The packet in notation, on one line. A TCP segment of the context's flow is printed as one, with relative sequence
 * numbers where their base is known; anything else as a whole packet.
 */
export function printPacket(bytes: Uint8Array, context: PacketContext = {}): string {
  return print(bytes, context, false);
}

function print(bytes: Uint8Array, context: PacketContext, isQuoted: boolean): string {
  const completed = complete(bytes);
  const cut = completed && describe(completed, bytes.length, context, isQuoted);
  if (cut && equal(cut.rebuilt.subarray(0, bytes.length), bytes)) return `${cut.text} trunc ${bytes.length}`;
  const whole = describe(bytes, bytes.length, context, isQuoted);
  if (whole && equal(whole.rebuilt, bytes)) return whole.text;
  return bytes.length === 0 ? 'raw' : `raw ${toHex(bytes)}`;
}

/** A datagram of either IP version, as far as its printing is alike. */
interface Datagram {
  family: Family;
  source: Uint8Array;
  destination: Uint8Array;
  protocol: number;
  payload: Uint8Array;
  /** Whether the payload is a later part of something, which begins with no header. */
  isLaterFragment: boolean;
  /** Length of the whole, by its own account. */
  length: number;
  /** The words of the IP header for the parenthesis. */
  words: string[];
  build: (payload: Uint8Array) => Uint8Array;
}

function readDatagram(bytes: Uint8Array): Datagram | null {
  if (bytes.length === 0) return null;
  const version = bytes[0] >>> 4;
  if (version === 4) return readIpv4(bytes);
  return version === 6 ? readIpv6(bytes) : null;
}

function readIpv4(bytes: Uint8Array): Datagram | null {
  const read = parseIpv4(bytes);
  if (!read) return null;
  const fields = reduceIpv4(read);
  return {
    ...read,
    family: Family.IPV4,
    isLaterFragment: read.offset !== 0,
    length: read.totalLength,
    words: printIpv4(fields),
    build: payload => buildIpv4({ ...fields, payload }),
  };
}

function readIpv6(bytes: Uint8Array): Datagram | null {
  const read = parseIpv6(bytes);
  if (!read) return null;
  const fields = reduceIpv6(read);
  return {
    ...read,
    family: Family.IPV6,
    isLaterFragment: read.headers.some(header => header.type === Protocol.FRAGMENT && fragmentOffset(header) !== 0),
    length: Ipv6.LENGTH + read.payloadLength,
    words: printIpv6(fields),
    build: payload => buildIpv6({ ...fields, payload }),
  };
}

/** Prints `bytes`, of which the first `known` are the packet's own and the rest was made up. */
function describe(bytes: Uint8Array, known: number, context: PacketContext, isQuoted: boolean): Printed | null {
  const datagram = readDatagram(bytes);
  if (!datagram) return null;
  const { family, protocol, payload, source, destination, words } = datagram;
  const pseudo = pseudoHeader(source, destination, protocol);
  const quote = (quoted: Uint8Array) => print(quoted, context, true);
  const around: Surroundings = { family, source, destination, pseudo, context, isQuoted, quote };
  const printer = datagram.isLaterFragment ? undefined : transportPrinter(family, protocol);
  const transport = printer?.(payload, known - (bytes.length - payload.length), around) ?? {
    text: `ip ${printRoute(around)} proto ${protocol} ${printPayload(payload)}`.trimEnd(),
    rebuilt: payload,
  };
  const text = words.length > 0 ? `${transport.text} (${words.join(', ')})` : transport.text;
  return { text, rebuilt: datagram.build(transport.rebuilt) };
}

/** Ports and the sequence number, or the whole of a shorter header: what an ICMP error quotes at least (RFC 792). */
const LEAST_KNOWN = 8;

/**
 * A datagram that was cut, made as long as its header says with the fill pattern, so that it can be printed as what it
 * was; null where it is whole, where too little of it is left, or where its payload was something else.
 */
function complete(bytes: Uint8Array): Uint8Array | null {
  const datagram = readDatagram(bytes);
  if (!datagram || datagram.length <= bytes.length || datagram.isLaterFragment) return null;
  const { payload, protocol } = datagram;
  if (payload.length < LEAST_KNOWN || !transportPrinter(datagram.family, protocol)) return null;
  const transportAt = bytes.length - payload.length;
  const completed = new Uint8Array(datagram.length);
  completed.set(bytes);
  if (protocol === Protocol.TCP && payload.length <= Tcp.DATA_OFFSET) {
    completed[transportAt + Tcp.DATA_OFFSET] = 5 << 4;
    completed.fill(0xff, transportAt + Tcp.WINDOW, transportAt + Tcp.WINDOW + 2);
  }
  const headerLength = protocol === Protocol.TCP ? (completed[transportAt + Tcp.DATA_OFFSET] >>> 4) * 4 : LEAST_KNOWN;
  const dataAt = transportAt + headerLength;
  if (dataAt > completed.length) return null;
  const own = bytes.subarray(dataAt);
  completed.set(fill(completed.length - dataAt), dataAt);
  return equal(completed.subarray(dataAt, bytes.length), own) ? completed : null;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
