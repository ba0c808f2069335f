/** Routing of IPv6 (`ip6_route_input`, `ip6_mc_input`). Unlike IPv4's, it does not look at the source. */
import { formatAddress } from '../packet/address';
import { i32 } from '../packet/bytes';
import { destinationOf, sourceOf } from '../packet/ends';
import { Icmpv6Type } from '../packet/icmpv6';
import { Ipv6 } from '../packet/ipv6';
import { Family, type Packet, Protocol } from '../packet/packet';
import {
  type Gone,
  isGroup,
  isLoopback,
  isUnspecified,
  LOOPBACK,
  otherSide,
  Route,
  type Routes,
  sameWay,
} from './route';

interface Prefix {
  /** Four words each. */
  readonly prefix: Int32Array;
  readonly mask: Int32Array;
}

/** A way to a network; `length` is that of its prefix, `gateway` null for one of the router's own. */
interface Way extends Prefix {
  readonly device: number;
  readonly length: number;
  readonly gateway: Uint8Array | null;
}

interface Network extends Prefix {
  readonly device: number;
  readonly address: Uint8Array;
  /** Whether its addresses mean something on their own link only. */
  readonly isLinkLocal: boolean;
}

/** First word of the link-local prefix fe80::/64; the second is 0. */
const LINK_LOCAL = 0xfe800000 | 0;
const LOCALHOST = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

export class Ipv6Routes implements Routes {
  #networks: Network[] = [];
  /** The longest prefixes first; link-local ones are not among them. */
  #ways: Way[] = [];
  readonly #otherSide: boolean;

  constructor(otherSide: boolean) {
    this.#otherSide = otherSide;
  }

  add(device: number, address: Uint8Array, prefixLength: number): void {
    const network = { ...prefixOf(address, prefixLength), device, address, isLinkLocal: isLinkLocal(address, 0) };
    this.#networks.push(network);
    if (!network.isLinkLocal) this.#addWay({ ...network, length: prefixLength, gateway: null });
  }

  addRoute(prefix: Uint8Array, prefixLength: number, gateway: Uint8Array): void {
    const device = this.#deviceOf(gateway, 0);
    this.#addWay({ ...prefixOf(prefix, prefixLength), device, length: prefixLength, gateway });
  }

  /** Ways by gateways stay: they are known by other addresses (`ipv6_del_addr`). */
  removeAddress(address: Uint8Array): Gone | null {
    const one = this.#networks.find(each => isEqual(address, 0, each.address));
    if (!one) return null;
    this.#networks = this.#networks.filter(each => each !== one);
    const isBeside = ({ device, prefix, mask }: Pick<Way, 'device' | keyof Prefix>) =>
      device === one.device && `${prefix} ${mask}` === `${one.prefix} ${one.mask}`;
    if (!this.#networks.some(isBeside)) {
      this.#ways = this.#ways.filter(way => way.gateway !== null || !isBeside(way));
    }
    return { device: one.device, addresses: [one.address] };
  }

  takeDown(device: number): void {
    this.#networks = this.#networks.filter(each => each.device !== device);
    this.#ways = this.#ways.filter(each => each.device !== device);
  }

  input(packet: Packet): number {
    const { bytes, start } = packet;
    const to = start + 24;
    if (isGroup(bytes, to)) return this.#isGroupOfRouter(bytes, to) ? Route.LOCAL : Route.MARTIAN;
    if (this.isOwn(bytes, to, packet.device)) return Route.LOCAL;
    if (isLinkLocal(bytes, to)) return packet.device;
    return this.#otherSide ? otherSide(packet.device) : this.#lookUp(bytes, to);
  }

  output(packet: Packet): number {
    const { bytes, start } = packet;
    const to = start + 24;
    // The answer to a neighbour has its link, and is not routed (`ndisc_send_skb`).
    if (packet.outDevice >= 0 && isAdvertisement(packet)) return packet.outDevice;
    const isOwn = isToLoopback(packet) || this.isOwn(bytes, to, packet.outDevice);
    if (isOwn) return LOOPBACK;
    const device = this.#lookUp(bytes, to);
    if (device >= 0) return device;
    if (!this.isForMany(packet) && !isLinkLocal(bytes, to)) return device;
    return packet.outDevice >= 0 ? packet.outDevice : 1;
  }

  back(packet: Packet): number {
    const { bytes, start, device } = packet;
    const from = start + 8;
    // What a local process sent came in, so to speak, by the interface of the address it was sent to (`ip6_rcv_core`).
    if (isLinkLocal(bytes, from) && isToLoopback(packet)) return Route.UNREACHABLE;
    if (isLoopback(bytes, from) || this.isOwn(bytes, from, device)) return LOOPBACK;
    if (isLinkLocal(bytes, from)) return device === LOOPBACK ? this.#deviceWith(bytes, start + 24) : device;
    return this.#lookUp(bytes, from);
  }

  /** The interface by which a packet's sender is reached without a gateway; negative if it is not. */
  backToNeighbour(packet: Packet): number {
    return this.#way(packet.bytes, packet.start + 8)?.gateway ? Route.UNREACHABLE : this.back(packet);
  }

  /** Whether a packet is from the loopback address to one of another interface. */
  isFromLoopbackToAnother(packet: Packet): boolean {
    return isLoopback(packet.bytes, packet.start + 8) && !isToLoopback(packet);
  }

  deviceOfSource(packet: Packet): number {
    return this.#deviceOf(packet.bytes, packet.start + 8);
  }

  gateway(packet: Packet): Uint8Array | null {
    return this.#way(packet.bytes, packet.start + 24)?.gateway ?? null;
  }

  isSameWay(one: Uint8Array, other: Uint8Array): boolean {
    const destinations = [one, other];
    return sameWay(
      destinations.map(each => this.#way(each, 0)),
      destinations,
    );
  }

  isForRouter(packet: Packet): boolean {
    const { bytes, start } = packet;
    return isLoopback(bytes, start + 24) || this.#networks.some(({ address }) => isEqual(bytes, start + 24, address));
  }

  isForMany(packet: Packet): boolean {
    return isGroup(packet.bytes, packet.start + 24);
  }

  /**
   * The address the cause was sent to, if that is the router's where it came in, as one of a link never is on the loopback
   * interface (`icmp6_send`); else the sender's own if it is the router, or one of the interface it came in by.
   */
  source(cause: Packet): Uint8Array | null {
    const { bytes, start, device } = cause;
    const to = start + 24;
    const isElsewhere = device === LOOPBACK && isLinkLocal(bytes, to);
    if (isLoopback(bytes, to) || (!isElsewhere && this.isOwn(bytes, to, device))) return destinationOf(cause);
    return this.back(cause) === LOOPBACK ? this.#sender(cause) : this.#addressOn(this.#cameBy(cause), bytes, start + 8);
  }

  /** Where it was sent to another than one address of the router, the answer leaves as it came (`ip6_route_output_flags`). */
  address(packet: Packet): Uint8Array | null {
    if (this.isForRouter(packet)) return destinationOf(packet);
    const back = this.back(packet);
    if (back === LOOPBACK) return this.#sender(packet);
    return back === this.#cameBy(packet) ? this.#addressOn(back, packet.bytes, packet.start + 8) : null;
  }

  #sender(packet: Packet): Uint8Array | null {
    return this.isFromAnycast(packet) ? null : sourceOf(packet);
  }

  /** What came in by the loopback interface came, so to speak, by the one of the address it was sent to (`icmp6_dev`). */
  #cameBy({ bytes, start, device }: Packet): number {
    return device === LOOPBACK ? this.#deviceWith(bytes, start + 24) : device;
  }

  /** One of an interface, of the scope of the address at `from`. */
  #addressOn(device: number, bytes: Uint8Array, from: number): Uint8Array | null {
    const scope = isLinkLocal(bytes, from);
    return this.#networks.find(each => each.device === device && each.isLinkLocal === scope)?.address ?? null;
  }

  /**
   * One of the scope of the destination, of that interface if it has any (RFC 6724, 5). Towards a link-local one, only
   * that interface is asked, and the loopback has but one address (`ipv6_dev_get_saddr`).
   */
  addressTowards({ bytes, start }: Packet, device: number): Uint8Array | null {
    const to = start + 24;
    const scope = isLinkLocal(bytes, to);
    if (device === LOOPBACK) return scope || isUnspecified(bytes, to) ? LOCALHOST : bytes.slice(to, to + 16);
    const fitting = this.#networks.filter(each => each.isLinkLocal === scope);
    return (fitting.find(each => each.device === device) ?? fitting[0])?.address ?? null;
  }

  redirectAddress({ bytes, start, device }: Packet): Uint8Array | null {
    const scope = scopeOf(bytes, start + 24);
    const own = this.#networks.filter(each => each.device === device);
    if (scope !== Scope.GLOBAL) return own.find(each => scopeOf(each.address, 0) === scope)?.address ?? null;
    return (own.find(each => !each.isLinkLocal) ?? own[0])?.address ?? null;
  }

  /** The router's link-local address on an interface, null if it has none. */
  linkLocalOf(device: number): Uint8Array | null {
    return this.#networks.find(network => network.device === device && network.isLinkLocal)?.address ?? null;
  }

  #lookUp(bytes: Uint8Array, at: number): number {
    return this.#way(bytes, at)?.device ?? Route.UNREACHABLE;
  }

  #way(bytes: Uint8Array, at: number): Way | undefined {
    for (const way of this.#ways) if (isInNetwork(bytes, at, way)) return way;
    return undefined;
  }

  #addWay(way: Way): void {
    this.#ways.push(way);
    this.#ways.sort((a, b) => b.length - a.length);
  }

  /** The interface in whose network an address is, -1 if it is in none. */
  #deviceOf(bytes: Uint8Array, at: number): number {
    return this.#networks.find(each => !each.isLinkLocal && isInNetwork(bytes, at, each))?.device ?? -1;
  }

  /** The first interface that has an address, -1 if none has. */
  #deviceWith(bytes: Uint8Array, at: number): number {
    return this.#networks.find(each => isInNetwork(bytes, at, each) && isOf(bytes, at, each))?.device ?? -1;
  }

  /** One of its addresses, or the subnet-router anycast address of one of its networks (RFC 4291, 2.6.1). */
  isOwn(bytes: Uint8Array, at: number, device: number): boolean {
    for (const network of this.#networks) {
      const isElsewhere = network.isLinkLocal && network.device !== device && device !== LOOPBACK;
      if (!isElsewhere && isInNetwork(bytes, at, network) && isOf(bytes, at, network)) return true;
    }
    return false;
  }

  /**
   * The address as which a neighbour is answered that asks for one of the interface it is at: this one, or where it is an
   * anycast address one of its own (`ndisc_send_na`). Null where the interface has no such address.
   */
  advertiser(target: Uint8Array, { bytes, start, device }: Packet): Uint8Array | null {
    const network = this.#networks.find(
      each => each.device === device && isInNetwork(target, 0, each) && isOf(target, 0, each),
    );
    if (network === undefined) return null;
    return endsInZeros(target, 0, network) ? this.#addressOn(device, bytes, start + 8) : target;
  }

  /** Whether a packet says that it is from an anycast address of the router, which may stand for others, too. */
  isFromAnycast({ bytes, start }: Packet): boolean {
    return this.#isAnycast(bytes, start + 8);
  }

  /** Whether a packet is for such an address. */
  isForAnycast({ bytes, start }: Packet): boolean {
    return this.#isAnycast(bytes, start + 24);
  }

  #isAnycast(bytes: Uint8Array, at: number): boolean {
    return this.#networks.some(each => isInNetwork(bytes, at, each) && endsInZeros(bytes, at, each));
  }

  /** All nodes, all routers, and the solicited-node group of each of its addresses (RFC 4291, 2.7.1 and 2.8). */
  #isGroupOfRouter(bytes: Uint8Array, at: number): boolean {
    const text = formatAddress(bytes, at, Family.IPV6);
    if (text === 'ff02::1' || text === 'ff02::2' || text === 'ff05::2') return true;
    if (!text.startsWith('ff02::1:ff')) return false;
    const low = i32(bytes, at + 12) & 0xffffff;
    return low === 0 || this.#networks.some(network => (i32(network.address, 12) & 0xffffff) === low);
  }
}

function isAdvertisement({ bytes, start }: Packet): boolean {
  const isIcmp = bytes[start + Ipv6.NEXT_HEADER] === Protocol.ICMPV6;
  return isIcmp && bytes[start + Ipv6.LENGTH] === Icmpv6Type.NEIGHBOR_ADVERT;
}

/** How far an address, or a group, reaches, as far as the kernel's types of addresses tell it (`ipv6_addr_scope`). */
const enum Scope {
  GLOBAL,
  HOST,
  LINK,
  SITE,
}

function scopeOf(bytes: Uint8Array, at: number): Scope {
  const first = bytes[at];
  if (first === 0xff) return SCOPES_OF_GROUPS[bytes[at + 1] & 0x0f] ?? Scope.GLOBAL;
  if (first === 0xfe) return [Scope.GLOBAL, Scope.GLOBAL, Scope.LINK, Scope.SITE][bytes[at + 1] >> 6];
  return isLoopback(bytes, at) ? Scope.HOST : Scope.GLOBAL;
}

/** RFC 4291, 2.7. */
const SCOPES_OF_GROUPS: Readonly<Record<number, Scope>> = { 1: Scope.HOST, 2: Scope.LINK, 5: Scope.SITE };

/** Who sends to no address sends to the loopback one (`rawv6_sendmsg`). */
function isToLoopback({ bytes, start }: Packet): boolean {
  return isLoopback(bytes, start + 24) || isUnspecified(bytes, start + 24);
}

export function isLinkLocal(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xfe && i32(bytes, at) === LINK_LOCAL && i32(bytes, at + 4) === 0;
}

function isInNetwork(bytes: Uint8Array, at: number, { prefix, mask }: Prefix): boolean {
  for (let word = 0; word < 4; word++) if ((i32(bytes, at + 4 * word) & mask[word]) !== prefix[word]) return false;
  return true;
}

function isEqual(bytes: Uint8Array, at: number, address: Uint8Array): boolean {
  for (let byte = 15; byte >= 0; byte--) if (bytes[at + byte] !== address[byte]) return false;
  return true;
}

/** Whether an address in a network of the router's is its own there. */
function isOf(bytes: Uint8Array, at: number, network: Network): boolean {
  return isEqual(bytes, at, network.address) || endsInZeros(bytes, at, network);
}

function endsInZeros(bytes: Uint8Array, at: number, { mask }: Prefix): boolean {
  for (let word = 0; word < 4; word++) if ((i32(bytes, at + 4 * word) & ~mask[word]) !== 0) return false;
  // A network of one or two has no such address (RFC 6164).
  return mask[3] !== -1 && mask[3] !== -2;
}

function prefixOf(address: Uint8Array, length: number): Prefix {
  const mask = Int32Array.from({ length: 4 }, (_, word) => maskWord(length - 32 * word));
  return { mask, prefix: mask.map((bits, word) => bits & i32(address, 4 * word)) };
}

function maskWord(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? -1 : -1 << (32 - bits);
}
