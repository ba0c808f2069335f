/** ICMP errors: the packet they quote tells which connection they are RELATED to (`nf_conntrack_inet_error`). */
import { type HookState, Verdict } from '../../netfilter/hooks';
import { CtInfo, type Packet, type Protocol } from '../../packet/packet';
import type { Conntrack } from '../conntrack';
import { nodeTupleAt } from '../store';
import { fullAddressText, newTuple, readAddresses, TupleWord } from '../tuple';
import { Answer } from './protocol';

const quoted = newTuple();
const inverse = newTuple();
const outer = newTuple();

/** Gives an ICMP error the connection of the packet quoted at `at`; INVALID when there is none. */
export function relateError(
  conntrack: Conntrack,
  packet: Packet,
  at: number,
  state: HookState,
  protocol: Protocol,
): number {
  if (!conntrack.readTuple(packet, at, state.family, quoted)) return Answer.INVALID;
  if (!conntrack.invertTuple(inverse, quoted)) return Answer.INVALID;
  const node = conntrack.findFor(packet, inverse);
  if (node === 0) return Answer.INVALID;

  // The error goes back to whoever sent the quoted packet, so the outer destination must be an end of that very
  // connection: else anybody could have a packet to a stranger pass as RELATED.
  const words = conntrack.store.words;
  const tuple = nodeTupleAt(node);
  readAddresses(outer, packet.bytes, packet.start, state.family);
  for (let word = 0; word < 4; word++) {
    if (outer[TupleWord.DST + word] === words[tuple + TupleWord.DST + word]) continue;
    const text = (of: Int32Array, base: number) => fullAddressText(of, base + TupleWord.DST, state.family);
    return conntrack.invalid(packet, protocol, `outer daddr ${text(outer, 0)} != inner ${text(words, tuple)}`);
  }
  conntrack.attach(packet, node >> 1, node & 1 ? CtInfo.RELATED_REPLY : CtInfo.RELATED);
  return Verdict.ACCEPT;
}
