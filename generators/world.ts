/**
 * A workload on its way: a simulated router that its events are given to one by one, and what was seen of the last.
 *
 * It looks at the simulation itself rather than through the backend interface, for speed: thousands of packets a second
 * are checked with all invariants. The object is the same after every event; what it tells is overwritten by the next.
 */
import { natChains } from '../src/backend/nat-callback';
import type { CtState, Direction } from '../src/conntrack/ctstate';
import { ctdirOf, ctstateOf } from '../src/conntrack/ctstate';
import { helperNamed } from '../src/conntrack/helpers';
import { isInTable } from '../src/conntrack/status';
import { Field } from '../src/conntrack/store';
import { InputError } from '../src/errors';
import { Linux } from '../src/linux/linux';
import { Hook, Priority, Verdict } from '../src/netfilter/hooks';
import { Topology } from '../src/netfilter/topology';
import { familyOfDatagram, Packet } from '../src/packet/packet';
import { Room } from '../src/packet/room';
import { helperRules } from '../src/ruleset/helper-rule';
import { parseRuleset } from '../src/ruleset/parse';
import { Simulation } from '../src/simulation';
import { Sysctls } from '../src/sysctl';
import { Before } from './before';
import { Tally } from './tally';
import type { TranslationRule, Workload, WorkloadEvent, WorkloadRouter } from './workload';

/** Makes a router that is set up for a workload. */
export type Simulate = (router: WorkloadRouter) => Simulation;

/** The router itself, unbroken: one of that version of Linux. */
export function simulationOf(linux?: string): Simulate {
  const version = new Linux(linux);
  // One for all: nothing changes it, and to make it takes longer than a short workload.
  const topology = new Topology(undefined, { linux: version });
  return ({ seed, buckets }) => new Simulation({ topology, linux: version, seed, buckets });
}

/** The same, of the usual version. */
export const simulationFor = simulationOf();

export class World {
  readonly workload: Workload;
  readonly simulation: Simulation;
  /** Index of the last event, and the event itself. */
  index = -1;
  event: WorkloadEvent = NO_EVENT;

  /** The packet as it was at its end; that of an earlier event when the last was none. */
  readonly packet = new Packet();
  /** Its class and direction, null where conntrack has not classified it. */
  ctstate: CtState | null = null;
  ctdir: Direction | null = null;
  /** What became of it, null when the event was no packet. */
  verdict: Verdict | null = null;
  /** The kernel's word for INVALID or DROP. */
  reason: string | null = null;
  /** The connection it had in the end, 0 for none. The connection may be gone. */
  ct = 0;

  /** How things stood before the event. */
  readonly before = new Before();
  /** What happened during it. */
  readonly tally = new Tally();
  /**
   * The confirmed connections to look at: those that the event had to do with; all that are in the table when one has
   * left it, now and then, and after the last event.
   */
  connections: readonly number[] = [];
  /** Whether these are all. */
  isWhole = true;

  #sysctls: Sysctls | null = null;

  constructor(workload: Workload, simulate: Simulate = simulationFor) {
    this.workload = workload;
    this.simulation = simulate(workload.router);
    this.#watch();
    for (const [name, value] of workload.router.sysctls) this.set(name, value);
    if (workload.router.helpers.length > 0) this.#assignHelpers(workload.router.helpers);
    for (const rule of workload.router.translations) this.#translate(rule);
    for (const text of workload.router.rulesets) {
      this.simulation.loadRuleset(parseRuleset(text, this.simulation.ruleset));
    }
  }

  /** Carries out the next event; false when there is none. */
  step(): boolean {
    if (this.index + 1 >= this.workload.events.length) return false;
    this.give(this.workload.events[this.index + 1]);
    return true;
  }

  /** Carries out one event more, whether the workload has it or not. */
  give(event: WorkloadEvent): void {
    this.event = event;
    this.index++;
    this.before.take(this);
    this.tally.clear();
    this.verdict = this.ctstate = this.ctdir = this.reason = null;
    this.ct = 0;
    this.#carryOut(this.event);
    this.#findConnections();
  }

  /** Carries out all events that are left. */
  finish(each?: (world: World) => void): this {
    while (this.step()) each?.(this);
    return this;
  }

  #carryOut(event: WorkloadEvent): void {
    switch (event.kind) {
      case 'packet':
        this.#inject(event.device, event.bytes);
        break;
      case 'wait':
        this.simulation.clock.advance(event.seconds);
        this.simulation.conntrack.garbage.runIfDue();
        break;
      case 'sysctl':
        this.set(event.name, event.value);
    }
  }

  #inject(device: string, datagram: Uint8Array): void {
    const { router, topology, conntrack } = this.simulation;
    // The router changes packets in place, and keeps fragments: each gets bytes of its own.
    const at = room.copy(datagram);
    const { packet } = this;
    packet.reset(room.bytes, at, at + datagram.length, -1);
    packet.family = familyOfDatagram(datagram);
    const verdict = device === 'lo' ? router.send(packet) : router.receive(packet, topology.device(device));
    this.verdict = verdict;
    this.ctstate = ctstateOf(packet);
    this.ctdir = ctdirOf(packet);
    if (verdict === Verdict.DROP || this.ctstate === 'INVALID') this.reason = packet.reason;
    if (packet.ct !== 0) this.ct = packet.ct;
    if (verdict === Verdict.ACCEPT) conntrack.release(packet);
  }

  /** Sets a sysctl. A value that is refused changes nothing, as on a live router. */
  set(name: string, value: string): void {
    this.#sysctls ??= new Sysctls(this.simulation);
    try {
      this.#sysctls.set(name, value);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }

  #assignHelpers(rules: WorkloadRouter['helpers']): void {
    const { conntrack, netfilter } = this.simulation;
    const named = rules.map(({ name, protocol, port }) => ({ helper: helperNamed(name, protocol), port }));
    for (const ops of helperRules(conntrack.store, named)) netfilter.register(ops);
  }

  #translate(rule: TranslationRule): void {
    const { simulation } = this;
    const host = { devices: simulation.topology.names, nat: () => simulation.nat };
    for (const chain of natChains(rule, rule.action, host)) simulation.nat.addChain(chain);
  }

  #watch(): void {
    const { netfilter, router, conntrack } = this.simulation;
    const { tally } = this;
    netfilter.observer = (ops, packet, verdict) => tally.called(ops, packet, verdict, packet === this.packet);
    router.onDeliver = () => tally.delivered++;
    router.onDrop = packet => {
      if (packet === this.packet) this.ct = packet.ct;
      conntrack.release(packet);
    };
    // By events one could not tell: a connection made while they were off comes and goes without a word.
    const kill = conntrack.kill.bind(conntrack);
    conntrack.kill = ct => {
      const isLost = kill(ct);
      if (isLost) tally.lost.push(ct);
      return isLost;
    };
    const allocate = conntrack.store.allocate.bind(conntrack.store);
    conntrack.store.allocate = () => {
      const ct = allocate();
      tally.born.push(ct);
      return ct;
    };
    conntrack.expectations.listener = (type, expectation) => tally.expectation(type, expectation);
    const midway = (packet: Packet) => {
      if (packet.ct !== 0 && !conntrack.store.isConfirmed(packet.ct)) tally.halfway(conntrack, packet.ct);
      return Verdict.ACCEPT;
    };
    for (const hook of [Hook.INPUT, Hook.FORWARD, Hook.OUTPUT]) {
      netfilter.register({ name: 'look', hook, priority: Priority.FILTER, fn: midway });
    }
  }

  /** All confirmed connections that are in the table. */
  allConnections(): number[] {
    const { words, limit } = this.simulation.conntrack.store;
    const all: number[] = [];
    for (let ct = 1, at = Field.WORDS + Field.STATUS; ct < limit; ct++, at += Field.WORDS) {
      if (isInTable(words[at])) all.push(ct);
    }
    return all;
  }

  #findConnections(): void {
    const { index, tally } = this;
    this.isWhole = tally.lost.length > 0 || index % ROUND === 0 || index >= this.workload.events.length - 1;
    if (this.isWhole) {
      this.connections = this.allConnections();
      return;
    }
    const connections: number[] = [];
    const { store } = this.simulation.conntrack;
    if (this.ct !== 0 && isInTable(store.status(this.ct))) connections.push(this.ct);
    for (const ct of tally.born) if (ct !== this.ct && isInTable(store.status(ct))) connections.push(ct);
    this.connections = connections;
  }
}

/** After so many events all connections are looked at. */
const ROUND = 128;

const room = new Room();

const NO_EVENT: WorkloadEvent = { kind: 'wait', seconds: 0 };
