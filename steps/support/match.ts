/** Comparing what was expected, cell by cell, with what is there; and saying both side by side. */
import type { Comparison } from '../../reports/model';
import { ExpectationError } from './expectation';
import type { Row } from './table';

/** What a column of a table of expectations means. */
export interface Column<T> {
  /** Reads a cell; throws `InputError` for what is not allowed in it. The result is written as `show` writes. */
  read(cell: string): string;
  /** The actual value as a cell would have it; `-` for none. */
  show(subject: T): string;
  /** Whether a cell fits where that is not equality of the texts. */
  fits?(expected: string, subject: T): boolean;
}

export type Columns<T> = Record<string, Column<T>>;

/** A row's expectations, ready to be compared. */
export type Expected = Map<string, string>;

/** An expectation beside what is there. */
export type { Comparison };

/** The cells of a row that are expectations, read and checked. */
export function expectations<T>(row: Row, columns: Columns<T>): Expected {
  const expected: Expected = new Map();
  for (const column of row.columns()) {
    if (columns[column])
      expected.set(
        column,
        row.needed(column, cell => columns[column].read(cell)),
      );
  }
  return expected;
}

export function comparisons<T>(expected: Expected, subject: T, columns: Columns<T>): Comparison[] {
  return [...expected].map(([column, wanted]) => {
    const { show, fits } = columns[column];
    const actual = show(subject);
    return { column, expected: wanted, actual, holds: fits ? fits(wanted, subject) : wanted === actual };
  });
}

/** Expected and actual side by side. */
export function sideBySide(found: Comparison[]): string {
  return grid([['', 'expected', 'actual'], ...found.map(({ column, expected, actual }) => [column, expected, actual])]);
}

/** Rows of cells as columns of equal width. */
export function grid(rows: string[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => width(row[column]))));
  return rows
    .map(row => `  ${row.map((cell, at) => cell + ' '.repeat(widths[at] - width(cell))).join('  ')}`.trimEnd())
    .join('\n');
}

/** Columns of a terminal a text takes: Chinese characters take two. */
function width(text: string): number {
  let total = 0;
  for (const character of text) total += /[\u1100-\uffdc]/.test(character) ? 2 : 1;
  return total;
}

export interface ClosedWorld<T> {
  /** What the things are called: `entries`. */
  noun: string;
  place: string;
  rows: Row[];
  subjects: T[];
  columns: Columns<T>;
  /** Whether each row belongs to the thing at the same place; in any order otherwise. */
  ordered?: boolean;
  /** Whether things that no row describes are allowed. */
  open?: boolean;
}

/** Throws unless each row describes a thing of its own, and, in a closed world, no thing is left over. */
export function expectRows<T>(world: ClosedWorld<T>): void {
  const { rows, subjects, columns, ordered, open } = world;
  const expected = rows.map(row => expectations(row, columns));
  const fits = (row: number, at: number) =>
    comparisons(expected[row], subjects[at], columns).every(({ holds }) => holds);
  const assigned = ordered
    ? inOrder(rows.length, subjects.length, fits)
    : inAnyOrder(rows.length, subjects.length, fits);
  const missing = rows.map((_, row) => row).filter(row => !assigned.has(row));
  const taken = new Set(assigned.values());
  const surplus = open ? [] : subjects.map((_, at) => at).filter(at => !taken.has(at));
  if (missing.length > 0 || surplus.length > 0) throw new ExpectationError(describe(world, expected, missing, surplus));
}

function inOrder(rows: number, subjects: number, fits: (row: number, at: number) => boolean): Map<number, number> {
  const pairs = Array.from({ length: Math.min(rows, subjects) }, (_, at) => at).filter(at => fits(at, at));
  return new Map(pairs.map(at => [at, at]));
}

/** As many rows as possible each with a thing of its own (Kuhn's augmenting paths). */
function inAnyOrder(rows: number, subjects: number, fits: (row: number, at: number) => boolean): Map<number, number> {
  const owner = new Map<number, number>();
  const place = (row: number, tried: Set<number>): boolean => {
    for (let at = 0; at < subjects; at++) {
      if (tried.has(at) || !fits(row, at)) continue;
      tried.add(at);
      const before = owner.get(at);
      if (before !== undefined && !place(before, tried)) continue;
      owner.set(at, row);
      return true;
    }
    return false;
  };
  for (let row = 0; row < rows; row++) place(row, new Set());
  return new Map([...owner].map(([at, row]) => [row, at]));
}

function describe<T>(world: ClosedWorld<T>, expected: Expected[], missing: number[], surplus: number[]): string {
  const { noun, place, rows, subjects, columns } = world;
  const names = [...new Set(expected.flatMap(row => [...row.keys()]))];
  const shown = names.length > 0 ? names : Object.keys(columns).slice(0, 4);
  const place1 = missing.length > 0 ? rows[missing[0]].place : place;
  const wanted = expected.map((row, at) => [
    missing.includes(at) ? '!' : '',
    ...shown.map(name => row.get(name) ?? ''),
  ]);
  const actual = subjects.map((subject, at) => [
    surplus.includes(at) ? '!' : '',
    ...shown.map(name => columns[name].show(subject)),
  ]);
  return [
    `${place1}: the ${noun} are not as expected (! marks what has no counterpart)`,
    `expected ${rows.length}:`,
    grid([['', ...shown], ...wanted]),
    `actual ${subjects.length}:`,
    grid([['', ...shown], ...actual]),
  ].join('\n');
}
