/** The words of an iptables rule: options with their arguments, each of a match or of the target. */
import { InputError } from '../errors';
import type { HookName } from '../netfilter/hooks';
import type { Family } from '../packet/packet';
import type { Interval, Ipset, Statement } from './ruleset';

/** Options given to one match or target: its argument, and whether `!` stood before it. */
export interface Option {
  readonly argument: string;
  readonly negated: boolean;
}

/** What a match or target knows of the rule it stands in. */
export interface Place {
  readonly family: Family;
  readonly table: string;
  /** The protocol that `-p` names; null without one, or where it is negated. */
  readonly protocol: number | null;
  /** Whether it asks for TCP's SYN. */
  readonly isForSyn: boolean;
  readonly ipsets: ReadonlyMap<string, Ipset>;
}

/** The options that stand behind a match or a target. Its statements come in the order in which the kernel would ask. */
export interface Extension {
  /** Options that take an argument, and those that take none. */
  readonly options: readonly string[];
  readonly switches?: readonly string[];
  /** The only hooks it is for; all unless told. */
  readonly hooks?: readonly HookName[] | ((given: Given) => readonly HookName[]);
  build(given: Given, place: Place): Statement[];
}

export class Given {
  readonly #options = new Map<string, Option>();

  add(name: string, option: Option): void {
    if (this.#options.has(name)) throw new InputError(`${name} is given twice`);
    this.#options.set(name, option);
  }

  get names(): string[] {
    return [...this.#options.keys()];
  }

  has(name: string): boolean {
    return this.#options.has(name);
  }

  option(name: string): Option | null {
    return this.#options.get(name) ?? null;
  }

  text(name: string): string | null {
    return this.#options.get(name)?.argument ?? null;
  }

  /** What `make` makes of an option, nothing where it is not given. */
  each<T>(name: string, make: (option: Option) => T): T[] {
    const option = this.#options.get(name);
    return option ? [make(option)] : [];
  }

  needed(name: string): string {
    const text = this.text(name);
    if (text === null) throw new InputError(`${name} is missing`);
    return text;
  }
}

export function refuse(what: string, text: string, allowed: string): never {
  throw new InputError(`the ${what} "${text}" is not understood (allowed: ${allowed})`);
}

/** `5`, `0x5`. */
export function numberOf(what: string, text: string, most = 0xffffffff): number {
  const value = /^(0x[\da-f]+|\d+)$/i.test(text) ? Number(text) : Number.NaN;
  return value <= most ? value : refuse(what, text, `a number up to ${most}`);
}

/** `1`, `1/0xff`. */
export function maskedNumber(what: string, text: string): { value: number; mask: number } {
  const [value, mask = '0xffffffff', ...rest] = text.split('/');
  if (rest.length > 0) refuse(what, text, 'NUMBER or NUMBER/MASK');
  return { value: numberOf(what, value), mask: numberOf(what, mask) };
}

/** `5`, `5:9`, `:9`, `5:`; each end as `read` reads it. */
export function rangeOf(text: string, read: (text: string) => number, most: number): Interval {
  const parts = text.split(':');
  if (parts.length > 2) refuse('range', text, 'FIRST:LAST');
  const [from, to = from] = parts.map((part, at) => (part === '' && parts.length === 2 ? at * most : read(part)));
  if (from > to) refuse('range', text, 'the lower number first');
  return [from, to];
}

/** One of a list of words, in any case. */
export function wordIn(what: string, text: string, allowed: readonly string[]): string {
  const found = allowed.find(each => each.toLowerCase() === text.toLowerCase());
  return found ?? refuse(what, text, allowed.join(', '));
}
