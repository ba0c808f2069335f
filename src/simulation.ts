/**
 * A simulated Linux router: its parts put together as the kernel has them. Whatever simulates (the backend, a replay, a
 * fuzz run) begins here.
 */
import { Clock } from './clock';
import { Conntrack } from './conntrack/conntrack';
import type { ConntrackOptions } from './conntrack/options';
import { addressBytes } from './conntrack/tuple';
import { Defrag } from './defrag/defrag';
import type { DefragEnvironment } from './defrag/environment';
import { defaultDefragSettings } from './defrag/settings';
import { Nat } from './nat/nat';
import { rejoin } from './nat/rejoin';
import { addressWords } from './nat/router-address';
import type { PortChance } from './nat/unique';
import { parameterProblem, REASSEMBLY_TIME_EXCEEDED } from './netfilter/icmp-error';
import { KernelLog } from './netfilter/log';
import { Netfilter } from './netfilter/netfilter';
import { PacketQueues } from './netfilter/queue';
import { Topology } from './netfilter/topology';
import { i32 } from './packet/bytes';
import { Family, type Packet } from './packet/packet';
import { Random } from './random';
import { Router } from './router';
import { type RuleCount, RulesetEvaluator } from './ruleset/evaluate';
import { RulesetMemory } from './ruleset/memory';
import type { Ruleset, Ruling } from './ruleset/ruleset';

export interface SimulationOptions extends Omit<ConntrackOptions, 'clock' | 'log'> {
  topology?: Topology;
}

export class Simulation {
  readonly clock = new Clock();
  readonly topology: Topology;
  readonly log: KernelLog;
  readonly netfilter = new Netfilter();
  readonly queues: PacketQueues;
  readonly conntrack: Conntrack;
  readonly defrag: Defrag;
  readonly router: Router;

  readonly #seed: number;
  #nat: Nat | null = null;
  readonly #rules: RulesetEvaluator;

  /** Decides in the place of the seed which port NAT takes where the wanted one is taken. */
  portChance: PortChance | null = null;
  /** Told what rules decide on packets. */
  onRuling: ((packet: Packet, ruling: Ruling) => void) | null = null;

  constructor(options: SimulationOptions = {}) {
    const { topology = new Topology() } = options;
    this.topology = topology;
    this.#seed = options.seed ?? 0;
    this.log = new KernelLog(this.clock, topology);
    this.queues = new PacketQueues(this.netfilter, this.log);
    this.netfilter.queues = this.queues;
    this.conntrack = new Conntrack({ ...options, clock: this.clock, log: this.log });
    this.conntrack.broadcastMask = packet => topology.ipv4.broadcastMask(packet);
    this.conntrack.isSameWay = (one, other, family) =>
      topology.routes(family).isSameWay(addressBytes(one, 0), addressBytes(other, 0));
    if (this.conntrack.linux.follows['queue-rejoins']) {
      this.netfilter.requeued = packet => rejoin(this.conntrack, this.#nat, packet);
    }
    this.defrag = new Defrag(this.clock, defaultDefragSettings(), this.#defragEnvironment(this.#seed));
    this.defrag.register(this.netfilter);
    this.conntrack.register(this.netfilter);
    this.router = new Router({
      netfilter: this.netfilter,
      clock: this.clock,
      topology,
      connections: this.conntrack,
      fragmentation: this.defrag,
    });
    const host = {
      conntrack: this.conntrack,
      topology,
      log: this.log,
      memory: new RulesetMemory(this.clock, this.#seed),
      pathMtus: this.router.pathMtus,
      nat: () => this.nat,
      error: this.router.error.bind(this.router),
      answer: this.router.answer.bind(this.router),
    };
    this.#rules = new RulesetEvaluator(this.netfilter, host, () => this.onRuling);
  }

  /** NAT, made for whoever asks first: a router without it pays nothing. */
  get nat(): Nat {
    if (this.#nat === null) {
      const random = new Random(this.#seed);
      const chance: PortChance = (...ports) => this.portChance?.(...ports) ?? random.next() >>> 16;
      this.#nat = new Nat(this.conntrack, this.topology, chance);
      this.#nat.register(this.netfilter);
    }
    return this.#nat;
  }

  /** The rules that packets meet. */
  get ruleset(): Ruleset {
    return this.#rules.ruleset;
  }

  /** Has packets meet these rules from now on. Throws `InputError` where the kernel would refuse to load them. */
  loadRuleset(ruleset: Ruleset): void {
    this.#rules.load(ruleset);
  }

  /** What the rules that count have counted, in the order they stand. */
  ruleCounts(): RuleCount[] {
    return this.#rules.counts();
  }

  /** An address of the router goes away, and with it the connections that were masqueraded with it. */
  removeAddress(address: string): void {
    const { device, addresses } = this.topology.removeAddress(address);
    for (const each of addresses) this.#nat?.forget(device, addressWords(each));
  }

  /** An interface goes down, and with it all connections that were masqueraded by it. */
  takeDown(name: string): void {
    const device = this.topology.takeDown(name);
    this.#nat?.forget(device);
  }

  #defragEnvironment(seed: number): DefragEnvironment {
    const random = new Random(seed);
    return {
      keepsSocket: this.conntrack.linux.follows['fragments-keep-socket'],
      random: () => random.next(),
      log: line => this.log.warnRatelimited(line),
      timeExceeded: (fragment, endHostOnly) => {
        const isForMe = () => this.topology.ipv4.isOwn(i32(fragment.bytes, fragment.start + 16));
        if (endHostOnly && fragment.family === Family.IPV4 && !isForMe()) return;
        this.router.error(fragment, REASSEMBLY_TIME_EXCEEDED);
      },
      parameterProblem: (packet, code, pointer) => this.router.error(packet, parameterProblem(code), pointer),
    };
  }
}
