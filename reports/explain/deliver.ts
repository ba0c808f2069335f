/** Gives a stage its packet, and writes down what becomes of it. */
import { entryOf } from '../../src/backend/snapshot';
import { type CtState, ctdirOf, ctstateOf, type Direction } from '../../src/conntrack/ctstate';
import { Dir, Field, nodeTupleAt } from '../../src/conntrack/store';
import { tupleEquals } from '../../src/conntrack/tuple';
import type { VerdictName } from '../../src/netfilter/hooks';
import { familyOfDatagram, Packet } from '../../src/packet/packet';
import { tuplehashOf } from './lookup';
import type { MakeStage, Stage } from './stage';
import { follow, type Given, type Way } from './way';

/** Every protocol's complaints are logged. */
const ALL_PROTOCOLS = 255;

/** What its lookup found, or for an ICMP error that of the packet it quotes. */
export interface Found {
  isQuoted: boolean;
  bucket: number;
  buckets: number;
  direction: Direction;
  line: string;
  /** The record's own words as they were. */
  words: Int32Array;
}

export interface Delivered extends Way {
  found: Found | null;
  ctstate: CtState | null;
  ctdir: Direction | null;
  verdict: VerdictName;
  reason: string | null;
  /** What conntrack said of it in the log, though it let it pass. */
  remarks: string[];
  after: string | null;
}

/** Delivers a stage's own packet, and has a second router tell what it was looked up to be. */
export async function witness(make: MakeStage): Promise<{ stage: Stage; seen: Delivered }> {
  const stage = await make();
  const seen = deliver(stage);
  const found = seen.given && foundIn((await make()).simulation, seen.given);
  return { stage, seen: { ...seen, found: found ?? seen.found } };
}

export function deliver({ simulation, datagram, give }: Stage, bytes = datagram): Delivered {
  const { conntrack, log } = simulation;
  const packet = new Packet(bytes.slice());
  packet.family = familyOfDatagram(bytes);
  const node = tuplehashOf(conntrack, packet);
  const found = node === 0 ? null : foundAt(simulation, node);
  conntrack.settings.logInvalid = ALL_PROTOCOLS;
  const way = follow(simulation, packet);
  const logged = log.lines.length;
  const verdict = give(packet);
  const lines = log.lines.slice(logged).map(({ text }) => text);
  return {
    found,
    ...way,
    ctstate: ctstateOf(packet),
    ctdir: ctdirOf(packet),
    verdict,
    reason: packet.reason?.trim() ?? null,
    remarks: lines.filter(line => line.startsWith('nf_ct_')).map(complaint),
    after: after(simulation, packet, way.given),
  };
}

/** What stands under the tuplehash of a packet in a router that has not had the packet yet. */
function foundIn(simulation: Stage['simulation'], { node, tuple, isQuoted }: Given): Found | null {
  const { store } = simulation.conntrack;
  const ct = node >> 1;
  if (ct >= store.limit || !store.isConfirmed(ct) || simulation.conntrack.isExpired(ct)) return null;
  return tupleEquals(store.words, nodeTupleAt(node), tuple, 0) ? foundAt(simulation, node, isQuoted) : null;
}

function foundAt({ conntrack }: Stage['simulation'], node: number, isQuoted = false): Found {
  const ct = node >> 1;
  const { store, table } = conntrack;
  return {
    isQuoted,
    bucket: table.bucketOf(store.words[ct * Field.WORDS + Field.HASH + (node & 1)]),
    buckets: table.size,
    direction: (node & 1) === Dir.ORIGINAL ? 'ORIGINAL' : 'REPLY',
    line: entryOf(conntrack, ct).line.trim(),
    words: store.words.slice(ct * Field.WORDS, (ct + 1) * Field.WORDS),
  };
}

/** The entry that the packet was given, where that is in the table; else the one that its addresses and ports lead to. */
function after({ conntrack }: Stage['simulation'], packet: Packet, given: Given | null): string | null {
  const { store } = conntrack;
  const isThere = given !== null && store.isConfirmed(given.node >> 1) && !store.isDying(given.node >> 1);
  const ct = (isThere ? given.node : tuplehashOf(conntrack, packet)) >> 1;
  return ct === 0 ? null : entryOf(conntrack, ct).line.trim();
}

/** What is said in a line of the log, without the protocol in front and the packet behind. */
function complaint(line: string): string {
  return line
    .replace(/^nf_ct_\w+: /, '')
    .replace(/ *IN=.*$/s, '')
    .trim();
}
