/** Takes down, for a report, what a scenario's router is given and how full its table gets. */
import type { Comparison, Occupancy } from '../../reports/model';
import { type ScenarioRecord, seenPacket } from '../../reports/record';
import type { Backend, Observation } from '../../src/backend/backend';
import { isKernel } from '../../src/backend/kernel-name';
import { releaseOf } from '../../src/backend/release';

const COUNT = 'net.netfilter.nf_conntrack_count';
const MAX = 'net.netfilter.nf_conntrack_max';

interface Taken {
  observation: Observation;
  device: string;
  step: number;
}

export class Recorder {
  readonly #packets: Taken[] = [];
  readonly #occupancy: Occupancy[] = [];
  readonly #backend: Backend;
  /** Asked for again when somebody has set it. */
  #max: number | null = null;

  /** Follows a backend from here on; `step` tells the position of the step that runs. */
  constructor(backend: Backend, step: () => number) {
    this.#backend = backend;
    const inject = backend.inject.bind(backend);
    backend.inject = async (device, bytes) => {
      const observation = await inject(device, bytes);
      this.#packets.push({ observation, device, step: step() });
      await this.#look();
      return observation;
    };
    const decide = backend.decide.bind(backend);
    backend.decide = async (packet, decision) => {
      const observation = await decide(packet, decision);
      const taken = this.#packets.find(each => each.observation.packet === packet);
      if (taken) taken.observation = observation;
      await this.#look();
      return observation;
    };
    const setSysctl = backend.setSysctl.bind(backend);
    backend.setSysctl = (name, value) => {
      if (name === MAX) this.#max = null;
      return setSysctl(name, value);
    };
    const advance = backend.advance.bind(backend);
    backend.advance = async seconds => {
      await advance(seconds);
      // On a kernel a look would come between an entry that is over and the packet that finds it so.
      if (!isKernel(backend.name)) await this.#look();
    };
  }

  /** `said` is what the scenario wrote and compared, by the packet's number. */
  record(said: Map<number, { text: string; compared: Comparison[][] }>): ScenarioRecord {
    const { name } = this.#backend;
    return {
      backend: name,
      release: releaseOf(name),
      packets: this.#packets.flatMap(({ observation, device, step }) => {
        const { text = null, compared = [] } = said.get(observation.packet) ?? {};
        return [observation, ...(observation.further ?? [])].map((each, stop) =>
          seenPacket(each, observation.packet, {
            step,
            device: stop === 0 ? device : `${each.router} ${each.device}`,
            text: stop === 0 ? text : null,
            compared: compared[stop] ?? [],
          }),
        );
      }),
      occupancy: this.#occupancy,
    };
  }

  async #look(): Promise<void> {
    const [entries, time] = await Promise.all([this.#backend.sysctl(COUNT), this.#backend.now()]);
    this.#max ??= Number(await this.#backend.sysctl(MAX));
    this.#occupancy.push({ time, entries: Number(entries), max: this.#max });
  }
}
