/** Fragmentation of IPv6 datagrams on the way out (RFC 8200, section 4.5; `ip6_fragment`). */

import { put16, put32 } from '../packet/bytes';
import { findFragmentationPoint } from '../packet/extension';
import { FragmentHeader, IPV6_MINIMUM_MTU, Ipv6 } from '../packet/ipv6';
import { type Packet, Protocol } from '../packet/packet';
import { packetBytes } from '../packet/room';
import { cutAsReceived, cutToFit } from './cut';
import { geometryOf } from './geometry';

const MINIMUM_DATA = 8;
const MORE_FRAGMENTS = 1;

/**
 * The fragments a datagram leaves in; none when it may not be fragmented (only its source may, or conntrack again), null
 * when its headers leave no place for a Fragment header.
 */
export function fragmentIpv6(packet: Packet, mtu: number, identification: number): Uint8Array[] | null {
  const { fragmentMaxSize } = packet;
  const point = findFragmentationPoint(packet, geometryOf(packet).linear);
  if (point === null) return null;
  if (fragmentMaxSize === 0 ? !isOfRouter(packet) : fragmentMaxSize > mtu) return [];
  // What came in fragments goes out in none smaller than a link must carry.
  const largest = fragmentMaxSize === 0 ? mtu : Math.max(fragmentMaxSize, IPV6_MINIMUM_MTU);
  const unfragmentable = point.at;
  const room = largest - unfragmentable - FragmentHeader.LENGTH;
  if (room < MINIMUM_DATA) return [];

  const { bytes, start } = packet;
  const cuts =
    cutAsReceived(packet, unfragmentable, room, unfragmentable + FragmentHeader.LENGTH) ??
    cutToFit(packet.end - start - unfragmentable, room);
  return cuts.map(cut => {
    const out = packetBytes(unfragmentable + FragmentHeader.LENGTH + cut.length);
    const data = start + unfragmentable + cut.start;
    out.set(bytes.subarray(start, start + unfragmentable));
    out.set(bytes.subarray(data, data + cut.length), unfragmentable + FragmentHeader.LENGTH);
    put16(out, Ipv6.PAYLOAD_LENGTH, out.length - Ipv6.LENGTH);
    out[point.previous] = Protocol.FRAGMENT;
    out[unfragmentable] = bytes[start + point.previous];
    put16(out, unfragmentable + FragmentHeader.OFFSET_FLAGS, cut.start | (cut.isLast ? 0 : MORE_FRAGMENTS));
    put32(out, unfragmentable + FragmentHeader.ID, identification);
    return out;
  });
}

/** Whether the router answers with it: its own sockets have what they send fragmented (`ip6_sk_ignore_df`). */
function isOfRouter({ device, isOfProcess }: Packet): boolean {
  return device < 0 && !isOfProcess;
}
