/** The option by which root lets scenarios change settings of the whole machine. */
import { whyNoHostSettings } from '../backend/kernel/access';
import { InputError } from '../errors';

export const HOST_SETTINGS = [
  '--host-settings',
  'on the kernel, as root: scenarios may change what the whole machine has once (nf_conntrack_max, buckets); it is put back',
] as const;

/** Throws an `InputError` where the option is given and cannot be had. */
export function checkHostSettings(wanted: boolean | undefined, backends: readonly string[]): void {
  if (!wanted) return;
  if (!backends.includes('kernel')) throw new InputError('--host-settings is for --backend kernel');
  const why = whyNoHostSettings();
  if (why !== null) throw new InputError(`--host-settings cannot be had: ${why}`);
}
