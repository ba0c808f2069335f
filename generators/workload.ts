/**
 * A workload: what happens to a router, in order. Generators make workloads, runs carry them out on any backend,
 * shrinking makes them smaller, and what is left of one is written down as a scenario and a capture.
 */
import type { CallbackRule } from '../src/backend/backend';
import type { Translation } from '../src/backend/nat-callback';

/** A datagram arrives at an interface (`c0`, `s0`), or a local process sends it (`lo`). */
export interface PacketEvent {
  readonly kind: 'packet';
  readonly device: string;
  readonly bytes: Uint8Array;
}

/** Time passes. */
export interface WaitEvent {
  readonly kind: 'wait';
  readonly seconds: number;
}

/** A sysctl is set. */
export interface SysctlEvent {
  readonly kind: 'sysctl';
  readonly name: string;
  readonly value: string;
}

/** Other bytes that arrive as these did. Written out: what is spread has a shape of its own, and every reader is slower for it. */
export function withBytes({ device }: PacketEvent, bytes: Uint8Array): PacketEvent {
  return { kind: 'packet', device, bytes };
}

export type WorkloadEvent = PacketEvent | WaitEvent | SysctlEvent;

/** A callback that translates. */
export type TranslationRule = CallbackRule & { readonly action: Translation };

/** How the router is set up before the first event. */
export interface WorkloadRouter {
  /** Keys the hash, and whatever else is random. */
  readonly seed: number;
  readonly buckets: number;
  readonly sysctls: readonly (readonly [name: string, value: string])[];
  /** Rules `ct helper set`. */
  readonly helpers: readonly { readonly name: string; readonly protocol: 'tcp' | 'udp'; readonly port: number }[];
  /** Rules of NAT, each a chain of its own. */
  readonly translations: readonly TranslationRule[];
  /** What is loaded after them: texts that iptables-save or `nft list ruleset` could have printed. */
  readonly rulesets: readonly string[];
}

export interface Workload {
  readonly router: WorkloadRouter;
  readonly events: readonly WorkloadEvent[];
}
