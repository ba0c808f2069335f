import type { Drop } from '../tally';
import type { World } from '../world';
import type { EventInvariant } from './invariant';

export const statistics: EventInvariant = {
  kind: 'event',
  name: 'statistics',
  about:
    'The counters of conntrack -S tell what happened: each INVALID packet is counted once, as invalid or as an error; ' +
    'each drop and each failed insertion once; and as many expectations are there as were created and not deleted.',
  source: 'nf_conntrack_in, __nf_conntrack_confirm, nf_ct_expect_insert',
  check(world) {
    const grown = growth(world);
    const { tally, simulation } = world;
    const refused = dropsBy('nf_conntrack_in', world);
    const noRoom = refused.filter(drop => drop.reason === 'table full, dropping packet').length;
    const invalid = tally.invalid + refused.length - noRoom;
    if (grown.invalid + grown.error !== invalid) {
      return `${invalid} packets were INVALID; counted are ${grown.invalid} as invalid and ${grown.error} as errors`;
    }
    const unconfirmed = dropsBy('nf_confirm', world);
    const failed = unconfirmed.filter(drop => drop.reason === null || drop.reason === 'insert_failed').length;
    if (grown.insert_failed !== failed) return `${failed} insertions failed; counted are ${grown.insert_failed}`;
    const clashes = failed - grown.chaintoolong;
    if (grown.drop < noRoom || grown.drop > refused.length + clashes) {
      return `${refused.length + clashes} packets were dropped; counted are ${grown.drop}`;
    }
    const { expect_create, expect_delete } = simulation.conntrack.statistics;
    const { count } = simulation.conntrack.expectations;
    if (count === expect_create - expect_delete) return null;
    return `${count} expectations wait; ${expect_create} were created and ${expect_delete} deleted`;
  },
};

/** Mostly none: nothing is made to say so. */
function dropsBy(callback: string, { tally: { drops } }: World): readonly Drop[] {
  return drops.length === 0 ? NONE : drops.filter(drop => drop.callback === callback);
}

const NONE: readonly Drop[] = [];

/** By how much the counters have grown since before the event. */
function growth({ simulation, before }: World) {
  const now = simulation.conntrack.statistics;
  const then = before.statistics;
  return {
    invalid: now.invalid - then.invalid,
    error: now.error - then.error,
    drop: now.drop - then.drop,
    insert_failed: now.insert_failed - then.insert_failed,
    chaintoolong: now.chaintoolong - then.chaintoolong,
  };
}
