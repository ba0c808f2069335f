/**
 * What was seen of a packet and of a whole scenario, as texts that can be compared from one backend to another.
 *
 * What two routers may do differently without either being wrong is made alike before.
 */
import { printPacket } from '../packet/notation';
import { familyOfDatagram, Packet, Protocol } from '../packet/packet';
import { nameOf } from '../ruleset/ruleset';
import { transportForRules } from '../ruleset/transport';
import { alikeLine, alikePacket } from './alike';
import type { Backend, Entry, Observation } from './backend';
import { isFragment } from './kernel/fragment';

/** What is made alike, in words. */
export const NORMALISED: readonly string[] = [
  'the order of entries, of expectations, and of what leaves because of one packet',
  'counts of use; timeouts may differ by 1 s',
  'identification, flow label and times of the packets that the router makes itself; identification of all IPv6 fragments that leave; times that it writes into an option',
  'which port or id NAT chose where the wanted one was taken (chance does), as long as both chose from one range',
  'a redirect that repeats an earlier one: the router sends it again when 20 ms have really passed',
  'what was seen in a scenario that is tagged @chance, where chance decides: it must hold on both',
  'reasons are compared where a packet is INVALID, of others a kernel tells none',
  'of the log only what conntrack says of packets is compared, of events only which entries they are about, and DESTROY only of the packet’s own connection: what has expired goes when somebody comes by, on a kernel also from another namespace',
  'whether an IPv6 fragment that passed INPUT as it is was delivered: the router puts them together behind its last hook',
  'an IPv6 fragment that reassembly refuses counts as STOLEN, for on a kernel it cannot be told from one that is held',
  'which rules an IPv6 packet meets that ends within its extension headers: a kernel cannot trace it',
  'the entry behind a packet that is held, or could not be confirmed, is not compared: it is in no table',
];

/** What was seen of one packet: the packet, and by name what there is to compare. */
export interface Sight {
  packet: string;
  seen: Record<string, string>;
}

/** A scenario as one backend has seen it. */
export interface Observed {
  packets: Sight[];
  /** Lines of the tables at the end. */
  entries: string[];
  expectations: string[];
}

/** `addresses`: those of the routers, in a network of several. */
export function sightOf(observation: Observation, addresses?: ReadonlySet<string>): Sight {
  const { bytes, path, rulings, ctstate, ctdir, reason, sent, log, before, after, events } = observation;
  const told = events.filter(({ type, entry }) => type !== 'DESTROY' || (before && isSameFlow(entry, before)));
  const verdict = verdictOf(observation);
  const seen = {
    ctstate: ctstate ?? '-',
    ctdir: ctdir ?? '-',
    verdict,
    path: path.map(visit => [visit.hook, visit.ctstate ?? '-', visit.ctdir ?? ''].join(' ').trim()).join(', '),
    reason: reasonOfInvalid(ctstate, reason) ?? '-',
    rules: isTraced(bytes) ? joined(rulings.map(ruling => `${nameOf(ruling)} ${ruling.verdict}`)) : '-',
    out: joined(
      sent.map(({ device, bytes: left }) => `${device}: ${printPacket(alikePacket(left, bytes, addresses))}`).sort(),
    ),
    delivered: joined(seenDelivered(observation).map(each => printPacket(alikePacket(each, bytes, addresses)))),
    log: joined(log.filter(line => line.startsWith('nf_ct_')).map(alikeLine)),
    events: joined(told.map(({ type, entry }) => `${type} ${flowText(entry)}`)),
    before: before ? lineOf(before) : '-',
    after: after && !isUnconfirmed(observation) ? lineOf(after) : '-',
  };
  return { packet: printPacket(bytes), seen };
}

function isUnconfirmed({ verdict, reason }: Observation): boolean {
  return verdict === 'STOLEN' || verdict === 'QUEUE' || reason === 'insert_failed';
}

/** Why conntrack calls a packet INVALID; null for a drop reason of the IP stack, which is a name in capitals. */
export function reasonOfInvalid(ctstate: string | null, reason: string | null): string | null {
  return ctstate === 'INVALID' && reason !== null && !/^[A-Z0-9_]+$/.test(reason) ? reason : null;
}

function verdictOf({ bytes, ctstate, verdict }: Observation): string {
  const isRefused = verdict === 'DROP' && ctstate === null && isIpv6Fragment(bytes);
  return isRefused ? 'STOLEN' : verdict;
}

/** Whether a kernel can tell where the transport header is (`nf_trace_fill_pkt_info`). */
function isTraced(bytes: Uint8Array): boolean {
  const packet = new Packet(bytes);
  packet.family = familyOfDatagram(bytes);
  return transportForRules(packet) >> 8 <= packet.end;
}

/** What was delivered, but for IPv6 fragments that passed INPUT one by one: on a kernel the whole of them is not seen. */
function seenDelivered({ bytes, path, ctstate, delivered }: Observation): Uint8Array[] {
  const isOneByOne = ctstate === 'UNTRACKED' || path.filter(({ hook }) => hook === 'INPUT').length > 1;
  return isIpv6Fragment(bytes) && isOneByOne ? [] : delivered.filter(each => !isIpv6Fragment(each));
}

function isIpv6Fragment(bytes: Uint8Array): boolean {
  return bytes[0] >> 4 === 6 && isFragment(bytes);
}

function isSameFlow(one: Entry, other: Entry): boolean {
  return one.zone === other.zone && flowText(one) === flowText(other);
}

function flowText({ protocolNumber, original: { src, dst, sport, dport, icmp } }: Entry): string {
  // Keys of GRE are no ports, though ctnetlink tells them as such.
  if (protocolNumber === Protocol.GRE) return `${protocolNumber} ${src} > ${dst}`;
  const numbers = icmp ? [icmp.type, icmp.code, icmp.id] : [sport, dport];
  return [protocolNumber, src, '>', dst, ...numbers].join(' ').trim();
}

/** The tables of routers, and the packets they have seen. */
export async function observedOf(
  routers: Backend[],
  observations: Observation[],
  addresses?: ReadonlySet<string>,
): Promise<Observed> {
  const expectations: string[] = [];
  const entries: string[] = [];
  for (const router of routers) {
    expectations.push(...(await router.expectations()).map(({ line }) => line.trim()));
    entries.push(...(await router.entries()).map(lineOf));
  }
  const packets = observations.map(each => sightOf(each, addresses));
  dropRepeatedRedirects(packets);
  return { packets, entries: entries.sort(), expectations: expectations.sort() };
}

const REDIRECT = /^(\S+: icmp6? \S+ > \S+ redirect .*?)(?: \{.*)?$/;

/** Redirects are rated by the clock (`ip_rt_send_redirect`): of those to one host that say the same, the first is kept. */
function dropRepeatedRedirects(packets: Sight[]): void {
  const told = new Set<string>();
  for (const { seen } of packets) {
    const kept = seen.out.split('\n').filter(line => {
      const redirect = REDIRECT.exec(line)?.[1];
      if (redirect === undefined) return true;
      const isNew = !told.has(redirect);
      told.add(redirect);
      return isNew;
    });
    seen.out = joined(kept);
  }
}

/** Whether two lines, or lists of lines, are the same but for timeouts that differ by no more than 1 s. */
export function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [ours, theirs] = [one, other].map(timeoutsOf);
  return ours.text === theirs.text && ours.seconds.every((seconds, at) => Math.abs(seconds - theirs.seconds[at]) <= 1);
}

/** The lines of either list that have no counterpart in the other. */
export function unmatched(ones: readonly string[], others: readonly string[]): [ones: string[], others: string[]] {
  const left = [...others];
  const alone = ones.filter(line => {
    const at = left.findIndex(other => isAlike(line, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [alone, left];
}

/** An entry's line without its count of use. */
export function lineWithoutUse(line: string): string {
  return line.trim().replace(/ use=\d+/, '');
}

function lineOf({ line }: Entry): string {
  return lineWithoutUse(line);
}

const TIMEOUT = /(ipv[46] +\d+ \S+ +\d+ )(\d+)|^(\d+)(?= l3proto)/gm;

function timeoutsOf(text: string): { text: string; seconds: number[] } {
  const seconds: number[] = [];
  const without = text.replace(TIMEOUT, (_, start = '', ofEntry, ofExpectation) => {
    seconds.push(Number(ofEntry ?? ofExpectation));
    return `${start}…`;
  });
  return { text: without, seconds };
}

function joined(lines: string[]): string {
  return lines.length > 0 ? lines.join('\n') : '-';
}
