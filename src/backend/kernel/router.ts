/**
 * A router on the live kernel: a network namespace with tun devices, and all that is seen of a packet in it.
 *
 * Each scenario has a namespace of its own, made afresh in some 15 ms. There is no state to be cleaned between two
 * scenarios, and nothing to be removed after the last: what is here goes with the process that holds it open.
 */
import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_INTERFACES, type Interface } from '../../netfilter/topology';
import { Protocol } from '../../packet/packet';
import type {
  CallbackRule,
  ConntrackEvent,
  CtState,
  Direction,
  Entry,
  Expectation,
  ExpectationEvent,
  Observation,
  RuleCounter,
  Ruling,
  TupleView,
} from '../backend';
import { NotObservable } from '../not-observable';
import { listed, listedExpectations, parseCommand, withoutTimes } from '../print/command';
import {
  allEntries,
  allExpectations,
  EVENT_GROUPS,
  eventOf,
  findEntry,
  removeEntry,
  setEntryTimeout,
  setExpectationTimeout,
  statistics,
  type ZoneView,
} from './ctnetlink';
import { isLineOf } from './entry-line';
import { type Flow, flowOf, quotedFlowOf } from './flow';
import { complaintLine, isLogged, reasonIn, withoutNamespace, withoutOrigin } from './log-line';
import type { Machine } from './machine';
import { NetlinkSocket } from './netlink';
import { NetworkNamespace } from './netns';
import { reportingRules, zoneRules } from './reporting';
import { callbackRules, helperRules } from './ruleset';
import { KernelRulesets } from './rulesets';
import { ScenarioClock } from './scenario-clock';
import { RouterSysctls } from './sysctls';
import { system, waitUntil } from './system';
import { configure, loadRuleset, type RouterNetwork, removeAddress, runTool, takeDown } from './topology';
import { type Injection, type Passage, Wire } from './wire';

/** How conntrack classified a packet, without the rest. */
export interface Classification {
  ctstate: CtState | null;
  ctdir: Direction | null;
  verdict: Observation['verdict'];
  reason: string | null;
  rulings: Ruling[];
}

/** So many packets cannot cause more events than the socket holds. */
const EVENTS_HELD = 100;
const CLEANUP_MILLISECONDS = 500;
const NO_ZONE: ZoneView = { zone: 0, zoneDirection: null };

export class KernelRouter {
  readonly #namespace = new NetworkNamespace();
  readonly #interfaces: readonly Interface[];
  readonly #wire: Wire;
  readonly #eventSocket = this.#namespace.run(() => new NetlinkSocket(EVENT_GROUPS));
  readonly #table = this.#namespace.run(() => new NetlinkSocket());
  readonly #events: ConntrackEvent[] = [];
  readonly #expectationEvents: ExpectationEvent[] = [];
  /** Events that came while time was taken off, before the packet or the reader who would have caused them. */
  #early: ConntrackEvent[] = [];
  readonly #log: string[] = [];
  readonly #clock = new ScenarioClock();
  readonly #machine: Machine | null;
  readonly #sysctls: RouterSysctls;
  readonly #rulesets = new KernelRulesets(this.#namespace);
  /** Zones in which a connection was seen to begin. */
  readonly #zones: ZoneView[] = [NO_ZONE];
  /** Zones that rules report of packets. */
  readonly #reportedZones = new Set<number>();
  /** Whether a fragment was ever held: its time nobody but the kernel can change. */
  #heldFragments = false;
  /** Whether the kernel's own log was written to: how much it is, the kernel limits by its own time. */
  #heardKernel = false;
  #packets = 0;
  #rules = 0;

  /** `machine`: null where nothing of the whole machine may be changed. */
  constructor(network: RouterNetwork = {}, machine: Machine | null = null) {
    const { interfaces = DEFAULT_INTERFACES } = network;
    this.#machine = machine;
    this.#sysctls = new RouterSysctls(this.#namespace, () => this.entries(), machine);
    this.#interfaces = interfaces;
    this.#wire = new Wire(
      this.#namespace,
      interfaces.map(({ name }) => name),
    );
    // Rules first: an interface that comes up announces itself, which is not to be seen.
    loadRuleset(this.#namespace, reportingRules());
    configure(this.#namespace, network);
    machine?.takeLog();
  }

  /** Lets a datagram in and tells all that it caused. */
  inject(injection: Injection): Observation {
    this.#rulesets.forget();
    const arriving = flowOf(injection.bytes);
    const expired = [...this.#early, ...this.#takeEvents()].filter(event => arriving && isEndOf(event, arriving));
    this.#early = [];
    const known = this.#findAll(arriving).map(entry => this.#clock.shown(entry));
    const tick = this.#clock.packet();
    const passage = this.#wire.pass(injection);
    const messages = this.#takeLog();
    const { path, ctstate, ctdir, verdict, sent, delivered } = passage;
    const events = [...expired, ...this.#takeEvents()];
    const zone = this.#zoneOf(passage);
    const isOwn = (entry: Entry) => zone === null || isInZone(entry, zone);
    const whole = passage.classified ?? injection.bytes;
    const flow = (ctstate === 'RELATED' && quotedFlowOf(whole)) || flowOf(whole);
    const after = this.#clock.behindPacket(tick, () => this.#findAll(flow).find(isOwn) ?? null);
    this.#heldFragments ||= verdict === 'STOLEN';
    return {
      packet: ++this.#packets,
      time: this.#clock.time,
      bytes: injection.bytes,
      path,
      calls: [],
      rulings: this.#rulesets.rulings(injection.device === 'lo'),
      ctstate,
      ctdir,
      verdict,
      reason: reasonOf(passage) ?? (verdict === 'DROP' ? withoutOrigin(messages[0]) : null),
      sent,
      delivered,
      log: this.#logged(passage, messages),
      events,
      before: known.find(isOwn) ?? null,
      after,
    };
  }

  /** Lets many in one after another, and tells only how each was classified: their events are not kept. */
  classify(injections: Injection[]): Classification[] {
    const classifications = injections.map((injection, at) => {
      this.#rulesets.forget();
      const passage = this.#wire.pass(injection);
      const { ctstate, ctdir, verdict } = passage;
      this.#packets++;
      this.#logged(passage);
      // The socket holds only so many events before it loses some.
      if (at % EVENTS_HELD === EVENTS_HELD - 1) this.#eventSocket.drain(() => {});
      return { ctstate, ctdir, verdict, reason: reasonOf(passage), rulings: this.#rulesets.rulings(false) };
    });
    this.#eventSocket.drain(() => {});
    return classifications;
  }

  sysctl(name: string): Promise<string> {
    return this.#sysctls.get(name);
  }

  setSysctl(name: string, value: string): Promise<void> {
    return this.#sysctls.set(name, value);
  }

  addCallback(rule: CallbackRule): void {
    if (rule.action.kind === 'ZONE') this.#reportZone(rule.action.zone);
    loadRuleset(this.#namespace, callbackRules(rule, ++this.#rules));
  }

  loadRuleset(text: string): void {
    this.#rulesets.load(text);
  }

  ruleCounters(): RuleCounter[] {
    return this.#rulesets.counters();
  }

  /** In one transaction, which takes the kernel as long as a single rule. */
  assignHelpers(helpers: readonly { readonly name: string; readonly protocol: string; readonly port: number }[]): void {
    const rules = helpers.flatMap(({ name, protocol, port }) => helperRules(name, protocol, port));
    loadRuleset(this.#namespace, rules.map(rule => callbackRules(rule, ++this.#rules)).join(''));
  }

  removeAddress(address: string): void {
    removeAddress(this.#namespace, this.#interfaces, address);
    this.#awaitCleanup([address]);
  }

  takeDown(device: string): void {
    takeDown(this.#namespace, this.#interfaces, device);
    const { addresses } = this.#interfaces.find(({ name }) => name === device)!;
    this.#awaitCleanup(addresses.map(each => each.split('/')[0]));
  }

  /** Seconds that the scenario has let pass. */
  now(): number {
    return this.#clock.time;
  }

  /**
   * Lets time pass, really or by the timeouts of all there is. What expires stays until somebody comes by, or asks.
   * Returns the seconds that passed really.
   */
  async advance(seconds: number): Promise<number> {
    const real = this.#clock.realPart(seconds, () => allEntries(this.#table));
    await this.#clock.wait(real);
    if (seconds > real) this.#skip(seconds - real);
    return real;
  }

  /**
   * Who reads the table throws out what has expired, and that may take others along that were read before it, as the
   * control connection of PPTP does its tunnel (`pptp_destroy_siblings`). So it is read until nothing goes any more.
   */
  entries(): Entry[] {
    this.#early = [];
    for (;;) {
      const entries = allEntries(this.#table);
      const isSettled = !this.#takeEvents().some(({ type }) => type === 'DESTROY');
      if (isSettled) return entries.map(entry => this.#clock.shown(this.#printed(entry)));
    }
  }

  remove(entry: Entry): void {
    removeEntry(this.#table, entry);
    this.#takeEvents();
  }

  expectations(): Expectation[] {
    return allExpectations(this.#table).map(expectation => this.#clock.shown(expectation));
  }

  statistics(): Record<string, number> {
    return statistics(this.#table);
  }

  log(): string[] {
    this.#log.push(...this.#takeLog());
    return this.#log;
  }

  events(): ConntrackEvent[] {
    // As for the count.
    this.entries();
    return this.#events;
  }

  expectationEvents(): ExpectationEvent[] {
    this.#takeEvents();
    return this.#expectationEvents;
  }

  /** What the tool itself prints in the router, with the scenario's times in it. */
  listing(options: string): string[] {
    const command = parseCommand(options);
    const lines = runTool(this.#namespace, 'conntrack', options.trim().split(/\s+/), '').split('\n').filter(Boolean);
    const ours =
      command.table === 'expect' ? listedExpectations(this.expectations(), command) : listed(this.entries(), command);
    return lines.map(line => ours.find(each => withoutTimes(each) === withoutTimes(line)) ?? line);
  }

  /** What the kernel prints itself, to hold our own printing against. */
  procNet(name: string): string {
    return this.#namespace.procNet(name);
  }

  /** What a program prints in the router, for the same. */
  program(name: string, options: string[]): string {
    return runTool(this.#namespace, name, options, '');
  }

  close(): void {
    this.#wire.close();
    this.#rulesets.close();
    this.#eventSocket.close();
    this.#table.close();
    this.#namespace.close();
  }

  #reportZone(zone: number): void {
    if (zone === 0 || this.#reportedZones.has(zone)) return;
    this.#reportedZones.add(zone);
    loadRuleset(this.#namespace, zoneRules(zone));
  }

  /** The zone of a packet's connection; null where it has none, or there is only one. */
  #zoneOf({ ctdir, zone }: Passage): ZoneView | null {
    return ctdir === null || this.#reportedZones.size === 0 ? null : (zone ?? NO_ZONE);
  }

  /** The connections in the table that have a flow in either direction, one in each zone at most. */
  #findAll(flow: Flow | null): Entry[] {
    if (flow === null) return [];
    const found = this.#zones.map(zone => findEntry(this.#table, flow, zone)).filter(entry => entry !== null);
    // Of enhanced GRE a packet tells one key only; the PPTP helper knows the other (`gre_keymap_lookup`).
    const isKeyed = flow.protocol === Protocol.GRE && flow.tuple.dport !== 0 && found.length === 0;
    const all = isKeyed ? allEntries(this.#table).filter(entry => isReceiver(entry, flow)) : found;
    return all.map(entry => this.#printed(entry));
  }

  #skip(seconds: number): void {
    if (this.#heldFragments) throw new NotObservable('the time of fragments that are held cannot be moved');
    if (this.#heardKernel && !system().movesTime)
      throw new NotObservable('the time by which the kernel limits its log cannot be moved');
    const table = this.#table;
    this.#clock.age(seconds, allExpectations(table), (one, left) => setExpectationTimeout(table, one, left));
    this.#clock.age(seconds, allEntries(table), (one, left) => setEntryTimeout(table, one, left));
    // That we have set them is reported as an UPDATE, which is no event of the scenario.
    this.#early.push(...this.#takeEvents(({ type }) => type !== 'UPDATE'));
    this.#clock.time += seconds;
  }

  /**
   * Masqueraded connections whose address is gone are left to a work queue (`nf_nat_masq_schedule`). Others that have such
   * an address stay, and cannot be told from those: they are waited for in vain.
   */
  #awaitCleanup(addresses: readonly string[]): void {
    const isAwaited = ({ reply }: Entry) => addresses.includes(reply.dst);
    waitUntil(() => !allEntries(this.#table).some(isAwaited), CLEANUP_MILLISECONDS);
    this.#takeEvents();
  }

  /** Some lines tell more than ctnetlink does: the timeouts of GRE, and whether this kernel knows DCCP. */
  #printed(entry: Entry): Entry {
    if (entry.protocolNumber !== Protocol.GRE && entry.protocolNumber !== Protocol.DCCP) return entry;
    const lines = this.#namespace.procNet('nf_conntrack').split('\n');
    const line = lines.find(each => isLineOf(each, entry))?.trim() ?? entry.line;
    return { ...entry, line, protocol: line.split(/ +/)[2] };
  }

  /** Reads the events since the last time; those that are `wanted` are also kept. */
  #takeEvents(wanted = (_: ConntrackEvent) => true): ConntrackEvent[] {
    const events: ConntrackEvent[] = [];
    this.#eventSocket.drain(message => {
      const event = eventOf(message, this.#clock.time);
      if (!('entry' in event)) this.#noteExpectation(event);
      else if (wanted(event)) events.push({ ...event, entry: this.#clock.aged(event.entry) });
    });
    for (const { type, entry } of events) {
      if (!this.#zones.some(zone => isInZone(entry, zone))) this.#zones.push(entry);
      if (type === 'NEW') this.#clock.born(entry);
    }
    this.#events.push(...events);
    return events;
  }

  #noteExpectation(event: ExpectationEvent): void {
    const { type, expectation } = event;
    if (type === 'NEW') this.#clock.made(expectation);
    this.#expectationEvents.push({ ...event, expectation: this.#clock.shown(expectation) });
  }

  #takeLog(): string[] {
    const messages = (this.#machine?.takeLog() ?? []).map(withoutNamespace);
    this.#heardKernel ||= messages.length > 0;
    return messages;
  }

  /** `messages`: what the kernel has said outside of any packet's log. */
  #logged({ complaints }: Passage, messages: readonly string[] = []): string[] {
    const complained = complaints
      .filter(each => isLogged(each, this.#sysctls.logInvalid))
      .map(each => complaintLine(each, this.#interfaces));
    const lines = [...messages, ...complained];
    this.#log.push(...lines);
    return lines;
  }
}

function isInZone(entry: Entry, { zone, zoneDirection }: ZoneView): boolean {
  return entry.zone === zone && entry.zoneDirection === zoneDirection;
}

/**
 * Whether a connection of the flow has gone before its packet came: the kernel's garbage collection may come by at any
 * time, and does no more than the packet would have done on its way through the bucket.
 */
function isEndOf({ type, entry }: ConntrackEvent, { protocol, tuple }: Flow): boolean {
  const isTuple = (view: TupleView) => isDeepStrictEqual(view, tuple);
  return type === 'DESTROY' && entry.protocolNumber === protocol && [entry.original, entry.reply].some(isTuple);
}

/** Whether a connection has a direction to the receiver of a flow, by addresses and the receiver's key. */
function isReceiver({ protocolNumber, original, reply }: Entry, { protocol, tuple }: Flow): boolean {
  const isSame = ({ src, dst, dport }: TupleView) => src === tuple.src && dst === tuple.dst && dport === tuple.dport;
  return protocolNumber === protocol && [original, reply].some(isSame);
}

/** Conntrack also complains of packets that it lets pass as they are, which is no reason for anything. */
function reasonOf({ ctstate, verdict, complaints }: Passage): string | null {
  return ctstate === 'INVALID' || verdict === 'DROP' ? reasonIn(complaints[0]) : null;
}
