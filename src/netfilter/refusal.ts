/** Why the IP stack gives a packet up, and what its sender is told. */
import { type ErrorKind, NO_ROUTE } from './icmp-error';

export interface Refusal {
  /** The kernel's word for it (`enum skb_drop_reason`), null where it has none. */
  readonly reason: string | null;
  /** The ICMP error that its sender gets; nothing is sent without. */
  readonly error?: ErrorKind;
  /** The word of the error that depends on its kind: an MTU, a pointer. */
  readonly info?: number;
}

export const BAD_HEADER: Refusal = { reason: 'IP_INHDR' };
export const BAD_CHECKSUM: Refusal = { reason: 'IP_CSUM' };
export const TOO_SHORT: Refusal = { reason: 'PKT_TOO_SMALL' };
export const BAD_ADDRESS: Refusal = { reason: 'IP_INADDRERRORS' };
export const UNREACHABLE: Refusal = { reason: 'IP_INNOROUTES', error: NO_ROUTE };
export const UNREACHABLE_LOCALLY: Refusal = { reason: 'IP_OUTNOROUTES' };
export const UNSAID: Refusal = { reason: null };
