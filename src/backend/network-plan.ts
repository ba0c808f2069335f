/**
 * How hosts and routers are joined: who has which address on which link, and by whom each reaches the others.
 *
 * Two addresses with one prefix are on one link. Everybody knows the shortest way to every link, the first in the
 * table's order where several are as short; rules say otherwise for single nodes, and the longest prefix decides.
 */
import { InputError } from '../errors';
import { type Gateway, type Interface, parsePrefix } from '../netfilter/topology';
import { familyOfAddress, formatAddress, parseAddress } from '../packet/address';
import { Family, familyOfDatagram } from '../packet/packet';

/** A node's place on one or more links. A host's has no interface name, a router's has. */
export interface Attachment {
  node: string;
  interface: string | null;
  /** With prefix lengths. */
  addresses: string[];
  mtu?: number;
}

/** Packets of `at` for `to` (a node, a network, or `default`) go by `via` (a node, or its address). */
export interface RouteRule {
  at: string;
  to: string;
  via: string;
}

/** Where a packet comes to a router; the device is `lo` for one of its own. */
export interface Entrance {
  router: string;
  device: string;
}

interface Link {
  prefix: Uint8Array;
  length: number;
  key: string;
}

interface Address extends Attachment {
  text: string;
  link: Link;
}

/** A way to a network; without a gateway its hosts are neighbours. */
interface Way {
  link: Link;
  gateway: string | null;
}

/** Routers talk to their neighbours over IPv6 by this address, too. */
const LINK_LOCAL = 'fe80::1/64';

export class NetworkPlan {
  readonly #attachments: readonly Attachment[];
  readonly #addresses: readonly Address[];
  readonly #rules: RouteRule[] = [];

  constructor(attachments: readonly Attachment[]) {
    this.#attachments = attachments;
    this.#addresses = attachments.flatMap(each => each.addresses.map(text => addressOf(each, text)));
    this.#check();
  }

  /** In the order of the table. */
  get routers(): string[] {
    return [...new Set(this.#attachments.filter(each => each.interface !== null).map(({ node }) => node))];
  }

  get routerAddresses(): Set<string> {
    return new Set(this.#addresses.filter(each => each.interface !== null).map(({ text }) => text));
  }

  /** Every interface of a router, and `lo`. */
  get interfaces(): string[] {
    return ['lo', ...new Set(this.#attachments.flatMap(each => each.interface ?? []))];
  }

  addRule(rule: RouteRule): void {
    if (!this.#attachments.some(({ node }) => node === rule.at)) throw this.#unknown(rule.at);
    this.#rules.push(rule);
    this.#waysOfRule(rule);
  }

  /**
   * Addresses by name: a node's first of IPv4 under its own, of IPv6 with a 6 behind it; those of a router's interfaces
   * with the interface's name: `edge`, `edge6`, `edge-wan`, `edge6-wan`.
   */
  names(): Record<string, string> {
    const names: Record<string, string> = {};
    for (const { node, interface: name, text } of this.#addresses) {
      const base = text.includes(':') ? `${node}6` : node;
      names[base] ??= text;
      if (name !== null) names[`${base}-${name}`] ??= text;
    }
    return names;
  }

  /** What a router is made with. */
  optionsOf(router: string): { interfaces: Interface[]; gateways: Gateway[] } {
    const interfaces = this.#attachments.filter(({ node }) => node === router).map(interfaceOf);
    const gateways = this.#ways(router)
      .filter(({ gateway }) => gateway !== null)
      .map(({ link, gateway }) => ({ to: link.key, via: gateway! }));
    return { interfaces, gateways };
  }

  /** Where a datagram comes to the first router on its way; its source says whose it is. */
  entrance(datagram: Uint8Array): Entrance {
    const { source, destination } = endsOf(datagram);
    const owner = this.#owner(source);
    if (owner?.interface) return { router: owner.node, device: 'lo' };
    const links = owner ? this.#linksOf(owner.node) : this.#addresses.map(({ link }) => link);
    const from = links.find(link => isIn(link, source));
    if (!from) throw new InputError(`${source} is nobody's address: the column in must say where its packets come in`);
    const next = owner && this.#nextOf(owner.node, destination);
    const entrance = next ? this.#entranceAt(next) : this.#firstRouterOn(from, destination);
    if (!entrance) throw new InputError(`from ${source} to ${destination} a packet passes no router`);
    return entrance;
  }

  /** Where a datagram that left a router comes next; null when that is no router. */
  next(router: string, datagram: Uint8Array): Entrance | null {
    const { destination } = endsOf(datagram);
    return this.#entranceAt(this.#nextOf(router, destination) ?? destination);
  }

  /** An interface as a table writes it: `edge wan`, or `wan` where only one router has one of that name. */
  device(text: string): Entrance {
    const [router, name] = text.includes(' ') ? text.split(/\s+/) : [null, text];
    const isThere = ({ node, interface: own }: Attachment) => own === name && (router === null || router === node);
    const found = this.#attachments.filter(isThere);
    if (found.length === 1) return { router: found[0].node, device: name };
    if (router !== null && name === 'lo' && this.routers.includes(router)) return { router, device: 'lo' };
    const all = this.#attachments.filter(each => each.interface !== null);
    const allowed = all.map(each => `${each.node} ${each.interface}`).join(', ');
    throw new InputError(`"${text}" is ${found.length > 1 ? 'more than one' : 'no'} interface (allowed: ${allowed})`);
  }

  /** The gateway of the way with the longest prefix; null for a neighbour, and where there is no way. */
  #nextOf(node: string, destination: string): string | null {
    const fitting = this.#ways(node).filter(({ link }) => isIn(link, destination));
    return fitting.sort((a, b) => b.link.length - a.link.length)[0]?.gateway ?? null;
  }

  #ways(node: string): Way[] {
    const ruled = this.#rules.filter(({ at }) => at === node).flatMap(rule => this.#waysOfRule(rule));
    const known = new Set(ruled.map(({ link }) => link.key));
    return [...ruled, ...this.#shortestWays(node).filter(({ link }) => !known.has(link.key))];
  }

  #shortestWays(node: string): Way[] {
    const ways = new Map<string, Way>(this.#linksOf(node).map(link => [link.key, { link, gateway: null }]));
    for (const { link, gateway } of ways.values()) {
      const neighbours = this.#addresses.filter(
        each => each.interface && each.node !== node && each.link.key === link.key,
      );
      for (const neighbour of neighbours) {
        for (const beyond of this.#linksOf(neighbour.node)) {
          if (beyond.prefix.length !== link.prefix.length || ways.has(beyond.key)) continue;
          ways.set(beyond.key, { link: beyond, gateway: gateway ?? neighbour.text });
        }
      }
    }
    return [...ways.values()];
  }

  #waysOfRule({ at, to, via }: RouteRule): Way[] {
    const gateways = this.#neighbourAddresses(at, via);
    const ways = this.#linksNamed(to).flatMap(link => {
      const gateway = gateways.find(each => each.includes(':') === (link.prefix.length === 16));
      return gateway === undefined ? [] : [{ link, gateway }];
    });
    if (ways.length === 0) throw new InputError(`${at} reaches ${via} by no address of the kind of ${to}`);
    return ways;
  }

  /** Addresses of `via` on links of `at`. */
  #neighbourAddresses(at: string, via: string): string[] {
    const links = new Set(this.#linksOf(at).map(({ key }) => key));
    const found = this.#addresses.filter(
      each => (each.node === via || each.text === via) && each.node !== at && links.has(each.link.key),
    );
    if (found.length === 0) throw new InputError(`${via} is no neighbour of ${at} (${this.#neighbours(at, links)})`);
    return found.map(({ text }) => text);
  }

  #neighbours(at: string, links: ReadonlySet<string>): string {
    const found = this.#addresses.filter(({ node, link }) => node !== at && links.has(link.key));
    return found.length === 0 ? 'it has none' : `allowed: ${[...new Set(found.map(({ node }) => node))].join(', ')}`;
  }

  #linksNamed(to: string): Link[] {
    if (to === 'default') return ['0.0.0.0/0', '::/0'].map(linkOf);
    if (to.includes('/')) return [linkOf(to)];
    const own = this.#addresses.filter(({ node }) => node === to);
    if (own.length === 0) throw this.#unknown(to);
    return own.map(({ text }) => linkOf(`${text}/${text.includes(':') ? 128 : 32}`));
  }

  #linksOf(node: string): Link[] {
    return this.#addresses.filter(each => each.node === node).map(({ link }) => link);
  }

  #owner(address: string): Address | undefined {
    return this.#addresses.find(({ text }) => text === address);
  }

  #entranceAt(address: string): Entrance | null {
    const owner = this.#owner(address);
    return owner?.interface ? { router: owner.node, device: owner.interface } : null;
  }

  /** What is for nobody that is known goes to the first router there is; what is for a neighbour, straight to it. */
  #firstRouterOn(link: Link, destination: string): Entrance | null {
    const owner = this.#owner(destination);
    if (owner && isIn(link, destination)) return this.#entranceAt(destination);
    const first = this.#addresses.find(each => each.interface && each.link.key === link.key);
    return first ? { router: first.node, device: first.interface! } : null;
  }

  #unknown(node: string): InputError {
    const names = [...new Set(this.#attachments.map(each => each.node))];
    return new InputError(`unknown node "${node}" (allowed: ${names.join(', ')})`);
  }

  #check(): void {
    if (this.routers.length === 0) throw new InputError('the network has no router: a router names its interfaces');
    for (const { node } of this.#attachments) {
      const kinds = new Set(this.#attachments.filter(each => each.node === node).map(each => each.interface === null));
      if (kinds.size > 1) throw new InputError(`${node} has an interface with a name and one without`);
    }
    const places = this.#attachments.filter(each => each.interface).map(each => `${each.node} ${each.interface}`);
    const twice = firstTwice(places) ?? firstTwice(this.#addresses.map(({ text }) => text));
    if (twice) throw new InputError(`${twice} is there twice`);
  }
}

function interfaceOf({ interface: name, addresses, mtu }: Attachment): Interface {
  const hasIpv6 = addresses.some(address => address.includes(':'));
  return {
    name: name!,
    addresses: hasIpv6 ? [...addresses, LINK_LOCAL] : addresses,
    ...(mtu !== undefined && { mtu }),
  };
}

function addressOf(attachment: Attachment, text: string): Address {
  const { address } = parsePrefix(text);
  return { ...attachment, text: formatAddress(address, 0, familyOfAddress(address)), link: linkOf(text) };
}

/** The network that an address with a prefix length is in. */
function linkOf(text: string): Link {
  const { address, length } = parsePrefix(text);
  const prefix = address.map((byte, at) => byte & maskByte(length - 8 * at));
  return { prefix, length, key: `${formatAddress(prefix, 0, familyOfAddress(prefix))}/${length}` };
}

function isIn({ prefix, length }: Link, text: string): boolean {
  const address = parseAddress(text)!;
  if (address.length !== prefix.length) return false;
  return prefix.every((byte, at) => byte === (address[at] & maskByte(length - 8 * at)));
}

/** A byte of a mask, of which so many bits are left. */
function maskByte(bits: number): number {
  return bits <= 0 ? 0 : bits >= 8 ? 0xff : (0xff00 >> bits) & 0xff;
}

function endsOf(datagram: Uint8Array): { source: string; destination: string } {
  const family = familyOfDatagram(datagram);
  const [at, length] = family === Family.IPV4 ? [12, 4] : [8, 16];
  if (datagram.length < at + 2 * length) throw new InputError('a packet cut this short needs the column in');
  return { source: formatAddress(datagram, at, family), destination: formatAddress(datagram, at + length, family) };
}

function firstTwice(texts: string[]): string | undefined {
  return texts.find((text, at) => texts.indexOf(text) < at);
}
