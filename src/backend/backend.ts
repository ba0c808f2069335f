/**
 * What the specification talks to: a router that is given packets and time and tells what it saw.
 *
 * Steps, generators and reports know this interface and nothing behind it. Every implementation (the simulator, a live
 * kernel) fills the same `Observation`; what an implementation cannot tell it leaves out of `capabilities`.
 */
import type { CtState, Direction } from '../conntrack/ctstate';
import type { NatKind } from '../nat/kinds';
import type { HookName, VerdictName } from '../netfilter/hooks';
import type { Gateway, Interface } from '../netfilter/topology';
import type { Ruling } from '../ruleset/ruleset';

export type { CtState, Direction };

/** One stop of a packet on its way: the hook, and what conntrack says of it there (null: not classified yet). */
export interface HookVisit {
  hook: HookName;
  ctstate: CtState | null;
  ctdir: Direction | null;
}

/** One call of a callback: where, which one, what it returned. */
export interface CallbackCall {
  hook: HookName;
  callback: string;
  verdict: VerdictName;
}

/** One end's view of a flow, as conntrack writes it. Ports or ICMP id, type and code by protocol; null where it has none. */
export interface TupleView {
  src: string;
  dst: string;
  sport: number | null;
  dport: number | null;
  icmp: { type: number; code: number; id: number } | null;
}

/** A connection as a tool would list it. Times are in whole seconds as the kernel prints them. */
export interface Entry {
  family: 'ipv4' | 'ipv6';
  /** `tcp`, `udp`, `icmp`, `icmpv6`, … or `unknown`, as the kernel prints it, and the number beside it. */
  protocol: string;
  protocolNumber: number;
  timeout: number;
  /** The protocol's own state (`SYN_SENT`, …), null for protocols without one. */
  state: string | null;
  original: TupleView;
  reply: TupleView;
  /** `SEEN_REPLY`, `ASSURED`, `CONFIRMED`, `EXPECTED`, `FIXED_TIMEOUT`, `DYING`, `HELPER`, … in the kernel's bit order. */
  status: string[];
  mark: number;
  /** 0 where no rule has chosen one; `zoneDirection` is the one direction it is for, null for both. */
  zone: number;
  zoneDirection: Direction | null;
  /** Numbers of the labels it has, lowest first. */
  labels: number[];
  use: number;
  helper: string | null;
  /** Original tuple of the master connection, for an expected one. */
  master: TupleView | null;
  counters: { original: Counter; reply: Counter } | null;
  /** A number that tools tell connections apart by. */
  id: number;
  /** Whole seconds since it was confirmed; null where its beginning is not noted. */
  age: number | null;
  /** The line `/proc/net/nf_conntrack` prints. */
  line: string;
}

export interface Counter {
  packets: number;
  bytes: number;
}

export interface Expectation {
  timeout: number;
  protocolNumber: number;
  tuple: TupleView;
  mask: TupleView;
  master: TupleView;
  /** Protocol number of the master. */
  masterProtocol: number;
  helper: string | null;
  /** Name of its class where its helper has several, as in `sip/audio`. */
  class: string | null;
  /** Which of its helper's policies it falls under. */
  classNumber: number;
  flags: string[];
  /** The line `/proc/net/nf_conntrack_expect` prints. */
  line: string;
}

/** What ctnetlink reports of a connection. Of the entry it tells what the event is about (`ctnetlink_conntrack_event`). */
export interface ConntrackEvent {
  type: 'NEW' | 'UPDATE' | 'DESTROY';
  /** Seconds on the backend's clock. */
  time: number;
  entry: Entry;
  /** Whether it tells the mark: one that is not 0, or has changed. */
  tellsMark: boolean;
}

export interface ExpectationEvent {
  type: 'NEW' | 'DESTROY';
  time: number;
  expectation: Expectation;
}

/** What decided on a packet in one chain at a hook: a rule of a loaded ruleset, or the chain's policy. */
export type { Ruling };

/** What a rule that counts has counted. */
export interface RuleCounter extends Counter {
  /** As in `filter FORWARD 3`. */
  rule: string;
  /** What its comment says; null without. */
  comment: string | null;
}

export interface Sent {
  device: string;
  bytes: Uint8Array;
  /** The router it comes to next, in a network of several. */
  next?: string;
}

/** Everything that was seen of one packet. */
export interface Observation {
  /** Which packet it is: packets given to `inject` are numbered from 1. */
  packet: number;
  /** Seconds on the backend's clock when the packet arrived. */
  time: number;
  /** The IP datagram that was given in. */
  bytes: Uint8Array;
  path: HookVisit[];
  /** Every callback it met; empty where the backend lacks the capability `callbacks`. */
  calls: CallbackCall[];
  /** What decided on it at each chain of the rulesets it met; empty without rulesets. */
  rulings: Ruling[];
  ctstate: CtState | null;
  ctdir: Direction | null;
  verdict: VerdictName;
  /** The kernel's own short reason for INVALID or DROP; null where it gives none. */
  reason: string | null;
  /** What left the router by an interface because of this packet, replies of its own included. */
  sent: Sent[];
  /** What was handed to a local process, answers of the router to itself not included. */
  delivered: Uint8Array[];
  /** Lines written to the kernel log. */
  log: string[];
  events: ConntrackEvent[];
  /**
   * The connection the packet belongs to, as it was just before and is just after; null where there is none. An ICMP
   * error belongs to one only once it is RELATED to it, so before there is none.
   */
  before: Entry | null;
  after: Entry | null;
  /** The router that has seen it, and the interface it came in by there, in a network of several. */
  router?: string;
  device?: string;
  /** What the other routers have seen of it and of what came of it, in the order it came by. */
  further?: Observation[];
}

/** What a backend can do beyond the common ground. A scenario that needs one a backend lacks is "not observable" there. */
export type Capability =
  /** `nf_conntrack_max` and the number of buckets can be set. */
  | 'table-size'
  /** Buckets, tuplehashes and the hash seed can be looked into. */
  | 'buckets'
  /** Every callback a packet meets is told, the kernel's own included. */
  | 'callbacks'
  /** All of the kernel log is told, not only what conntrack says of packets. */
  | 'kernel-log'
  /** Of the kernel log, the lines that rules write are told too. */
  | 'rule-log'
  /** Interfaces have link headers of their own, which a rule may log field by field. */
  | 'link-headers'
  /** Behaviour of the article's time can be selected: automatic helpers, eviction of the least recently used entry. */
  | 'history';

/** How a router differs from the default one. */
export interface RouterOptions {
  /** Which version of Linux it is to be, as in `5.10`. */
  linux?: string;
  /** Keys the hash of the connection table. */
  seed?: number;
  /** Number of buckets of the connection table. */
  buckets?: number;
  /** Which entry makes room in a full table: Linux's early drop, or what the article tells. */
  eviction?: Eviction;
  /** Whether helpers are assigned by rules, as since Linux 4.7, or to their well-known ports, as before. */
  helpers?: HelperAssignment;
  /** MTU of every interface that does not say its own. */
  mtu?: number;
  /** Its interfaces; `c0` and `s0` unless told. */
  interfaces?: readonly Interface[];
  /** The ways to networks that are not its own. */
  gateways?: readonly Gateway[];
}

export const EVICTIONS = ['early drop', 'least recently used'] as const;
export type Eviction = (typeof EVICTIONS)[number];

export const HELPER_ASSIGNMENTS = ['explicit', 'automatic'] as const;
export type HelperAssignment = (typeof HELPER_ASSIGNMENTS)[number];

/** A callback for a hook: packets that fit `match` (see `match.ts`) meet `action`. */
export interface CallbackRule {
  /** What traces call it. */
  name: string;
  hook: HookName;
  priority: number;
  match: string;
  action: CallbackAction;
}

export type CallbackAction =
  | { kind: 'ACCEPT' | 'DROP' | 'STOLEN' | 'NOTRACK' }
  | { kind: 'QUEUE'; queue: number; bypass: boolean }
  /** Returns REPEAT this many times for a packet, then ACCEPT. */
  | { kind: 'REPEAT'; times: number }
  /** Sets the packet's or the connection's mark, and accepts. */
  | { kind: 'MARK' | 'CTMARK'; value: number }
  /** Translates the connection that the packet opens into a range as `parseRange` reads it; `''` asks for none. */
  | { kind: NatKind; range: string }
  /** Assigns a helper, and accepts. */
  | { kind: 'HELPER'; helper: string }
  /** Before conntrack: has the packet looked for in a zone, or in one direction in a zone. */
  | { kind: 'ZONE'; zone: number; direction: Direction | null }
  /** Adds a label to the connection. */
  | { kind: 'LABEL'; label: number }
  /** Gives a new connection timeouts of its own, in seconds by nft's names. */
  | { kind: 'TIMEOUT'; timeouts: Record<string, number> }
  /** Chooses which events are reported of the connection. */
  | { kind: 'EVENTS'; events: string[] };

/** A helper is for one transport protocol: the one that the rule matches. */
export function protocolOfHelper(match: string): 'tcp' | 'udp' {
  return /\budp\b/.test(match) ? 'udp' : 'tcp';
}

/** What a userspace handler does with each packet of its queue. */
export type HandlerPolicy = { kind: 'accept' | 'drop' | 'hold' } | { kind: 'alter'; offset: number; bytes: Uint8Array };

/** What is done with a packet that waits in a queue or is held by a callback that stole it. */
export type Decision = 'accept' | 'drop' | 'repeat';

/** The tuplehashes of one connection as they stand in the table. */
export interface TableInsight {
  entry: Entry;
  /** Bucket each direction's tuplehash stands in, and how often; those a lookup by its tuple finds. */
  original: TuplehashInsight;
  reply: TuplehashInsight;
}

export interface TuplehashInsight {
  /** The bucket its hash falls into. */
  bucket: number;
  /** The buckets it was found in by walking all of them. */
  foundIn: number[];
  /** Whether a lookup by the tuple finds this very connection, in this direction. */
  resolves: boolean;
}

/** How the time that `advance` let pass has passed, in seconds. */
export interface TimePassed {
  /** The clock was moved. */
  virtual: number;
  /** The time went by. */
  real: number;
  /** It was taken off the timeouts of all entries and expectations instead. */
  takenOff: number;
}

export interface Backend {
  readonly name: string;
  readonly capabilities: ReadonlySet<Capability>;
  readonly timePassed: Readonly<TimePassed>;
  /** Reads or sets a sysctl by its full name; throws `InputError` for one that does not exist or a value out of range. */
  sysctl(name: string): Promise<string>;
  setSysctl(name: string, value: string): Promise<void>;
  addCallback(rule: CallbackRule): Promise<void>;
  /** Loads a ruleset as its tool would: a dump of iptables-save or ip6tables-save, or commands of nftables such as `nft list ruleset` prints. */
  loadRuleset(text: string): Promise<void>;
  /** What the rules that count have counted. */
  ruleCounters(): Promise<RuleCounter[]>;
  /** Assigns a helper to new connections to `port` (`ct helper set`). */
  assignHelper(helper: string, protocol: 'tcp' | 'udp', port: number): Promise<void>;
  /** Takes an address away from the router. */
  removeAddress(address: string): Promise<void>;
  /** Takes an interface down. */
  takeDown(device: string): Promise<void>;
  /** Binds a userspace handler to a queue; `maxLength` is how many packets may wait. */
  handleQueue(queue: number, policy: HandlerPolicy, maxLength?: number): Promise<void>;
  /** Hands the router one IP datagram: by an interface (`c0`, `s0`), or from a local process (`lo`). */
  inject(device: string, datagram: Uint8Array): Promise<Observation>;
  /** Decides on a packet that waits or is held; returns all that was seen of it, before and now. */
  decide(packet: number, decision: Decision): Promise<Observation>;
  /** Seconds since the backend was made. */
  now(): Promise<number>;
  /** Throws `NotObservable` where the time cannot be made to pass. */
  advance(seconds: number): Promise<void>;
  entries(): Promise<Entry[]>;
  expectations(): Promise<Expectation[]>;
  statistics(): Promise<Record<string, number>>;
  log(): Promise<string[]>;
  events(): Promise<ConntrackEvent[]>;
  expectationEvents(): Promise<ExpectationEvent[]>;
  /** Takes a connection that `entries` told of out of the table; one that has gone meanwhile is none. */
  remove(entry: Entry): Promise<void>;
  /** The lines that `conntrack` prints with these options (see `print/command.ts`). */
  conntrack(options: string): Promise<string[]>;
  /** The connection table from inside; capability `buckets`. */
  insight(): Promise<TableInsight[]>;
  close(): Promise<void>;
}
