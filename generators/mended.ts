/** Checksums made right again in a datagram to which something was done. */
import { put16, u16 } from '../src/packet/bytes';
import { checksum, pseudoHeaderSum } from '../src/packet/checksum';
import { crc32c } from '../src/packet/crc32c';
import { Family, familyOfDatagram, Protocol } from '../src/packet/packet';
import { findTransport } from '../src/packet/transport';

/** Where the transport header is, and whose; null where there is none, as in a later fragment. */
export function transportOf(bytes: Uint8Array): { at: number; protocol: Protocol; family: Family } | null {
  const family = familyOfDatagram(bytes);
  const found = findTransport(bytes, 0, bytes.length, family);
  return found < 0 ? null : { at: found >> 8, protocol: found & 0xff, family };
}

/** The same datagram with the checksum that its transport header should have, in place. What has none is left alone. */
export function mended(bytes: Uint8Array): Uint8Array {
  const found = transportOf(bytes);
  if (!found) return bytes;
  const { at, protocol, family } = found;
  if (protocol === Protocol.SCTP && at + SCTP_HEADER <= bytes.length) {
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(at + 8, crc32c(bytes, at, bytes.length, at + 8), true);
  }
  const field = CHECKSUM_AT[protocol];
  if (field === undefined || at + field + 2 > bytes.length) return bytes;
  put16(bytes, at + field, 0);
  const covered = protocol === Protocol.UDPLITE ? at + coverage(bytes, at) : bytes.length;
  const start = protocol === Protocol.ICMP ? 0 : pseudoHeader(bytes, at, protocol, family);
  const right = checksum(bytes, at, covered, start);
  put16(bytes, at + field, right === 0 && NEVER_ZERO.includes(protocol) ? 0xffff : right);
  return bytes;
}

/** UDP-Lite's as the kernel has it: UDP's number, and of the length in IPv4 eight bits (`nf_ip_checksum_partial`). */
function pseudoHeader(bytes: Uint8Array, at: number, protocol: Protocol, family: Family): number {
  const length = bytes.length - at;
  if (protocol !== Protocol.UDPLITE) return pseudoHeaderSum(bytes, 0, family, protocol, length);
  return pseudoHeaderSum(bytes, 0, family, Protocol.UDP, family === Family.IPV4 ? length & 0xff : length);
}

const CHECKSUM_AT: Readonly<Record<number, number>> = {
  [Protocol.TCP]: 16,
  [Protocol.UDP]: 6,
  [Protocol.UDPLITE]: 6,
  [Protocol.ICMP]: 2,
  [Protocol.ICMPV6]: 2,
};
/** Zero means that there is no checksum. */
const NEVER_ZERO: readonly Protocol[] = [Protocol.UDP, Protocol.UDPLITE];
const SCTP_HEADER = 12;

function coverage(bytes: Uint8Array, at: number): number {
  const length = bytes.length - at;
  return Math.min(u16(bytes, at + 4) || length, length);
}
