/** Comparisons of nftables with one value, a range, or bits. */
import { InputError } from '../errors';
import { typeOf } from './nftables-values';
import type { Interval, Selector, Statement } from './ruleset';
import { isPresence } from './select-options';

export interface Comparison {
  mask: string[] | null;
  operator: string | null;
  words: string[];
}

/** Compares with one value, a range, or bits: those named are asked for one by one unless an operator says otherwise. */
export function compared(selector: Selector, { mask, operator, words }: Comparison): Statement {
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

/** Whether there is an option or a header, or a way out for an address. */
export function isPresent(selector: Selector, presence: 'missing' | 'exists'): Statement {
  const isThere: Interval = [1, 1];
  if (isPresence(selector.key)) {
    return { kind: 'match', of: [selector], among: [[isThere]], negated: presence === 'missing' };
  }
  if (!selector.key.startsWith('fib ')) throw new InputError(`${presence} is not for ${selector.key}`);
  return { kind: 'match', of: [selector], among: [[['', '']]], negated: presence === 'exists' };
}
