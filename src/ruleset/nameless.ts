/**
 * Chains without a name of their own: rules in braces behind `jump` or `goto`, which go with the rule that jumps.
 *
 * They have keys that nobody can write, in the order they were made; in that order the kernel numbers them, too
 * (`nft_chain_add`), where they are called `__chain` and a number.
 */
import type { Chain } from './ruleset';

const KEY = /^\{(\d+)\}$/;

export function isNameless(key: string): boolean {
  return KEY.test(key);
}

/** A key for one more. */
export function namelessKey(chains: ReadonlyMap<string, unknown>): string {
  const numbers = [...chains.keys()].map(key => Number(KEY.exec(key)?.[1] ?? 0));
  return `{${Math.max(0, ...numbers) + 1}}`;
}

/** Calls each by the place of the rule that jumps to it, as in `forward 2`; those that no rule jumps to any more are gone. */
export function withNames(chains: ReadonlyMap<string, Chain>): Map<string, Chain> {
  const names = new Map<string, string>();
  for (const { name, rules } of chains.values()) {
    for (const { number, statements } of rules) {
      for (const each of statements) {
        if (each.kind === 'verdict' && 'chain' in each.verdict) names.set(each.verdict.chain, `${name} ${number}`);
      }
    }
  }
  const kept = [...chains].filter(([key]) => !isNameless(key) || names.has(key));
  return new Map(kept.map(([key, chain]) => [key, isNameless(key) ? { ...chain, name: names.get(key)! } : chain]));
}
