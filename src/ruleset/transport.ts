/** The transport header of a packet as rules see it, which is not quite as conntrack does. */

import type { Linux } from '../linux/linux';
import { u16 } from '../packet/bytes';
import { Family, type Packet, Protocol } from '../packet/packet';
import { isExtension } from '../packet/transport';

const IPV4_HEADER_BYTES = 20;
const IPV6_HEADER_BYTES = 40;

/**
 * Distance of the transport header from the IP header in the upper bits, the protocol in the lower eight; -1 when
 * headers are cut off (`nft_set_pktinfo_ipv4`, `nft_set_pktinfo_ipv6`).
 *
 * Of a fragment that is not the first, rules read what is there as if it were a header (`nft_payload_fast_eval`).
 */
export function transportForRules({ bytes, start, end, family }: Packet): number {
  if (family === Family.IPV6) return behindExtensions(bytes, start, end);
  return end - start < IPV4_HEADER_BYTES ? -1 : ((bytes[start] & 0x0f) << 10) | bytes[start + 9];
}

/** The same, -1 also where it would begin behind the packet's end and this Linux goes no further than there. */
export function transportWithin(packet: Packet, { follows }: Linux): number {
  const found = transportForRules(packet);
  return follows['long-extension-header'] && packet.start + (found >> 8) > packet.end ? -1 : found;
}

/** Whether a packet is of this protocol, and has this number in its transport header, `distance` from where that begins. */
export function hasPort(packet: Packet, protocol: number, distance: number, port: number): boolean {
  const found = transportForRules(packet);
  const at = packet.start + (found >> 8) + distance;
  return found >= 0 && (found & 0xff) === protocol && at + 2 <= packet.end && u16(packet.bytes, at) === port;
}

/** Whether that header is none, but a later fragment's bytes; `found` is what was found of it. */
export function isLaterFragment({ bytes, start, family }: Packet, found: number): boolean {
  return family === Family.IPV6 ? found >> 8 === 0 : (u16(bytes, start + 6) & 0x1fff) !== 0;
}

/** No way leads past an authentication header, nor into a later fragment, whose distance stays 0 (`ipv6_find_hdr`). */
function behindExtensions(bytes: Uint8Array, ip: number, end: number): number {
  let next = bytes[ip + 6];
  let at = ip + IPV6_HEADER_BYTES;
  while (isSkipped(next)) {
    if (end - at < 2) return -1;
    if (next === Protocol.AH) break;
    let length = (bytes[at + 1] + 1) * 8;
    if (next === Protocol.FRAGMENT) {
      if (end - at < 4) return -1;
      if (u16(bytes, at + 2) & 0xfff8) return isSkipped(bytes[at]) ? -1 : bytes[at];
      length = 8;
    }
    next = bytes[at];
    at += length;
  }
  return ((at - ip) << 8) | next;
}

function isSkipped(protocol: number): boolean {
  return isExtension(protocol) && protocol !== Protocol.NONE;
}
