/** Rulesets in the languages people have them in. */
import { InputError } from '../errors';
import { parseIptables } from './iptables';
import { parseNftables } from './nftables';
import type { Ruleset } from './ruleset';

/** A dump begins its tables with `*filter` and the like, nftables with `table inet filter {`. */
const TABLES: Readonly<Record<Ruleset['format'], RegExp>> = {
  iptables: /^[ \t]*\*\w+/m,
  nftables: /^[ \t]*(add[ \t]+)?table[ \t]+\S/m,
};

/** Reads a ruleset in the language it is written in. Throws `InputError` that names line and rule. */
export function parseRuleset(text: string): Ruleset {
  if (TABLES.iptables.test(text)) return parseIptables(text);
  if (TABLES.nftables.test(text)) return parseNftables(text);
  throw new InputError(
    'this is no ruleset (allowed: what iptables-save or ip6tables-save prints, with tables such as *filter, and what nft list ruleset prints, with tables such as table inet filter { … })',
  );
}
