/** Rulesets in files, of which one of nftables may include others. */
import fs from 'node:fs';
import path from 'node:path';
import { InputError } from '../errors';

/** The text with the files that it includes in their places. */
export interface RulesetFile {
  readonly text: string;
  /** An `InputError` about the text as one about the file that has its line; other errors as they are. */
  located(error: unknown): unknown;
}

interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

const INCLUDE = /^\s*include\s+(?:"([^"]+)"|'([^']+)')\s*;?\s*$/;
/** `MAX_INCLUDE_DEPTH` of nft. */
const DEEPEST = 16;

/** Throws `InputError` where a file cannot be read. */
export function readRulesetFile(file: string): RulesetFile {
  const lines = linesOf(file, 1);
  return {
    text: lines.map(({ text }) => text).join('\n'),
    located: error => (error instanceof InputError ? new InputError(located(error.message, file, lines)) : error),
  };
}

function linesOf(file: string, depth: number): Line[] {
  if (depth > DEEPEST) throw new InputError(`${file}: files include each other deeper than ${DEEPEST}`);
  return readLines(file).flatMap((text, at): Line[] => {
    const line = { file, number: at + 1, text };
    const [, double, single] = INCLUDE.exec(text) ?? [];
    const pattern = double ?? single;
    if (pattern === undefined) return [line];
    return included(line, pattern).flatMap(each => linesOf(each, depth + 1));
  });
}

function readLines(file: string): string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${(error as Error).message.split(',')[0]}`);
  }
}

/** The files of that name from the folder of the file that includes them on; with `*` or `?` in it all that are so called, by name, or none. */
function included({ file, number }: Line, pattern: string): string[] {
  const wanted = path.resolve(path.dirname(file), pattern);
  const name = path.basename(wanted);
  if (!/[*?]/.test(name)) {
    if (fs.existsSync(wanted)) return [path.relative('', wanted)];
    throw new InputError(`${file}: line ${number}: there is no file ${pattern}`);
  }
  const folder = path.dirname(wanted);
  const called = new RegExp(
    `^${name
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  );
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  return names
    .filter(each => called.test(each) && !each.startsWith('.'))
    .map(each => path.relative('', path.join(folder, each)));
}

/** A message about the text as one about its files. */
function located(message: string, file: string, lines: readonly Line[]): string {
  const first = /\bline (\d+)/.exec(message);
  const numbered = message.replace(/\bline (\d+)/g, (all, number) => {
    const line = lines[Number(number) - 1];
    return line ? `line ${line.number}` : all;
  });
  return `${(first && lines[Number(first[1]) - 1]?.file) ?? file}: ${numbered}`;
}
