/** Conntrack's netlink interface (`nf_conntrack_netlink`): connections, expectations, statistics and events. */
import { HELPERS } from '../../conntrack/helpers';
import { DCCP_STATE_NAMES } from '../../conntrack/protocols/dccp-table';
import { SCTP_STATE_NAMES } from '../../conntrack/protocols/sctp-table';
import { TCP_STATE_NAMES } from '../../conntrack/protocols/tcp-table';
import { statusNames } from '../../conntrack/status';
import { formatAddress, parseAddress } from '../../packet/address';
import { Family, Protocol } from '../../packet/packet';
import type { ConntrackEvent, Counter, Direction, Entry, Expectation, ExpectationEvent, TupleView } from '../backend';
import { entryLine, expectationLine, protocolName } from './entry-line';
import type { Flow } from './flow';
import { CLOCK_REALTIME, SystemCallError } from './linux';
import { type Attributes, attribute, big16, big32, type Message, type NetlinkSocket, nest } from './netlink';
import { answering, type Question } from './question';
import { system } from './system';

const CONNTRACK = 1 << 8;
const EXPECTATION = 2 << 8;
const CT_NEW = CONNTRACK | 0;
const CT_GET = CONNTRACK | 1;
const CT_DELETE = CONNTRACK | 2;
const CT_GET_STATS_CPU = CONNTRACK | 4;
const EXP_NEW = EXPECTATION | 0;
const EXP_GET = EXPECTATION | 1;
const EXP_DELETE = EXPECTATION | 2;
const EXP_GET_STATS_CPU = EXPECTATION | 3;
const NLM_F_CREATE_EXCL = 0x600;

/** Multicast groups: connections made, changed and gone; expectations made and gone. */
export const EVENT_GROUPS = [1, 2, 3, 4, 6];

const enum Cta {
  TUPLE_ORIG = 1,
  TUPLE_REPLY = 2,
  STATUS = 3,
  PROTOINFO = 4,
  HELP = 5,
  TIMEOUT = 7,
  MARK = 8,
  COUNTERS_ORIG = 9,
  COUNTERS_REPLY = 10,
  USE = 11,
  ID = 12,
  TUPLE_MASTER = 14,
  ZONE = 18,
  TIMESTAMP = 20,
  LABELS = 22,
}

const TIMESTAMP_START = 1;

const enum CtaTuple {
  IP = 1,
  PROTO = 2,
  ZONE = 3,
}

/** A zone as a connection has it. */
export interface ZoneView {
  zone: number;
  zoneDirection: Direction | null;
}

const enum CtaProto {
  NUM = 1,
  SRC_PORT = 2,
  DST_PORT = 3,
  ICMP_ID = 4,
  ICMP_TYPE = 5,
  ICMP_CODE = 6,
  ICMPV6_ID = 7,
}

const enum CtaProtoinfo {
  TCP = 1,
  DCCP = 2,
  SCTP = 3,
}

const enum CtaExpect {
  MASTER = 1,
  TUPLE = 2,
  MASK = 3,
  TIMEOUT = 4,
  HELP_NAME = 6,
  FLAGS = 8,
  CLASS = 9,
}

const EXPECTATION_FLAGS = ['PERMANENT', 'INACTIVE', 'USERSPACE'];
/** The counters by their attribute numbers; those the kernel no longer counts are left out. */
const STATISTICS: Record<number, string> = {
  2: 'found',
  4: 'invalid',
  8: 'insert',
  9: 'insert_failed',
  10: 'drop',
  11: 'early_drop',
  12: 'error',
  13: 'search_restart',
  14: 'clash_resolve',
  15: 'chaintoolong',
};
const EXPECTATION_STATISTICS: Record<number, string> = { 1: 'expect_new', 2: 'expect_create', 3: 'expect_delete' };

/** The connection a flow belongs to, by either of its directions, or null. */
export function findingEntry(socket: NetlinkSocket, flow: Flow, zone: ZoneView): Question<Entry | null> {
  // To answer, the kernel holds the connection once, as it does when it prints the table.
  return answering(
    socket.getting(CT_GET, flow.family, ...tupleInZone(flow, zone)),
    message => message && entryOf(message, 0),
  );
}

export function allEntries(socket: NetlinkSocket): Entry[] {
  return socket.dump(CT_GET).map(message => entryOf(message, 1));
}

export function allExpectations(socket: NetlinkSocket): Expectation[] {
  return socket.dump(EXP_GET).map(expectationOf);
}

/** Sets how long a connection has to live. The kernel reports that as an UPDATE. */
export function setEntryTimeout(socket: NetlinkSocket, entry: Entry, seconds: number): void {
  const flow = originalOf(entry);
  change(socket, CT_NEW, flow.family, [...tupleInZone(flow, entry), attribute(Cta.TIMEOUT, big32(seconds))]);
}

/** Takes a connection out of the table. */
export function removeEntry(socket: NetlinkSocket, entry: Entry): void {
  const flow = originalOf(entry);
  change(socket, CT_DELETE, flow.family, tupleInZone(flow, entry));
}

function originalOf({ family, protocolNumber: protocol, original: tuple }: Entry): Flow {
  return { family: family === 'ipv4' ? Family.IPV4 : Family.IPV6, protocol, tuple };
}

/** Sets how long an expectation has to live. Of mask and master, the kernel asks only that they be there. */
export function setExpectationTimeout(socket: NetlinkSocket, expectation: Expectation, seconds: number): void {
  const { tuple, protocolNumber: protocol } = expectation;
  const family = tuple.src.includes(':') ? Family.IPV6 : Family.IPV4;
  const tuples = [CtaExpect.TUPLE, CtaExpect.MASK, CtaExpect.MASTER].map(type =>
    tupleAttribute(type, { family, protocol, tuple }),
  );
  change(socket, EXP_NEW, family, [...tuples, attribute(CtaExpect.TIMEOUT, big32(seconds))]);
}

/** Changes what is there; what has just gone needs no change. */
function change(socket: NetlinkSocket, type: number, family: Family, attributes: Uint8Array[]): void {
  try {
    socket.command(type, family, 0, ...attributes);
  } catch (error) {
    const isGone = error instanceof SystemCallError && (error.code === 'ENOENT' || error.code === 'ETIME');
    if (!isGone) throw error;
  }
}

/** Sums over the processors, by the names of `conntrack -S`. */
export function statistics(socket: NetlinkSocket): Record<string, number> {
  const sums: Record<string, number> = {};
  const add = (type: number, names: Record<number, string>) => {
    const messages = socket.dump(type);
    for (const [number, name] of Object.entries(names)) {
      sums[name] = messages.reduce((sum, { attributes }) => sum + (attributes.u32(Number(number)) ?? 0), 0);
    }
  };
  add(CT_GET_STATS_CPU, STATISTICS);
  add(EXP_GET_STATS_CPU, EXPECTATION_STATISTICS);
  return sums;
}

/** What a message of one of the event groups says, of a connection or of an expectation; `time`: when it was read. */
export function eventOf(message: Message, time: number): ConntrackEvent | ExpectationEvent {
  if (message.type === EXP_NEW) return { type: 'NEW', time, expectation: expectationOf(message) };
  if (message.type === EXP_DELETE) return { type: 'DESTROY', time, expectation: expectationOf(message) };
  const isNew = message.type === CT_NEW && (message.flags & NLM_F_CREATE_EXCL) !== 0;
  const type = message.type === CT_DELETE ? 'DESTROY' : isNew ? 'NEW' : 'UPDATE';
  return { type, time, entry: entryOf(message, 0), tellsMark: message.attributes.bytes(Cta.MARK) !== undefined };
}

/** `held`: how many more references `/proc` would count. */
function entryOf({ family, attributes }: Message, held: number): Entry {
  const protoTuple = attributes.nested(Cta.TUPLE_ORIG)!.nested(CtaTuple.PROTO)!;
  const protocolNumber = protoTuple.u8(CtaProto.NUM)!;
  const master = attributes.nested(Cta.TUPLE_MASTER);
  const entry: Omit<Entry, 'line'> = {
    family: family === Family.IPV4 ? 'ipv4' : 'ipv6',
    protocol: protocolName(protocolNumber),
    protocolNumber,
    timeout: attributes.u32(Cta.TIMEOUT) ?? 0,
    state: stateOf(attributes.nested(Cta.PROTOINFO)),
    original: tupleOf(attributes.nested(Cta.TUPLE_ORIG)!),
    reply: tupleOf(attributes.nested(Cta.TUPLE_REPLY)!),
    status: statusNames(attributes.u32(Cta.STATUS) ?? 0),
    mark: attributes.u32(Cta.MARK) ?? 0,
    ...zoneOf(attributes),
    labels: labelsOf(attributes.bytes(Cta.LABELS)),
    use: (attributes.u32(Cta.USE) ?? 0) + held,
    helper: attributes.nested(Cta.HELP)?.string(1) ?? null,
    master: master ? tupleOf(master) : null,
    counters: countersOf(attributes),
    id: attributes.u32(Cta.ID) ?? 0,
    age: ageOf(attributes.nested(Cta.TIMESTAMP)),
  };
  return { ...entry, line: entryLine(entry) };
}

/** Whole seconds by the kernel's clock; where the scenario's knows when it was made, that knows better. */
function ageOf(timestamp: Attributes | undefined): number | null {
  const start = timestamp?.u64(TIMESTAMP_START);
  return start === undefined ? null : Math.floor((system().clockGetTime(CLOCK_REALTIME) - start) / 1e9);
}

function expectationOf({ family, attributes }: Message): Expectation {
  const tuple = attributes.nested(CtaExpect.TUPLE)!;
  const flags = attributes.u32(CtaExpect.FLAGS) ?? 0;
  const helper = attributes.string(CtaExpect.HELP_NAME) || null;
  const master = attributes.nested(CtaExpect.MASTER)!;
  const classNumber = attributes.u32(CtaExpect.CLASS) ?? 0;
  const expectation = {
    timeout: attributes.u32(CtaExpect.TIMEOUT) ?? 0,
    protocolNumber: tuple.nested(CtaTuple.PROTO)!.u8(CtaProto.NUM)!,
    tuple: tupleOf(tuple),
    mask: tupleOf(attributes.nested(CtaExpect.MASK)!),
    master: tupleOf(master),
    masterProtocol: master.nested(CtaTuple.PROTO)!.u8(CtaProto.NUM)!,
    helper,
    class: className(helper, classNumber),
    classNumber,
    flags: EXPECTATION_FLAGS.filter((_, bit) => flags & (1 << bit)),
  };
  return { ...expectation, line: expectationLine(family, expectation) };
}

/** The zone in the attributes of a connection. */
export function zoneOf(attributes: Attributes): ZoneView {
  const ofTuple = (type: number) => attributes.nested(type)?.u16(CtaTuple.ZONE);
  const [original, reply] = [ofTuple(Cta.TUPLE_ORIG), ofTuple(Cta.TUPLE_REPLY)];
  if (original !== undefined) return { zone: original, zoneDirection: 'ORIGINAL' };
  if (reply !== undefined) return { zone: reply, zoneDirection: 'REPLY' };
  return { zone: attributes.u16(Cta.ZONE) ?? 0, zoneDirection: null };
}

/** Bit 0 is the lowest of the first byte, on a little-endian machine. */
function labelsOf(bits: Uint8Array | undefined): number[] {
  const numbers = Array.from({ length: 8 * (bits?.length ?? 0) }, (_, label) => label);
  return numbers.filter(label => bits![label >> 3] & (1 << (label & 7)));
}

/** The kernel tells a class by its number; names are the helper's. */
function className(helper: string | null, number: number): string | null {
  return HELPERS.find(each => each.name === helper)?.policies[number]?.name ?? null;
}

function stateOf(info: Attributes | undefined): string | null {
  const tcp = info?.nested(CtaProtoinfo.TCP)?.u8(1);
  if (tcp !== undefined) return TCP_STATE_NAMES[tcp];
  const sctp = info?.nested(CtaProtoinfo.SCTP)?.u8(1);
  if (sctp !== undefined) return SCTP_STATE_NAMES[sctp];
  const dccp = info?.nested(CtaProtoinfo.DCCP)?.u8(1);
  return dccp === undefined ? null : DCCP_STATE_NAMES[dccp];
}

function countersOf(attributes: Attributes): Entry['counters'] {
  const original = counterOf(attributes.nested(Cta.COUNTERS_ORIG));
  const reply = counterOf(attributes.nested(Cta.COUNTERS_REPLY));
  return original && reply ? { original, reply } : null;
}

function counterOf(counters: Attributes | undefined): Counter | null {
  return counters ? { packets: counters.u64(1) ?? 0, bytes: counters.u64(2) ?? 0 } : null;
}

function tupleOf(tuple: Attributes): TupleView {
  const addresses = tuple.nested(CtaTuple.IP)!;
  const proto = tuple.nested(CtaTuple.PROTO)!;
  const [src, dst] = addresses.bytes(1)
    ? [formatAddress(addresses.bytes(1)!, 0, Family.IPV4), formatAddress(addresses.bytes(2)!, 0, Family.IPV4)]
    : [formatAddress(addresses.bytes(3)!, 0, Family.IPV6), formatAddress(addresses.bytes(4)!, 0, Family.IPV6)];
  const icmp = proto.bytes(CtaProto.ICMP_ID) ? CtaProto.ICMP_ID : CtaProto.ICMPV6_ID;
  const id = proto.u16(icmp);
  return {
    src,
    dst,
    sport: proto.u16(CtaProto.SRC_PORT) ?? null,
    dport: proto.u16(CtaProto.DST_PORT) ?? null,
    icmp: id === undefined ? null : { id, type: proto.u8(icmp + 1)!, code: proto.u8(icmp + 2)! },
  };
}

/** What finds a connection by either of its tuples: the kernel takes the zone of one direction from its tuple. */
function tupleInZone(flow: Flow, { zone, zoneDirection }: ZoneView): Uint8Array[] {
  if (zoneDirection === null) return [tupleAttribute(Cta.TUPLE_ORIG, flow), attribute(Cta.ZONE, big16(zone))];
  const type = zoneDirection === 'ORIGINAL' ? Cta.TUPLE_ORIG : Cta.TUPLE_REPLY;
  return [tupleAttribute(type, flow, attribute(CtaTuple.ZONE, big16(zone)))];
}

function tupleAttribute(type: number, { family, protocol, tuple }: Flow, ...more: Uint8Array[]): Uint8Array {
  const first = family === Family.IPV4 ? 1 : 3;
  const proto = [attribute(CtaProto.NUM, Uint8Array.of(protocol))];
  const { sport, dport, icmp } = tuple;
  if (sport !== null && dport !== null) {
    proto.push(attribute(CtaProto.SRC_PORT, big16(sport)), attribute(CtaProto.DST_PORT, big16(dport)));
  }
  if (icmp) {
    const base = protocol === Protocol.ICMP ? CtaProto.ICMP_ID : CtaProto.ICMPV6_ID;
    proto.push(
      attribute(base, big16(icmp.id)),
      attribute(base + 1, Uint8Array.of(icmp.type)),
      attribute(base + 2, Uint8Array.of(icmp.code)),
    );
  }
  return nest(
    type,
    nest(CtaTuple.IP, attribute(first, parseAddress(tuple.src)!), attribute(first + 1, parseAddress(tuple.dst)!)),
    nest(CtaTuple.PROTO, ...proto),
    ...more,
  );
}
