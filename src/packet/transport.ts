/** Where the transport header begins: behind the IPv4 options, or behind IPv6's extension headers (RFC 8200, 4). */
import { u16 } from './bytes';
import { Family, Protocol } from './packet';

const IPV4_HEADER_BYTES = 20;
const IPV6_HEADER_BYTES = 40;

/**
 * Finds the transport header of the datagram whose IP header is at `ip`, looking no further than `end`.
 *
 * Returns its distance from `ip` in the upper bits and the protocol in the lower eight, or -1 when there is none to be
 * found: a later fragment, a header cut off, or "no next header" (`get_l4proto`, `ipv6_skip_exthdr`).
 */
export function findTransport(bytes: Uint8Array, ip: number, end: number, family: Family): number {
  if (family === Family.IPV6) return findBehindExtensions(bytes, ip, end);
  if (end - ip < IPV4_HEADER_BYTES) return -1;
  if (u16(bytes, ip + 6) & 0x1fff) return -1;
  const length = (bytes[ip] & 0x0f) * 4;
  return ip + length > end ? -1 : (length << 8) | bytes[ip + 9];
}

function findBehindExtensions(bytes: Uint8Array, ip: number, end: number): number {
  if (end - ip < 7) return -1;
  let next = bytes[ip + 6];
  let at = ip + IPV6_HEADER_BYTES;
  while (isExtension(next)) {
    if (next === Protocol.NONE || end - at < 2) return -1;
    let length = (bytes[at + 1] + 1) * 8;
    if (next === Protocol.FRAGMENT) {
      if (end - at < 4 || u16(bytes, at + 2) & 0xfff8) return -1;
      length = 8;
    } else if (next === Protocol.AH) {
      length = (bytes[at + 1] + 2) * 4;
    }
    next = bytes[at];
    at += length;
  }
  return ((at - ip) << 8) | next;
}

/** What the kernel skips on its way to the transport header (`ipv6_ext_hdr`). */
export function isExtension(protocol: number): boolean {
  return (
    protocol === Protocol.HOPOPT ||
    protocol === Protocol.ROUTING ||
    protocol === Protocol.FRAGMENT ||
    protocol === Protocol.AH ||
    protocol === Protocol.NONE ||
    protocol === Protocol.DSTOPTS
  );
}
