/** An outcome as a sign that is told apart by its shape as well as by its colour. */
import type { Outcome } from '../../model';
import type { Row } from '../pack';

const SIGNS: Record<string, string> = {
  passed: '✓',
  'not observable': '○',
  'not run': '–',
  failed: '✗',
  unreadable: '?',
  broken: '!',
  divergence: '≠',
  'known divergence': '≈',
};

export function Sign({ outcome }: { outcome: string }) {
  return (
    <span class={`sign ${classOf(outcome)}`} title={outcome}>
      <span aria-hidden="true">{SIGNS[outcome] ?? ''}</span>
      <span class="unseen">{outcome}</span>
    </span>
  );
}

export function classOf(outcome: string): string {
  return `is-${outcome.replaceAll(' ', '-')}`;
}

/**
 * What is shown of a row on one implementation: what passes, and is not what another one has seen, is a divergence; that
 * and a failure are a known divergence where they are known.
 */
export function shownOutcome({ known, divergent }: Row, outcome: Outcome): string {
  const isBad = outcome === 'failed' || outcome === 'unreadable' || outcome === 'broken';
  if (known && (isBad || divergent)) return 'known divergence';
  return divergent && outcome === 'passed' ? 'divergence' : outcome;
}

/** How outcomes are shared out, as one bar. */
export function Shares({ counts }: { counts: Map<string, number> }) {
  const all = [...counts.values()].reduce((sum, number) => sum + number, 0);
  if (all === 0) return null;
  const text = [...counts].map(([outcome, number]) => `${number} ${outcome}`).join(', ');
  return (
    <span class="shares" role="img" aria-label={text} title={text}>
      {[...counts].map(([outcome, number]) => (
        <span key={outcome} class={classOf(outcome)} style={{ flexGrow: number / all }} />
      ))}
    </span>
  );
}

export function countShown(rows: readonly Row[], implementation: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const outcome = row.outcomes[implementation];
    if (outcome === null) continue;
    const shown = shownOutcome(row, outcome);
    counts.set(shown, (counts.get(shown) ?? 0) + 1);
  }
  return new Map([...counts].sort(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other)));
}

const ORDER = Object.keys(SIGNS);
