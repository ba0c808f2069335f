/**
 * The result model: what was specified, what held on which implementation, and what was seen. Every format is made of
 * it. `report.schema.json` is generated from these types, and says the same to other programs.
 */
import type { HookName, VerdictName } from '../src/netfilter/hooks';

/** Version of the shape. It grows when something that was there changes its meaning or goes. */
export const FORMAT_VERSION = 1;

export interface Report {
  format: 'ctspec report';
  version: 1;
  /** Version of ctspec. */
  ctspec: string;
  /** When the first run began, as ISO 8601 in UTC. */
  started: string;
  implementations: Implementation[];
  /** In the order of the specification. */
  requirements: Requirement[];
  coverage: Coverage;
  campaigns: Campaign[];
}

/** What ran the specification. */
export interface Implementation {
  /** `simulator`, or `Linux` and the kernel's release. Unique in a report. */
  name: string;
  backend: string;
  /** Seconds the run took; of several that were merged, all together. */
  seconds: number;
}

/** A scenario, or one row of an outline. */
export interface Requirement {
  /** The `@id:` tag without its prefix; a row of an outline has its number behind it (`tcp-cell/3`). Unique in a report. */
  id: string;
  /** The rule in one sentence. */
  name: string;
  feature: string;
  /** File and line below the folder the run began in. */
  file: string;
  line: number;
  /** Folder below `features`. */
  folder: string;
  /** All tags but the identifier. */
  tags: string[];
  /** The address families its packets are of; none where it sends no packet. */
  families: Family[];
  steps: Step[];
  /** One for each implementation that ran it. */
  results: Result[];
  /** Where two implementations have seen different things: what each has seen, in lines for people. */
  divergence: string[];
  /** Why a divergence, or a failure on one implementation, is known and accepted; null for what is not. */
  known: string | null;
}

export type Family = 'ipv4' | 'ipv6';

/** A step as it was run: placeholders replaced, those of backgrounds included. */
export interface Step {
  /** In the language of the feature: `Given`, `当`, … */
  keyword: string;
  text: string;
  line: number;
  /** Rows of cells; the first is the heading. */
  table: string[][] | null;
  docString: string | null;
}

/** The worst last. */
export const OUTCOMES = ['passed', 'not observable', 'not run', 'failed', 'unreadable', 'broken'] as const;
/**
 * `not observable`: the implementation lacks what the scenario needs; neither passed nor failed. `not run`: a dry run.
 * `unreadable`: a step is unknown, or a cell cannot be read. `broken`: a defect of ctspec.
 */
export type Outcome = (typeof OUTCOMES)[number];

/** What became of a requirement on one implementation. */
export interface Result {
  /** Name of the implementation. */
  implementation: string;
  outcome: Outcome;
  /** Why it is not `passed`; null where it is. */
  reason: string | null;
  /** Position in `steps` of the step that ended it; null where none did. */
  step: number | null;
  seconds: number;
  /** Whether it did not hold at first and was run again, since a clock may have ticked at the wrong moment. */
  again: boolean;
  /** How its time has passed; null where it let none pass. */
  timePassed: TimePassed | null;
  packets: SeenPacket[];
  /** How full the connection table was, after each packet and each wait. */
  occupancy: Occupancy[];
  /** Cells of the transition tables that its packets reached, each once. */
  transitions: Transition[];
}

/** Seconds of a scenario's time, by the way they passed. */
export interface TimePassed {
  /** On a clock that was moved. */
  virtual: number;
  /** They went by. */
  real: number;
  /** They were taken off the timeouts of all entries and expectations: a kernel's clock cannot be moved. */
  takenOff: number;
}

/** A packet, and all that was seen of it. */
export interface SeenPacket {
  /** Counted from 1. What came of it at further routers of a network has the same, and stands behind it. */
  number: number;
  /** The router that has seen it, in a network of several; null where there is one. */
  router: string | null;
  /** Seconds since the scenario began. */
  time: number;
  /** Position in `steps` of the step it arrived in. */
  step: number;
  /** The interface it came in by: `c0`, `s0`, or `lo` from a local process; `ROUTER INTERFACE` in a network of several. */
  device: string;
  /** As the scenario writes it, or else as its bytes read. */
  text: string;
  /** The IP datagram in hexadecimal digits. */
  bytes: string;
  path: Visit[];
  ctstate: string | null;
  ctdir: string | null;
  verdict: VerdictName;
  /** The kernel's own short reason for INVALID or DROP. */
  reason: string | null;
  /** What left the router because of it, each with the interface in front: `s0: udp …`. */
  sent: string[];
  /** What a local process was handed. */
  delivered: string[];
  log: string[];
  /** Conntrack events, each with the entry's line: `NEW ipv4 …`. */
  events: string[];
  before: EntryView | null;
  after: EntryView | null;
  /** What the scenario expects of it, beside what is. */
  compared: Comparison[];
}

/** A hook on a packet's way, and what conntrack says of it there. */
export interface Visit {
  hook: HookName;
  ctstate: string | null;
  ctdir: string | null;
  /** Callbacks that were called, where the implementation tells. */
  calls: { callback: string; verdict: VerdictName }[];
}

/** A connection as it stands in the table. */
export interface EntryView {
  /** As `/proc/net/nf_conntrack` prints it. */
  line: string;
  /** The protocol's own state; null for protocols without. */
  state: string | null;
  status: string[];
  /** Seconds left. */
  timeout: number;
}

export interface Comparison {
  /** The column: `ctstate`, `timeout`, … */
  column: string;
  expected: string;
  actual: string;
  holds: boolean;
}

export interface Occupancy {
  /** Seconds since the scenario began. */
  time: number;
  entries: number;
  /** `nf_conntrack_max` at that time; 0 for no limit. */
  max: number;
}

/** A cell of a transition table. */
export interface Transition {
  protocol: 'tcp' | 'sctp';
  direction: 'original' | 'reply';
  /** The state the packet met. */
  from: string;
  /** Class of a TCP segment's flags, or type of an SCTP chunk. */
  on: string;
}

/** What a whole run reached. */
export interface Coverage {
  transitions: CoveredTransition[];
  /** How often a callback of a hook, or where those are not told the hook as a whole, returned a verdict. */
  verdicts: CoveredVerdict[];
  /** Why packets were INVALID. */
  reasons: CoveredReason[];
}

export interface CoveredTransition extends Transition {
  /** Identifiers of those that reach it. */
  requirements: string[];
}

export interface CoveredVerdict {
  implementation: string;
  hook: HookName;
  verdict: VerdictName;
  packets: number;
  /** The first hundred that show it. */
  requirements: string[];
}

export interface CoveredReason {
  /** With the protocol in front, and 0 for any number in it. */
  reason: string;
  /** By implementation. */
  packets: Record<string, number>;
  requirements: string[];
}

/** A fuzz campaign. */
export interface Campaign {
  /** Folder it is kept in. */
  folder: string;
  ctspec: string;
  seed: number;
  properties: { name: string; about: string; source: string; broken: boolean }[];
  runs: number;
  packets: number;
  seconds: number;
  coverage: { title: string; reached: number; all: number; missing: readonly string[] }[];
  counterexamples: { name: string; message: string | null; feature: string }[];
}
