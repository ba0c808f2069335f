/**
 * Network address translation: the first packet of a connection is given a translation for each end, all packets of the
 * connection are translated by it, and replies back (`nf_nat_core.c`).
 *
 * A router without chains of type nat pays nothing: the callbacks are registered with the first chain of a family.
 */
import type { Conntrack } from '../conntrack/conntrack';
import { Status } from '../conntrack/status';
import { Dir, Field, takeWords, tupleAt } from '../conntrack/store';
import { newTuple, type Tuple, TupleWord, tupleEquals } from '../conntrack/tuple';
import { Hook, type HookFunction, type HookState, Priority, Verdict } from '../netfilter/hooks';
import type { Netfilter } from '../netfilter/netfilter';
import type { Topology } from '../netfilter/topology';
import { i32 } from '../packet/bytes';
import { Ipv4 } from '../packet/ipv4';
import { CtInfo, dirOf, Family, type Packet } from '../packet/packet';
import { findTransport } from '../packet/transport';
import { HelperSupport } from './helper-support';
import { manipulate } from './manipulate';
import { netmapRange } from './netmap';
import { knownAs } from './port';
import { icmpAt, translateError } from './quoted';
import { Manip, type NatRange, oneAddress } from './range';
import { ownAddress, redirectAddress } from './router-address';
import { Sources } from './sources';
import { type PortChance, UniqueTuples } from './unique';

/** A chain of type nat: asked for the first packet of each connection, in the order of priorities, until one translates. */
export interface NatChain {
  /** Shown in traces. */
  readonly name: string;
  readonly family: Family;
  /** Any but FORWARD. */
  readonly hook: Hook;
  readonly priority: number;
  /** Translates by `Nat.setup` and the like, whose verdict it returns; ACCEPT without having done so asks the next chain. */
  readonly fn: HookFunction;
}

const HOOKS = [
  { hook: Hook.PREROUTING, priority: Priority.NAT_DST },
  { hook: Hook.INPUT, priority: Priority.NAT_SRC },
  { hook: Hook.OUTPUT, priority: Priority.NAT_DST },
  { hook: Hook.POSTROUTING, priority: Priority.NAT_SRC },
] as const;

const BOTH = Status.SRC_NAT | Status.DST_NAT;

export class Nat {
  readonly #conntrack: Conntrack;
  readonly #topology: Topology;
  readonly #sources: Sources;
  readonly #unique: UniqueTuples;
  /** Sorted by priority; by hook and family. */
  readonly #chains: NatChain[] = [];
  readonly #families = new Set<Family>();
  #netfilter: Netfilter | null = null;
  /** Of the translation at hand; arrays of their own would cost more than it. */
  readonly #tuple = newTuple();
  readonly #current = newTuple();
  readonly #chosen = newTuple();
  readonly #ownAddress = new Int32Array(4);
  readonly #own = oneAddress(this.#ownAddress);

  constructor(conntrack: Conntrack, topology: Topology, chance: PortChance) {
    this.#conntrack = conntrack;
    this.#topology = topology;
    this.#sources = new Sources(conntrack.store);
    this.#unique = new UniqueTuples(conntrack, this.#sources, chance);
  }

  /** Tells where chains are to be asked. */
  register(netfilter: Netfilter): void {
    this.#netfilter = netfilter;
  }

  /** Adds a chain; of equal priority the latest is asked first. */
  addChain(chain: NatChain): void {
    const before = this.#chains.findIndex(other => other.priority >= chain.priority);
    this.#chains.splice(before < 0 ? this.#chains.length : before, 0, chain);
    this.#registerFor(chain.family);
  }

  /** Takes a chain out again; what is translated stays so. */
  removeChain(chain: NatChain): void {
    const at = this.#chains.indexOf(chain);
    if (at >= 0) this.#chains.splice(at, 1);
  }

  /** Translates one end of the packet's connection, which is new, into the range (`nf_nat_setup_info`). */
  setup(packet: Packet, range: NatRange, manip: Manip): Verdict {
    const own = range.netmap ? netmapRange(range, packet, manip) : range;
    return this.setupConnection(packet.ct, own, manip);
  }

  /** The source becomes the address of the interface that the packet leaves by (`nf_nat_masquerade_ipv4`). */
  masquerade(packet: Packet, range: NatRange): Verdict {
    const device = packet.outDevice;
    const { store } = this.#conntrack;
    const isNobody = store.words[tupleAt(packet.ct, Dir.ORIGINAL) + TupleWord.SRC] === 0;
    if (packet.family === Family.IPV4 && isNobody) return Verdict.ACCEPT;
    const address = ownAddress(this.#topology, packet, device);
    if (address === null) return Verdict.DROP;
    if (!store.isConfirmed(packet.ct)) store.extend(packet.ct).masqueradeDevice = device;
    return this.setupConnection(packet.ct, { ...range, minAddress: address, maxAddress: address }, Manip.SRC);
  }

  /** The destination becomes the router itself: at OUTPUT the loopback address, else the interface's (`nf_nat_redirect_ipv4`). */
  redirect(packet: Packet, range: NatRange): Verdict {
    const address = redirectAddress(this.#topology, packet);
    if (address === null) return Verdict.DROP;
    return this.setupConnection(packet.ct, { ...range, minAddress: address, maxAddress: address }, Manip.DST);
  }

  /** As `setup`, for a connection without a packet at hand. */
  setupConnection(ct: number, range: NatRange, manip: Manip): Verdict {
    const { store } = this.#conntrack;
    if (store.isConfirmed(ct)) return Verdict.ACCEPT;
    if (store.status(ct) & doneBit(manip)) return Verdict.DROP;
    const base = ct * Field.WORDS;
    const current = this.#opposite(ct, Dir.REPLY);
    const chosen = this.#chosen;
    chosen.set(current);
    this.#unique.choose(chosen, range, ct, manip);
    const { words } = store;
    if (!tupleEquals(chosen, 0, current, 0)) {
      this.#conntrack.invertTuple(this.#tuple, chosen);
      words.set(this.#tuple, base + Field.REPLY);
      words[base + Field.STATUS] |= manip === Manip.SRC ? Status.SRC_NAT : Status.DST_NAT;
    }
    if (manip === Manip.SRC) this.#sources.add(ct);
    words[base + Field.STATUS] |= doneBit(manip);
    return Verdict.ACCEPT;
  }

  /** The interface, or one of its addresses, is gone: so are the connections that were masqueraded by it (`masq_device_event`, `masq_inet_event`). */
  forget(device: number, address: Int32Array | null = null): void {
    const { store } = this.#conntrack;
    for (const ct of [...this.#conntrack.connections()]) {
      if (store.extension(ct)?.masqueradeDevice !== device) continue;
      const at = tupleAt(ct, Dir.REPLY) + TupleWord.DST;
      if (address === null || address.every((word, index) => word === store.words[at + index]))
        this.#conntrack.kill(ct);
    }
  }

  #registerFor(family: Family): void {
    if (this.#families.has(family)) return;
    if (this.#families.size === 0) this.#join();
    this.#families.add(family);
    const fn: HookFunction = (packet, state) => this.#translate(packet, state);
    for (const { hook, priority } of HOOKS) {
      this.#netfilter!.register({ name: 'nf_nat_inet_fn', hook, priority, family, fn });
    }
  }

  /** From now on connections have translations to be forgotten, and helpers may translate what they read. */
  #join(): void {
    this.#conntrack.store.sourceFreed = ct => this.#sources.remove(ct);
    this.#conntrack.nat = new HelperSupport(this.#conntrack, this);
  }

  /** The callback at each hook (`nf_nat_ipv4_fn`, `nf_nat_inet_fn`). */
  #translate(packet: Packet, state: HookState): number {
    const { ct, ctinfo } = packet;
    if (ct === 0) return Verdict.ACCEPT;
    const manip = manipAt(state.hook);
    const bit = translatedBit(manip, ctinfo);
    if (ctinfo === CtInfo.RELATED || ctinfo === CtInfo.RELATED_REPLY) {
      const at = icmpAt(packet);
      if (at >= 0) return translateError(this.#conntrack, packet, at, manip, bit) ? Verdict.ACCEPT : Verdict.DROP;
    }
    const status = this.#conntrack.store.status(ct);
    const isKnown = ctinfo === CtInfo.ESTABLISHED || ctinfo === CtInfo.ESTABLISHED_REPLY || status & doneBit(manip);
    if (!isKnown) {
      const verdict = this.#setUp(packet, state, manip);
      if (verdict !== Verdict.ACCEPT) return verdict;
    } else if (this.#leavesElsewhere(packet, state.hook)) {
      this.#conntrack.account(ct, packet);
      this.#conntrack.kill(ct);
      return Verdict.DROP;
    }
    if (!(this.#conntrack.store.status(ct) & bit)) return Verdict.ACCEPT;
    const destination = ipv4Destination(packet);
    if (!this.change(packet, manip)) return Verdict.DROP;
    const isRerouted = state.hook === Hook.OUTPUT && ipv4Destination(packet) !== destination;
    return isRerouted && this.#topology.ipv4.hasNoWayOut(packet) ? Verdict.DROP : Verdict.ACCEPT;
  }

  /** Asks the chains for a translation; without one the end keeps its address, and its port where that is free (`nf_nat_alloc_null_binding`). */
  #setUp(packet: Packet, state: HookState, manip: Manip): number {
    const { store } = this.#conntrack;
    for (const chain of this.#chains) {
      if (chain.hook !== state.hook || chain.family !== state.family) continue;
      const verdict = chain.fn(packet, state);
      this.#netfilter!.observer?.(chain, packet, verdict & 0xff);
      if (verdict !== Verdict.ACCEPT || store.status(packet.ct) & doneBit(manip)) return verdict;
    }
    const at = tupleAt(packet.ct, Dir.REPLY) + (manip === Manip.SRC ? TupleWord.DST : TupleWord.SRC);
    takeWords(this.#ownAddress, store, at);
    return this.setupConnection(packet.ct, this.#own, manip);
  }

  /** Changes one end of the packet as its connection has it; false where too little of the packet is there. */
  change(packet: Packet, manip: Manip): boolean {
    const target = this.#opposite(packet.ct, (dirOf(packet.ctinfo) ^ 1) as Dir);
    if (!this.#conntrack.linux.follows['nat-headers-in-place']) pullHeaders(packet);
    return manipulate(
      { packet, ip: packet.start, target, manip },
      knownAs(this.#conntrack, this.#conntrack.protocolOf(packet.ct)),
    );
  }

  /** The tuple of one direction turned round, which is what the other looks like once it is translated; until the next is asked for. */
  #opposite(ct: number, dir: Dir): Tuple {
    takeWords(this.#tuple, this.#conntrack.store, tupleAt(ct, dir));
    this.#conntrack.invertTuple(this.#current, this.#tuple);
    return this.#current;
  }

  /** Whether a masqueraded connection would leave by another interface than its address belongs to (`nf_nat_oif_changed`). */
  #leavesElsewhere(packet: Packet, hook: Hook): boolean {
    if (hook !== Hook.POSTROUTING || dirOf(packet.ctinfo) !== Dir.ORIGINAL) return false;
    const device = this.#conntrack.store.extension(packet.ct)?.masqueradeDevice ?? null;
    return device !== null && device !== packet.outDevice;
  }
}

/** Has the headers before the transport header in one piece. */
function pullHeaders(packet: Packet): void {
  const found = findTransport(packet.bytes, packet.start, packet.end, packet.family);
  if (found >= 0) packet.pull(packet.start + (found >>> 8));
}

/** 0 for IPv6. */
function ipv4Destination({ bytes, start, family }: Packet): number {
  return family === Family.IPV4 ? i32(bytes, start + Ipv4.DESTINATION) : 0;
}

/** `HOOK2MANIP` */
export function manipAt(hook: Hook): Manip {
  return hook === Hook.POSTROUTING || hook === Hook.INPUT ? Manip.SRC : Manip.DST;
}

function doneBit(manip: Manip): Status {
  return manip === Manip.SRC ? Status.SRC_NAT_DONE : Status.DST_NAT_DONE;
}

/** The status bit of a connection by which a packet of this direction has this end changed: of a reply it is the other. */
function translatedBit(manip: Manip, ctinfo: CtInfo): Status {
  const bit = manip === Manip.SRC ? Status.SRC_NAT : Status.DST_NAT;
  return dirOf(ctinfo) === Dir.REPLY ? bit ^ BOTH : bit;
}
