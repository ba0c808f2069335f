/** What rules can ask of routing: of which type an address is, and by which interface it is reached (`fib`, `addrtype`, `rpfilter`). */
import { LOOPBACK } from '../netfilter/route';
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

/** How routing would see an address of the packet (`inet_addr_type`, `__nft_fib6_eval_type`). */
function addressType(isSource: boolean): Read {
  return (packet, { topology }) => {
    const { copy, at: to, routes } = towards(packet, isSource, topology);
    const { bytes, family } = copy;
    if (family === Family.IPV4 && u32(bytes, to) === 0xffffffff) return ADDRESS_TYPES.BROADCAST;
    if (family === Family.IPV4 ? bytes[to] >> 4 === 14 : bytes[to] === 0xff) return ADDRESS_TYPES.MULTICAST;
    if (family === Family.IPV6 && topology.ipv6.isForAnycast(copy)) return ADDRESS_TYPES.ANYCAST;
    if (routes.isForRouter(copy) || routes.output(copy) === LOOPBACK) return ADDRESS_TYPES.LOCAL;
    if (family === Family.IPV6 && routes.output(copy) < 0) return ADDRESS_TYPES.UNREACHABLE;
    return routes.isForMany(copy) ? ADDRESS_TYPES.BROADCAST : ADDRESS_TYPES.UNICAST;
  };
}

/** The interface by which the packet's source, or its destination, is reached, or only the one it came in by; '' where there is none (`nft_fib4_eval`). */
function wayOut(isSource: boolean, byItsOwn: boolean): Read {
  return (packet, { topology }) => {
    // What comes from the router itself needs no route back.
    if (packet.device === LOOPBACK) return topology.names[LOOPBACK];
    const { copy, routes } = towards(packet, isSource, topology);
    const device = routes.isForRouter(copy) ? -1 : routes.output(copy);
    return device >= 0 && (!byItsOwn || device === packet.device) ? topology.names[device] : '';
  };
}

/** A copy of the packet that goes to its source, or where it goes. */
export function towards(packet: Packet, isSource: boolean, topology: Topology) {
  const copy = packet.clone();
  const [from, to, length] = copy.family === Family.IPV4 ? [12, 16, 4] : [8, 24, 16];
  if (isSource) copy.bytes.copyWithin(to, from, from + length);
  return { copy, at: to, routes: topology.routes(copy.family) };
}

export const FIB_SELECTORS = {
  'fib saddr type': addressType(true),
  'fib daddr type': addressType(false),
  'fib saddr oif': wayOut(true, false),
  'fib daddr oif': wayOut(false, false),
  'fib saddr . iif oif': wayOut(true, true),
  'fib daddr . iif oif': wayOut(false, true),
};
