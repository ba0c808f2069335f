/** Dumps of iptables-save and ip6tables-save as rulesets. */
import { InputError } from '../errors';
import { HOOK_NAMES, type HookName } from '../netfilter/hooks';
import { Family } from '../packet/packet';
import { parseAddresses } from './addresses';
import { ruleError } from './check';
import { carryOutIpset, type IpsetLine } from './ipset';
import { parse } from './iptables.generated';
import { among } from './iptables-among';
import { addressMatch, protocolNumber } from './iptables-ends';
import { MATCHES } from './iptables-matches';
import { TARGETS } from './iptables-targets';
import { type Extension, Given, type Place } from './iptables-words';
import { readWith } from './parse-error';
import {
  type BaseChain,
  type Chain,
  type Interval,
  type Ipset,
  type Rule,
  type Ruleset,
  type Statement,
  type Table,
  tableKey,
} from './ruleset';

type Line =
  | { kind: 'table'; line: number; name: string }
  | { kind: 'commit'; line: number }
  | IpsetLine
  | { kind: 'chain'; line: number; name: string; policy: string | null }
  | RuleLine;

interface RuleLine {
  kind: 'rule';
  line: number;
  chain: string;
  /** Where it is put in, counted from 1; null behind all others. */
  place: number | null;
  counters: { packets: number; bytes: number } | null;
  words: string[];
  text: string;
}

/** The tables with their hooks and priorities (`enum nf_ip_hook_priorities`). */
const TABLES: Readonly<Record<string, Partial<Record<HookName, number>>>> = {
  raw: { PREROUTING: -300, OUTPUT: -300 },
  mangle: { PREROUTING: -150, INPUT: -150, FORWARD: -150, OUTPUT: -150, POSTROUTING: -150 },
  nat: { PREROUTING: -100, INPUT: 100, OUTPUT: -100, POSTROUTING: 100 },
  filter: { INPUT: 0, FORWARD: 0, OUTPUT: 0 },
  security: { INPUT: 50, FORWARD: 50, OUTPUT: 50 },
};

/** Reads a dump, whose tables take the place of those that run. Throws `InputError` with line and rule. */
export function parseIptables(text: string, running: Ruleset): Ruleset {
  const lines = readWith<Line[]>(parse, text);
  const family = familyOf(text, lines);
  const tables: Table[] = [];
  const ipsets = new Map(running.ipsets);
  let table: TableReader | null = null;
  for (const line of lines) {
    if (line.kind === 'ipset') {
      carryOutLine(line, table, ipsets);
    } else if (line.kind === 'table') {
      if (table) throw new InputError(`line ${line.line}: the table ${table.name} before has no COMMIT`);
      if (!Object.hasOwn(TABLES, line.name))
        throw at(line, `there is no table ${line.name} (allowed: ${Object.keys(TABLES).join(', ')})`);
      table = new TableReader(line.name, family, ipsets);
    } else if (table === null) {
      throw at(line, 'this stands in no table (a table begins with a line such as *filter)');
    } else if (line.kind === 'commit') {
      tables.push(table.table());
      table = null;
    } else {
      table.add(line);
    }
  }
  if (table) throw new InputError(`the table ${table.name} has no COMMIT`);
  const named = new Set(tables.map(tableKey));
  return { tables: [...running.tables.filter(each => !named.has(tableKey(each))), ...tables], ipsets };
}

function carryOutLine(line: IpsetLine, table: TableReader | null, ipsets: Map<string, Ipset>): void {
  if (table) throw at(line, 'what ipset save prints stands before the tables');
  try {
    carryOutIpset(line, ipsets);
  } catch (error) {
    throw error instanceof InputError ? at(line, error.message) : error;
  }
}

function at({ line }: { line: number }, what: string): InputError {
  return new InputError(`line ${line}: ${what}`);
}

/** The family that a dump is for. */
export function familyOfDump(text: string): Family {
  return familyOf(text, readWith<Line[]>(parse, text));
}

/** A dump tells by whom it was made; without that, words tell that only ip6tables knows. */
function familyOf(text: string, lines: readonly Line[]): Family {
  const maker = /^#.*\b(ip6?tables)(-nft|-legacy)?-save/m.exec(text);
  if (maker) return maker[1] === 'ip6tables' ? Family.IPV6 : Family.IPV4;
  const words = lines.flatMap(line => (line.kind === 'rule' ? line.words : []));
  const isIpv6 = (word: string) =>
    /^(icmpv6|ipv6-icmp|icmp6-.*|--icmpv6-type)$/.test(word) ||
    parseAddresses(word.replace(/^\[|\].*$/g, ''))?.family === Family.IPV6;
  return words.some(isIpv6) ? Family.IPV6 : Family.IPV4;
}

class TableReader {
  readonly name: string;
  readonly #family: Family;
  readonly #ipsets: ReadonlyMap<string, Ipset>;
  readonly #chains = new Map<string, { base: BaseChain | null; rules: Rule[] }>();

  constructor(name: string, family: Family, ipsets: ReadonlyMap<string, Ipset>) {
    this.name = name;
    this.#family = family;
    this.#ipsets = ipsets;
  }

  /** Rules may jump to chains that were declared above them. */
  add(line: Exclude<Line, { kind: 'table' | 'commit' | 'ipset' }>): void {
    if (line.kind === 'chain') {
      this.#declare(line, line.name, line.policy);
      return;
    }
    // A chain that belongs to the table is there without being declared.
    if (!this.#chains.has(line.chain) && line.chain in TABLES[this.name]) this.#declare(line, line.chain, 'ACCEPT');
    const chain = this.#chains.get(line.chain);
    if (!chain) throw at(line, `there is no chain ${line.chain} in table ${this.name}`);
    const place = line.place ?? chain.rules.length + 1;
    if (place < 1 || place > chain.rules.length + 1)
      throw at(line, `there is no place ${place} in chain ${line.chain}`);
    chain.rules.splice(place - 1, 0, this.#rule(line, place, chain.base));
    for (let behind = place; behind < chain.rules.length; behind++) {
      chain.rules[behind] = { ...chain.rules[behind], number: behind + 1 };
    }
  }

  table(): Table {
    const chains = new Map([...this.#chains].map(([name, chain]): [string, Chain] => [name, { name, ...chain }]));
    return { family: this.#family, name: this.name, chains, sets: new Map(), objects: new Map() };
  }

  get #place(): Pick<Place, 'family' | 'table' | 'ipsets'> {
    return { family: this.#family, table: this.name, ipsets: this.#ipsets };
  }

  #declare(line: { line: number }, name: string, policy: string | null): void {
    const priority = TABLES[this.name][name as HookName];
    if (priority === undefined) {
      if (policy !== null)
        throw at(line, `the chain ${name} is at no hook of table ${this.name}: its policy must be -`);
      if ((HOOK_NAMES as readonly string[]).includes(name)) {
        throw at(
          line,
          `the table ${this.name} has no chain ${name} (it has ${Object.keys(TABLES[this.name]).join(', ')})`,
        );
      }
      this.#chains.set(name, { base: null, rules: [] });
      return;
    }
    if (policy !== 'ACCEPT' && policy !== 'DROP') throw at(line, `the policy of ${name} must be ACCEPT or DROP`);
    const type = this.name === 'nat' ? 'nat' : this.name === 'mangle' && name === 'OUTPUT' ? 'route' : 'filter';
    this.#chains.set(name, { base: { type, hook: name as HookName, priority, policy }, rules: [] });
  }

  #rule(line: RuleLine, number: number, base: BaseChain | null): Rule {
    try {
      const reader = new RuleReader(line.words, this.#place, name => this.#chains.has(name));
      if (base) reader.refuseAt(base.hook);
      const { packets, bytes } = line.counters ?? { packets: 0, bytes: 0 };
      const { comment, matches, target } = reader;
      const statements: Statement[] = [...matches, { kind: 'counter', packets, bytes }, ...target];
      return { number, line: line.line, text: line.text, comment, statements };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw ruleError(line, error.message);
    }
  }
}

/** Short and long names of the options that belong to no match. */
const GENERAL: Readonly<Record<string, string>> = {
  '-s': '--source',
  '--src': '--source',
  '-d': '--destination',
  '--dst': '--destination',
  '-i': '--in-interface',
  '-o': '--out-interface',
  '-p': '--protocol',
  '--proto': '--protocol',
  '-f': '--fragment',
  '-m': '--match',
  '-j': '--jump',
  '-g': '--goto',
  '--sport': '--source-port',
  '--dport': '--destination-port',
  '--sports': '--source-ports',
  '--dports': '--destination-ports',
  '--to-port': '--to-ports',
};

const TAKING_ARGUMENTS = ['--source', '--destination', '--in-interface', '--out-interface', '--protocol'];

const TWO_WORDS = ['--tcp-flags', '--match-set', '--add-set', '--del-set'];

const MATCHED_BY_PROTOCOL: Readonly<Record<number, string>> = {
  6: 'tcp',
  17: 'udp',
  136: 'udplite',
  132: 'sctp',
  33: 'dccp',
  1: 'icmp',
  58: 'icmp6',
};

/** The bits of the field that tell a fragment from the first (`IP_OFFSET`). */
const FRAGMENT_OFFSET = 0x1fff;

/** Reads the words of one rule. */
class RuleReader {
  comment: string | null = null;
  readonly #words: string[];
  readonly #within: Pick<Place, 'family' | 'table' | 'ipsets'>;
  readonly #general = new Given();
  /** Matches in the order they are asked, with their options. */
  readonly #matches: { name: string; extension: Extension; given: Given }[] = [];
  #target: { extension: Extension; given: Given } | null = null;
  #protocol: number | null = null;

  constructor(words: string[], within: Pick<Place, 'family' | 'table' | 'ipsets'>, isChain: (name: string) => boolean) {
    this.#words = [...words];
    this.#within = within;
    while (this.#words.length > 0) this.#option(isChain);
  }

  get matches(): Statement[] {
    const given = this.#general;
    const place = this.#place;
    return [
      ...given.each('--source', option => addressMatch('saddr', place.family, option)),
      ...given.each('--destination', option => addressMatch('daddr', place.family, option)),
      ...given.each('--in-interface', ({ argument, negated }) =>
        among('meta iifname', [interfaces(argument)], negated),
      ),
      ...given.each('--out-interface', ({ argument, negated }) =>
        among('meta oifname', [interfaces(argument)], negated),
      ),
      ...given
        .each('--protocol', ({ argument, negated }) => {
          const number = protocolNumber(argument);
          return among('meta l4proto', [[number, number]], negated);
        })
        .filter(() => !isAny(given.text('--protocol'))),
      ...given.each('--fragment', ({ negated }) => among('ip frag-off', [[0, 0]], !negated, FRAGMENT_OFFSET)),
      ...this.#matches.flatMap(each => each.extension.build(each.given, place)),
    ];
  }

  get target(): Statement[] {
    return this.#target?.extension.build(this.#target.given, this.#place) ?? [];
  }

  /** A packet has no way in yet at OUTPUT, and none out at PREROUTING and INPUT: there it may not be asked for. */
  refuseAt(hook: HookName): void {
    const isWrong = (name: string, hooks: HookName[]) => this.#general.has(name) && hooks.includes(hook);
    if (isWrong('--in-interface', ['OUTPUT', 'POSTROUTING'])) throw new InputError(`-i is not for ${hook}`);
    if (isWrong('--out-interface', ['PREROUTING', 'INPUT'])) throw new InputError(`-o is not for ${hook}`);
    for (const { name, extension, given } of this.#matches) {
      const hooks = typeof extension.hooks === 'function' ? extension.hooks(given) : extension.hooks;
      if (hooks?.includes(hook) === false) {
        throw new InputError(`${name} is not for ${hook} (allowed: ${hooks.join(', ')})`);
      }
    }
  }

  get #place(): Place {
    const tcp = this.#matches.filter(({ name }) => name === 'tcp').map(({ given }) => given);
    const isForSyn = tcp.some(given => given.has('--syn') || / .*SYN/i.test(given.text('--tcp-flags') ?? ''));
    return { ...this.#within, protocol: this.#protocol, isForSyn };
  }

  #option(isChain: (name: string) => boolean): void {
    let word = this.#words.shift()!;
    let negated = word === '!';
    if (negated) word = this.#words.shift() ?? '';
    const name = GENERAL[word] ?? word;
    if (TAKING_ARGUMENTS.includes(name)) negated = this.#isNegatedBehind() || negated;
    switch (name) {
      case '--source':
      case '--destination':
      case '--in-interface':
      case '--out-interface':
        this.#general.add(name, { argument: this.#argument(name), negated });
        break;
      case '--protocol': {
        const argument = this.#argument(name);
        this.#general.add(name, { argument, negated });
        if (!negated && !isAny(argument)) this.#protocol = protocolNumber(argument);
        break;
      }
      case '--fragment':
        this.#general.add(name, { argument: '', negated });
        break;
      case '--match':
        this.#match(this.#argument(name));
        break;
      case '--jump':
      case '--goto':
        this.#jump(name, this.#argument(name), isChain);
        break;
      default:
        this.#ofExtension(word, negated);
    }
  }

  /** In dumps of old the mark of negation stands between an option and its argument. */
  #isNegatedBehind(): boolean {
    if (this.#words[0] !== '!') return false;
    this.#words.shift();
    return true;
  }

  #match(word: string): void {
    const name = word === 'icmpv6' || word === 'ipv6-icmp' ? 'icmp6' : word;
    if (!Object.hasOwn(MATCHES, name)) {
      throw new InputError(`the match ${word} is not supported (supported: ${Object.keys(MATCHES).join(', ')})`);
    }
    this.#matches.push({ name, extension: MATCHES[name], given: new Given() });
  }

  #jump(name: string, target: string, isChain: (name: string) => boolean): void {
    if (this.#target) throw new InputError('it has two targets');
    if (isChain(target)) {
      const verdict = { kind: name === '--goto' ? 'GOTO' : 'JUMP', chain: target } as const;
      this.#target = { extension: { options: [], build: () => [{ kind: 'verdict', verdict }] }, given: new Given() };
    } else if (name === '--jump' && Object.hasOwn(TARGETS, target)) {
      this.#target = { extension: TARGETS[target], given: new Given() };
    } else {
      throw new InputError(
        `${target} is no chain and no supported target (supported: ${Object.keys(TARGETS).join(', ')})`,
      );
    }
  }

  /** An option belongs to the target, or to the latest match that knows it; `-p` brings its match along. */
  #ofExtension(word: string, negated: boolean): void {
    const name = GENERAL[word] ?? word;
    const knows = ({ options, switches = [] }: Extension) => options.includes(name) || switches.includes(name);
    const candidates = [...(this.#target ? [this.#target] : []), ...this.#matches.toReversed()];
    let found = candidates.find(({ extension }) => knows(extension));
    const implied = MATCHED_BY_PROTOCOL[this.#protocol ?? -1];
    if (!found && implied && knows(MATCHES[implied])) {
      this.#match(implied);
      found = this.#matches.at(-1)!;
    }
    if (!found) throw new InputError(`the option ${word} is not supported here${this.#allowed(candidates)}`);
    const isSwitch = found.extension.switches?.includes(name) ?? false;
    const isNegated = (!isSwitch && this.#isNegatedBehind()) || negated;
    const argument = isSwitch ? '' : this.#argument(name);
    found.given.add(name, {
      argument: TWO_WORDS.includes(name) ? `${argument} ${this.#argument(name)}` : argument,
      negated: isNegated,
    });
    if (name === '--comment') this.comment = argument;
  }

  #allowed(candidates: readonly { extension: Extension }[]): string {
    const names = candidates.flatMap(({ extension: { options, switches = [] } }) => [...options, ...switches]);
    return names.length > 0 ? ` (supported: ${names.join(', ')})` : '';
  }

  #argument(name: string): string {
    const word = this.#words.shift();
    if (word === undefined) throw new InputError(`${name} needs something behind it`);
    return word;
  }
}

function isAny(protocol: string | null): boolean {
  return protocol === 'all' || protocol === '0';
}

/** A name, or with `+` behind it all that begin so. */
function interfaces(text: string): Interval {
  return text.endsWith('+') ? [text.slice(0, -1), `${text.slice(0, -1)}\uffff`] : [text, text];
}
