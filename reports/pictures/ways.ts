/** Which states of a diagram a scenario's packets have met, and from which to which they have led. */
import { TABLES, type TableProtocol } from '../cells';
import type { EntryView, Result } from '../model';

/** Protocols by the names of their diagrams, with what people call them; those with a table first. */
export const DRAWN = {
  tcp: 'TCP',
  sctp: 'SCTP',
  udp: 'UDP',
  udplite: 'UDP-Lite',
  icmp: 'ICMP',
  icmpv6: 'ICMPv6',
  gre: 'GRE',
  generic: 'other protocols',
} as const;
export type Drawn = keyof typeof DRAWN;
/** Those whose trackers have no table. */
export type Explored = Exclude<Drawn, TableProtocol>;

/** The two are the same where nothing changes. */
export interface Way {
  from: string;
  to: string;
}

export function isDrawn(name: string | undefined): name is Drawn {
  return name !== undefined && Object.hasOwn(DRAWN, name);
}

export function hasTable(protocol: Drawn): protocol is TableProtocol {
  return protocol in TABLES;
}

/** What the status bits of an entry make it, where its protocol has no states of its own. */
export function stateOf(status: readonly string[]): string {
  if (status.includes('ASSURED')) return 'ASSURED';
  return status.includes('SEEN_REPLY') ? 'SEEN_REPLY' : 'UNREPLIED';
}

/** Each once, in the order they were taken. */
export function waysOf(protocol: Drawn, { transitions, packets }: Pick<Result, 'transitions' | 'packets'>): Way[] {
  const ways = hasTable(protocol)
    ? transitions
        .filter(each => each.protocol === protocol)
        .map(({ direction, on, from }) => ({ from, to: TABLES[protocol].leads(direction, on, from) }))
    : packets.flatMap(({ before, after }) => (isOf(protocol, after) ? [wayOf(before, after)] : []));
  return [...new Map(ways.map(way => [`${way.from}-${way.to}`, way])).values()];
}

/** Without an entry before a packet has begun one; one that is further on already is that which an ICMP error is about. */
function wayOf(before: EntryView | null, after: EntryView): Way {
  const to = stateOf(after.status);
  if (before !== null) return { from: stateOf(before.status), to };
  return { from: to === 'UNREPLIED' ? 'NONE' : to, to };
}

/** As `/proc/net/nf_conntrack` names it: `ipv4 2 udp 17 …`. */
function isOf(protocol: Explored, entry: EntryView | null): entry is EntryView {
  return entry?.line.split(/\s+/)[2] === (protocol === 'generic' ? 'unknown' : protocol);
}
