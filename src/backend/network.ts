/**
 * Several routers as one backend: a packet that leaves one of them for another comes in there, and what each has seen
 * of it is told in the order it came by. What a step asks or sets concerns the router that is meant at the time.
 */
import { InputError } from '../errors';
import type {
  Backend,
  CallbackRule,
  Capability,
  ConntrackEvent,
  Entry,
  Expectation,
  ExpectationEvent,
  Observation,
  RouterOptions,
  RuleCounter,
  TableInsight,
  TimePassed,
} from './backend';
import type { Entrance, NetworkPlan } from './network-plan';

export class Network implements Backend {
  readonly name: string;
  readonly capabilities: ReadonlySet<Capability>;

  readonly #plan: NetworkPlan;
  readonly #routers: ReadonlyMap<string, Backend>;
  /** The router that is meant. */
  #meant: Backend;
  #packets = 0;

  constructor(plan: NetworkPlan, create: (options: RouterOptions) => Backend) {
    this.#plan = plan;
    this.#routers = new Map(plan.routers.map(router => [router, create(plan.optionsOf(router))]));
    this.#meant = this.#routers.values().next().value!;
    this.name = this.#meant.name;
    this.capabilities = this.#meant.capabilities;
  }

  /** The routers by name. */
  get routers(): ReadonlyMap<string, Backend> {
    return this.#routers;
  }

  /** From here on this router is meant. */
  mean(router: string): void {
    const found = this.#routers.get(router);
    if (!found) throw new InputError(`unknown router "${router}" (allowed: ${[...this.#routers.keys()].join(', ')})`);
    this.#meant = found;
  }

  /** Of the router where the most time has passed really: they wait side by side. */
  get timePassed(): TimePassed {
    return [...this.#routers.values()].map(each => each.timePassed).sort((a, b) => b.real - a.real)[0];
  }

  /** `device`: `ROUTER INTERFACE`. What the first router has seen; `further` is what came of it at the others. */
  async inject(device: string, datagram: Uint8Array): Promise<Observation> {
    const seen: Observation[] = [];
    const coming = [{ ...this.#plan.device(device), bytes: datagram }];
    for (const each of coming) {
      const observation = await this.#routers.get(each.router)!.inject(each.device, each.bytes);
      const sent = observation.sent.map(left => ({ ...left, next: this.#plan.next(each.router, left.bytes) }));
      for (const { next, bytes } of sent) if (next) coming.push({ ...next, bytes });
      seen.push({ ...observation, router: each.router, device: each.device, sent: sent.map(named) });
    }
    const [first, ...further] = seen;
    return { ...first, packet: ++this.#packets, further };
  }

  async advance(seconds: number): Promise<void> {
    await Promise.all([...this.#routers.values()].map(each => each.advance(seconds)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#routers.values()].map(each => each.close()));
  }

  async handleQueue(): Promise<void> {
    throw new InputError('packets are held in scenarios of one router only');
  }

  async decide(): Promise<Observation> {
    throw new InputError('packets are held in scenarios of one router only');
  }

  now(): Promise<number> {
    return this.#meant.now();
  }

  sysctl(name: string): Promise<string> {
    return this.#meant.sysctl(name);
  }

  setSysctl(name: string, value: string): Promise<void> {
    return this.#meant.setSysctl(name, value);
  }

  addCallback(rule: CallbackRule): Promise<void> {
    return this.#meant.addCallback(rule);
  }

  loadRuleset(text: string): Promise<void> {
    return this.#meant.loadRuleset(text);
  }

  ruleCounters(): Promise<RuleCounter[]> {
    return this.#meant.ruleCounters();
  }

  assignHelper(helper: string, protocol: 'tcp' | 'udp', port: number): Promise<void> {
    return this.#meant.assignHelper(helper, protocol, port);
  }

  removeAddress(address: string): Promise<void> {
    return this.#meant.removeAddress(address);
  }

  takeDown(device: string): Promise<void> {
    return this.#meant.takeDown(device);
  }

  entries(): Promise<Entry[]> {
    return this.#meant.entries();
  }

  remove(entry: Entry): Promise<void> {
    return this.#meant.remove(entry);
  }

  expectations(): Promise<Expectation[]> {
    return this.#meant.expectations();
  }

  statistics(): Promise<Record<string, number>> {
    return this.#meant.statistics();
  }

  log(): Promise<string[]> {
    return this.#meant.log();
  }

  events(): Promise<ConntrackEvent[]> {
    return this.#meant.events();
  }

  expectationEvents(): Promise<ExpectationEvent[]> {
    return this.#meant.expectationEvents();
  }

  conntrack(options: string): Promise<string[]> {
    return this.#meant.conntrack(options);
  }

  insight(): Promise<TableInsight[]> {
    return this.#meant.insight();
  }
}

/** What left a router, with the name of the one it comes to next. */
function named<T extends { next: Entrance | null }>({ next, ...left }: T): Omit<T, 'next'> & { next?: string } {
  return next ? { ...left, next: next.router } : left;
}
