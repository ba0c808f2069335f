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
    const { tally, simulation, before } = world;
    const now = simulation.conntrack.statistics;
    const then = before.statistics;
    const noRoom = countDrops(world, 'nf_conntrack_in', isForRoom);
    const refused = countDrops(world, 'nf_conntrack_in') - noRoom;
    const asInvalid = now.invalid - then.invalid;
    const asErrors = now.error - then.error;
    if (asInvalid + asErrors !== tally.invalid + refused) {
      return `${tally.invalid + refused} packets were INVALID; counted are ${asInvalid} as invalid and ${asErrors} as errors`;
    }
    const failed = countDrops(world, 'nf_confirm', isFailedInsertion);
    const insertFailed = now.insert_failed - then.insert_failed;
    if (insertFailed !== failed) return `${failed} insertions failed; counted are ${insertFailed}`;
    const dropped = now.drop - then.drop;
    const most = noRoom + refused + failed - (now.chaintoolong - then.chaintoolong);
    if (dropped < noRoom || dropped > most) return `${most} packets were dropped; counted are ${dropped}`;
    const { count } = simulation.conntrack.expectations;
    if (count === now.expect_create - now.expect_delete) return null;
    return `${count} expectations wait; ${now.expect_create} were created and ${now.expect_delete} deleted`;
  },
};

/** How many packets a callback dropped, of those that are meant. */
function countDrops({ tally: { drops } }: World, callback: string, isMeant = (_: Drop) => true): number {
  let count = 0;
  for (const drop of drops) if (drop.callback === callback && isMeant(drop)) count++;
  return count;
}

function isForRoom({ reason }: Drop): boolean {
  return reason === 'table full, dropping packet';
}

function isFailedInsertion({ reason }: Drop): boolean {
  return reason === null || reason === 'insert_failed';
}
