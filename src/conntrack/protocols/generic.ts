/** Every protocol without a tracker of its own: addresses alone make the connection, one timeout ends it. */
import { Verdict } from '../../netfilter/hooks';
import type { L4Protocol } from './protocol';

export const generic: L4Protocol = {
  name: 'unknown',
  allowClash: true,
  tupleId: () => 0,
  invertId: id => id,

  packet(conntrack, packet, _at, ct) {
    conntrack.refresh(ct, packet, conntrack.store.timeouts(ct)?.[0] ?? conntrack.settings.genericTimeout);
    return Verdict.ACCEPT;
  },
};

/** Whether a tracker knows of a packet no more than its addresses, whatever the protocol has. */
export function knowsAddressesOnly({ tupleId }: L4Protocol): boolean {
  return tupleId === generic.tupleId;
}
