/** The trackers by protocol number (`nf_ct_l4proto_find`). */
import type { Linux } from '../../linux/linux';
import { Protocol } from '../../packet/packet';
import { generic } from './generic';
import { gre } from './gre';
import { icmp } from './icmp';
import { icmpv6 } from './icmpv6';
import type { L4Protocol } from './protocol';
import { sctp } from './sctp';
import { tcp } from './tcp';
import { udp } from './udp';
import { udplite } from './udplite';

const TRACKERS: L4Protocol[] = new Array(256).fill(generic);
TRACKERS[Protocol.ICMP] = icmp;
TRACKERS[Protocol.TCP] = tcp;
TRACKERS[Protocol.UDP] = udp;
TRACKERS[Protocol.GRE] = gre;
TRACKERS[Protocol.ICMPV6] = icmpv6;
TRACKERS[Protocol.SCTP] = sctp;
TRACKERS[Protocol.UDPLITE] = udplite;

/** Its name has outlived the tracker. */
const WITHOUT_UDPLITE = TRACKERS.with(Protocol.UDPLITE, { ...generic, name: udplite.name });

/** Those that a version of Linux has. */
export function trackersOf(linux: Linux): readonly L4Protocol[] {
  return linux.follows['udplite-tracker'] ? TRACKERS : WITHOUT_UDPLITE;
}
