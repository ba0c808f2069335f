/** What of the two languages is supported, as the tables of docs/rulesets.md. */
import { MATCHES } from './iptables-matches';
import { TARGETS } from './iptables-targets';
import type { Extension } from './iptables-words';
import { ICMP_NAMES, ICMPV6_NAMES, PROTOCOLS, SERVICES } from './names';
import { SELECTORS } from './select';

function table(headings: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(words: readonly string[]): string {
  return words.map(word => `\`${word}\``).join(' ');
}

function extensions(noun: string, all: Readonly<Record<string, Extension>>): string {
  const rows = Object.entries(all).map(([name, { options, switches = [] }]) => [
    `\`${name}\``,
    code([...options, ...switches]) || '-',
  ]);
  return table([noun, 'options'], rows);
}

/** Selectors by the word they begin with. */
function selectors(): string {
  const groups = new Map<string, string[]>();
  for (const key of [...Object.keys(SELECTORS), 'ct label']) {
    const [first, ...rest] = key.split(' ');
    groups.set(first, [...(groups.get(first) ?? []), rest.join(' ')]);
  }
  return table(
    ['selector', 'of it'],
    [...groups].map(([first, rest]) => [`\`${first}\``, code(rest)]),
  );
}

/** The tables, in Markdown. */
export function supportTables(): string {
  const names = [PROTOCOLS, SERVICES, ICMP_NAMES, ICMPV6_NAMES].map(each => code(Object.keys(each)));
  return [
    '### iptables: matches',
    extensions('match', MATCHES),
    '### iptables: targets',
    extensions('target', TARGETS),
    '### nftables: what is compared',
    selectors(),
    '### Names of numbers',
    table(
      ['of', 'names'],
      ['protocols', 'services', 'messages of ICMP', 'messages of ICMPv6'].map((what, at) => [what, names[at]]),
    ),
  ].join('\n\n');
}
