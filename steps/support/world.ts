/** What a scenario's steps share: the backend, the flows, the packets so far. */
import { World } from '@cucumber/cucumber';
import type { GherkinDocument, Pickle, PickleStep } from '@cucumber/messages';
import { OBSERVED_TYPE, RECORD_TYPE, SCRIPT_TYPE, TIME_PASSED_TYPE } from '../../reports/attachment';
import type { Comparison } from '../../reports/model';
import type { Backend, Capability, Observation, RouterOptions } from '../../src/backend/backend';
import { createBackend } from '../../src/backend/create';
import { NotObservable } from '../../src/backend/not-observable';
import { type Script, scriptOf, writeScript } from '../../src/backend/script';
import { observedOf } from '../../src/backend/sight';
import { InputError } from '../../src/errors';
import type { FlowDirection } from '../../src/packet/notation-flow';
import { type Flow, Flows } from './flows';
import { History } from './history';
import { sourceStep } from './place';
import { Recorder } from './recorder';

/** A packet of the scenario: what was written, and what was seen of it. */
export interface PacketRecord {
  /** Its flow; null for one written with its own addresses. */
  flow: Flow | null;
  direction: FlowDirection;
  text: string;
  observation: Observation;
  /** What was expected of it so far, beside what was there. */
  compared: Comparison[];
}

/** `observe`: what is compared between backends is attached; `record`: what reports tell is, unless it is false. */
interface Parameters {
  backend?: string;
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
  #recorder: Recorder | null = null;
  #script: Script | null = null;
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
    this.#backend ??= this.#newBackend({});
    return this.#backend;
  }

  makeRouter(options: RouterOptions): void {
    if (this.#backend) throw new InputError('the router stands already: say how it is made before anything else');
    this.#backend = this.#newBackend(options);
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
    const { backend: name = 'simulator', record = true, script = false } = this.parameters;
    const backend = this.history.follow(createBackend(name, options), options);
    if (script) this.#script = scriptOf(backend, options);
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
      const observed = await observedOf(
        this.#backend,
        this.packets.map(({ observation }) => observation),
      );
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
