/** What stands in files for `nft -f` beside tables: variables, and the flush of everything. */
import { InputError } from '../errors';
import { FAMILY_WORDS, type Ruleset } from './ruleset';

const DEFINITION = /^[ \t]*(?:re)?define[ \t]+(\w+)[ \t]*=[ \t]*(\{[^}]*\}|[^\n#]*)/gm;
const FLUSH = /\bflush[ \t]+ruleset\b(?:[ \t]+(inet|ip6|ip)\b)?[ \t]*;?/g;

/** The text with variables replaced by what they stand for; lines keep their numbers. */
export function expandVariables(text: string): string {
  const variables = new Map<string, string>();
  const expand = (part: string) =>
    // None stand in comments, nor in what is quoted.
    part.replace(/#[^\n]*|"[^"\n]*"|\$(\w+)/g, (whole, name) => {
      if (name === undefined) return whole;
      const value = variables.get(name);
      if (value === undefined) throw new InputError(`there is no variable ${name} (define ${name} = …)`);
      return value;
    });
  const lines = (part: string) => '\n'.repeat(part.split('\n').length - 1);
  const rest = text.replace(DEFINITION, (whole, name, value) => {
    // Elements over several lines become one, so that no line moves where they are used.
    variables.set(
      name,
      expand(
        value
          .replace(/#[^\n]*/g, '')
          .replace(/\s+/g, ' ')
          .trim()
          .replace(/;$/, ''),
      ),
    );
    return lines(whole);
  });
  return expand(rest);
}

/**
 * On a kernel those by which the router reports must stay: flushed are the tables that run. Everything has to be flushed
 * before anything is declared.
 */
export function withoutFlush(text: string, { tables }: Ruleset): string {
  return text.replace(FLUSH, (_, family) =>
    tables
      .map(table => ({ word: table.family === null ? 'inet' : FAMILY_WORDS[table.family], name: table.name }))
      .filter(({ word }) => family === undefined || word === family)
      .map(({ word, name }) => `delete table ${word} ${name};`)
      .join(' '),
  );
}
