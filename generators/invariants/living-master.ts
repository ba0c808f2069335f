import { Status } from '../../src/conntrack/status';
import { Field } from '../../src/conntrack/store';
import { named } from '../table-walk';
import type { World } from '../world';
import type { EventInvariant } from './invariant';

export const livingMaster: EventInvariant = {
  kind: 'event',
  name: 'living-master',
  about:
    'A connection that was expected holds on to its master, and is accepted only while that one is in the table; ' +
    'an error is RELATED only to a connection that there was before it.',
  source: 'nf_ct_find_expectation, nf_conntrack_inet_error',
  check(world) {
    const { simulation, connections, ctstate, ct } = world;
    const { conntrack } = simulation;
    const { store } = conntrack;
    for (const child of connections) {
      if (!(store.status(child) & Status.EXPECTED)) continue;
      const master = store.extension(child)?.master ?? 0;
      if (master === 0 || store.words[master * Field.WORDS + Field.USE] <= 0 || !store.extension(master)?.helper) {
        return `no master is held by ${named(conntrack, child)}`;
      }
    }
    return ctstate === 'RELATED' && ct !== 0 ? unrelated(world) : null;
  },
};

function unrelated({ simulation: { conntrack }, ct, before }: World): string | null {
  const { store } = conntrack;
  const isExpected = (store.status(ct) & Status.EXPECTED) !== 0;
  // Of one that the router's own answer has ended (a reset), nothing is left to look at.
  if (isExpected || store.isDying(ct)) return null;
  const wasThere = ct < before.limit && (before.words[ct * Field.WORDS + Field.STATUS] & Status.CONFIRMED) !== 0;
  return wasThere ? null : `the packet is RELATED to connection ${ct}, which there was not before it`;
}
