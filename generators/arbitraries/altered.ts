import * as draw from '../draw';
import type { PacketEvent } from '../workload';

/** Something that is done to a datagram; what comes of it may be several, or none. */
export type Change = (event: PacketEvent) => readonly PacketEvent[];

/** A conversation in which something happens to some of the packets, or to every one, and the altered ones may come beside the true ones. */
export function altered(
  conversation: draw.Drawn<PacketEvent[]>,
  changes: draw.Drawn<Change>,
  maxChanges = 3,
): draw.Drawn<PacketEvent[]> {
  const place = draw.record({ at: draw.nat(20), isBeside: draw.constantFrom(false, false, true), change: changes });
  const some = draw
    .tuple(conversation, draw.array(place, { minLength: 1, maxLength: maxChanges }))
    .map(([events, places]) =>
      places.reduce((list, { at, isBeside, change }) => {
        if (list.length === 0) return list;
        const index = at % list.length;
        return list.toSpliced(index, isBeside ? 0 : 1, ...change(list[index]));
      }, events),
    );
  const all = draw.tuple(conversation, changes).map(([events, change]) => events.flatMap(change));
  return draw.oneof({ weight: 2, arbitrary: some }, { weight: 1, arbitrary: all });
}
