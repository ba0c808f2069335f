/** What changed between two reports. */
import type { Outcome, Report, Requirement, Result } from './model';

export interface Change {
  id: string;
  name: string;
  implementation: string;
  /** Null where it was not there. */
  before: Outcome | null;
  after: Outcome | null;
  seconds: { before: number; after: number };
}

export interface Difference {
  failing: Change[];
  fixed: Change[];
  /** Between passed, not observable and not run. */
  changed: Change[];
  added: Change[];
  removed: Change[];
  slower: Change[];
}

/** Slower is what takes at least twice as long and a tenth of a second more: anything less is noise. */
const SLOWER_FACTOR = 2;
const SLOWER_SECONDS = 0.1;

const BAD: readonly (Outcome | null)[] = ['failed', 'unreadable', 'broken'];

/** Compares requirement by requirement; an implementation that only one of them has is left out. */
export function diffReports(old: Report, fresh: Report): Difference {
  const difference: Difference = { failing: [], fixed: [], changed: [], added: [], removed: [], slower: [] };
  const before = new Map(old.requirements.map(each => [each.id, each]));
  const after = new Map(fresh.requirements.map(each => [each.id, each]));
  for (const implementation of commonImplementations(old, fresh)) {
    for (const id of new Set([...after.keys(), ...before.keys()])) {
      const change = changeOf(before.get(id), after.get(id), implementation);
      if (change === null) continue;
      const kind = kindOf(change);
      if (kind !== null) difference[kind].push(change);
      if (isSlower(change)) difference.slower.push(change);
    }
  }
  return difference;
}

/** By backend, so that two kernels can be compared as well. */
function commonImplementations(old: Report, fresh: Report): { before: string; after: string }[] {
  return fresh.implementations.flatMap(({ name, backend }) => {
    const same = old.implementations.find(each => each.name === name);
    const alike = same ?? old.implementations.find(each => each.backend === backend);
    return alike ? [{ before: alike.name, after: name }] : [];
  });
}

function changeOf(
  one: Requirement | undefined,
  other: Requirement | undefined,
  names: { before: string; after: string },
): Change | null {
  const before = resultOn(one, names.before);
  const after = resultOn(other, names.after);
  if (!before && !after) return null;
  const { id, name } = (other ?? one)!;
  return {
    id,
    name,
    implementation: names.after,
    before: before?.outcome ?? null,
    after: after?.outcome ?? null,
    seconds: { before: before?.seconds ?? 0, after: after?.seconds ?? 0 },
  };
}

function resultOn(requirement: Requirement | undefined, name: string): Result | undefined {
  return requirement?.results.find(({ implementation }) => implementation === name);
}

function kindOf({ before, after }: Change): keyof Difference | null {
  if (before === after) return null;
  if (after === null) return 'removed';
  if (BAD.includes(after)) return BAD.includes(before) ? 'changed' : 'failing';
  if (before === null) return 'added';
  return BAD.includes(before) ? 'fixed' : 'changed';
}

function isSlower({ before, after, seconds }: Change): boolean {
  if (before === null || after === null) return false;
  return seconds.after >= SLOWER_FACTOR * seconds.before && seconds.after - seconds.before >= SLOWER_SECONDS;
}

const TITLES: [kind: keyof Difference, title: string][] = [
  ['failing', 'NEWLY FAILING'],
  ['fixed', 'FIXED'],
  ['changed', 'CHANGED'],
  ['added', 'ADDED'],
  ['removed', 'REMOVED'],
  ['slower', 'SLOWER'],
];

/** The difference as text: each kind there is with its requirements, then one line of counts. */
export function diffText(difference: Difference): string {
  const lines = TITLES.flatMap(([kind, title]) => {
    const changes = difference[kind];
    if (changes.length === 0) return [];
    return [title, ...changes.map(change => `  ${changeText(kind, change)}`), ''];
  });
  const counts = TITLES.map(([kind, title]) => `${difference[kind].length} ${title.toLowerCase()}`);
  return [...lines, `${counts.join(', ')}.`, ''].join('\n');
}

function changeText(kind: keyof Difference, { id, name, implementation, before, after, seconds }: Change): string {
  const what =
    kind === 'slower'
      ? `${seconds.before.toFixed(2)} s -> ${seconds.after.toFixed(2)} s`
      : [before ?? 'absent', after ?? 'absent'].join(' -> ');
  return `${id}  ${name}  (${implementation}: ${what})`;
}
