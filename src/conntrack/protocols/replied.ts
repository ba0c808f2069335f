/** What UDP-Lite and GRE have in common: one timeout until a reply is seen, a longer one and ASSURED from then on. */
import { Verdict } from '../../netfilter/hooks';
import type { Packet } from '../../packet/packet';
import type { Conntrack } from '../conntrack';
import { EventBit } from '../events';
import { Status } from '../status';
import { Field } from '../store';

/** Refreshes a connection with one of two timeouts (jiffies); an answered one is assured. */
export function refreshByReply(
  conntrack: Conntrack,
  packet: Packet,
  ct: number,
  unreplied: number,
  replied: number,
): Verdict {
  const status = conntrack.store.status(ct);
  if (!(status & Status.SEEN_REPLY)) {
    conntrack.refresh(ct, packet, unreplied);
    return Verdict.ACCEPT;
  }
  conntrack.refresh(ct, packet, replied);
  assure(conntrack, ct, status);
  return Verdict.ACCEPT;
}

/** Sets ASSURED, but never for an entry that lost a race: it is to be gone soon. */
export function assure(conntrack: Conntrack, ct: number, status: number): void {
  if (status & (Status.ASSURED | Status.NAT_CLASH)) return;
  conntrack.store.words[ct * Field.WORDS + Field.STATUS] |= Status.ASSURED;
  conntrack.event(ct, EventBit.ASSURED);
}
