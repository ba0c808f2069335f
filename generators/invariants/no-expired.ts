import { isInTable } from '../../src/conntrack/status';
import { Field } from '../../src/conntrack/store';

import type { EventInvariant } from './invariant';

export const noExpired: EventInvariant = {
  kind: 'event',
  name: 'no-expired',
  about:
    'A connection whose time is over is gone for whoever looks it up, even if nobody has collected it yet: ' +
    'no packet belongs to it any more.',
  source: '____nf_conntrack_find, nf_ct_is_expired',
  check({ before, ct, tally, event }) {
    if (event.kind !== 'packet' || ct === 0 || ct >= before.limit) return null;
    const base = ct * Field.WORDS;
    const wasInTable = isInTable(before.words[base + Field.STATUS]);
    // One that left may have made room for this packet's own in the same record.
    if (!wasInTable || tally.born.includes(ct)) return null;
    const late = (before.jiffies - before.words[base + Field.TIMEOUT]) | 0;
    return late < 0 ? null : `the packet belongs to connection ${ct}, which expired ${late} jiffies ago`;
  },
};
