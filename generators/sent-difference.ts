/** What left the router because of a packet, on the simulator and on the kernel. */
import { alikePacket } from '../src/backend/alike';
import type { Sent } from '../src/backend/backend';
import { isIcmp, isIcmpError } from '../src/backend/kernel/flow';
import { isFragment } from '../src/backend/kernel/fragment';
import { printPacket } from '../src/packet/notation';

/** The first difference of what left because of a packet, or null. Its own errors may be missing on either: the clock rates them. */
export function sentDifference(
  arrived: Uint8Array,
  simulated: readonly Sent[],
  kernel: readonly Sent[],
): string | null {
  const mayBeForwarded = isIcmp(arrived) && (isIcmpError(arrived) || isFragment(arrived));
  const isOwnError = ({ bytes }: Sent) => isIcmpError(bytes) && (!mayBeForwarded || isRedirect(bytes));
  const isTold = simulated.some(isOwnError) && kernel.some(isOwnError);
  const textsOf = (sent: readonly Sent[]) =>
    sent
      .filter(each => isTold || !isOwnError(each))
      .map(({ device, bytes }) => `${device}: ${printPacket(alikePacket(bytes, arrived))}`);
  const [ours, theirs] = [textsOf(simulated), textsOf(kernel)];
  const other = ours.findIndex((text, at) => text !== theirs[at]);
  if (other >= 0) return `on the simulator ${ours[other]} leaves, on the kernel ${theirs[other] ?? 'nothing'}`;
  return theirs.length === ours.length ? null : `only on the kernel ${theirs[ours.length]} leaves`;
}

function isRedirect(bytes: Uint8Array): boolean {
  return / redirect /.test(printPacket(bytes));
}
