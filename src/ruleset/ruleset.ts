/**
 * A ruleset as it is evaluated, whichever language it was written in: tables of chains of rules, a rule being statements
 * that run in order until one does not match or decides. It is plain data.
 *
 * nftables has rules in this form; the matches and the target of an iptables rule become statements too.
 */

import type { NatKind } from '../nat/kinds';
import type { NatRange } from '../nat/range';
import { type HookName, Verdict } from '../netfilter/hooks';
import type { ErrorKind } from '../netfilter/icmp-error';
import type { LogFlags } from '../netfilter/log-packet';
import { Family } from '../packet/packet';
import type { SelectorKey } from './select';

/** All tables that run, whatever was loaded to bring them about. */
export interface Ruleset {
  readonly tables: readonly Table[];
  readonly ipsets: ReadonlyMap<string, Ipset>;
}

export const NO_RULES: Ruleset = { tables: [], ipsets: new Map() };

/** A set of `ipset`, which all tables of iptables know. */
export interface Ipset extends SetData {
  readonly family: Family;
}

export interface Table {
  /** The family of its packets; null for both (nft's `inet`). */
  readonly family: Family | null;
  readonly name: string;
  readonly chains: ReadonlyMap<string, Chain>;
  readonly sets: ReadonlyMap<string, SetData>;
  /** What rules name: by kind and name, as in `limit slow`. */
  readonly objects: ReadonlyMap<string, NamedObject>;
}

/** A set, or a map, as it was declared; rules may fill it. */
export interface SetData {
  readonly name: string;
  /** What its elements lead to; null for a set. */
  readonly leadsTo: 'verdict' | 'data' | null;
  /** How the parts of an element are written: a type of nft's, or what `typeof` names. */
  readonly types: readonly string[];
  /** Seconds that an element stays; null for ever. */
  readonly timeout: number | null;
  readonly size: number;
  /** What each of its elements remembers. */
  readonly also: readonly Statement[];
  readonly elements: readonly SetElement[];
}

export interface SetElement {
  readonly among: readonly Interval[];
  readonly verdict: RuleVerdict | null;
  /** As it is written: what it means depends on who asks. */
  readonly data: string | null;
  /** Seconds it stays from when it was loaded; null as long as its set says. */
  readonly timeout: number | null;
  readonly also: readonly Statement[];
  /** What lies in it is not in the set (`nomatch`). */
  readonly isException?: boolean;
}

/** A set by its name in the table, or its elements. */
export type SetRef = string | readonly SetElement[];

export type NamedObject =
  | { kind: 'ct helper'; helper: HelperName }
  | { kind: 'ct timeout'; protocol: number; timeouts: Readonly<Record<string, number>> }
  | Expected
  | { kind: 'counter' }
  | Limit
  | Quota;

/** A connection back that a new connection makes expected: to a port of its client, so many at most, for so many seconds. */
export interface Expected {
  readonly kind: 'ct expectation';
  readonly protocol: number;
  readonly port: number;
  readonly seconds: number;
  readonly most: number;
}

export interface Chain {
  readonly name: string;
  /** Where packets come from; null for a chain that others jump to. */
  readonly base: BaseChain | null;
  readonly rules: readonly Rule[];
}

export const CHAIN_TYPES = ['filter', 'nat', 'route'] as const;
export type ChainType = (typeof CHAIN_TYPES)[number];

export interface BaseChain {
  readonly type: ChainType;
  readonly hook: HookName;
  readonly priority: number;
  readonly policy: 'ACCEPT' | 'DROP';
}

export interface Rule {
  /** Its place in its chain, counted from 1, as `iptables -L --line-numbers` does. */
  readonly number: number;
  /** The line it begins at, counted from 1. */
  readonly line: number;
  /** As it was written. */
  readonly text: string;
  readonly comment: string | null;
  readonly statements: readonly Statement[];
}

/** What a match compares: a number, an address of IPv6, or a name. Of one selector all values are of one type. */
export type Value = number | bigint | string;

/** From one value to another, both included. */
export type Interval = readonly [from: Value, to: Value];

/** Something of a packet or of its connection, by nft's name for it. */
export interface Selector {
  readonly key: SelectorKey;
  /** Of a number, only these bits. */
  readonly mask?: number | bigint;
  /** Asks a template like a connection, as iptables does before conntrack. */
  readonly asksTemplate?: boolean;
  /** Of `numgen`: which numbers it gives. */
  readonly numbers?: Numbers;
  /** Of `jhash`: of what, and which numbers it gives. */
  readonly hash?: Hash;
  /** Of `@nh` and `@th`: which bits behind the beginning of the IP header, or of the transport header. */
  readonly at?: RawBits;
}

/** A number that is the same for the same values: one of `mod`, from `offset` on. Without a seed chance chooses one. */
export interface Hash {
  readonly of: readonly Selector[];
  readonly mod: number;
  readonly seed: number | null;
  readonly offset: number;
}

export interface RawBits {
  readonly base: 'nh' | 'th';
  readonly offset: number;
  readonly length: number;
}

/** One after the other or at random, `mod` different ones from `offset` on. */
export interface Numbers {
  readonly mode: 'inc' | 'random';
  readonly mod: number;
  readonly offset: number;
}

/** What matches where there is no such value: nothing, unless the match says otherwise. */
interface Absent {
  readonly absent?: boolean;
}

export type Statement =
  | SelectorMatch
  /** Any of the bits is set. */
  | ({ kind: 'bits'; of: Selector; bits: number; negated: boolean } & Absent)
  /** The connection has a label; with `set` it is given it first. */
  | ({ kind: 'label'; label: number; negated: boolean; set: boolean } & Absent)
  | SegmentSize
  /** So many bytes of the transport header are there, or all of the routing header; where it is cut off, the packet is dropped. */
  | { kind: 'whole transport'; bytes: number }
  | { kind: 'whole routing' }
  | TextSearch
  /** All of the words are as they are asked for. */
  | { kind: 'words'; tests: readonly WordTest[]; negated: boolean }
  /** The values side by side are in a set. */
  | ({ kind: 'lookup'; of: readonly Selector[]; set: string; negated: boolean; exceptions?: boolean } & Absent)
  | Limit
  | Quota
  /** A limit or a quota that several rules share. */
  | { kind: 'object'; name: string }
  | HashLimit
  | Recent
  | Connections
  /** Every so many packets, beginning with one of them. */
  | { kind: 'nth'; every: number; first: number; negated: boolean }
  | { kind: 'chance'; probability: number; negated: boolean }
  | { kind: 'counter'; packets: number; bytes: number }
  /** A line in the kernel log. */
  | { kind: 'log'; prefix: string; flags: LogFlags }
  /** Told to a process nobody sees. */
  | { kind: 'nflog' }
  | SetMark
  | { kind: 'mark by map'; target: MarkName; of: readonly Selector[]; map: SetRef }
  | { kind: 'mark by value'; target: MarkName; of: Selector }
  | SetElementChange
  | MaxSegment
  | TrafficClass
  | Hops
  | { kind: 'notrack' }
  /** A zone, and what a connection made for the packet is to have: the target CT, or with the zone alone `ct zone set`. */
  | { kind: 'template'; zone: number; direction: 0 | 1 | null; helper: HelperName | null; events: string[] | null }
  | { kind: 'zone'; zone: number; direction: 0 | 1 | null }
  | { kind: 'helper'; helper: HelperName }
  | { kind: 'timeouts'; protocol: number; timeouts: Readonly<Record<string, number>> }
  | Expected
  | { kind: 'events'; events: string[] }
  | { kind: 'add label'; label: number }
  | { kind: 'reject'; answer: 'tcp-reset' | ErrorKind }
  /** `family`: of its addresses; null where it names none. With a map the values decide on the range. */
  | { kind: 'nat'; nat: NatKind; range: NatRange; family: Family | null; by?: RangeMap }
  | { kind: 'verdict'; verdict: RuleVerdict }
  /** The verdict that belongs to the values; without one the rule does not match. */
  | { kind: 'verdicts'; of: readonly Selector[]; map: SetRef };

/** Which range belongs to the values, where they are in the map. */
export interface RangeMap {
  readonly of: readonly Selector[];
  readonly map: SetRef;
  /** Makes a range of what an element leads to. */
  readonly range: (data: string) => NatRange;
}

/** The values side by side are put into a set, or taken out of it; the rule goes on if what the element remembers matches. */
export interface SetElementChange {
  readonly kind: 'set element';
  readonly act: 'add' | 'update' | 'delete';
  readonly set: string;
  readonly of: readonly Selector[];
  readonly timeout: number | null;
  readonly also: readonly Statement[];
}

/** The values side by side are one of the tuples of intervals. */
export interface SelectorMatch extends Absent {
  readonly kind: 'match';
  readonly of: readonly Selector[];
  readonly among: readonly (readonly Interval[])[];
  readonly negated: boolean;
}

export interface HelperName {
  readonly name: string;
  readonly protocol: 'tcp' | 'udp';
}

/** Matches so often: `rate` tokens in `seconds`, of which `burst` may be saved; `over` matches when there is none. */
export interface Limit {
  readonly kind: 'limit';
  readonly rate: number;
  readonly seconds: number;
  readonly burst: number;
  readonly over: boolean;
  /** Tokens are bytes rather than packets. */
  readonly ofBytes?: boolean;
}

/** Announced segments become no larger than this, or than the way lets through; `adds` where none is announced. */
export interface MaxSegment {
  readonly kind: 'mss';
  readonly size: number | null;
  readonly adds: boolean;
}

/** The largest segment that is announced is one of these; where the header is cut off, the packet is dropped. */
export interface SegmentSize {
  readonly kind: 'segment size';
  readonly sizes: Interval;
  readonly negated: boolean;
}

/** Of the octet that says how a packet is to be treated, the bits that are kept, and those that are turned over then. */
export interface TrafficClass {
  readonly kind: 'traffic class';
  readonly keep: number;
  readonly xor: number;
}

/** How many routers a packet may still pass: so many, or by so many more or fewer. */
export interface Hops {
  readonly kind: 'hops';
  readonly to: number | null;
  readonly by: number;
}

/** A text stands somewhere in the packet, all of it between two distances from the beginning of the IP header. */
export interface TextSearch {
  readonly kind: 'text';
  readonly text: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly ignoresCase: boolean;
  readonly negated: boolean;
}

/** A word of the packet: read at a place, changed step by step, and compared. `@`: the next is read so much behind. */
export interface WordTest {
  readonly place: number;
  readonly steps: readonly { operator: '&' | '<<' | '>>' | '@'; number: number }[];
  readonly among: readonly (readonly [from: number, to: number])[];
}

/** Matches until so many bytes were seen; `over` from then on. */
export interface Quota {
  readonly kind: 'quota';
  readonly bytes: number;
  readonly used: number;
  readonly over: boolean;
}

/** A limit for each key; rules that name one table share its buckets, which are those of the first of them. */
export interface HashLimit {
  readonly kind: 'hashlimit';
  readonly name: string;
  readonly of: readonly Selector[];
  /** Which ports are part of the key. */
  readonly ports: readonly ('source' | 'destination')[];
  readonly limit: Limit | ByteRate;
  /** Seconds for which a key is remembered. */
  readonly expires: number;
}

/** Of bytes: what each 16 cost of a second's credit, and how often the bucket may be filled anew. */
export interface ByteRate {
  readonly kind: 'byte rate';
  readonly cost: number;
  readonly refills: number;
  readonly over: boolean;
}

/** Notes an address in a list, or asks whether it was seen: `hits` packets at least in the last `seconds`, 0 for ever. */
export interface Recent {
  readonly kind: 'recent';
  readonly list: string;
  readonly act: 'set' | 'check' | 'update' | 'remove';
  readonly of: Selector;
  readonly seconds: number;
  readonly hits: number;
  readonly reap: boolean;
  /** Only packets of the same time to live count. */
  readonly withTtl: boolean;
  readonly negated: boolean;
}

/** No more connections of one key than `most`, with that of the packet; `over` asks for more. */
export interface Connections {
  readonly kind: 'connections';
  readonly of: readonly Selector[];
  readonly most: number;
  readonly over: boolean;
}

/** mark = (mark & keep) ^ ((from & and) ^ xor), where `from` is another mark, or none. */
export interface SetMark {
  readonly kind: 'set mark';
  readonly target: MarkName;
  readonly keep: number;
  readonly from: MarkName | null;
  readonly and: number;
  readonly xor: number;
}

/** Of the packet, and of its connection. */
export type MarkName = 'meta mark' | 'ct mark';

export type RuleVerdict =
  | { kind: 'ACCEPT' | 'DROP' | 'RETURN' | 'CONTINUE' }
  | { kind: 'JUMP' | 'GOTO'; chain: string }
  | { kind: 'QUEUE'; queue: number; bypass: boolean };

/** What decided on a packet in one base chain: a rule, or the chain's policy. */
export interface Ruling {
  readonly hook: HookName;
  readonly table: string;
  readonly family: Family | null;
  /** The type of the base chain. */
  readonly type: ChainType;
  /** The chain the rule is in; with a policy the base chain. */
  readonly chain: string;
  /** Place of the rule in its chain; null for the policy. */
  readonly rule: number | null;
  readonly comment: string | null;
  readonly verdict: 'ACCEPT' | 'DROP' | 'QUEUE';
}

/** What tells a table from all others. */
export function tableKey({ family, name }: Pick<Table, 'family' | 'name'>): string {
  return `${family} ${name}`;
}

/** `ip filter FORWARD 3`, `inet filter forward policy`: what a rule, or a policy, is called. */
export function nameOf({ family, table, chain, rule }: Pick<Ruling, 'family' | 'table' | 'chain' | 'rule'>): string {
  return `${family === null ? 'inet' : FAMILY_WORDS[family]} ${table} ${chain} ${rule ?? 'policy'}`;
}

export const FAMILY_WORDS: Readonly<Record<Family, string>> = { [Family.IPV4]: 'ip', [Family.IPV6]: 'ip6' };

/**
 * The ruling that decided on a packet, where there are several: what ended its way; else the last rule that let it pass in
 * a filter, or the last policy where no rule did. Null where there is none.
 */
export function decisiveOf(rulings: readonly Ruling[]): Ruling | null {
  const last = rulings.at(-1) ?? null;
  if (last === null || last.verdict === 'DROP') return last;
  const filters = rulings.filter(({ type }) => type !== 'nat');
  return filters.findLast(({ rule }) => rule !== null) ?? filters.at(-1) ?? last;
}

const VERDICT_MASK = 0xff;

/** A verdict as Netfilter takes it, as rulings tell it. */
export function rulingVerdict(verdict: number): Ruling['verdict'] {
  switch (verdict & VERDICT_MASK) {
    case Verdict.ACCEPT:
      return 'ACCEPT';
    case Verdict.QUEUE:
      return 'QUEUE';
    default:
      return 'DROP';
  }
}
