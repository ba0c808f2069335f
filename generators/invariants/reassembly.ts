import { Hook, Priority, Verdict } from '../../src/netfilter/hooks';
import { Ipv6 } from '../../src/packet/ipv6';
import type { Packet } from '../../src/packet/packet';
import { toHex } from '../../src/packet/wire';
import { type Fragment, fragmentOf, wholeTrains } from '../fragments';
import type { WorkloadRouter } from '../workload';
import { type Simulate, World } from '../world';
import type { WorkloadInvariant } from './invariant';

export const reassembly: WorkloadInvariant = {
  kind: 'workload',
  name: 'reassembly',
  about:
    'A datagram that was cut into fragments comes out as it went in, in whatever order its fragments arrive: ' +
    'conntrack and the rules judge what the receiver will see.',
  source: 'RFC 791, 3.2; RFC 8200, 4.5; ip_frag_reasm, nf_ct_frag6_reasm',
  check({ workload: { events, router }, simulate }) {
    const fragments = events.flatMap(event => (event.kind === 'packet' ? (fragmentOf(event.bytes) ?? []) : []));
    for (const train of wholeTrains(fragments)) {
      const message = misassembled(train, router, simulate);
      if (message !== null) return message;
    }
    return null;
  },
};

function misassembled(train: readonly Fragment[], router: WorkloadRouter, simulate: Simulate): string | null {
  const original = toHex(Uint8Array.from(train.flatMap(fragment => [...fragment.payload])));
  const orders = {
    'in order': train,
    'in reverse': train.toReversed(),
    'the first last': [...train.slice(1), train[0]],
  };
  const outcomes = Object.entries(orders).map(([order, fragments]) => {
    return {
      order,
      outcome: assemble(fragments, { ...router, sysctls: [], helpers: [], translations: [], rulesets: [] }, simulate),
    };
  });
  // Fragments that are no good in one order (a header that is refused) are no good in any.
  const expected = outcomes[0].outcome === null ? null : original;
  const bad = outcomes.find(({ outcome }) => outcome !== expected);
  return bad ? `${train.length} fragments ${bad.order} make ${bad.outcome}, cut from ${expected}` : null;
}

/** The payload of the datagram that a router makes of these fragments, as hexadecimal digits; null when it makes none. */
function assemble(fragments: readonly Fragment[], router: WorkloadRouter, simulate: Simulate): string | null {
  const events = fragments.map(({ bytes }) => ({ kind: 'packet' as const, device: 'c0', bytes }));
  const world = new World({ router, events }, simulate);
  let whole: string | null = null;
  const look = {
    name: 'look',
    hook: Hook.PREROUTING,
    priority: Priority.DEFRAG + 1,
    fn: (packet: Packet) => {
      // What the router answers comes by here as well, and a piece that is passed as it is.
      if (packet === world.packet && packet.fragmentMaxSize > 0) whole = toHex(payloadOf(packet.datagram()));
      return Verdict.ACCEPT;
    },
  };
  world.simulation.netfilter.register(look);
  world.finish();
  return whole;
}

/** What follows the IP header. */
function payloadOf(datagram: Uint8Array): Uint8Array {
  return datagram.subarray(datagram[0] >> 4 === 4 ? 4 * (datagram[0] & 0xf) : Ipv6.LENGTH);
}
