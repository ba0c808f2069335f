/**
 * The router: takes a packet from an interface or a local process through the hooks and out again.
 *
 *     received ── PREROUTING ── route ── FORWARD ───────── POSTROUTING ── out
 *                                 │                             │
 *                               INPUT ── local process ── OUTPUT┘
 *
 * Packets are changed in place, as the kernel changes them: who needs the bytes as they came gives in a copy.
 */
import { Forward, forward } from './netfilter/forward';
import { Hook, Verdict } from './netfilter/hooks';
import type { Netfilter, Stack } from './netfilter/netfilter';
import { receiveIpv4, receiveIpv6 } from './netfilter/receive';
import { LOOPBACK, Route, Topology } from './netfilter/topology';
import { Family, type Packet } from './packet/packet';

/** Cuts a datagram up for a link: the fragments, each with its IP header. */
export type Fragmenter = (packet: Packet, mtu: number) => Uint8Array[];

export interface RouterParts {
  netfilter: Netfilter;
  fragmentForOutput: Fragmenter;
  topology?: Topology;
}

/** Reasons of `enum skb_drop_reason`, by `Forward`. */
const FORWARD_REASONS = ['', 'IP_INHDR', 'PKT_TOO_BIG', 'IP_INADDRERRORS', 'IP_INADDRERRORS'];

export class Router implements Stack {
  readonly netfilter: Netfilter;
  readonly topology: Topology;

  /** Told of each datagram that leaves, fragments one by one. The bytes are valid during the call only. */
  onTransmit: ((device: number, bytes: Uint8Array) => void) | null = null;
  /** Told of each packet handed to a local process; the packet is valid during the call only. */
  onDeliver: ((packet: Packet) => void) | null = null;
  /** Told of each packet that was dropped, wherever that was; it lets go of what the packet holds. */
  onDrop: ((packet: Packet) => void) | null = null;

  readonly after = [
    (packet: Packet) => this.#route(packet),
    (packet: Packet) => this.#deliver(packet),
    (packet: Packet) => this.#postrouting(packet),
    (packet: Packet) => this.#output(packet),
    (packet: Packet) => this.#transmit(packet),
  ];

  readonly #fragment: Fragmenter;

  constructor({ netfilter, fragmentForOutput, topology = new Topology() }: RouterParts) {
    this.netfilter = netfilter;
    this.topology = topology;
    this.#fragment = fragmentForOutput;
    netfilter.attach(this);
  }

  /**
   * Takes in a packet that arrived at an interface (its index in the topology). `packet.family` is what the link layer
   * announced. Returns what became of it: ACCEPT (it left, or was delivered), DROP, STOLEN, QUEUE. For a packet that
   * was dropped, `packet.reason` holds the kernel's word for it where there is one: conntrack's, a queue's, or outside
   * of Netfilter that of `enum skb_drop_reason` (`IP_CSUM`, `PKT_TOO_SMALL`).
   */
  receive(packet: Packet, device: number): Verdict {
    packet.device = device;
    const reason = packet.family === Family.IPV4 ? receiveIpv4(packet) : receiveIpv6(packet);
    if (reason !== null) return this.#refuse(packet, reason);
    const verdict = this.netfilter.traverse(Hook.PREROUTING, packet);
    return verdict === Verdict.ACCEPT ? this.#route(packet) : verdict;
  }

  /** Sends a packet of a local process. A destination without a route is refused before the first hook. */
  send(packet: Packet): Verdict {
    packet.device = -1;
    packet.outDevice = this.topology.routeOutput(packet);
    if (packet.outDevice < 0) return this.#refuse(packet, 'IP_OUTNOROUTES');
    const verdict = this.netfilter.traverse(Hook.OUTPUT, packet);
    return verdict === Verdict.ACCEPT ? this.#output(packet) : verdict;
  }

  /** Ends a packet (`kfree_skb`). */
  drop(packet: Packet): void {
    if (this.onDrop !== null) this.onDrop(packet);
  }

  #refuse(packet: Packet, reason: string): Verdict {
    packet.reason ??= reason;
    this.drop(packet);
    return Verdict.DROP;
  }

  #route(packet: Packet): Verdict {
    const route = packet.device === LOOPBACK ? Route.LOCAL : this.topology.routeInput(packet);
    if (route >= 0) return this.#forward(packet, route);
    if (route === Route.LOCAL) {
      const verdict = this.netfilter.traverse(Hook.INPUT, packet);
      return verdict === Verdict.ACCEPT ? this.#deliver(packet) : verdict;
    }
    if (route === Route.UNREACHABLE) return this.#refuse(packet, 'IP_INNOROUTES');
    this.drop(packet);
    return Verdict.DROP;
  }

  #forward(packet: Packet, device: number): Verdict {
    const fate = forward(packet, this.topology.mtus[device], device === packet.device);
    if (fate !== Forward.PASS) return this.#refuse(packet, FORWARD_REASONS[fate]);
    packet.outDevice = device;
    const verdict = this.netfilter.traverse(Hook.FORWARD, packet);
    return verdict === Verdict.ACCEPT ? this.#postrouting(packet) : verdict;
  }

  /** A callback at OUTPUT may have changed the destination, so the route is looked up again (`ip_route_me_harder`). */
  #output(packet: Packet): Verdict {
    packet.outDevice = this.topology.routeOutput(packet);
    return packet.outDevice < 0 ? this.#refuse(packet, 'IP_OUTNOROUTES') : this.#postrouting(packet);
  }

  #postrouting(packet: Packet): Verdict {
    const verdict = this.netfilter.traverse(Hook.POSTROUTING, packet);
    return verdict === Verdict.ACCEPT ? this.#transmit(packet) : verdict;
  }

  #transmit(packet: Packet): Verdict {
    const device = packet.outDevice;
    const mtu = this.topology.mtus[device];
    if (needsFragments(packet, mtu)) return this.#transmitFragments(packet, mtu);
    if (device === LOOPBACK) return this.receive(packet, LOOPBACK);
    if (this.onTransmit !== null) this.onTransmit(device, packet.datagram());
    return Verdict.ACCEPT;
  }

  #transmitFragments(packet: Packet, mtu: number): Verdict {
    for (const fragment of this.#fragment(packet, mtu)) this.onTransmit?.(packet.outDevice, fragment);
    return Verdict.ACCEPT;
  }

  #deliver(packet: Packet): Verdict {
    if (this.onDeliver !== null) this.onDeliver(packet);
    return Verdict.ACCEPT;
  }
}

/** Reassembled IPv4 always leaves in fragments, IPv6 only where it is larger than they were (`ip_finish_output`). */
function needsFragments(packet: Packet, mtu: number): boolean {
  const length = packet.end - packet.start;
  if (length > mtu) return true;
  if (packet.fragmentMaxSize === 0) return false;
  return packet.family === Family.IPV4 || length > packet.fragmentMaxSize;
}
