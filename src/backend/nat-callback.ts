/** Callbacks that translate: chains of type nat with one rule. */
import { InputError } from '../errors';
import type { Nat, NatChain } from '../nat/nat';
import { Manip } from '../nat/range';
import { parseRange, type RangeKind } from '../nat/range-text';
import { HOOK_NAMES, type Hook, type HookName, Verdict } from '../netfilter/hooks';
import { Family, type Packet } from '../packet/packet';
import { type CallbackAction, type CallbackRule, NAT_KINDS, type NatKind } from './backend';
import { compileMatch } from './match';

export type Translation = Extract<CallbackAction, { kind: NatKind }>;

const SOURCE_HOOKS: readonly HookName[] = ['POSTROUTING', 'INPUT'];
const DESTINATION_HOOKS: readonly HookName[] = ['PREROUTING', 'OUTPUT'];

/** Where each may be (`nft_nat_validate` and its like). */
const HOOKS: Record<NatKind, readonly HookName[]> = {
  SNAT: SOURCE_HOOKS,
  DNAT: DESTINATION_HOOKS,
  MASQUERADE: ['POSTROUTING'],
  REDIRECT: DESTINATION_HOOKS,
  NETMAP: [...DESTINATION_HOOKS, ...SOURCE_HOOKS],
};

const RANGES: Record<NatKind, RangeKind> = {
  SNAT: 'addresses',
  DNAT: 'addresses',
  MASQUERADE: 'own',
  REDIRECT: 'own',
  NETMAP: 'network',
};

export function isTranslation(action: CallbackAction): action is Translation {
  return (NAT_KINDS as readonly string[]).includes(action.kind);
}

/** Reads the range of a translation, and throws `InputError` where it cannot be at this hook. */
export function checkedRange({ kind, range }: Translation, hook: HookName) {
  if (!HOOKS[kind].includes(hook))
    throw new InputError(`${kind} is not for ${hook} (allowed: ${HOOKS[kind].join(', ')})`);
  return parseRange(range, RANGES[kind]);
}

/** The chain of a rule, in each family. */
export function natChains(
  { name, hook, priority, match }: CallbackRule,
  action: Translation,
  host: { devices: readonly string[]; nat(): Nat },
): NatChain[] {
  const { family, range } = checkedRange(action, hook);
  const matches = compileMatch(match, host.devices);
  const nat = host.nat();
  const manip = SOURCE_HOOKS.includes(hook) ? Manip.SRC : Manip.DST;
  const translate = {
    SNAT: (packet: Packet) => nat.setup(packet, range, manip),
    DNAT: (packet: Packet) => nat.setup(packet, range, manip),
    NETMAP: (packet: Packet) => nat.setup(packet, range, manip),
    MASQUERADE: (packet: Packet) => nat.masquerade(packet, range),
    REDIRECT: (packet: Packet) => nat.redirect(packet, range),
  }[action.kind];
  // A chain of nftables' family inet is of both, whatever its rule is for.
  return [Family.IPV4, Family.IPV6].map(each => ({
    name,
    family: each,
    hook: HOOK_NAMES.indexOf(hook) as Hook,
    priority,
    fn: packet => ((family ?? each) === each && matches(packet) ? translate(packet) : Verdict.ACCEPT),
  }));
}
