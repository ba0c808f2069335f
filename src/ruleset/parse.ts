/** Rulesets in the languages people have them in. */
import { InputError } from '../errors';
import { Family } from '../packet/packet';
import { familyOfDump, parseIptables } from './iptables';
import { parseNftables } from './nftables';
import { NO_RULES, type Ruleset } from './ruleset';

/** A dump begins its tables with `*filter` and the like; nftables has commands, most often `table inet filter {`. */
const LANGUAGES = {
  iptables: /^[ \t]*(\*\w+|create[ \t]+\S+[ \t]+(hash|bitmap|list):)/m,
  nftables: /^[ \t]*(add|create|include|insert|delete|destroy|flush|table)[ \t]+\S/m,
};

/** The language a ruleset is in. */
export function languageOf(text: string): keyof typeof LANGUAGES {
  if (LANGUAGES.iptables.test(text)) return 'iptables';
  if (LANGUAGES.nftables.test(text)) return 'nftables';
  throw new InputError(
    'this is no ruleset (allowed: what iptables-save or ip6tables-save prints, with tables such as *filter, and what nft list ruleset prints, with tables such as table inet filter { … })',
  );
}

/** The ruleset that runs once this was loaded. Throws `InputError` that names line and rule. */
export function parseRuleset(text: string, running: Ruleset = NO_RULES): Ruleset {
  return languageOf(text) === 'iptables' ? parseIptables(text, running) : parseNftables(text, running);
}

/** A dump without what `ipset save` prints before its tables, and that alone, for `ipset restore`. */
export function splitIpsets(text: string): { ipsets: string; dump: string } {
  const isIpset = (line: string) => /^[ \t]*(create|add)[ \t]/.test(line);
  const lines = text.split('\n');
  return {
    ipsets: lines.filter(isIpset).join('\n'),
    dump: lines.map(line => (isIpset(line) ? '' : line)).join('\n'),
  };
}

/** The tool that loads it on a Linux. */
export function toolOf(text: string): 'nft' | 'iptables' | 'ip6tables' {
  if (languageOf(text) === 'nftables') return 'nft';
  return familyOfDump(text) === Family.IPV6 ? 'ip6tables' : 'iptables';
}
