/** Callbacks that translate: chains of type nat with one rule. */
import { InputError } from '../errors';
import { NAT_HOOKS, NAT_KINDS, NAT_RANGES, type NatKind, translator } from '../nat/kinds';
import type { Nat, NatChain } from '../nat/nat';
import { parseRange } from '../nat/range-text';
import { HOOK_NAMES, type Hook, type HookName, Verdict } from '../netfilter/hooks';
import { Family } from '../packet/packet';
import type { CallbackAction, CallbackRule } from './backend';
import { compileMatch } from './match';

export type Translation = Extract<CallbackAction, { kind: NatKind }>;

export function isTranslation(action: CallbackAction): action is Translation {
  return (NAT_KINDS as readonly string[]).includes(action.kind);
}

/** Reads the range of a translation, and throws `InputError` where it cannot be at this hook. */
export function checkedRange({ kind, range }: Translation, hook: HookName) {
  if (!NAT_HOOKS[kind].includes(hook))
    throw new InputError(`${kind} is not for ${hook} (allowed: ${NAT_HOOKS[kind].join(', ')})`);
  return parseRange(range, NAT_RANGES[kind]);
}

/** The chain of a rule, in each family. */
export function natChains(
  { name, hook, priority, match }: CallbackRule,
  action: Translation,
  host: { devices: readonly string[]; nat(): Nat },
): NatChain[] {
  const { family, range } = checkedRange(action, hook);
  const matches = compileMatch(match, host.devices);
  const translate = translator(host.nat(), action.kind, range);
  // A chain of nftables' family inet is of both, whatever its rule is for.
  return [Family.IPV4, Family.IPV6].map(each => ({
    name,
    hook: HOOK_NAMES.indexOf(hook) as Hook,
    priority,
    family: each,
    fn: (packet, state) => ((family ?? each) === each && matches(packet) ? translate(packet, state) : Verdict.ACCEPT),
  }));
}
