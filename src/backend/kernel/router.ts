/**
 * A router on the live kernel: a network namespace with two tun devices, and all that is seen of a packet in it.
 *
 * Each scenario has a namespace of its own, made afresh in some 15 ms. There is no state to be cleaned between two
 * scenarios, and nothing to be removed after the last: what is here goes with the process that holds it open.
 */
import { setTimeout } from 'node:timers/promises';
import { InputError } from '../../errors';
import { DEFAULT_MTU } from '../../netfilter/topology';
import { Protocol } from '../../packet/packet';
import type { CallbackRule, ConntrackEvent, CtState, Direction, Entry, Expectation, Observation } from '../backend';
import { NotObservable } from '../not-observable';
import { allEntries, allExpectations, EVENT_GROUPS, eventOf, findEntry, statistics } from './ctnetlink';
import { isLineOf } from './entry-line';
import { flowOf } from './flow';
import { awaitTick, JIFFY, jiffies } from './jiffies';
import { complaintLine, isLogged, reasonIn } from './log-line';
import { NetlinkSocket } from './netlink';
import { NetworkNamespace } from './netns';
import { RemainingTimes } from './remaining';
import { callbackRules, helperRules, reportingRules } from './ruleset';
import { configure, loadRuleset } from './topology';
import { type Injection, type Passage, Wire } from './wire';

export interface KernelRouterOptions {
  /** MTU of both interfaces; 1500 unless told. */
  mtu?: number;
  /** Whatever is not for the router itself leaves by the other interface, so that any capture passes through. */
  otherSide?: boolean;
}

/** How conntrack classified a packet, without the rest. */
export interface Classification {
  ctstate: CtState | null;
  ctdir: Direction | null;
  verdict: Observation['verdict'];
  reason: string | null;
}

/** The kernel's clock cannot be moved: more than this is not waited for. */
const LONGEST_WAIT_SECONDS = 3;
/** So many packets cannot cause more events than the socket holds. */
const EVENTS_HELD = 100;
const LOG_INVALID = 'net.netfilter.nf_conntrack_log_invalid';

export class KernelRouter {
  readonly #namespace = new NetworkNamespace();
  readonly #wire = new Wire(this.#namespace);
  readonly #eventSocket = this.#namespace.run(() => new NetlinkSocket(EVENT_GROUPS));
  readonly #table = this.#namespace.run(() => new NetlinkSocket());
  readonly #events: ConntrackEvent[] = [];
  readonly #log: string[] = [];
  readonly #remaining = new RemainingTimes(JIFFY);
  /** Zones in which a connection was seen to begin. */
  readonly #zones = new Set([0]);
  /** The scenario's clock, which stands still while packets are given in; the kernel's then runs a little ahead of it. */
  #time = 0;
  #packets = 0;
  #rules = 0;
  /** What the scenario has set. The kernel's own stands at 255 always: it is what tells the reasons. */
  #logInvalid = 0;

  constructor({ mtu = DEFAULT_MTU, otherSide = false }: KernelRouterOptions = {}) {
    // Rules first: an interface that comes up announces itself, which is not to be seen.
    loadRuleset(this.#namespace, reportingRules());
    configure(this.#namespace, mtu, otherSide);
  }

  /** Lets a datagram in and tells all that it caused. */
  inject(injection: Injection): Observation {
    this.#takeEvents();
    const before = this.#shown(this.#find(injection.bytes));
    const tick = jiffies();
    const passage = this.#wire.pass(injection);
    const { path, ctstate, ctdir, verdict, sent, delivered } = passage;
    const events = this.#takeEvents();
    const after = this.#after(passage.classified ?? injection.bytes, tick);
    return {
      packet: ++this.#packets,
      time: this.#time,
      bytes: injection.bytes,
      path,
      calls: [],
      ctstate,
      ctdir,
      verdict,
      reason: reasonOf(passage),
      sent,
      delivered,
      log: this.#logged(passage),
      events,
      before,
      after,
    };
  }

  /** Lets many in one after another, and tells only how each was classified: their events are not kept. */
  classify(injections: Injection[]): Classification[] {
    const classifications = injections.map((injection, at) => {
      const passage = this.#wire.pass(injection);
      const { ctstate, ctdir, verdict } = passage;
      this.#packets++;
      this.#logged(passage);
      // The socket holds only so many events before it loses some.
      if (at % EVENTS_HELD === EVENTS_HELD - 1) this.#eventSocket.drain(() => {});
      return { ctstate, ctdir, verdict, reason: reasonOf(passage) };
    });
    this.#eventSocket.drain(() => {});
    return classifications;
  }

  sysctl(name: string): string {
    return name === LOG_INVALID ? String(this.#logInvalid) : sysctlCall(name, () => this.#namespace.sysctl(name));
  }

  setSysctl(name: string, value: string): void {
    if (name !== LOG_INVALID) {
      sysctlCall(name, () => this.#namespace.setSysctl(name, value));
      return;
    }
    const number = Number(value);
    if (!(Number.isInteger(number) && number >= 0 && number <= 255)) {
      throw new InputError(`${name} = ${value}: allowed is a whole number from 0 to 255`);
    }
    this.#logInvalid = number;
  }

  addCallback(rule: CallbackRule): void {
    loadRuleset(this.#namespace, callbackRules(rule, ++this.#rules));
  }

  assignHelper(helper: string, protocol: string, port: number): void {
    for (const rule of helperRules(helper, protocol, port)) this.addCallback(rule);
  }

  /** Seconds that the scenario has let pass. */
  now(): number {
    return this.#time;
  }

  /** Waits, and has the table throw out what expired meanwhile. */
  async advance(seconds: number): Promise<void> {
    if (seconds > LONGEST_WAIT_SECONDS) {
      throw new NotObservable(
        `the kernel's clock cannot be moved by ${seconds} s (up to ${LONGEST_WAIT_SECONDS} s pass)`,
      );
    }
    await setTimeout(seconds * 1000);
    this.#time += seconds;
    this.entries();
  }

  entries(): Entry[] {
    const entries = allEntries(this.#table).map(entry => this.#shown(this.#printed(entry))!);
    this.#takeEvents();
    return entries;
  }

  expectations(): Expectation[] {
    return allExpectations(this.#table);
  }

  statistics(): Record<string, number> {
    return statistics(this.#table);
  }

  log(): string[] {
    return this.#log;
  }

  events(): ConntrackEvent[] {
    this.#takeEvents();
    return this.#events;
  }

  /** What the kernel prints itself, to hold our own printing against. */
  procNet(name: string): string {
    return this.#namespace.procNet(name);
  }

  close(): void {
    this.#wire.close();
    this.#eventSocket.close();
    this.#table.close();
    this.#namespace.close();
  }

  /** The connection in the table that a datagram's addresses and ports lead to. */
  #find(datagram: Uint8Array): Entry | null {
    const flow = flowOf(datagram);
    if (flow === null) return null;
    for (const zone of this.#zones) {
      const entry = findEntry(this.#table, flow, zone);
      if (entry) return this.#printed(entry);
    }
    return null;
  }

  /** The same behind a packet that came at `tick`, or since then. */
  #after(datagram: Uint8Array, tick: number): Entry | null {
    let entry = this.#find(datagram);
    let later = jiffies() - tick;
    if (entry && later > 0) {
      // On which side of a tick the packet came cannot be said; one more tick, and it came before.
      awaitTick();
      later = jiffies() - tick;
      entry = this.#find(datagram);
    }
    return entry && this.#remaining.touched(entry, tick, later, this.#time);
  }

  #shown(entry: Entry | null): Entry | null {
    return entry && this.#remaining.shown(entry, jiffies(), this.#time);
  }

  /** The line of a GRE connection tells its timeouts, which nothing but the kernel's own printing does. */
  #printed(entry: Entry): Entry {
    if (entry.protocolNumber !== Protocol.GRE) return entry;
    const lines = this.#namespace.procNet('nf_conntrack').split('\n');
    return { ...entry, line: lines.find(line => isLineOf(line, entry))?.trim() ?? entry.line };
  }

  /** Reads the events since the last time; they are also kept. */
  #takeEvents(): ConntrackEvent[] {
    const events: ConntrackEvent[] = [];
    this.#eventSocket.drain(message => events.push(eventOf(message)));
    for (const event of events) this.#zones.add(event.entry.zone);
    this.#events.push(...events);
    return events;
  }

  #logged({ complaints }: Passage): string[] {
    const lines = complaints.filter(each => isLogged(each, this.#logInvalid)).map(complaintLine);
    this.#log.push(...lines);
    return lines;
  }
}

/** Conntrack also complains of packets that it lets pass as they are, which is no reason for anything. */
function reasonOf({ ctstate, verdict, complaints }: Passage): string | null {
  return ctstate === 'INVALID' || verdict === 'DROP' ? reasonIn(complaints[0]) : null;
}

/** Says in our words what the system says of a sysctl. */
function sysctlCall<T>(name: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new NotObservable(`this kernel has no sysctl ${name}`);
    if (code === 'EACCES' || code === 'EPERM') throw new NotObservable(`${name} is the whole machine's`);
    if (code === 'EINVAL') throw new InputError(`${name}: the kernel refuses the value`);
    throw error;
  }
}
