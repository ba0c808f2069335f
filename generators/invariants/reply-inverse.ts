import { Status } from '../../src/conntrack/status';
import { Dir, tupleAt } from '../../src/conntrack/store';
import { protocolOf, TupleWord } from '../../src/conntrack/tuple';
import { IcmpType } from '../../src/packet/icmp';
import { Icmpv6Type } from '../../src/packet/icmpv6';
import { Protocol } from '../../src/packet/packet';
import { named } from '../table-walk';
import type { EventInvariant } from './invariant';

export const replyInverse: EventInvariant = {
  kind: 'event',
  name: 'reply-inverse',
  about:
    'The reply tuple is the original one turned round: addresses and ports change places, an ICMP request becomes its ' +
    'answer. Only NAT makes it anything else.',
  source: 'nf_ct_invert_tuple',
  check({ simulation: { conntrack }, connections }) {
    const { store } = conntrack;
    for (const ct of connections) {
      if (store.status(ct) & (Status.SRC_NAT | Status.DST_NAT)) continue;
      if (!isInverse(store.words, tupleAt(ct, Dir.ORIGINAL), tupleAt(ct, Dir.REPLY))) {
        return `the reply tuple is not the original one turned round: ${named(conntrack, ct)}`;
      }
    }
    return null;
  },
};

function isInverse(words: Int32Array, a: number, b: number): boolean {
  for (let word = 0; word < 4; word++) {
    if (words[a + TupleWord.SRC + word] !== words[b + TupleWord.DST + word]) return false;
    if (words[a + TupleWord.DST + word] !== words[b + TupleWord.SRC + word]) return false;
  }
  if (words[a + TupleWord.KIND] !== words[b + TupleWord.KIND]) return false;
  return words[b + TupleWord.ID] === inverseId(words[a + TupleWord.ID], protocolOf(words, a));
}

function inverseId(id: number, protocol: Protocol): number {
  switch (protocol) {
    case Protocol.ICMP:
      return withType(id, ANSWERS);
    case Protocol.ICMPV6:
      return withType(id, ANSWERS_V6);
    default:
      return (id << 16) | (id >>> 16);
  }
}

function withType(id: number, answers: ReadonlyMap<number, number>): number {
  return (id & ~0xff00) | ((answers.get((id >>> 8) & 0xff) ?? -1) << 8);
}

const ANSWERS = bothWays([
  [IcmpType.ECHO_REQUEST, IcmpType.ECHO_REPLY],
  [IcmpType.TIMESTAMP_REQUEST, IcmpType.TIMESTAMP_REPLY],
  [IcmpType.INFO_REQUEST, IcmpType.INFO_REPLY],
  [IcmpType.ADDRESS_MASK_REQUEST, IcmpType.ADDRESS_MASK_REPLY],
]);

const ANSWERS_V6 = bothWays([
  [Icmpv6Type.ECHO_REQUEST, Icmpv6Type.ECHO_REPLY],
  [Icmpv6Type.NODE_INFO_QUERY, Icmpv6Type.NODE_INFO_REPLY],
]);

function bothWays(pairs: [number, number][]): Map<number, number> {
  return new Map(
    pairs.flatMap(
      ([a, b]) =>
        [
          [a, b],
          [b, a],
        ] as [number, number][],
    ),
  );
}
