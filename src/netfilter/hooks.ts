/**
 * The five hooks of Netfilter, the priorities its parts register at, and the verdicts a callback may return.
 *
 * Numbers are the kernel's (`enum nf_inet_hooks`, `enum nf_ip_hook_priorities`, `NF_DROP` …), so that a reader can
 * hold a trace against the real one.
 */
import type { Family, Packet } from '../packet/packet';

export const enum Hook {
  PREROUTING = 0,
  INPUT = 1,
  FORWARD = 2,
  OUTPUT = 3,
  POSTROUTING = 4,
}

export const HOOK_NAMES = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const;
export type HookName = (typeof HOOK_NAMES)[number];

/** `enum nf_ip_hook_priorities`; the IPv6 ones are the same but for the confirmation at INPUT. */
export const Priority = {
  DEFRAG: -400,
  RAW: -300,
  CONNTRACK: -200,
  MANGLE: -150,
  NAT_DST: -100,
  FILTER: 0,
  NAT_SRC: 100,
  CONNTRACK_CONFIRM: 0x7fffffff,
} as const;

export const enum Verdict {
  DROP = 0,
  ACCEPT = 1,
  STOLEN = 2,
  QUEUE = 3,
  REPEAT = 4,
}

export const VERDICT_NAMES = ['DROP', 'ACCEPT', 'STOLEN', 'QUEUE', 'REPEAT'] as const;
export type VerdictName = (typeof VERDICT_NAMES)[number];

/** Set beside QUEUE: pass the packet when nobody listens on the queue (`NF_VERDICT_FLAG_QUEUE_BYPASS`). */
export const QUEUE_BYPASS = 0x8000;

/** A QUEUE verdict for queue `number`, as `NF_QUEUE_NR` packs it: the number in the upper half. */
export function queueTo(number: number, bypass = false): number {
  return (number << 16) | (bypass ? QUEUE_BYPASS : 0) | Verdict.QUEUE;
}

/** Where a packet is when a callback sees it. */
export interface HookState {
  readonly hook: Hook;
  readonly family: Family;
}

/** What is registered at a hook: gets the packet, returns a verdict. It may change the packet. */
export type HookFunction = (packet: Packet, state: HookState) => number;

export interface HookOps {
  /** Shown in traces: `conntrack_in`, `filter FORWARD`. */
  readonly name: string;
  readonly hook: Hook;
  /** Callbacks run from the lowest priority to the highest; of those with equal priority the latest registered runs first. */
  readonly priority: number;
  /** Only packets of this family; both when left out. */
  readonly family?: Family;
  readonly fn: HookFunction;
}
