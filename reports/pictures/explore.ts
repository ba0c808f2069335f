/**
 * The states of protocols whose trackers have no table: found by giving routers a packet of either direction, at once
 * and later, until no new state comes of it. A state is what the status bits of the entry say.
 */
import type { Entry } from '../../src/backend/backend';
import { Simulator } from '../../src/backend/simulator';
import { HZ } from '../../src/clock';
import { STREAM_AFTER } from '../../src/conntrack/protocols/udp';
import { Ipv4 } from '../../src/packet/ipv4';
import { buildPacket, parsePacket } from '../../src/packet/notation';
import { Sysctls } from '../../src/sysctl';
import { DIRECTIONS } from '../cells';
import type { Transition } from '../model';
import type { Change, Machine } from './machine';
import { type Explored, stateOf } from './ways';

type Direction = Transition['direction'];

/** A packet that comes while the connection is young, or when it is old enough to be a stream. */
interface Move {
  direction: Direction;
  isLate: boolean;
}

interface Step extends Move {
  from: string;
  to: string;
}

const MOVES: readonly Move[] = [false, true].flatMap(isLate => DIRECTIONS.map(direction => ({ direction, isLate })));
const STREAM_SECONDS = STREAM_AFTER / HZ;
/** Seconds of the first timeout; the others are a second longer each. */
const FIRST_LENGTH = 1000;
const BUCKETS = 1024;

const HOSTS = ['192.0.2.10', '198.51.100.10'] as const;
const HOSTS6 = ['2001:db8:1::10', '2001:db8:2::10'] as const;

/** What the originator sends, and what answers it. */
const CONVERSATIONS: Record<Explored, Record<Direction, string>> = {
  udp: alike(udp),
  // The kernel verifies its checksum as UDP's.
  udplite: alike((from, to) => `ip ${from} > ${to} proto 136 0x${transport(udp(from, to))}`),
  icmp: {
    original: `icmp ${HOSTS[0]} > ${HOSTS[1]} echo-request id 1 seq 1`,
    reply: `icmp ${HOSTS[1]} > ${HOSTS[0]} echo-reply id 1 seq 1`,
  },
  icmpv6: {
    original: `icmp6 ${HOSTS6[0]} > ${HOSTS6[1]} echo-request id 1 seq 1`,
    reply: `icmp6 ${HOSTS6[1]} > ${HOSTS6[0]} echo-reply id 1 seq 1`,
  },
  gre: alike((from, to) => `gre ${from} > ${to} len 8`),
  generic: alike((from, to) => `ip ${from} > ${to} proto 253 len 8`),
};

function udp(from: string, to: string): string {
  return `udp ${from}:5000 > ${to}:5000 len 8`;
}

/** What is behind the header of IPv4, in hexadecimal digits. */
function transport(notation: string): string {
  return Buffer.from(buildPacket(parsePacket(notation)).subarray(Ipv4.LENGTH)).toString('hex');
}

function alike(write: (from: string, to: string) => string): Record<Direction, string> {
  return { original: write(HOSTS[0], HOSTS[1]), reply: write(HOSTS[1], HOSTS[0]) };
}

export async function explore(protocol: Explored): Promise<Machine> {
  const ways = new Map<string, readonly Move[]>([['NONE', []]]);
  const notes: Record<string, string> = {};
  const steps: Step[] = [];
  // New states join the map, and are gone on from in their turn.
  for (const [from, way] of ways) {
    for (const move of MOVES.filter(each => canFollow(way, each))) {
      const { status, timeout } = await entryAfter(CONVERSATIONS[protocol], [...way, move]);
      const to = stateOf(status);
      notes[to] = timeoutText(timeout);
      steps.push({ ...move, from, to });
      if (!ways.has(to)) ways.set(to, [...way, move]);
    }
  }
  return { states: [...ways.keys()], notes, changes: changesOf(steps) };
}

/** Who comes first is the originator, and no connection gets younger. */
function canFollow(way: readonly Move[], { direction, isLate }: Move): boolean {
  if (way.length === 0) return direction === 'original' && !isLate;
  return isLate || !way.some(each => each.isLate);
}

/** Where it makes no difference when a packet comes, that is not told. */
function changesOf(steps: readonly Step[]): Change[] {
  const changes = new Map<string, Change>();
  for (const { from, to, direction, isLate } of steps) {
    const other = steps.find(each => each.from === from && each.direction === direction && each.isLate !== isLate);
    const matters = other !== undefined && other.to !== to;
    const on = matters ? `packet ${isLate ? 'more' : 'less'} than ${STREAM_SECONDS} s after the first` : 'packet';
    if (to !== from) changes.set(`${from} ${to} ${direction} ${on}`, { from, to, direction, on });
  }
  return [...changes.values()];
}

/** Plays a conversation to a new router in which each timeout has a length of its own. */
async function entryAfter(conversation: Record<Direction, string>, moves: readonly Move[]): Promise<Entry> {
  const simulator = new Simulator({ buckets: BUCKETS });
  for (const [at, name] of timeoutsOf(simulator).entries()) await simulator.setSysctl(name, String(FIRST_LENGTH + at));
  let entry: Entry | null = null;
  let isLate = false;
  for (const move of moves) {
    if (move.isLate && !isLate) await simulator.advance(STREAM_SECONDS + 1);
    isLate = move.isLate;
    const bytes = buildPacket(parsePacket(conversation[move.direction]));
    entry = (await simulator.inject(move.direction === 'original' ? 'c0' : 's0', bytes)).after;
  }
  return entry!;
}

/** `nf_conntrack_udp_timeout: 30 s`: the sysctl that has this length, and its usual one. */
function timeoutText(length: number): string {
  const simulator = new Simulator({ buckets: BUCKETS });
  const name = timeoutsOf(simulator)[length - FIRST_LENGTH];
  return `${name.replace('net.netfilter.', '')}: ${new Sysctls(simulator.simulation).get(name)} s`;
}

function timeoutsOf({ simulation }: Simulator): string[] {
  return new Sysctls(simulation).names.filter(name => /_(udp|icmp|icmpv6|gre|generic)_timeout/.test(name));
}
