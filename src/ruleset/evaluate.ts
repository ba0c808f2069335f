/** Has packets meet the rules: chains become callbacks at their hooks, those of type nat are asked by NAT. */
import { HOOK_NAMES, type Hook, type HookFunction, type HookState, Verdict } from '../netfilter/hooks';
import type { Netfilter } from '../netfilter/netfilter';
import { Family, type Packet } from '../packet/packet';
import { checkChains } from './check';
import { compile } from './compile';
import type { Count, Outcome, RulesetHost, Step, TableHost } from './host';
import { ipsetRef } from './ipset';
import { rerouting } from './reroute';
import {
  type BaseChain,
  type NamedObject,
  NO_RULES,
  nameOf,
  type Rule,
  type Ruleset,
  type Ruling,
  rulingVerdict,
  type SetData,
  type SetElement,
  type SetRef,
  type Statement,
  type Table,
  tableKey,
} from './ruleset';
import { LiveSet } from './sets';

interface CompiledRule {
  readonly rule: Rule;
  readonly count: Count | null;
  readonly steps: readonly Step[];
}

/** The rule that decides, the chain it stands in by its key, and its verdict as Netfilter takes it. */
interface Decision {
  readonly chain: string;
  readonly rule: Rule;
  readonly verdict: number;
}

/** A rule that counts, and what it has counted. */
export interface RuleCount extends Count {
  readonly rule: string;
  readonly comment: string | null;
}

/** Told what has decided on a packet in each base chain that it meets. */
export type RulingListener = (packet: Packet, ruling: Ruling) => void;

export class RulesetEvaluator {
  readonly #netfilter: Netfilter;
  readonly #host: RulesetHost;
  readonly #listener: () => RulingListener | null;
  #ruleset = NO_RULES;
  #tables = new Map<string, TableEvaluator>();
  readonly #ipsets = new Map<string, LiveSet>();

  constructor(netfilter: Netfilter, host: RulesetHost, listener: () => RulingListener | null) {
    this.#netfilter = netfilter;
    this.#host = host;
    this.#listener = listener;
  }

  get ruleset(): Ruleset {
    return this.#ruleset;
  }

  /**
   * Has packets meet these rules from now on. What was there before goes on counting and remembering. Throws `InputError`
   * where the kernel would refuse to load them.
   */
  load(ruleset: Ruleset): void {
    for (const table of ruleset.tables) checkChains(table);
    this.#loadIpsets(ruleset);
    const tables = new Map<string, TableEvaluator>();
    for (const table of ruleset.tables) {
      const key = tableKey(table);
      const evaluator = this.#tables.get(key) ?? new TableEvaluator(table, this.#host, this.#ipsets, this.#listener);
      evaluator.load(table, this.#netfilter);
      tables.set(key, evaluator);
    }
    for (const [key, evaluator] of this.#tables) if (!tables.has(key)) evaluator.unload(this.#netfilter);
    this.#tables = tables;
    this.#ruleset = ruleset;
  }

  counts(): RuleCount[] {
    return [...this.#tables.values()].flatMap(table => table.counts());
  }

  #loadIpsets({ ipsets }: Ruleset): void {
    for (const [name, data] of ipsets) {
      const there = this.#ipsets.get(ipsetRef(name));
      if (there) there.load(data);
      else this.#ipsets.set(ipsetRef(name), new LiveSet(data, this.#host.conntrack.clock, () => []));
    }
  }
}

/** A chain that packets come to, and how to take it away again. */
interface Registered {
  readonly base: BaseChain;
  readonly unregister: () => void;
}

class TableEvaluator {
  readonly #host: RulesetHost;
  readonly #ipsets: ReadonlyMap<SetRef, LiveSet>;
  readonly #listener: () => RulingListener | null;
  #table: Table;
  /** By their statements: a rule may be given another place. */
  #compiled = new Map<Rule['statements'], CompiledRule>();
  #chains = new Map<string, CompiledRule[]>();
  readonly #sets = new Map<SetRef, LiveSet>();
  readonly #objects = new Map<NamedObject, Step>();
  readonly #registered = new Map<string, Registered>();

  constructor(
    table: Table,
    host: RulesetHost,
    ipsets: ReadonlyMap<SetRef, LiveSet>,
    listener: () => RulingListener | null,
  ) {
    this.#table = table;
    this.#host = host;
    this.#ipsets = ipsets;
    this.#listener = listener;
  }

  load(table: Table, netfilter: Netfilter): void {
    this.#table = table;
    for (const [name, data] of table.sets) this.#sets.get(name)?.load(data);
    const host = this.#tableHost();
    const compiled = new Map<Rule['statements'], CompiledRule>();
    this.#chains = new Map(
      [...table.chains].map(([name, { rules }]) => [
        name,
        rules.map(rule => {
          const { count, steps } = this.#compiled.get(rule.statements) ?? compiledRule(rule, host);
          compiled.set(rule.statements, { rule, count, steps });
          return compiled.get(rule.statements)!;
        }),
      ]),
    );
    this.#compiled = compiled;
    this.#register(netfilter);
  }

  unload(netfilter: Netfilter): void {
    this.#table = { ...this.#table, chains: new Map() };
    this.#register(netfilter);
  }

  counts(): RuleCount[] {
    const { name: table, family } = this.#table;
    return [...this.#chains].flatMap(([key, rules]) => {
      const chain = this.#table.chains.get(key)!.name;
      return rules.flatMap(({ rule: { number: rule, comment }, count }) =>
        count ? [{ rule: nameOf({ family, table, chain, rule }), comment, ...count }] : [],
      );
    });
  }

  #tableHost(): TableHost {
    return { ...this.#host, set: ref => this.#set(ref), object: name => this.#object(name) };
  }

  #set(ref: SetRef): LiveSet {
    const found = this.#ipsets.get(ref) ?? this.#sets.get(ref);
    if (found) return found;
    const data = typeof ref === 'string' ? this.#table.sets.get(ref)! : anonymousSet(ref);
    const host = this.#tableHost();
    const also = host.conntrack.linux.follows['set-statements'] ? data.also : [];
    const set = new LiveSet({ ...data, also }, host.conntrack.clock, also =>
      also.map(each => compile(each, host, NO_COUNT)),
    );
    this.#sets.set(ref, set);
    return set;
  }

  #object(name: string): Step {
    const object = this.#table.objects.get(name)!;
    const found = this.#objects.get(object) ?? compile(object as Statement, this.#tableHost(), NO_COUNT);
    this.#objects.set(object, found);
    return found;
  }

  /** Chains that packets came to before stay where they are. */
  #register(netfilter: Netfilter): void {
    const { chains, name: table, family } = this.#table;
    for (const [name, { base, unregister }] of this.#registered) {
      if (isSamePlace(chains.get(name)?.base ?? null, base)) continue;
      unregister();
      this.#registered.delete(name);
    }
    const families = family === null ? [Family.IPV4, Family.IPV6] : [family];
    for (const { name, base } of chains.values()) {
      if (base === null || this.#registered.has(name)) continue;
      const { priority, type } = base;
      const hook = HOOK_NAMES.indexOf(base.hook) as Hook;
      const chain = this.#functionOf(name, base);
      const fn = type === 'route' ? rerouting(chain, this.#host.topology) : chain;
      const all = families.map(each => ({ name: `${table} ${name}`, hook, priority, family: each, fn }));
      const nat = type === 'nat' ? this.#host.nat() : null;
      for (const each of all) nat ? nat.addChain(each) : netfilter.register(each);
      const unregister = () => {
        for (const each of all) nat ? nat.removeChain(each) : netfilter.unregister(each);
      };
      this.#registered.set(name, { base, unregister });
    }
  }

  #functionOf(name: string, { hook, type }: BaseChain): HookFunction {
    const { name: table, family } = this.#table;
    return (packet, state) => {
      const decision = this.#walk(name, packet, state);
      const verdict = decision === null ? this.#policyOf(name) : decision.verdict;
      this.#listener()?.(packet, {
        hook,
        table,
        family,
        type,
        chain: this.#table.chains.get(decision?.chain ?? name)!.name,
        rule: decision?.rule.number ?? null,
        comment: decision?.rule.comment ?? null,
        verdict: rulingVerdict(verdict),
      });
      return verdict;
    };
  }

  #policyOf(chain: string): Verdict {
    return this.#table.chains.get(chain)!.base!.policy === 'DROP' ? Verdict.DROP : Verdict.ACCEPT;
  }

  /** Runs the rules of a chain; null where none has decided before it ends or returns. */
  #walk(chain: string, packet: Packet, state: HookState): Decision | null {
    for (const { rule, steps } of this.#chains.get(chain)!) {
      const outcome = run(steps, packet, state);
      switch (outcome.kind) {
        case 'verdict':
          return { chain, rule, verdict: outcome.verdict };
        case 'RETURN':
          return null;
        case 'GOTO':
          return this.#walk(outcome.chain, packet, state);
        case 'JUMP': {
          const decision = this.#walk(outcome.chain, packet, state);
          if (decision !== null) return decision;
        }
      }
    }
    return null;
  }
}

/** Runs the statements of a rule until one does not let the packet on. */
function run(steps: readonly Step[], packet: Packet, state: HookState): Outcome {
  for (const step of steps) {
    const outcome = step(packet, state);
    if (outcome.kind !== 'next') return outcome;
  }
  return PASSED;
}

const PASSED: Outcome = { kind: 'break' };

function isSamePlace(a: BaseChain | null, b: BaseChain): boolean {
  return a?.type === b.type && a.hook === b.hook && a.priority === b.priority;
}

function anonymousSet(elements: readonly SetElement[]): SetData {
  return { name: '', leadsTo: null, types: [], timeout: null, size: Number.POSITIVE_INFINITY, also: [], elements };
}

/** What stands in a set or under a name counts for itself. */
const NO_COUNT: Count = { packets: 0, bytes: 0 };

function compiledRule(rule: Rule, host: TableHost): CompiledRule {
  const counter = rule.statements.find(each => each.kind === 'counter');
  const count = counter ? { packets: counter.packets, bytes: counter.bytes } : null;
  // A tool tells what the first counter of a rule has counted.
  const steps = rule.statements.map(each => compile(each, host, each === counter ? count! : { ...NO_COUNT }));
  return { rule, count, steps };
}
