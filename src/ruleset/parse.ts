/** Rulesets in the languages people have them in. */
import { InputError } from '../errors';
import { parseIptables } from './iptables';
import type { Ruleset } from './ruleset';

/** A dump begins its tables with `*filter` and the like, nftables with `table inet filter {`. */
const IPTABLES_TABLE = /^[ \t]*\*\w+/m;

/** Which language a ruleset is written in; null where it is none of ours. */
export function formatOf(text: string): Ruleset['format'] | null {
  return IPTABLES_TABLE.test(text) ? 'iptables' : null;
}

/** Reads a ruleset. Throws `InputError` that names line and rule. */
export function parseRuleset(text: string): Ruleset {
  if (formatOf(text) === 'iptables') return parseIptables(text);
  throw new InputError(
    'this is no ruleset (allowed: a dump of iptables-save or ip6tables-save, with tables such as *filter)',
  );
}
