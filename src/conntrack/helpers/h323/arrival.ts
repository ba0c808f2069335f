/** What the helpers of H.323 have in common: a packet as it came, the ends that its messages name, and what is expected there. */
import { i32, u16 } from '../../../packet/bytes';
import { type CtInfo, dirOf, Family, type Packet, type Protocol } from '../../../packet/packet';
import { Expectation } from '../../expectation';
import { Dir, tupleAt } from '../../store';
import { familyOf, TupleWord } from '../../tuple';
import type { Helper, HelperHost } from '../helper';
import { destinationOf, isSameAddress, sourceOf } from '../payload';

export interface Arrival {
  readonly packet: Packet;
  /** Where the transport header begins in the packet's bytes, and the payload behind it. */
  readonly transport: number;
  readonly payload: number;
  readonly ct: number;
  readonly dir: Dir;
  readonly family: Family;
  /** The connection's, whose policy rules what it expects. */
  readonly helper: Helper;
  readonly host: HelperHost;
}

/** An address with a port behind it, by where they stand in the packet. */
export interface IpAddresses {
  readonly ipAddress?: { readonly ip?: number };
  readonly ip6Address?: { readonly ip?: number };
}

export interface End {
  /** Where it stands in the packet's bytes. */
  readonly at: number;
  readonly address: Int32Array;
  readonly port: number;
}

export function arrivalOf(
  packet: Packet,
  transport: number,
  payload: number,
  ct: number,
  ctinfo: CtInfo,
  helper: Helper,
  host: HelperHost,
): Arrival {
  const family = familyOf(host.store.words, tupleAt(ct, Dir.ORIGINAL));
  return { packet, transport, payload, ct, dir: dirOf(ctinfo), family, helper, host };
}

/** The ports of the connection's tuple of a direction: the source's in the upper half. */
export function portsOf({ ct, host }: Arrival, dir: Arrival['dir']): number {
  return host.store.words[tupleAt(ct, dir) + TupleWord.ID];
}

export function otherWay({ dir }: Pick<Arrival, 'dir'>): Dir {
  return dir === Dir.ORIGINAL ? Dir.REPLY : Dir.ORIGINAL;
}

/** The end that a message names, if it is of the connection's family; else null (`get_h225_addr`). */
export function endOf({ packet: { bytes }, family }: Arrival, named: IpAddresses | undefined): End | null {
  const isIpv4 = family === Family.IPV4;
  const at = isIpv4 ? named?.ipAddress?.ip : named?.ip6Address?.ip;
  if (at === undefined) return null;
  const length = isIpv4 ? 4 : 16;
  const address = new Int32Array(4);
  for (let octet = 0; octet < length; octet += 4) address[octet / 4] = i32(bytes, at + octet);
  return { at, address, port: u16(bytes, at + length) };
}

/** The same, if it is the sender's own. */
export function ownEndOf(arrival: Arrival, named: IpAddresses | undefined): End | null {
  const end = endOf(arrival, named);
  const { ct, dir, host } = arrival;
  return end && end.port !== 0 && isSameAddress(end.address, sourceOf(host.store, ct, dir)) ? end : null;
}

export interface Announcement {
  readonly protocol: Protocol.TCP | Protocol.UDP;
  readonly port: number;
  /** The sender's own unless told, as the other side knows it. */
  readonly address?: Int32Array;
  /** Given to the connection when it comes. */
  readonly helper?: Helper;
  readonly flags?: number;
}

/** What announces a connection from the other side. */
export function expectationOf(arrival: Arrival, announcement: Announcement): Expectation {
  const { ct, helper, host } = arrival;
  const { store } = host;
  const other = otherWay(arrival);
  const { protocol, port, address, flags } = announcement;
  const expectation = new Expectation(
    store,
    ct,
    helper,
    {
      protocol,
      source: sourceOf(store, ct, other),
      sourcePort: null,
      destination: address ?? destinationOf(store, ct, other),
      destinationPort: port,
    },
    0,
    flags,
  );
  expectation.assignHelper = announcement.helper ?? null;
  return expectation;
}

/** False where it cannot be expected, and the packet is dropped. */
export function expect(expectation: Expectation, { host }: Arrival): boolean {
  return host.expectations.add(expectation) === null;
}
