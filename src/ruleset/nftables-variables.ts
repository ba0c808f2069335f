/** What stands in files for `nft -f` beside tables: variables, and the flush before everything. */
import { InputError } from '../errors';

const DEFINITION = /^[ \t]*(?:re)?define[ \t]+(\w+)[ \t]*=[ \t]*(\{[^}]*\}|[^\n#]*)/gm;
const FLUSH = /^[ \t]*flush[ \t]+ruleset[ \t]*;?[ \t]*$/gm;

/** The text with variables replaced by what they stand for; lines keep their numbers. */
export function expandVariables(text: string): string {
  const variables = new Map<string, string>();
  const expand = (part: string) =>
    part.replace(/\$(\w+)/g, (_, name) => {
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
          .trim(),
      ),
    );
    return lines(whole);
  });
  return expand(withoutFlush(rest));
}

/** A router that is new has nothing to be flushed, but for what reports on a kernel. */
export function withoutFlush(text: string): string {
  return text.replace(FLUSH, whole => '\n'.repeat(whole.split('\n').length - 1));
}
