/** Gives a stage its packet, and writes down what becomes of it. */

import { entryOf } from '../../src/backend/snapshot';
import { type CtState, ctdirOf, ctstateOf, type Direction } from '../../src/conntrack/ctstate';
import { Dir, Field, RECORD_WORDS } from '../../src/conntrack/store';
import { HOOK_NAMES, type HookName, VERDICT_NAMES, Verdict, type VerdictName } from '../../src/netfilter/hooks';
import { CtInfo, Family, Packet, Protocol } from '../../src/packet/packet';
import { findTransport } from '../../src/packet/transport';
import { tuplehashOf } from './lookup';
import type { Stage } from './stage';

/** The callback by which a workload's world looks on: none of the router's. */
const LOOK = 'look';
/** Every protocol's complaints are logged. */
const ALL_PROTOCOLS = 255;

export interface Call {
  hook: HookName;
  callback: string;
  verdict: VerdictName;
  ctstate: CtState | null;
}

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

export interface Sent {
  device: string;
  bytes: Uint8Array;
}

export interface Delivered {
  found: Found | null;
  calls: Call[];
  ctstate: CtState | null;
  ctdir: Direction | null;
  verdict: VerdictName;
  reason: string | null;
  /** What conntrack said of it in the log, though it let it pass. */
  remarks: string[];
  after: string | null;
  /** The datagrams that left, and by which interface. */
  out: Sent[];
  isDelivered: boolean;
}

export function deliver({ simulation, datagram, device }: Stage, bytes = datagram): Delivered {
  const { conntrack, netfilter, router, topology, log } = simulation;
  const packet = new Packet(bytes.slice());
  packet.family = bytes[0] >> 4 === 6 ? Family.IPV6 : Family.IPV4;
  const found = foundAt(simulation, tuplehashOf(conntrack, packet));
  const calls: Call[] = [];
  const out: Sent[] = [];
  let isDelivered = false;
  conntrack.settings.logInvalid = ALL_PROTOCOLS;
  netfilter.observer = (ops, subject, verdict) => {
    if (subject !== packet || ops.name === LOOK) return;
    const call = { hook: HOOK_NAMES[ops.hook], callback: ops.name, verdict: VERDICT_NAMES[verdict] };
    calls.push({ ...call, ctstate: ctstateOf(subject) });
  };
  router.onTransmit = (index, left) => out.push({ device: topology.names[index], bytes: left.slice() });
  router.onDeliver = () => {
    isDelivered = true;
  };
  const logged = log.lines.length;
  const verdict = device < 0 ? router.send(packet) : router.receive(packet, device);
  const lines = log.lines.slice(logged).map(({ text }) => text);
  return {
    found: found ?? quotedBy(simulation, packet),
    calls,
    ctstate: ctstateOf(packet),
    ctdir: ctdirOf(packet),
    verdict: VERDICT_NAMES[verdict],
    reason: packet.reason?.trim() ?? null,
    remarks: lines.filter(line => line.startsWith('nf_ct_')).map(complaint),
    after: after(simulation, packet, verdict),
    out,
    isDelivered,
  };
}

function foundAt({ conntrack }: Stage['simulation'], node: number, isQuoted = false): Found | null {
  if (node === 0) return null;
  const ct = node >> 1;
  const { store, table } = conntrack;
  return {
    isQuoted,
    bucket: table.bucketOf(store.words[ct * RECORD_WORDS + Field.HASH + (node & 1)]),
    buckets: table.size,
    direction: (node & 1) === Dir.ORIGINAL ? 'ORIGINAL' : 'REPLY',
    line: entryOf(conntrack, ct).line.trim(),
    words: store.words.slice(ct * RECORD_WORDS, (ct + 1) * RECORD_WORDS),
  };
}

/** What an ICMP error was found to quote. It changes nothing of the entry, so looking behind it is early enough. */
function quotedBy(simulation: Stage['simulation'], packet: Packet): Found | null {
  const protocol = findTransport(packet.bytes, packet.start, packet.end, packet.family) & 0xff;
  if (packet.ct === 0 || (protocol !== Protocol.ICMP && protocol !== Protocol.ICMPV6)) return null;
  if (packet.ctinfo === CtInfo.RELATED_REPLY) return foundAt(simulation, 2 * packet.ct, true);
  return packet.ctinfo === CtInfo.RELATED ? foundAt(simulation, 2 * packet.ct + 1, true) : null;
}

function after({ conntrack }: Stage['simulation'], packet: Packet, verdict: Verdict): string | null {
  const ct = verdict === Verdict.ACCEPT && packet.ct !== 0 ? packet.ct : tuplehashOf(conntrack, packet) >> 1;
  return ct === 0 || conntrack.store.isDying(ct) ? null : entryOf(conntrack, ct).line.trim();
}

/** What is said in a line of the log, without the protocol in front and the packet behind. */
function complaint(line: string): string {
  return line
    .replace(/^nf_ct_\w+: /, '')
    .replace(/ *IN=.*$/s, '')
    .trim();
}
