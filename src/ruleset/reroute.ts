/** Chains of type route: what they change of a packet leads it another way (`nf_route_table_hook4`, `ipt_mangle_out`). */
import { type HookFunction, Verdict } from '../netfilter/hooks';
import type { Topology } from '../netfilter/topology';
import { i32 } from '../packet/bytes';
import { Ipv4 } from '../packet/ipv4';
import { Family, type Packet } from '../packet/packet';

/** A chain behind which the way of what it has changed is looked up again. */
export function rerouting(chain: HookFunction, topology: Topology): HookFunction {
  return (packet, state) => {
    if (packet.family !== Family.IPV4) return chain(packet, state);
    const before = wayOf(packet);
    const verdict = chain(packet, state);
    const isOther = wayOf(packet).some((value, at) => value !== before[at]);
    const isLost = verdict === Verdict.ACCEPT && isOther && topology.ipv4.hasNoWayOut(packet);
    return isLost ? Verdict.DROP : verdict;
  };
}

/** By what its way is looked up. */
function wayOf({ bytes, start, mark }: Packet): number[] {
  return [mark, bytes[start + Ipv4.TOS], i32(bytes, start + Ipv4.SOURCE), i32(bytes, start + Ipv4.DESTINATION)];
}
