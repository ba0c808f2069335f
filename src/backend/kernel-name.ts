/** How backends that are kernels are called: `kernel` is this machine's, `kernel:6.12` one of the lab. */
import { InputError } from '../errors';

export const BACKEND_NAMES = 'simulator, kernel, kernel:VERSION as in kernel:6.12';

const KERNEL = /^kernel(?::(\d+\.\d+))?$/;

export function isKernel(name: string): boolean {
  return KERNEL.test(name);
}

/** The version of the lab's kernel that a name means, null for any other backend. */
export function labVersion(name: string): string | null {
  return KERNEL.exec(name)?.[1] ?? null;
}

/** Several, with commas between them. Throws an `InputError` where there is none such. */
export function backendNames(given: string): string[] {
  return given.split(',').map(name => backendName(name.trim()));
}

/** The same where they must be kernels. */
export function kernelNames(given: string): string[] {
  const names = backendNames(given);
  if (names.every(isKernel)) return names;
  throw new InputError(`--backend ${given}: allowed are kernel and kernel:VERSION as in kernel:6.12`);
}

/** A backend's name as it was given. Throws an `InputError` where there is none such. */
export function backendName(given: string): string {
  if (given === 'simulator' || isKernel(given)) return given;
  throw new InputError(`unknown backend "${given}" (allowed: ${BACKEND_NAMES})`);
}
