/**
 * Paths that carry less than the link they begin with, as ICMP errors have told the router (RFC 1191, RFC 8201).
 *
 * An error about what a socket sent is its socket's affair, and here no process has one. So the router learns from
 * errors about its own ICMP messages (`icmp_err`, `icmpv6_err`), whoever says so; some kernels do from those about UDP.
 */
import type { Clock } from '../clock';
import type { Linux } from '../linux/linux';
import { u16, u32 } from '../packet/bytes';
import { addressKey, destinationOf } from '../packet/ends';
import { ICMP_FRAGMENTATION_NEEDED, IcmpType } from '../packet/icmp';
import { Icmpv6Type } from '../packet/icmpv6';
import { Ipv4 } from '../packet/ipv4';
import { IPV6_MINIMUM_MTU, Ipv6 } from '../packet/ipv6';
import { Family, Packet, Protocol } from '../packet/packet';
import { findTransport } from '../packet/transport';
import { LOOPBACK } from './route';
import type { Topology } from './topology';

interface Path {
  readonly device: number;
  readonly mtu: number;
  /** Whether it is the router's own choice, which also binds what it forwards (`ip_mtu_locked`). */
  readonly isLocked: boolean;
  /** On the router's clock, in seconds. */
  readonly until: number;
}

/** Seconds that a path stays known (`ip_rt_mtu_expires`, `ip6_rt_mtu_expires`). */
const LIFETIME = 600;
/** Less is not believed over IPv4 (`ip_rt_min_pmtu`); the path is then taken to carry this, and fragments. */
const SMALLEST_IPV4 = 552;
/** An error quotes so much behind the IP header. */
const QUOTED_BYTES = 8;

export class PathMtus {
  readonly #topology: Topology;
  readonly #clock: Clock;
  readonly #paths = new Map<string, Path>();

  constructor(topology: Topology, clock: Clock) {
    this.#topology = topology;
    this.#clock = clock;
  }

  /** Bytes that a packet may have that leaves by an interface (`ip_dst_mtu_maybe_forward`, `ip6_skb_dst_mtu`). */
  of(packet: Packet, device: number): number {
    if (this.#paths.size === 0) return this.#topology.mtus[device];
    const path = this.#known(destinationOf(packet), device);
    const binds = path !== null && (packet.family === Family.IPV6 || packet.device < 0 || path.isLocked);
    return binds ? path.mtu : this.#topology.mtus[device];
  }

  /** Bytes that go to a destination from the router itself (`dst_mtu`). */
  towards(destination: Uint8Array, device: number): number {
    return this.#known(destination, device)?.mtu ?? this.#topology.mtus[device];
  }

  /** Takes in a sound error, delivered to the router, that says a packet was too big; its header is at `at`. */
  learn(error: Packet, at: number, { follows }: Linux): void {
    const { bytes, end, family } = error;
    const quoted = new Packet(bytes, at + 8, end);
    quoted.family = family;
    if (!isBelieved(quoted, follows)) return;
    const routes = this.#topology.routes(family);
    const device = routes.output(quoted);
    if (device < 0) return;
    const destination = destinationOf(quoted);
    if (family === Family.IPV6) this.#learnIpv6(destination, device, u32(bytes, at + 4));
    // Of IPv4 the route is one from the quoted source (`ip_route_output_key_hash_rcu`).
    else if (routes.back(quoted) === LOOPBACK) this.#learnIpv4(destination, device, u16(bytes, at + 6));
  }

  /** `__ip6_rt_update_pmtu`. */
  #learnIpv6(destination: Uint8Array, device: number, mtu: number): void {
    if (mtu < IPV6_MINIMUM_MTU || mtu >= this.towards(destination, device)) return;
    this.#set(destination, { device, mtu, isLocked: false });
  }

  /** `__ip_rt_update_pmtu`. */
  #learnIpv4(destination: Uint8Array, device: number, mtu: number): void {
    const path = this.#known(destination, device);
    const old = path?.mtu ?? this.#topology.mtus[device];
    if (old < mtu || path?.isLocked) return;
    const isLocked = mtu < SMALLEST_IPV4;
    this.#set(destination, { device, mtu: isLocked ? Math.min(old, SMALLEST_IPV4) : mtu, isLocked });
  }

  #set(destination: Uint8Array, path: Omit<Path, 'until'>): void {
    this.#paths.set(addressKey(destination), { ...path, until: this.#clock.now + LIFETIME });
  }

  #known(destination: Uint8Array, device: number): Path | null {
    if (this.#paths.size === 0) return null;
    const path = this.#paths.get(addressKey(destination));
    return path !== undefined && path.device === device && path.until > this.#clock.now ? path : null;
  }
}

/** Whether an ICMP message, its header at `at`, is the error that tells of a path's MTU. */
export function saysTooBig(bytes: Uint8Array, at: number, family: Family): boolean {
  if (family === Family.IPV6) return bytes[at] === Icmpv6Type.PACKET_TOO_BIG;
  return bytes[at] === IcmpType.UNREACHABLE && bytes[at + 1] === ICMP_FRAGMENTATION_NEEDED;
}

/**
 * Whether a quoted datagram is an ICMP message such as the router's own socket sends (over IPv4, an echo reply), or one
 * of UDP where that will do.
 */
function isBelieved(quoted: Packet, follows: Linux['follows']): boolean {
  const { bytes, start, end, family } = quoted;
  const isOfUdp = follows['path-mtu-of-udp'];
  if (family === Family.IPV6) {
    const found = end - start < Ipv6.LENGTH ? -1 : findTransport(bytes, start, end, family);
    if (found < 0 || start + (found >>> 8) + QUOTED_BYTES > end) return false;
    const protocol = found & 0xff;
    const isOfUdpLite = protocol === Protocol.UDPLITE && follows['udplite-tracker'];
    return protocol === Protocol.ICMPV6 || (isOfUdp && (protocol === Protocol.UDP || isOfUdpLite));
  }
  const headers = (bytes[start] & 0x0f) << 2;
  if (end - start < Ipv4.LENGTH || headers < Ipv4.LENGTH || start + headers + QUOTED_BYTES > end) return false;
  if (bytes[start + 9] === Protocol.UDP) return isOfUdp;
  return bytes[start + 9] === Protocol.ICMP && bytes[start + headers] === IcmpType.ECHO_REPLY;
}
