/**
 * What the router itself says about a packet: ICMP errors, and answers to packets for itself. They leave as packets of
 * a local process do, through OUTPUT and POSTROUTING.
 */
import { type Clock, HZ, millisecondsOfDay } from '../clock';
import type { Linux } from '../linux/linux';
import { i32, u16, u32 } from '../packet/bytes';
import { carryOn } from '../packet/checksum';
import { addressKey, destinationOf, sourceOf } from '../packet/ends';
import { Ipv4 } from '../packet/ipv4';
import type { Option } from '../packet/options';
import { CtInfo, dirOf, Family, Packet, Sum } from '../packet/packet';
import { ErrorLimit } from './error-limit';
import { Verdict } from './hooks';
import {
  BAD_OPTION,
  buildError,
  buildRedirectIpv6,
  type ErrorKind,
  type ErrorSender,
  type IcmpError,
  mayCauseError,
  NO_PORT,
  NO_ROUTE,
  REDIRECT,
  TOO_BIG,
} from './icmp-error';
import { answerLocally } from './local-answer';
import { repeatedOptions, wayBack } from './options-echo';
import type { PathMtus } from './path-mtu';
import { LOOPBACK } from './route';
import type { Topology } from './topology';

/** What connection tracking does for packets that the router makes (`struct nf_ct_hook`). */
export interface ConnectionHooks {
  /** Which Linux it is; the usual one where nothing is told. */
  readonly linux?: Linux;
  /** Gives a packet a connection, holding a reference to it. */
  attach(packet: Packet, ct: number, ctinfo: CtInfo): void;
  /** Lets go of a packet's connection. */
  release(packet: Packet): void;
}

export interface ResponderParts {
  topology: Topology;
  clock: Clock;
  pathMtus: PathMtus;
  connections: ConnectionHooks;
  linux: Linux;
  /** Sends what it makes. */
  send: (packet: Packet) => Verdict;
}

/** The addresses of an error. */
type Ends = Pick<ErrorSender, 'source' | 'destination'>;

/** Jiffies from one error to the next: `icmp_ratelimit` (redirects of IPv6 have it too), and `icmpv6_time`, a tenth of a second since Linux 6.18. */
const IPV4_INTERVAL = HZ;
const IPV6_INTERVAL = HZ / 10;

export class Responder {
  readonly #topology: Topology;
  readonly #connections: ConnectionHooks;
  readonly #send: (packet: Packet) => Verdict;
  readonly #clock: Clock;
  readonly #linux: Linux;
  readonly #limit: ErrorLimit;
  readonly #pathMtus: PathMtus;
  /** Identification of the last IPv4 datagram sent. */
  #id = 0;

  constructor({ topology, clock, pathMtus, connections, linux, send }: ResponderParts) {
    this.#topology = topology;
    this.#connections = connections;
    this.#send = send;
    this.#clock = clock;
    this.#pathMtus = pathMtus;
    this.#linux = linux;
    this.#limit = new ErrorLimit(clock, linux.follows['error-limit-in-time']);
  }

  /** Sends an ICMP error about a packet to its sender, if it may be sent one. `info`: an MTU, or a pointer. */
  error(cause: Packet, kind: ErrorKind, info = 0, isRouted = true): void {
    const error = this.#errorAbout(cause, kind, info, isRouted);
    if (error !== null) this.#sendRelated(cause, error);
  }

  /** Of a packet of IPv4 that was not routed yet nothing but the way back to its sender is known (`nf_reject_fill_skb_dst`). */
  #errorAbout(cause: Packet, kind: ErrorKind, info: number, isRouted = true): Packet | null {
    if (!mayCauseError(cause)) return null;
    // RFC 4443, 2.4 (`icmpv6_route_lookup`).
    if (cause.family === Family.IPV6 && this.#topology.ipv6.isFromAnycast(cause)) return null;
    const routes = this.#topology.routes(cause.family);
    const isReportedToMany = cause.family === Family.IPV6 && (kind === TOO_BIG || kind === BAD_OPTION);
    if (this.#topology.isOfMany(cause, isRouted) && !isReportedToMany) return null;
    const told = firstHopBack(cause);
    const device = routes.back(told);
    const source = isRouted ? routes.source(told) : this.#topology.ipv4.addressBack(told);
    if (device < 0 || source === null || !this.#mayTell(told, kind, device)) return null;
    return this.#errorFrom(cause, kind[cause.family], info, { source, destination: sourceOf(told) }, device);
  }

  /**
   * Tells the sender of a packet that leaves the way it came that it could have sent it there itself: over IPv4 if it is a
   * neighbour there, over IPv6 if it is one on any link (`ip_rt_send_redirect`, `ndisc_send_redirect`).
   */
  redirect(cause: Packet): void {
    const { bytes, start, device, family } = cause;
    if (family === Family.IPV6) {
      this.#redirectIpv6(cause);
      return;
    }
    if (this.#topology.ipv4.deviceOfSource(cause) !== device) return;
    const source = this.#topology.ipv4.addressOf(device);
    if (source === null || !mayCauseError(cause) || !this.#limit.allowRedirect(addressKey(sourceOf(cause)))) return;
    const gateway = this.#topology.ipv4.gateway(cause);
    const info = gateway ? u32(gateway, 0) : u32(bytes, start + 16);
    const packet = this.#errorFrom(cause, REDIRECT, info, { source, destination: sourceOf(cause) }, device);
    if (packet !== null) this.#sendRelated(cause, packet);
  }

  /** Sends a reset that answers a packet, and belongs to its connection; that of IPv4 is without a checksum yet (`nf_reject_ip_tcphdr_put`). */
  answer(cause: Packet, datagram: Uint8Array): void {
    const device = this.#topology.routes(cause.family).back(cause);
    if (device < 0) return;
    const packet = this.#packet(cause, datagram, device);
    if (cause.family === Family.IPV4) packet.sum = Sum.DEFERRED;
    this.#sendRelated(cause, packet);
  }

  /** Answers a packet that was delivered to the router. */
  delivered(packet: Packet): void {
    const routes = this.#topology.routes(packet.family);
    const isUnicast = routes.isForRouter(packet) || isToNone(packet);
    const source = routes.address(packet);
    const options = source ? this.#options(packet, source) : [];
    const milliseconds = millisecondsOfDay(this.#clock);
    const advertiser = (target: Uint8Array) => this.#topology.ipv6.advertiser(target, packet);
    const linux = this.#linux;
    const host = { source, isUnicast, id: this.#id + 1, options, milliseconds, advertiser, linux };
    const answer = answerLocally(packet, host);
    if (answer === null) return;
    // What it says is believed of whoever says it, though no way leads back to him.
    if ('tooBig' in answer) {
      this.#pathMtus.learn(packet, answer.tooBig, linux);
      return;
    }
    const isAdvertised = 'datagram' in answer && answer.isAdvertised === true;
    const device = isAdvertised ? packet.device : routes.back(packet);
    if (device < 0) return;
    if ('error' in answer) {
      this.#refuse(packet, answer.error, answer.info);
    } else if (!this.#isBehindAnother(packet, answer.isReset === true)) {
      this.#id++;
      const reply = this.#packet(packet, onLinkToGroup(answer.datagram), device);
      if (answer.isReset && packet.family === Family.IPV6) reply.sum = Sum.DEFERRED;
      this.#finish(reply);
    }
  }

  /**
   * Who is asked from the loopback address at that of another interface answers to there, where nobody has the loopback
   * address (`tcp_v6_send_response`, `icmpv6_echo_reply`).
   */
  #isBehindAnother(packet: Packet, isReset: boolean): boolean {
    if (!isReset && this.#linux.follows['echo-to-loopback']) return false;
    return packet.family === Family.IPV6 && this.#topology.ipv6.isFromLoopbackToAnother(packet);
  }

  /** UDP has let go of the packet's connection before it finds nobody at the port (`__udp4_lib_rcv`, `__udp6_lib_rcv`). */
  #refuse(packet: Packet, kind: ErrorKind, info: number): void {
    const error = this.#errorAbout(packet, kind, info);
    if (error === null) return;
    if (kind === NO_PORT) this.#finish(error);
    else this.#sendRelated(packet, error);
  }

  #redirectIpv6(cause: Packet): void {
    // Of one destination not everybody is told (`ip6_forward`).
    if (!this.#limit.allow(addressKey(destinationOf(cause)), IPV4_INTERVAL)) return;
    // To a neighbour it points by its link-local address only, and gateways are known by another (RFC 4861, 8.1).
    if (this.#topology.ipv6.gateway(cause) !== null) return;
    const source = this.#topology.ipv6.linkLocalOf(cause.device);
    const device = this.#topology.ipv6.backToNeighbour(cause);
    if (source === null || device < 0 || !this.#limit.allow(addressKey(sourceOf(cause)), IPV4_INTERVAL)) return;
    this.#finish(this.#packet(cause, buildRedirectIpv6(cause, source), device));
  }

  #errorFrom(cause: Packet, error: IcmpError, info: number, ends: Ends, device: number): Packet | null {
    const isUnsent = cause.family === Family.IPV4 && this.#linux.follows['errors-not-to-broadcast'];
    if (isUnsent && this.#topology.ipv4.isBroadcast(ends.destination)) return null;
    const options = this.#options(cause, ends.source);
    if (options === null) return null;
    const { source, destination } = ends;
    const mtu = this.#pathMtus.towards(destination, device);
    const sender = { source, destination, mtu, id: ++this.#id, options };
    return this.#packet(cause, onLinkToGroup(buildError(cause, error, info, sender)), device);
  }

  /** The options of an answer; null where there can be none. */
  #options(cause: Packet, source: Uint8Array): Option[] | null {
    const milliseconds = millisecondsOfDay(this.#clock);
    const isNoNeighbour = (address: number) => this.#topology.ipv4.isNoNeighbour(address);
    return repeatedOptions(cause, { source, milliseconds, isNoNeighbour });
  }

  /** What is sent because of a packet is RELATED to its connection (`nf_conntrack_attach`). */
  #sendRelated(cause: Packet, packet: Packet): void {
    if (cause.ct !== 0) {
      const ctinfo = dirOf(cause.ctinfo) === 0 ? CtInfo.RELATED_REPLY : CtInfo.RELATED;
      this.#connections.attach(packet, cause.ct, ctinfo);
      packet.tracked = true;
    }
    this.#finish(packet);
  }

  #packet(cause: Packet, datagram: Uint8Array, device: number): Packet {
    const packet = new Packet(datagram);
    packet.family = cause.family;
    packet.outDevice = device;
    return packet;
  }

  #finish(packet: Packet): void {
    const verdict = this.#send(packet);
    if (verdict === Verdict.ACCEPT || verdict === Verdict.DROP) this.#connections.release(packet);
  }

  /** The limits on errors to one host; a missing route over IPv4 has one of its own before it, on the same bucket (`ip_error`). */
  #mayTell(cause: Packet, kind: ErrorKind, device: number): boolean {
    const host = addressKey(sourceOf(cause));
    if (cause.family === Family.IPV6) return device === LOOPBACK || this.#limit.allow(host, IPV6_INTERVAL);
    if (kind === NO_ROUTE && !this.#limit.allow(host, IPV4_INTERVAL, NO_ROUTE_BURST)) return false;
    return device === LOOPBACK || this.#limit.allow(host, IPV4_INTERVAL);
  }
}

/** What a local process sends to 0.0.0.0 comes back to the router itself (`ip_route_output_key_hash_rcu`). */
function isToNone({ bytes, start, family }: Packet): boolean {
  return family === Family.IPV4 && i32(bytes, start + Ipv4.DESTINATION) === 0;
}

/** What the kernel's own sockets send to a group of IPv4 goes no further than one link (`mc_ttl`). */
function onLinkToGroup(datagram: Uint8Array): Uint8Array {
  if (datagram[0] >> 4 !== 4 || datagram[16] >> 4 !== 14) return datagram;
  const old = u16(datagram, 8);
  datagram[8] = 1;
  carryOn(datagram, 10, old, u16(datagram, 8));
  return datagram;
}

/** The packet as if it came from where an error about it goes first: what came by a source route is answered by the same. */
function firstHopBack(cause: Packet): Packet {
  const back = wayBack(cause);
  if (back === null) return cause;
  const told = cause.clone();
  told.bytes.set(back.hops[0], told.start + 12);
  return told;
}

/** `ip_rt_error_burst` over `ip_rt_error_cost`. */
const NO_ROUTE_BURST = 5;
