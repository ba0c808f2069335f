/** Payloads changed by helpers: addresses and ports that a packet names are translated too (`nf_nat_helper.c`). */
import type { Place } from '../conntrack/helpers/helper';
import { put16, u16 } from '../packet/bytes';
import { checksum, pseudoHeaderSum } from '../packet/checksum';
import { Family, type Packet, Protocol } from '../packet/packet';

/** A datagram cannot be longer. */
const MAX_LENGTH = 65535;

/**
 * Puts `text` in the place of some of a TCP segment's payload, and sets length and checksums right (`__nf_nat_mangle_tcp_packet`
 * without the adjustment of sequence numbers). False when it would get too long.
 */
export function mangleTcp(packet: Packet, transport: number, place: Place, text: Uint8Array): boolean {
  const header = (packet.bytes[transport + 12] >>> 4) << 2;
  const at = replace(packet, transport, transport + header, place, text);
  if (at < 0) return false;
  putChecksum(packet, at, at + 16, Protocol.TCP);
  return true;
}

/** The same for UDP (`nf_nat_mangle_udp_packet`). A datagram without a checksum gets none. */
export function mangleUdp(packet: Packet, transport: number, place: Place, text: Uint8Array): boolean {
  const at = replace(packet, transport, transport + 8, place, text);
  if (at < 0) return false;
  put16(packet.bytes, at + 4, packet.end - at);
  if (u16(packet.bytes, at + 6) !== 0) putChecksum(packet, at, at + 6, Protocol.UDP);
  return true;
}

/** Gives the packet new bytes of its own; returns where the transport header is in them, or -1. */
function replace(packet: Packet, transport: number, payload: number, place: Place, text: Uint8Array): number {
  const { bytes, start, end, family } = packet;
  const from = payload + place.offset;
  const growth = text.length - place.length;
  if (growth > 0 && end - start + growth > MAX_LENGTH) return -1;
  const longer = new Uint8Array(end - start + growth);
  longer.set(bytes.subarray(start, from));
  longer.set(text, from - start);
  longer.set(bytes.subarray(from + place.length, end), from - start + text.length);
  packet.bytes = longer;
  packet.start = 0;
  packet.end = longer.length;
  if (family === Family.IPV4) {
    put16(longer, 2, longer.length);
    put16(longer, 10, 0);
    put16(longer, 10, checksum(longer, 0, (longer[0] & 0x0f) << 2));
  } else {
    put16(longer, 4, longer.length - 40);
  }
  return transport - start;
}

function putChecksum({ bytes, start, end, family }: Packet, at: number, check: number, protocol: Protocol): void {
  put16(bytes, check, 0);
  const right = checksum(bytes, at, end, pseudoHeaderSum(bytes, start, family, protocol, end - at));
  put16(bytes, check, right === 0 && protocol === Protocol.UDP ? 0xffff : right);
}
