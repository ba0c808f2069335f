/** The sysctls of a router, as a scenario may read and set them. */
import { InputError } from '../../errors';
import { NotObservable } from '../not-observable';
import { type Machine, machineSetting } from './machine';
import type { NetworkNamespace } from './netns';

const COUNT = 'net.netfilter.nf_conntrack_count';
const LOG_INVALID = 'net.netfilter.nf_conntrack_log_invalid';

export class RouterSysctls {
  /** What the scenario has set. The kernel's own stands at 255 always: it is what tells the reasons. */
  logInvalid = 0;

  readonly #namespace: NetworkNamespace;
  readonly #collectGarbage: () => void;

  readonly #machine: Machine | null;

  /** `collectGarbage` throws out of the table what has expired. `machine`: null where its own stay as they are. */
  constructor(namespace: NetworkNamespace, collectGarbage: () => void, machine: Machine | null) {
    this.#namespace = namespace;
    this.#collectGarbage = collectGarbage;
    this.#machine = machine;
  }

  async get(name: string): Promise<string> {
    // The kernel's garbage collection comes by in its own time.
    if (name === COUNT) this.#collectGarbage();
    if (name === LOG_INVALID) return String(this.logInvalid);
    return this.#inOurWords(name, async () => this.#namespace.sysctl(machineSetting(name) ?? name));
  }

  async set(name: string, value: string): Promise<void> {
    const ofMachine = this.#machine && machineSetting(name);
    if (name === LOG_INVALID) this.logInvalid = protocolNumber(value);
    else if (ofMachine) await this.#inOurWords(name, () => this.#machine!.set(ofMachine, value));
    else await this.#inOurWords(name, async () => this.#namespace.setSysctl(name, value));
  }

  /** Says in our words what the system says of a sysctl. */
  async #inOurWords<T>(name: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') throw new NotObservable(`this kernel has no sysctl ${name}`);
      if (this.#machine && code === 'EACCES') throw new InputError(`${name} can only be read`);
      if (code === 'EACCES' || code === 'EPERM') throw new NotObservable(`${name} is the whole machine’s`);
      if (code === 'EINVAL') throw new InputError(`${name}: the kernel refuses the value`);
      throw error;
    }
  }
}

function protocolNumber(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= 255) return number;
  throw new InputError(`${LOG_INVALID} = ${value}: allowed is a whole number from 0 to 255`);
}
