import type { Packet } from '../../src/packet/packet';
import { Family } from '../../src/packet/packet';
import { isExtension } from '../../src/packet/transport';
import type { Drop } from '../tally';
import type { World } from '../world';
import type { EventInvariant } from './invariant';

export const drops: EventInvariant = {
  kind: 'event',
  name: 'drops',
  about:
    'Connection tracking tracks, it does not filter: it drops a packet only when the table has no room, when its ' +
    'connection cannot be entered, when a helper or NAT cannot follow it, or when it is a fragment that fits nowhere.',
  source: 'nf_conntrack_in, __nf_conntrack_confirm, nf_confirm, ipv4_conntrack_defrag, ipv6_defrag',
  check(world) {
    for (const drop of world.tally.drops) {
      const { callback, reason } = drop;
      if (!isExcused(drop, world)) return `${callback} dropped a packet${reason ? ` because of "${reason}"` : ''}`;
    }
    return null;
  },
};

function isExcused({ callback, reason }: Drop, world: World): boolean {
  const { translations, rulesets } = world.workload.router;
  switch (callback) {
    case 'nf_conntrack_in':
      return reason === 'table full, dropping packet';
    case 'nf_confirm':
      return reason !== null || chainsTooLong(world);
    // What it cannot translate, as the quoted packet of an error that was cut off, would name the wrong host.
    case 'nf_nat_inet_fn':
      return translations.length + rulesets.length > 0;
    case 'ipv4_conntrack_defrag':
    case 'ipv6_defrag':
      return mayBeFragment(world.packet);
    // Rules filter: a chain, named after its table.
    default:
      return rulesets.length > 0 && callback.includes(' ');
  }
}

function chainsTooLong({ before, simulation }: World): boolean {
  return simulation.conntrack.statistics.chaintoolong > before.statistics.chaintoolong;
}

function mayBeFragment({ bytes, start, family }: Packet): boolean {
  if (family === Family.IPV6) return isExtension(bytes[start + 6]);
  return ((bytes[start + 6] & 0x3f) | bytes[start + 7]) !== 0;
}
