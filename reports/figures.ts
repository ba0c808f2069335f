/** The figures of a report that every format tells. */

import { CHUNK_NAMES, SCTP_STATE_NAMES } from '../src/conntrack/protocols/sctp-table';
import { FLAG_CLASS_NAMES, TCP_STATE_NAMES } from '../src/conntrack/protocols/tcp-table';
import { OUTCOMES, type Outcome, type Report, type Requirement, type Result } from './model';

export type Counts = Record<Outcome, number>;

export function countsOf(results: readonly Result[]): Counts {
  const counts = Object.fromEntries(OUTCOMES.map(outcome => [outcome, 0])) as Counts;
  for (const { outcome } of results) counts[outcome]++;
  return counts;
}

/** `1570 passed, 10 not observable`. */
export function countsText(counts: Counts): string {
  const parts = OUTCOMES.filter(outcome => counts[outcome] > 0).map(outcome => `${counts[outcome]} ${outcome}`);
  return parts.join(', ') || 'none';
}

/** The results on one implementation. */
export function resultsOn(requirements: readonly Requirement[], implementation: string): Result[] {
  return requirements.flatMap(({ results }) => results.filter(each => each.implementation === implementation));
}

export const BAD: readonly Outcome[] = ['failed', 'unreadable', 'broken'];

/** Whether a result is bad, and not known to be. */
export function isTrouble({ known }: Requirement, { outcome }: Result): boolean {
  return known === null && BAD.includes(outcome);
}

export interface Trouble {
  requirement: Requirement;
  /** Null for a divergence. */
  result: Result | null;
}

/** Results that are bad and divergences that are not known: what stands between the report and conformance. */
export function troublesOf({ requirements }: Report): Trouble[] {
  return requirements.flatMap((requirement): Trouble[] => {
    const bad = requirement.results.filter(result => isTrouble(requirement, result));
    if (bad.length > 0) return bad.map(result => ({ requirement, result }));
    return requirement.divergence.length > 0 && requirement.known === null ? [{ requirement, result: null }] : [];
  });
}

/** Requirements that diverge, or fail somewhere, as is known. */
export function knownOf({ requirements }: Report): Requirement[] {
  return requirements.filter(
    ({ known, divergence, results }) =>
      known !== null && (divergence.length > 0 || results.some(({ outcome }) => BAD.includes(outcome))),
  );
}

export interface Figures {
  requirements: number;
  packets: number;
  /** Cells of each transition table that some requirement reaches. */
  tcp: { reached: number; all: number };
  sctp: { reached: number; all: number };
  reasons: number;
}

/** A reply in NONE cannot be: NONE is the state before the first packet, and whoever sends that is the originator. */
const TCP_CELLS = FLAG_CLASS_NAMES.length * (2 * TCP_STATE_NAMES.length - 1);
const SCTP_CELLS = Object.keys(CHUNK_NAMES).length * (2 * SCTP_STATE_NAMES.length - 1);

export function figuresOf({ requirements, coverage }: Report): Figures {
  const reached = (protocol: string) =>
    coverage.transitions.filter(
      each => each.protocol === protocol && !(each.direction === 'reply' && each.from === 'NONE'),
    ).length;
  return {
    requirements: requirements.length,
    packets: requirements.reduce(
      (sum, { results }) => sum + results.reduce((all, each) => all + each.packets.length, 0),
      0,
    ),
    tcp: { reached: reached('tcp'), all: TCP_CELLS },
    sctp: { reached: reached('sctp'), all: SCTP_CELLS },
    reasons: coverage.reasons.length,
  };
}

/** Folders in the order of the specification. */
export function foldersOf(requirements: readonly Requirement[]): Map<string, Requirement[]> {
  const folders = new Map<string, Requirement[]>();
  for (const requirement of requirements) {
    const inside = folders.get(requirement.folder);
    if (inside) inside.push(requirement);
    else folders.set(requirement.folder, [requirement]);
  }
  return folders;
}
