/** What a scenario's steps share: the backend, the flows, the packets so far. */
import { World } from '@cucumber/cucumber';
import type { GherkinDocument, Pickle, PickleStep } from '@cucumber/messages';
import { OBSERVED_TYPE, RECORD_TYPE, SCRIPT_TYPE, TIME_PASSED_TYPE } from '../../reports/attachment';
import type { Comparison } from '../../reports/model';
import type { Backend, Capability, Observation, RouterOptions } from '../../src/backend/backend';
import { createBackend } from '../../src/backend/create';
import { simulatedVersion } from '../../src/backend/kernel-name';
import { Network } from '../../src/backend/network';
import type { NetworkPlan } from '../../src/backend/network-plan';
import { NotObservable } from '../../src/backend/not-observable';
import { type NetworkScript, type Script, scriptOf, scriptOfNetwork, writeScript } from '../../src/backend/script';
import { observedOf } from '../../src/backend/sight';
import { InputError } from '../../src/errors';
import { linuxVersion } from '../../src/linux/linux';
import type { FlowDirection } from '../../src/packet/notation-flow';
import { Claim } from './claim';
import { type Flow, Flows } from './flows';
import { History } from './history';
import { deviceOf, interfaceNames, useHosts } from './hosts';
import { sourceStep } from './place';
import { Recorder } from './recorder';
import { oneOf } from './table';

/** A packet of the scenario: what was written, and what was seen of it. */
export interface PacketRecord {
  /** Its flow; null for one written with its own addresses. */
  flow: Flow | null;
  direction: FlowDirection;
  text: string;
  observation: Observation;
  /** The routers that rows have asked about it. */
  asked: string[];
  /** What was expected of it so far, beside what was there: at the first router on its way, the second, … */
  compared: Comparison[][];
}

/** `observe`: what is compared between backends is attached; `record`: what reports tell is, unless it is false. */
interface Parameters {
  backend?: string;
  hostSettings?: boolean;
  observe?: boolean;
  record?: boolean;
  /** What was done to the router is attached. */
  script?: boolean;
}

export class SpecWorld extends World<Parameters> {
  readonly flows = new Flows();
  /** Packets in the order they arrived; the first is packet 1. */
  readonly packets: PacketRecord[] = [];
  readonly history = new History();

  #backend: Backend | null = null;
  #plan: NetworkPlan | null = null;
  #linux: string | undefined;
  #recorder: Recorder | null = null;
  #claim: Claim | null = null;
  #script: Script | NetworkScript | null = null;
  #pickle!: Pickle;
  #document!: GherkinDocument;
  #step: PickleStep | null = null;

  enter(document: GherkinDocument, pickle: Pickle, step: PickleStep): void {
    this.#document = document;
    this.#pickle = pickle;
    this.#step = step;
  }

  /** The router the scenario is about: the default one unless a step has made another before. */
  get backend(): Backend {
    this.#backend ??= this.#plan ? this.#newNetwork(this.#plan) : this.#newBackend({});
    return this.#backend;
  }

  /** Of which versions of Linux the scenario is to hold. */
  get claim(): Claim {
    this.#claim ??= new Claim(
      this.#backendName,
      this.#pickle.tags.map(({ name }) => name),
    );
    return this.#claim;
  }

  /** Which version of Linux the router is to be. */
  meanLinux(version: string): void {
    if (this.#backend || this.#plan) {
      throw new InputError('the router stands already: say which Linux it is before anything else');
    }
    this.#linux = linuxVersion(version);
  }

  makeRouter(options: RouterOptions): void {
    if (this.#backend || this.#plan) {
      throw new InputError('the router stands already: say how it is made before anything else');
    }
    this.#backend = this.#newBackend(options);
  }

  /** Has the network made when something is done in it for the first time. */
  describeNetwork(plan: NetworkPlan): void {
    if (this.#backend || this.#plan) {
      throw new InputError('there are routers already: describe the network before anything else');
    }
    this.#plan = plan;
    useHosts(plan.names(), plan.interfaces);
  }

  /** The network as it is described so far, as long as it can be changed. */
  get plan(): NetworkPlan {
    if (!this.#plan) throw new InputError('there is no network: describe it first');
    if (this.#backend) throw new InputError('the network stands already: describe it before anything else');
    return this.#plan;
  }

  /** What steps say from here on is about this router. */
  meanRouter(name: string): void {
    const { backend } = this;
    if (!(backend instanceof Network)) throw new InputError('there is one router only: no other can be meant');
    backend.mean(name);
  }

  /** The routers by name. */
  get routers(): readonly string[] {
    return this.#plan?.routers ?? ['router'];
  }

  /** The interface a datagram comes in by: the one that was named, or else that of its source. */
  entrance(datagram: Uint8Array, named: string | undefined): string {
    if (!this.#plan) return named === undefined ? deviceOf(datagram) : oneOf('interface', interfaceNames())(named);
    const { router, device } = named === undefined ? this.#plan.entrance(datagram) : this.#plan.device(named);
    return this.backend instanceof Network ? `${router} ${device}` : device;
  }

  /** Ends the scenario as not observable when the backend lacks a capability. */
  need(...capabilities: Capability[]): void {
    const missing = capabilities.filter(capability => !this.backend.capabilities.has(capability));
    if (missing.length > 0) throw new NotObservable(`the backend ${this.backend.name} lacks ${missing.join(', ')}`);
  }

  /** The packet a step calls by its number, counted from 1. */
  packet(number: number): PacketRecord {
    const record = this.packets[number - 1];
    if (!record) throw new InputError(`there is no packet ${number}: ${this.packets.length} arrived so far`);
    return record;
  }

  /** `FILE:LINE` of the current step, or of a row of its table (0 is the heading). */
  place(row?: number): string {
    const step = this.#step && sourceStep(this.#document, this.#step);
    const line = row === undefined ? step?.location.line : step?.dataTable?.rows[row]?.location.line;
    return `${this.#pickle.uri}:${line ?? this.#pickle.location?.line ?? 0}`;
  }

  #newBackend(options: RouterOptions): Backend {
    const whole = this.#withLinux(options);
    return this.#followed(this.#created(whole), whole);
  }

  #withLinux(options: RouterOptions): RouterOptions {
    if (this.#linux === undefined) return options;
    const own = simulatedVersion(this.#backendName) ?? this.#linux;
    if (own !== this.#linux) throw new NotObservable(`this simulator is Linux ${own}`);
    return { ...options, linux: this.#linux };
  }

  /** One router alone needs nobody around it. */
  #newNetwork(plan: NetworkPlan): Backend {
    const create = (options: RouterOptions) => this.#created(this.#withLinux(options));
    const options = plan.optionsOf(plan.routers[0]);
    return this.#followed(plan.routers.length === 1 ? create(options) : new Network(plan, create), options);
  }

  #created(options: RouterOptions): Backend {
    return createBackend(this.#backendName, options, this.parameters.hostSettings);
  }

  get #backendName(): string {
    return this.parameters.backend ?? 'simulator';
  }

  #followed(made: Backend, options: RouterOptions): Backend {
    const { record = true, script = false } = this.parameters;
    const backend = this.history.follow(made, options);
    if (script)
      this.#script = made instanceof Network ? scriptOfNetwork(made, this.#plan!) : scriptOf(backend, options);
    if (record) this.#recorder = new Recorder(backend, () => this.#pickle.steps.indexOf(this.#step!));
    return backend;
  }

  /** Tells how the scenario's time has passed, and what was seen where that is asked for; ends its router. */
  async close(): Promise<void> {
    if (!this.#backend) return;
    const { timePassed } = this.#backend;
    if (Object.values(timePassed).some(seconds => seconds > 0)) {
      this.attach(JSON.stringify(timePassed), TIME_PASSED_TYPE);
    }
    if (this.parameters.observe) {
      const observations = this.packets.flatMap(({ observation }) => [observation, ...(observation.further ?? [])]);
      const routers = this.#backend instanceof Network ? [...this.#backend.routers.values()] : [this.#backend];
      const observed = await observedOf(routers, observations, this.#plan?.routerAddresses);
      this.attach(JSON.stringify(observed), OBSERVED_TYPE);
    }
    if (this.#recorder) {
      const said = new Map(this.packets.map(({ observation, ...record }) => [observation.packet, record]));
      this.attach(JSON.stringify(this.#recorder.record(said)), RECORD_TYPE);
    }
    if (this.#script) this.attach(writeScript(this.#script), SCRIPT_TYPE);
    await this.#backend.close();
  }
}
