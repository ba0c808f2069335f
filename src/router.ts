/**
 * The router: takes a packet from an interface or a local process through the hooks and out again.
 *
 *     received ── PREROUTING ── route ── FORWARD ───────── POSTROUTING ── out
 *                                 │                             │
 *                               INPUT ── local process ── OUTPUT┘
 *
 * Packets are changed in place, as the kernel changes them: who needs the bytes as they came gives in a copy.
 */
import { type Clock, millisecondsOfDay } from './clock';
import { Linux } from './linux/linux';
import { finishChecksum, leaveChecksumBegun } from './netfilter/deferred';
import { forward } from './netfilter/forward';
import { Hook, Verdict } from './netfilter/hooks';
import { BAD_FIELD, type ErrorKind, TOO_BIG } from './netfilter/icmp-error';
import { readsToFragment } from './netfilter/local-answer';
import type { Netfilter, Stack } from './netfilter/netfilter';
import { OPTIONS_PASS, OPTIONS_SOURCE_ROUTED, processOptions, sealOptions } from './netfilter/options';
import { PathMtus } from './netfilter/path-mtu';
import { receiveIpv4, receiveIpv6 } from './netfilter/receive';
import { BAD_HEADER, type Refusal, UNREACHABLE, UNREACHABLE_LOCALLY, UNSAID } from './netfilter/refusal';
import { type ConnectionHooks, Responder } from './netfilter/responder';
import { LOOPBACK, Route } from './netfilter/route';
import { Topology } from './netfilter/topology';
import { addressKey, destinationOf } from './packet/ends';
import { CtInfo, Family, type Packet } from './packet/packet';

/** What the router leaves to defragmentation. */
export interface Fragmentation {
  /**
   * Cuts a datagram up for a link: the fragments, each with its IP header; none when it may not be cut, null when it
   * cannot be.
   */
  fragmentForOutput(packet: Packet, mtu: number): Uint8Array[] | null;
  /** Reassembles for local delivery what conntrack let pass in pieces: IPv4 before the INPUT hook, IPv6 behind it. */
  beforeInput(packet: Packet): Verdict;
  afterInput(packet: Packet): Verdict;
}

export interface RouterParts {
  netfilter: Netfilter;
  clock: Clock;
  fragmentation: Fragmentation;
  topology?: Topology;
  /** Connection tracking, for what the router sends of its own: ICMP errors, echoes, resets. Silent without. */
  connections?: ConnectionHooks;
}

/** What a router without connection tracking is. */
const USUAL = new Linux();

export class Router implements Stack {
  readonly netfilter: Netfilter;
  readonly topology: Topology;
  readonly pathMtus: PathMtus;

  /** Told of each datagram that leaves, fragments one by one. The bytes are valid during the call only. */
  onTransmit: ((device: number, bytes: Uint8Array) => void) | null = null;
  /** Told of each packet handed to a local process; the packet is valid during the call only. */
  onDeliver: ((packet: Packet) => void) | null = null;
  /** Told of each packet that was dropped, wherever that was. */
  onDrop: ((packet: Packet) => void) | null = null;

  readonly after = [
    (packet: Packet) => this.#route(packet),
    (packet: Packet) => this.#afterInput(packet),
    (packet: Packet) => this.#afterForward(packet),
    (packet: Packet) => this.#output(packet),
    (packet: Packet) => this.#transmit(packet),
  ];

  readonly #clock: Clock;
  readonly #fragmentation: Fragmentation;
  readonly #connections: ConnectionHooks | null;
  readonly #responder: Responder | null;
  readonly #linux: Linux;

  constructor({ netfilter, clock, fragmentation, topology = new Topology(), connections }: RouterParts) {
    this.netfilter = netfilter;
    this.topology = topology;
    this.#clock = clock;
    this.#fragmentation = fragmentation;
    this.#connections = connections ?? null;
    this.pathMtus = new PathMtus(topology, clock);
    const { pathMtus } = this;
    const send = (packet: Packet) => this.#send(packet);
    const linux = connections?.linux ?? USUAL;
    this.#linux = linux;
    this.#responder = connections ? new Responder({ topology, clock, pathMtus, connections, linux, send }) : null;
    netfilter.attach(this);
  }

  /**
   * Takes in a packet that arrived at an interface (its index in the topology). `packet.family` is what the link layer
   * announced. Returns what became of it: ACCEPT (it left, or was delivered), DROP, STOLEN, QUEUE. For a packet that
   * was dropped, `packet.reason` holds the kernel's word for it where there is one: conntrack's, or outside of
   * Netfilter that of `enum skb_drop_reason` (`IP_CSUM`, `PKT_TOO_SMALL`).
   */
  receive(packet: Packet, device: number): Verdict {
    if (device === LOOPBACK) return this.#takeBack(packet, device);
    const verdict = this.#takeIn(packet, device);
    return verdict === Verdict.ACCEPT ? this.#route(packet) : verdict;
  }

  /**
   * Takes in what the router itself has sent: that knows its way already, unless it gets another destination
   * (`nf_nat_ipv4_pre_routing`, `nf_nat_ipv6_in`).
   */
  #takeBack(packet: Packet, device: number): Verdict {
    const destination = addressKey(destinationOf(packet));
    const verdict = this.#takeIn(packet, device);
    if (verdict !== Verdict.ACCEPT) return verdict;
    const isAsSent = destination === addressKey(destinationOf(packet));
    return this.#go(packet, isAsSent ? Route.LOCAL : this.topology.routes(packet.family).input(packet));
  }

  /**
   * Sends a packet of a local process. A destination without a route is refused before the first hook. For an address
   * that does not say on which link it is (a group, a link-local one), `packet.outDevice` does.
   */
  send(packet: Packet): Verdict {
    packet.isOfProcess = true;
    return this.#send(packet);
  }

  /** The same of a datagram of the router's own. */
  #send(packet: Packet): Verdict {
    packet.device = -1;
    packet.outDevice = this.topology.routes(packet.family).output(packet);
    if (packet.outDevice < 0) return this.#refuse(packet, UNREACHABLE_LOCALLY);
    const verdict = this.netfilter.traverse(Hook.OUTPUT, packet);
    return verdict === Verdict.ACCEPT ? this.#output(packet) : verdict;
  }

  /**
   * Sends an ICMP error about a packet, for a part of the stack that found it wanting. `info`: an MTU, a pointer. `isRouted`:
   * whether it is known where the packet goes.
   */
  error(packet: Packet, kind: ErrorKind, info = 0, isRouted = true): void {
    this.#responder?.error(packet, kind, info, isRouted);
  }

  /** Sends a datagram that answers a packet, for a part of the stack that rejects it. */
  answer(packet: Packet, datagram: Uint8Array): void {
    this.#responder?.answer(packet, datagram);
  }

  /** Ends a packet (`kfree_skb`). */
  drop(packet: Packet): void {
    if (this.onDrop !== null) this.onDrop(packet);
  }

  /** Ends a packet the IP stack gives up, and tells its sender where that is due. */
  #refuse(packet: Packet, { reason, error, info }: Refusal): Verdict {
    packet.reason ??= reason;
    if (error) this.#responder?.error(packet, error, info);
    this.drop(packet);
    return Verdict.DROP;
  }

  /** What happens before a packet's route is looked up. */
  #takeIn(packet: Packet, device: number): Verdict {
    packet.device = device;
    packet.isOfProcess = false;
    packet.fragmentMaxSize = 0;
    packet.dataAt = 0;
    if (!this.topology.isUp[device]) return this.#refuse(packet, UNSAID);
    const refusal = packet.family === Family.IPV4 ? receiveIpv4(packet) : receiveIpv6(packet);
    if (refusal !== null) return this.#refuse(packet, refusal);
    // What comes back from the router itself without a connection is classified once more.
    if (packet.ctinfo === CtInfo.NONE) packet.tracked = false;
    return this.netfilter.traverse(Hook.PREROUTING, packet);
  }

  #route(packet: Packet): Verdict {
    const { ipv4, ipv6 } = this.topology;
    const isIpv4 = packet.family === Family.IPV4;
    const route = packet.device === LOOPBACK ? Route.LOCAL : isIpv4 ? ipv4.input(packet) : ipv6.input(packet);
    return this.#go(packet, route);
  }

  #go(packet: Packet, route: number): Verdict {
    if (route === Route.MARTIAN) return this.#refuse(packet, UNSAID);
    if (hasOptions(packet)) {
      const refusal = this.#options(packet);
      if (refusal !== null) return this.#refuse(packet, refusal);
    }
    if (route >= 0) return this.#forward(packet, route);
    return route === Route.LOCAL ? this.#input(packet) : this.#refuse(packet, UNREACHABLE);
  }

  /** IPv4 options, which are looked at once the route is known (`ip_rcv_options`). */
  #options(packet: Packet): Refusal | null {
    const { ipv4 } = this.topology;
    const result = processOptions(packet, {
      source: ipv4.source(packet) ?? NO_ADDRESS,
      milliseconds: millisecondsOfDay(this.#clock),
      isNoNeighbour: address => ipv4.isNoNeighbour(address),
    });
    if (result === OPTIONS_PASS) return null;
    if (result === OPTIONS_SOURCE_ROUTED) return UNSAID;
    return { ...BAD_HEADER, error: BAD_FIELD, info: result << 24 };
  }

  #input(packet: Packet): Verdict {
    if (packet.family === Family.IPV4) {
      const whole = this.#fragmentation.beforeInput(packet);
      if (whole !== Verdict.ACCEPT) return whole;
    }
    const verdict = this.netfilter.traverse(Hook.INPUT, packet);
    return verdict === Verdict.ACCEPT ? this.#afterInput(packet) : verdict;
  }

  #afterInput(packet: Packet): Verdict {
    if (packet.family === Family.IPV6 && readsToFragment(packet, this.#linux)) {
      const whole = this.#fragmentation.afterInput(packet);
      // Netfilter has let it pass: that it ends behind the last hook, or waits for others there, is no verdict.
      if (whole === Verdict.DROP) this.drop(packet);
      if (whole !== Verdict.ACCEPT) return Verdict.ACCEPT;
    }
    return this.#deliver(packet);
  }

  #forward(packet: Packet, device: number): Verdict {
    // IPv6 asks what the path carries on the way out only (`ip6_forward`).
    const mtu = packet.family === Family.IPV4 ? this.pathMtus.of(packet, device) : this.topology.mtus[device];
    const refusal = forward(packet, device, mtu);
    if (refusal !== null) return this.#refuse(packet, refusal);
    packet.outDevice = device;
    if (device === packet.device) this.#responder?.redirect(packet);
    const verdict = this.netfilter.traverse(Hook.FORWARD, packet);
    return verdict === Verdict.ACCEPT ? this.#afterForward(packet) : verdict;
  }

  #afterForward(packet: Packet): Verdict {
    if (hasOptions(packet)) sealOptions(packet, this.topology.ipv4.addressOf(packet.outDevice));
    return this.#postrouting(packet);
  }

  /** A callback at OUTPUT may have changed the destination, so the route is looked up again (`ip_route_me_harder`). */
  #output(packet: Packet): Verdict {
    packet.outDevice = this.topology.routes(packet.family).output(packet);
    if (packet.outDevice < 0) return this.#refuse(packet, UNREACHABLE_LOCALLY);
    if (packet.family === Family.IPV4 && this.topology.ipv4.isAmong(packet)) this.#comeBack(packet.clone());
    return this.#postrouting(packet);
  }

  /** What goes to all hosts of a network comes back from there, since the router is one of them (`ip_mc_output`). */
  #comeBack(copy: Packet): void {
    const { ct, ctinfo, outDevice } = copy;
    copy.isOfProcess = false;
    if (ct !== 0) this.#connections?.attach(copy, ct, ctinfo);
    let verdict = this.netfilter.traverse(Hook.POSTROUTING, copy);
    if (verdict === Verdict.ACCEPT) {
      copy.outDevice = -1;
      verdict = this.#takeBack(copy, outDevice);
    }
    if (verdict === Verdict.ACCEPT) this.#connections?.release(copy);
  }

  #postrouting(packet: Packet): Verdict {
    const verdict = this.netfilter.traverse(Hook.POSTROUTING, packet);
    return verdict === Verdict.ACCEPT ? this.#transmit(packet) : verdict;
  }

  #transmit(packet: Packet): Verdict {
    const device = packet.outDevice;
    const mtu = this.pathMtus.of(packet, device);
    if (device === LOOPBACK && !needsFragments(packet, mtu)) return this.#loopBack(packet);
    finishChecksum(packet);
    if (needsFragments(packet, mtu)) return this.#transmitFragments(packet, mtu);
    if (this.onTransmit !== null) this.onTransmit(device, packet.datagram());
    return Verdict.ACCEPT;
  }

  /** What leaves by the loopback interface comes in by it, and is to go nowhere yet. */
  #loopBack(packet: Packet): Verdict {
    packet.outDevice = -1;
    return this.receive(packet, LOOPBACK);
  }

  #transmitFragments(packet: Packet, mtu: number): Verdict {
    const fragments = this.#fragmentation.fragmentForOutput(packet, mtu);
    if (!fragments?.length) {
      // Where there is no place for a Fragment header, nobody is told (`ip6_find_1stfragopt`).
      if (fragments !== null) this.#responder?.error(packet, TOO_BIG, mtu);
      this.drop(packet);
      // Behind the last hook: Netfilter has let it pass, also where it cannot be cut.
      return packet.outDevice === LOOPBACK ? Verdict.DROP : Verdict.ACCEPT;
    }
    if (packet.outDevice === LOOPBACK) return this.#loopBackFragments(packet, fragments);
    for (const fragment of fragments) this.onTransmit?.(packet.outDevice, fragment);
    return Verdict.ACCEPT;
  }

  /** Each fragment comes in again as a packet of the same connection (`ip_copy_metadata`). Returns what became of the last. */
  #loopBackFragments(packet: Packet, fragments: readonly Uint8Array[]): Verdict {
    const { ct, ctinfo, mark } = packet;
    let verdict: Verdict = Verdict.DROP;
    fragments.forEach((fragment, at) => {
      const isLast = at === fragments.length - 1;
      packet.reset(fragment, 0, fragment.length, -1);
      packet.ct = ct;
      packet.ctinfo = ctinfo;
      packet.tracked = true;
      packet.mark = mark;
      if (ct !== 0 && !isLast) this.#connections?.attach(packet, ct, ctinfo);
      verdict = this.#loopBack(packet);
      if (!isLast) this.#connections?.release(packet);
    });
    return verdict;
  }

  #deliver(packet: Packet): Verdict {
    leaveChecksumBegun(packet);
    if (this.onDeliver !== null) this.onDeliver(packet);
    this.#responder?.delivered(packet);
    return Verdict.ACCEPT;
  }
}

const NO_ADDRESS = new Uint8Array(4);

/** Whether there are options in the packet's header of IPv4. */
function hasOptions({ bytes, start, family }: Packet): boolean {
  return family === Family.IPV4 && (bytes[start] & 0x0f) > 5;
}

/** Reassembled IPv4 always leaves in fragments, IPv6 only where it is larger than they were (`ip_finish_output`). */
function needsFragments(packet: Packet, mtu: number): boolean {
  const length = packet.end - packet.start;
  if (length > mtu) return true;
  if (packet.fragmentMaxSize === 0) return false;
  return packet.family === Family.IPV4 || length > packet.fragmentMaxSize;
}
