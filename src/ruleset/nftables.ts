/** Rulesets of nftables: what `nft list ruleset` prints. */
import { InputError } from '../errors';
import type { HookName } from '../netfilter/hooks';
import { Family } from '../packet/packet';
import { ruleError } from './check';
import { PROTOCOLS } from './names';
import { parse } from './nftables.generated';
import { type ElementNode, NamedSet, type SetNode, tupleOf, verdictsOf } from './nftables-sets';
import {
  eventsStatement,
  type LimitNode,
  type LogNode,
  labelNumber,
  limitStatement,
  logStatement,
  type NatNode,
  natStatement,
  type RejectNode,
  rejectStatements,
  type SetMarkNode,
  setMarkStatement,
} from './nftables-statements';
import { secondsIn, typeOf } from './nftables-values';
import { expandVariables } from './nftables-variables';
import { readWith } from './parse-error';
import type {
  BaseChain,
  Chain,
  ChainType,
  Interval,
  Rule,
  Ruleset,
  RuleVerdict,
  Selector,
  Statement,
  Table,
} from './ruleset';

interface TableNode {
  line: number;
  family: 'ip' | 'ip6' | 'inet';
  name: string;
  parts: (ChainNode | SetNode | ObjectNode | { kind: 'comment' })[];
}

interface ObjectNode {
  kind: 'ct helper' | 'ct timeout';
  line: number;
  name: string;
  items: { type?: string; protocol?: string; policy?: [name: string, time: string][] }[];
}

interface ChainNode {
  kind: 'chain';
  line: number;
  name: string;
  items: (BaseNode | { kind: 'policy'; policy: 'ACCEPT' | 'DROP' } | { kind: 'comment' } | RuleNode)[];
}

interface BaseNode {
  kind: 'base';
  line: number;
  type: ChainType;
  hook: string;
  priority: { name: string | null; offset: number };
}

interface RuleNode {
  kind: 'rule';
  line: number;
  text: string;
  statements: StatementNode[];
}

interface MatchNode {
  kind: 'match';
  selectors: { key: string }[];
  /** A verdict map: its elements, or a name. */
  map?: ElementNode[] | { name: string };
  mask?: string[] | null;
  operator?: string | null;
  right?: { words: string[]; mask?: string[] } | { elements: ElementNode[] } | { name: string };
}

type StatementNode =
  | MatchNode
  | LogNode
  | LimitNode
  | RejectNode
  | SetMarkNode
  | NatNode
  | { kind: 'counter'; packets: number; bytes: number }
  | { kind: 'comment'; comment: string }
  | { kind: 'notrack' }
  | { kind: 'zone'; direction: 'original' | 'reply' | null; zone: number }
  | { kind: 'set helper' | 'set timeout'; name: string }
  | { kind: 'events'; events: string[] }
  | { kind: 'add label'; label: string }
  | { kind: 'verdict'; verdict: RuleVerdict };

/** `std_prios` */
const PRIORITIES: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
};

const FAMILIES = { ip: Family.IPV4, ip6: Family.IPV6, inet: null };

/** Reads a ruleset. Throws `InputError` with line and rule. */
export function parseNftables(text: string): Ruleset {
  const tables = readWith<TableNode[]>(parse, expandVariables(text));
  return { format: 'nftables', tables: tables.map(node => new TableReader(node).table()) };
}

class TableReader {
  readonly #node: TableNode;
  readonly #family: Family | null;
  readonly #sets = new Map<string, NamedSet>();
  readonly #objects = new Map<string, ObjectNode>();

  constructor(node: TableNode) {
    this.#node = node;
    this.#family = FAMILIES[node.family];
    for (const part of node.parts) {
      if (part.kind === 'set' || part.kind === 'map') this.#sets.set(part.name, new NamedSet(part));
      else if (part.kind === 'ct helper' || part.kind === 'ct timeout')
        this.#objects.set(`${part.kind} ${part.name}`, part);
    }
  }

  table(): Table {
    const chains = new Map<string, Chain>();
    for (const part of this.#node.parts) {
      if (part.kind !== 'chain') continue;
      if (chains.has(part.name)) throw new InputError(`line ${part.line}: the chain ${part.name} is there twice`);
      chains.set(part.name, this.#chain(part));
    }
    return { family: this.#family, name: this.#node.name, chains };
  }

  #chain({ name, items }: ChainNode): Chain {
    const base = items.find(item => item.kind === 'base');
    const policy = items.find(item => item.kind === 'policy')?.policy ?? 'ACCEPT';
    const nodes = items.filter(item => item.kind === 'rule');
    const rules = nodes.map((node, at) => this.#rule(node, at + 1));
    return { name, base: base ? baseOf(base, policy) : null, rules };
  }

  #rule(node: RuleNode, number: number): Rule {
    try {
      const comment = node.statements.find(each => each.kind === 'comment')?.comment ?? null;
      const statements = node.statements.flatMap(each => this.#statements(each));
      return { number, line: node.line, text: node.text, comment, statements };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw ruleError(node, error.message);
    }
  }

  #statements(node: StatementNode): Statement[] {
    switch (node.kind) {
      case 'match':
        return this.#match(node);
      case 'comment':
        return [];
      case 'log':
        return [logStatement(node)];
      case 'limit':
        return [limitStatement(node)];
      case 'reject':
        return rejectStatements(node);
      case 'set mark':
        return [setMarkStatement(node)];
      case 'nat':
        return [natStatement(node)];
      case 'zone':
        return [{ kind: 'zone', zone: node.zone, direction: node.direction && directionOf(node.direction) }];
      case 'set helper':
        return [this.#helper(node.name)];
      case 'set timeout':
        return [this.#timeouts(node.name)];
      case 'events':
        return [eventsStatement(node.events)];
      case 'add label':
        return [{ kind: 'add label', label: labelNumber(node.label) }];
      default:
        return [node];
    }
  }

  #match({ selectors: named, map, mask, operator, right }: MatchNode): Statement[] {
    const selectors = named.map(({ key }) => this.#selector(key, right));
    if (map) {
      const elements = 'name' in map ? this.#set(map.name, true).elements : map;
      return [{ kind: 'verdicts', of: selectors, map: verdictsOf(elements, selectors) }];
    }
    const negated = operator === '!=';
    if ('elements' in right! || 'name' in right!) {
      const elements = 'name' in right ? this.#set(right.name, false).elements : right.elements;
      return [{ kind: 'match', of: selectors, among: elements.map(each => tupleOf(each, selectors)), negated }];
    }
    if (selectors.length > 1) throw new InputError('values side by side are compared with a set');
    const [selector] = selectors;
    if ((selector.key as string) === 'ct label') return [labelMatch(right!.words, operator ?? null)];
    return [compared(selector, { mask: mask ?? null, operator: operator ?? null, ...right! })];
  }

  /** An address of a connection's tuple is of the table's family, or in a table of both of that of the value. */
  #selector(key: string, right: MatchNode['right']): Selector {
    const text =
      right && 'words' in right ? right.words[0] : right && 'elements' in right ? right.elements[0]?.parts[0] : '';
    const isIpv6 = this.#family === null ? (text ?? '').includes(':') : this.#family === Family.IPV6;
    const exact = key.replace('ip?', isIpv6 ? 'ip6' : 'ip') as Selector['key'];
    // What iptables knows besides is none of nft's.
    return exact === 'ct state' ? { key: exact, mask: 0x7f } : { key: exact };
  }

  #set(name: string, isMap: boolean): NamedSet {
    const set = this.#sets.get(name);
    if (!set) throw new InputError(`there is no set ${name} in table ${this.#node.name}`);
    if (set.isMap !== isMap) throw new InputError(`${name} is ${set.isMap ? 'a map' : 'no map'}`);
    return set;
  }

  #object(kind: ObjectNode['kind'], name: string): ObjectNode['items'][number] {
    const object = this.#objects.get(`${kind} ${name}`);
    if (!object) throw new InputError(`there is no ${kind} ${name} in table ${this.#node.name}`);
    return Object.assign({}, ...object.items);
  }

  #helper(name: string): Statement {
    const { type, protocol } = this.#object('ct helper', name);
    if (protocol !== 'tcp' && protocol !== 'udp') throw new InputError(`the helper ${name} must be for tcp or udp`);
    return { kind: 'helper', helper: { name: type ?? '', protocol } };
  }

  #timeouts(name: string): Statement {
    const { protocol = '', policy = [] } = this.#object('ct timeout', name);
    const timeouts = Object.fromEntries(policy.map(([state, time]) => [state, secondsIn(time)]));
    return { kind: 'timeouts', protocol: PROTOCOLS[protocol] ?? 0, timeouts };
  }
}

function directionOf(word: 'original' | 'reply'): 0 | 1 {
  return word === 'original' ? 0 : 1;
}

function baseOf({ type, hook, priority: { name, offset } }: BaseNode, policy: BaseChain['policy']): BaseChain {
  const priority = (name === null ? 0 : PRIORITIES[name]) + offset;
  return { type, hook: hook.toUpperCase() as HookName, priority, policy };
}

function labelMatch(words: readonly string[], operator: string | null): Statement {
  if (operator !== null || words.length > 1) throw new InputError('of labels only one is asked for, as in ct label 5');
  return { kind: 'label', label: labelNumber(words[0]), negated: false, set: false };
}

interface Comparison {
  mask: string[] | null;
  operator: string | null;
  words: string[];
}

/** Compares with one value, a range, or bits: those named are asked for one by one unless an operator says otherwise. */
function compared(selector: Selector, { mask, operator, words }: Comparison): Statement {
  const type = typeOf(selector.key);
  const bits = (list: readonly string[]) => list.reduce((all, word) => all | (type.read(word)[0] as number), 0) >>> 0;
  if (type.isBits && mask === null && (operator === null || operator === '!')) {
    return { kind: 'bits', of: selector, bits: bits(words), negated: operator === '!' };
  }
  if (operator === '!') throw new InputError(`! is not for ${selector.key}`);
  const [from, to]: Interval = words.length > 1 || type.isBits ? [bits(words), bits(words)] : type.read(words[0]);
  const masked = mask === null ? selector : { ...selector, mask: bits(mask) };
  const match = (interval: Interval, negated = false): Statement => ({
    kind: 'match',
    of: [masked],
    among: [[interval]],
    negated,
  });
  const least = typeof type.most === 'string' ? '' : 0;
  switch (operator) {
    case '!=':
      return match([from, to], true);
    case '<':
      return match([from, type.most], true);
    case '<=':
      return match([least, to]);
    case '>':
      return match([least, to], true);
    case '>=':
      return match([from, type.most]);
    default:
      return match([from, to]);
  }
}
