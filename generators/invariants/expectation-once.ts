import { type Expectation, ExpectFlag } from '../../src/conntrack/expectation';
import type { EventInvariant } from './invariant';

export const expectationOnce: EventInvariant = {
  kind: 'event',
  name: 'expectation-once',
  about:
    'An expectation lets one connection in and is gone, unless it is permanent; it waits only as long as its master ' +
    'is in the table. What was announced once is no licence for more.',
  source: 'nf_ct_find_expectation, nf_ct_remove_expectations',
  check(world) {
    const { simulation, before, tally, isWhole } = world;
    const { expectations, statistics, store } = simulation.conntrack;
    const used = statistics.expect_new - before.statistics.expect_new;
    if (used === 0 && (!isWhole || expectations.count === 0)) return null;
    const waiting = expectations.list();
    if (waiting.length !== expectations.count)
      return `${waiting.length} expectations are counted as ${expectations.count}`;
    for (const { master } of waiting) {
      if (store.isConfirmed(master) && !store.isDying(master)) continue;
      return `an expectation waits for connection ${master}, which is not in the table`;
    }
    if (used > tally.unexpected.length && !waiting.some(isPermanent)) {
      return `${used} connections were expected, and ${tally.unexpected.length} expectations are gone`;
    }
    return null;
  },
};

function isPermanent({ flags }: Expectation): boolean {
  return (flags & ExpectFlag.PERMANENT) !== 0;
}
