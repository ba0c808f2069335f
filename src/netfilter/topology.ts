/**
 * The router's interfaces and where a packet goes from here: to a local process, out of an interface, or nowhere.
 *
 * The rules on addresses are those of `ip_route_input_slow`, `fib_validate_source` and `ip6_route_input`.
 */
import { InputError } from '../errors';
import { formatAddress, parseAddress } from '../packet/address';
import { i32 } from '../packet/bytes';
import { Family, type Packet } from '../packet/packet';

export interface Interface {
  readonly name: string;
  /** Addresses with prefix lengths: `192.0.2.1/24`, `2001:db8:1::1/64`. */
  readonly addresses: readonly string[];
  /** Bytes of the largest IP datagram it carries; 1500 unless told. */
  readonly mtu?: number;
}

/** A client's side and a server's side, in documentation addresses (RFC 5737, RFC 3849). */
export const DEFAULT_INTERFACES: readonly Interface[] = [
  { name: 'c0', addresses: ['192.0.2.1/24', '2001:db8:1::1/64'] },
  { name: 's0', addresses: ['198.51.100.1/24', '2001:db8:2::1/64'] },
];

/** Index of the loopback interface; the others count from 1 in the order given. */
export const LOOPBACK = 0;
export const DEFAULT_MTU = 1500;
const LOOPBACK_MTU = 65536;

/** What routing says where it does not name an interface (whose index is 0 or more). */
export const enum Route {
  /** To a process of the router itself. */
  LOCAL = -1,
  /** No route: dropped, and the sender is told. */
  UNREACHABLE = -2,
  /** Not to be routed at all ("martian"): dropped in silence, `Packet.reason` says why where the kernel does. */
  MARTIAN = -3,
}

interface Network {
  readonly device: number;
  /** Address of the network and mask, one word for IPv4, four for IPv6. */
  readonly prefix: Int32Array;
  readonly mask: Int32Array;
  /** Directed broadcast address of an IPv4 network, 0 where it has none. */
  readonly broadcast: number;
  /** The router's own address in it. */
  readonly address: Uint8Array;
}

const ALL_SYSTEMS = 0xe0000001 | 0;
const LIMITED_BROADCAST = -1;

export class Topology {
  readonly names: readonly string[];
  readonly mtus: readonly number[];

  readonly #ipv4: Network[] = [];
  readonly #ipv6: Network[] = [];
  readonly #own: Int32Array;
  readonly #otherSide: boolean;

  /**
   * With `otherSide` set, whatever is not for the router itself leaves by the other of the first two interfaces: so a
   * capture from any network passes through. Otherwise only the interfaces' own networks can be reached.
   */
  constructor(interfaces: readonly Interface[] = DEFAULT_INTERFACES, { otherSide = false } = {}) {
    this.names = ['lo', ...interfaces.map(each => each.name)];
    this.mtus = [LOOPBACK_MTU, ...interfaces.map(each => each.mtu ?? DEFAULT_MTU)];
    this.#otherSide = otherSide;
    interfaces.forEach((each, at) => {
      for (const text of each.addresses) this.#addNetwork(at + 1, text);
    });
    this.#own = Int32Array.from(this.#ipv4, network => i32(network.address, 0));
  }

  /** Index of an interface by its name, -1 if there is none. */
  device(name: string): number {
    return this.names.indexOf(name);
  }

  /** The Ethernet header a packet came in by, as the kernel logs it: addresses of RFC 9542 (2.1.2), then the type. */
  linkHeader(device: number, family: Family): string {
    const address = (last: number) => (device === LOOPBACK ? '00:00:00:00:00:00' : `00:00:5e:00:53:${hex(last)}`);
    return `${address(device)}:${address(device + 0x10)}:${family === Family.IPV4 ? '08:00' : '86:dd'}`;
  }

  /** Where a received packet goes: an interface, or one of `Route`. */
  routeInput(packet: Packet): number {
    return packet.family === Family.IPV4 ? this.#inputIpv4(packet) : this.#inputIpv6(packet);
  }

  /** Where a packet of a local process goes. */
  routeOutput(packet: Packet): number {
    const { bytes, start } = packet;
    if (packet.family === Family.IPV6) {
      return this.#isOwnIpv6(bytes, start + 24) ? LOOPBACK : this.#deviceIpv6(packet, start + 24);
    }
    const destination = i32(bytes, start + 16);
    if (bytes[start + 16] === 127 || this.#own.includes(destination)) return LOOPBACK;
    const broadcast = this.#ipv4.find(network => network.broadcast === destination);
    return broadcast ? broadcast.device : this.#deviceIpv4(packet, destination);
  }

  /** The router's own address on an interface, which its own messages carry as source; null if it has none. */
  address(device: number, family: Family): Uint8Array | null {
    const networks = family === Family.IPV4 ? this.#ipv4 : this.#ipv6;
    return networks.find(network => network.device === device)?.address ?? null;
  }

  #inputIpv4(packet: Packet): number {
    const { bytes, start } = packet;
    const source = i32(bytes, start + 12);
    const destination = i32(bytes, start + 16);
    const from = bytes[start + 12];
    const to = bytes[start + 16];
    if (to >> 4 === 14) return this.#multicastIpv4(packet, source, destination);
    if (from >> 4 === 14 || source === LIMITED_BROADCAST) return martian(packet, 'IP_INVALID_SOURCE');
    if (destination === LIMITED_BROADCAST || (source === 0 && destination === 0)) return this.#local(packet, source);
    if (from === 0) return martian(packet, 'IP_INVALID_SOURCE');
    if (to === 0) return martian(packet, 'IP_INVALID_DEST');
    if (from === 127 || to === 127) return martian(packet, 'IP_LOCALNET');
    const own = this.#own;
    for (let at = 0; at < own.length; at++) if (own[at] === destination) return this.#local(packet, source);
    for (const network of this.#ipv4) if (network.broadcast === destination) return this.#local(packet, source);
    const device = this.#deviceIpv4(packet, destination);
    if (device === Route.UNREACHABLE) return device;
    for (let at = 0; at < own.length; at++) if (own[at] === source) return martian(packet, 'IP_LOCAL_SOURCE');
    return device;
  }

  #deviceIpv4(packet: Packet, destination: number): number {
    if (this.#otherSide) return otherSide(packet.device);
    for (const network of this.#ipv4) {
      if ((destination & network.mask[0]) === network.prefix[0]) return network.device;
    }
    return Route.UNREACHABLE;
  }

  /** A router listens to the all-systems group alone; without a multicast daemon it forwards none (`ip_route_input_mc`). */
  #multicastIpv4(packet: Packet, source: number, destination: number): number {
    if (destination !== ALL_SYSTEMS) return Route.MARTIAN;
    const from = packet.bytes[packet.start + 12];
    if (from >> 4 === 14 || source === LIMITED_BROADCAST) return martian(packet, 'IP_INVALID_SOURCE');
    if (from === 127) return martian(packet, 'IP_LOCALNET');
    return this.#local(packet, source);
  }

  /** For the router, unless it comes from outside under one of the router's own addresses. */
  #local(packet: Packet, source: number): number {
    return this.#own.includes(source) ? martian(packet, 'IP_LOCAL_SOURCE') : Route.LOCAL;
  }

  #inputIpv6(packet: Packet): number {
    const { bytes, start } = packet;
    const to = start + 24;
    if (bytes[to] === 0xff) return this.#isGroupOfRouter(bytes, to) ? Route.LOCAL : Route.MARTIAN;
    return this.#isOwnIpv6(bytes, to) ? Route.LOCAL : this.#deviceIpv6(packet, to);
  }

  #deviceIpv6(packet: Packet, to: number): number {
    if (this.#otherSide) return otherSide(packet.device);
    for (const network of this.#ipv6) if (isInNetwork(packet.bytes, to, network)) return network.device;
    return Route.UNREACHABLE;
  }

  /** One of its addresses, or the subnet-router anycast address of one of its networks (RFC 4291, 2.6.1). */
  #isOwnIpv6(bytes: Uint8Array, at: number): boolean {
    for (const network of this.#ipv6) {
      if (
        isInNetwork(bytes, at, network) &&
        (endsLike(bytes, at, network.address) || endsInZeros(bytes, at, network))
      ) {
        return true;
      }
    }
    return false;
  }

  /** All nodes, all routers, and the solicited-node group of each of its addresses (RFC 4291, 2.7.1 and 2.8). */
  #isGroupOfRouter(bytes: Uint8Array, at: number): boolean {
    const text = formatAddress(bytes, at, Family.IPV6);
    if (text === 'ff02::1' || text === 'ff02::2' || text === 'ff05::2') return true;
    if (!text.startsWith('ff02::1:ff')) return false;
    const low = i32(bytes, at + 12) & 0xffffff;
    return low === 0 || this.#ipv6.some(network => (i32(network.address, 12) & 0xffffff) === low);
  }

  #addNetwork(device: number, text: string): void {
    const [address, length] = parsePrefix(text);
    const words = address.length / 4;
    const mask = Int32Array.from({ length: words }, (_, word) => maskWord(length - 32 * word));
    const prefix = mask.map((bits, word) => bits & i32(address, 4 * word));
    const broadcast = words === 1 && length < 31 ? prefix[0] | ~mask[0] : 0;
    (words === 1 ? this.#ipv4 : this.#ipv6).push({ device, prefix, mask, broadcast, address });
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function martian(packet: Packet, reason: string): Route {
  packet.reason ??= reason;
  return Route.MARTIAN;
}

function otherSide(device: number): number {
  return device === 1 ? 2 : 1;
}

function isInNetwork(bytes: Uint8Array, at: number, network: Network): boolean {
  for (let word = 0; word < 4; word++) {
    if ((i32(bytes, at + 4 * word) & network.mask[word]) !== network.prefix[word]) return false;
  }
  return true;
}

function endsLike(bytes: Uint8Array, at: number, address: Uint8Array): boolean {
  for (let byte = 15; byte >= 0; byte--) if (bytes[at + byte] !== address[byte]) return false;
  return true;
}

function endsInZeros(bytes: Uint8Array, at: number, network: Network): boolean {
  for (let word = 0; word < 4; word++) if ((i32(bytes, at + 4 * word) & ~network.mask[word]) !== 0) return false;
  return network.mask[3] !== -1;
}

function maskWord(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? -1 : -1 << (32 - bits);
}

function parsePrefix(text: string): [address: Uint8Array, length: number] {
  const [address, length] = text.split('/');
  const bytes = parseAddress(address);
  if (bytes === null || !/^\d+$/.test(length ?? '') || Number(length) > 8 * bytes.length) {
    throw new InputError(
      `interface address '${text}': allowed is an address with its prefix length, like 192.0.2.1/24`,
    );
  }
  return [bytes, Number(length)];
}
