/** The router's own addresses as MASQUERADE and REDIRECT choose them. */
import { LOOPBACK } from '../netfilter/route';
import type { Topology } from '../netfilter/topology';
import { i32 } from '../packet/bytes';
import { Family, type Packet } from '../packet/packet';

const LOOPBACK_ADDRESS: Readonly<Record<Family, Int32Array>> = {
  [Family.IPV4]: Int32Array.of(0x7f000001, 0, 0, 0),
  [Family.IPV6]: Int32Array.of(0, 0, 0, 1),
};

/** The address that a packet leaving by an interface is masqueraded with; null if it has none (`inet_select_addr`, `ipv6_dev_get_saddr`). */
export function ownAddress(topology: Topology, packet: Packet, device: number): Int32Array | null {
  return wordsOf(topology.routes(packet.family).addressTowards(packet, device));
}

/** The address that a packet is redirected to; null if there is none. */
export function redirectAddress(topology: Topology, packet: Packet): Int32Array | null {
  if (packet.device < 0 || packet.device === LOOPBACK) return LOOPBACK_ADDRESS[packet.family];
  return wordsOf(topology.routes(packet.family).redirectAddress(packet));
}

function wordsOf(address: Uint8Array | null): Int32Array | null {
  return address && addressWords(address);
}

/** An address as four words, as tuples hold it. */
export function addressWords(address: Uint8Array): Int32Array {
  return Int32Array.from({ length: 4 }, (_, word) => (4 * word < address.length ? i32(address, 4 * word) : 0));
}
