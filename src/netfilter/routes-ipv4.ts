/** Routing of IPv4, with the checks on addresses of `ip_route_input_slow` and `fib_validate_source`. */
import type { Linux } from '../linux/linux';
import { i32 } from '../packet/bytes';
import { Ipv4 } from '../packet/ipv4';
import { Family, type Packet } from '../packet/packet';
import { type Gone, LOOPBACK, martian, otherSide, Route, type Routes, sameWay } from './route';

interface Network {
  readonly device: number;
  readonly prefix: number;
  readonly mask: number;
  readonly address: Uint8Array;
}

/** A way to a network; `length` is that of its prefix, `gateway` null for one of the router's own. */
interface Way {
  readonly device: number;
  readonly prefix: number;
  readonly mask: number;
  readonly length: number;
  readonly gateway: Uint8Array | null;
}

const ALL_SYSTEMS = 0xe0000001 | 0;
const LIMITED_BROADCAST = -1;
const LOOPBACK_NET = 127;
const LOCALHOST = 0x7f000001;
/** The value of `rp_filter` that asks for the very interface; any other but 0 is loose. */
const STRICT = 1;
/** Upper half of the first byte of a multicast address. */
const MULTICAST = 14;

export class Ipv4Routes implements Routes {
  #networks: Network[] = [];
  /** The longest prefixes first. */
  #ways: Way[] = [];
  readonly #otherSide: boolean;
  readonly #isLowestForAll: boolean;
  /** The router's addresses, of which the loopback interface has the first. */
  #own = Int32Array.of(LOCALHOST);
  /** The directed broadcast addresses of its networks. */
  #broadcasts = new Int32Array(0);
  /** Which last bytes these have: few packets bear one of them, and the others need not be compared. */
  readonly #endings = new Uint8Array(256);
  /** `rp_filter` by interface, and that of all: the larger counts. */
  readonly rpFilter: Int32Array;
  rpFilterOfAll = 0;

  constructor(otherSide: boolean, devices: number, linux?: Linux) {
    this.#otherSide = otherSide;
    this.#isLowestForAll = linux?.follows['lowest-address-broadcast'] ?? false;
    this.rpFilter = new Int32Array(devices);
  }

  add(device: number, address: Uint8Array, prefixLength: number): void {
    const mask = maskOf(prefixLength);
    const word = i32(address, 0);
    this.#networks.push({ device, prefix: word & mask, mask, address });
    this.#addWay({ device, prefix: word & mask, mask, length: prefixLength, gateway: null });
    for (const known of [LOCALHOST, word, word & mask, word | ~mask]) this.#endings[known & 0xff] = 1;
    this.#noteAddresses();
  }

  /**
   * The first address of a network on an interface takes the others along, and the last one of the interface all ways by
   * it (`inet_del_ifa`, `fib_inetaddr_event`).
   */
  removeAddress(address: Uint8Array): Gone | null {
    const one = this.#networks.find(each => i32(each.address, 0) === i32(address, 0));
    if (!one) return null;
    const isBeside = ({ device, prefix, mask }: Network) =>
      device === one.device && prefix === one.prefix && mask === one.mask;
    const gone = this.#networks.find(isBeside) === one ? this.#networks.filter(isBeside) : [one];
    this.#networks = this.#networks.filter(each => !gone.includes(each));
    const { device } = one;
    const hasAddress = this.#networks.some(each => each.device === device);
    const isWay = (way: Way) =>
      hasAddress ? way.gateway === null && isBeside({ ...way, address }) : way.device === device;
    if (!this.#networks.some(isBeside)) this.#ways = this.#ways.filter(way => !isWay(way));
    this.#noteAddresses();
    return { device, addresses: gone.map(each => each.address) };
  }

  takeDown(device: number): void {
    this.#networks = this.#networks.filter(each => each.device !== device);
    this.#ways = this.#ways.filter(each => each.device !== device);
    this.#noteAddresses();
  }

  addRoute(prefix: Uint8Array, prefixLength: number, gateway: Uint8Array): void {
    const mask = maskOf(prefixLength);
    const device = this.#deviceOf(i32(gateway, 0));
    this.#addWay({ device, prefix: i32(prefix, 0) & mask, mask, length: prefixLength, gateway });
  }

  input(packet: Packet): number {
    const { bytes, start } = packet;
    const source = i32(bytes, start + 12);
    const destination = i32(bytes, start + 16);
    const from = source >>> 24;
    const to = destination >>> 24;
    if (to >> 4 === MULTICAST) return this.#multicast(packet, source, destination);
    if (from >> 4 === MULTICAST || source === LIMITED_BROADCAST) return martian(packet, 'IP_INVALID_SOURCE');
    if (destination === LIMITED_BROADCAST || (source === 0 && destination === 0)) return this.#local(packet, source);
    if (source === 0) return martian(packet, 'IP_INVALID_SOURCE');
    if (destination === 0) return martian(packet, 'IP_INVALID_DEST');
    if (from === LOOPBACK_NET || to === LOOPBACK_NET) return martian(packet, 'IP_LOCALNET');
    if (this.#isLocal(destination)) return this.#local(packet, source);
    const device = this.#otherSide ? otherSide(packet.device) : this.#lookUp(destination);
    return device < 0 ? device : this.#validate(packet, source, device);
  }

  output(packet: Packet): number {
    const { bytes, start } = packet;
    const destination = i32(bytes, start + 16);
    // Whoever sends to no address sends to the router itself (`ip_route_output_key_hash_rcu`).
    if (bytes[start + 16] === LOOPBACK_NET || destination === 0 || has(this.#own, destination)) return LOOPBACK;
    const device = this.#lookUp(destination);
    if (device >= 0) return device;
    if (!this.isForMany(packet)) return device;
    return packet.outDevice >= 0 ? packet.outDevice : 1;
  }

  back(packet: Packet): number {
    const source = i32(packet.bytes, packet.start + 12);
    if (has(this.#own, source)) return LOOPBACK;
    if (source === 0) return Route.MARTIAN;
    if (source >>> 28 !== MULTICAST && source !== LIMITED_BROADCAST) return this.#lookUp(source);
    // Only a local process sends from a group, or from all; where the answer goes, its own source says (`ip_route_output_key_hash_rcu`).
    const own = i32(packet.bytes, packet.start + 16);
    return has(this.#own, own) ? this.#deviceOf(own) : Route.UNREACHABLE;
  }

  deviceOfSource(packet: Packet): number {
    return this.#deviceOf(i32(packet.bytes, packet.start + 12));
  }

  gateway(packet: Packet): Uint8Array | null {
    return this.#way(i32(packet.bytes, packet.start + 16))?.gateway ?? null;
  }

  isSameWay(one: Uint8Array, other: Uint8Array): boolean {
    const destinations = [one, other].map(each => each.subarray(0, 4));
    return sameWay(
      destinations.map(each => this.#way(i32(each, 0))),
      destinations,
    );
  }

  isOwn(address: number): boolean {
    return this.#endings[address & 0xff] !== 0 && has(this.#own, address);
  }

  isForRouter(packet: Packet): boolean {
    return has(this.#own, i32(packet.bytes, packet.start + 16));
  }

  isForMany(packet: Packet): boolean {
    return this.#isOfMany(i32(packet.bytes, packet.start + 16));
  }

  /** Whether the way back to a packet's sender leads to many. */
  isFromMany(packet: Packet): boolean {
    return this.#isOfMany(i32(packet.bytes, packet.start + Ipv4.SOURCE));
  }

  /** What a process has sent from 127.0.0.1 finds no way out once its way is looked up again (`ip_route_me_harder`). */
  hasNoWayOut(packet: Packet): boolean {
    return packet.bytes[packet.start + Ipv4.SOURCE] === 127 && this.output(packet) !== LOOPBACK;
  }

  /** Whether it is the broadcast address of a network of the router. */
  isBroadcast(address: Uint8Array): boolean {
    return has(this.#broadcasts, i32(address, 0));
  }

  /** Whether an address is one of the router's own, none, or of many hosts (`inet_addr_type`). */
  isNoNeighbour(address: number): boolean {
    return address === 0 || has(this.#own, address) || this.#isOfMany(address);
  }

  /** Whether the router is one of the many that a packet is addressed to: of all hosts, but of no other group. */
  isAmong(packet: Packet): boolean {
    const destination = i32(packet.bytes, packet.start + 16);
    return destination === LIMITED_BROADCAST || destination === ALL_SYSTEMS || has(this.#broadcasts, destination);
  }

  /** The mask of the network that a local process sends this packet to all hosts of; 0 where it does not. */
  broadcastMask({ bytes, start, family, hasSocket, outDevice }: Packet): number {
    if (family !== Family.IPV4 || !hasSocket) return 0;
    const destination = i32(bytes, start + 16);
    const to = this.#networks.find(each => each.device === outDevice && (each.prefix | ~each.mask) === destination);
    return to && has(this.#broadcasts, destination) ? to.mask : 0;
  }

  /** The address the cause was sent to, if that is the router's; else the one towards its sender. */
  source(cause: Packet): Uint8Array | null {
    const destination = i32(cause.bytes, cause.start + 16);
    if (!has(this.#own, destination)) return this.addressBack(cause);
    // The loopback address is no source on any other interface (`ip_route_output_key_hash_rcu`).
    if (destination >>> 24 === LOOPBACK_NET && this.back(cause) !== LOOPBACK) return null;
    return cause.bytes.slice(cause.start + 16, cause.start + 20);
  }

  /** Answers are from where errors are. */
  address(packet: Packet): Uint8Array | null {
    return this.source(packet);
  }

  /** The address towards a packet's sender. */
  addressBack(packet: Packet): Uint8Array | null {
    const device = this.back(packet);
    if (device === LOOPBACK) return packet.bytes.slice(packet.start + 12, packet.start + 16);
    return this.addressOf(device);
  }

  addressTowards(packet: Packet, device: number): Uint8Array | null {
    const gateway = this.gateway(packet);
    const destination = gateway ? i32(gateway, 0) : i32(packet.bytes, packet.start + 16);
    const near = this.#networks.find(each => each.device === device && (destination & each.mask) === each.prefix);
    // The address of the loopback interface is for the router alone: it takes another's.
    return near?.address ?? this.addressOf(device) ?? this.#networks[0]?.address ?? null;
  }

  redirectAddress(packet: Packet): Uint8Array | null {
    return this.addressOf(packet.device);
  }

  /** The router's first address on an interface, null if it has none. */
  addressOf(device: number): Uint8Array | null {
    return this.#networks.find(network => network.device === device)?.address ?? null;
  }

  #isOfMany(address: number): boolean {
    return address >>> 28 === MULTICAST || address === LIMITED_BROADCAST || has(this.#broadcasts, address);
  }

  /** Whether packets to it are for the router, alone or with others. */
  #isLocal(destination: number): boolean {
    if (this.#endings[destination & 0xff] === 0) return false;
    return has(this.#own, destination) || has(this.#broadcasts, destination);
  }

  #lookUp(destination: number): number {
    return this.#way(destination)?.device ?? Route.UNREACHABLE;
  }

  #way(destination: number): Way | undefined {
    const ways = this.#ways;
    for (let at = 0; at < ways.length; at++) if ((destination & ways[at].mask) === ways[at].prefix) return ways[at];
    return undefined;
  }

  #addWay(way: Way): void {
    this.#ways.push(way);
    this.#ways.sort((a, b) => b.length - a.length);
  }

  #noteAddresses(): void {
    this.#own = Int32Array.of(LOCALHOST, ...this.#networks.map(({ address }) => i32(address, 0)));
    // A link of two has no broadcast address (RFC 3021).
    const broad = this.#networks.filter(({ mask }) => mask !== maskOf(31) && mask !== maskOf(32));
    const highest = broad.map(({ prefix, mask }) => prefix | ~mask);
    const lowest = this.#isLowestForAll ? broad.map(({ prefix }) => prefix) : [];
    this.#broadcasts = Int32Array.from([...highest, ...lowest]);
  }

  /** The interface in whose network an address is, -1 if it is in none. */
  #deviceOf(address: number): number {
    return this.#networks.find(({ mask, prefix }) => (address & mask) === prefix)?.device ?? -1;
  }

  /** A router listens to the all-systems group alone; without a multicast daemon it forwards none (`ip_route_input_mc`). */
  #multicast(packet: Packet, source: number, destination: number): number {
    if (destination !== ALL_SYSTEMS) return Route.MARTIAN;
    const from = packet.bytes[packet.start + 12];
    if (from >> 4 === MULTICAST || source === LIMITED_BROADCAST) return martian(packet, 'IP_INVALID_SOURCE');
    if (from === LOOPBACK_NET) return martian(packet, 'IP_LOCALNET');
    return this.#local(packet, source);
  }

  /** For the router, unless it comes from outside under one of the router's own addresses. */
  #local(packet: Packet, source: number): number {
    return source === 0 ? Route.LOCAL : this.#validate(packet, source, Route.LOCAL);
  }

  /** The route, unless packets of this source may not come in by this interface (`fib_validate_source`). */
  #validate(packet: Packet, source: number, route: number): number {
    if (this.isOwn(source)) return martian(packet, 'IP_LOCAL_SOURCE');
    const filter = Math.max(this.rpFilterOfAll, this.rpFilter[packet.device]);
    // Without a filter, the source is looked at more closely only where it may lead to a redirect, or there are rules of routing.
    if (filter === 0 && route !== packet.device && !this.#otherSide) return route;
    if (this.#endings[source & 0xff] !== 0 && has(this.#broadcasts, source))
      return martian(packet, 'IP_INVALID_SOURCE');
    return filter === 0 || this.#isFromThere(packet, source, route, filter) ? route : martian(packet, 'IP_RPFILTER');
  }

  /** Whether the way back leads by the interface, or where the filter is loose by any (RFC 3704, 2.2 and 2.4). */
  #isFromThere({ device }: Packet, source: number, route: number, filter: number): boolean {
    const back = this.#otherSide && route >= 0 ? otherSide(route) : this.#lookUp(source);
    return back === device || (back >= 0 && filter !== STRICT && this.addressOf(device) !== null);
  }
}

function maskOf(prefixLength: number): number {
  return prefixLength === 0 ? 0 : -1 << (32 - prefixLength);
}

function has(addresses: Int32Array, address: number): boolean {
  for (let at = 0; at < addresses.length; at++) if (addresses[at] === address) return true;
  return false;
}
