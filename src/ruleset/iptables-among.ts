/** The statement most matches of iptables come to. */
import type { Interval, Statement } from './ruleset';
import type { SelectorKey } from './select';

/** A match of one selector against intervals. */
export function among(key: SelectorKey, intervals: readonly Interval[], negated = false, mask?: number): Statement {
  return {
    kind: 'match',
    of: [mask === undefined ? { key } : { key, mask }],
    among: intervals.map(each => [each]),
    negated,
  };
}
