/** Where routing can send a packet, and what both families' routes answer (routes-ipv4.ts, routes-ipv6.ts). */
import { i32 } from '../packet/bytes';
import type { Packet } from '../packet/packet';

/** Index of the loopback interface; the others count from 1 in the order given. */
export const LOOPBACK = 0;

/** What routing says where it does not name an interface (whose index is 0 or more). */
export const enum Route {
  /** To a process of the router itself. */
  LOCAL = -1,
  /** No route: dropped, and the sender is told. */
  UNREACHABLE = -2,
  /** Not to be routed at all ("martian"): dropped in silence, `Packet.reason` says why where the kernel does. */
  MARTIAN = -3,
}

/** Addresses that an interface has lost. */
export interface Gone {
  readonly device: number;
  readonly addresses: readonly Uint8Array[];
}

/** The router's addresses and networks in one family. */
export interface Routes {
  /** Adds an address of the router and the network it is in. */
  add(device: number, address: Uint8Array, prefixLength: number): void;
  /** Adds a way to a network that is not the router's own: by a neighbour. */
  addRoute(prefix: Uint8Array, prefixLength: number, gateway: Uint8Array): void;
  /**
   * Takes an address of the router away, and with it what hangs on it. Returns the interface and the addresses that went,
   * null where it is none of the router's.
   */
  removeAddress(address: Uint8Array): Gone | null;
  /** Takes all addresses and ways of an interface away. */
  takeDown(device: number): void;
  /** Where a received packet goes: an interface, or one of `Route`. */
  input(packet: Packet): number;
  /** Where a packet of a local process goes. `packet.outDevice` chooses among the links for an address that needs it. */
  output(packet: Packet): number;
  /** The interface that packets for this packet's sender leave by, or one of `Route`. */
  back(packet: Packet): number;
  /** The interface in whose network, of the router's own, the packet's source is; -1 if it is in none. */
  deviceOfSource(packet: Packet): number;
  /** The neighbour that the packet goes to on its way to its destination; null where that is a neighbour itself. */
  gateway(packet: Packet): Uint8Array | null;
  /** Whether packets to two addresses go the same way: to the same neighbour. */
  isSameWay(one: Uint8Array, other: Uint8Array): boolean;
  /** Whether the packet is addressed to the router alone. */
  isForRouter(packet: Packet): boolean;
  /** Whether the packet is addressed to many: a group, or all hosts of a network. */
  isForMany(packet: Packet): boolean;
  /** The router's address that an error about `cause` carries as source; null if it has none. */
  source(cause: Packet): Uint8Array | null;
  /** The router's address on an interface that suits the packet's destination best; null if it has none there. */
  addressTowards(packet: Packet, device: number): Uint8Array | null;
  /** The router's address on the interface the packet came in by that it may be redirected to; null if there is none. */
  redirectAddress(packet: Packet): Uint8Array | null;
  /** The one that an answer to a packet for the router carries; null if it has none for that. */
  address(packet: Packet): Uint8Array | null;
}

/** The two ways with a neighbour each, `null` where the destination is one itself: whether they are known, and the same. */
export function sameWay(
  ways: readonly ({ readonly device: number; readonly gateway: Uint8Array | null } | undefined)[],
  destinations: readonly Uint8Array[],
): boolean {
  const [one, other] = ways.map((way, index) => way && `${way.device} ${way.gateway ?? destinations[index]}`);
  return one !== undefined && one === other;
}

export function martian(packet: Packet, reason: string): Route {
  packet.reason ??= reason;
  return Route.MARTIAN;
}

/** The other of the first two interfaces. */
export function otherSide(device: number): number {
  return device === 1 ? 2 : 1;
}

/** Whether the 16 bytes at `at` are ::1. */
export function isLoopback(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 15] !== 1) return false;
  for (let byte = 0; byte < 15; byte++) if (bytes[at + byte] !== 0) return false;
  return true;
}

/** Whether the IPv6 address at an offset is that of a group (RFC 4291, 2.7). */
export function isGroup(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xff;
}

/** Whether the 16 bytes at `at` are ::. */
export function isUnspecified(bytes: Uint8Array, at: number): boolean {
  for (let word = 0; word < 16; word += 4) if (i32(bytes, at + word) !== 0) return false;
  return true;
}
