/**
 * The packet notation: text to packet and packet to text. The grammar is notation.peggy; docs/notation.md explains it.
 *
 * Reading takes two steps. `parsePacket` turns text into a description, plain data that stands for itself; `buildPacket`
 * turns that into bytes, in a context that knows what a description may leave open: what the names of hosts stand
 * for, and to which flow a segment belongs. `printPacket` goes back.
 */
import { InputError } from '../errors';
import { SyntaxError as ParserError, parse } from './notation.generated';
import type { PacketDescription } from './notation-types';

export { buildPacket } from './notation-build';
export { FlowContext } from './notation-flow';
export { printPacket } from './notation-print';
export type { PacketContext, PacketDescription } from './notation-types';

/** Text that is no packet: says the column, counted from 1, and what is allowed there. */
export class NotationError extends InputError {
  constructor(
    readonly column: number,
    what: string,
  ) {
    super(`column ${column}: ${what}`);
  }
}

/** What Peggy's errors tell; one that an action of the grammar raised has a message of its own and expects nothing. */
interface PeggyError extends Error {
  expected: { type: string; text?: string; description?: string }[] | null;
  location: { start: { offset: number } };
}

/** Reads a packet in notation. Throws NotationError. */
export function parsePacket(text: string): PacketDescription {
  try {
    return parse(text, {});
  } catch (error) {
    if (!(error instanceof ParserError)) throw error;
    const { location } = error as unknown as PeggyError;
    throw new NotationError(location.start.offset + 1, explain(error as unknown as PeggyError, text));
  }
}

function explain(error: PeggyError, text: string): string {
  if (!error.expected) return error.message;
  const allowed = [...new Set(error.expected.map(wordOf))].filter(word => word !== 'space').sort();
  const rest = text.slice(error.location.start.offset);
  const found = rest === '' ? 'the end' : JSON.stringify(/^(\w[\w.-]*|.)/s.exec(rest)![0]);
  if (allowed.length === 0) allowed.push('a space');
  return `${found} is not allowed here; allowed ${allowed.length === 1 ? 'is' : 'are'} ${listed(allowed)}`;
}

/** Literals that say more with what follows them. */
const LITERALS: Record<string, string> = { '"': '"text"', '0x': '0x…', '{': '{packet}' };

function wordOf(expected: NonNullable<PeggyError['expected']>[number]): string {
  if (expected.type === 'end') return 'the end';
  return expected.type === 'literal' ? (LITERALS[expected.text!] ?? expected.text!) : expected.description!;
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}
