/** Whether commands may use the live kernel. */
import { kernelAccess } from '../backend/kernel/access';
import { InputError } from '../errors';

/** The kernel and the right to use it in one line. Throws an `InputError` with reason and remedy where there is none. */
export function requireKernel(): string {
  const access = kernelAccess();
  if (!('reason' in access)) return access.description;
  throw new InputError(`the kernel backend does not work here: ${access.reason}; ${access.remedy}`);
}
