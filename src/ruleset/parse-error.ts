/** Errors of the parsers that Peggy makes: the line, what stands there, and what is allowed. */
import { InputError } from '../errors';

interface PeggyError extends Error {
  expected: { type: string; text?: string; description?: string }[] | null;
  location: { start: { line: number; column: number; offset: number } };
}

/** Most words that an error lists. */
const LISTED = 40;

/** Reads a text. What cannot be read is an `InputError` that names the line. */
export function readWith<T>(parse: (text: string, options: object) => unknown, text: string): T {
  try {
    return parse(text, {}) as T;
  } catch (error) {
    if (!isPeggyError(error)) throw error;
    const { line, column } = error.location.start;
    throw new InputError(`line ${line}, column ${column}: ${explain(error, text)}`);
  }
}

function isPeggyError(error: unknown): error is PeggyError {
  return error instanceof Error && 'expected' in error && 'location' in error;
}

function explain(error: PeggyError, text: string): string {
  if (!error.expected) return error.message;
  // A class of characters without a name is part of some word.
  const words = error.expected
    .filter(({ type }) => type !== 'class')
    .map(({ type, text: literal, description }) => {
      if (type === 'end') return 'the end';
      return type === 'literal' ? JSON.stringify(literal).slice(1, -1) : (description ?? type);
    });
  const allowed = [...new Set(words)].filter(word => word !== 'space' && !word.endsWith('\\n')).sort();
  const rest = text.slice(error.location.start.offset);
  const found = rest === '' ? 'the end' : JSON.stringify(/^([\w@./:-]+|.)/s.exec(rest)![0]);
  const listed = allowed.length > LISTED ? [...allowed.slice(0, LISTED), '…'] : allowed;
  return `${found} is not allowed here; allowed: ${listed.join(', ') || 'a space'}`;
}
