import * as draw from '../draw';
import type { SysctlEvent } from '../workload';

/** From here on fragments have little room: the upper threshold is taken only once the lower one is below it. */
export function littleRoom(): draw.Drawn<SysctlEvent[]> {
  return draw
    .tuple(draw.constantFrom('net.ipv4.ipfrag', 'net.netfilter.nf_conntrack_frag6'), draw.constantFrom(2000, 1000, 1))
    .map(([prefix, bytes]) => [threshold(`${prefix}_low_thresh`, 0), threshold(`${prefix}_high_thresh`, bytes)]);
}

function threshold(name: string, bytes: number): SysctlEvent {
  return { kind: 'sysctl', name, value: String(bytes) };
}
