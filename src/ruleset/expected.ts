/** What a rule says to be expected once a connection has begun (`nft_ct_expect_obj_eval`). */
import type { Conntrack } from '../conntrack/conntrack';
import { Expectation } from '../conntrack/expectation';
import type { Helper } from '../conntrack/helpers/helper';
import { destinationOf, sourceOf } from '../conntrack/helpers/payload';
import { Dir } from '../conntrack/store';
import { Verdict } from '../netfilter/hooks';
import { dirOf, type Packet, type Protocol } from '../packet/packet';
import { BREAK, NEXT, type Outcome } from './host';
import type { Expected } from './ruleset';

/** There is no helper: nobody reads what the connection says. */
function nobody({ protocol, most, seconds }: Expected): Helper {
  return {
    name: '',
    protocol: protocol as Protocol,
    families: [],
    ports: [],
    policies: [{ maxExpected: most, timeout: seconds }],
    newData: () => null,
    help: () => Verdict.ACCEPT,
  };
}

/** Only a connection that has not been entered yet has anything expected so, and no more of it than there may be. */
export function expectBack(packet: Packet, expected: Expected, { store, expectations }: Conntrack): Outcome {
  const { ct } = packet;
  if (ct === 0 || store.isConfirmed(ct)) return BREAK;
  if (expectations.of(ct).length >= expected.most) return BREAK;
  const other = dirOf(packet.ctinfo) === Dir.ORIGINAL ? Dir.REPLY : Dir.ORIGINAL;
  const expectation = new Expectation(store, ct, nobody(expected), {
    protocol: expected.protocol as Protocol,
    source: sourceOf(store, ct, other),
    sourcePort: null,
    destination: destinationOf(store, ct, other),
    destinationPort: expected.port,
  });
  const failure = expectations.add(expectation, { withoutHelper: true });
  return failure === null ? NEXT : { kind: 'verdict', verdict: Verdict.DROP };
}
