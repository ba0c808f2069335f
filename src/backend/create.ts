/** The backends by name. */
import { InputError } from '../errors';
import type { Backend, RouterOptions } from './backend';
import { Simulator } from './simulator';

export const BACKENDS = ['simulator'];

export function createBackend(name: string, options: RouterOptions): Backend {
  if (name === 'simulator') return new Simulator(options);
  throw new InputError(`unknown backend "${name}" (allowed: ${BACKENDS.join(', ')})`);
}
