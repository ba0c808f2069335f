/** Conntrack events: what changed about a connection, gathered while a packet passes and delivered when it is confirmed. */

/** Bits by the kernel's numbers (`enum ip_conntrack_events`). */
export const enum EventBit {
  NEW = 1 << 0,
  RELATED = 1 << 1,
  DESTROY = 1 << 2,
  REPLY = 1 << 3,
  ASSURED = 1 << 4,
  PROTOINFO = 1 << 5,
  HELPER = 1 << 6,
  MARK = 1 << 7,
  LABEL = 1 << 10,
}

/** Masks: every event, and none. */
export const ALL_EVENTS = -1;
export const NO_EVENTS = 0;

/** What rules call them (`ct event set`), in the order of the bits. */
export const EVENT_WORDS = [
  ...['new', 'related', 'destroy', 'reply', 'assured', 'protoinfo', 'helper', 'mark', 'seqadj', 'secmark', 'label'],
] as const;

/** The bits of a list of such words. */
export function eventBits(words: readonly string[]): number {
  return words.reduce((bits, word) => bits | (1 << EVENT_WORDS.indexOf(word as (typeof EVENT_WORDS)[number])), 0);
}

export type EventType = 'NEW' | 'UPDATE' | 'DESTROY';

/** Told of each event while the connection can still be looked at. */
export type EventListener = (type: EventType, ct: number, bits: number) => void;

/** The type a set of bits is reported as (`ctnetlink_conntrack_event`). */
export function eventType(bits: number): EventType {
  if (bits & EventBit.DESTROY) return 'DESTROY';
  return bits & (EventBit.NEW | EventBit.RELATED) ? 'NEW' : 'UPDATE';
}
