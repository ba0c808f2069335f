import { Tcp } from '../../src/conntrack/protocols/tcp-window';
import { isInTable, Status } from '../../src/conntrack/status';
import { Dir, Field, nodeTupleAt } from '../../src/conntrack/store';
import { newTuple, protocolOf, TupleWord, tupleEquals } from '../../src/conntrack/tuple';
import { Protocol } from '../../src/packet/packet';
import type { World } from '../world';
import type { EventInvariant } from './invariant';

export const invalidChangesNothing: EventInvariant = {
  kind: 'event',
  name: 'invalid-changes-nothing',
  about:
    'An INVALID packet opens no connection, ends none, and neither prolongs nor changes one: whoever guesses numbers ' +
    'gets nothing by it. Only a TCP segment outside of the window may note what it was and shorten the timeout, and ' +
    'an SCTP packet may have had good chunks before the bad one.',
  source: 'nf_conntrack_handle_packet, nf_tcp_handle_invalid, nf_conntrack_sctp_packet',
  check(world) {
    // What the router answers of its own accord is a packet like any other.
    if (world.ctstate !== 'INVALID' || world.tally.own > 0 || world.before.isAsNow(world)) return null;
    const { conntrack } = world.simulation;
    const { store } = conntrack;
    for (const ct of world.tally.born) if (isInTable(store.status(ct))) return `connection ${ct} is new`;
    const { packet } = world;
    const hasTuple = conntrack.readTuple(packet, packet.start, packet.family, tuple);
    const connections = world.isWhole ? world.connections : world.allConnections();
    for (const ct of connections) {
      const message = changed(world, ct, hasTuple);
      if (message !== null) return message;
    }
    return goneWithoutReason(world);
  },
};

/** `hasTuple`: whether the packet has addresses and ports, which are noted. */
function changed(world: World, ct: number, hasTuple: boolean): string | null {
  if (!wasInTable(world, ct)) return `connection ${ct} is new`;
  if (!hasChanged(world, ct, 0, Field.WORDS)) return null;
  const field = changedField(world, ct, hasTuple && isOwn(world, ct));
  return field === null ? null : `${field} of connection ${ct} has changed`;
}

function goneWithoutReason(world: World): string | null {
  const { store } = world.simulation.conntrack;
  for (let ct = 1; ct < world.before.limit; ct++) {
    const isGone = wasInTable(world, ct) && !isInTable(store.status(ct));
    if (isGone && !mayGo(world, ct)) return `connection ${ct} is gone`;
  }
  return null;
}

function wasInTable({ before }: World, ct: number): boolean {
  if (ct >= before.limit) return false;
  return isInTable(before.words[ct * Field.WORDS + Field.STATUS]);
}

/** Whether the packet's addresses and ports lead to this connection, in whatever zone it is. */
function isOwn({ simulation: { conntrack } }: World, ct: number): boolean {
  const { words } = conntrack.store;
  return [Dir.ORIGINAL, Dir.REPLY].some(dir => {
    const at = nodeTupleAt(2 * ct + dir);
    tuple[TupleWord.KIND] = (words[at + TupleWord.KIND] & ZONE) | (tuple[TupleWord.KIND] & ~ZONE);
    return tupleEquals(words, at, tuple, 0);
  });
}

/** Of the word `KIND`. */
const ZONE = ~0xffff;
const tuple = newTuple();

/** A word for what has changed and must not, or null. Links and reference counts are the neighbours' business. */
function changedField(world: World, ct: number, isOwn: boolean): string | null {
  const { before } = world;
  const { words } = world.simulation.conntrack.store;
  const base = ct * Field.WORDS;
  if (hasChanged(world, ct, Field.ORIGINAL, TupleWord.COUNT) || hasChanged(world, ct, Field.REPLY, TupleWord.COUNT))
    return 'a tuple';
  const protocol = isOwn ? protocolOf(words, base) : Protocol.NONE;
  // A good chunk before the bad one may have completed the association.
  const forgiven = protocol === Protocol.SCTP ? Status.ASSURED : 0;
  if ((words[base + Field.STATUS] ^ before.words[base + Field.STATUS]) & ~forgiven) return 'the status';
  if (hasChanged(world, ct, Field.MARK, 1)) return 'the mark';
  if (protocol === Protocol.SCTP) return null;
  const later = (words[base + Field.TIMEOUT] - before.words[base + Field.TIMEOUT]) | 0;
  if (protocol === Protocol.TCP ? later > 0 : later !== 0) return 'the timeout';
  if (protocol === Protocol.TCP) return hasChanged(world, ct, Tcp.STATE, 1) ? 'the state' : null;
  return hasChanged(world, ct, Field.PROTO, Field.WORDS - Field.PROTO) ? 'the protocol part' : null;
}

/** Whether any of so many words of a connection's record is another than before. */
function hasChanged({ before, simulation }: World, ct: number, field: number, count: number): boolean {
  const { words } = simulation.conntrack.store;
  const from = ct * Field.WORDS + field;
  for (let at = from; at < from + count; at++) if (words[at] !== before.words[at]) return true;
  return false;
}

/** Whether it went for a reason of its own: it had expired, or the packet came upon a full table. */
function mayGo({ before, simulation }: World, ct: number): boolean {
  const { max } = simulation.conntrack.settings;
  if (max !== 0 && before.count >= Math.floor(max / 100) * 95) return true;
  return ((before.words[ct * Field.WORDS + Field.TIMEOUT] - simulation.clock.jiffies) | 0) <= 0;
}
