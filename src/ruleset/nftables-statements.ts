/** Statements of nftables rules that are no matches. */

import { LABELS } from '../conntrack/assign';
import { EVENT_WORDS } from '../conntrack/events';
import { InputError } from '../errors';
import { NAT_RANGES, type NatKind } from '../nat/kinds';
import { type NatRange, natRange } from '../nat/range';
import { parseRange } from '../nat/range-text';
import { type ErrorKind, NO_PORT } from '../netfilter/icmp-error';
import { LogFlags } from '../netfilter/log-packet';
import { Family, Protocol } from '../packet/packet';
import { unreachable } from './names';
import type { MapNode } from './nftables-rules';
import type { Limit, MarkName, Selector, SelectorMatch, SetElement, SetMark, SetRef, Statement } from './ruleset';

function wordOf<T>(what: string, word: string, allowed: Readonly<Record<string, T>>): T {
  if (Object.hasOwn(allowed, word)) return allowed[word];
  throw new InputError(`the ${what} "${word}" is not understood (allowed: ${Object.keys(allowed).join(', ')})`);
}

/** A match that a statement brings along: what it does is for one family, or one protocol, only. */
export function only(key: 'meta nfproto' | 'meta l4proto', value: number): SelectorMatch {
  return { kind: 'match', of: [{ key }], among: [[[value, value]]], negated: false };
}

// ---- log

export interface LogNode {
  kind: 'log';
  items: { key: string; value?: string | string[] }[];
}

const LOG_FLAGS: Readonly<Record<string, number>> = {
  'tcp sequence': LogFlags.TCP_SEQUENCE,
  'tcp options': LogFlags.TCP_OPTIONS,
  'ip options': LogFlags.IP_OPTIONS,
  skuid: LogFlags.USER,
  ether: LogFlags.LINK,
  all: LogFlags.DEFAULT | LogFlags.USER | LogFlags.LINK,
};

export function logStatement({ items }: LogNode): Statement {
  if (items.some(({ key }) => key === 'group')) return { kind: 'nflog' };
  const prefix = (items.find(({ key }) => key === 'prefix')?.value as string | undefined) ?? '';
  const words = items.flatMap(({ key, value }) => (key === 'flags' ? (value as string[]) : []));
  return { kind: 'log', prefix, flags: words.reduce<number>((flags, word) => flags | LOG_FLAGS[word], 0) as LogFlags };
}

// ---- limit

export interface LimitNode {
  kind: 'limit';
  over: boolean;
  rate: number;
  /** Bytes in one of its units; null for packets. */
  bytes: number | null;
  unit: string;
  burst: { size: number; bytes: number | null } | null;
}

const UNITS = { second: 1, minute: 60, hour: 3600, day: 86400, week: 604800 };

/** `NFT_LIMIT_PKTS_BURST_DEFAULT` */
const DEFAULT_BURST = 5;

export function limitStatement({ over, rate, bytes, unit, burst }: LimitNode): Limit {
  if (rate === 0) throw new InputError('the rate of a limit is at least 1');
  if (burst && (burst.bytes === null) !== (bytes === null))
    throw new InputError('the burst of a limit is of what its rate is: packets or bytes');
  const seconds = wordOf('unit', unit, UNITS);
  if (bytes === null) return { kind: 'limit', rate, seconds, burst: burst?.size ?? DEFAULT_BURST, over };
  const size = burst ? burst.size * burst.bytes! : 0;
  return { kind: 'limit', rate: rate * bytes, seconds, burst: size, over, ofBytes: true };
}

// ---- reject

export interface RejectNode {
  kind: 'reject';
  answer: { of: 'tcp' } | { of: 'icmp' | 'icmpv6' | 'icmpx'; code: string } | null;
}

export const ICMP_CODES = {
  'net-unreachable': 0,
  'host-unreachable': 1,
  'prot-unreachable': 2,
  'port-unreachable': 3,
  'net-prohibited': 9,
  'host-prohibited': 10,
  'admin-prohibited': 13,
};
export const ICMPV6_CODES = {
  'no-route': 0,
  'admin-prohibited': 1,
  'addr-unreachable': 3,
  'port-unreachable': 4,
  'policy-fail': 5,
  'reject-route': 6,
};
/** What stands for either (`nft_reject_icmp_code`, `nft_reject_icmpv6_code`). */
const BOTH_CODES: Readonly<Record<string, readonly [ipv4: number, ipv6: number]>> = {
  'no-route': [0, 0],
  'port-unreachable': [3, 4],
  'host-unreachable': [1, 3],
  'admin-prohibited': [13, 1],
};

/** In a table of both families an answer of one is for packets of that one, and a reset for TCP. */
export function rejectStatements({ answer }: RejectNode, family: Family | null): Statement[] {
  const wrong = { tcp: null, icmp: Family.IPV6, icmpv6: Family.IPV4, icmpx: null }[answer?.of ?? 'tcp'];
  if (family !== null && (answer?.of === 'icmpx' || family === wrong))
    throw new InputError(
      `${answer!.of} is not for tables of this family (allowed: icmp in ip, icmpv6 in ip6, any in inet)`,
    );
  if (answer === null) return [{ kind: 'reject', answer: NO_PORT }];
  switch (answer.of) {
    case 'tcp':
      return [only('meta l4proto', Protocol.TCP), { kind: 'reject', answer: 'tcp-reset' }];
    case 'icmp': {
      const code = wordOf('code', answer.code, ICMP_CODES);
      return [only('meta nfproto', Family.IPV4), { kind: 'reject', answer: unreachable(Family.IPV4, code) }];
    }
    case 'icmpv6': {
      const code = wordOf('code', answer.code, ICMPV6_CODES);
      return [only('meta nfproto', Family.IPV6), { kind: 'reject', answer: unreachable(Family.IPV6, code) }];
    }
    default: {
      const [ipv4, ipv6] = wordOf('code', answer.code, BOTH_CODES);
      const kind: ErrorKind = {
        ...unreachable(Family.IPV4, ipv4),
        [Family.IPV6]: unreachable(Family.IPV6, ipv6)[Family.IPV6],
      };
      return [{ kind: 'reject', answer: kind }];
    }
  }
}

// ---- marks

interface MarkValueNode {
  first: { value: MarkValueNode } | { from: MarkName } | { number: number };
  operations: { operator: '&' | '|' | '^'; number: number }[];
}

export interface SetMarkNode {
  kind: 'set mark';
  target: MarkName;
  value: MarkValueNode;
}

/** Whatever is done to a mark bit by bit: some are taken from it (`and`), some turned (`xor`). */
interface MarkSum {
  from: MarkName | null;
  and: number;
  xor: number;
}

function markSum({ first, operations }: MarkValueNode): MarkSum {
  let sum = firstSum(first);
  for (const { operator, number } of operations) sum = combined(sum, operator, number);
  return sum;
}

function firstSum(first: MarkValueNode['first']): MarkSum {
  if ('value' in first) return markSum(first.value);
  return 'from' in first ? { from: first.from, and: 0xffffffff, xor: 0 } : { from: null, and: 0, xor: first.number };
}

function combined({ from, and, xor }: MarkSum, operator: '&' | '|' | '^', number: number): MarkSum {
  switch (operator) {
    case '&':
      return { from, and: (and & number) >>> 0, xor: (xor & number) >>> 0 };
    case '|':
      return { from, and: (and & ~number) >>> 0, xor: ((xor & ~number) | number) >>> 0 };
    case '^':
      return { from, and, xor: (xor ^ number) >>> 0 };
  }
}

export function setMarkStatement({ target, value }: SetMarkNode): SetMark {
  return { kind: 'set mark', target, keep: 0, ...markSum(value) };
}

// ---- nat

export interface NatNode {
  kind: 'nat';
  nat: 'snat' | 'dnat' | 'masquerade' | 'redirect';
  family: 'ip' | 'ip6' | null;
  prefix: boolean;
  to: string | MapNode | null;
  flags: string[];
}

/** A map that leads to ranges, with the elements that are known by now; `family`: of the table. */
interface NatMap {
  readonly of: readonly Selector[];
  readonly map: SetRef;
  readonly elements: readonly SetElement[];
  readonly family: Family | null;
}

export function natStatement(
  { nat, family: named, prefix, flags }: NatNode,
  to: string | null,
  by?: NatMap,
): Statement {
  const kind = prefix ? 'NETMAP' : (nat.toUpperCase() as NatKind);
  const wanted = named === null ? null : named === 'ip' ? Family.IPV4 : Family.IPV6;
  const read = (text: string | null) => {
    const found = parseRange([text === null ? '' : `to ${text}`, ...flags].join(' '), NAT_RANGES[kind]);
    if (wanted === null || found.family === null || found.family === wanted) return found;
    throw new InputError(`the addresses "${text}" are not of the family ${named}`);
  };
  if (!by) {
    const { family, range } = read(to);
    return { kind: 'nat', nat: kind, range, family: wanted ?? family };
  }
  const ranges = new Map<string, NatRange>();
  const range = (data: string) => {
    const found = ranges.get(data) ?? read(rangeText(data, kind)).range;
    ranges.set(data, found);
    return found;
  };
  for (const { data } of by.elements) range(data!);
  const family = NAT_RANGES[kind] === 'own' ? null : (wanted ?? by.family);
  return { kind: 'nat', nat: kind, range: natRange(), family, by: { of: by.of, map: by.map, range } };
}

/** What an element leads to: an address, with a port behind a dot, or a port. */
function rangeText(data: string, kind: NatKind): string {
  const [address, port] = data.split(' . ');
  if (NAT_RANGES[kind] === 'own') return `:${data}`;
  if (port === undefined) return address;
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

export function markByMap(
  target: MarkName,
  of: readonly Selector[],
  map: SetRef,
  elements: readonly SetElement[],
): Statement {
  const odd = elements.find(({ data }) => !/^(0x[\da-f]+|\d+)$/i.test(data!));
  if (odd) throw new InputError(`the mark "${odd.data}" is no number`);
  return { kind: 'mark by map', target, of, map };
}

// ---- what is said of a connection

export function eventsStatement(events: readonly string[]): Statement {
  const allowed = Object.fromEntries(EVENT_WORDS.map(word => [word, word]));
  return { kind: 'events', events: events.map(word => wordOf('event', word, allowed)) };
}

/** Labels have numbers here: names stand in a file of the machine. */
export function labelNumber(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) >= LABELS)
    throw new InputError(`the label "${text}" is not a number up to ${LABELS - 1}`);
  return Number(text);
}
