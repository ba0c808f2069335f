/**
 * Templates: what a rule says of a packet's connection before conntrack has seen the packet (`nf_ct_tmpl_alloc`). nft's
 * `ct zone set` makes one with a zone; the target CT of iptables may give it a helper, timeouts and events too.
 */
import { CtInfo, type Packet } from '../packet/packet';
import type { Helper } from './helpers/helper';
import type { TimeoutPolicy } from './timeouts';
import { DEFAULT_ZONE, type Zone } from './zone';

export interface Template {
  /** The zone in which the connection is looked for and made. */
  readonly zone: Zone;
  /** What a connection made for the packet has from its first packet on. */
  readonly helper: Helper | null;
  readonly timeouts: TimeoutPolicy | null;
  /** Bits of `EventBit` that are to be reported; null leaves it to `nf_conntrack_events`. */
  readonly events: number | null;
}

export function templateOf(parts: Partial<Template>): Template {
  return { zone: DEFAULT_ZONE, helper: null, timeouts: null, events: null, ...parts };
}

/** Gives a packet its template, as the target CT does: not where anything has been said of it before (`xt_ct_target`). */
export function attachTemplate(packet: Packet, template: Template): void {
  if (packet.ctinfo === CtInfo.UNTRACKED || hasWord(packet)) return;
  packet.template = template;
}

/** The same by nft's `ct zone set`, to which an untracked packet is one like any other (`nft_ct_set_zone_eval`). */
export function chooseZone(packet: Packet, zone: Zone): void {
  if (hasWord(packet)) return;
  packet.template = templateOf({ zone });
  packet.ctinfo = CtInfo.NONE;
}

/** Whether the packet has a template, or conntrack has seen it. */
function hasWord({ ct, tracked, template }: Packet): boolean {
  return ct !== 0 || tracked || template !== null;
}
