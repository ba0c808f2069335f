/** What rules can ask of routing: of which type an address is, and by which interface it is reached (`fib`, `addrtype`, `rpfilter`). */
import { isUnspecified, LOOPBACK } from '../netfilter/route';
import { isLinkLocal } from '../netfilter/routes-ipv6';
import type { Topology } from '../netfilter/topology';
import { u32 } from '../packet/bytes';
import { Family, type Packet } from '../packet/packet';
import type { Read } from './select';

/** `RTN_*`, as `addrtype` and `fib … type` call them. */
export const ADDRESS_TYPES: Readonly<Record<string, number>> = {
  UNSPEC: 0,
  UNICAST: 1,
  LOCAL: 2,
  BROADCAST: 3,
  ANYCAST: 4,
  MULTICAST: 5,
  BLACKHOLE: 6,
  UNREACHABLE: 7,
  PROHIBIT: 8,
  THROW: 9,
  NAT: 10,
};

/**
 * How routing would see an address of the packet, or how only the interface it came in by would, to which the router's
 * addresses on others are as any (`inet_dev_addr_type`, `__nft_fib6_eval_type`).
 */
function addressType(isSource: boolean, byItsOwn: boolean): Read {
  return (packet, { topology }) => {
    const { copy, at: to, routes } = towards(packet, isSource, topology);
    const { bytes, family } = copy;
    if (family === Family.IPV4 && ALL_OR_NONE.includes(u32(bytes, to))) return ADDRESS_TYPES.BROADCAST;
    if (family === Family.IPV6 && isUnspecified(bytes, to)) return ADDRESS_TYPES.UNREACHABLE;
    if (family === Family.IPV4 ? bytes[to] >> 4 === 14 : bytes[to] === 0xff) return ADDRESS_TYPES.MULTICAST;
    if (family === Family.IPV6 && topology.ipv6.isForAnycast(copy)) return ADDRESS_TYPES.ANYCAST;
    const isLocal = routes.isForRouter(copy) || routes.output(copy) === LOOPBACK;
    if (!isLocal && family === Family.IPV6 && routes.output(copy) < 0) return ADDRESS_TYPES.UNREACHABLE;
    if (!isLocal && !routes.isForMany(copy)) return ADDRESS_TYPES.UNICAST;
    const isElsewhere = () => !isOfLink(copy, to) && routes.deviceOfSource(fromWhereItGoes(copy)) !== packet.device;
    if (byItsOwn && isElsewhere()) return ADDRESS_TYPES.UNICAST;
    return isLocal ? ADDRESS_TYPES.LOCAL : ADDRESS_TYPES.BROADCAST;
  };
}

/** To IPv4 no address is as all hosts of all networks. */
const ALL_OR_NONE: readonly number[] = [0, 0xffffffff];

/** The interface by which the packet's source, or its destination, is reached, or only the one it came in by; '' where there is none (`nft_fib4_eval`). */
function wayOut(isSource: boolean, byItsOwn: boolean): Read {
  return (packet, { topology }) => {
    // What comes from the router itself needs no route back.
    if (packet.device === LOOPBACK) return topology.names[LOOPBACK];
    const { copy, at: to, routes } = towards(packet, isSource, topology);
    // An address of a link is looked for on that which the packet came by (`nft_fib6_flowi_init`).
    const out = isOfLink(copy, to) ? packet.device : routes.output(copy);
    const device = routes.isForRouter(copy) ? -1 : out;
    return device >= 0 && (!byItsOwn || device === packet.device) ? topology.names[device] : '';
  };
}

function isOfLink({ bytes, family }: Packet, at: number): boolean {
  return family === Family.IPV6 && isLinkLocal(bytes, at);
}

/** A copy of the packet that goes to its source, or where it goes. */
export function towards(packet: Packet, isSource: boolean, topology: Topology) {
  const copy = packet.clone();
  const [from, to, length] = ADDRESSES[copy.family];
  if (isSource) copy.bytes.copyWithin(to, from, from + length);
  return { copy, at: to, routes: topology.routes(copy.family) };
}

/** The packet, in place, as from where it goes. */
function fromWhereItGoes(packet: Packet): Packet {
  const [from, to, length] = ADDRESSES[packet.family];
  packet.bytes.copyWithin(from, to, to + length);
  return packet;
}

/** Where the addresses are, and how long. */
const ADDRESSES: Readonly<Record<Family, readonly [source: number, destination: number, length: number]>> = {
  [Family.IPV4]: [12, 16, 4],
  [Family.IPV6]: [8, 24, 16],
};

export const FIB_SELECTORS = {
  'fib saddr type': addressType(true, false),
  'fib daddr type': addressType(false, false),
  'fib saddr . iif type': addressType(true, true),
  'fib daddr . iif type': addressType(false, true),
  'fib saddr oif': wayOut(true, false),
  'fib daddr oif': wayOut(false, false),
  'fib saddr . iif oif': wayOut(true, true),
  'fib daddr . iif oif': wayOut(false, true),
};
