/** The figures of a report that every format tells. */

import { cellsReached } from './cells';
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

export function figuresOf({ requirements, coverage }: Report): Figures {
  return {
    requirements: requirements.length,
    packets: requirements.reduce(
      (sum, { results }) => sum + results.reduce((all, each) => all + each.packets.length, 0),
      0,
    ),
    tcp: cellsReached(coverage.transitions, 'tcp'),
    sctp: cellsReached(coverage.transitions, 'sctp'),
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
