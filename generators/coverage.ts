/**
 * What a campaign has reached: transitions of TCP, reasons for INVALID, verdicts at hooks, helper commands, cases of
 * fragmentation. Each kind has a known whole, so that what is missing can be named and a minimum required.
 *
 * The router is watched from outside. Where nobody counts, as in a replay, nothing is called.
 */
import { FLAG_CLASS_NAMES, TCP_STATE_NAMES } from '../src/conntrack/protocols/tcp-table';
import { HOOK_NAMES, Hook, VERDICT_NAMES, type Verdict } from '../src/netfilter/hooks';
import { CtInfo, type Packet } from '../src/packet/packet';
import { findTransport } from '../src/packet/transport';
import type { Simulation } from '../src/simulation';
import { COVERABLE, type CoverageKind, canonicalReason, commandIn, NO_REASON, protocolName } from './coverable';

/** How often each thing was reached, by its name, kind by kind; plain data. */
export type CoverageCounts = Record<CoverageKind, Record<string, number>>;

/** What was reached of one kind. */
export interface KindSummary {
  readonly kind: CoverageKind;
  readonly reached: number;
  readonly all: number;
  readonly missing: readonly string[];
}

const CLASSES = FLAG_CLASS_NAMES.length;
const STATES = TCP_STATE_NAMES.length;
const VERDICTS = VERDICT_NAMES.length;

export class Coverage {
  readonly #transitions = new Uint32Array(2 * CLASSES * STATES);
  readonly #verdicts = new Uint32Array(HOOK_NAMES.length * VERDICTS);
  /** By the protocol's name, none where no transport header was found, and the reason as it was given. */
  readonly #reasons = new Map<string | null, Map<string, number>>();
  readonly #commands = new Map<string, number>();
  readonly #fragments = new Map<string, number>();
  #simulation: Simulation | null = null;
  #announced = 0;

  /** Counts from here on what a router does. */
  watch(simulation: Simulation): Simulation {
    this.#settle();
    this.#simulation = simulation;
    this.#announced = 0;
    const { conntrack, netfilter } = simulation;
    conntrack.onTransition = (dir, flagClass, state) => {
      this.#transitions[(dir * CLASSES + flagClass) * STATES + state]++;
    };
    const traverse = netfilter.traverse.bind(netfilter);
    netfilter.traverse = (hook, packet) => {
      const verdict = traverse(hook, packet);
      this.#traversed(hook, packet, verdict);
      return verdict;
    };
    return simulation;
  }

  counts(): CoverageCounts {
    this.#settle();
    const transitions: Record<string, number> = {};
    for (const [at, count] of this.#transitions.entries()) if (count > 0) transitions[transitionName(at)] = count;
    const verdicts: Record<string, number> = {};
    for (const [at, count] of this.#verdicts.entries()) if (count > 0) verdicts[verdictName(at)] = count;
    const reasons: Record<string, number> = {};
    for (const [protocol, given] of this.#reasons) {
      for (const [reason, count] of given) {
        add(reasons, canonicalReason(protocol === null ? reason : `${protocol}: ${reason}`), count);
      }
    }
    return {
      transitions,
      reasons,
      verdicts,
      commands: Object.fromEntries(this.#commands),
      fragments: Object.fromEntries(this.#fragments),
    };
  }

  #traversed(hook: Hook, packet: Packet, verdict: Verdict): void {
    this.#verdicts[hook * VERDICTS + verdict]++;
    if (hook === Hook.PREROUTING || hook === Hook.OUTPUT) {
      if (packet.tracked && packet.ctinfo === CtInfo.NONE) this.#invalid(packet);
    } else if (hook !== Hook.FORWARD) {
      const { expect_create } = this.#simulation!.conntrack.statistics;
      if (expect_create !== this.#announced) count(this.#commands, commandIn(packet));
      else if (packet.reason?.startsWith('partial matching')) count(this.#commands, 'cut off in the middle');
      this.#announced = expect_create;
    }
  }

  #invalid(packet: Packet): void {
    const { bytes, start, end, family, reason } = packet;
    const found = findTransport(bytes, start, end, family);
    const protocol = found < 0 ? null : protocolName(found & 0xff);
    const given = this.#reasons.get(protocol) ?? new Map<string, number>();
    this.#reasons.set(protocol, given);
    const named = found < 0 ? NO_REASON : (reason ?? NO_REASON);
    // Numbers in reasons are without end; as many as this are kept apart before they are put together.
    count(given, given.size < 1000 || given.has(named) ? named : canonicalReason(named));
  }

  /** Takes over what the router has counted itself. */
  #settle(): void {
    const simulation = this.#simulation;
    if (simulation === null) return;
    this.#simulation = null;
    const { statistics } = simulation.conntrack;
    if (statistics.expect_new > 0) count(this.#commands, 'announced, and the connection came', statistics.expect_new);
    for (const [family, counters] of Object.entries(simulation.defrag.statistics)) {
      for (const [counter, value] of Object.entries(counters) as [string, number][]) {
        if (value > 0) count(this.#fragments, `${family} ${counter}`, value);
      }
    }
  }
}

/** Adds up what two campaigns, or two parts of one, have reached. */
export function addCoverage(sum: CoverageCounts, more: CoverageCounts): void {
  for (const kind of Object.keys(COVERABLE) as CoverageKind[]) {
    for (const [name, times] of Object.entries(more[kind])) add(sum[kind], name, times);
  }
}

export function noCoverage(): CoverageCounts {
  return { transitions: {}, reasons: {}, verdicts: {}, commands: {}, fragments: {} };
}

/** What was reached of each kind, and what was not. */
export function summarise(counts: CoverageCounts): KindSummary[] {
  return (Object.keys(COVERABLE) as CoverageKind[]).map(kind => {
    const all = COVERABLE[kind];
    const missing = all.filter(name => !counts[kind][name]);
    return { kind, reached: all.length - missing.length, all: all.length, missing };
  });
}

function transitionName(at: number): string {
  const dir = at < CLASSES * STATES ? 'original' : 'reply';
  return `${dir} ${FLAG_CLASS_NAMES[Math.floor(at / STATES) % CLASSES]} in ${TCP_STATE_NAMES[at % STATES]}`;
}

function verdictName(at: number): string {
  return `${HOOK_NAMES[Math.floor(at / VERDICTS)]} ${VERDICT_NAMES[at % VERDICTS]}`;
}

function count(counts: Map<string, number>, name: string, times = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + times);
}

function add(counts: Record<string, number>, name: string, times: number): void {
  counts[name] = (counts[name] ?? 0) + times;
}
