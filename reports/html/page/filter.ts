/** Which requirements the matrix shows. */
import type { PageIndex, Row } from '../pack';

export interface Filter {
  /** Words that must all be in the identifier, name, feature, place or tags. */
  text: string;
  /** One of `OUTCOME_CHOICES`, or none for all. */
  outcome: string;
  family: string;
  /** What must be reached, as in `transitions:12`: a position in the coverage. */
  reaches: string;
}

export const OUTCOME_CHOICES = [
  'does not conform',
  'failed',
  'divergence',
  'known divergence',
  'not observable',
  'passed',
] as const;

const BAD = ['failed', 'unreadable', 'broken'];

export function filterOf(query: URLSearchParams): Filter {
  const [text, outcome, family, reaches] = ['q', 'outcome', 'family', 'reaches'].map(name => query.get(name) ?? '');
  return { text, outcome, family, reaches };
}

export function queryOf({ text, outcome, family, reaches }: Filter): Record<string, string> {
  return { q: text, outcome, family, reaches };
}

export function isEmpty(filter: Filter): boolean {
  return Object.values(filter).every(value => value === '');
}

/** Positions of the rows that fit. */
export function select(index: PageIndex, filter: Filter): number[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const reaching = filter.reaches === '' ? null : new Set(reached(index, filter.reaches)?.rows ?? []);
  return index.rows.flatMap((row, at) => {
    const fits =
      (reaching === null || reaching.has(at)) &&
      (filter.family === '' || row.families.includes(filter.family as Row['families'][number])) &&
      hasOutcome(row, filter.outcome) &&
      words.every(word => searchText(row).includes(word));
    return fits ? [at] : [];
  });
}

/** Whether it fails somewhere, or two implementations differ about it, and that is not known. */
export function isTrouble({ outcomes, known, divergent }: Row): boolean {
  return !known && (divergent || isBad(outcomes));
}

function isBad(outcomes: Row['outcomes']): boolean {
  return outcomes.some(outcome => outcome !== null && BAD.includes(outcome));
}

function hasOutcome(row: Row, wanted: string): boolean {
  const { outcomes, known, divergent } = row;
  if (wanted === '') return true;
  if (wanted === 'does not conform') return isTrouble(row);
  if (wanted === 'known divergence') return known && (divergent || isBad(outcomes));
  if (wanted === 'divergence') return divergent && !known;
  if (wanted === 'failed') return isBad(outcomes) && !known;
  return outcomes.some(outcome => outcome === wanted);
}

const texts = new WeakMap<Row, string>();

function searchText(row: Row): string {
  let text = texts.get(row);
  if (text === undefined) {
    const { id, name, feature, file, line, tags } = row;
    text = [id, name, feature, `${file}:${line}`, ...tags].join('\n').toLowerCase();
    texts.set(row, text);
  }
  return text;
}

/** The thing of the coverage that `reaches` names, and what it is called; null for none. */
export function reached(index: PageIndex, reaches: string): { title: string; rows: number[] } | null {
  const [kind, position] = reaches.split(':');
  const at = Number(position);
  const { transitions, verdicts, reasons } = index.coverage;
  if (kind === 'transitions' && transitions[at]) {
    const { protocol, direction, on, from, rows } = transitions[at];
    return { title: `${protocol.toUpperCase()}: ${on} of the ${direction} direction in ${from}`, rows };
  }
  if (kind === 'verdicts' && verdicts[at]) {
    const { hook, verdict, implementation, rows } = verdicts[at];
    return { title: `${verdict} at ${hook} on ${implementation}`, rows };
  }
  if (kind === 'reasons' && reasons[at]) return { title: `INVALID, ${reasons[at].reason}`, rows: reasons[at].rows };
  return null;
}
