/**
 * From a packet's bytes to notation.
 *
 * A packet is taken apart into the fields that differ from what the builders put there by themselves, and these are
 * printed. If the builders do not make the very same bytes of them, the packet is printed in hexadecimal digits
 * instead: whatever is printed, reading it gives the same bytes.
 */
import { plain } from './bytes';
import { parseIpv4, printIpv4, reduceIpv4 } from './ipv4';
import { fragmentOffset, Ipv6, parseIpv6, printIpv6, reduceIpv6 } from './ipv6';
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
  return print(plain(bytes), context, false);
}

function print(bytes: Uint8Array, context: PacketContext, isQuoted: boolean): string {
  const datagram = readDatagram(bytes);
  if (datagram) {
    const completed = complete(bytes, datagram);
    const cut = completed && describe(completed, bytes.length, context, isQuoted);
    if (cut) return `${cut} trunc ${bytes.length}`;
    const whole = describe(datagram, bytes.length, context, isQuoted);
    if (whole) return whole;
  }
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
  /** The words of the IP header for the parenthesis, and what the builder makes of them and the payload. */
  words: string[];
  rebuilt: Uint8Array;
  bytes: Uint8Array;
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
  const { fields, bytes: rebuilt } = reduceIpv4(read);
  const isLaterFragment = read.offset !== 0;
  const words = printIpv4(fields);
  return datagramOf(read, { family: Family.IPV4, isLaterFragment, length: read.totalLength, words, rebuilt, bytes });
}

function readIpv6(bytes: Uint8Array): Datagram | null {
  const read = parseIpv6(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceIpv6(read);
  const isLaterFragment = read.headers.some(each => each.type === Protocol.FRAGMENT && fragmentOffset(each) !== 0);
  const length = Ipv6.LENGTH + read.payloadLength;
  return datagramOf(read, { family: Family.IPV6, isLaterFragment, length, words: printIpv6(fields), rebuilt, bytes });
}

type Same = 'source' | 'destination' | 'protocol' | 'payload';

/** What both versions have, with what each has in its own way. */
function datagramOf(
  { source, destination, protocol, payload }: Pick<Datagram, Same>,
  own: Omit<Datagram, Same>,
): Datagram {
  return { source, destination, protocol, payload, ...own };
}

/** Prints a datagram whose first `known` bytes are the packet's own and whose rest was made up; null when that fails. */
function describe(datagram: Datagram, known: number, context: PacketContext, isQuoted: boolean): string | null {
  const { family, protocol, payload, source, destination, words, bytes, rebuilt } = datagram;
  if (rebuilt.length !== bytes.length || !equal(rebuilt, bytes, known)) return null;
  const pseudo = pseudoHeader(source, destination, protocol);
  const quote = (quoted: Uint8Array) => print(quoted, context, true);
  const around: Surroundings = { family, source, destination, pseudo, context, isQuoted, quote };
  const printer = datagram.isLaterFragment ? undefined : transportPrinter(family, protocol);
  const knownPayload = known - (bytes.length - payload.length);
  const transport = printer?.(payload, around, knownPayload) ?? printOther(payload, protocol, around);
  if (transport.rebuilt.length !== payload.length || !equal(transport.rebuilt, payload, knownPayload)) return null;
  return words.length > 0 ? `${transport.text} (${words.join(', ')})` : transport.text;
}

function printOther(payload: Uint8Array, protocol: number, around: Surroundings): Printed {
  return { text: `ip ${printRoute(around)} proto ${protocol} ${printPayload(payload)}`.trimEnd(), rebuilt: payload };
}

/** Ports and the sequence number, or the whole of a shorter header: what an ICMP error quotes at least (RFC 792). */
const LEAST_KNOWN = 8;

/**
 * A datagram that was cut, made as long as its header says with the fill pattern, so that it can be printed as what it
 * was; null where it is whole, where too little of it is left, or where its payload was something else.
 */
function complete(bytes: Uint8Array, datagram: Datagram): Datagram | null {
  if (datagram.length <= bytes.length || datagram.isLaterFragment) return null;
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
  completed.set(fill(completed.length - dataAt), dataAt);
  return equal(completed, bytes, bytes.length) ? readDatagram(completed) : null;
}

/** Whether the first `length` bytes are the same. */
function equal(a: Uint8Array, b: Uint8Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}
