/** Checksums that are left to the interface a packet leaves by, of what a helper has changed and of resets (`CHECKSUM_PARTIAL`). */
import { put16, u16 } from '../packet/bytes';
import { fold, pseudoHeaderSum } from '../packet/checksum';
import { type Packet, Protocol, Sum } from '../packet/packet';
import { findTransport } from '../packet/transport';

const ONES = 0xffff;

/** The interface writes ones for a sum of zero, of TCP, too (`skb_checksum_help`). */
export function finishChecksum(packet: Packet): void {
  if (packet.sum !== Sum.DEFERRED) return;
  const { check } = transportOf(packet);
  if (u16(packet.bytes, check) === 0) put16(packet.bytes, check, ONES);
}

/** Of what leaves by none, because it is for the router, only the sum of the pseudo-header is there, where the checksum will be. */
export function leaveChecksumBegun(packet: Packet): void {
  if (packet.sum !== Sum.DEFERRED) return;
  const { bytes, start, end, family } = packet;
  const { protocol, at, check } = transportOf(packet);
  put16(bytes, check, fold(pseudoHeaderSum(bytes, start, family, protocol, end - at)));
}

function transportOf({ bytes, start, end, family }: Packet): { protocol: number; at: number; check: number } {
  const transport = findTransport(bytes, start, end, family);
  const protocol = transport & 0xff;
  const at = start + (transport >> 8);
  return { protocol, at, check: at + (protocol === Protocol.UDP ? 6 : 16) };
}
