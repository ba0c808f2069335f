/** The simulator as a backend: gives packets to a simulated router and writes down what is seen of them. */
import { HELPERS } from '../conntrack/helpers';
import { Field, nodeTupleAt } from '../conntrack/store';
import { newTuple, type Tuple, tupleEquals } from '../conntrack/tuple';
import { DEFAULT_ZONE, setZone, type Zone, zoneOfConnection } from '../conntrack/zone';
import { InputError } from '../errors';
import { Linux } from '../linux/linux';
import { HOOK_NAMES, type HookOps, Verdict } from '../netfilter/hooks';
import type { QueuedPacket } from '../netfilter/queue';
import { DEFAULT_INTERFACES, Topology } from '../netfilter/topology';
import { familyOfDatagram, Packet } from '../packet/packet';
import { parseRuleset } from '../ruleset/parse';
import { Simulation } from '../simulation';
import { Sysctls } from '../sysctl';
import type {
  Backend,
  CallbackRule,
  Capability,
  ConntrackEvent,
  Decision,
  Entry,
  Expectation,
  ExpectationEvent,
  HandlerPolicy,
  Observation,
  RouterOptions,
  RuleCounter,
  TableInsight,
} from './backend';
import { addCallback, type CallbackHost } from './callback';
import { insightOf } from './insight';
import { simulatedVersion } from './kernel-name';
import { parseCommand, printed } from './print/command';
import { Recording } from './recording';
import { entryOf, eventOf, expectationOf } from './snapshot';

const DECISIONS: Record<Decision, Verdict> = { accept: Verdict.ACCEPT, drop: Verdict.DROP, repeat: Verdict.REPEAT };

/** Before any callback that is not the kernel's own, so that a packet is seen at every hook it reaches. */
export const TAP_PRIORITY = -0x80000000;
/** Rules that assign helpers come right behind conntrack, as one writes them in nft. */
const HELPER_PRIORITY = -199;

/** Enough for any scenario; the kernel's usual 262,144 would cost each of them a megabyte. */
const BUCKETS = 16384;

/** A packet that waits; `go` carries out a verdict on it, and returns what became of it. */
interface Held {
  packet: Packet;
  go: (verdict: Verdict) => Verdict;
}

const CAPABILITIES: readonly Capability[] = [
  'table-size',
  'buckets',
  'callbacks',
  'kernel-log',
  'rule-log',
  'link-headers',
];

export class Simulator implements Backend {
  readonly name: string;
  readonly capabilities: ReadonlySet<Capability>;

  readonly timePassed = { virtual: 0, real: 0, takenOff: 0 };

  /** The router itself, for who looks deeper than an observation. */
  readonly simulation: Simulation;
  #sysctls: Sysctls | null = null;
  readonly #host: CallbackHost;
  /** Everything seen so far, by packet number less one. */
  readonly #recordings: Recording[] = [];
  readonly #held = new Map<number, Held>();
  readonly #events: ConntrackEvent[] = [];
  readonly #expectationEvents: ExpectationEvent[] = [];
  /** Zones in which a connection was seen to begin. */
  readonly #zones = new Set([0]);
  readonly #tuple = newTuple();
  /** What is seen of the packet on its way; null between packets. */
  #current: Recording | null = null;
  /** That packet itself: what the router sends of its own accord meanwhile has other objects. */
  #subject: Packet | null = null;
  /** The connection that packet had last, to which a reference is held as long as it is on its way; 0 for none. */
  #connection = 0;
  /** The zone in which that connection was made. */
  #zone = DEFAULT_ZONE;

  /** `name` may tell a version, as in `simulator:5.10`; that of the options comes before it. */
  constructor(options: RouterOptions = {}, name = 'simulator') {
    this.name = name;
    const { seed, buckets = BUCKETS, eviction, helpers, mtu, interfaces = DEFAULT_INTERFACES, gateways } = options;
    const linux = new Linux(options.linux ?? simulatedVersion(name));
    // One of a version does as that version, and not as another.
    const history: Capability[] = name === 'simulator' || linux.follows['automatic-helpers'] ? ['history'] : [];
    this.capabilities = new Set([...CAPABILITIES, ...history]);
    const isAutomatic = helpers ? helpers === 'automatic' : linux.follows['automatic-helpers'];
    this.simulation = new Simulation({
      topology: new Topology(
        interfaces.map(each => ({ mtu, ...each })),
        { gateways, linux },
      ),
      linux,
      seed,
      buckets,
      evictLeastRecentlyUsed: eviction
        ? eviction === 'least recently used'
        : linux.follows['evict-least-recently-used'],
      automaticHelpers: isAutomatic || linux.follows['helper-switch'] ? HELPERS : [],
    });
    this.simulation.conntrack.settings.automaticHelpers = isAutomatic ? 1 : 0;
    this.#host = {
      conntrack: this.simulation.conntrack,
      netfilter: this.simulation.netfilter,
      nat: () => this.simulation.nat,
      devices: this.simulation.topology.names,
      current: () => this.#current!.packet,
      steal: (packet, ops) => this.#hold(packet, verdict => this.simulation.netfilter.reinject(packet, ops, verdict)),
    };
    this.#watch();
  }

  async sysctl(name: string): Promise<string> {
    return this.#allSysctls().get(name);
  }

  async setSysctl(name: string, value: string): Promise<void> {
    this.#allSysctls().set(name, value);
  }

  async addCallback(rule: CallbackRule): Promise<void> {
    addCallback(rule, this.#host);
  }

  async assignHelper(helper: string, protocol: 'tcp' | 'udp', port: number): Promise<void> {
    const match = `${protocol} dport ${port}`;
    const rule = { name: `ct helper set ${helper}`, priority: HELPER_PRIORITY, match };
    await this.addCallback({ ...rule, hook: 'PREROUTING', action: { kind: 'HELPER', helper } });
    await this.addCallback({ ...rule, hook: 'OUTPUT', action: { kind: 'HELPER', helper } });
  }

  async removeAddress(address: string): Promise<void> {
    this.simulation.removeAddress(address);
  }

  async takeDown(device: string): Promise<void> {
    this.simulation.takeDown(device);
  }

  async loadRuleset(text: string): Promise<void> {
    this.simulation.loadRuleset(parseRuleset(text, this.simulation.ruleset));
  }

  async ruleCounters(): Promise<RuleCounter[]> {
    return this.simulation.ruleCounts();
  }

  async handleQueue(queue: number, policy: HandlerPolicy, maxLength?: number): Promise<void> {
    this.simulation.queues.bind(queue, queued => this.#handle(queued, policy), { maxLength });
  }

  async inject(device: string, datagram: Uint8Array): Promise<Observation> {
    return this.give(device, new Packet(datagram.slice()));
  }

  /** As `inject`, for who follows the packet on its way. */
  give(device: string, packet: Packet): Observation {
    const { router, topology, clock, conntrack } = this.simulation;
    const datagram = packet.datagram();
    const index = topology.device(device);
    if (index < 0) throw new InputError(`unknown interface "${device}" (allowed: ${topology.names.join(', ')})`);
    const recording = new Recording(this.#recordings.length + 1, clock.now, datagram.slice());
    this.#recordings.push(recording);
    packet.family = familyOfDatagram(datagram);
    recording.known = new Map(this.#connectionsOf(packet).map(ct => [ct, entryOf(conntrack, ct)]));
    this.#subject = packet;
    return this.#observe(recording, packet, () => {
      const verdict = device === 'lo' ? router.send(packet) : router.receive(packet, index);
      this.#end(packet, verdict);
    });
  }

  async decide(number: number, decision: Decision): Promise<Observation> {
    const held = this.#held.get(number);
    if (!held) throw new InputError(`packet ${number} is not waiting for anybody`);
    this.#held.delete(number);
    const { packet, go } = held;
    this.#follow(packet.ct);
    return this.#observe(this.#recordings[number - 1], packet, () => {
      this.#goOn(packet, () => go(DECISIONS[decision]));
    });
  }

  async now(): Promise<number> {
    return this.simulation.clock.now;
  }

  async advance(seconds: number): Promise<void> {
    const { clock, conntrack } = this.simulation;
    clock.advance(seconds);
    this.timePassed.virtual += seconds;
    conntrack.garbage.runIfDue();
  }

  async entries(): Promise<Entry[]> {
    const { conntrack } = this.simulation;
    return [...conntrack.connections()].map(ct => entryOf(conntrack, ct));
  }

  async remove(entry: Entry): Promise<void> {
    const { conntrack } = this.simulation;
    const isIt = (ct: number) => isSameConnection(entryOf(conntrack, ct), entry);
    const ct = [...conntrack.connections()].find(isIt);
    if (ct !== undefined) conntrack.kill(ct);
  }

  async expectations(): Promise<Expectation[]> {
    const { conntrack } = this.simulation;
    return conntrack.expectations.list().map(expectation => expectationOf(conntrack, expectation));
  }

  async statistics(): Promise<Record<string, number>> {
    return { ...this.simulation.conntrack.statistics };
  }

  async log(): Promise<string[]> {
    return this.simulation.log.lines.map(line => line.text);
  }

  async events(): Promise<ConntrackEvent[]> {
    // A look at the table throws out what has expired, so that its end is told.
    await this.entries();
    return this.#events;
  }

  async expectationEvents(): Promise<ExpectationEvent[]> {
    return this.#expectationEvents;
  }

  async conntrack(options: string): Promise<string[]> {
    return printed(this, parseCommand(options));
  }

  async insight(): Promise<TableInsight[]> {
    return insightOf(this.simulation.conntrack);
  }

  async close(): Promise<void> {}

  /** Has everything that happens written down. */
  #watch(): void {
    const { netfilter, router, conntrack, topology, clock } = this.simulation;
    HOOK_NAMES.forEach((_, hook) => {
      const fn = (packet: Packet) => {
        if (packet === this.#subject) this.#current!.visit(hook, packet);
        return Verdict.ACCEPT;
      };
      netfilter.register({ name: TAP, hook, priority: TAP_PRIORITY, fn });
    });
    netfilter.observer = (ops, packet, verdict) => this.#called(ops, packet, verdict);
    this.simulation.onRuling = (packet, ruling) => {
      if (packet === this.#subject) this.#current!.rulings.push(ruling);
    };
    router.onTransmit = (device, bytes) =>
      this.#current?.sent.push({ device: topology.names[device], bytes: bytes.slice() });
    router.onDeliver = packet => {
      if (packet === this.#subject) this.#current!.delivered.push(packet.datagram().slice());
    };
    router.onDrop = packet => {
      if (packet === this.#subject) this.#current!.reason = packet.reason;
      conntrack.release(packet);
    };
    conntrack.expectations.listener = (type, expectation) =>
      this.#expectationEvents.push({ type, time: clock.now, expectation: expectationOf(conntrack, expectation) });
    conntrack.listener = (type, ct, bits) => {
      const event = eventOf(conntrack, type, ct, bits);
      this.#zones.add(event.entry.zone);
      this.#events.push(event);
      this.#current?.events.push(event);
    };
  }

  #called(ops: HookOps, packet: Packet, verdict: Verdict): void {
    if (ops.name === TAP || packet !== this.#subject) return;
    this.#current!.call(ops, packet, verdict);
    if (packet.ct === 0 || packet.ct === this.#connection) return;
    // One that clashes may join the connection of another zone before Linux 6.12 (`nf_ct_resolve_clash`).
    const isElsewhere = this.#connection !== 0 && !this.#isInZone(packet.ct, this.#zone);
    if (!isElsewhere) this.#follow(packet.ct);
  }

  /** Holds on to the packet's connection, so that it can be told afterwards whether it is still there. */
  #follow(ct: number): void {
    const { store } = this.simulation.conntrack;
    if (this.#connection !== 0) store.put(this.#connection);
    if (ct !== 0) store.get(ct);
    if (ct !== 0) this.#zone = zoneOfConnection(store, ct);
    this.#connection = ct;
  }

  #observe(recording: Recording, packet: Packet, run: () => void): Observation {
    const { log } = this.simulation;
    const logged = log.lines.length;
    this.#current = recording;
    run();
    this.#current = null;
    this.#subject = null;
    for (const line of log.lines.slice(logged)) recording.log.push(line.text);
    return recording.observation(this.#connection, this.#after(packet));
  }

  /** What is left of the packet's connection; that of its addresses and ports when it was found to have none. */
  #after(packet: Packet): Entry | null {
    const { conntrack } = this.simulation;
    const { store } = conntrack;
    let ct = this.#connection;
    this.#follow(0);
    const isThere = ct !== 0 && store.words[ct * Field.WORDS + Field.USE] > 0 && !store.isDying(ct);
    const isOver = isThere && store.isConfirmed(ct) && conntrack.isExpired(ct);
    if (!isThere || isOver) ct = this.#successor(packet, ct === 0 ? null : this.#zone);
    return ct === 0 ? null : entryOf(conntrack, ct);
  }

  /** The connection that has taken the place of the packet's, in the zone where that was. */
  #successor(packet: Packet, zone: Zone | null): number {
    return this.#connectionsOf(packet).find(ct => zone === null || this.#isInZone(ct, zone)) ?? 0;
  }

  #isInZone(ct: number, zone: Zone): boolean {
    const { id, dir } = zoneOfConnection(this.simulation.conntrack.store, ct);
    return id === zone.id && dir === zone.dir;
  }

  /** The connections in the table that a packet's own addresses and ports lead to; expired ones are left where they are. */
  #connectionsOf(packet: Packet): number[] {
    const { conntrack } = this.simulation;
    if (!conntrack.readTuple(packet, packet.start, packet.family, this.#tuple)) return [];
    return [...this.#zones].flatMap(zone => {
      setZone(this.#tuple, zone);
      return this.#connectionsWith(this.#tuple);
    });
  }

  #connectionsWith(tuple: Tuple): number[] {
    const { table, store } = this.simulation.conntrack;
    const found: number[] = [];
    for (let node = table.first(table.bucketOf(table.hash(tuple))); node !== 0; node = table.next(node)) {
      if (this.simulation.conntrack.isExpired(node >> 1)) continue;
      if (tupleEquals(store.words, nodeTupleAt(node), tuple, 0)) found.push(node >> 1);
    }
    return found;
  }

  /** A packet has come to an end, or is kept by somebody who holds a copy. */
  #end(packet: Packet, verdict: Verdict): Verdict {
    const recording = this.#current!;
    recording.reason ??= packet.reason;
    // A handler that decides at once has told already what became of a packet in its queue.
    if (verdict !== Verdict.QUEUE || this.#held.has(recording.packet)) recording.verdict = verdict;
    if (verdict === Verdict.ACCEPT) this.simulation.conntrack.release(packet);
    return verdict;
  }

  #hold(packet: Packet, go: Held['go']): void {
    this.#held.set(this.#current!.packet, { packet, go });
  }

  /** Lets the copy of a packet that somebody held take the packet's place. */
  #goOn(packet: Packet, go: () => Verdict): Verdict {
    this.#subject = packet;
    return this.#end(packet, go());
  }

  #handle(queued: QueuedPacket, policy: HandlerPolicy): void {
    const { packet } = queued;
    switch (policy.kind) {
      case 'hold':
        this.#hold(packet, verdict => queued.decide(verdict));
        break;
      case 'accept':
        this.#goOn(packet, () => queued.accept());
        break;
      case 'drop':
        this.#goOn(packet, () => queued.drop());
        break;
      case 'alter': {
        const bytes = packet.datagram().slice();
        bytes.set(policy.bytes.subarray(0, Math.max(0, bytes.length - policy.offset)), policy.offset);
        this.#goOn(packet, () => queued.accept(bytes));
      }
    }
  }

  /** Made when the first is asked for: most scenarios ask for none. */
  #allSysctls(): Sysctls {
    this.#sysctls ??= new Sysctls(this.simulation);
    return this.#sysctls;
  }
}

function isSameConnection(a: Entry, b: Entry): boolean {
  const key = ({ protocolNumber, original, zone, zoneDirection }: Entry) =>
    JSON.stringify([protocolNumber, original, zone, zoneDirection]);
  return key(a) === key(b);
}

/** Name of the callbacks that only look on. */
const TAP = 'tap';
