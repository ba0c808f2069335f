/** Which connections a packet, or a zone, has to do with. */
import { isDeepStrictEqual } from 'node:util';
import type { ConntrackEvent, Entry, TupleView } from '../backend';
import type { ZoneView } from './ctnetlink';
import type { Flow } from './flow';

export function isInZone(entry: Entry, { zone, zoneDirection }: ZoneView): boolean {
  return entry.zone === zone && entry.zoneDirection === zoneDirection;
}

/**
 * Whether a connection of the flow has gone before its packet came: the kernel's garbage collection may come by at any
 * time, and does no more than the packet would have done on its way through the bucket.
 */
export function isEndOf({ type, entry }: ConntrackEvent, { protocol, tuple }: Flow): boolean {
  const isTuple = (view: TupleView) => isDeepStrictEqual(view, tuple);
  return type === 'DESTROY' && entry.protocolNumber === protocol && [entry.original, entry.reply].some(isTuple);
}

/** Whether a connection has a direction to the receiver of a flow, by addresses and the receiver's key. */
export function isReceiver({ protocolNumber, original, reply }: Entry, { protocol, tuple }: Flow): boolean {
  const isSame = ({ src, dst, dport }: TupleView) => src === tuple.src && dst === tuple.dst && dport === tuple.dport;
  return protocolNumber === protocol && [original, reply].some(isSame);
}
