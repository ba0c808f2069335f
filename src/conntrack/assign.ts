/** What rules assign to the connection of a packet they see: mark, labels, timeouts, events (`nft_ct_set_eval`). */
import type { Packet } from '../packet/packet';
import type { Conntrack } from './conntrack';
import { EventBit, NO_EVENTS } from './events';
import { Field } from './store';
import type { TimeoutPolicy } from './timeouts';
import { protocolOf } from './tuple';

/** Labels are the bits 0 to 127. */
export const LABELS = 128;

export function setMark(conntrack: Conntrack, ct: number, mark: number): void {
  const at = ct * Field.WORDS + Field.MARK;
  const { words } = conntrack.store;
  if (words[at] === (mark | 0)) return;
  words[at] = mark;
  conntrack.event(ct, EventBit.MARK);
}

/** Adds a label, where the connection has room for labels: those made before any rule named one have none. */
export function setLabel(conntrack: Conntrack, ct: number, label: number): void {
  const labels = conntrack.store.extension(ct)?.labels;
  const bit = 1 << (label & 31);
  if (!labels || labels[label >> 5] & bit) return;
  labels[label >> 5] |= bit;
  conntrack.event(ct, EventBit.LABEL);
}

/** The labels a connection has, lowest first. */
export function labelsOf(conntrack: Conntrack, ct: number): number[] {
  const labels = conntrack.store.extension(ct)?.labels;
  if (!labels) return [];
  return Array.from({ length: LABELS }, (_, label) => label).filter(label => labels[label >> 5] & (1 << (label & 31)));
}

/** Gives a new connection timeouts of its own, the first of which it has at once (`nft_ct_timeout_obj_eval`). */
export function setTimeouts(conntrack: Conntrack, packet: Packet, { protocol, timeouts }: TimeoutPolicy): void {
  const { store } = conntrack;
  const { ct } = packet;
  if (store.isConfirmed(ct) || protocolOf(store.words, ct * Field.WORDS) !== protocol) return;
  store.extend(ct).timeouts = timeouts;
  store.words[ct * Field.WORDS + Field.TIMEOUT] = timeouts[0];
}

/** Chooses the events that are reported of a connection, as bits of `EventBit`; of a new one where none would be, too. */
export function setEvents(conntrack: Conntrack, ct: number, events: number): void {
  const extension = conntrack.store.extend(ct);
  if (extension.events !== NO_EVENTS || !conntrack.store.isConfirmed(ct)) extension.events = events;
}
