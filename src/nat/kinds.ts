/** The translations that rules ask for, by their names in iptables. */
import type { HookFunction, HookName } from '../netfilter/hooks';
import { manipAt, type Nat } from './nat';
import type { NatRange } from './range';
import type { RangeKind } from './range-text';

/** NETMAP acts on the end that is the hook's. */
export const NAT_KINDS = ['SNAT', 'DNAT', 'MASQUERADE', 'REDIRECT', 'NETMAP'] as const;
export type NatKind = (typeof NAT_KINDS)[number];

const SOURCE_HOOKS: readonly HookName[] = ['POSTROUTING', 'INPUT'];
const DESTINATION_HOOKS: readonly HookName[] = ['PREROUTING', 'OUTPUT'];

/** Where each may be (`nft_nat_validate` and its like). */
export const NAT_HOOKS: Record<NatKind, readonly HookName[]> = {
  SNAT: SOURCE_HOOKS,
  DNAT: DESTINATION_HOOKS,
  MASQUERADE: ['POSTROUTING'],
  REDIRECT: DESTINATION_HOOKS,
  NETMAP: [...DESTINATION_HOOKS, ...SOURCE_HOOKS],
};

/** What its range is of. */
export const NAT_RANGES: Record<NatKind, RangeKind> = {
  SNAT: 'addresses',
  DNAT: 'addresses',
  MASQUERADE: 'own',
  REDIRECT: 'own',
  NETMAP: 'network',
};

/** What a rule of this kind does to the connection of the packet it gets; both kinds of hooks have their own end. */
export function translator(nat: Nat, kind: NatKind, range: NatRange): HookFunction {
  switch (kind) {
    case 'MASQUERADE':
      return packet => nat.masquerade(packet, range);
    case 'REDIRECT':
      return packet => nat.redirect(packet, range);
    default:
      return (packet, { hook }) => nat.setup(packet, range, manipAt(hook));
  }
}
