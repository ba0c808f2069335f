/** What rules act on, and what comes of it. */
import type { Conntrack } from '../conntrack/conntrack';
import type { Nat } from '../nat/nat';
import { type HookState, queueTo, Verdict } from '../netfilter/hooks';
import type { KernelLog } from '../netfilter/log';
import type { PathMtus } from '../netfilter/path-mtu';
import type { Packet } from '../packet/packet';
import type { RulesetMemory } from './memory';
import type { Rejecter } from './reject';
import type { RuleVerdict, SetRef } from './ruleset';
import type { SelectEnvironment } from './select';
import type { LiveSet } from './sets';

/** What rules act on. */
export interface RulesetHost extends SelectEnvironment, Rejecter {
  readonly conntrack: Conntrack;
  readonly log: KernelLog;
  readonly memory: RulesetMemory;
  readonly pathMtus: PathMtus;
  /** NAT, which there is once a rule translates. */
  nat(): Nat;
}

/** What rules of one table act on besides. */
export interface TableHost extends RulesetHost {
  set(ref: SetRef): LiveSet;
  /** A limit or a quota with a name. */
  object(name: string): Step;
}

/** What becomes of the packet after a statement: the next statement, the next rule, or what the verdict says. */
export type Outcome = { kind: 'next' | 'break' } | { kind: 'verdict'; verdict: number } | RuleVerdict;

export const NEXT: Outcome = { kind: 'next' };
export const BREAK: Outcome = { kind: 'break' };
export const DROPPED: Outcome = { kind: 'verdict', verdict: Verdict.DROP };

export type Step = (packet: Packet, state: HookState) => Outcome;

/** What a rule's counter holds. */
export interface Count {
  packets: number;
  bytes: number;
}

export function matching(holds: (packet: Packet) => boolean): Step {
  return packet => (holds(packet) ? NEXT : BREAK);
}

export function acting(act: (packet: Packet, state: HookState) => void): Step {
  return (packet, state) => {
    act(packet, state);
    return NEXT;
  };
}

/** Acts on those that have a connection; the rule goes on in any case (`nft_ct_set_eval`). */
export function withConnection(act: (packet: Packet) => void): Step {
  return packet => {
    if (packet.ct !== 0) act(packet);
    return NEXT;
  };
}

export function constant(outcome: Outcome): Step {
  return () => outcome;
}

export function outcomeOf(verdict: RuleVerdict): Outcome {
  switch (verdict.kind) {
    case 'ACCEPT':
      return { kind: 'verdict', verdict: Verdict.ACCEPT };
    case 'DROP':
      return { kind: 'verdict', verdict: Verdict.DROP };
    case 'QUEUE':
      return { kind: 'verdict', verdict: queueTo(verdict.queue, verdict.bypass) };
    case 'CONTINUE':
      return NEXT;
    default:
      return verdict;
  }
}
