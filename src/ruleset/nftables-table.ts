/** A table of nftables while commands change it. */
import { InputError } from '../errors';
import type { HookName } from '../netfilter/hooks';
import type { Family } from '../packet/packet';
import { ruleError } from './check';
import { namelessKey, withNames } from './nameless';
import { type ObjectNode, objectOf } from './nftables-objects';
import { type RuleNode, readRule, readStateful } from './nftables-rules';
import { DYNAMIC_SIZE, type ElementNode, elementOf, type SetNode, setData } from './nftables-sets';
import type { BaseChain, Chain, ChainType, NamedObject, Rule, Selector, SetData, Statement, Table } from './ruleset';

export interface ChainNode {
  kind: 'chain';
  line: number;
  name: string;
  items: (BaseNode | { kind: 'policy'; policy: BaseChain['policy'] } | { kind: 'comment' } | RuleNode)[];
}

interface BaseNode {
  kind: 'base';
  line: number;
  type: ChainType;
  hook: string;
  priority: { name: string | null; offset: number };
}

export type PartNode = ChainNode | SetNode | ObjectNode | { kind: 'comment' };

/** `std_prios` */
const PRIORITIES: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
};

/** The hooks of those that are not for all. */
const NAT_PRIORITIES: Readonly<Record<string, string[]>> = {
  dstnat: ['prerouting', 'output'],
  srcnat: ['postrouting', 'input'],
};

export class TableDraft {
  readonly family: Family | null;
  readonly name: string;
  readonly chains = new Map<string, { name: string; base: BaseChain | null; rules: Rule[] }>();
  readonly sets: Map<string, SetData>;
  readonly objects: Map<string, NamedObject>;

  constructor({ family, name, chains, sets, objects }: Table) {
    this.family = family;
    this.name = name;
    for (const [key, chain] of chains) this.chains.set(key, { ...chain, rules: [...chain.rules] });
    this.sets = new Map(sets);
    this.objects = new Map(objects);
  }

  table(): Table {
    const { family, name, sets, objects } = this;
    const chains = [...this.chains].map(([each, chain]): [string, Chain] => {
      const rules = chain.rules.map((rule, at) => (rule.number === at + 1 ? rule : { ...rule, number: at + 1 }));
      return [each, { ...chain, rules }];
    });
    return { family, name, chains: withNames(new Map(chains)), sets, objects };
  }

  /** Adds what a block of the table has in it. Rules may name what stands below them. */
  add(parts: readonly PartNode[]): void {
    const chains: ChainNode[] = [];
    for (const part of parts) {
      if (part.kind === 'chain') chains.push(part);
      else if (isSet(part)) this.#addSet(part);
      else if (part.kind !== 'comment') this.objects.set(`${part.kind} ${part.name}`, objectOf(part));
    }
    for (const chain of chains) this.#addChain(chain);
    for (const { name, items } of chains) {
      for (const item of items) if (item.kind === 'rule') this.addRule(name, item);
    }
  }

  /** Adds a rule to the end of a chain, or before all others. */
  addRule(chain: string, node: RuleNode, isFirst = false): void {
    const { rules } = this.chain(chain);
    const rule: Rule = { number: 0, ...readRule(node, this) };
    if (isFirst) rules.unshift(rule);
    else rules.push(rule);
  }

  chain(name: string) {
    return this.chains.get(name) ?? this.#missing('chain', name);
  }

  set(name: string): SetData {
    return this.sets.get(name) ?? this.#missing('set', name);
  }

  object(kind: NamedObject['kind'], name: string): NamedObject {
    return this.objects.get(`${kind} ${name}`) ?? this.#missing(kind, name);
  }

  /** Adds elements, or takes them away; one that is there already stays as it is. */
  changeElements(name: string, nodes: readonly ElementNode[], isGone: boolean): void {
    const data = this.set(name);
    const named = nodes.map(node => elementOf(isGone ? { ...data, leadsTo: null } : data, node, readStateful));
    const key = ({ among }: { among: SetData['elements'][number]['among'] }) => among.join();
    const keys = new Set(named.map(key));
    const there = new Set(data.elements.map(key));
    const elements = isGone
      ? data.elements.filter(each => !keys.has(key(each)))
      : [...data.elements, ...named.filter(each => !there.has(key(each)))];
    this.sets.set(name, { ...data, elements });
  }

  /** The set that a meter brings along. */
  meter(name: string, selectors: readonly Selector[], size: number | null): void {
    if (this.sets.has(name)) return;
    const types = selectors.map(({ key }) => key);
    const also: Statement[] = [];
    this.sets.set(name, {
      ...{ name, leadsTo: null, types, timeout: null, size: size ?? DYNAMIC_SIZE },
      ...{ also, elements: [] },
    });
  }

  nameless(nodes: readonly RuleNode[]): string {
    const key = namelessKey(this.chains);
    this.chains.set(key, { name: key, base: null, rules: [] });
    for (const node of nodes) {
      if (node.statements.some(({ kind }) => kind === 'nameless'))
        throw ruleError(node, 'a chain without a name cannot stand in another');
      this.addRule(key, node);
    }
    return key;
  }

  #addSet(node: SetNode): void {
    const there = this.sets.get(node.name);
    const data = setData(node, readStateful);
    if (there) {
      const nodes = node.items.flatMap(item => (item.key === 'elements' ? item.elements : []));
      this.changeElements(node.name, nodes, false);
    } else {
      this.sets.set(node.name, data);
    }
  }

  /** A chain that is there gets the policy that is given, and what else is said of it must not differ. */
  #addChain({ name, line, items }: ChainNode): void {
    const base = items.find(item => item.kind === 'base');
    const policy = items.find(item => item.kind === 'policy')?.policy;
    const there = this.chains.get(name);
    if (!there) {
      this.chains.set(name, { name, base: base ? baseOf(base, policy ?? 'ACCEPT') : null, rules: [] });
      return;
    }
    const wanted = base ? baseOf(base, policy ?? there.base?.policy ?? 'ACCEPT') : there.base;
    if (wanted && !isSameChain(wanted, there.base))
      throw new InputError(`line ${line}: the chain ${name} is there already, of another type, hook or priority`);
    if (there.base) there.base = { ...there.base, policy: policy ?? there.base.policy };
  }

  #missing(what: string, name: string): never {
    throw new InputError(`there is no ${what} ${name} in table ${this.name}`);
  }
}

function isSet(part: PartNode): part is SetNode {
  return part.kind === 'set' || part.kind === 'map';
}

function baseOf({ line, type, hook, priority: { name, offset } }: BaseNode, policy: BaseChain['policy']): BaseChain {
  const hooks = NAT_PRIORITIES[name ?? ''];
  if (hooks && !hooks.includes(hook))
    throw new InputError(`line ${line}: the priority ${name} is not for ${hook} (allowed: ${hooks.join(', ')})`);
  const priority = (name === null ? 0 : PRIORITIES[name]) + offset;
  return { type, hook: hook.toUpperCase() as HookName, priority, policy };
}

function isSameChain(a: BaseChain, b: BaseChain | null): boolean {
  return a.type === b?.type && a.hook === b.hook && a.priority === b.priority;
}
