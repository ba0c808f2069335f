/** What the kernel refuses to load: chains that are not there or come back to themselves, and statements out of place. */
import { InputError } from '../errors';
import { NAT_HOOKS } from '../nat/kinds';
import type { HookName } from '../netfilter/hooks';
import type { BaseChain, Rule, RuleVerdict, Statement, Table } from './ruleset';

/** An error in a rule names its line, and the rule. */
export function ruleError({ line, text }: { line: number; text: string }, what: string): InputError {
  return new InputError(`line ${line}: ${text}: ${what}`);
}

/** Chains may be 16 calls deep (`NFT_JUMP_STACK_SIZE`). */
const DEEPEST = 16;

export function checkChains(table: Table): void {
  for (const { rules } of table.chains.values()) {
    for (const rule of rules) for (const target of targetsOf(table, rule)) checkTarget(table, rule, target);
  }
  for (const [key, { base }] of table.chains) {
    if (base !== null) visit(table, key, base, []);
    else refuseLoop(table, key, []);
  }
}

function checkTarget(table: Table, rule: Rule, target: string): void {
  const chain = table.chains.get(target);
  if (!chain) throw ruleError(rule, `there is no chain ${target} in table ${table.name}`);
  if (chain.base) throw ruleError(rule, `${target} is a chain at a hook, to which no rule can jump`);
}

/** Checks the statements of all chains that packets of a base chain can come to. */
function visit(table: Table, name: string, base: BaseChain, above: readonly string[]): void {
  for (const rule of table.chains.get(name)!.rules) {
    for (const statement of rule.statements) {
      const complaint = outOfPlace(statement, base);
      if (complaint) throw ruleError(rule, complaint);
    }
    follow(table, name, rule, above, (target, path) => visit(table, target, base, path));
  }
}

/** The same loops in chains that nobody jumps to. */
function refuseLoop(table: Table, name: string, above: readonly string[]): void {
  for (const rule of table.chains.get(name)!.rules) {
    follow(table, name, rule, above, (target, path) => refuseLoop(table, target, path));
  }
}

function follow(
  table: Table,
  name: string,
  rule: Rule,
  above: readonly string[],
  go: (target: string, path: readonly string[]) => void,
): void {
  const path = [...above, name];
  for (const target of targetsOf(table, rule)) {
    if (path.includes(target)) {
      const names = [...path, target].map(key => table.chains.get(key)!.name);
      throw ruleError(rule, `the chains ${names.join(' → ')} go round`);
    }
    if (path.length >= DEEPEST)
      throw ruleError(rule, `chains call each other deeper than ${DEEPEST} in table ${table.name}`);
    go(target, path);
  }
}

function targetsOf(table: Table, { statements }: Rule): string[] {
  const verdicts = statements.flatMap(each => verdictsOf(table, each));
  return verdicts.flatMap(verdict => ('chain' in verdict ? [verdict.chain] : []));
}

function verdictsOf({ sets }: Table, statement: Statement): RuleVerdict[] {
  if (statement.kind === 'verdict') return [statement.verdict];
  if (statement.kind !== 'verdicts') return [];
  const elements = typeof statement.map === 'string' ? sets.get(statement.map)!.elements : statement.map;
  return elements.map(({ verdict }) => verdict!);
}

/** Why a statement cannot be met at a base chain, null where it can. */
function outOfPlace(statement: Statement, { type, hook }: BaseChain): string | null {
  const at = (hooks: readonly HookName[]) =>
    hooks.includes(hook) ? null : `is not for ${hook} (allowed: ${hooks.join(', ')})`;
  switch (statement.kind) {
    case 'nat': {
      if (type !== 'nat') return `${statement.nat} is for chains of type nat only`;
      const complaint = at(NAT_HOOKS[statement.nat]);
      return complaint && `${statement.nat} ${complaint}`;
    }
    case 'reject': {
      const complaint = at(['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT']);
      return complaint && `REJECT ${complaint}`;
    }
    case 'notrack':
    case 'zone':
    case 'template': {
      const complaint = at(['PREROUTING', 'OUTPUT']);
      if (complaint) return `what is said before conntrack ${complaint}`;
      return null;
    }
    default:
      return null;
  }
}
