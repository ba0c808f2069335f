/** Statements of nftables rules that are no matches. */

import { LABELS } from '../conntrack/assign';
import { EVENT_WORDS } from '../conntrack/events';
import { InputError } from '../errors';
import { NAT_RANGES, type NatKind } from '../nat/kinds';
import { parseRange } from '../nat/range-text';
import { type ErrorKind, NO_PORT } from '../netfilter/icmp-error';
import { LogFlags } from '../netfilter/log-packet';
import { Family, Protocol } from '../packet/packet';
import { unreachable } from './names';
import type { MarkName, SelectorMatch, SetMark, Statement } from './ruleset';

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
  skuid: 0,
  ether: 0,
  all: LogFlags.DEFAULT,
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
  unit: string;
  burst: number | null;
}

const UNITS = { second: 1, minute: 60, hour: 3600, day: 86400, week: 604800 };

/** `NFT_LIMIT_PKTS_BURST_DEFAULT` */
const DEFAULT_BURST = 5;

export function limitStatement({ over, rate, unit, burst }: LimitNode): Statement {
  if (rate === 0) throw new InputError('the rate of a limit is at least 1');
  return { kind: 'limit', rate, seconds: wordOf('unit', unit, UNITS), burst: burst ?? DEFAULT_BURST, over };
}

// ---- reject

export interface RejectNode {
  kind: 'reject';
  answer: { of: 'tcp' } | { of: 'icmp' | 'icmpv6' | 'icmpx'; code: string } | null;
}

const ICMP_CODES = {
  'net-unreachable': 0,
  'host-unreachable': 1,
  'prot-unreachable': 2,
  'port-unreachable': 3,
  'net-prohibited': 9,
  'host-prohibited': 10,
  'admin-prohibited': 13,
};
const ICMPV6_CODES = {
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
export function rejectStatements({ answer }: RejectNode): Statement[] {
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
  to: string | null;
  flags: string[];
}

export function natStatement({ nat, family: named, prefix, to, flags }: NatNode): Statement {
  const kind = prefix ? 'NETMAP' : (nat.toUpperCase() as NatKind);
  const { family, range } = parseRange([to === null ? '' : `to ${to}`, ...flags].join(' '), NAT_RANGES[kind]);
  const wanted = named === null ? family : named === 'ip' ? Family.IPV4 : Family.IPV6;
  if (family !== null && family !== wanted)
    throw new InputError(`the addresses "${to}" are not of the family ${named}`);
  return { kind: 'nat', nat: kind, range, family: wanted };
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
