/** Has packets meet the rules: chains become callbacks at their hooks, those of type nat are asked by NAT. */
import { HOOK_NAMES, type Hook, type HookFunction, type HookState, Verdict } from '../netfilter/hooks';
import type { Netfilter } from '../netfilter/netfilter';
import { Family, type Packet } from '../packet/packet';
import { checkChains } from './check';
import { type Count, compile, type Outcome, type RulesetHost, type Step } from './compile';
import {
  type BaseChain,
  type Chain,
  nameOf,
  type Rule,
  type Ruleset,
  type Ruling,
  rulingVerdict,
  type Table,
} from './ruleset';

interface CompiledRule {
  readonly rule: Rule;
  readonly count: Count | null;
  readonly steps: readonly Step[];
}

/** The rule that decides, and its verdict as Netfilter takes it. */
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
  readonly #tables: TableEvaluator[];

  /** Throws `InputError` where the kernel would refuse to load it. */
  constructor(ruleset: Ruleset, host: RulesetHost, listener: RulingListener) {
    for (const table of ruleset.tables) checkChains(table);
    this.#tables = ruleset.tables.map(table => new TableEvaluator(table, host, listener));
  }

  register(netfilter: Netfilter): void {
    for (const table of this.#tables) table.register(netfilter);
  }

  counts(): RuleCount[] {
    return this.#tables.flatMap(table => table.counts());
  }
}

class TableEvaluator {
  readonly #table: Table;
  readonly #host: RulesetHost;
  readonly #listener: RulingListener;
  readonly #chains: Map<string, CompiledRule[]>;

  constructor(table: Table, host: RulesetHost, listener: RulingListener) {
    this.#table = table;
    this.#host = host;
    this.#listener = listener;
    this.#chains = new Map(
      [...table.chains].map(([name, { rules }]) => [name, rules.map(rule => compiled(rule, host))]),
    );
  }

  register(netfilter: Netfilter): void {
    const families = this.#table.family === null ? [Family.IPV4, Family.IPV6] : [this.#table.family];
    for (const chain of this.#table.chains.values()) {
      if (chain.base === null) continue;
      const { hook: hookName, priority, type } = chain.base;
      const hook = HOOK_NAMES.indexOf(hookName) as Hook;
      const fn = this.#functionOf(chain, chain.base);
      const name = `${this.#table.name} ${chain.name}`;
      for (const family of families) {
        if (type === 'nat') this.#host.nat().addChain({ name, family, hook, priority, fn });
        else netfilter.register({ name, family, hook, priority, fn });
      }
    }
  }

  counts(): RuleCount[] {
    const { name: table, family } = this.#table;
    return [...this.#chains].flatMap(([chain, rules]) =>
      rules.flatMap(({ rule: { number: rule, comment }, count }) =>
        count ? [{ rule: nameOf({ family, table, chain, rule }), comment, ...count }] : [],
      ),
    );
  }

  #functionOf({ name }: Chain, base: BaseChain): HookFunction {
    const policy = base.policy === 'DROP' ? Verdict.DROP : Verdict.ACCEPT;
    const { name: table, family } = this.#table;
    const { hook, type } = base;
    return (packet, state) => {
      const decision = this.#walk(name, packet, state);
      const verdict = decision?.verdict ?? policy;
      const { chain = name, rule = null } = decision ?? {};
      const { number = null, comment = null } = rule ?? {};
      this.#listener(packet, {
        hook,
        table,
        family,
        type,
        chain,
        rule: number,
        comment,
        verdict: rulingVerdict(verdict),
      });
      return verdict;
    };
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

function compiled(rule: Rule, host: RulesetHost): CompiledRule {
  const counter = rule.statements.find(each => each.kind === 'counter');
  const count = counter ? { packets: counter.packets, bytes: counter.bytes } : null;
  return { rule, count, steps: rule.statements.map(each => compile(each, host, count!)) };
}
