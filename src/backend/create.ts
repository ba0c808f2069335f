/** The backends by name. */
import { InputError } from '../errors';
import { BACKENDS, type Backend, type RouterOptions } from './backend';
import { Simulator } from './simulator';

/** Throws `NotObservable` for a router that the backend cannot be. */
export function createBackend(name: string, options: RouterOptions): Backend {
  if (name === 'simulator') return new Simulator(options);
  if (name === 'kernel') {
    // Where nobody asks, nothing of the kernel backend is loaded.
    const { KernelBackend } = require('./kernel/kernel') as typeof import('./kernel/kernel');
    return new KernelBackend(options);
  }
  throw new InputError(`unknown backend "${name}" (allowed: ${BACKENDS.join(', ')})`);
}
