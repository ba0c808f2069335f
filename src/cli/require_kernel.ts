/** Whether commands may use the live kernel. */
import { kernelAccess } from '../backend/kernel/access';
import { labVersion } from '../backend/kernel-name';
import { InputError } from '../errors';

/** The kernel and the right to use it in one line. Throws an `InputError` with reason and remedy where there is none. */
export function requireKernel(backend = 'kernel'): string {
  const version = labVersion(backend);
  if (version !== null) {
    const { currentKernel } = require('../backend/lab/store') as typeof import('../backend/lab/store');
    return `Linux ${currentKernel(version).release}, in the lab`;
  }
  const access = kernelAccess();
  if (!('reason' in access)) return access.description;
  throw new InputError(`the kernel backend does not work here: ${access.reason}; ${access.remedy}`);
}
