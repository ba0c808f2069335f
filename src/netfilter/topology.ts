/** The router's interfaces and addresses, and where a packet goes from here. */

import { InputError } from '../errors';
import type { Linux } from '../linux/linux';
import { parseAddress } from '../packet/address';
import { Family, type Packet } from '../packet/packet';
import { type Gone, LOOPBACK, type Routes } from './route';
import { Ipv4Routes } from './routes-ipv4';
import { Ipv6Routes } from './routes-ipv6';

export interface Interface {
  readonly name: string;
  /** Addresses with prefix lengths: `192.0.2.1/24`, `2001:db8:1::1/64`. */
  readonly addresses: readonly string[];
  /** Bytes of the largest IP datagram it carries; 1500 unless told. */
  readonly mtu?: number;
}

/** A way to a network that is not the router's own. */
export interface Gateway {
  /** The network, with its prefix length: `198.51.100.0/24`, `::/0`. */
  readonly to: string;
  /** Address of the neighbour that packets for it are given to. */
  readonly via: string;
}

/** A client's side and a server's side, in documentation addresses (RFC 5737, RFC 3849). */
export const DEFAULT_INTERFACES: readonly Interface[] = [
  { name: 'c0', addresses: ['192.0.2.1/24', '2001:db8:1::1/64', 'fe80::1/64'] },
  { name: 's0', addresses: ['198.51.100.1/24', '2001:db8:2::1/64', 'fe80::1/64'] },
];

export const DEFAULT_MTU = 1500;
const LOOPBACK_MTU = 65536;

/** Bytes of an IP header without options, by family. */
const HEADER_LENGTH: Readonly<Record<Family, number>> = { [Family.IPV4]: 20, [Family.IPV6]: 40 };

export class Topology {
  readonly names: readonly string[];
  readonly mtus: readonly number[];
  /** Whether each interface is up. */
  readonly isUp: boolean[];
  readonly ipv4: Ipv4Routes;
  readonly ipv6: Ipv6Routes;

  /**
   * With `otherSide` set, whatever is not for the router itself leaves by the other of the first two interfaces: so a
   * capture from any network passes through, though the router itself can answer its own networks only. Otherwise only the
   * interfaces' own networks can be reached, and those that `gateways` lead to. `linux`: the newest unless told.
   */
  constructor(
    interfaces: readonly Interface[] = DEFAULT_INTERFACES,
    {
      otherSide = false,
      gateways = [],
      linux,
    }: { otherSide?: boolean; gateways?: readonly Gateway[]; linux?: Linux } = {},
  ) {
    this.names = ['lo', ...interfaces.map(each => each.name)];
    this.isUp = this.names.map(() => true);
    this.mtus = [LOOPBACK_MTU, ...interfaces.map(each => each.mtu ?? DEFAULT_MTU)];
    this.ipv4 = new Ipv4Routes(otherSide, this.names.length, linux);
    this.ipv6 = new Ipv6Routes(otherSide);
    interfaces.forEach((each, at) => {
      for (const text of each.addresses) this.#addAddress(at + 1, text);
    });
    for (const { to, via } of gateways) {
      const { address, length } = parsePrefix(to);
      this.#routesOf(address).addRoute(address, length, parseAddress(via)!);
    }
  }

  /** Index of an interface by its name, -1 if there is none. */
  device(name: string): number {
    return this.names.indexOf(name);
  }

  /** Takes an address away from the router; see `Routes.removeAddress`. */
  removeAddress(text: string): Gone {
    const address = parseAddress(text);
    const gone = address && this.#routesOf(address).removeAddress(address);
    if (!gone) throw new InputError(`${text} is no address of the router`);
    return gone;
  }

  /** Takes an interface down: with it go its addresses, and the ways by it. */
  takeDown(name: string): number {
    const device = this.device(name);
    if (device <= LOOPBACK)
      throw new InputError(`"${name}" cannot go down (allowed: ${this.names.slice(1).join(', ')})`);
    this.isUp[device] = false;
    this.ipv4.takeDown(device);
    this.ipv6.takeDown(device);
    return device;
  }

  /** Whether a packet goes to many; of one of IPv4 that is not routed yet, whether the way back to its sender does. */
  isOfMany(packet: Packet, isRouted: boolean): boolean {
    return isRouted ? this.routes(packet.family).isForMany(packet) : this.ipv4.isFromMany(packet);
  }

  routes(family: Family): Routes {
    return family === Family.IPV4 ? this.ipv4 : this.ipv6;
  }

  /** The interface a packet with this source would arrive at: that of its network, else the first. */
  arrivalDevice(packet: Packet): number {
    if (packet.end - packet.start < HEADER_LENGTH[packet.family]) return 1;
    const device = this.routes(packet.family).deviceOfSource(packet);
    return device < 0 ? 1 : device;
  }

  /** The Ethernet header a packet came in by, as the kernel logs it: destination, source, type. */
  linkHeader(device: number, family: Family): string {
    const type = family === Family.IPV4 ? [0x08, 0x00] : [0x86, 0xdd];
    return [...hardwareAddress(device), ...hardwareAddress(device + NEIGHBOUR), ...type].map(hex).join(':');

    function hardwareAddress(last: number): number[] {
      return device === LOOPBACK ? [0, 0, 0, 0, 0, 0] : [...HARDWARE_PREFIX, last];
    }
  }

  #addAddress(device: number, text: string): void {
    const { address, length } = parsePrefix(text);
    this.#routesOf(address).add(device, address, length);
  }

  #routesOf(address: Uint8Array): Routes {
    return this.routes(address.length === 4 ? Family.IPV4 : Family.IPV6);
  }
}

/** Hardware addresses are taken from the block for documentation (RFC 9542, 2.1.2); a link's other end has 0x10 more. */
const HARDWARE_PREFIX = [0x00, 0x00, 0x5e, 0x00, 0x53];
const NEIGHBOUR = 0x10;

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** Reads an address with its prefix length. */
export function parsePrefix(text: string): { address: Uint8Array; length: number } {
  const [host, length = ''] = text.split('/');
  const address = parseAddress(host);
  if (address === null || !/^\d{1,3}$/.test(length) || Number(length) > 8 * address.length) {
    throw new InputError(`"${text}" is no address with its prefix length (allowed: as in 192.0.2.1/24)`);
  }
  return { address, length: Number(length) };
}
