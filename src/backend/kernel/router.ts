/**
 * A router on the live kernel: a network namespace with tun devices, and all that is seen of a packet in it.
 *
 * Each scenario has a namespace of its own, made afresh in some 15 ms. There is no state to be cleaned between two
 * scenarios, and nothing to be removed after the last: what is here goes with the process that holds it open.
 */
import { SCAN_SECONDS } from '../../conntrack/garbage';
import { InputError } from '../../errors';
import { DEFAULT_INTERFACES, type Interface } from '../../netfilter/topology';
import type {
  CallbackRule,
  ConntrackEvent,
  Decision,
  Entry,
  Expectation,
  ExpectationEvent,
  HandlerPolicy,
  Observation,
  RuleCounter,
  Ruling,
} from '../backend';
import { NotObservable } from '../not-observable';
import { listed, listedExpectations, parseCommand, withoutTimes } from '../print/command';
import { isEndOf, isInZone } from './belonging';
import type { Classification } from './classification';
import {
  allEntries,
  allExpectations,
  removeEntry,
  setEntryTimeout,
  setExpectationTimeout,
  statistics,
  type ZoneView,
} from './ctnetlink';
import { NO_ZONE, RouterEvents } from './events';
import { type Flow, flowOf, inverse, isSame, isTooBigError, quotedFlowOf } from './flow';
import { type AssignedHelper, addHelperRules } from './helper-rule';
import { jiffies, ticks } from './jiffies';
import { reasonOf, withoutOrigin } from './log-line';
import { isToldByLine, Lookup } from './lookup';
import type { Machine } from './machine';
import { NetlinkSocket } from './netlink';
import { NetworkNamespace } from './netns';
import type { Queued } from './nfqueue';
import { addQueueRule } from './nfqueue-rule';
import { answering, ask, type Question, together } from './question';
import { reportingRules, type Telling, zoneRules } from './reporting';
import { RouterLog } from './router-log';
import { RouterTools } from './router-tools';
import { callbackRules, callbackTable, QUEUED } from './ruleset';
import { KernelRulesets } from './rulesets';
import { ScenarioClock } from './scenario-clock';
import { RouterSysctls } from './sysctls';
import { waitUntil } from './system';
import { configure, loadRuleset, type RouterNetwork, removeAddress, takeDown } from './topology';
import { type Injection, type Passage, type Way, Wire } from './wire';

/** A packet, and what was seen of it so far. */
interface Subject {
  readonly number: number;
  readonly time: number;
  readonly injection: Injection;
  readonly way: Way;
  /** The connections that had its flow when it came. */
  known: readonly Entry[];
  readonly rulings: Ruling[];
  /** How many of its complaints are logged. */
  complaints: number;
  readonly log: string[];
  readonly events: ConntrackEvent[];
}

const CLEANUP_MILLISECONDS = 500;
/** Of a table that is full, or a queue. */
const DROPPING = /: dropping packet|, dropping packet/;

export class KernelRouter {
  readonly #namespace = new NetworkNamespace();
  readonly #tools = new RouterTools(this.#namespace);
  readonly #interfaces: readonly Interface[];
  readonly #wire: Wire;
  readonly #table = this.#namespace.run(() => new NetlinkSocket());
  /** Events that came while time was taken off, before the packet or the reader who would have caused them. */
  #early: ConntrackEvent[] = [];
  readonly #clock = new ScenarioClock();
  readonly #telling: Telling;
  readonly #events: RouterEvents;
  readonly #lookup: Lookup;
  readonly #machine: Machine | null;
  readonly #sysctls: RouterSysctls;
  readonly #log: RouterLog;
  readonly #rulesets = new KernelRulesets(this.#namespace, this.#tools, this.#table);
  /** Zones that rules report of packets. */
  readonly #reportedZones = new Set<number>();
  /** Packets in queues, by number. */
  readonly #waiting = new Map<number, { subject: Subject; queued: Queued }>();
  /** What nobody but the kernel can make older, once there is such a thing. */
  #unmoved: string | null = null;
  #insertFailed = 0;
  #packets = 0;
  #rules = 0;

  /** `machine`: null where nothing of the whole machine may be changed. `telling`: with `classes`, packets are classified alone. */
  constructor(network: RouterNetwork = {}, machine: Machine | null = null, telling: Telling = 'all') {
    const { interfaces = DEFAULT_INTERFACES } = network;
    this.#machine = machine;
    this.#telling = telling;
    this.#events = new RouterEvents(this.#namespace, this.#clock, telling === 'all');
    this.#lookup = new Lookup(this.#namespace, this.#table, this.#events);
    this.#sysctls = new RouterSysctls(this.#namespace, () => this.entries(), machine);
    this.#log = new RouterLog(this.#namespace, interfaces, this.#sysctls, machine);
    this.#interfaces = interfaces;
    this.#wire = new Wire(
      this.#namespace,
      interfaces.map(({ name }) => name),
    );
    // Rules first: an interface that comes up announces itself, which is not to be seen.
    loadRuleset(this.#tools, reportingRules(telling));
    configure(this.#namespace, this.#tools, network);
    ask(this.#log.coming());
  }

  /** Starts the programs that a scenario is likely to run in it. */
  startTools(): void {
    this.#tools.start();
  }

  /** Lets a datagram in and tells all that it caused. */
  inject(injection: Injection): Observation {
    this.#mustTellAll();
    // A ruleset may choose them in ways that its text does not show.
    for (const { zone } of this.#events.zones) this.#reportZone(zone);
    const subject: Subject = {
      number: ++this.#packets,
      time: this.#clock.time,
      injection,
      way: this.#wire.way(injection),
      known: [],
      rulings: [],
      complaints: 0,
      log: [],
      events: [],
    };
    const arriving = flowOf(injection.bytes);
    const before = this.#before(subject, arriving);
    const sending = this.#wire.sending(injection);
    if (!isToldByLine(arriving?.protocol)) return this.#observe(subject, together<unknown>([before, sending]));
    ask(before);
    return this.#observe(subject, sending);
  }

  /** What there was before a packet, the end of what had its flow included. */
  #before(subject: Subject, arriving: Flow | null): Question<unknown> {
    const isOfFlow = (event: ConntrackEvent) => arriving !== null && isEndOf(event, arriving);
    return together<unknown>([
      this.#rulesets.rulings(false),
      answering(this.#events.coming(), events => {
        subject.events.push(...[...this.#early, ...events].filter(isOfFlow));
        this.#early = [];
      }),
      answering(this.#lookup.finding(arriving), found => {
        subject.known = found.map(entry => this.#clock.shown(entry));
      }),
    ]);
  }

  /** Decides on a packet in a queue, and tells all that was seen of it, before and now. */
  decide(number: number, decision: Decision): Observation {
    const waiting = this.#waiting.get(number);
    if (!waiting) throw new InputError(`packet ${number} is not waiting for anybody`);
    this.#waiting.delete(number);
    ask(this.#rulesets.rulings(false), this.#events.coming());
    const tick = jiffies();
    const observation = this.#observe(waiting.subject, this.#wire.queues.deciding(waiting.queued, decision));
    // Where two clashed, its connection is in the table for its reply alone (`nf_conntrack_resolve_clash_harder`).
    const left = observation.sent.map(({ bytes }) => flowOf(bytes)).filter(flow => flow !== null);
    const made = left.flatMap(flow => this.#lookup.all(inverse(flow)));
    this.#clock.found(made, tick);
    const clashed = made.find(({ status }) => status.includes('NAT_CLASH'));
    return clashed ? { ...observation, after: this.#clock.shown(clashed) } : observation;
  }

  /** What was seen of a packet when `go` has let it in, or go on. */
  #observe(subject: Subject, go: Question<unknown>): Observation {
    const { injection } = subject;
    const tick = this.#clock.packet();
    const messages: string[] = [];
    const [likely, zones] = [flowOf(injection.bytes), this.#events.zones.length];
    const behind = together<unknown>([
      answering(this.#log.coming(), lines => messages.push(...lines)),
      answering(this.#events.coming(), events => subject.events.push(...events)),
      answering(this.#rulesets.rulings(injection.device === 'lo'), rulings => subject.rulings.push(...rulings)),
      this.#lookup.finding(likely),
    ]);
    const { passage, told } = this.#wire.goOn(subject.way, go, behind);
    const { path, ctstate, ctdir, verdict, sent, delivered, queued } = passage;
    if (queued) this.#waiting.set(subject.number, { subject, queued });
    const complaints = passage.complaints.slice(subject.complaints);
    subject.complaints = passage.complaints.length;
    subject.log.push(...this.#log.add(messages, complaints));
    // One that begins with this packet is not reported yet.
    const zone = this.#events.zones[zones] ?? this.#zoneOf(passage);
    const isOwn = (entry: Entry) => zone === null || isInZone(entry, zone);
    const whole = passage.classified ?? injection.bytes;
    const flow = (ctstate === 'RELATED' && quotedFlowOf(whole)) || flowOf(whole);
    const isLikely = isSame(flow, likely) && this.#events.zones.length === zones;
    const found = isLikely ? (told.at(-1) as Entry[]) : this.#lookup.all(flow);
    const again = () => this.#lookup.all(flow).find(isOwn) ?? null;
    const after = this.#clock.behindPacket(tick, found.find(isOwn) ?? null, again);
    if (verdict === 'STOLEN') this.#unmoved = 'of fragments that are held';
    else if (delivered.some(isTooBigError)) this.#unmoved = 'for which the MTU of a path is known';
    return {
      packet: subject.number,
      time: subject.time,
      bytes: injection.bytes,
      path,
      calls: [],
      rulings: subject.rulings,
      ctstate,
      ctdir,
      verdict,
      reason: reasonOf(passage) ?? this.#failure(passage, messages),
      sent,
      delivered,
      log: subject.log,
      events: subject.events,
      before: subject.known.find(isOwn) ?? null,
      after,
    };
  }

  /**
   * Lets many in one after another, and tells only how each was classified: their events are not kept. What left because
   * of each is told where it is asked for, which takes a turn for each.
   */
  classify(injections: Injection[], tellsSent = false): Classification[] {
    this.#packets += injections.length;
    this.#clock.packets();
    const isBySteps = tellsSent || this.#rulesets.areLoaded || this.#wire.queues.isServed;
    if (isBySteps) return injections.map(each => this.#classifyOne(each, tellsSent));
    return this.#wire.passAll(injections, this.#events.forgetting()).map(passage => this.#classification(passage, []));
  }

  #classifyOne(injection: Injection, tellsSent: boolean): Classification {
    const go = together<unknown>([this.#rulesets.rulings(false), this.#wire.sending(injection)]);
    const behind = together<unknown>([this.#events.forgetting(), this.#rulesets.rulings(false)]);
    const { passage, told } = this.#wire.goOn(this.#wire.way(injection), go, behind);
    const classification = this.#classification(passage, told[1] as Ruling[]);
    return tellsSent ? { ...classification, sent: passage.sent } : classification;
  }

  #classification(passage: Passage, rulings: Ruling[]): Classification {
    this.#log.add([], passage.complaints);
    const { ctstate, ctdir, verdict } = passage;
    return { ctstate, ctdir, verdict, reason: reasonOf(passage), rulings };
  }

  sysctl(name: string): Promise<string> {
    return this.#sysctls.get(name);
  }

  setSysctl(name: string, value: string): Promise<void> {
    return this.#sysctls.set(name, value);
  }

  addCallback(rule: CallbackRule): void {
    const { action } = rule;
    if (action.kind === 'ZONE') this.#reportZone(action.zone);
    const number = ++this.#rules;
    loadRuleset(this.#tools, callbackRules(rule, number));
    if (action.kind !== 'QUEUE') return;
    addQueueRule(this.#table, { table: callbackTable(number), chain: QUEUED, ...action });
  }

  async handleQueue(queue: number, policy: HandlerPolicy, maxLength?: number): Promise<void> {
    // A full queue is told in the kernel's log, which is the whole machine's.
    if (maxLength !== undefined) await this.#machine?.takeAlone();
    this.#wire.queues.bind(queue, policy, maxLength);
  }

  loadRuleset(text: string): void {
    this.#rulesets.load(text);
  }

  ruleCounters(): RuleCounter[] {
    return this.#rulesets.counters();
  }

  /** In one transaction, which takes the kernel as long as a single rule. */
  assignHelpers(helpers: readonly AssignedHelper[]): void {
    addHelperRules(this.#table, callbackTable(++this.#rules), helpers);
  }

  removeAddress(address: string): void {
    removeAddress(this.#tools, this.#interfaces, address);
    this.#awaitCleanup([address]);
  }

  takeDown(device: string): void {
    takeDown(this.#tools, this.#interfaces, device);
    this.#wire.tookDown(device);
    const { addresses } = this.#interfaces.find(({ name }) => name === device)!;
    this.#awaitCleanup(addresses.map(each => each.split('/')[0]));
  }

  /** Seconds that the scenario has let pass. */
  now(): number {
    return this.#clock.time;
  }

  ticks(): number {
    return ticks();
  }

  /** Lets time pass, really or by all timeouts (what expires stays until somebody asks); returns what passed really. */
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
    for (let before = -1; ; ) {
      const entries = allEntries(this.#table);
      const gone = this.#events.take().filter(({ type }) => type === 'DESTROY');
      const isSettled = this.#telling === 'all' ? gone.length === 0 : entries.length === before;
      before = entries.length;
      if (isSettled) return entries.map(entry => this.#clock.shown(this.#lookup.printed(entry)));
    }
  }

  remove(entry: Entry): void {
    removeEntry(this.#table, entry);
    this.#events.take();
  }

  expectations(): Expectation[] {
    return allExpectations(this.#table).map(expectation => this.#clock.shown(expectation));
  }

  statistics(): Record<string, number> {
    return statistics(this.#table);
  }

  log(): string[] {
    this.#log.add(ask(this.#log.coming())[0]);
    return this.#log.lines;
  }

  events(): ConntrackEvent[] {
    this.#mustTellAll();
    // As for the count.
    this.entries();
    return this.#events.connections;
  }

  expectationEvents(): ExpectationEvent[] {
    this.#mustTellAll();
    this.#events.take();
    return this.#events.expectations;
  }

  /** What the tool itself prints in the router, with the scenario's times in it. */
  listing(options: string): string[] {
    const command = parseCommand(options);
    const lines = this.#tools.output('conntrack', options.trim().split(/\s+/)).split('\n').filter(Boolean);
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
    return this.#tools.output(name, options);
  }

  close(): void {
    this.#wire.close();
    this.#rulesets.close();
    this.#events.close();
    this.#table.close();
    this.#namespace.close();
  }

  /**
   * Why a packet was dropped that no rule has dropped: the kernel's log says it of a full table; of one that could not be
   * confirmed behind all rules, a counter does (`__nf_conntrack_confirm`).
   */
  #failure({ verdict, path }: Passage, messages: readonly string[]): string | null {
    if (verdict !== 'DROP') return null;
    const said = messages.find(message => DROPPING.test(message));
    if (said) return withoutOrigin(said);
    const hook = path.at(-1)?.hook;
    if (hook !== 'POSTROUTING' && hook !== 'INPUT') return null;
    const { insert_failed: failed } = this.statistics();
    const isOne = failed > this.#insertFailed;
    this.#insertFailed = failed;
    return isOne ? 'insert_failed' : null;
  }

  #mustTellAll(): void {
    if (this.#telling !== 'all') throw new NotObservable('this router tells of packets how they are classified alone');
  }

  #reportZone(zone: number): void {
    if (zone === 0 || this.#telling === 'classes' || this.#reportedZones.has(zone)) return;
    this.#reportedZones.add(zone);
    loadRuleset(this.#tools, zoneRules(zone));
  }

  /** The zone of a packet's connection; null where it has none, or there is only one. */
  #zoneOf({ ctdir, zone }: Passage): ZoneView | null {
    return ctdir === null || this.#reportedZones.size === 0 ? null : (zone ?? NO_ZONE);
  }

  #skip(seconds: number): void {
    const unmoved = this.#log.isLimited ? 'by which the kernel limits its log' : this.#unmoved;
    if (unmoved !== null) throw new NotObservable(`the time ${unmoved} cannot be moved`);
    const table = this.#table;
    // To read the table a second time collects what the kernel's garbage collection would have by now.
    for (const part of [seconds - SCAN_SECONDS, Math.min(seconds, SCAN_SECONDS)].filter(each => each > 0)) {
      this.#clock.age(part, allExpectations(table), (one, left) => setExpectationTimeout(table, one, left));
      this.#clock.age(part, allEntries(table), (one, left) => setEntryTimeout(table, one, left));
      this.#clock.time += part;
    }
    // That we have set them is reported as an UPDATE, which is no event of the scenario.
    this.#early.push(...ask(this.#events.coming(({ type }) => type !== 'UPDATE'))[0]);
  }

  /**
   * Masqueraded connections whose address is gone are left to a work queue (`nf_nat_masq_schedule`). Others that have such
   * an address stay, and cannot be told from those: they are waited for in vain.
   */
  #awaitCleanup(addresses: readonly string[]): void {
    const isAwaited = ({ reply }: Entry) => addresses.includes(reply.dst);
    waitUntil(() => !allEntries(this.#table).some(isAwaited), CLEANUP_MILLISECONDS);
    this.#events.take();
  }
}
