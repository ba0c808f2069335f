import type { EventInvariant } from './invariant';

export const unconfirmedUnfound: EventInvariant = {
  kind: 'event',
  name: 'unconfirmed-unfound',
  about:
    'A connection can be found only once its first packet has made it through: one that a rule may still drop must ' +
    'not turn the next packet into part of an existing connection.',
  source: '__nf_conntrack_confirm',
  check({ tally }) {
    return tally.found.length === 0 ? null : `connection ${tally.found[0]} is in the table before its confirmation`;
  },
};
