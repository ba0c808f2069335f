/** The simulator's connections and expectations in the shape every backend tells them. */
import { HZ } from '../clock';
import { labelsOf } from '../conntrack/assign';
import type { Conntrack } from '../conntrack/conntrack';
import { DIRECTIONS } from '../conntrack/ctstate';
import { EventBit } from '../conntrack/events';
import { expectationLine, flagNames, type Expectation as SimulatedExpectation } from '../conntrack/expectation';
import { procLine } from '../conntrack/print';
import { knowsAddressesOnly } from '../conntrack/protocols/generic';
import { statusNames } from '../conntrack/status';
import { Dir, Field, tupleAt } from '../conntrack/store';
import { addressText, familyOf, protocolOf, TupleWord } from '../conntrack/tuple';
import { zoneOfConnection } from '../conntrack/zone';
import { Family, Protocol } from '../packet/packet';
import type { ConntrackEvent, Counter, Entry, Expectation, TupleView } from './backend';

/** GRE's keys stand where others have ports, as ctnetlink tells them. */
const WITH_PORTS: ReadonlySet<number> = new Set([
  ...[Protocol.TCP, Protocol.UDP, Protocol.UDPLITE, Protocol.SCTP, Protocol.DCCP, Protocol.GRE],
]);

/** A connection as it stands now. */
export function entryOf(conntrack: Conntrack, ct: number): Entry {
  const { store, clock, table } = conntrack;
  const { words } = store;
  const base = ct * Field.WORDS;
  const protocolNumber = protocolOf(words, base);
  const tracker = conntrack.trackerOf(protocolNumber);
  const extension = store.extension(ct);
  const zone = zoneOfConnection(store, ct);
  const started = extension?.started ?? null;
  const left = words[base + Field.TIMEOUT] - (store.isConfirmed(ct) ? clock.jiffies : 0);
  return {
    family: familyOf(words, base) === Family.IPV4 ? 'ipv4' : 'ipv6',
    protocol: tracker.name,
    protocolNumber,
    timeout: Math.trunc(Math.max(0, left | 0) / HZ),
    state: tracker.stateName?.(words, base) ?? null,
    original: tupleView(conntrack, words, tupleAt(ct, Dir.ORIGINAL)),
    reply: tupleView(conntrack, words, tupleAt(ct, Dir.REPLY)),
    status: statusNames(words[base + Field.STATUS]),
    mark: words[base + Field.MARK] >>> 0,
    zone: zone.id,
    zoneDirection: zone.dir === null ? null : DIRECTIONS[zone.dir],
    labels: labelsOf(conntrack, ct),
    use: words[base + Field.USE] + 1,
    helper: extension?.helper?.name ?? null,
    master: extension?.master ? tupleView(conntrack, words, tupleAt(extension.master, Dir.ORIGINAL)) : null,
    counters: extension?.counters ? countersView(extension.counters) : null,
    id: table.hash(words, base) >>> 0,
    age: started === null ? null : Math.floor(clock.now - started),
    line: procLine(conntrack, ct),
  };
}

/** An event, with what is told of its connection. */
export function eventOf(conntrack: Conntrack, type: ConntrackEvent['type'], ct: number, bits: number): ConntrackEvent {
  const entry = entryOf(conntrack, ct);
  const isEnd = type === 'DESTROY';
  const tellsEnd = isEnd && conntrack.linux.follows['destroy-tells-state'];
  const told: Entry = {
    ...entry,
    state: tellsEnd || bits & EventBit.PROTOINFO ? entry.state : null,
    timeout: tellsEnd || !isEnd ? entry.timeout : 0,
    use: 0,
    helper: isEnd ? null : entry.helper,
    labels: bits & EventBit.LABEL ? entry.labels : [],
    master: bits & EventBit.RELATED ? entry.master : null,
    counters: isEnd ? entry.counters : null,
    age: isEnd ? entry.age : null,
  };
  const tellsMark = entry.mark !== 0 || (bits & EventBit.MARK) !== 0;
  return { type, time: conntrack.clock.now, entry: told, tellsMark };
}

export function expectationOf(conntrack: Conntrack, expectation: SimulatedExpectation): Expectation {
  const { store, clock } = conntrack;
  const { tuple, mask, master, expires, assignHelper } = expectation;
  const isOne = conntrack.linux.follows['expectation-one-helper'];
  const helper = (isOne && assignHelper) || expectation.helper;
  return {
    timeout: Math.max(0, Math.trunc(((expires - clock.jiffies) | 0) / HZ)),
    protocolNumber: protocolOf(tuple),
    tuple: tupleView(conntrack, tuple, 0),
    mask: maskView(mask, familyOf(tuple)),
    master: tupleView(conntrack, store.words, tupleAt(master, Dir.ORIGINAL)),
    masterProtocol: protocolOf(store.words, tupleAt(master, Dir.ORIGINAL)),
    helper: helper.name,
    class: helper.policies[expectation.class].name ?? null,
    classNumber: expectation.class,
    flags: flagNames(expectation),
    line: expectationLine(expectation, clock.jiffies, helper),
  };
}

function tupleView(conntrack: Conntrack, words: Int32Array, at: number): TupleView {
  const family = familyOf(words, at);
  const protocol = protocolOf(words, at);
  const id = words[at + TupleWord.ID];
  const isIcmp = protocol === Protocol.ICMP || protocol === Protocol.ICMPV6;
  const hasPorts = WITH_PORTS.has(protocol) && !knowsAddressesOnly(conntrack.trackerOf(protocol));
  return {
    src: addressText(words, at + TupleWord.SRC, family),
    dst: addressText(words, at + TupleWord.DST, family),
    sport: hasPorts ? id >>> 16 : null,
    dport: hasPorts ? id & 0xffff : null,
    icmp: isIcmp ? { type: (id >>> 8) & 0xff, code: id & 0xff, id: id >>> 16 } : null,
  };
}

function maskView(mask: Int32Array, family: Family): TupleView {
  return {
    src: addressText(mask, TupleWord.SRC, family),
    dst: addressText(mask, TupleWord.DST, family),
    sport: mask[TupleWord.ID] >>> 16,
    dport: mask[TupleWord.ID] & 0xffff,
    icmp: null,
  };
}

function countersView([packets, bytes, replyPackets, replyBytes]: [number, number, number, number]): {
  original: Counter;
  reply: Counter;
} {
  return { original: { packets, bytes }, reply: { packets: replyPackets, bytes: replyBytes } };
}
