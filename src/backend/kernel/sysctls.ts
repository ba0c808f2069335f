/** The sysctls of a router, as a scenario may read and set them. */
import { InputError } from '../../errors';
import { NotObservable } from '../not-observable';
import { type NetworkNamespace, sysctlPath } from './netns';
import { system } from './system';

const COUNT = 'net.netfilter.nf_conntrack_count';
/** What only the first network namespace can set. */
const OF_THE_MACHINE = new Set([
  'net.netfilter.nf_conntrack_max',
  'net.netfilter.nf_conntrack_buckets',
  'net.netfilter.nf_conntrack_expect_max',
]);
const LOG_INVALID = 'net.netfilter.nf_conntrack_log_invalid';

export class RouterSysctls {
  /** What the scenario has set. The kernel's own stands at 255 always: it is what tells the reasons. */
  logInvalid = 0;

  readonly #namespace: NetworkNamespace;
  readonly #collectGarbage: () => void;

  /** `collectGarbage` throws out of the table what has expired. */
  constructor(namespace: NetworkNamespace, collectGarbage: () => void) {
    this.#namespace = namespace;
    this.#collectGarbage = collectGarbage;
  }

  get(name: string): string {
    // The kernel's garbage collection comes by in its own time.
    if (name === COUNT) this.#collectGarbage();
    return name === LOG_INVALID ? String(this.logInvalid) : inOurWords(name, () => this.#namespace.sysctl(name));
  }

  set(name: string, value: string): void {
    if (name === LOG_INVALID) this.logInvalid = protocolNumber(value);
    else if (system().isOurs && OF_THE_MACHINE.has(name)) {
      inOurWords(name, () => system().writeText(sysctlPath(name), value));
    } else inOurWords(name, () => this.#namespace.setSysctl(name, value));
  }
}

function protocolNumber(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= 255) return number;
  throw new InputError(`${LOG_INVALID} = ${value}: allowed is a whole number from 0 to 255`);
}

/** Says in our words what the system says of a sysctl. */
function inOurWords<T>(name: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new NotObservable(`this kernel has no sysctl ${name}`);
    if (system().isOurs && code === 'EACCES') throw new InputError(`${name} can only be read`);
    if (code === 'EACCES' || code === 'EPERM') throw new NotObservable(`${name} is the whole machine’s`);
    if (code === 'EINVAL') throw new InputError(`${name}: the kernel refuses the value`);
    throw error;
  }
}
