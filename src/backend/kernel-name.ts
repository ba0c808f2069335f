/**
 * How backends are called: `kernel` is this machine's, `kernel:6.12` one of the lab, `simulator` that of the usual version of
 * Linux, `simulator:6.12` that of another.
 */
import { InputError } from '../errors';
import { linuxVersion } from '../linux/linux';

export const BACKEND_NAMES = 'simulator, kernel, or one of a version as in simulator:6.12, kernel:6.12';

const SIMULATOR = /^simulator(?::(.*))?$/;
const KERNEL = /^kernel(?::(\d+\.\d+))?$/;

export function isKernel(name: string): boolean {
  return KERNEL.test(name);
}

export function isSimulator(name: string): boolean {
  return SIMULATOR.test(name);
}

/** The version that a simulator is to be, undefined for the usual one and for any other backend. */
export function simulatedVersion(name: string): string | undefined {
  return SIMULATOR.exec(name)?.[1];
}

/** The backend that `--linux` makes of this one. Throws an `InputError` where it is no simulator, or has a version already. */
export function withLinux(backend: string, linux: string | undefined): string {
  if (linux === undefined) return backend;
  if (backend === 'simulator') return backendName(`simulator:${linux}`);
  throw new InputError(`--linux ${linux} is for the simulator; what runs here is ${backend}`);
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
  const version = simulatedVersion(given);
  if (version !== undefined) linuxVersion(version);
  if (isSimulator(given) || isKernel(given)) return given;
  throw new InputError(`unknown backend "${given}" (allowed: ${BACKEND_NAMES})`);
}
