/**
 * The live kernel as a backend: a router in the kernel worker behind the interface that the simulator has too.
 *
 * Time is the machine's. What nftables has no rule for, and what only the whole machine has (the size of the table),
 * is not observable here.
 */
import { InputError } from '../../errors';
import { DEFAULT_INTERFACES } from '../../netfilter/topology';
import { wholePages } from '../../sysctl';
import { versionOf } from '../../versions';
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
} from '../backend';
import { labVersion } from '../kernel-name';
import { NotObservable } from '../not-observable';
import { parseCommand, printed } from '../print/command';
import { releaseOf } from '../release';
import type { Classification } from './classification';
import { type KernelHost, kernelHost } from './host';
import type { RouterArguments, RouterMethod, RouterResult } from './protocol';
import type { Telling } from './reporting';
import type { KernelRouter } from './router';
import type { RouterNetwork } from './topology';
import type { Injection } from './wire';

export class KernelBackend implements Backend {
  readonly name: string;
  readonly capabilities: ReadonlySet<Capability>;

  readonly timePassed = { virtual: 0, real: 0, takenOff: 0 };

  readonly #devices: readonly string[];
  readonly #host: KernelHost;
  readonly #router: number;
  readonly #open: Promise<unknown>;

  /**
   * `name` tells which kernel: `kernel`, or one of the lab; `hostSettings`: whether settings of the whole machine may be
   * changed; `telling`: what is told of packets, with `classes` nothing but `classify`. Throws
   * `NotObservable` where the machine has no kernel for us, or the router is of a kind Linux cannot be.
   */
  constructor(
    options: RouterOptions & RouterNetwork = {},
    name = 'kernel',
    hostSettings = false,
    telling: Telling = 'all',
  ) {
    this.name = name;
    const { linux, seed, buckets, eviction, helpers, ...kept } = options;
    const own = versionOf(releaseOf(name)!);
    if (linux !== undefined && linux !== own) throw new NotObservable(`this kernel is Linux ${own}`);
    const isLab = labVersion(name) !== null;
    const isOurs = hostSettings || isLab;
    const ofMachine: Capability[] = isOurs ? ['table-size', 'kernel-log'] : [];
    this.capabilities = new Set([...ofMachine, ...(isLab ? (['rule-log'] as const) : [])]);
    if (seed !== undefined) throw new NotObservable('the kernel chooses the seed of its hash itself');
    if (buckets !== undefined && !isOurs) throw new NotObservable('the table is the whole machine’s');
    if (buckets !== undefined && buckets !== wholePages(buckets)) {
      throw new NotObservable('the kernel’s table fills whole pages of 512 buckets');
    }
    if (eviction === 'least recently used' || helpers === 'automatic') {
      throw new NotObservable('Linux no longer does as the article tells');
    }
    const { interfaces = DEFAULT_INTERFACES } = options;
    this.#devices = ['lo', ...interfaces.map(each => each.name)];
    this.#host = kernelHost(labVersion(name), hostSettings);
    this.#router = this.#host.nextRouter();
    this.#open = this.#opened(kept, telling, buckets);
    // Whoever calls first is told; until then it is no unhandled rejection.
    this.#open.catch(() => {});
  }

  async inject(device: string, datagram: Uint8Array): Promise<Observation> {
    return this.#call('inject', this.#checked({ device, bytes: datagram }));
  }

  /** Lets many datagrams in and tells of each only how conntrack classified it, and what left because of it if asked. */
  classify(injections: Injection[], tellsSent = false): Promise<Classification[]> {
    return this.#call(
      'classify',
      injections.map(each => this.#checked(each)),
      tellsSent,
    );
  }

  sysctl(name: string): Promise<string> {
    return this.#call('sysctl', name);
  }

  setSysctl(name: string, value: string): Promise<void> {
    return this.#call('setSysctl', name, value);
  }

  addCallback(rule: CallbackRule): Promise<void> {
    return this.#call('addCallback', rule);
  }

  assignHelper(helper: string, protocol: 'tcp' | 'udp', port: number): Promise<void> {
    return this.assignHelpers([{ name: helper, protocol, port }]);
  }

  /** Several at once: on the kernel much quicker than one after the other. */
  assignHelpers(helpers: Parameters<KernelRouter['assignHelpers']>[0]): Promise<void> {
    return this.#call('assignHelpers', helpers);
  }

  removeAddress(address: string): Promise<void> {
    return this.#call('removeAddress', address);
  }

  takeDown(device: string): Promise<void> {
    return this.#call('takeDown', device);
  }

  loadRuleset(text: string): Promise<void> {
    return this.#call('loadRuleset', text);
  }

  ruleCounters(): Promise<RuleCounter[]> {
    return this.#call('ruleCounters');
  }

  handleQueue(queue: number, policy: HandlerPolicy, maxLength?: number): Promise<void> {
    return this.#call('handleQueue', queue, policy, maxLength);
  }

  decide(packet: number, decision: Decision): Promise<Observation> {
    return this.#call('decide', packet, decision);
  }

  async insight(): Promise<TableInsight[]> {
    throw new NotObservable('the kernel does not let us look into its buckets');
  }

  now(): Promise<number> {
    return this.#call('now');
  }

  /** Jiffies by which a kernel of the lab counts, as it counts them since its start; 0 on the machine's own. */
  ticks(): Promise<number> {
    return this.#call('ticks');
  }

  async advance(seconds: number): Promise<void> {
    const real = await this.#call('advance', seconds);
    this.timePassed[labVersion(this.name) === null ? 'real' : 'virtual'] += real;
    this.timePassed.takenOff += seconds - real;
  }

  entries(): Promise<Entry[]> {
    return this.#call('entries');
  }

  remove(entry: Entry): Promise<void> {
    return this.#call('remove', entry);
  }

  expectations(): Promise<Expectation[]> {
    return this.#call('expectations');
  }

  statistics(): Promise<Record<string, number>> {
    return this.#call('statistics');
  }

  log(): Promise<string[]> {
    return this.#call('log');
  }

  events(): Promise<ConntrackEvent[]> {
    return this.#call('events');
  }

  expectationEvents(): Promise<ExpectationEvent[]> {
    return this.#call('expectationEvents');
  }

  /** The tool itself lists; the events it would have printed, and sums, are made of what the kernel has told. */
  async conntrack(options: string): Promise<string[]> {
    const command = parseCommand(options);
    return command.command === '-L' ? this.#call('listing', options) : printed(this, command);
  }

  /** A file below `/proc/net` as the kernel prints it in the router. */
  procNet(name: string): Promise<string> {
    return this.#call('procNet', name);
  }

  /** What a program prints that is run in the router. */
  program(name: string, options: string[]): Promise<string> {
    return this.#call('program', name, options);
  }

  /** Never fails: a router whose worker has ended is gone already. */
  async close(): Promise<void> {
    const closed = this.#open.then(() => this.#host.call({ router: this.#router, method: 'close', arguments: [] }));
    await closed.catch(() => {});
  }

  async #opened(options: RouterNetwork, telling: Telling, buckets: number | undefined): Promise<void> {
    await this.#host.call({ router: this.#router, method: 'open', arguments: [], options, telling });
    if (buckets === undefined) return;
    const size = ['net.netfilter.nf_conntrack_buckets', String(buckets)];
    await this.#host.call({ router: this.#router, method: 'setSysctl', arguments: size });
  }

  #checked(injection: Injection): Injection {
    if (this.#devices.includes(injection.device)) return injection;
    throw new InputError(`there is no interface ${injection.device} (allowed: ${this.#devices.join(', ')})`);
  }

  async #call<M extends RouterMethod>(method: M, ...args: RouterArguments<M>): Promise<RouterResult<M>> {
    await this.#open;
    return (await this.#host.call({ router: this.#router, method, arguments: args })) as RouterResult<M>;
  }
}
