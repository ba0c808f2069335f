/** Comparing lines of text. */
import { ExpectationError } from './expectation';

interface How {
  /** The actual lines are sorted, so the expected ones are before they are compared. */
  sorted?: boolean;
  /** Other lines may stand between them. */
  open?: boolean;
}

/** Throws unless the lines of `text` (blank ones aside) are the actual ones. */
export function expectLines(noun: string, text: string, actual: string[], { sorted, open }: How = {}): void {
  const expected = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  if (sorted) expected.sort();
  const found = actual.map(line => line.trim());
  const holds = open ? isSubsequence(expected, found) : expected.join('\n') === found.join('\n');
  if (holds) return;
  const shown = (lines: string[]) => (lines.length > 0 ? lines.map(line => `  ${line}`) : ['  none']);
  const title = `the ${noun} are not as expected`;
  throw new ExpectationError([title, 'expected:', ...shown(expected), 'actual:', ...shown(found)].join('\n'));
}

function isSubsequence(expected: string[], actual: string[]): boolean {
  let at = 0;
  for (const line of actual) if (line === expected[at]) at++;
  return at === expected.length;
}
