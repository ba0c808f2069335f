/**
 * The translation of a packet's bytes: address, port and the checksums over them (`nf_nat_manip_pkt`).
 *
 * Checksums are carried on by the difference, never computed anew, so that a wrong one stays wrong. Only SCTP's CRC is.
 */
import { type Tuple, TupleWord } from '../conntrack/tuple';
import { put16, put32, u16 } from '../packet/bytes';
import { carryOn, sum } from '../packet/checksum';
import { crc32c } from '../packet/crc32c';
import { ICMP_QUERIES } from '../packet/icmp';
import { Icmpv6Type } from '../packet/icmpv6';
import { Family, type Packet, Protocol } from '../packet/packet';
import { findTransport } from '../packet/transport';
import { Manip } from './range';

/** What is to be done to the datagram whose IP header is at `ip`. */
export interface Change {
  readonly packet: Packet;
  readonly ip: number;
  /** What it is to look like, of which `manip` says the end. */
  readonly target: Tuple;
  readonly manip: Manip;
}

/** Translates a datagram, which may be one that an ICMP error quotes; false when too little of it is there. */
export function manipulate(change: Change, protocol: Protocol): boolean {
  const { packet, ip } = change;
  if (packet.family === Family.IPV6) return manipulateIpv6(change, protocol);
  const { bytes } = packet;
  if (ip + 20 > packet.end) return false;
  if (!manipulateTransport(change, protocol, ip + ((bytes[ip] & 0x0f) << 2))) return false;
  replaceAddress(change, ip + 10, true);
  return true;
}

function manipulateIpv6(change: Change, protocol: Protocol): boolean {
  const { packet, ip } = change;
  if (ip + 40 > packet.end) return false;
  const found = findTransport(packet.bytes, ip, packet.end, Family.IPV6);
  if (found >= 0 && !manipulateTransport(change, protocol, ip + (found >> 8))) return false;
  replaceAddress(change, -1, true);
  return true;
}

function manipulateTransport(change: Change, protocol: Protocol, at: number): boolean {
  const { packet } = change;
  const header = HEADERS[protocol] ?? 0;
  if (header > 0 && at + 8 > packet.end) return false;
  const has = (length: number) => at + length <= packet.end;
  if (header > 0) packet.pull(at + (has(header) ? header : 8));
  switch (protocol) {
    case Protocol.TCP:
      // Of a quoted segment no more than eight bytes need be there: they end before the checksum.
      replacePort(change, at, has(20) ? at + 16 : -1);
      return true;
    case Protocol.UDP:
      replacePort(change, at, u16(packet.bytes, at + 6) === 0 ? -1 : at + 6, true);
      return true;
    case Protocol.UDPLITE:
      replacePort(change, at, at + 6, true);
      return true;
    case Protocol.DCCP:
      replacePort(change, at, has(12) ? at + 6 : -1);
      return true;
    case Protocol.SCTP:
      replacePort(change, at, -1);
      if (has(12)) putCrc(packet, at);
      return true;
    case Protocol.ICMP:
      if (ICMP_QUERIES.has(packet.bytes[at])) replaceId(change, at);
      return true;
    case Protocol.ICMPV6:
      replaceAddress(change, at + 2, false);
      if (isEcho(packet.bytes[at])) replaceId(change, at);
      return true;
    case Protocol.GRE:
      return replaceKey(change, at);
    default:
      return true;
  }
}

/** Of which as much as there is, at least eight bytes, is in one piece when it is changed (`tcp_manip_pkt` and its kin). */
const HEADERS: Partial<Record<Protocol, number>> = {
  [Protocol.TCP]: 20,
  [Protocol.UDP]: 8,
  [Protocol.UDPLITE]: 8,
  [Protocol.SCTP]: 12,
  [Protocol.DCCP]: 12,
  [Protocol.ICMP]: 8,
  [Protocol.ICMPV6]: 8,
  [Protocol.GRE]: 8,
};

function isEcho(type: number): boolean {
  return type === Icmpv6Type.ECHO_REQUEST || type === Icmpv6Type.ECHO_REPLY;
}

/** `check` is where the checksum is, -1 where there is none to carry on. `neverZero`: there, zero would say that there is none. */
function replacePort(change: Change, at: number, check: number, neverZero = false): void {
  const { packet, target, manip } = change;
  const { bytes } = packet;
  const port = manip === Manip.SRC ? at : at + 2;
  const value = manip === Manip.SRC ? target[TupleWord.ID] >>> 16 : target[TupleWord.ID] & 0xffff;
  if (check >= 0) {
    replaceAddress(change, check, false);
    carryOn(bytes, check, u16(bytes, port), value);
    if (neverZero && u16(bytes, check) === 0) put16(bytes, check, 0xffff);
  }
  put16(bytes, port, value);
}

function replaceId({ packet: { bytes }, target }: Change, at: number): void {
  const id = target[TupleWord.ID] >>> 16;
  carryOn(bytes, at + 2, u16(bytes, at + 4), id);
  put16(bytes, at + 4, id);
}

const VERSION_MASK = 0x07;

/** A packet of enhanced GRE has the key of its destination only; plain GRE has none, of any other version nothing is known. */
function replaceKey({ packet: { bytes }, target, manip }: Change, at: number): boolean {
  if (manip === Manip.SRC) return true;
  const version = bytes[at + 1] & VERSION_MASK;
  if (version === 1) put16(bytes, at + 6, target[TupleWord.ID] & 0xffff);
  return version <= 1;
}

/** Has the address replaced in the checksum at `check` (-1: in none), and in the header itself if `inHeader`. */
function replaceAddress({ packet, ip, target, manip }: Change, check: number, inHeader: boolean): void {
  const { bytes, family } = packet;
  const words = family === Family.IPV4 ? 1 : 4;
  const at = ip + (family === Family.IPV4 ? 12 : 8) + (manip === Manip.SRC ? 0 : 4 * words);
  const from = manip === Manip.SRC ? TupleWord.SRC : TupleWord.DST;
  if (check >= 0) carryOn(bytes, check, sum(bytes, at, at + 4 * words), wordSum(target, from, words));
  if (!inHeader) return;
  for (let word = 0; word < words; word++) put32(bytes, at + 4 * word, target[from + word]);
}

function wordSum(words: Int32Array, at: number, count: number): number {
  let total = 0;
  for (let word = at; word < at + count; word++) total += (words[word] >>> 16) + (words[word] & 0xffff);
  return total;
}

function putCrc({ bytes, end }: Packet, at: number): void {
  const crc = crc32c(bytes, at, end, at + 8);
  for (let byte = 0; byte < 4; byte++) bytes[at + 8 + byte] = crc >>> (8 * byte);
}
