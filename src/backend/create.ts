/** The backends by name. */
import { InputError } from '../errors';
import type { Backend, RouterOptions } from './backend';
import { BACKEND_NAMES, isKernel, isSimulator } from './kernel-name';
import { Simulator } from './simulator';

/** Throws `NotObservable` for a router that the backend cannot be. `hostSettings`: as the kernel backend has it. */
export function createBackend(name: string, options: RouterOptions, hostSettings = false): Backend {
  if (isSimulator(name)) return new Simulator(options, name);
  if (isKernel(name)) {
    // Where nobody asks, nothing of the kernel backend is loaded.
    const { KernelBackend } = require('./kernel/kernel') as typeof import('./kernel/kernel');
    return new KernelBackend(options, name, hostSettings);
  }
  throw new InputError(`unknown backend "${name}" (allowed: ${BACKEND_NAMES})`);
}
