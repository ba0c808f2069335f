/** Rules of nftables as statements. */
import { InputError } from '../errors';
import { Family, Protocol } from '../packet/packet';
import { ruleError } from './check';
import { compared, isPresent } from './nftables-compare';
import { type HeaderNode, headerStatements } from './nftables-header';
import { type ElementNode, inlineElements, type StatefulNode } from './nftables-sets';
import {
  eventsStatement,
  type LimitNode,
  type LogNode,
  labelNumber,
  limitStatement,
  logStatement,
  markByMap,
  type NatNode,
  natStatement,
  only,
  type RejectNode,
  rejectStatements,
  type SetMarkNode,
  setMarkStatement,
} from './nftables-statements';
import { secondsIn } from './nftables-values';
import { lengthOf } from './registers';
import type {
  Hash,
  MarkName,
  NamedObject,
  Rule,
  RuleVerdict,
  Selector,
  SetData,
  SetElement,
  SetElementChange,
  SetRef,
  Statement,
} from './ruleset';

/** What raw bits are compared with is a number of no more. */
const MOST_BITS = 32;

type AssignedKind = 'ct helper' | 'ct timeout' | 'ct expectation';

export interface RuleNode {
  kind: 'rule';
  line: number;
  text: string;
  statements: StatementNode[];
}

/** Elements in braces, or the name of a set. */
type SetNodeRef = ElementNode[] | { name: string };

export interface MapNode {
  selectors: Selector[];
  map: SetNodeRef;
}

interface MatchNode {
  kind: 'match';
  selectors: Selector[];
  /** A verdict map. */
  map?: SetNodeRef;
  presence?: 'missing' | 'exists';
  mask?: string[] | null;
  operator?: string | null;
  right?: { words: string[]; mask?: string[] } | { elements: ElementNode[] } | { name: string };
}

interface ElementKey {
  selectors: Selector[];
  timeout: string | null;
  statements: StatefulNode[];
}

/** A jump to rules that stand in braces. */
interface NamelessNode {
  kind: 'nameless';
  how: 'JUMP' | 'GOTO';
  rules: RuleNode[];
}

type StatementNode =
  | NamelessNode
  | MatchNode
  | LogNode
  | LimitNode
  | RejectNode
  | SetMarkNode
  | NatNode
  | StatefulNode
  | ({ kind: 'mark by map'; target: MarkName } & MapNode)
  | { kind: 'mark by value'; target: MarkName; of: Selector }
  | ({ kind: 'set element'; act: SetElementChange['act']; set: string } & ElementKey)
  | ({ kind: 'meter'; name: string; size: number | null } & ElementKey)
  | { kind: 'object'; name: string }
  | { kind: 'mss'; size: number | null }
  | HeaderNode
  | { kind: 'tproxy' }
  | { kind: 'comment'; comment: string }
  | { kind: 'notrack' }
  | { kind: 'zone'; direction: 'original' | 'reply' | null; zone: number }
  | { kind: 'set helper' | 'set timeout' | 'set expectation'; name: string }
  | { kind: 'events'; events: string[] }
  | { kind: 'add label'; label: string }
  | { kind: 'verdict'; verdict: RuleVerdict };

/** What a rule can name: parts of its table. */
export interface Scope {
  readonly family: Family | null;
  readonly name: string;
  set(name: string): SetData;
  object(kind: NamedObject['kind'], name: string): NamedObject;
  meter(name: string, selectors: readonly Selector[], size: number | null): void;
  /** Makes a chain of rules that have no name, and returns the key that it has. */
  nameless(rules: readonly RuleNode[]): string;
}

export function readRule(node: RuleNode, scope: Scope): Omit<Rule, 'number'> {
  try {
    const comment = node.statements.find(each => each.kind === 'comment')?.comment ?? null;
    const reader = new RuleReader(scope);
    const statements = node.statements.flatMap(each => reader.statements(each));
    return { line: node.line, text: node.text, comment, statements };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw ruleError(node, error.message);
  }
}

export function readStateful(nodes: readonly StatefulNode[]): Statement[] {
  return nodes.flatMap(node => {
    if (node.kind === 'nothing') return [];
    return [node.kind === 'limit' ? limitStatement(node as LimitNode) : (node as Statement)];
  });
}

class RuleReader {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  statements(node: StatementNode): Statement[] {
    switch (node.kind) {
      case 'match':
        return this.#match(node);
      case 'comment':
        return [];
      case 'nameless':
        return [{ kind: 'verdict', verdict: { kind: node.how, chain: this.#scope.nameless(node.rules) } }];
      case 'log':
        return [logStatement(node)];
      case 'reject':
        return rejectStatements(node, this.#scope.family);
      case 'set mark':
        return [setMarkStatement(node)];
      case 'mark by map':
        return [markByMap(node.target, this.#selectors(node.selectors), this.#map(node, 'data'), this.#elements(node))];
      case 'mark by value':
        return [{ ...node, of: this.#selectors([node.of])[0] }];
      case 'nat':
        return [this.#nat(node)];
      case 'zone':
        return [{ kind: 'zone', zone: node.zone, direction: node.direction && directionOf(node.direction) }];
      case 'set helper':
      case 'set timeout':
      case 'set expectation':
        return [this.#assigned(`ct ${node.kind.slice(4)}` as AssignedKind, node.name)];
      case 'events':
        return [eventsStatement(node.events)];
      case 'add label':
        return [{ kind: 'add label', label: labelNumber(node.label) }];
      case 'set element':
        return [this.#change(node.act, node.set, node)];
      case 'meter':
        this.#scope.meter(node.name, this.#selectors(node.selectors), node.size);
        return [this.#change(node.timeout === null ? 'add' : 'update', node.name, node)];
      case 'object':
        return [this.#object(node.name)];
      case 'mss':
        return [only('meta l4proto', Protocol.TCP), { kind: 'mss', size: node.size, adds: false }];
      // Nobody listens to whom it could be handed (`nft_tproxy_eval`).
      case 'tproxy':
        return [{ kind: 'match', of: [{ key: 'meta nfproto' }], among: [], negated: false }];
      case 'header':
        return headerStatements(node, this.#scope.family);
      case 'notrack':
      case 'verdict':
        return [node];
      default:
        return readStateful([node as StatefulNode]);
    }
  }

  #match({ selectors: named, map, presence, mask, operator, right }: MatchNode): Statement[] {
    const selectors = this.#selectors(named, right);
    if (map) return [{ kind: 'verdicts', of: selectors, map: this.#map({ selectors: named, map }, 'verdict') }];
    const [selector] = selectors;
    if (presence) return [isPresent(selector, presence)];
    const negated = operator === '!=';
    if ('name' in right!) {
      this.#sized(this.#set(right.name, null), selectors);
      return [{ kind: 'lookup', of: selectors, set: right.name, negated }];
    }
    if ('elements' in right!) {
      const elements = inlineElements(right.elements, selectors, readStateful);
      return [{ kind: 'match', of: selectors, among: elements.map(({ among }) => among), negated }];
    }
    if (selectors.length > 1) throw new InputError('values side by side are compared with a set');
    if ((selector.key as string) === 'ct label') return [labelMatch(right!.words, operator ?? null)];
    return [compared(selector, { words: right!.words, mask: right!.mask ?? mask ?? null, operator: operator ?? null })];
  }

  /** Selectors as they are read: an address of a connection's tuple is of the table's family, or in a table of both of that of the value. */
  #selectors(named: readonly Selector[], right?: MatchNode['right']): Selector[] {
    const text =
      right && 'words' in right ? right.words[0] : right && 'elements' in right ? right.elements[0]?.parts[0] : '';
    const { family } = this.#scope;
    const isIpv6 = family === null ? (text ?? '').includes(':') : family === Family.IPV6;
    return named.map(selector => {
      const key = selector.key.replace('ip?', isIpv6 ? 'ip6' : 'ip') as Selector['key'];
      if (selector.hash) return { ...selector, hash: hashOf(selector.hash, of => this.#selectors(of)) };
      if (selector.at) return checkedBits(selector);
      // What iptables knows besides is none of nft's.
      return key === 'ct state' ? { key, mask: 0x7f } : { ...selector, key };
    });
  }

  #set(name: string, leadsTo: SetData['leadsTo']): SetData {
    const set = this.#scope.set(name);
    if (set.leadsTo === leadsTo) return set;
    throw new InputError(
      `${name} is ${set.leadsTo === null ? 'no map' : `a map${leadsTo ? ` to ${set.leadsTo}` : ''}`}`,
    );
  }

  #sized({ name, types }: SetData, selectors: readonly Selector[]): void {
    if (types.length === selectors.length) return;
    throw new InputError(`elements of ${name} have ${types.length} parts, not ${selectors.length}`);
  }

  #map(node: MapNode, leadsTo: 'verdict' | 'data'): SetRef {
    const { map } = node;
    const selectors = this.#selectors(node.selectors);
    if ('name' in map) {
      this.#sized(this.#set(map.name, leadsTo), selectors);
      return map.name;
    }
    const odd = map.find(each => each[leadsTo] === undefined);
    if (odd) {
      const what = leadsTo === 'verdict' ? 'has no verdict' : 'leads to nothing';
      throw new InputError(`the element ${odd.parts.join(' . ')} in line ${odd.line} ${what}`);
    }
    return inlineElements(map, selectors, readStateful);
  }

  /** The elements that are known by now. */
  #elements(node: MapNode): readonly SetElement[] {
    const ref = this.#map(node, 'data');
    return typeof ref === 'string' ? this.#scope.set(ref).elements : ref;
  }

  #nat(node: NatNode): Statement {
    const { to } = node;
    if (to === null || typeof to === 'string') return natStatement(node, to);
    return natStatement(node, null, {
      of: this.#selectors(to.selectors),
      map: this.#map(to, 'data'),
      elements: this.#elements(to),
      family: this.#scope.family,
    });
  }

  #change(act: SetElementChange['act'], set: string, { selectors, timeout, statements }: ElementKey): Statement {
    const of = this.#selectors(selectors);
    this.#sized(this.#set(set, null), of);
    const also = readStateful(statements);
    return { kind: 'set element', act, set, of, timeout: timeout === null ? null : secondsIn(timeout), also };
  }

  #object(text: string): Statement {
    const [kind, ...name] = text.split(' ') as ['limit' | 'quota', ...string[]];
    this.#scope.object(kind, name.join(' '));
    return { kind: 'object', name: text };
  }

  #assigned(kind: AssignedKind, name: string): Statement {
    const object = this.#scope.object(kind, name);
    if (object.kind === 'ct expectation') return object;
    if (object.kind === 'ct helper') return { kind: 'helper', helper: object.helper };
    const { protocol, timeouts } = object as Extract<NamedObject, { kind: 'ct timeout' }>;
    return { kind: 'timeouts', protocol, timeouts };
  }
}

function hashOf(hash: Hash, resolve: (of: readonly Selector[]) => Selector[]): Hash {
  const of = resolve(hash.of);
  for (const { key } of of) lengthOf(key);
  if (hash.mod === 0) throw new InputError('jhash needs a number behind mod');
  return { ...hash, of };
}

function checkedBits(selector: Selector): Selector {
  const { length } = selector.at!;
  if (length >= 1 && length <= MOST_BITS) return selector;
  throw new InputError(`${selector.key} is of 1 to ${MOST_BITS} bits, not of ${length}`);
}

function directionOf(word: 'original' | 'reply'): 0 | 1 {
  return word === 'original' ? 0 : 1;
}

function labelMatch(words: readonly string[], operator: string | null): Statement {
  if (operator !== null || words.length > 1) throw new InputError('of labels only one is asked for, as in ct label 5');
  return { kind: 'label', label: labelNumber(words[0]), negated: false, set: false };
}
