/** Which Linux a backend is. */
import { release } from 'node:os';
import { isKernel, labVersion } from './kernel-name';

/** As `uname -r` prints it; null for the simulator. */
export function releaseOf(backend: string): string | null {
  const version = labVersion(backend);
  if (version === null) return isKernel(backend) ? release() : null;
  const { installedKernel } = require('./lab/store') as typeof import('./lab/store');
  return installedKernel(version).release;
}
