/** Payloads changed by helpers: addresses and ports that a packet names are translated too (`nf_nat_helper.c`). */

import type { Place } from '../conntrack/helpers/helper';
import { put16, u16 } from '../packet/bytes';
import { checksum, pseudoHeaderSum } from '../packet/checksum';
import { Family, type Packet, Protocol, Sum } from '../packet/packet';
import { packetBytes } from '../packet/room';

/** A datagram cannot be longer. */
const MAX_LENGTH = 65535;

/**
 * Puts `text` in the place of some of a TCP segment's payload, and sets length and checksums right (`__nf_nat_mangle_tcp_packet`
 * without the adjustment of sequence numbers). False when it would get too long.
 */
export function mangleTcp(packet: Packet, transport: number, place: Place, text: Uint8Array): boolean {
  const header = (packet.bytes[transport + 12] >>> 4) << 2;
  const at = replaceBytes(packet, transport, transport + header, place, text);
  if (at < 0) return false;
  putChecksum(packet, at, at + 16, Protocol.TCP);
  return true;
}

/** The same for UDP (`nf_nat_mangle_udp_packet`). A datagram without a checksum gets none. */
export function mangleUdp(packet: Packet, transport: number, place: Place, text: Uint8Array): boolean {
  const at = replaceBytes(packet, transport, transport + 8, place, text);
  if (at < 0) return false;
  rewriteUdp(packet, at, Protocol.UDP);
  return true;
}

/** Sets length and checksum in a header as if it were UDP's. One of TCP that was changed before has its sum where TCP has it. */
export function rewriteUdp(packet: Packet, at: number, protocol: Protocol): void {
  const isChanged = protocol === Protocol.TCP && packet.sum === Sum.DEFERRED;
  put16(packet.bytes, at + 4, packet.end - at);
  if (isChanged) putChecksum(packet, at, at + 16, protocol);
  else if (u16(packet.bytes, at + 6) !== 0) putChecksum(packet, at, at + 6, Protocol.UDP);
}

/**
 * Puts `text` at `place` behind `payload` and sets the IP header right, not the transport header. Returns where that is in the
 * packet's bytes, which are others where its length has changed; -1 when it would get too long.
 */
export function replaceBytes(
  packet: Packet,
  transport: number,
  payload: number,
  place: Place,
  text: Uint8Array,
): number {
  const before = packet.start;
  const growth = text.length - place.length;
  packet.pull(packet.end);
  if (growth > 0 && packet.end - packet.start + growth > MAX_LENGTH) return -1;
  if (growth === 0) packet.bytes.set(text, payload + place.offset);
  else giveBytes(packet, payload + place.offset, place.length, text);
  const { bytes, start, end, family } = packet;
  if (family === Family.IPV4) {
    put16(bytes, start + 2, end - start);
    put16(bytes, start + 10, 0);
    put16(bytes, start + 10, checksum(bytes, start, start + ((bytes[start] & 0x0f) << 2)));
  } else {
    put16(bytes, start + 4, end - start - 40);
  }
  return transport - before + start;
}

/** Gives the packet bytes of its own, with `text` in the place of `length` bytes at `from`. */
function giveBytes(packet: Packet, from: number, length: number, text: Uint8Array): void {
  const { bytes, start, end } = packet;
  const changed = packetBytes(end - start + text.length - length);
  changed.set(bytes.subarray(start, from));
  changed.set(text, from - start);
  changed.set(bytes.subarray(from + length, end), from - start + text.length);
  packet.bytes = changed;
  packet.start = 0;
  packet.end = changed.length;
}

function putChecksum(packet: Packet, at: number, check: number, protocol: Protocol): void {
  const { bytes, start, end, family } = packet;
  packet.sum = Sum.DEFERRED;
  put16(bytes, check, 0);
  const right = checksum(bytes, at, end, pseudoHeaderSum(bytes, start, family, protocol, end - at));
  put16(bytes, check, right === 0 && protocol === Protocol.UDP ? 0xffff : right);
}
